"""Put every glyph where the composer said: re-lay the text WeasyPrint has painted.

WeasyPrint cannot justify Chinese, so it is not asked to. Every run of a block is handed to it as
one unbroken line; it chooses the font, writes the glyphs and their tags. Before the file is closed,
this finisher takes the glyphs of each text object and lays them out again, line by line, at the
pens of the made-up page: the glyphs are WeasyPrint's, the places are ours
(docs/decisions/0001-painting.md).

What stands between the lines is no part of the copy. Pinyin is taken out of its block, dots and
lines are drawn, and both come after the page's text, as artifacts: a reader that follows the tags
or the stream reads the copy as it was written.

Inputs:  the made-up page; WeasyPrint's document and pydyf PDF, in a finisher.
Outputs: the page's content stream, changed in place.
Units:   CSS px from the trim's top left corner in, as in WeasyPrint's own content streams.
Source:  ISO 32000-2, 9.4.3 (TJ: a number moves the next glyph left by thousandths of an em).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from banmian.compose.cluster import Cluster
from banmian.compose.interlinear import Reading
from banmian.compose.turn import Turn
from banmian.errors import LayoutError
from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.makeup.page import MadeUpPage, PlacedLine, TextBlock
from banmian.render.down_fonts import add_down_fonts
from banmian.render.ink import ink_of
from banmian.render.strokes import LEVEL, TURNED, PaintedWith, Stroke, column, lay, number
from banmian.render.untag import untag
from banmian.render.view import cluster_runs, painted_text, reading_runs

SIZE_TOLERANCE = 0.002  # CSS px; Pango keeps sizes in 1/1024 px


class PaintedRun(NamedTuple):
    """One text object: what must be painted in it, in which face and size, and where.

    `ink` is drawn in its colour, between the lines; an `artifact` is itself no text of the page.
    """

    face: str
    size: float
    clusters: tuple[Cluster, ...]
    strokes: tuple[Stroke, ...]
    ink: tuple[bytes, ...] = ()
    artifact: bool = False

    @property
    def text(self) -> str:
        """The text of the run, typed blanks included."""
        return "".join(painted_text(cluster) for cluster in self.clusters)


class PaintedFont(NamedTuple):
    """What WeasyPrint tells of a font it has painted with."""

    family: str
    widths: dict[int, float]
    texts: dict[int, str]


def painted_runs(page: MadeUpPage) -> Iterator[PaintedRun]:
    """Every text object the page will have, in the order in which it is painted."""
    for block in page.blocks:
        if isinstance(block, TextBlock):
            yield from _block_runs(block)


def _block_runs(block: TextBlock) -> Iterator[PaintedRun]:
    size = block.style.size.px
    ink = tuple(ink_of(block))
    for run in cluster_runs(block):
        if not run.text.strip():
            continue  # WeasyPrint paints no white
        strokes: list[Stroke] = []
        for placed, clusters in zip(block.lines, run.lines, strict=False):
            if not clusters:
                continue
            if clusters[0].turn is Turn.LEVEL:
                strokes.extend(_level(placed, clusters, size))
            else:
                strokes.extend(column(placed, clusters, size))
        together = tuple(cluster for clusters in run.lines for cluster in clusters)
        family = together[0].face.family
        yield PaintedRun(family, size * run.scale, together, tuple(strokes), ink)
        ink = ()
    for placed_readings in reading_runs(block):
        first = placed_readings[0][1].cluster
        yield PaintedRun(
            first.face.family,
            size * first.scale,
            tuple(reading.cluster for _, reading in placed_readings),
            tuple(_reading(placed, reading, block) for placed, reading in placed_readings),
            artifact=True,
        )


def _reading(placed: PlacedLine, reading: Reading, block: TextBlock) -> Stroke:
    """Pinyin: over its character; on a column at its right, turned (R36)."""
    size = block.style.size.px
    pens = [pen * size for pen in reading.cluster.pens]
    along = tuple(pen - pens[0] for pen in pens)
    x, y = placed.x.px, placed.baseline.px
    if block.style.vertical:
        return Stroke(TURNED, x + (0.5 * reading.scale + reading.rise) * size, y + pens[0], along)
    rise = IDEOGRAPHIC_ASCENT * reading.scale + reading.rise
    return Stroke(LEVEL, x + pens[0], y - rise * size, along)


def _level(placed: PlacedLine, clusters: Sequence[Cluster], size: float) -> Iterator[Stroke]:
    """A level line: all its glyphs in one stroke, but for those set narrower than drawn."""
    for squash, together in groupby(clusters, lambda cluster: cluster.squash):
        pens: list[float] = []
        for cluster in together:
            pens.extend([pen * size / squash for pen in cluster.pens])
            blank = (cluster.x + cluster.advance) * size / squash
            pens.extend([blank] * len(cluster.blank))
        first = pens[0]
        matrix = LEVEL if squash == 1.0 else (squash, 0, 0, -1)
        x = placed.x.px + first * squash
        yield Stroke(matrix, x, placed.baseline.px, tuple([pen - first for pen in pens]))


_TM = re.compile(rb"^1 0 0 -1 \S+ \S+ Tm$")
_TF = re.compile(rb"^/(\S+) (\S+) Tf$")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")


class Painter:
    """A WeasyPrint finisher for one document whose pages are made-up pages."""

    def __init__(self, pages: Sequence[MadeUpPage], template: str) -> None:
        self.pages = pages
        self.template = template

    def __call__(self, document: Any, pdf: Any) -> None:
        """Re-lay the text of every page."""
        fonts: dict[bytes, PaintedFont] = {}
        for font in document.fonts.values():
            known = fonts.setdefault(font.hash.encode(), PaintedFont(font.family, {}, {}))
            known.widths.update(font.widths)
            known.texts.update(font.to_unicode)
        kids = pdf.pages["Kids"][::3]
        for index, (page, kid) in enumerate(zip(self.pages, kids, strict=True)):
            painted = pdf.objects[kid]
            stream = pdf.objects[int(painted["Contents"].split()[0])]
            relaying = _Relaying(tuple(painted_runs(page)), fonts, self.template)
            stream.stream[:] = relaying.relaid(stream.stream)
            untag(pdf, index, painted, relaying.untagged)
            add_down_fonts(pdf, painted, relaying.down)


class _Relaying:
    """One content stream being re-laid, text object after text object."""

    def __init__(
        self, runs: tuple[PaintedRun, ...], fonts: dict[bytes, PaintedFont], template: str
    ) -> None:
        self.runs = runs
        self.fonts = fonts
        self.template = template
        self.number = -1
        self.glyphs: list[bytes] = []
        self.font = b""
        self.size = 1.0
        self.rgb = False
        self.colours: list[tuple[bytes, ...]] = [()]
        self.content = (0, -1)  # where in the result the marked content begins, and its number
        self.untagged: set[int] = set()
        self.artifacts: list[bytes] = []
        self.down: set[bytes] = set()  # fonts whose glyphs advance down the page, too

    def relaid(self, operators: Sequence[Any]) -> list[Any]:
        """Replace each text object's Tm and TJ by those of its lines."""
        result: list[Any] = []
        for operator in operators:
            if isinstance(operator, bytes):
                self._take(operator, result)
            else:
                if isinstance(operator, dict) and "MCID" in operator:
                    self.content = (len(result) - 1, operator["MCID"])
                result.append(operator)
        result.extend(self._laid())
        if self.artifacts:
            last = len(result) - 1 - result[::-1].index(b"Q")  # that of the page's CSS px
            result[last:last] = [b"/Artifact BMC", b"q", *self.artifacts, b"Q", b"EMC"]
        if self.number + 1 != len(self.runs):
            raise self._mismatch(f"{self.number + 1} runs of text, not {len(self.runs)}")
        if self.rgb:
            raise LayoutError.of(
                "colour-rgb",
                f"the template {self.template} paints in RGB",
                hint="name colours by ink: device-cmyk(0 0 0 1) is black",
            )
        return result

    def _take(self, operator: bytes, result: list[Any]) -> None:
        """Take an operator over, or what stands in its place."""
        self._note_colour(operator)
        if operator.endswith(b" Tm") and _TM.match(operator):
            result.extend(self._laid())
            self.number += 1
            return
        if operator.endswith(b" TJ"):
            for chunk in _HEX.findall(operator):
                self.glyphs.extend(chunk[i : i + 4] for i in range(0, len(chunk), 4))
            return
        if operator.endswith(b" Ts"):
            return
        if operator.endswith(b" Tf"):
            result.extend(self._laid())
            self._set_font(operator)
        elif operator == b"ET" or operator.endswith(b"EMC"):
            result.extend(self._laid())
        if operator == b"EMC" and self.content[1] in self.untagged:
            del result[self.content[0] :]
            return
        result.append(operator)

    def _note_colour(self, operator: bytes) -> None:
        """Keep in mind what text is filled with, and whether anything is RGB."""
        self.rgb = self.rgb or operator.endswith((b" rg", b" RG"))
        if operator == b"q":
            self.colours.append(self.colours[-1])
        elif operator == b"Q":
            self.colours.pop()
        elif operator.endswith(b" cs"):
            self.colours[-1] = (operator,)
        elif operator.endswith(b" scn"):
            self.colours[-1] = (*self.colours[-1][:1], operator)
        elif operator.endswith((b" k", b" g")):
            self.colours[-1] = (operator,)

    def _set_font(self, operator: bytes) -> None:
        match = _TF.match(operator)
        if match:
            self.font, self.size = match[1], float(match[2])

    def _laid(self) -> tuple[bytes, ...]:
        """The glyphs collected so far as operators that set them at their pens."""
        if not self.glyphs:
            return ()
        font = self.fonts[self.font]
        painted = [font.texts.get(int(glyph, 16), "") for glyph in self.glyphs]
        if not 0 <= self.number < len(self.runs):
            raise self._mismatch(f"{brief(''.join(painted))} where no text belongs")
        run = self.runs[self.number]
        self._check(run, font, painted)
        by = PaintedWith(self.font, self.size, font.widths)
        laid = tuple(lay(run.strokes, self.glyphs, by))
        if any(stroke.down for stroke in run.strokes):
            self.down.add(self.font)
        self.glyphs.clear()
        if run.ink:
            self.artifacts.extend((*self.colours[-1], *run.ink))
        if not run.artifact:
            return laid
        self.untagged.add(self.content[1])
        font_set = b"/%s %s Tf" % (self.font, number(self.size, 6))
        self.artifacts.extend((*self.colours[-1], b"BT", font_set, *laid, b"ET"))
        return ()

    def _check(self, run: PaintedRun, font: PaintedFont, painted: Sequence[str]) -> None:
        """Make sure that this is the run we mean: its text, face and size."""
        wanted = sum(len(stroke.pens) for stroke in run.strokes)
        if len(painted) != wanted or not _says(painted, run):
            found = "".join(painted)
            raise self._mismatch(f"{brief(found)} where {brief(run.text)} belongs")
        if font.family != run.face or abs(self.size - run.size) > SIZE_TOLERANCE:
            raise LayoutError.of(
                "template-type",
                f"the template {self.template} sets {brief(run.text)} in {font.family!r} at "
                f"{self.size * 0.75:.2f} pt, not in {run.face!r} at {run.size * 0.75:.2f} pt",
                hint="faces and sizes are decided in layout.yaml; CSS must not set them",
            )

    def _mismatch(self, what: str) -> LayoutError:
        return LayoutError.of(
            "template-order",
            f"the template {self.template} paints {what}",
            hint="print every block once, in the order given, and no text of your own",
        )


def brief(text: str) -> str:
    """The beginning of a text, quoted, for messages."""
    return repr(text if len(text) <= 24 else f"{text[:23]}…")


def _says(painted: Sequence[str], run: PaintedRun) -> bool:
    """Whether glyphs that mean these texts are the run's.

    A font may draw two characters by one glyph; WeasyPrint knows only the first of them it met.
    """
    if "".join(painted) == run.text:
        return True
    at = 0
    for cluster in run.clusters:
        glyphs = len(cluster.pens)
        found = "".join(painted[at : at + glyphs])
        if glyphs != len(cluster.text):
            pass  # a letter with loose accents: WeasyPrint shares its text out as it likes
        elif found not in (cluster.text, painted_text(cluster)) and not _drawn_alike(
            found, cluster
        ):
            return False
        at += glyphs + len(cluster.blank)
    return True


def _drawn_alike(found: str, cluster: Cluster) -> bool:
    def glyphs(text: str) -> list[int]:
        return [glyph.gid for glyph in cluster.face.shape(text)]

    return glyphs(found) == glyphs(cluster.text)
