"""`plan`: what it prints, and what it refuses."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[..., Any]
EDITION = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-03"


def test_the_chosen_plan_is_written_and_edits_stay(tell: Tell, tmp_path: Path) -> None:
    shutil.copytree(EDITION, tmp_path / EDITION.name)
    page = tmp_path / EDITION.name / "01"
    (page / "page.yaml").unlink()
    told = tell("plan", page, "--choose", "2", "--json")
    facts = json.loads(told.out)
    assert (told.code, len(facts["plans"])) == (0, 3)
    assert facts["page"] == str(page / "page.yaml")
    written = (page / "page.yaml").read_text(encoding="utf-8")
    first = facts["plans"][1]["modules"][0]
    at = ", ".join(f"{key}: {first[key]}" for key in ("column", "columns", "line", "lines"))
    assert f"at: {{{at}}}" in written
    (page / "page.yaml").write_text(written.replace("综合", "民生"), encoding="utf-8")
    told = tell("plan", page, "--choose", "1")
    assert told.code == 2
    assert "page-edited" in told.err
    assert "民生" in (page / "page.yaml").read_text(encoding="utf-8")


def test_a_page_without_a_plan_is_told(tell: Tell) -> None:
    told = tell("plan", EDITION.parent / "2026-01-02" / "01")
    assert told.code == 2
    assert "plan.yaml" in told.err
