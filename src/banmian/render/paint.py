"""Put every glyph where the composer said: re-lay the text WeasyPrint has painted.

WeasyPrint cannot justify Chinese, so it is not asked to. Every run of a block is handed to it as
one unbroken line; it chooses the font, writes the glyphs and their tags. Before the file is closed,
this finisher takes the glyphs of each text object and lays them out again, line by line, at the
pens of the made-up page: the glyphs are WeasyPrint's, the places are ours
(docs/decisions/0001-painting.md).

Inputs:  the made-up page; WeasyPrint's document and pydyf PDF, in a finisher.
Outputs: the page's content stream, changed in place.
Units:   CSS px from the trim's top left corner in, as in WeasyPrint's own content streams.
Source:  ISO 32000-2, 9.4.3 (TJ: a number moves the next glyph left by thousandths of an em).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from banmian.errors import LayoutError
from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.render.view import cluster_runs


class PaintedLine(NamedTuple):
    """The pens of a run's glyphs on one line."""

    baseline: float
    pens: tuple[float, ...]


PaintedRun = tuple[PaintedLine, ...]


def painted_runs(page: MadeUpPage) -> Iterator[PaintedRun]:
    """Every text object the page will have, in the order in which it is painted."""
    for block in page.blocks:
        if isinstance(block, TextBlock):
            yield from _block_runs(block)


def _block_runs(block: TextBlock) -> Iterator[PaintedRun]:
    size = block.style.size.px
    for _, _, lines in cluster_runs(block):
        if not "".join(cluster.text for line in lines for cluster in line).strip():
            continue  # WeasyPrint paints no white
        painted = []
        for placed, clusters in zip(block.lines, lines, strict=False):
            if not clusters:
                continue
            left = placed.x.px
            pens: list[float] = []
            for cluster in clusters:
                pens.extend([left + pen * size for pen in cluster.pens])
                end = left + (cluster.x + cluster.advance) * size
                pens.extend([end] * len(cluster.blank))
            painted.append(PaintedLine(placed.baseline.px, tuple(pens)))
        yield tuple(painted)


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
        widths = {font.hash.encode(): font.widths for font in document.fonts.values()}
        numbers = pdf.pages["Kids"][::3]
        for page, number in zip(self.pages, numbers, strict=True):
            contents = pdf.objects[number]["Contents"]
            stream = pdf.objects[int(contents.split()[0])]
            stream.stream[:] = self._relaid(stream.stream, tuple(painted_runs(page)), widths)

    def _relaid(
        self,
        operators: list[Any],
        runs: tuple[PaintedRun, ...],
        widths: dict[bytes, dict[int, float]],
    ) -> list[Any]:
        """Replace each text object's Tm and TJ by those of its lines."""
        result: list[Any] = []
        glyphs: list[bytes] = []
        font: bytes = b""
        size = 1.0
        number = -1

        def close() -> None:
            if number >= 0 and glyphs:
                self._check(number, len(glyphs), runs)
                result.extend(_lay(runs[number], glyphs, widths[font], size))
                glyphs.clear()

        for operator in operators:
            if isinstance(operator, bytes):
                if operator.endswith(b" Tm") and _TM.match(operator):
                    close()
                    number += 1
                    continue
                if operator.endswith(b" TJ"):
                    for chunk in _HEX.findall(operator):
                        glyphs.extend(chunk[i : i + 4] for i in range(0, len(chunk), 4))
                    continue
                if operator.endswith(b" Tf"):
                    close()
                    match = _TF.match(operator)
                    if match:
                        font, size = match[1], float(match[2])
                elif operator == b"ET" or operator.endswith((b"EMC", b" Ts")):
                    if operator.endswith(b" Ts"):
                        continue
                    close()
            result.append(operator)
        close()
        if number + 1 != len(runs):
            raise self._mismatch(f"{number + 1} runs of text, not {len(runs)}")
        return result

    def _check(self, number: int, found: int, runs: tuple[PaintedRun, ...]) -> None:
        if number >= len(runs):
            raise self._mismatch("more text than the page has")
        wanted = sum(len(line.pens) for line in runs[number])
        if found != wanted:
            raise self._mismatch(f"{found} glyphs in run {number}, not {wanted}")

    def _mismatch(self, what: str) -> LayoutError:
        return LayoutError.of(
            "template-order",
            f"the template {self.template} paints {what}",
            hint="print every block once, in the order given, and no text of your own",
        )


def _lay(
    run: PaintedRun, glyphs: list[bytes], widths: dict[int, float], size: float
) -> Iterator[bytes]:
    """The operators that set a run's glyphs at their pens."""
    at = 0
    scale = 1000 / size
    for line in run:
        pens = line.pens
        yield b"1 0 0 -1 %s %s Tm" % (_number(pens[0], 4), _number(line.baseline, 4))
        parts = [b"["]
        reached = pens[0] * scale
        chunk: list[bytes] = []
        for pen in pens:
            glyph = glyphs[at]
            at += 1
            kern = reached - pen * scale
            if kern > 0.05 or kern < -0.05:
                if chunk:
                    parts.append(b"<%s>" % b"".join(chunk))
                    chunk = []
                text = _number(kern, 2)
                parts.append(text)
                reached -= float(text)
            chunk.append(glyph)
            reached += widths[int(glyph, 16)]
        parts.append(b"<%s>] TJ" % b"".join(chunk))
        yield b"".join(parts)


def _number(value: float, places: int) -> bytes:
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return b"0" if text in {"-0", ""} else text.encode()
