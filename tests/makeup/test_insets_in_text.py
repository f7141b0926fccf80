"""A text with pictures and a quote inside: all of it printed once, round them, on the grid."""

import re
import shutil
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from banmian.errors import ContentError, LayoutError
from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage, PictureBlock, Role, TextBlock
from banmian.pipeline.page import build_page, load_job
from banmian.pipeline.settings import Settings
from banmian.progress import Silent
from banmian.units import mm, pt

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT / "content/demo/2026-01-02"
PAGE = "number: 1\nsection: 穿线\nlayout: threads\nslots: {lead: lead.md}\n"
PHOTO = "  - {file: photos/wharf.jpg, caption: 图片说明, alt: 图}\n"
QUOTE = "pull_quotes: [一句摘出来/放大]\n"


@pytest.fixture
def threads(tmp_path: Path) -> Settings:
    """A project whose page has a story with two pictures and a pull quote."""
    (tmp_path / "layouts").mkdir()
    shutil.copytree(ROOT / "tests/data/layouts/threads", tmp_path / "layouts/threads")
    for name in ("fonts", "press"):
        (tmp_path / name).symlink_to(ROOT / name)
    page = tmp_path / "2026-01-02" / "01"
    shutil.copytree(COPY / "01/photos", page / "photos")
    shutil.copy(COPY / "edition.yaml", page.parent)
    (page / "page.yaml").write_text(PAGE, encoding="utf-8")
    story(page, PHOTO * 2, QUOTE)
    return Settings(tmp_path / "output", tmp_path, tmp_path / ".cache")


def body() -> str:
    return (COPY / "01/lead.md").read_text(encoding="utf-8").split("---\n", 2)[2]


def story(page: Path, photos: str, quotes: str) -> None:
    """Write the story; a little longer than the demonstration's, so that all frames are met."""
    head = f"headline: 河边夜市回来了\nphotos:\n{photos}" if photos else "headline: 夜市\n"
    text = body() + "\n" + "\n\n".join(body().split("\n\n")[:4]) + "\n"
    (page / "lead.md").write_text(f"---\n{head}{quotes}---\n{text}", encoding="utf-8")


def folder(settings: Settings) -> Path:
    return settings.project / "2026-01-02" / "01"


def made(settings: Settings) -> MadeUpPage:
    return make_up(load_job(folder(settings), settings))


def edit(settings: Settings, old: str, new: str) -> None:
    path = settings.project / "layouts/threads/layout.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_lies_over_anything(threads: Settings) -> None:
    page = made(threads)
    rects = [block.rect for block in page.blocks]
    assert not [1 for one, other in combinations(rects, 2) if one.overlaps(other)]
    (story,) = page.stories
    pictures = [block for block in story.blocks if isinstance(block, PictureBlock)]
    quotes = [b for b in story.blocks if isinstance(b, TextBlock) and b.role is Role.PULL_QUOTE]
    assert (len(pictures), len(quotes)) == (2, 1)
    for rule in page.rules:
        if rule.kind == "column-rule":
            assert not any(
                rect.x < rule.rect.x < rect.right
                and rect.y < rule.rect.bottom
                and rule.rect.y < rect.bottom
                for rect in rects
            )
    beside = {round(frame.width / pt(9), 6) for frame in story.frames}
    assert {6.0, 14.0} <= beside


def test_without_pictures_the_text_fills_their_places(threads: Settings) -> None:
    full = made(threads).fits[0]
    story(folder(threads), PHOTO, QUOTE)
    fewer = made(threads)
    assert fewer.fits[0].short > full.short  # narrow lines become long ones
    story(folder(threads), "", "")
    none = made(threads)
    assert len(none.stories[0].frames) == 5
    assert none.fits[0].capacity == 25 + 25 + 12 + 12 + 37


def test_one_picture_too_many_has_no_place(threads: Settings) -> None:
    story(folder(threads), PHOTO * 3, QUOTE)
    with pytest.raises(ContentError, match=r"no place for the photo .*wharf\.jpg"):
        made(threads)
    story(folder(threads), PHOTO, "pull_quotes: [一句, 两句]\n")
    with pytest.raises(ContentError, match="no place for the pull quote 两句"):
        made(threads)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("columns: 2, line: 14, lines: 12", "columns: 3, line: 14, lines: 12", "over another"),
        ("columns: 1, line: 22, lines: 8", "columns: 1, line: 22, lines: 2", "the caption takes"),
        ("beside: 6", "beside: 26", "less than 3 em"),
        ("{face: song, size: 9pt, indent: 2}", "{vertical: true}", "in a text of columns"),
    ],
)  # fmt: skip
def test_wrong_places_are_told(threads: Settings, old: str, new: str, what: str) -> None:
    if what == "over another":
        edit(threads, "line: 22, lines: 8", "line: 18, lines: 8")
    edit(threads, old, new)
    with pytest.raises(LayoutError) as caught:
        made(threads)
    assert "inset-place" in {found.code for found in caught.value.diagnostics}
    assert what in str(caught.value)


def test_the_pdf_has_the_text_once_and_its_lines_on_the_grid(threads: Settings) -> None:
    """Baselines are read back from the finished PDF, glyph by glyph."""
    result = build_page(folder(threads), threads, Silent())
    assert result.pdf is not None
    page = made(threads)
    document = pypdfium2.PdfDocument(result.pdf)
    try:
        first = document[0]
        text = first.get_textpage()
        printed = re.sub(r"\s", "", text.get_text_range())
        height, box = first.get_height(), first.get_trimbox()
        origins = [
            height - text.get_charbox(i, loose=True)[1]
            for i in range(text.count_chars())
            if text.get_text_range(i, 1) == "的"
        ]
    finally:
        document.close()
    wanted = re.sub(r"[\s#*\u200b\u2060]", "", (folder(threads) / "lead.md").read_text("utf-8"))
    assert wanted.split("---")[-1] in printed
    assert len(origins) > 20
    top = height - box[3]
    running = [
        b.baseline
        for block in page.stories[0].blocks
        if isinstance(block, TextBlock) and block.role is Role.BODY
        for b in block.lines
        if any("的" in c.text for c in b.line.clusters)
    ]
    feet = sorted({round(origin - top, 3) for origin in origins})
    drop = min(feet) - min(line.pt for line in running)  # from baseline to the box's foot
    for foot in feet:
        assert min(abs(line.pt - (foot - drop)) for line in running) < mm(0.01).pt + 0.001
