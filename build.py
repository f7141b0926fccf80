#!/usr/bin/env python3
"""The door: sets up what is missing on this machine, then hands over to banmian.cli.

    python3 build.py                    build the default edition
    python3 build.py test [PYTEST ARG]  run every check, as CI does
    python3 build.py bench [ARG]        run the benchmarks
    python3 build.py VERB …             any verb of banmian.cli (--help lists them)
    python3 build.py … --scheduler …    the same, with what a cluster needs
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

import errno
import fcntl
import hashlib
import json
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
    "cluster": ("build", "run", "cluster"),
    "test": ("build", "run", "cluster", "test"),
    "bench": ("build", "run", "bench"),
}
CHECKS = {
    "format": ("ruff", "format", "--check", "."),
    "lint": ("ruff", "check", "."),
    "types": ("mypy",),
    "import contract": ("lint-imports",),
    "tests": ("pytest", "-n", "2"),  # last: CI reads its closing line
}
_AGAIN = "delete .venv and run python3 build.py again"
DEFAULT = ("edition", str(ROOT / "content" / "2024-11-13"), "--output", str(ROOT / "output"))


def say(text: str) -> None:
    """Tell a person; standard output is for results."""
    print(f"build.py: {text}", file=sys.stderr, flush=True)


class CannotSetUpError(Exception):
    """Something is missing that could not be brought: what, and the way out."""

    def __init__(self, problem: str, way_out: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.way_out = way_out


def fail(problem: str, way_out: str, *, as_json: bool) -> int:
    """Tell why nothing was set up: to a person, or as docs/errors.md promises to a program."""
    if not as_json:
        say(f"{problem}\n  hint: {way_out}")
        return ENVIRONMENT
    nowhere = {"file": None, "line": None, "column": None}
    said = {"code": "not-set-up", "severity": "error", "message": problem, "hint": way_out}
    found = {**said, **nowhere}
    facts = {"ok": False, "exit": ENVIRONMENT, "diagnostics": [found]}
    print(json.dumps(facts, ensure_ascii=False, indent=2))
    return ENVIRONMENT


def way_out_of(error: OSError) -> str:
    """What most likely helps when the disk refuses."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{ROOT} belongs to somebody else or is closed to you: make a clone of your own, "
            "or ask its owner to run python3 build.py there once"
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some disk space: .venv takes a quarter of a gigabyte"
    return _AGAIN


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


def set_up(kit: str, *, offline: bool) -> None:
    """Have everything installed that a kit needs, then write its stamp.

    A kit is added to a .venv that is right for "run"; when a lock has changed, all is made anew.

    Raises:
        CannotSetUpError: with what install.py wrote on standard output, where it writes only that.
    """
    with (ROOT / ".venv.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # a second door waits here, then finds the work done
        if is_ready(kit):
            return
        add = is_ready("run") and not stamp_of(kit).exists()
        there = LOCKS["run"] if add else ()
        locks = [lock for lock in LOCKS[kit] if lock not in there]
        command = [sys.executable, str(INSTALL), str(VENV), *locks]
        if not add:
            command.append("--fresh")
            for old in LOCKS:
                stamp_of(old).unlink(missing_ok=True)
        if offline:
            command.append("--offline")
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            problem, _, way_out = done.stdout.strip().partition("\n")
            raise CannotSetUpError(problem or f"{INSTALL.name} failed", way_out.strip() or _AGAIN)
        for made in {"run", kit}:
            stamp_of(made).write_text(wanted_stamp(made))


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


def kit_of(words: Sequence[str]) -> str:
    """What a command line needs."""
    if words and words[0] in ("test", "bench"):
        return words[0]
    cluster = any(word == "--scheduler" or word.startswith("--scheduler=") for word in words)
    return "cluster" if cluster else "run"


def hand_over(words: Sequence[str]) -> None:
    """Become .venv's Python."""
    for folder in ("/opt/homebrew/lib", "/usr/local/lib"):  # where brew puts Pango
        if sys.platform == "darwin" and Path(folder).is_dir():
            os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", folder)
    os.execv(PYTHON, [str(PYTHON), *words])


def main(arguments: Sequence[str]) -> int:
    """Set up, then run the checks or become the command that was asked for."""
    words = [word for word in arguments if word != "--offline"]
    kit = kit_of(words)
    as_json = "--json" in words and kit in ("run", "cluster")
    try:
        if not is_ready(kit):
            set_up(kit, offline="--offline" in arguments)
    except CannotSetUpError as error:
        return fail(error.problem, error.way_out, as_json=as_json)
    except OSError as error:
        return fail(f"cannot set up .venv: {error}", way_out_of(error), as_json=as_json)
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
