"""Pages as they were in a revision of git, built by the program of that revision.

Inputs:  a page's folder in a working copy of git; a revision.
Outputs: the PDF; nothing stays behind.
Units:   seconds.
Source:  our choice: a worktree of its own, so that the working copy is not touched; the revision's
         own program where the revision holds one, so that changes of the program are seen, too.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from banmian.errors import Place, UsageError

BUILD_SECONDS = 600


@contextmanager
def worktree(folder: Path, revision: str) -> Iterator[tuple[Path, Path]]:
    """A working copy's root, and a worktree of a revision beside it for as long as one needs it.

    Raises:
        UsageError: this is no working copy of git, or there is no such revision.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel"))
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="banmian-") as name:
        tree = Path(name).resolve() / "tree"
        _git(top, "worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            yield top, tree
        finally:
            _git(top, "worktree", "remove", "--force", str(tree))


def built_there(trees: tuple[Path, Path], folder: Path) -> bytes | None:
    """The PDF of a page in the worktree; None when the revision has no such page.

    Raises:
        UsageError: the revision's page cannot be built.
    """
    top, tree = trees
    whole = folder.resolve()
    if not whole.is_relative_to(top.resolve()):
        message = f"{folder} lies in another working copy than the first page"
        raise UsageError.of("bad-revision", message, Place(folder.as_posix()))
    there = tree / whole.relative_to(top.resolve())
    if not (there / "page.yaml").is_file():
        return None
    with tempfile.TemporaryDirectory(prefix="banmian-") as output:
        environment = dict(os.environ)
        own = tree / "src"
        if (own / "banmian").is_dir():
            environment["PYTHONPATH"] = str(own)
        command = [
            sys.executable, "-m", "banmian.cli.main",
            "page", str(there), "--output", output, "--no-png", "--quiet",
        ]  # fmt: skip
        _run(command, tree, environment, f"cannot build {there.name} as it was")
        made = sorted(Path(output).rglob("page.pdf"))
        return made[0].read_bytes() if made else None


def _git(folder: Path, *words: str) -> str:
    hint = "--against git:REV needs a working copy of git and a revision it has"
    return _run(["git", *words], folder, None, f"git {words[0]} failed", hint).strip()


def _run(
    command: Sequence[str],
    folder: Path,
    environment: dict[str, str] | None,
    what: str,
    hint: str | None = None,
) -> str:
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, check=False, capture_output=True,
            text=True, timeout=BUILD_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError.of("bad-revision", f"{what}: {error}", hint=hint) from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        message = f"{what}: {said[0]}"
        raise UsageError.of("bad-revision", message, Place(folder.as_posix()), hint)
    return done.stdout
