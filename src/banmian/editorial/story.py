"""A story as the editor handed it in: its head, its body, and what goes with it.

Inputs:  made by `read_story`.
Outputs: `Story` and its parts, immutable; every text that is printed knows where it was written.
Units:   `Fit.tracking` in em.
Source:  content-format contract; the names are the trade's (docs/glossary.md).
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from banmian.editorial.marks import without_marks
from banmian.errors import Place
from banmian.picture.reader import PictureFile
from banmian.source.sourced import SourcedText, joined


class Emphasis(StrEnum):
    """How a run of the body stands out: `**` sets Hei, `*` sets Kai."""

    PLAIN = "plain"
    STRONG = "strong"
    KAI = "kai"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What stands between the lines beside a run.

    `name` tells the proper names of a paragraph apart, counted from 1; 0 is none. `readings` has a
    syllable of pinyin for each Han character of the run, or nothing.
    """

    dots: bool = False
    name: int = 0
    readings: tuple[SourcedText, ...] = ()


PLAIN = Annotation()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters side by side with the same emphasis and annotation; never empty."""

    text: SourcedText
    emphasis: Emphasis
    annotation: Annotation = PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body; it has at least one run.

    Of a paragraph that is divided between two pages the first part `goes_on`, the second is a
    `rest`; when it is divided at a sentence's end, the first ends as a paragraph does.
    """

    runs: tuple[Run, ...]
    place: Place
    goes_on: bool = False
    is_rest: bool = False

    @property
    def text(self) -> SourcedText:
        """All runs in one, with their places."""
        return joined(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Crosshead:
    """A small head between the paragraphs of a body (小标题)."""

    text: SourcedText
    place: Place


Block = Paragraph | Crosshead


@dataclass(frozen=True, slots=True)
class HeadText:
    """A headline, kicker or deck: forced lines, in which U+200B marks where a line may break."""

    lines: tuple[SourcedText, ...]

    @property
    def plain(self) -> str:
        """The words alone: break marks gone, lines joined."""
        return without_marks("".join(line.text for line in self.lines))

    @property
    def place(self) -> Place:
        """Where the first line begins."""
        return self.lines[0].place


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it: a role and the names under it (湖北日报全媒体记者 王婧)."""

    role: SourcedText
    names: tuple[SourcedText, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose speech it is."""

    name: SourcedText
    title: SourcedText | None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a story; a caption, credit or alt that the story lacks came from the file.

    `focus` is what must stay in sight when the picture is cut, in parts of its upright width and
    height from the top left corner.
    """

    file: Path
    shown_as: str
    caption: SourcedText | None
    credit: SourcedText | None
    alt: SourcedText | None
    focus: tuple[float, float]
    picture: PictureFile
    place: Place


@dataclass(frozen=True, slots=True)
class Fit:
    """How an editor overrides the copyfitting: lines more or less, tracking in em."""

    looseness: int
    tracking: float


@dataclass(frozen=True, slots=True)
class Story:
    """One story; only the headline is always there.

    `onward` and `back` are the lines of a story that is divided between two pages: at the end of
    the first part, at the beginning of the second (转版).
    """

    name: str
    kicker: HeadText | None
    headline: HeadText
    deck: HeadText | None
    dateline: SourcedText | None
    byline: tuple[Byline, ...]
    speaker: Speaker | None
    photos: tuple[Photo, ...]
    pull_quotes: tuple[HeadText, ...]
    signoff: SourcedText | None
    accept: tuple[str, ...]
    fit: Fit | None
    body: tuple[Block, ...]
    place: Place
    path: Path
    onward: SourcedText | None = None
    back: SourcedText | None = None
