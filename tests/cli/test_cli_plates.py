"""`plates`: five pictures a page, the worst spot, and what is said where no program draws them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from banmian.preflight import plates
from banmian.preflight.plates import Separator


@pytest.fixture
def panels(tmp_path: Path) -> Path:
    """A page of 20 × 20 mm with 2 mm of bleed: a heavy square that overprints a magenta one."""
    unit = 72 / 25.4
    path = tmp_path / "panels.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(20 * unit, 20 * unit)).obj
        page.MediaBox = pikepdf.Array([-5 * unit, -5 * unit, 25 * unit, 25 * unit])
        page.BleedBox = pikepdf.Array([-2 * unit, -2 * unit, 22 * unit, 22 * unit])
        page.TrimBox = pikepdf.Array([0, 0, 20 * unit, 20 * unit])
        over = pikepdf.Dictionary(op=True, OP=True, OPM=1)
        page.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(over=over))
        page.Contents = pdf.make_stream(
            f"{unit} 0 0 {unit} 0 0 cm 0 1 0 0 k 2 2 10 10 re f "
            "/over gs 1 0 1 0 k 8 8 8 8 re f".encode()
        )
        pdf.save(path)
    return path


def has(program: str) -> Any:
    return pytest.param(
        program,
        marks=pytest.mark.skipif(shutil.which(program) is None, reason=f"no {program} here"),
    )


@pytest.mark.parametrize("program", [has("gs"), has("mutool")])
def test_plates_of_a_page(
    tell: Callable[..., Any],
    panels: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
) -> None:
    path = shutil.which(program)
    monkeypatch.setattr(plates, "find_separator", lambda: Separator(program, str(path)))
    told = tell("plates", panels, "--output", tmp_path, "--scale", "4", "--json")
    facts = json.loads(told.out)
    assert (told.code, facts["by"]) == (0, program)
    (page,) = facts["pages"]
    assert (page["most_ink"], page["inks"]) == (300, [100, 100, 100, 0])
    assert 8 <= page["place_mm"]["x"] <= 11
    assert 8 <= page["place_mm"]["y"] <= 11
    folder = tmp_path / "plates" / "panels"
    assert sorted(p.name for p in folder.iterdir()) == [
        f"01-{name}.png" for name in ("black", "cyan", "ink", "magenta", "yellow")
    ]
    with Image.open(folder / "01-magenta.png") as plate:
        tones = np.asarray(plate)
    assert tones.shape == (96, 96)  # 24 mm, inside the bleed
    assert (tones[16 * 4, 6 * 4], tones[4, 4]) == (0, 255)
    with Image.open(folder / "01-ink.png") as ink:
        assert ink.convert("RGB").getpixel((12 * 4 + 1, 12 * 4 + 1)) == (220, 0, 0)


def test_a_machine_without_a_program_is_told_what_to_install(
    tell: Callable[..., Any], panels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    told = tell("plates", panels)
    assert told.code == 8
    assert "[separator-missing]" in told.err
    assert "ghostscript" in told.err


@pytest.mark.skipif(shutil.which("gs") is None, reason="no gs here")
def test_what_is_no_pdf(tell: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"no PDF")
    assert tell("plates", path).code == 2
