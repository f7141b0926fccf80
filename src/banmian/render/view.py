"""What a layout's template sees of a page: flat, ready-made values.

Inputs:  `MadeUpPage`.
Outputs: `PageView` with `BlockView`s and `RuleView`s in reading order.
Units:   CSS pt as text, from the trim's top left corner.
Source:  our choice: a template places what make-up has decided and adds the look, nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from banmian.compose.cluster import Cluster
from banmian.compose.gaps import HYPHEN
from banmian.compose.interlinear import Reading
from banmian.compose.turn import Turn
from banmian.geometry import Rect
from banmian.makeup.page import (
    Block,
    DrawingBlock,
    MadeUpPage,
    MadeUpStory,
    PictureBlock,
    PlacedLine,
    Role,
    RuleBlock,
    TextBlock,
)
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class RunView:
    """Text in one face; an empty `face` means the block's own, `column` the forms for columns.

    A `reading` is pinyin of the block: printed last in it, painted over its characters.
    """

    text: str
    face: str
    scale: float
    column: bool
    reading: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as the template places it."""

    kind: str
    tag: str
    classes: str
    box: str
    runs: tuple[RunView, ...]
    source: str
    alt: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story's blocks."""

    name: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule or panel."""

    kind: str
    box: str


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a template may use."""

    title: str
    date: str
    width: str
    height: str
    bleed: str
    furniture: tuple[BlockView, ...]
    stories: tuple[StoryView, ...]
    rules: tuple[RuleView, ...]


def view_page(page: MadeUpPage) -> PageView:
    """Flatten a made-up page for the template."""
    return PageView(
        title=page_title(page),
        date=page.date.isoformat(),
        width=css(page.grid.page_width),
        height=css(page.grid.page_height),
        bleed=css(page.grid.bleed),
        furniture=tuple(_block(block, 0) for block in page.furniture),
        stories=tuple(_story(story) for story in page.stories),
        rules=tuple(RuleView(rule.kind, _rule_box(rule)) for rule in page.rules),
    )


def page_title(page: MadeUpPage) -> str:
    """The page's name, as a viewer's window shows it."""
    return f"{page.newspaper} {page.date.isoformat()} 第{page.number:02d}版 {page.section}"


def css(length: Length) -> str:
    """A length for CSS, in points."""
    return f"{length.pt:.4f}".rstrip("0").rstrip(".") + "pt"


def _box(rect: Rect) -> str:
    return f"left:{css(rect.x)};top:{css(rect.y)};width:{css(rect.width)};height:{css(rect.height)}"


def _rule_box(rule: RuleBlock) -> str:
    return _box(rule.rect)


def _story(story: MadeUpStory) -> StoryView:
    return StoryView(story.name, tuple(_block(block, story.level) for block in story.blocks))


def _chosen_size(block: TextBlock) -> str:
    """The size of a head that has chosen one: its class says the largest."""
    return f";font-size:{css(block.style.size)}" if block.style.sizes else ""


STAND_IN = "drawings/stand-in.png"  # one pixel: what is painted until the press has the drawing
_STRETCHED = ";object-fit:fill"
HEADS = frozenset({Role.HEADLINE, Role.STANDING_HEAD})


def _block(block: Block, level: int) -> BlockView:
    if isinstance(block, PictureBlock):
        return BlockView(
            "picture", "img", "picture", _box(block.rect), (), picture_url(block), block.alt, ""
        )
    if isinstance(block, DrawingBlock):
        box = _box(block.rect) + _STRETCHED
        return BlockView("picture", "img", "picture drawing", box, (), STAND_IN, block.alt, "")
    return BlockView(
        kind="text",
        tag=tag_of(block.role, level),
        classes=f"text {block.role.value} t-{block.style.name}",
        box=_box(block.rect) + _chosen_size(block),
        runs=tuple(_runs(block)),
        source="",
        alt="",
        paragraph=f"{block.paragraph}.{block.part}",
    )


def tag_of(role: Role, level: int) -> str:
    """The HTML element of a block; a crosshead ranks under its story's headline."""
    if role in HEADS:
        return f"h{level}"
    return f"h{level + 1}" if role is Role.CROSSHEAD else "p"


def picture_url(block: PictureBlock) -> str:
    """The address by which the template, and the fetcher, know a picture in its frame."""
    size = f"{block.rect.width.emu}x{block.rect.height.emu}"
    x, y = block.focus
    return f"pictures/{size}/{x:.6f}-{y:.6f}/{block.file.parent.name}/{block.file.name}"


class ClusterRun(NamedTuple):
    """Clusters that follow each other in one face and size, line by line of their block."""

    face: str
    scale: float
    column: bool
    lines: list[list[Cluster]]

    @property
    def text(self) -> str:
        """What the run says, typed blanks included."""
        return "".join(painted_text(cluster) for line in self.lines for cluster in line)


# Text or emoji: a painter would look for another face, which a page has not.
_PAINTED = {0xFE0E: None, 0xFE0F: None, 0x00AD: HYPHEN}


def painted_text(cluster: Cluster) -> str:
    """What a cluster has the painter write: its text, and the blank typed after it."""
    return cluster.text.translate(_PAINTED) + cluster.blank


def cluster_runs(block: TextBlock) -> Iterator[ClusterRun]:
    """The block's clusters by face, scale and forms, as they follow each other, line by line.

    One run is one text box of the painted page: `paint` relies on the same division.
    """
    run: ClusterRun | None = None
    for number, placed in enumerate(block.lines):
        if run is not None:
            run.lines.append([])
        for cluster in placed.line.clusters:
            look = (cluster.face.key, cluster.scale, cluster.turn is Turn.COLUMN)
            if run is None or look != run[:3]:
                if run is not None:
                    yield run
                run = ClusterRun(*look, [[] for _ in range(number + 1)])
            run.lines[-1].append(cluster)
    if run is not None:
        yield run


def _runs(block: TextBlock) -> Iterator[RunView]:
    for run in cluster_runs(block):
        face = "" if run.face == block.style.face else run.face
        yield RunView(run.text, face, run.scale, run.column)
    for readings in reading_runs(block):
        text = "".join(reading.cluster.text for _, reading in readings)
        first = readings[0][1].cluster
        yield RunView(text, first.face.key, first.scale, column=False, reading=True)


PlacedReading = tuple[PlacedLine, Reading]


def reading_runs(block: TextBlock) -> Iterator[list[PlacedReading]]:
    """The block's pinyin by face and size, each with its line; `paint` relies on it, too."""
    readings = [
        (placed, reading) for placed in block.lines for reading in placed.line.interlinear.readings
    ]
    for _, run in groupby(readings, lambda one: (one[1].cluster.face.key, one[1].cluster.scale)):
        yield list(run)
