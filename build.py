#!/usr/bin/env python3
"""The door: sets up what is missing on this machine, then hands over to banmian.cli.

    python3 build.py                    build the default edition
    python3 build.py test [PYTEST ARG]  run every check, as CI does
    python3 build.py bench [ARG]        run the benchmarks
    python3 build.py VERB …             any verb of banmian.cli (--help lists them)
    python3 build.py --offline …        the same, without network: only check what is there

Inputs:  the hashed locks in requirements/; this Python.
Outputs: .venv, with a stamp for each kit written last, so that a half-made .venv is seen.
Units:   none.
Source:  our choice; the slow part, which runs once, is requirements/install.py.
"""

import os
import sys

if os.name == "nt" or sys.version_info < (3, 11):  # before anything an older Python cannot read
    sys.stderr.write("build.py: needs Python 3.11 or newer on Linux or macOS (on Windows: WSL)\n")
    sys.exit(8)

import fcntl
import hashlib
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALL = ROOT / "requirements" / "install.py"
ENVIRONMENT = 8  # ExitCode.ENVIRONMENT of banmian.errors, which cannot be imported yet
LOCKS = {  # what each kit needs; "build" holds what packages shipped as source are built with
    "run": ("build", "run"),
    "test": ("build", "run", "test"),
    "bench": ("build", "run", "bench"),
}
CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "import contract": ("lint-imports",),
    "tests": ("pytest", "-n", "2"),  # last: CI reads its closing line
}
DEFAULT = ("edition", str(ROOT / "content" / "2024-11-13"), "--output", str(ROOT / "output"))


def say(text: str) -> None:
    """Tell a person; standard output is for results."""
    print(f"build.py: {text}", file=sys.stderr, flush=True)


def stamp_of(kit: str) -> Path:
    """The file that says a kit is set up."""
    return VENV / f"banmian-{kit}.stamp"


def wanted_stamp(kit: str) -> str:
    """What a kit's stamp must say: the digest of its locks, this Python and this place."""
    digest = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n".encode())
    for lock in LOCKS[kit]:
        digest.update((ROOT / "requirements" / f"{lock}.txt").read_bytes())
    return digest.hexdigest()


def is_ready(kit: str) -> bool:
    """Whether a kit is set up for exactly these locks, this Python and this place."""
    try:
        return stamp_of(kit).read_text() == wanted_stamp(kit) and PYTHON.exists()
    except FileNotFoundError:
        return False


def set_up(kit: str, *, offline: bool) -> int:
    """Have everything installed that a kit needs, then write its stamp.

    A kit is added to a .venv that is right for "run"; when a lock has changed, all is made anew.
    """
    with (ROOT / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # a second door waits here, then finds the work done
        if is_ready(kit):
            return 0
        add = is_ready("run") and not stamp_of(kit).exists()
        command = [
            sys.executable,
            str(INSTALL),
            str(VENV),
            *(LOCKS[kit][-1:] if add else LOCKS[kit]),
        ]
        if not add:
            command.append("--fresh")
            for old in LOCKS:
                stamp_of(old).unlink(missing_ok=True)
        if offline:
            command.append("--offline")
        status = subprocess.run(command, check=False).returncode
        if status == 0:
            for made in {"run", kit}:
                stamp_of(made).write_text(wanted_stamp(made))
        return status


def run_checks(extra: Sequence[str]) -> int:
    """Run every check though one fails; extra arguments go to pytest."""
    failed: list[str] = []
    for name, command in CHECKS.items():
        words = [*command, *extra] if name == "tests" else [*command]
        before = f" (failed so far: {', '.join(failed)})" if failed else ""
        say(f"== {name}: {' '.join(words)}{before}")
        start = time.monotonic()
        words[0] = str(VENV / "bin" / words[0])
        if subprocess.run(words, cwd=ROOT, check=False).returncode:
            failed.append(name)
        if name != "tests":  # whose closing line ends the output
            end = "failed" if name in failed else "passed"
            say(f"   {end} in {time.monotonic() - start:.1f} s")
    return 1 if failed else 0


def hand_over(words: Sequence[str]) -> None:
    """Become .venv's Python."""
    for folder in ("/opt/homebrew/lib", "/usr/local/lib"):  # where brew puts Pango
        if sys.platform == "darwin" and Path(folder).is_dir():
            os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", folder)
    os.execv(PYTHON, [str(PYTHON), *words])


def main(arguments: Sequence[str]) -> int:
    """Set up, then run the checks or become the command that was asked for."""
    words = [word for word in arguments if word != "--offline"]
    kit = words[0] if words and words[0] in ("test", "bench") else "run"
    try:
        status = 0 if is_ready(kit) else set_up(kit, offline="--offline" in arguments)
    except OSError as error:
        say(f"cannot set up .venv: {error}")
        return ENVIRONMENT
    if status:
        return status
    if kit == "test":
        return run_checks(words[1:])
    if kit == "bench":
        hand_over([str(ROOT / "benchmarks" / "pages.py"), *words[1:]])
    # -P: a module that lies in the current folder is not code of ours
    hand_over(["-P", "-m", "banmian.cli.main", *(words or DEFAULT)])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
