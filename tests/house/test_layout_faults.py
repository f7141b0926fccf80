"""What is wrong with a layout is told by file, line and column, all of it at once."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.errors import Diagnostic, ExitCode, LayoutError, Place
from banmian.house.load import load_house
from banmian.house.punctuation import (
    FULL_MARKS,
    MARK_STYLES,
    Blank,
    Mark,
    Marks,
    PunctuationStyle,
)
from banmian.house.style import CollectionSlot, HouseStyle, StorySlot
from banmian.units import mm, pt

NAME = "places"
LAYOUTS = Path("tests", "data", "layouts")
Edit = Callable[..., HouseStyle]


@pytest.fixture
def edited(project: Path, tmp_path: Path) -> Edit:
    """Load the reference layout with pieces of its layout.yaml replaced."""

    def load(*changes: tuple[str, str]) -> HouseStyle:
        folder = tmp_path / "layouts" / NAME
        shutil.copytree(project / LAYOUTS / NAME, folder, dirs_exist_ok=True)
        path = folder / "layout.yaml"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in layout.yaml"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return load_house(tmp_path / "layouts", NAME)

    return load


@pytest.fixture
def faults(edited: Edit, tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """The codes of a changed layout's faults, each with the text that stands at its place."""

    def find(*changes: tuple[str, str]) -> list[tuple[str, str]]:
        with pytest.raises(LayoutError) as raised:
            edited(*changes)
        assert raised.value.exit_code is ExitCode.CONTENT
        path = tmp_path / "layouts" / NAME / "layout.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        return [(fault.code, standing_at(fault, lines)) for fault in raised.value.diagnostics]

    return find


def standing_at(fault: Diagnostic, lines: list[str]) -> str:
    assert fault.place is not None
    assert fault.place.file == f"layouts/{NAME}/layout.yaml"
    assert fault.place.line > 0, str(fault)
    assert fault.place.column > 0, str(fault)
    assert fault.hint or fault.code == "bad-value", str(fault)
    return lines[fault.place.line - 1][fault.place.column - 1 :]


BODY = "  body: {face: song, size: 10pt, indent: 2}"


def with_marks(marks: str) -> str:
    return BODY.replace("indent: 2", f"indent: 2, marks: {marks}")


COLUMNS = "columns: {count: 6, measure: 15, line: 10}"
FIRST_FRAME = "- {column: 0, columns: 1, line: 9}"
LAST_PLACE = "- {column: 4, columns: 4, line: 44, lines: 18}"


@pytest.mark.parametrize(
    ("old", "new", "code", "stands"),
    [
        ("measure: 11 ", "measure: 17 ", "grid-too-wide", "8          #"),
        ("lines: 97", "lines: 98", "grid-too-high", "98"),
        ("width: 350mm", "width: 380mm", "type-area-outside", "{left"),
        ("top: 25mm", "top: 90mm", "type-area-outside", "{left"),
        ("style: lead-deck, at", "style: deck, at", "style-unknown", "deck, at"),
        ("caption_style: caption", "caption_style: captoin", "style-unknown", "captoin"),
        ("signoff: {style: signoff, at: {column: 4, columns: 4, line: 62, lines: 1}}",
         "signoff: {style: signof, at: {column: 4, columns: 4, line: 62, lines: 1}}",
         "style-unknown", "signof,"),
        ("photo_credit: {style: signoff", "photo_credit: {style: sign", "style-unknown", "sign,"),
        (BODY, BODY.replace("face", "basis: nobody, face"), "style-unknown", "nobody"),
        (BODY, BODY.replace("face", "basis: body, face"), "style-circle", "body, face"),
        ("area: {line: 3, lines: 29}", "area: {line: 3, lines: 95}", "outside", "{line: 3"),
        (LAST_PLACE, LAST_PLACE.replace("lines: 18", "lines: 40"), "outside", "{column: 4"),
        (FIRST_FRAME, "- {column: 4, columns: 1, line: 9}", "outside", "{column: 4"),
        (FIRST_FRAME, "- {column: 0, columns: 1, line: 30}", "outside", "{column: 0"),
        (COLUMNS, "columns: {count: 7, measure: 15, line: 10}", "columns-too-wide", "{count"),
        (COLUMNS, "ruled: true", "text-frames", "style: body"),
        (COLUMNS, COLUMNS + "\n      frames: [{}]", "text-frames", "style: body"),
        (FIRST_FRAME, "- {column: 0, columns: 2, line: 9}", "frames-overlap", "{column: 1"),
        ("size: 58pt", "size: 58", "bad-length", "58,"),
        ("size: 58pt", "size: 58 Punkt", "bad-length", "58 Punkt"),
        ("size: 58pt", "size: 零号", "bad-length", "零号"),
        ("size: 58pt", "sizes: [58pt, 62pt]", "sizes-order", "[58pt"),
        ("size: 58pt", "sizes: [58pt, 58pt]", "sizes-order", "[58pt"),
        ("size: 58pt", "sizes: []", "bad-value", "[]"),
        ("\nstyles:\n", "\nscale: [9pt, 10pt]\nstyles:\n", "sizes-order", "[9pt"),
        ("size: 58pt", "size: 0pt", "bad-length", "0pt"),
        ("body: 10pt", "body: -10pt", "bad-length", "-10pt"),
        ("leading: 14.3pt", "leading: 0mm", "bad-length", "0mm"),
        ("width: 390mm", "width: 99999mm", "bad-length", "99999mm"),
        ("bleed: 3mm", "bleed: -3mm", "bad-length", "-3mm"),
        ("columns: 8 ", "columns: 0 ", "bad-value", "0 "),
        ("columns: 8 ", "columns: eight ", "wrong-type", "eight"),
        ("pitch: 1.15, align: centre, marks: half, tracking: 0.06",
         "pitch: 9, align: centre, marks: half, tracking: 0.06", "bad-value", "9, align"),
        ("edge: left,", "edge: inside,", "bad-value", "inside"),
        ("kind: stack-rule", "kind: 'x\" onload=\"y'", "bad-value", "'x\""),
        ("kind: collection", "kind: basket", "bad-value", "kind: basket"),
        ("crosshead_lines: [3, 4]", "crosshead_lines: []", "bad-value", "[]"),
        ("ratio: 0.75", "ratio: .nan", "wrong-type", ".nan"),
        (BODY, with_marks("quarter"), "bad-value", "quarter"),
        (BODY, with_marks("{basis: quarter}"), "bad-value", "quarter"),
        (BODY, with_marks("{whole: [stops]}"), "bad-value", "stops"),
        (BODY, with_marks("{line_start: half}"), "bad-value", "half"),
        (BODY, with_marks("{hanging: late}"), "wrong-type", "late"),
        (BODY, with_marks("{basis: full, hangs: true}"), "unknown-key", "hangs"),
        (BODY, with_marks("{basis: grid, line_start: trim}"), "grid-marks", "{basis: grid, line"),
        (BODY, with_marks("{basis: grid, whole: []}"), "grid-marks", "{basis: grid, whole"),
        ("title: 六个", "titel: 六个", "unknown-key", "titel"),
        ("ratio: 0.75", "ration: 0.75", "unknown-key", "ration"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    old: str, new: str, code: str, stands: str, faults: Callable[..., list[tuple[str, str]]]
) -> None:
    found = faults((old, new))
    assert code in [name for name, _ in found]
    assert any(name == code and text.startswith(stands) for name, text in found), found


def test_all_faults_are_told_at_once(faults: Callable[..., list[tuple[str, str]]]) -> None:
    found = faults(
        ("lines: 97", "lines: 98"),
        ("style: lead-deck, at", "style: deck, at"),
        (COLUMNS, "columns: {count: 7, measure: 15, line: 10}"),
        (FIRST_FRAME, "- {column: 0, columns: 1, line: 30}"),
    )
    assert {code for code, _ in found} >= {
        "grid-too-high",
        "style-unknown",
        "columns-too-wide",
        "outside",
    }


def test_a_fault_is_told_once_though_six_modules_share_it(
    faults: Callable[..., list[tuple[str, str]]],
) -> None:
    found = faults(("caption_style: caption", "caption_style: captoin"))
    assert [code for code, _ in found] == ["style-unknown"]


@pytest.mark.parametrize(
    "name", ["no-such", "", ".", "..", "../layouts/places", "/etc", "places/", "*"]
)
def test_an_unknown_layout(name: str, project: Path) -> None:
    asked = Place("content/2024-11-13/05/page.yaml", 4, 9)
    with pytest.raises(LayoutError) as raised:
        load_house(project / LAYOUTS, name, asked)
    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.place) == ("layout-unknown", asked)
    assert NAME in str(fault.hint)


def test_a_layout_of_fixed_places(project: Path) -> None:
    house = load_house(project / LAYOUTS, NAME)
    grid = house.grid
    assert (grid.page_width, grid.page_height, grid.bleed) == (mm(390), mm(540), mm(3))
    assert (grid.width, grid.height, grid.columns) == (mm(350), mm(490), 8)
    lead, excerpts = house.slots["lead"], house.slots["excerpts"]
    assert isinstance(lead, StorySlot)
    assert isinstance(excerpts, CollectionSlot)
    assert len(excerpts.modules) == 6
    shapes = {
        (m.picture.at.columns, m.picture.at.lines, m.picture.ratio)
        for m in excerpts.modules
        if m.picture
    }
    assert len(shapes) == 1


def test_a_style_has_from_its_basis_what_it_leaves_out(edited: Edit) -> None:
    house = edited((BODY, BODY + "\n  small: {basis: body, size: 8pt}\n  tiny: {basis: small}"))
    tiny = house.style("tiny")
    assert (tiny.size, tiny.indent, tiny.face, tiny.name) == (pt(8), 2.0, "song", "tiny")


def test_the_faces_that_styles_name_are_known_by_place(edited: Edit) -> None:
    house = edited(("intro: {face: kai,", "intro: {face: 'kai-two', strong: hei,"))
    places = dict(house.faces)
    assert set(places) == {"song", "song-black", "hei", "kai", "kai-two"}
    path = house.folder / "layout.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for key, place in places.items():
        assert lines[place.line - 1][place.column - 1 :].lstrip("'").startswith(key)


@pytest.mark.parametrize(
    ("marks", "style"),
    [
        ("half", MARK_STYLES[Marks.HALF]),
        ("grid", MARK_STYLES[Marks.GRID]),
        ("{basis: open}", MARK_STYLES[Marks.OPEN]),
        ("{}", FULL_MARKS),
        ("{hanging: true, line_start: full}",
         PunctuationStyle(hanging=True, line_start=Blank.FULL)),
        ("{whole: [stop, pause]}", PunctuationStyle(whole=frozenset({Mark.STOP, Mark.PAUSE}))),
        ("{whole: []}", MARK_STYLES[Marks.HALF]),
        ("{basis: grid, hanging: false}", replace(MARK_STYLES[Marks.GRID], hanging=False)),
    ],
)  # fmt: skip
def test_a_layout_has_punctuation_styles_of_its_own(
    marks: str, style: PunctuationStyle, edited: Edit
) -> None:
    house = edited((BODY, with_marks(marks)))
    assert house.style("body").marks == style


def test_marks_of_the_basis_hold_as_a_whole_and_their_fault_is_told_once(
    faults: Callable[..., list[tuple[str, str]]], edited: Edit
) -> None:
    inheriting = BODY + "\n  heir: {basis: body}"
    house = edited((BODY, inheriting.replace("indent: 2", "indent: 2, marks: {hanging: true}")))
    assert house.style("heir").marks == PunctuationStyle(hanging=True)
    wrong = inheriting.replace("indent: 2", "indent: 2, marks: {basis: grid, line_start: trim}")
    assert [code for code, _ in faults((BODY, wrong))] == ["grid-marks"]


ARRANGED = """
    arrange:
      columns: [{count: 8, measure: 11}]
      crosshead: crosshead
      rules: {items: a, stacks: b, bands: c}
      patterns: [{widths: [50mm, 350mm]}]
"""


def test_items_have_places_or_an_arrangement(faults: Callable[..., list[tuple[str, str]]]) -> None:
    ((code, text),) = faults(("    kind: collection\n", "    kind: collection" + ARRANGED))
    assert (code, text) == ("collection-places", "kind: collection")


def test_columns_of_an_arrangement_fit_their_area(project: Path, tmp_path: Path) -> None:
    name = "fayan-zhaibian"
    folder = tmp_path / "layouts" / name
    shutil.copytree(project / "layouts" / name, folder)
    path = folder / "layout.yaml"
    text = path.read_text(encoding="utf-8")
    assert "{count: 6, measure: 15}" in text
    changed = text.replace("{count: 6, measure: 15}", "{count: 6, measure: 25}")
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(LayoutError) as raised:
        load_house(tmp_path / "layouts", name)
    assert [fault.code for fault in raised.value.diagnostics] == ["columns-too-wide"]


def test_sizes_may_have_names_and_a_basis_passes_them_on(edited: Edit) -> None:
    basis = "lead-headline: {face: song-black, size: 58pt"
    house = edited(
        (basis, "small: {basis: lead-headline, size: 五号}\n  like: {basis: lead-headline}\n  "
         "lead-headline: {face: song-black, sizes: [特号, 初号, 40pt]"),
    )  # fmt: skip
    assert house.style("lead-headline").sizes == (pt(54), pt(42), pt(40))
    assert house.style("lead-headline").size == pt(54)
    assert house.style("like").sizes == (pt(54), pt(42), pt(40))
    assert (house.style("small").size, house.style("small").sizes) == (pt(10.5), ())
