"""What stands between the lines: emphasis dots, proper-name lines, pinyin.

The distance of the lines never changes for it (R35): everything is made to fit the white there is.
A syllable of pinyin is half as large as its character; where the white is too low for that, all
syllables of the paragraph are smaller, and where dots or lines of the line above stand in the same
white, those of the line. Dots and lines shrink under half an em of white.

Inputs:  `Copy` with its runs' `Beside`, `Setting.line_gap`; clusters at their places.
Outputs: `Annotated`, wider gaps where syllables would touch; `Interlinear` of each line.
Units:   em of the paragraph's size; depths count outwards from the edge of the em box.
Source:  CLREQ "Handling Interlinear Punctuation", "Positioning of Romanized Interlinear
         Annotations": R35, R36. Sizes of dots and lines: our choice, to fit half an em.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

import regex

from banmian.compose.cluster import Cluster
from banmian.compose.gaps import Gap, Opens
from banmian.compose.items import Item
from banmian.compose.shaping import shape_copy
from banmian.compose.style import Beside, Copy, Setting, TypeRun
from banmian.typeface.face import Face

HAN = regex.compile(r"\p{Han}")

APART = 0.25  # white between two syllables: CLREQ's "about 1/4 em"
READING_SIZE = 0.5
LEAST_SIZE = 0.2  # smaller would be dust; no line gap of a real style is that low
BEARING = 0.02  # white that Han characters leave at each edge of their em box

MARKED_GAP = 0.5  # white between lines that dots and lines need, on one side (R35) …
TWO_SIDED_GAP = 0.625  # … and on both: lines at one side, dots or pinyin at the other
NAME_DEPTH = 0.055  # middle of a name's line
NAME_WEIGHT = 0.05
NAME_INSET = 0.06  # at both its ends, so that two names have two lines
DOT_RADIUS = 0.09
DOT_DEPTH = 0.15  # middle of a dot
DOT_DEPTH_UNDER_NAME = 0.21  # the line is nearer to the text


class Syllable(NamedTuple):
    """Pinyin of one character: its glyphs' pens from its left edge, and its width."""

    text: str
    face: Face
    size: float
    pens: tuple[float, ...]
    width: float


class Annotated(NamedTuple):
    """What a paragraph has between its lines.

    Attributes:
        runs: what each run carries; empty where none carries anything.
        syllables: pinyin by the offset of its character in the copy's text.
        letters: the room its letters need.
        shrunk: how much smaller than wanted dots and lines are.
        vertical: the lines are columns.
    """

    runs: tuple[Beside, ...]
    syllables: Mapping[int, Syllable]
    letters: "Letters"
    shrunk: float
    vertical: bool


class Letters(NamedTuple):
    """Foot and top of pinyin's ink at 1 em, over its baseline, and the white there is for it."""

    foot: float
    top: float
    room: float

    def size(self, taken: float = 0.0) -> float:
        """How large they may be, where so much of the white is taken by something else."""
        fits = (self.room - taken) / (self.top - self.foot)
        return max(LEAST_SIZE, min(READING_SIZE, fits))

    def rise(self, size: float) -> float:
        """How far the baseline lies outside the em box."""
        return -self.foot * size - BEARING


PLAIN_COPY = Annotated((), {}, Letters(0.0, 1.0, 1.0), 1.0, False)


class Dot(NamedTuple):
    """An emphasis dot: its middle along the line, and how far outside the em box."""

    text: str
    middle: float
    depth: float
    radius: float
    scale: float


class NameLine(NamedTuple):
    """The line of a proper name, or of the part of it that stands on this line of text."""

    text: str
    begin: float
    end: float
    depth: float
    weight: float
    scale: float


class Reading(NamedTuple):
    """Pinyin: a cluster of its own, whose baseline lies `rise` outside its character's em box."""

    cluster: Cluster
    over: str
    rise: float
    scale: float


@dataclass(frozen=True, slots=True)
class Interlinear:
    """What stands beside one line of text, from its beginning to its end."""

    dots: tuple[Dot, ...] = ()
    names: tuple[NameLine, ...] = ()
    readings: tuple[Reading, ...] = ()


NOTHING = Interlinear()


# ---------------------------------------------------------------- before the lines are broken


def annotated(copy: Copy, setting: Setting) -> Annotated:
    """Shape the pinyin of a paragraph, as large as the white between the lines allows."""
    runs = tuple(run.beside for run in copy.runs)
    if not any(run.dots or run.name or run.readings for run in runs):
        return PLAIN_COPY
    shrunk = min(1.0, setting.line_gap / MARKED_GAP)
    letters = letters_of(runs, setting)
    syllables: dict[int, Syllable] = {}
    offset = 0
    for run in copy.runs:
        if run.beside.readings:
            characters = HAN.finditer(run.text)
            for found, text in zip(characters, run.beside.readings, strict=True):
                syllables[offset + found.start()] = _syllable(text, run, letters.size())
        offset += len(run.text)
    return Annotated(runs, syllables, letters, shrunk, setting.vertical)


def letters_of(runs: Sequence[Beside], setting: Setting) -> Letters:
    """How high and deep the letters of a paragraph's pinyin are, and their room."""
    texts = [(text, run.faces) for run in runs for text in run.readings]
    if not texts:
        return PLAIN_COPY.letters
    common = texts[0][1]
    foot = _ink("g", common)[0]
    top = max(_ink(text, faces)[1] for text, faces in (*texts, ("ǎ", common)))
    return Letters(foot, top, setting.line_gap + 2 * BEARING)


def _ink(text: str, faces: tuple[Face, ...]) -> tuple[float, float]:
    """Foot and top of a text's ink, at 1 em, over the baseline."""
    face = _face_of(text, faces)
    boxes = [face.ink(glyph.gid) for glyph in face.shape(text)]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)


def _face_of(text: str, faces: tuple[Face, ...]) -> Face:
    return next((face for face in faces if all(map(face.covers, text))), faces[0])


def _syllable(text: str, run: TypeRun, size: float) -> Syllable:
    face = _face_of(text, run.beside.faces)
    table = shape_copy(Copy((TypeRun(text, (face,), size * run.scale),)))
    at, pens = 0.0, []
    for glyph in (glyph for glyphs in table for glyph in glyphs):
        pens.append(at + glyph.x_offset)
        at += glyph.advance
    return Syllable(text, face, size * run.scale, tuple(pens), at)


def keep_apart(items: Sequence[Item], gaps: list[Gap], notes: Annotated) -> None:
    """Widen gaps, in place, where two syllables would come nearer than a quarter em (R36)."""
    if not notes.syllables:
        return
    read = [index for index, item in enumerate(items) if item.start in notes.syllables]
    for left, right in pairwise(read):
        one, other = (notes.syllables[items[index].start] for index in (left, right))
        wanted = (one.width + other.width) / 2 + APART
        between = sum(item.width for item in items[left + 1 : right])
        white = sum(gap.least for gap in gaps[left:right])
        missing = wanted - (items[left].width + items[right].width) / 2 - between - white
        places = [n for n in range(left, right) if gaps[n].opens != Opens.NEVER]
        if missing <= 0 or not places:
            continue
        for place in places:
            gaps[place] = _widened(gaps[place], missing / len(places))


def _widened(gap: Gap, by: float) -> Gap:
    return gap._replace(
        space=gap.space + by, space_min=gap.space_min + by, space_max=gap.space_max + by
    )


# ---------------------------------------------------------------- when every cluster has its place


def between_lines(clusters: Sequence[Cluster], notes: Annotated, measure: float) -> Interlinear:
    """What stands beside a line of this measure."""
    if not notes.runs:
        return NOTHING
    marked = [cluster for cluster in clusters if notes.runs[cluster.run].dots]
    both = any(notes.runs[cluster.run].name for cluster in marked) and not notes.vertical
    depth = DOT_DEPTH_UNDER_NAME if both else DOT_DEPTH
    dots = tuple(
        Dot(c.text, _middle(c), depth * notes.shrunk, DOT_RADIUS * notes.shrunk, c.scale)
        for c in marked
        if HAN.match(c.text)
    )
    return Interlinear(dots, tuple(_names(clusters, notes)), _readings(clusters, notes, measure))


def _middle(cluster: Cluster) -> float:
    return cluster.x + cluster.advance / 2


def _names(clusters: Sequence[Cluster], notes: Annotated) -> Iterator[NameLine]:
    for name, group in groupby(clusters, lambda cluster: notes.runs[cluster.run].name):
        if not name:
            continue
        named = list(group)
        scale = max(cluster.scale for cluster in named)
        yield NameLine(
            "".join(cluster.text + cluster.blank for cluster in named).rstrip(),
            named[0].x + NAME_INSET,
            named[-1].x + named[-1].advance - NAME_INSET,
            NAME_DEPTH * notes.shrunk,
            NAME_WEIGHT * notes.shrunk,
            scale,
        )


def _readings(clusters: Sequence[Cluster], notes: Annotated, measure: float) -> tuple[Reading, ...]:
    """Pinyin centred over its characters; at the line's edges it is moved inside, if it can be."""
    over = [cluster for cluster in clusters if cluster.start in notes.syllables]
    syllables = [notes.syllables[cluster.start] for cluster in over]
    begins = [_middle(c) - s.width / 2 for c, s in zip(over, syllables, strict=True)]
    ends = [begin + syllable.width for begin, syllable in zip(begins, syllables, strict=True)]
    if begins and begins[0] < 0:
        free = begins[1] - APART - ends[0] if len(begins) > 1 else measure
        inside = max(0.0, min(-begins[0], free))
        begins[0] += inside
        ends[0] += inside
    if begins and ends[-1] > measure:
        free = begins[-1] - APART - ends[-2] if len(begins) > 1 else begins[0]
        begins[-1] -= max(0.0, min(ends[-1] - measure, free))
    return tuple(
        _reading(cluster, syllable, begin, notes.letters.rise(notes.letters.size()))
        for cluster, syllable, begin in zip(over, syllables, begins, strict=True)
    )


def _reading(over: Cluster, syllable: Syllable, begin: float, rise: float) -> Reading:
    cluster = Cluster(
        text=syllable.text,
        start=over.start,
        run=over.run,
        face=syllable.face,
        scale=syllable.size,
        x=begin,
        advance=syllable.width,
        pens=tuple(begin + pen for pen in syllable.pens),
        blank="",
    )
    return Reading(cluster, over.text, rise * over.scale, over.scale)


def clear_of_marks(line: Interlinear, above: Interlinear, notes: Annotated) -> Interlinear:
    """Make pinyin smaller where dots or lines stand in the same white.

    These are the marks under the line above; on columns, the names' lines at the left of the
    column before, and the dots of its own, which push it outwards.
    """
    if not line.readings:
        return line
    marks: tuple[Dot | NameLine, ...] = above.names if notes.vertical else above.names + above.dots
    near = _reach(line.dots if notes.vertical else (), line.readings)
    far = _reach(marks, line.readings)
    if not near + far:
        return line
    letters = notes.letters
    size = letters.size(near + far)
    readings = tuple(
        _resized(reading, size / letters.size(), letters.rise(size) + near)
        for reading in line.readings
    )
    return replace(line, readings=readings)


def _reach(marks: Sequence[Dot | NameLine], readings: Sequence[Reading]) -> float:
    """How far out the marks reach that stand where the pinyin does."""
    return max((_outer_edge(mark) for mark in marks if _met(mark, readings)), default=0.0)


def _outer_edge(mark: Dot | NameLine) -> float:
    half = mark.radius if isinstance(mark, Dot) else mark.weight / 2
    return (mark.depth + half) * mark.scale


def _met(mark: Dot | NameLine, readings: Sequence[Reading]) -> bool:
    if isinstance(mark, Dot):
        begin, end = mark.middle - mark.radius, mark.middle + mark.radius
    else:
        begin, end = mark.begin, mark.end
    return any(r.cluster.x < end and begin < r.cluster.x + r.cluster.advance for r in readings)


def _resized(reading: Reading, by: float, rise: float) -> Reading:
    cluster = reading.cluster
    middle = _middle(cluster)
    smaller = cluster._replace(
        scale=cluster.scale * by,
        x=middle + (cluster.x - middle) * by,
        advance=cluster.advance * by,
        pens=tuple(middle + (pen - middle) * by for pen in cluster.pens),
    )
    return Reading(smaller, reading.over, rise * reading.scale, reading.scale)
