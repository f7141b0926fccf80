"""The locks: pinned, hashed, without addresses, and in step with pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {path.stem: path for path in (ROOT / "requirements").glob("*.txt")}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in LOCKS[lock].read_text(encoding="utf-8").splitlines():
        match = PIN.match(line)
        if match:
            found[canonicalize_name(match[1])] = match[2]
    return found


def wanted(lock: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    lines = project["project"]["dependencies"] if lock == "run" else groups[lock]
    return [Requirement(line) for line in lines]


def test_there_are_five_locks() -> None:
    assert set(LOCKS) == {"build", "run", "cluster", "test", "bench"}


def test_the_extra_is_what_the_lock_of_its_name_holds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    assert extras == {"cluster": project["dependency-groups"]["cluster"]}


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_lock_has_no_address(lock: str) -> None:
    text = LOCKS[lock].read_text(encoding="utf-8")
    for sign in (
        "http:",
        "https:",
        "file:",
        "//",
        "--index",
        "--extra-index",
        "--find-links",
        "--trusted",
        "@",
    ):
        assert sign not in text, sign


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_every_line_is_pinned_and_hashed(lock: str) -> None:
    hashes = 1
    for line in LOCKS[lock].read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if PIN.match(line):
            assert hashes, f"no hash before {line}"
            hashes = 0
        else:
            assert HASH.match(line), line
            hashes += 1
    assert hashes


@pytest.mark.parametrize("lock", sorted(LOCKS))
def test_lock_is_in_step_with_pyproject(lock: str) -> None:
    locked = pins(lock)
    for requirement in wanted(lock):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name}: run sh requirements/lock.sh"
        assert requirement.specifier.contains(version, prereleases=True), requirement


def test_locks_agree_where_they_meet() -> None:
    run = pins("run")
    for lock in ("cluster", "test", "bench"):
        for name, version in pins(lock).items():
            assert run.get(name, version) == version, name
    cluster = pins("cluster")
    for name, version in pins("test").items():
        assert cluster.get(name, version) == version, name
