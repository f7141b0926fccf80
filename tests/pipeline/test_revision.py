"""A page of another revision is built by that revision's own program, and nothing stays behind."""

import subprocess
from pathlib import Path

import pytest

from banmian.errors import UsageError
from banmian.pipeline.revision import built_there, worktree

PROGRAM = """import sys
from pathlib import Path
output = Path(sys.argv[sys.argv.index("--output") + 1]) / "e" / "01"
output.mkdir(parents=True)
text = (Path(sys.argv[2]) / "page.yaml").read_text()
assert "broken" not in text, "it is broken"
(output / "page.pdf").write_text("{who} " + text)
"""


def git(folder: Path, *words: str) -> str:
    names = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *names, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    page = tmp_path / "content" / "e" / "01" / "page.yaml"
    main = tmp_path / "src" / "banmian" / "cli" / "main.py"
    for path in (page, main):
        path.parent.mkdir(parents=True)
    (main.parents[1] / "__init__.py").touch()
    (main.parent / "__init__.py").touch()
    git(tmp_path, "init", "-q")
    for who in ("first", "second"):
        page.write_text(f"as {who}", encoding="utf-8")
        main.write_text(PROGRAM.replace("{who}", who), encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", who)
    return tmp_path


def test_a_revision_is_built_by_its_own_program(repository: Path) -> None:
    folder = repository / "content" / "e" / "01"
    with worktree(folder, "HEAD~1") as trees:
        assert built_there(trees, folder) == b"first as first"
        assert built_there(trees, repository / "content" / "e" / "02") is None
        with pytest.raises(UsageError, match="another working copy"):
            built_there(trees, repository.parent)
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert git(repository, "status", "--porcelain") == ""


def test_what_is_no_revision_is_told(repository: Path) -> None:
    folder = repository / "content" / "e" / "01"
    for revision in ("nowhere", "--exec=x", "HEAD:content"):
        with pytest.raises(UsageError, match="bad-revision"), worktree(folder, revision):
            pytest.fail("there is no such revision")


def test_a_page_that_cannot_be_built_is_told(repository: Path) -> None:
    folder = repository / "content" / "e" / "01"
    (folder / "page.yaml").write_text("broken", encoding="utf-8")
    git(repository, "commit", "-qam", "broken")
    with worktree(folder, "HEAD") as trees, pytest.raises(UsageError, match="bad-revision"):
        built_there(trees, folder)
    assert len(git(repository, "worktree", "list").splitlines()) == 1
