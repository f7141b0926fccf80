"""All that is known of a made-up page, as layers to lay over it.

Inputs:  a `ProofPage`: `MadeUpPage`, its copy, the findings.
Outputs: `Layer`s: grid, frames and threads, fitting, findings, pictures, decisions by hand, slug.
Units:   `Length` on the page; lines, characters, pixels an inch.
Source:  what a make-up editor asks of a proof; picture resolution as docs/preflight.md has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from banmian.check.finding import Finding
from banmian.editorial.edition import PageCopy
from banmian.errors import Severity
from banmian.geometry import Rect
from banmian.makeup.page import MadeUpPage, MadeUpStory, PictureBlock
from banmian.picture.reader import PictureFile
from banmian.proof.shapes import Anchor, Box, Ink, Label, Layer, Point, Shape, Stroke, grey, line
from banmian.proof.words import fit_words, override_words
from banmian.units import ZERO, mm, pt

COARSE = 200  # pixels an inch; under it edges turn to steps
COUNTED = 5
PAPER = grey(0)
BLUE, GREEN, RED = Ink(0.9, 0.4, 0, 0), Ink(0.8, 0, 1, 0.25), Ink(0, 1, 0.9, 0.1)
PURPLE, ORANGE, PALE = Ink(0.6, 0.9, 0, 0), Ink(0, 0.55, 1, 0), Ink(0.35, 0.05, 0, 0)
_SIZE, _SMALL = 8.0, 6.0  # pt
_PAD = mm(0.8)
_ROW = pt(_SIZE * 1.5)
MARGIN = mm(26)  # of the proof's sheet: round the printer's marks
WIDEST_GUTTER = mm(15)
LISTED = 6, 2  # rows and columns of findings under the page


@dataclass(frozen=True, slots=True)
class ProofPage:
    """What is laid over a page: the page, its copy, what was found, the digest of its PDF."""

    page: MadeUpPage
    copy: PageCopy
    findings: tuple[Finding, ...]
    version: str


def proof_layers(proof: ProofPage) -> tuple[Layer, ...]:
    """Every layer, from the lowest up; the grid is hidden until somebody wants it."""
    page = proof.page
    return (
        Layer("网格", tuple(_grid(page)), shown=False),
        Layer("文框与走文", tuple(s for story in page.stories for s in _threads(story))),
        Layer("图片精度", tuple(_pictures(proof))),
        Layer("排文松紧", tuple(_fitting(page))),
        Layer("手工调整", tuple(_overrides(page))),
        Layer("检查结果", tuple(_findings(proof))),
        Layer("校样", tuple(_slug(proof))),
    )


# ------------------------------------------------------------ grid


def _grid(page: MadeUpPage) -> Iterator[Shape]:
    grid = page.grid
    height = grid.leading * grid.lines
    for column in range(grid.columns):
        rect = Rect(grid.x_of(column), grid.top, grid.column_width, height)
        yield Box(rect, stroke=PALE, fill=PALE, opacity=0.12)
    right = grid.left + grid.width
    for number in range(1, grid.lines + 1):
        y = grid.y_of(number)
        counted = not number % COUNTED
        yield Stroke(line(grid.left, y, right, y), PALE, 0.4 if counted else 0.15)
        if counted:
            at = Point(grid.left - mm(1), y + pt(2))
            yield Label(at, str(number), _SMALL, BLUE, Anchor.RIGHT)


# ------------------------------------------------------------ frames and threads


def _threads(story: MadeUpStory) -> Iterator[Shape]:
    """The frames of a story, numbered, and an arrow from the foot of each to the next head."""
    for number, frame in enumerate(story.frames, 1):
        yield Box(frame, stroke=BLUE, width=0.5)
        at = Point(frame.x + _PAD, frame.bottom - _PAD)
        yield Label(at, str(number), _SMALL, PAPER, ground=BLUE)
    for one, following in pairwise(story.frames):
        yield Stroke(_thread(one, following), BLUE, 0.7, (3, 2), arrow=True)


def _thread(one: Rect, following: Rect) -> tuple[Point, ...]:
    """Up the gutter to a neighbour at the right, so that no text is crossed; else straight."""
    gap = following.x - one.right
    if ZERO <= gap <= WIDEST_GUTTER:
        middle = one.right + gap * 0.5
        foot, head = one.bottom - mm(2), following.y + mm(2)
        return (
            Point(one.right, foot),
            Point(middle, foot),
            Point(middle, head),
            Point(following.x, head),
        )
    return (
        Point(one.x + one.width * 0.5, one.bottom),
        Point(following.x + following.width * 0.5, following.y),
    )


# ------------------------------------------------------------ fitting


def _fitting(page: MadeUpPage) -> Iterator[Shape]:
    """What each text came to, up the white left of it; its last foot, where it is overset."""
    stories = {story.name: story for story in page.stories}
    for fit in page.fits:
        story = stories[fit.story]
        ink = RED if fit.over else GREEN
        first = story.frames[0] if story.frames else story.area
        at = Point(first.x - mm(1.2), first.y)
        yield Label(
            at, fit_words(fit), _SIZE, PAPER, Anchor.RIGHT, room=first.height, ground=ink, up=True
        )
        if fit.over:
            last = story.frames[-1] if story.frames else story.area
            rect = Rect(last.x, last.bottom - mm(0.8), last.width, mm(1.6))
            yield Box(rect, fill=RED)


# ------------------------------------------------------------ pictures


def _pictures(proof: ProofPage) -> Iterator[Shape]:
    pixels = {
        photo.file: (photo.picture.upright_width_px, photo.picture.upright_height_px)
        for story in proof.copy.stories
        for photo in story.photos
    }
    files = [ad.file for ad in proof.copy.ads if isinstance(ad.file, PictureFile)]
    pixels |= {file.path: (file.upright_width_px, file.upright_height_px) for file in files}
    for block in proof.page.blocks:
        if isinstance(block, PictureBlock) and block.file in pixels:
            yield from _picture(block, pixels)


def _picture(block: PictureBlock, pixels: Mapping[Path, tuple[int, int]]) -> Iterator[Shape]:
    rect, (width, height) = block.rect, pixels[block.file]
    ppi = resolution(rect, width, height)
    ink = RED if ppi < COARSE else PURPLE
    yield Box(rect, stroke=ink, width=1)
    text = f"{ppi} ppi　{rect.width.mm:.0f}×{rect.height.mm:.0f} mm　{width}×{height} 像素"
    at = Point(rect.x + _PAD, rect.bottom - _PAD)
    yield Label(at, text, _SIZE, PAPER, room=rect.width - _PAD * 2, ground=ink)


def resolution(rect: Rect, width: int, height: int) -> int:
    """Pixels an inch of a picture that covers a rectangle: what is over is cut off."""
    inch = mm(25.4)
    return int(min(width / (rect.width / inch), height / (rect.height / inch)))


# ------------------------------------------------------------ decisions by hand


def _overrides(page: MadeUpPage) -> Iterator[Shape]:
    areas = {story.name: story.area for story in page.stories}
    rows: dict[str, int] = {}
    for override in page.overrides:
        area = areas.get(override.story)
        if area is None:
            continue
        row = rows[override.story] = rows.get(override.story, 0) + 1
        at = Point(area.right - _PAD, area.bottom - _ROW * (row - 1) - _PAD)
        text = f"手工：{override_words(override)}"
        yield Label(at, text, _SMALL, PAPER, Anchor.RIGHT, area.width, ground=PURPLE)


# ------------------------------------------------------------ findings


def _findings(proof: ProofPage) -> Iterator[Shape]:
    """A number at its place for each finding, and the first of them in words under the page."""
    page = proof.page
    areas = {story.name: story.area for story in page.stories}
    rows: dict[Rect, int] = {}
    for number, one in enumerate(proof.findings, 1):
        rect = areas.get(one.story) if one.at is None else one.at
        if rect is not None:
            row = rows[rect] = rows.get(rect, -1) + 1
            ink = RED if one.severity is Severity.ERROR else ORANGE
            yield Box(rect, stroke=ink, width=1.2)
            at = Point(rect.right, rect.y + pt(_SIZE) + _ROW * row)
            yield Label(at, f"{number} {one.code}", _SIZE, PAPER, Anchor.RIGHT, ground=ink)
    rows_down, columns = LISTED
    width = page.grid.page_width * (1 / columns)
    top = page.grid.page_height + mm(16)
    for number, one in enumerate(proof.findings[: rows_down * columns]):
        text = f"{number + 1} {one.code}　{one.diagnostic.message}"
        at = Point(width * (number % columns), top + pt(_SMALL * 1.3) * (number // columns))
        yield Label(at, text, _SMALL, ORANGE, room=width - mm(2))


# ------------------------------------------------------------ slug


def _slug(proof: ProofPage) -> Iterator[Shape]:
    """What the sheet is, large enough that nobody takes it for a page to print from."""
    page = proof.page
    width = page.grid.page_width
    yield Box(Rect(ZERO, ZERO, width, page.grid.page_height), stroke=RED, width=0.3)
    at = Point(ZERO, -mm(18))
    yield Label(at, slug_words(proof), 14, RED, room=width)


def slug_words(proof: ProofPage) -> str:
    """The slug line of a proof."""
    page = proof.page
    over = sum(fit.over for fit in page.fits)
    words = [
        "校样　非付印用",
        page.newspaper,
        page.date.isoformat(),
        f"第{page.number:02d}版 {page.section}",
        f"版本 {proof.version}",
        f"超 {over} 行" if over else "不超",
        f"检查 {len(proof.findings)} 项",
    ]
    if page.overrides:
        words.append(f"手工 {len(page.overrides)} 处")
    return "　".join(words)
