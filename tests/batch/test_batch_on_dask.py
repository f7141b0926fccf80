"""The same batch on Dask's workers as on processes: every file the same, whoever dies.

One edition of two pages, as somebody types it, with two Dask workers on this machine.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

ROOT = Path(__file__).resolve().parents[2]
STORE = ".store"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages of the demonstration edition that no story joins."""
    folder = tmp_path_factory.mktemp("content")
    edition = folder / "2026-01-01"
    for page in ("03", "04"):
        shutil.copytree(ROOT / "content" / "demo" / edition.name / page, edition / page)
    shutil.copy(ROOT / "content" / "demo" / edition.name / "edition.yaml", edition)
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two workers, on loopback, without a dashboard."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


def begin(content: Path, output: Path, *options: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "banmian.cli.main", "batch", str(content), "--json", "--no-png"]
    return subprocess.Popen(
        [*words, "--output", str(output), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def end(run: "subprocess.Popen[str]") -> dict[str, Any]:
    """The summary of a run that ends well and says nothing of Dask's."""
    told, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert "distributed" not in said
    summary: dict[str, Any] = json.loads(told)
    return summary


@pytest.fixture(scope="module")
def near(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the processes of this machine make of it."""
    output = tmp_path_factory.mktemp("near")
    assert end(begin(content, output, "--jobs", "2"))["pages"]["built"] == 2
    return files(output)


def files(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and STORE not in path.parts
    }


def test_every_file_is_the_same(
    content: Path, cluster: Any, near: dict[str, bytes], tmp_path: Path
) -> None:
    summary = end(begin(content, tmp_path, "--scheduler", cluster.scheduler_address))
    assert summary["pages"]["built"] == 2
    assert "2026-01-01/edition.pdf" in near
    assert files(tmp_path) == near


def test_every_page_is_there_when_a_worker_of_dask_is_killed(
    content: Path, cluster: Any, near: dict[str, bytes], tmp_path: Path
) -> None:
    run = begin(content, tmp_path, "--scheduler", cluster.scheduler_address)
    os.kill(_busy(cluster).pid, signal.SIGKILL)
    summary = end(run)
    assert summary["pages"]["built"] == 2
    assert files(tmp_path) == near


def test_dask_logs_to_no_terminal() -> None:
    program = (
        "import logging; from banmian.cli.dask_log import quieten_dask; import distributed;"
        "log = logging.getLogger('distributed.client');"
        "log.error('here'); quieten_dask(); log.error('gone')"
    )
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "here" in done.stderr
    assert "gone" not in done.stderr


def _busy(cluster: Any) -> Any:
    """The nanny of a worker that has a task; the limit only ends a test that fails."""
    for _ in range(600):
        for nanny in cluster.workers.values():
            state = cluster.scheduler.workers.get(nanny.worker_address)
            if state is not None and state.processing:
                return nanny
        time.sleep(0.05)
    raise AssertionError("no worker gets a task")
