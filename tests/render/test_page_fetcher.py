"""What a page may open: its own fonts, pictures and layout files, and nothing else."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.errors import LayoutError
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, TextBlock

PaintBlocks = Callable[..., tuple[MadeUpPage, bytes]]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f"
    "00010101001bb6ee560000000049454e44ae426082"
)


@pytest.fixture
def ask(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
) -> Callable[..., bytes]:
    """Paint a page whose CSS asks for an address; `prepare` may change the layout's folder."""

    def make(css: str, prepare: Callable[[Path], object] | None = None) -> bytes:
        block = set_block([("版面", "song", 1.0)], make_style(), 10, 0)
        return paint_blocks(block, css=css, prepare=prepare)[1]

    return make


def background(url: str) -> str:
    return f"body{{background:url('{url}')}}"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/x.png",
        "https://example.invalid/x.png",
        "ftp://example.invalid/x.png",
        "//example.invalid/x.png",
        "file:///etc/hostname",
        "data:image/png;base64,AAAA",
        "/etc/passwd",
        "../outside.png",
        "../../../../etc/passwd",
        "%2e%2e/outside.png",
        "..%2Foutside.png",
        "sub/../../outside.png",
        "missing.png",
        "x.png?query",
        "fonts/",
        "fonts/hei",
        ".",
        "a%00b.png",
        "long" * 100 + ".png",
    ],
)
def test_any_other_address_stops_the_page(
    url: str, ask: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / "outside.png").write_bytes(PNG)
    with pytest.raises(LayoutError) as raised:
        ask(background(url))
    (fault,) = raised.value.diagnostics
    assert fault.code == "refused"
    assert fault.message.startswith("layouts/small/page.html.j2: ")
    shown = url.removeprefix("/") if url.startswith(("/etc", "../")) else url
    assert Path(shown).name[:20] in fault.message


def test_the_message_names_the_address(ask: Callable[..., bytes]) -> None:
    with pytest.raises(LayoutError, match=r"may not open http://127\.0\.0\.1:1/x\.png"):
        ask(background("http://127.0.0.1:1/x.png"))


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_out_of_the_layout_is_refused(
    link: str, ask: Callable[..., bytes], tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.png").write_bytes(PNG)

    def prepare(folder: Path) -> None:
        if link == "file":
            (folder / "x.png").symlink_to(outside / "x.png")
        else:
            (folder / "sub").symlink_to(outside)

    with pytest.raises(LayoutError, match=r"the layout has no file (sub/)?x\.png"):
        ask(background("x.png" if link == "file" else "sub/x.png"), prepare)


def test_a_pipe_in_the_layout_is_no_file(ask: Callable[..., bytes]) -> None:
    with pytest.raises(LayoutError, match=r"the layout has no file x\.png"):
        ask(background("x.png"), lambda folder: os.mkfifo(folder / "x.png"))


def test_a_file_of_the_layout_is_served(ask: Callable[..., bytes]) -> None:
    pdf = ask(background("x.png"), lambda folder: (folder / "x.png").write_bytes(PNG))
    assert b"/Image" in pdf


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        ("@import 'http://127.0.0.1:1/x.css';", "may not open"),
        ("@font-face{font-family:X;src:url(http://127.0.0.1:1/x.ttf)}", "may not open|cannot be"),
        (".body{list-style:url(file:///etc/hostname)}", "may not open"),
        ("@page{background:url(../x.svg)}", "the layout has no file"),
    ],
)
def test_every_way_of_asking_goes_through_the_fetcher(
    css: str, complaint: str, ask: Callable[..., bytes]
) -> None:
    if "list-style" in css:
        css = ".body{display:list-item;" + css.removeprefix(".body{")
    with pytest.raises(LayoutError, match=complaint):
        ask(css)


def test_a_drawing_of_the_layout_may_not_open_the_network(ask: Callable[..., bytes]) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="9" height="9"><image width="9" height="9" xlink:href="http://127.0.0.1:1/x.png"/>'
        "</svg>"
    )
    with pytest.raises(LayoutError, match="Failed to render SVG image"):
        ask(background("x.svg"), lambda folder: (folder / "x.svg").write_text(svg))


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        (".body{colour:red}", "unknown property"),
        (".body{color:", "(?i)(invalid|parse|expected|ignored)"),
        (".body{width:10zoll}", "invalid value"),
        ("..body{}", "(?i)selector"),
    ],
)
def test_what_weasyprint_only_warns_of_is_an_error(
    css: str, complaint: str, ask: Callable[..., bytes]
) -> None:
    with pytest.raises(LayoutError, match=complaint) as raised:
        ask(css)
    assert {fault.code for fault in raised.value.diagnostics} == {"weasyprint"}
    assert all("layouts/small" in fault.message for fault in raised.value.diagnostics)


def test_a_picture_that_is_none_is_an_error(ask: Callable[..., bytes]) -> None:
    with pytest.raises(LayoutError, match=r"(?i)image"):
        ask(background("x.png"), lambda folder: (folder / "x.png").write_text("no picture"))


def test_what_somebody_silenced_is_an_error_all_the_same(ask: Callable[..., bytes]) -> None:
    logger = logging.getLogger("weasyprint")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with pytest.raises(LayoutError, match="unknown property"):
            ask(".body{colour:red}")
        assert logger.level == logging.CRITICAL
    finally:
        logger.setLevel(before)
