"""layout.yaml as a designer writes it: the pydantic models, and nothing but the models.

Inputs:  plain values from YAML.
Outputs: `LayoutFile`.
Units:   lengths are text with a unit ("10.5pt", "350mm"); places are columns and lines of the grid.
Source:  docs/layouts.md.
"""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from banmian.house.insets import LEAST_BESIDE, InsetKind, Side
from banmian.house.punctuation import Blank, Mark, Marks
from banmian.house.setting import Align, ColumnsRun, Figures, Inks, Overprint
from banmian.source.model import FileModel
from banmian.units import ZERO, Length, mm, parse_length, pt


def _length(value: object) -> Length:
    try:
        return value if isinstance(value, Length) else parse_length(str(value))
    except ValueError as fault:
        hint = "write a number and pt, mm or px, such as 10.5pt"
        raise PydanticCustomError(
            "bad-length", "{value} is not a length", {"value": repr(value), "hint": hint}
        ) from fault


def _distance(value: object) -> Length:
    """Read a length that may be nothing, but not less; no page is larger than PDF allows."""
    length = _length(value)
    if not ZERO <= length <= LARGEST:
        hint = f"a length from 0 to {LARGEST}"
        raise PydanticCustomError(
            "bad-length", "{value} is out of range", {"value": repr(value), "hint": hint}
        )
    return length


def _size(value: object) -> Length:
    """Read a length that is something: a size of zero would divide by zero."""
    length = NAMED_SIZES.get(str(value)) or _distance(value)
    if not length:
        hint = f"a length above 0, up to {LARGEST}"
        raise PydanticCustomError("bad-length", "the length is 0", {"hint": hint})
    return length


def _file_name(value: object) -> str:
    """Read a plant's pattern: a plain name with our fields in braces."""
    text = str(value)
    if not FILE_NAME.fullmatch(text):
        hint = f"a plain file name that ends in .pdf; fields: {', '.join(FILE_NAME_FIELDS)}"
        raise PydanticCustomError(
            "bad-file-name",
            "{value} is no pattern for file names",
            {"value": repr(text), "hint": hint},
        )
    return text


FILE_NAME_FIELDS = ("{paper}", "{date}", "{page}", "{section}", "{version}")
FILE_NAME = re.compile(
    rf"(?:{'|'.join(map(re.escape, FILE_NAME_FIELDS))}|[\w\-]|(?<!^)\.(?!\.))+\.pdf"
)
LARGEST = mm(5000)  # ISO 32000-2, annex C: a page is at most 14,400 units (5,080 mm) wide
# R38; those over 初号 are the customary ones of newspapers
NAMED_SIZES = {
    name: pt(size)
    for name, size in {
        "特大号": 72, "特号": 54, "初号": 42, "小初": 36, "一号": 28, "小一": 24, "二号": 21,
        "小二": 18, "三号": 16, "小三": 15, "四号": 14, "小四": 12, "五号": 10.5, "小五": 9,
        "六号": 8, "小六": 6.5, "七号": 5.25,
    }.items()
}  # fmt: skip
_AS_TEXT = PlainSerializer(str)
_NUMBER = r"\d+(\.\d+)?(pt|mm|px)"
_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{_NUMBER}$"})
_SIZE_SCHEMA = WithJsonSchema(
    {"type": "string", "pattern": f"^({_NUMBER}|{'|'.join(NAMED_SIZES)})$"}
)
DistanceText = Annotated[Length, BeforeValidator(_distance), _AS_TEXT, _SCHEMA]
SizeText = Annotated[Length, BeforeValidator(_size), _AS_TEXT, _SIZE_SCHEMA]
Count = Annotated[int, Field(strict=True, ge=0, le=1000)]
Positive = Annotated[int, Field(strict=True, ge=1, le=1000)]
JumpText = Annotated[str, Field(pattern=r"^[^{}\n]*\{(page|number)\}[^{}\n]*$", max_length=40)]
RuleKind = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]  # a class of the layout's CSS


class PageSize(FileModel):
    """The trimmed page."""

    width: SizeText
    height: SizeText
    bleed: DistanceText = parse_length("3mm")


class TypeArea(FileModel):
    """The type area (版心)."""

    left: DistanceText
    top: DistanceText
    width: SizeText
    height: SizeText


class GridFile(FileModel):
    """The page grid."""

    columns: Annotated[int, Field(strict=True, ge=1, le=24)]
    measure: Positive
    body: SizeText
    leading: SizeText
    lines: Positive


class MarksFile(FileModel):
    """A punctuation style of the layout's own: a built-in one with changes."""

    basis: Marks = Marks.FULL
    whole: tuple[Mark, ...] | None = None
    line_start: Blank | None = None
    hanging: bool | None = None


class StyleFile(FileModel):
    """A type style; what it leaves out it has from `basis`."""

    basis: str | None = None
    face: str | None = None
    strong: str | None = None
    kai: str | None = None
    size: SizeText | None = None
    pitch: Annotated[float, Field(gt=0.9, lt=4)] | None = None
    align: Align | None = None
    marks: Marks | MarksFile | None = None
    indent: Annotated[float, Field(ge=0, le=10)] | None = None
    tracking: Annotated[float, Field(ge=-0.1, le=1)] | None = None
    blank: Annotated[float, Field(ge=0, le=4)] | None = None
    inset: DistanceText | None = None
    vertical: bool | None = None
    figures: Figures | None = None
    match_names: bool | None = None
    columns_run: ColumnsRun | None = None
    hyphenate: bool | None = None
    sizes: Annotated[tuple[SizeText, ...], Field(min_length=1, max_length=12)] | None = None
    below: Annotated[int, Field(strict=True, ge=1, le=12)] | None = None


class AreaFile(FileModel):
    """A place on the grid, counted from the slot's own corner; no columns means the slot's all."""

    column: Count = 0
    columns: Positive | None = None
    line: Count = 0
    lines: Positive | None = None


class PartFile(FileModel):
    """A piece of a story outside its running text."""

    part: Literal[
        "kicker",
        "headline",
        "deck",
        "byline",
        "speaker",
        "body",
        "continued",
        "folio-left",
        "folio-middle",
        "folio-right",
        "newspaper",
        "date",
        "lunar-date",
        "weather",
        "issue-number",
        "cn-number",
        "publisher",
        "pages-today",
        "price",
        "website",
    ]
    style: str
    at: AreaFile
    lines: Positive | None = None


class OddColumnsFile(FileModel):
    """Columns of another measure than the page's (破栏), evenly over the slot's width."""

    count: Annotated[int, Field(strict=True, ge=1, le=24)]
    measure: Positive
    line: Count = 0
    lines: Positive | None = None


class InsetFile(FileModel):
    """A picture or a quote inside running text: it takes whole lines, all of a column or a part."""

    what: InsetKind = InsetKind.PHOTO
    at: AreaFile
    beside: Annotated[int, Field(strict=True, ge=LEAST_BESIDE, le=100)] | None = None
    side: Side = Side.LEFT
    style: str
    caption_lines: Count = 2
    box: RuleKind | None = None


class JumpFile(FileModel):
    """The lines of a story that turns to another page, with {page} or {number} in them."""

    onward: JumpText = "（下转第{page}版）"
    back: JumpText = "（上接第{page}版）"


class TextFile(FileModel):
    """Running text, in frames filled one after the other; a frame without lines goes to the foot.

    Either `frames` in base columns, or `columns` of a measure of their own.
    """

    style: str
    crosshead: str
    crosshead_lines: Annotated[tuple[Positive, ...], Field(min_length=1)] = (2, 3)
    frames: tuple[AreaFile, ...] = ()
    columns: OddColumnsFile | None = None
    ruled: bool = True
    balance: bool = False
    jump: JumpFile | None = None
    insets: Annotated[tuple[InsetFile, ...], Field(max_length=12)] = ()


class PictureFrameFile(FileModel):
    """A portrait and its caption."""

    at: AreaFile
    ratio: Annotated[float, Field(gt=0.2, lt=5)] = 0.75
    caption_style: str
    caption: AreaFile


class StoryFramesFile(FileModel):
    """What a story needs on the page."""

    parts: tuple[PartFile, ...] = ()
    text: TextFile | None = None
    picture: PictureFrameFile | None = None


class DivisionFile(FileModel):
    """A way to divide a collection's area into columns of text."""

    count: Annotated[int, Field(strict=True, ge=1, le=24)]
    measure: Positive
    style: str = "body"


class PatternPartFile(FileModel):
    """A piece of an item's head, from a column of its module to the module's right edge."""

    part: Literal["kicker", "headline", "deck", "byline", "speaker"]
    styles: Annotated[tuple[str, ...], Field(min_length=1)]
    column: Count = 0
    line: Count = 0
    lines: Positive
    least: Positive | None = None
    stretch: Annotated[int, Field(strict=True, ge=0, le=12)] = 0
    wanted: Positive | None = None
    beside: bool = False


class PortraitFile(FileModel):
    """An item's picture at the left of its module; how high it is, the arrangement finds."""

    columns: Positive = 1
    line: Count = 0
    ratio: Annotated[float, Field(gt=0.2, lt=5)] = 0.75
    caption_style: str
    caption_lines: Positive = 1
    align: Literal["centre", "left"] = "centre"


class PatternFile(FileModel):
    """How an item stands in a module as wide as `widths` says, from the least to the most."""

    widths: tuple[SizeText, SizeText]
    parts: tuple[PatternPartFile, ...] = ()
    portrait: PortraitFile | None = None


class BetweenFile(FileModel):
    """The rules between modules: classes of the layout's CSS."""

    items: RuleKind
    stacks: RuleKind
    bands: RuleKind


class ArrangeFile(FileModel):
    """What a collection may vary to arrange itself; of every list the first is preferred."""

    line: Count = 0
    columns: Annotated[tuple[DivisionFile, ...], Field(min_length=1, max_length=8)]
    patterns: Annotated[tuple[PatternFile, ...], Field(min_length=1, max_length=8)]
    portraits: Annotated[tuple[Positive, ...], Field(min_length=1, max_length=12)] = (7,)
    crosshead: str
    crosshead_lines: Annotated[tuple[Positive, ...], Field(min_length=1)] = (2, 3)
    foot: str | None = None
    rules: BetweenFile


class IntroFile(StoryFramesFile):
    """A collection's standing head and intro."""

    area: AreaFile


class PlacedLine(FileModel):
    """A line of text of its own, such as the sign-off."""

    style: str
    at: AreaFile


class StorySlotFile(StoryFramesFile):
    """A slot for one story."""

    kind: Literal["story"]
    area: AreaFile
    required: bool = True


class CollectionSlotFile(FileModel):
    """A slot for several items of equal rank: one pattern in fixed places, or an arrangement."""

    kind: Literal["collection"]
    area: AreaFile
    required: bool = True
    intro: IntroFile | None = None
    module: StoryFramesFile | None = None
    places: tuple[AreaFile, ...] = ()
    arrange: ArrangeFile | None = None
    signoff: PlacedLine | None = None


class AdSlotFile(FileModel):
    """A hole for an advertisement, which comes as a PDF or a picture of the hole's size."""

    kind: Literal["ad"]
    area: AreaFile
    required: bool = True


SlotFile = Annotated[StorySlotFile | CollectionSlotFile | AdSlotFile, Field(discriminator="kind")]


class HeadPartFile(FileModel):
    """A piece of a head on a free page, over the whole width of its module."""

    part: Literal["kicker", "headline", "deck", "byline", "speaker"]
    styles: Annotated[tuple[str, ...], Field(min_length=1)]
    lines: Positive
    least: Positive = 1


class LevelFile(FileModel):
    """The head of stories of one rank, piece under piece, and how wide such stories may be."""

    columns: tuple[Positive, Positive] = (1, 24)
    parts: Annotated[tuple[HeadPartFile, ...], Field(min_length=1)]


class FreePictureFile(FileModel):
    """Pictures on a free page; their height fits the text round them."""

    columns: Annotated[tuple[Positive, ...], Field(min_length=1, max_length=6)] = (2,)
    crop: Annotated[float, Field(ge=0, le=0.5)] = 0.1
    caption_style: str


class FreeRulesFile(FileModel):
    """The rules of a free page: classes of the layout's CSS."""

    beside: RuleKind
    under: RuleKind
    ad: RuleKind


class FreeFile(FileModel):
    """A part of the page in which page.yaml gives stories their places."""

    area: AreaFile | None = None
    style: str
    crosshead: str
    crosshead_lines: Annotated[tuple[Positive, ...], Field(min_length=1)] = (2, 3)
    levels: Annotated[tuple[LevelFile, ...], Field(min_length=1, max_length=9)]
    picture: FreePictureFile | None = None
    rules: FreeRulesFile


class RuleFile(FileModel):
    """A rule or panel: its kind is a class of the layout's CSS."""

    kind: RuleKind
    edge: Literal["top", "middle", "bottom", "left", "right", "box"]
    at: AreaFile


InkName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Percent = Annotated[float, Field(ge=0, le=100)]


class PressFile(FileModel):
    """How the page goes to press."""

    profile: Annotated[str, Field(min_length=1)] = "newsprint"
    marks: bool = True
    file_name: Annotated[str, BeforeValidator(_file_name)] | None = None
    overprint: Overprint = Overprint.TEXT
    ink: Annotated[int, Field(strict=True, ge=100, le=400)] = 220
    ink_ceiling: Annotated[int, Field(strict=True, ge=100, le=400)] = 240
    inks: Inks = Inks.ALL


class LadderFile(FileModel):
    """How far a story's frames may be changed to make its text fit."""

    heads: Annotated[int, Field(strict=True, ge=0, le=12)] = 2
    pictures: Annotated[int, Field(strict=True, ge=0, le=12)] = 2
    tracking: Annotated[float, Field(ge=0, le=0.03)] = 0.015
    bodies: tuple[str, ...] = ()


class LayoutFile(FileModel):
    """layout.yaml."""

    title: str
    page: PageSize
    type_area: TypeArea
    grid: GridFile
    styles: dict[str, StyleFile]
    folio: tuple[PartFile, ...] = ()
    slots: dict[str, SlotFile]
    free: FreeFile | None = None
    photo_credit: PlacedLine | None = None
    rules: tuple[RuleFile, ...] = ()
    palette: dict[InkName, tuple[Percent, Percent, Percent, Percent]] | None = None
    ladder: LadderFile = LadderFile()
    press: PressFile | None = None
    scale: Annotated[tuple[SizeText, ...], Field(min_length=2, max_length=40)] | None = None
    terms: tuple[Annotated[str, Field(min_length=2, max_length=20)], ...] = ()
