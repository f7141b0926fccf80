"""What overprints, what knocks out, and which piece gets which tag: operators in, operators out."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from banmian.errors import LayoutError
from banmian.house.setting import Overprint
from banmian.press.content import STATES, for_press
from banmian.press.facts import PageFacts

Facts = Callable[..., PageFacts]

BLACK = "/DeviceCMYK cs 0 0 0 1 scn"
RED = "/DeviceCMYK cs 0 1 .9 .1 scn"
TINT = "/DeviceCMYK cs 0 0 0 .06 scn"
TEXT = "BT /F 9 Tf <0001> Tj ET"


def parsed(content: str) -> list[Any]:
    pdf = pikepdf.new()
    return list(pikepdf.parse_content_stream(pdf.make_stream(content.encode())))


def states(content: str, facts: PageFacts, overprint: Overprint = Overprint.TEXT) -> list[str]:
    """`over` or `knock` for everything that is painted, in order."""
    seen, kept, state = [], [], "knock"
    for operands, operator in for_press(parsed(content), facts, overprint):
        name = str(operator)
        if name == "q":
            kept.append(state)
        elif name == "Q":
            state = kept.pop()
        elif name == "gs" and f"/{str(operands[0])[1:]}" in ("/Over", "/Knock"):
            state = str(operands[0])[1:].lower()
        elif name in ("f", "f*", "S", "Tj", "TJ", "Do", "B"):
            seen.append(state)
    return seen


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param(f"{BLACK} {TEXT}", ["over"], id="black text"),
        pytest.param(f"0 g {TEXT}", ["over"], id="black text as grey"),
        pytest.param(f"{RED} {TEXT}", ["knock"], id="coloured text"),
        pytest.param(f"{BLACK} {TEXT} 0 0 0 0 scn {TEXT}", ["over", "knock"], id="white text"),
        pytest.param(f"{BLACK} 0 0 200 .3 re f", ["over"], id="a hairline"),
        pytest.param(f"{BLACK} 0 0 200 5 re f", ["over"], id="a bar under 2 mm"),
        pytest.param(f"{BLACK} 0 0 200 6 re f", ["knock"], id="a panel"),
        pytest.param(f".1 0 0 .1 0 0 cm {BLACK} 0 0 200 40 re f", ["over"], id="scaled down"),
        pytest.param(
            f"q 0 0 200 3 re W n {BLACK} 0 0 200 90 re 1 1 9 9 re f* Q", ["over"],
            id="one side of a frame, clipped",
        ),
        pytest.param(
            f"q 0 0 200 3 re W n Q {BLACK} 0 0 200 90 re f", ["knock"], id="the clip is over"
        ),
        pytest.param(f"{TINT} 0 0 200 .3 re f", ["knock"], id="a grey rule"),
        pytest.param(f"{RED} 0 0 99 99 re f {BLACK} {TEXT}", ["knock", "over"], id="text on red"),
        pytest.param(f"q {BLACK} {TEXT} Q {RED} {TEXT}", ["over", "knock"], id="after Q"),
        pytest.param(f"{BLACK} {TEXT} /Im Do", ["over", "knock"], id="a picture"),
        pytest.param("/DeviceCMYK CS 0 0 0 1 SCN 0 0 m 9 9 l S", ["over"], id="a stroke"),
        pytest.param(f"{RED} 0 0 0 1 K 0 0 9 1 re B", ["knock"], id="red with a black edge"),
    ],
)  # fmt: skip
def test_what_overprints(content: str, wanted: list[str], small_facts: Facts) -> None:
    assert states(content, small_facts()) == wanted


def test_black_panels_and_tints_overprint_where_asked(small_facts: Facts) -> None:
    content = f"{BLACK} 0 0 99 99 re f {TINT} 0 0 99 99 re f {RED} 0 0 99 99 re f /Im Do"
    assert states(content, small_facts(), Overprint.BLACK) == ["over", "over", "knock", "knock"]


def test_a_state_is_never_set_within_a_path(small_facts: Facts) -> None:
    content = f"{BLACK} {TEXT} {RED} 0 0 m 9 0 l 9 9 l h f"
    names = [str(op) for _, op in for_press(parsed(content), small_facts(), Overprint.TEXT)]
    at = names.index("m")
    assert names[at - 1] == "gs"
    assert names[at:] == ["m", "l", "l", "h", "f"]


def marks(content: str, facts: PageFacts) -> list[tuple[str, int]]:
    """Every marked piece: its tag and number, −1 for none."""
    found = []
    for operands, operator in for_press(parsed(content), facts, Overprint.TEXT):
        if str(operator) in ("BDC", "BMC"):
            number = int(operands[1].MCID) if len(operands) > 1 else -1
            found.append((str(operands[0]), number))
    return found


def piece(content: str, number: int) -> str:
    return f"/Span <</MCID {number}>> BDC q {content} Q EMC"


def test_pieces_are_counted_anew_and_furniture_is_no_content(small_facts: Facts) -> None:
    facts = small_facts("", "H1", "P", "Figure")
    content = " ".join(
        [
            "/Artifact BMC 0 0 9 9 re f EMC",
            piece(TEXT, 0),
            piece("", 1),  # white: nothing painted
            piece(TEXT + TEXT, 2),
            piece(TEXT, 3),
            piece("/Im Do", 4),
        ]
    )
    assert marks(content, facts) == [
        ("/Artifact", -1), ("/Artifact", -1), ("/Artifact", -1),
        ("/H1", 0), ("/P", 1), ("/Figure", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_other_pieces_than_those_made_up(count: int, small_facts: Facts) -> None:
    content = " ".join(piece(TEXT, number) for number in range(count))
    with pytest.raises(LayoutError, match="template-order"):
        for_press(parsed(content), small_facts("H1", "P"), Overprint.TEXT)


def test_the_colour_stays_under_black_and_goes_under_white(
    small_facts: Facts, tmp_path: Path
) -> None:
    """On Ghostscript's cyan plate: a black rule over a cyan panel leaves it whole."""
    content = (
        "/DeviceCMYK cs .2 0 0 0 scn 0 0 100 100 re f 0 0 0 1 scn 0 48 100 4 re f "
        "0 0 0 0 scn 0 20 100 4 re f 0 0 0 1 scn 0 60 100 30 re f"
    )
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    operators = for_press(parsed(content), small_facts(), Overprint.TEXT)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))
    states = pikepdf.Dictionary()
    for name, state in STATES.items():
        states[name] = pikepdf.Dictionary(state)
    page.obj.Resources = pikepdf.Dictionary(ExtGState=states)
    pdf.save(tmp_path / "small.pdf")
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r72", "-o",
         str(tmp_path / "plate.tif"), str(tmp_path / "small.pdf")],
        check=True,
    )  # fmt: skip
    (cyan,) = tmp_path.glob("plate*Cyan*")
    with Image.open(BytesIO(cyan.read_bytes())) as opened:
        plate = opened.convert("L")
    ink = {name: 255 - plate.getpixel((50, 100 - y)) for name, y in  # type: ignore[operator]
           (("panel", 10), ("rule", 50), ("white", 22), ("black panel", 75))}  # fmt: skip
    assert ink == {"panel": 51, "rule": 51, "white": 0, "black panel": 0}


def in_black_only(content: str, facts: PageFacts) -> list[str]:
    """Operators of a page of black alone, as text."""
    out = for_press(parsed(content), facts, Overprint.TEXT, black=True)
    lines: list[str] = pikepdf.unparse_content_stream(out).decode().split("\n")
    return lines


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param(f"{RED} 0 0 99 99 re f", "0 0 0 0.789 k", id="a panel becomes a tint"),
        pytest.param(f"{RED} {TEXT}", "0 0 0 1 k", id="type is black"),
        pytest.param(f"0 0 .5 0 k {TEXT}", "0 0 0 0.055 k", id="pale type stays a tint"),
        pytest.param(f"{RED} 0 0 99 .5 re f", "0 0 0 1 k", id="a rule is black"),
        pytest.param(f"0 0 0 0 k {TEXT}", "0 0 0 0 k", id="white type is white"),
        pytest.param(".4 g 0 0 99 99 re f", "0 0 0 0.6 k", id="grey is black"),
        pytest.param("1 .6 0 .2 K 0 0 m 9 9 l S", "0 0 0 1 K", id="a stroke"),
        pytest.param(f"/Pattern cs /P scn {TEXT}", "/P scn", id="a tile is left to the preflight"),
    ],
)  # fmt: skip
def test_a_page_of_black_alone(content: str, wanted: str, small_facts: Facts) -> None:
    lines = in_black_only(content, small_facts())
    assert wanted in lines
    spaces = {"/DeviceCMYK cs", "/DeviceCMYK CS"}
    assert not [one for one in lines if one in spaces or one.endswith((" g", "0.1 scn"))]


def test_black_alone_keeps_each_colour_apart(small_facts: Facts) -> None:
    """One colour for a panel, then type, then a panel; and what `Q` brings back."""
    content = f"{RED} 0 0 99 99 re f q {TEXT} Q 0 0 99 99 re f {RED} {TEXT}"
    lines = in_black_only(content, small_facts())
    tints = [line.split()[3] for line in lines if line.endswith(" k")]
    assert tints == ["0.789", "1", "1"]
    at = [index for index, line in enumerate(lines) if line.endswith(" re")]
    assert lines[at[1] - 1] == "Q", "the panel's tint is still there, and nothing is within a path"
    over = [line for line in lines if line.endswith(" gs")]
    assert over[:2] == ["/Over gs", "/Over gs"], "type of a black page overprints"
