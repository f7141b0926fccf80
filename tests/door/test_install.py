"""What the door installs: names what is missing, brings it or says how, retries, keeps offline."""

import subprocess
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


@pytest.fixture
def calls(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every program that is started; all succeed."""
    made: list[list[str]] = []

    def run(command: list[str], **_: object) -> object:
        made.append(list(command))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(install.time, "sleep", lambda _: None)
    return made


def have(monkeypatch: pytest.MonkeyPatch, install: ModuleType, *programs: str) -> None:
    monkeypatch.setattr(
        install.shutil, "which", lambda name: f"/bin/{name}" if name in programs else None
    )


def lack(monkeypatch: pytest.MonkeyPatch, install: ModuleType, *turns: list[str]) -> None:
    """What is missing at the first look, at the second, …"""
    answers = iter(turns)
    monkeypatch.setattr(install, "missing", lambda **_: next(answers))


def test_missing_names_libraries_tools_and_venv(install: ModuleType) -> None:
    lacks = install.missing(
        tools=True,
        loads=lambda name: name != "libpango-1.0",
        finds=lambda tool: None if tool == "gs" else tool,
        makes=lambda: False,
    )
    assert lacks == ["libpango-1.0", "gs", "ensurepip"]


def test_tools_are_for_tests_only(install: ModuleType) -> None:
    found = install.missing(
        tools=False, loads=lambda _: True, finds=lambda _: None, makes=lambda: True
    )
    assert found == []


def test_a_library_nobody_has_is_not_loaded(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(install.LIBRARIES, "libno-such-library", "7")
    assert not install.can_load("libno-such-library")


def test_apt_brings_what_is_missing_and_updates_old_lists(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    have(monkeypatch, install, "apt-get")
    lack(monkeypatch, install, ["libpango-1.0", "gs"], [])
    monkeypatch.setattr(install.os, "geteuid", lambda: 0)
    statuses = iter([100, 0, 0])

    def run(command: list[str], **_: object) -> object:
        calls.append(list(command))
        return SimpleNamespace(returncode=next(statuses))

    monkeypatch.setattr(subprocess, "run", run)
    install.install_system(tools=True, offline=False)
    verbs = [words[words.index("apt-get") + 1] for words in calls]
    assert verbs == ["install", "update", "install"]
    assert {"libpango-1.0-0", "libpangoft2-1.0-0", "ghostscript"} <= set(calls[0])


def test_sudo_only_without_a_password(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    have(monkeypatch, install, "apt-get", "sudo")
    lack(monkeypatch, install, ["libpango-1.0"], [])
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    install.install_system(tools=False, offline=False)
    assert calls[0] == ["sudo", "-n", "true"]
    assert calls[1][:2] == ["sudo", "-n"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install -y --no-install-recommends libpango-1.0-0"),
        ("dnf", "dnf install -y pango"),
        ("pacman", "pacman -S --noconfirm pango"),
    ],
)
def test_without_rights_the_one_command_is_told(
    install: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    calls: list[list[str]],
    manager: str,
    command: str,
) -> None:
    have(monkeypatch, install, manager)
    lack(monkeypatch, install, ["libpango-1.0"])
    monkeypatch.setattr(install.os, "geteuid", lambda: 1000)
    with pytest.raises(install.CannotInstallError, match=command):
        install.install_system(tools=False, offline=False)
    assert calls == []


def test_offline_touches_no_package_manager(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]]
) -> None:
    have(monkeypatch, install, "apt-get")
    lack(monkeypatch, install, ["libpango-1.0"])
    monkeypatch.setattr(install.os, "geteuid", lambda: 0)
    with pytest.raises(install.CannotInstallError, match="run: apt-get install"):
        install.install_system(tools=False, offline=True)
    assert calls == []


def test_unknown_system_is_told_what_to_look_for(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, install)
    lack(monkeypatch, install, ["libpango-1.0"])
    with pytest.raises(install.CannotInstallError, match="install Pango"):
        install.install_system(tools=False, offline=False)


def test_slow_subsets_do_not_stop_the_door(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    have(monkeypatch, install)
    lack(monkeypatch, install, [install.FAST_SUBSETS])
    install.install_system(tools=False, offline=False)
    assert "take longer" in capsys.readouterr().err


def test_call_tries_again(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [1, 1, 0]
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=statuses.pop(0))
    )
    monkeypatch.setattr(install.time, "sleep", lambda _: None)
    assert install.call(["anything"], tries=3)
    assert statuses == []


def test_packages_come_by_hash_and_without_isolation(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], tmp_path: Path
) -> None:
    have(monkeypatch, install)
    monkeypatch.delenv("BANMIAN_WHEELS", raising=False)
    install.install_packages(tmp_path / ".venv", ["build", "run"], fresh=True, offline=False)
    make, *installs = calls
    assert make[1:] == ["-m", "venv", "--clear", str(tmp_path / ".venv")]
    assert [Path(words[-1]).name for words in installs] == ["build.txt", "run.txt"]
    for words in installs:
        assert {"--require-hashes", "--no-build-isolation", "--no-deps"} <= set(words)


def test_adding_a_kit_keeps_the_venv(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], tmp_path: Path
) -> None:
    for programs in ((), ("uv",)):
        have(monkeypatch, install, *programs)
        install.install_packages(tmp_path / ".venv", ["test"], fresh=False, offline=False)
    assert not any("--clear" in words for words in calls)


def test_pip_steps_in_where_uv_fails(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], tmp_path: Path
) -> None:
    have(monkeypatch, install, "uv")

    def run(command: list[str], **_: object) -> object:
        calls.append(list(command))
        return SimpleNamespace(returncode=2 if command[0].endswith("uv") else 0)

    monkeypatch.setattr(subprocess, "run", run)
    install.install_packages(tmp_path / ".venv", ["build"], fresh=True, offline=False)
    assert calls[0][0].endswith("uv")
    assert calls[-1][1:4] == ["-m", "pip", "install"]


def test_offline_needs_a_folder_of_wheels(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, calls: list[list[str]], tmp_path: Path
) -> None:
    have(monkeypatch, install)
    monkeypatch.delenv("BANMIAN_WHEELS", raising=False)
    with pytest.raises(install.CannotInstallError, match="--offline forbids"):
        install.install_packages(tmp_path / ".venv", ["run"], fresh=True, offline=True)
    assert calls == []
    monkeypatch.setenv("BANMIAN_WHEELS", "wheels")
    install.install_packages(tmp_path / ".venv", ["run"], fresh=True, offline=True)
    words = calls[-1]
    at = words.index("--no-index")
    assert words[at : at + 3] == ["--no-index", "--find-links", "wheels"]


def test_failure_is_exit_code_8(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    have(monkeypatch, install)
    lack(monkeypatch, install, ["libpango-1.0"])
    monkeypatch.setattr(install.sys, "argv", ["install.py", "no-such-venv", "run"])
    assert install.main() == 8
    assert capsys.readouterr().out.endswith("then run build.py again\n")
