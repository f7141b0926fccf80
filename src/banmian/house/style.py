"""What a layout decides, as plain values for make-up and rendering.

Inputs:  a layout's files, through `banmian.house.load`.
Outputs: `HouseStyle`: grid, type styles, slots, rules, and the folder with template and CSS.
Units:   `Length` for sizes; em for white inside a line; grid units for places.
Source:  newspaper.md, sections 2.2–2.5.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from banmian.errors import Place
from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.insets import Inset, InsetKind
from banmian.house.punctuation import PunctuationStyle
from banmian.house.setting import Align, ColumnsRun, Figures, Inks, Overprint
from banmian.units import ZERO, Length


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A named way of setting text.

    Attributes:
        face, strong, kai: catalogue keys of the faces for plain, ** and * copy.
        size: body size.
        pitch: distance of its lines, as a multiple of the size; None keeps to the page grid.
        blank: em a typed blank gets between Han characters.
        vertical: lines are columns (竖排).
        columns_run: which way columns follow each other.
        figures: how full-width figures are printed (R29).
        hyphenate: English words may be divided by the dictionary.
        match_names: names of two characters are spaced to match three (N15).
        sizes: sizes it may take, the largest first; the largest that suits its place is taken.
        below: steps of the scale it is smaller than its story's headline, at the least (N12).
    """

    name: str
    face: str
    strong: str
    kai: str
    size: Length
    pitch: float | None
    align: Align
    marks: PunctuationStyle
    indent: float
    tracking: float
    blank: float | None
    inset: Length
    vertical: bool = False
    figures: Figures = Figures.HALF
    match_names: bool = False
    columns_run: ColumnsRun = ColumnsRun.CUSTOM
    hyphenate: bool = False
    sizes: tuple[Length, ...] = ()
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a story outside its running text: where it stands and in which style.

    `left` is white at the left of its place. `lines` is the number of lines it should be broken
    into, if sense allows; None for the fewest.
    """

    part: str
    style: str
    at: Area
    lines: int | None = None
    left: Length = ZERO


@dataclass(frozen=True, slots=True)
class JumpLines:
    """What stands under the first part of a turned story, and over the second (转版).

    `{page}` is the other page's number in Chinese, `{number}` in figures.
    """

    onward: str = "（下转第{page}版）"
    back: str = "（上接第{page}版）"


@dataclass(frozen=True, slots=True)
class TextFrames:
    """Running text: its style, its crossheads, and the chain of frames it fills.

    Frames may differ in width and height. `feet` are lines left white at their feet, so that a
    short text ends all of them almost level; `tracking` is em added to the style's.
    `crosshead_lines` are the heights a crosshead may take, the wanted one first. `insets` are the
    places inside for pictures and quotes.
    With `balance` a text that is shorter than its frames ends in all of them level.
    """

    style: str
    crosshead: str
    crosshead_lines: tuple[int, ...]
    frames: tuple[Frame, ...]
    ruled: bool
    feet: tuple[int, ...] = ()
    insets: tuple[Inset, ...] = ()
    tracking: float = 0.0
    jump: JumpLines = JumpLines()
    balance: bool = False


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """Where a portrait stands, and the style and place of its caption.

    Both stand in the middle of their places, or (`left`) at the left edge.
    """

    at: Area
    ratio: float
    caption_style: str
    caption: Area
    left: bool = False

    def size(self, grid: PageGrid) -> tuple[Length, Length]:
        """Width and height: as high as its place, unless that makes it wider."""
        rect = grid.rect(self.at)
        width = min(rect.height * self.ratio, rect.width)
        return width, width * (1 / self.ratio)


@dataclass(frozen=True, slots=True)
class StoryFrames:
    """Everything a story needs on the page; its areas are counted on `grid`."""

    grid: PageGrid
    area: Area
    parts: tuple[Part, ...]
    text: TextFrames | None
    picture: PictureFrame | None

    @property
    def pictures(self) -> int:
        """How many pictures a story can have in them."""
        return int(self.picture is not None) + self._insets(InsetKind.PHOTO)

    @property
    def quotes(self) -> int:
        """How many pull quotes."""
        return self._insets(InsetKind.QUOTE)

    def _insets(self, kind: InsetKind) -> int:
        insets = () if self.text is None else self.text.insets
        return sum(inset.kind is kind for inset in insets)


@dataclass(frozen=True, slots=True)
class StorySlot:
    """A slot for one story."""

    name: str
    frames: StoryFrames
    required: bool


@dataclass(frozen=True, slots=True)
class Division:
    """A way to divide a collection's area into columns, and the style its text has in them."""

    grid: PageGrid
    style: str


@dataclass(frozen=True, slots=True)
class PatternPart:
    """A piece of an item's head; what it leaves open is filled in when the module is built.

    Attributes:
        styles: the first in which the copy fits is taken.
        column: where it begins; it goes to the module's right edge.
        line, lines: its place down the module.
        least: lines it has at the least; it takes no more than its copy needs.
        stretch: lines of white it may get beyond that.
        wanted: lines it should be broken into, if sense allows.
        beside: it stands beside the portrait, in its columns; without one as it would anyhow.
    """

    part: str
    styles: tuple[str, ...]
    column: int
    line: int
    lines: int
    least: int
    stretch: int
    wanted: int | None
    beside: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """An item's picture, at the left of its module, with the caption under it.

    It stands in the middle of its columns, or at their left edge.
    """

    columns: int
    line: int
    ratio: float
    caption_style: str
    caption_lines: int
    left: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """How an item stands in a module between two widths."""

    narrowest: Length
    widest: Length
    parts: tuple[PatternPart, ...]
    portrait: Portrait | None


MOST_ITEMS = 12  # of an arrangement: more would take too long to search


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What a collection may vary to arrange itself; of every list the first is preferred.

    Attributes:
        area: the place that all modules fill together.
        portraits: heights a portrait may have, in lines; all portraits of a page have the same.
        foot: style of the lines under the last item: the sign-off and the page's picture credit.
        between_items, between_stacks, between_bands: kinds of the rules.
    """

    area: Area
    divisions: tuple[Division, ...]
    patterns: tuple[Pattern, ...]
    portraits: tuple[int, ...]
    crosshead: str
    crosshead_lines: tuple[int, ...]
    foot: str | None
    between_items: str
    between_stacks: str
    between_bands: str


@dataclass(frozen=True, slots=True)
class CollectionSlot:
    """A slot for a standing head, an intro and several items of equal rank.

    The items stand in fixed `modules`, or `arrangement` says how to find places for them.
    """

    name: str
    area: Area
    intro: StoryFrames | None
    modules: tuple[StoryFrames, ...]
    arrangement: Arrangement | None
    signoff: Part | None
    required: bool

    @property
    def places(self) -> int:
        """How many items it takes."""
        return len(self.modules) if self.arrangement is None else MOST_ITEMS


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A piece of a head on a free page: the first style is taken in which the copy fits `lines`."""

    part: str
    styles: tuple[str, ...]
    lines: int
    least: int


@dataclass(frozen=True, slots=True)
class HeadLevel:
    """The head of stories of one rank, and how many columns such stories may have."""

    narrowest: int
    widest: int
    parts: tuple[HeadPart, ...]


@dataclass(frozen=True, slots=True)
class FreeStyle:
    """A part of the page in which the page gives stories their places.

    Attributes:
        levels: heads by rank, the lead's first.
        picture_columns: how many columns a picture may have.
        crop: how much of a picture's width or height may be cut off.
        beside, under, ad_box: kinds of the rules.
    """

    area: Area
    style: str
    crosshead: str
    crosshead_lines: tuple[int, ...]
    levels: tuple[HeadLevel, ...]
    picture_columns: tuple[int, ...]
    crop: float
    caption_style: str
    beside: str
    under: str
    ad_box: str


@dataclass(frozen=True, slots=True)
class AdSlot:
    """A hole that an advertisement fills to its edges."""

    name: str
    area: Area
    required: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule between or round things: a class for the CSS, and the grid edge it lies on."""

    kind: str
    at: Area
    edge: str


@dataclass(frozen=True, slots=True)
class PressStyle:
    """How the page goes to press.

    Attributes:
        profile: a name of press/profiles.yaml, or an .icc file beside layout.yaml.
        marks: whether printer's marks stand round the page.
        file_name: the plant's pattern for a second copy of the PDF; None for no copy.
        overprint: what black prints over the colour under it.
        ink: the most ink in pictures and in the palette, in per cent, all plates together.
        ink_ceiling: what the plant refuses.
        inks: the inks there are.
        place: where the profile is named.
    """

    profile: str = "newsprint"
    marks: bool = True
    file_name: str | None = None
    overprint: Overprint = Overprint.TEXT
    ink: int = 220
    ink_ceiling: int = 240
    inks: Inks = Inks.ALL
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a story's frames may be changed to make its text fit.

    Attributes:
        heads, pictures: lines that heads and pictures may be higher or lower by.
        tracking: em, more or less.
        bodies: names of styles that may take the place of the body's.
    """

    heads: int = 2
    pictures: int = 2
    tracking: float = 0.015
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A layout; `faces` are the catalogue keys its styles name, each with the first place.

    `scale` are the sizes of type it works with, the largest first; `terms` words that heads never
    break; `white_type` are the classes of text that style.css prints white.
    """

    name: str
    title: str
    grid: PageGrid
    styles: dict[str, TypeStyle]
    folio: tuple[Part, ...]
    slots: dict[str, StorySlot | CollectionSlot | AdSlot]
    photo_credit: Part | None
    rules: tuple[RuleLine, ...]
    ladder: Ladder
    folder: Path
    place: Place
    faces: tuple[tuple[str, Place], ...] = ()
    press: PressStyle = PressStyle()
    palette: tuple[tuple[str, tuple[float, ...]], ...] = ()
    free: FreeStyle | None = None
    scale: tuple[Length, ...] = ()
    terms: frozenset[str] = frozenset()
    white_type: tuple[frozenset[str], ...] = ()

    def below(self, style: TypeStyle, headline: Length) -> TypeStyle:
        """A style that keeps its distance from a headline's size (N12)."""
        if style.below is None:
            return style
        smaller = [size for size in self.scale if size < headline]
        if not smaller:
            return style
        most = smaller[min(style.below, len(smaller)) - 1]
        sizes = tuple(size for size in style.sizes or (style.size,) if size <= most) or (most,)
        return replace(style, size=sizes[0], sizes=sizes)

    def style(self, name: str) -> TypeStyle:
        """A type style by name; `load` has made sure that every name used is there."""
        return self.styles[name]
