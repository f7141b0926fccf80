"""The benchmark runs; how fast is no test's business."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_pages_runs_once_and_tells_a_program(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "pages.py"), "--quick", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["checks"]) == 4
    for name in ("ours warm", "ours cold", "plain warm", "plain cold", "stage compose"):
        assert len(told["seconds"][name]["samples"]) == 1
        assert told["seconds"][name]["median"] > 0
    stages = sum(told["seconds"][name]["median"] for name in told["seconds"] if "stage" in name)
    assert stages == pytest.approx(told["seconds"]["ours watched"]["median"])
    assert not list(tmp_path.iterdir())
