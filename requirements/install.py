"""Installs what a kit needs, once: system libraries, then .venv from the hashed locks.

    python3 requirements/install.py VENV LOCK… [--fresh] [--offline]

Inputs:  the locks' names; the machine. BANMIAN_WHEELS may name a folder of wheels for --offline.
Outputs: a complete .venv; exit code 8 and the way out when that cannot be.
Units:   none.
Source:  the libraries are those WeasyPrint opens by name (its docs, "First steps"); only build.py
         calls this, and only when its stamp says so. Needs no package: it is what installs them.
"""

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = 8  # ExitCode.ENVIRONMENT of banmian.errors, which cannot be imported yet
FAST_SUBSETS = "libharfbuzz-subset"  # without it WeasyPrint works, but slowly
LIBRARIES = {  # name: version of its binary interface
    "libgobject-2.0": "0",
    "libpango-1.0": "0",
    "libpangoft2-1.0": "0",
    "libharfbuzz": "0",
    "libfontconfig": "1",
    FAST_SUBSETS: "0",
}
TOOLS = ("gs", "pdftotext", "java", "chromium")  # the tests render, read and check pages with these
PACKAGES = {  # manager: (its words, packages of the libraries, packages of the tools)
    "apt-get": (
        ("install", "-y", "--no-install-recommends"),
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        ("ghostscript", "poppler-utils", "openjdk-17-jre-headless", "chromium"),
    ),
    "brew": (("install",), ("pango",), ("ghostscript", "poppler", "openjdk@17", "chromium")),
    "dnf": (
        ("install", "-y"),
        ("pango", "harfbuzz"),
        ("ghostscript", "poppler-utils", "java-17-openjdk-headless", "chromium"),
    ),
    "pacman": (
        ("-S", "--noconfirm"),
        ("pango", "harfbuzz"),
        ("ghostscript", "poppler", "jre17-openjdk-headless", "chromium"),
    ),
}


class CannotInstallError(Exception):
    """The machine lacks something that we may not or cannot bring.

    The first line of the text says what, the others the way out.
    """


def say(text: str) -> None:
    """Tell a person; standard output is for results."""
    print(f"build.py: {text}", file=sys.stderr, flush=True)


def call(command: Sequence[str], tries: int = 1) -> bool:
    """Run a command, its output on standard error; try again after a pause, as networks fail."""
    for turn in range(tries):
        time.sleep(3 * turn)
        if subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0:
            return True
    return False


# --- the system ---------------------------------------------------------------------------------


def can_load(name: str) -> bool:
    """Whether the dynamic linker finds a library."""
    if sys.platform == "darwin":
        folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
        files = [f"{folder}{name}.dylib" for folder in folders]
    else:
        files = [f"{name}.so.{LIBRARIES[name]}"]
    for file in files:
        try:
            ctypes.CDLL(file)
        except OSError:
            continue
        return True
    return False


def can_make_venv() -> bool:
    """Whether an environment can be made: Debian ships ensurepip apart from Python."""
    return shutil.which("uv") is not None or importlib.util.find_spec("ensurepip") is not None


def missing(
    *,
    tools: bool,
    loads: Callable[[str], bool] = can_load,
    finds: Callable[[str], str | None] = shutil.which,
    makes: Callable[[], bool] = can_make_venv,
) -> list[str]:
    """Name the libraries, tools and parts of Python that the machine lacks."""
    lacks = [name for name in LIBRARIES if not loads(name)]
    lacks += [tool for tool in TOOLS if tools and not finds(tool)]
    return lacks if makes() else [*lacks, "ensurepip"]


def install_command(lacks: Sequence[str], manager: str) -> list[str]:
    """The one command that brings what is missing."""
    words, libraries, tools = PACKAGES[manager]
    command = [manager, *words]
    if any(name in LIBRARIES for name in lacks):
        command += libraries
    if any(name in TOOLS for name in lacks):
        command += tools
    if "ensurepip" in lacks and manager == "apt-get":
        command.append(f"python3.{sys.version_info.minor}-venv")
    return command


def run_manager(command: Sequence[str]) -> bool:
    """Run the command when that needs no password; an apt-get whose lists are old gets new ones."""
    if command[0] == "brew":
        say(f"running: {' '.join(command)}")
        return call(command, tries=2)
    if command[0] != "apt-get":
        return False
    words = ["env", "DEBIAN_FRONTEND=noninteractive"]  # as a command, since sudo drops variables
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not call(["sudo", "-n", "true"]):
            return False
        words = ["sudo", "-n", *words]
    say(f"running: {' '.join([*words, *command])}")
    if call([*words, *command]):
        return True
    return call([*words, "apt-get", "update"], tries=3) and call([*words, *command], tries=3)


def install_system(*, tools: bool, offline: bool) -> None:
    """Bring the missing libraries and tools, or name the command for it and stop."""
    lacks = missing(tools=tools)
    if not lacks:
        return
    say(f"missing on this machine: {', '.join(lacks)}")
    manager = next((name for name in PACKAGES if shutil.which(name)), None)
    command = install_command(lacks, manager) if manager else []
    if command and not offline and run_manager(command):
        lacks = missing(tools=tools)
    if not lacks:
        return
    if lacks == [FAST_SUBSETS]:
        say(f"going on without {FAST_SUBSETS}: pages are right, but take longer")
        return
    way = f"run: {' '.join(command)}" if command else "install Pango (and Ghostscript, poppler)"
    raise CannotInstallError(f"missing: {', '.join(lacks)}\n  {way}\n  then run build.py again")


# --- the packages -------------------------------------------------------------------------------


def install_with(make: Sequence[str], install: Sequence[str], locks: Sequence[str]) -> bool:
    """Make the environment and install each lock in turn.

    Without build isolation: a package shipped as source is built with the hashed "build" lock.
    """
    hashed = ("--require-hashes", "--no-deps", "--no-build-isolation")
    return call([*make]) and all(
        call([*install, *hashed, "-r", str(HERE / f"{lock}.txt")], tries=3) for lock in locks
    )


def install_packages(venv: Path, locks: Sequence[str], *, fresh: bool, offline: bool) -> None:
    """Make or complete the environment from the locks, with uv when it is there, else with pip."""
    wheels = os.environ.get("BANMIAN_WHEELS")
    if offline and not wheels:
        raise CannotInstallError(
            f"{venv.name} lacks packages ({', '.join(locks)}); --offline forbids to fetch them\n"
            "  run once without --offline, or set BANMIAN_WHEELS to a folder of wheels"
        )
    say(f"setting up {venv.name} ({', '.join(locks)}); this happens once")
    source = ["--no-index", "--find-links", wheels] if offline and wheels else []
    python = str(venv / "bin" / "python")
    uv = shutil.which("uv")
    if uv:
        make = [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(venv)]
        install = [uv, "pip", "install", "--quiet", "--python", python, *source]
        if install_with(make if fresh else ["true"], install, locks):
            return
        say("uv did not manage; trying pip")
    make = [sys.executable, "-m", "venv", *(["--clear"] if fresh else []), str(venv)]
    install = [python, "-m", "pip", "install", "--quiet", "--no-user", *source]
    if not install_with(make, install, locks):
        raise CannotInstallError(
            "the packages could not be installed\n  standard error says why, in uv's or pip's words"
        )


def main() -> int:
    """Install the system's part first: it fails sooner."""
    parser = argparse.ArgumentParser(description="Called by build.py.")
    parser.add_argument("venv", type=Path)
    parser.add_argument("locks", nargs="+")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--offline", action="store_true")
    given = parser.parse_args()
    try:
        install_system(tools="test" in given.locks, offline=given.offline)
        install_packages(given.venv, given.locks, fresh=given.fresh, offline=given.offline)
    except CannotInstallError as error:
        print(error)  # for the door, which tells it as text or as JSON
        return ENVIRONMENT
    for site in given.venv.glob("lib/python3.*/site-packages"):
        (site / "banmian-checkout.pth").write_text(f"{HERE.parent / 'src'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
