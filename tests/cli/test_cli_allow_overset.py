"""Copy that does not fit is a warning only where that is asked for, and none of it is lost."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from banmian.cli.main import app


@pytest.mark.parametrize(("options", "code"), [((), 5), (("--allow-overset",), 0)])
def test_overset_is_allowed_where_that_is_asked(
    options: tuple[str, ...], code: int, project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    lead = folder / "05" / "lead.md"
    lead.write_text(
        lead.read_text(encoding="utf-8") + "\n" + "很长的稿子。" * 150, encoding="utf-8"
    )
    words = ["page", str(folder / "05"), "--until", "makeup", "--json", *options]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == code, result.stderr
    if code:
        assert json.loads(result.stdout)["exit"] == code
    else:
        page = json.loads(result.stdout)
        (fit,) = (one for one in page["fits"] if one["story"] == "lead")
        assert fit["over"] > 0
        assert [note["code"] for note in page["notes"]].count("overset") == 1
