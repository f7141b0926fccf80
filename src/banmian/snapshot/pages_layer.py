"""One pair of pages through layers 1 to 4, drawing in a thread while Python reads.

Inputs:  two opened documents, `Options`.
Outputs: `Draft`s of a pair of pages.
Units:   PDF points.
Source:  measured: pdfium lets go of Python while it draws, so both take the time of one.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import pypdfium2

from banmian.snapshot.document_layer import page_drafts
from banmian.snapshot.draft import Draft
from banmian.snapshot.drawing_layer import drawing_drafts
from banmian.snapshot.drawn import Bounds, PageDrawing, Run
from banmian.snapshot.finding import Gravity, Layer
from banmian.snapshot.opened import Opened
from banmian.snapshot.options import Options
from banmian.snapshot.phrases import Kind
from banmian.snapshot.raster import Patch, differences, draw, extent, union
from banmian.snapshot.text_layer import align_pages, text_drafts

ROUNDING = 3.0  # ΔE that pdfium's rounding makes where equal numbers are reached by other sums
LOOSE = 1.5  # points ink may stand out of the box a finding has


def page_of_pair(pair: tuple[int, int]) -> int:
    """The number findings of a pair carry: the new page's, or the old one's when it is gone."""
    return pair[1] or pair[0]


Screens = Callable[[int], Sequence[Bounds]]  # where masks hide pixels of a new page


class PageComparer:
    """Compares pairs of pages."""

    def __init__(self, old: Opened, new: Opened, options: Options, screens: Screens) -> None:
        self._old = old
        self._new = new
        self._options = options
        self._screens = screens
        self._thread = ThreadPoolExecutor(1)  # pdfium knows one thread at a time
        self._documents: tuple[pypdfium2.PdfDocument, pypdfium2.PdfDocument] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def compare(self, pair: tuple[int, int]) -> tuple[Draft, ...]:
        """All findings of one pair."""
        old, new = pair
        if not old or not new:
            return self._one_sided(pair)
        found: list[Draft] = []
        if self._old.digests[old - 1] != self._new.digests[new - 1]:
            found += self._content(pair)
        if Layer.DOCUMENT in self._options.layers:
            found += page_drafts(self._old.page(old), self._new.page(new))
        return tuple(found)

    def _one_sided(self, pair: tuple[int, int]) -> tuple[Draft, ...]:
        kind = Kind.PAGE_ADDED if pair[1] else Kind.PAGE_REMOVED
        before = "" if pair[1] else str(pair[0])
        after = str(pair[1]) if pair[1] else ""
        return (Draft(Layer.DOCUMENT, kind, Gravity.ERROR, None, before, after, gone=not pair[1]),)

    def _content(self, pair: tuple[int, int]) -> list[Draft]:
        layers, profile = self._options.layers, self._options.profile
        pixels = self._thread.submit(self._patches, pair) if Layer.RASTER in layers else None
        found: list[Draft] = []
        old, new = self._old.drawing(pair[0]), self._new.drawing(pair[1])
        text = align_pages(old.glyphs, new.glyphs)
        if Layer.DRAWING in layers:
            found += drawing_drafts(old, new, text, profile)
        if Layer.TEXT in layers:
            found += text_drafts(text, profile, lambda bounds: _seen(pixels, bounds))
        if pixels is not None:
            quiet = max(self._options.profile.colour, ROUNDING if _same_ink(old, new) else 0.0)
            found += _raster(pixels.result(), found, quiet)
        return found

    def _patches(self, pair: tuple[int, int]) -> tuple[Patch, ...]:
        if self._documents is None:
            self._documents = (self._old.source.drawing(), self._new.source.drawing())
        pages = [
            document[number - 1] for document, number in zip(self._documents, pair, strict=True)
        ]
        bounds = union(extent(pages[0]), extent(pages[1]))
        images = [draw(page, bounds, self._options.dpi) for page in pages]
        for page in pages:
            page.close()
        screens = self._screens(pair[1])
        return differences((images[0], images[1]), bounds, self._options.dpi, screens)

    def _close(self) -> None:
        for document in self._documents or ():
            document.close()


def _same_ink(old: PageDrawing, new: PageDrawing) -> bool:
    """Whether both pages are drawn with the very same font programs."""
    return {_program(g.run) for g in old.glyphs} == {_program(g.run) for g in new.glyphs}


def _program(run: Run) -> tuple[str, str]:
    return (run.face.name, run.face.program)


def _raster(patches: tuple[Patch, ...], others: list[Draft], quiet: float) -> Iterator[Draft]:
    """Patches as findings; what no other layer explains weighs more, unless it is as good as none.

    Args:
        patches: what differs.
        others: what the other layers found.
        quiet: the greatest ΔE of a patch that counts for nothing where no other layer found
            anything.
    """
    boxes = [b for draft in others for b in (draft.bounds, draft.extent) if b is not None]
    for patch in patches:
        explained = any(_touch(patch.box, bounds) for bounds in boxes)
        if not explained and patch.delta_e < quiet:
            continue
        gravity = Gravity.WARNING if explained else Gravity.ERROR
        facts = (("pixels", patch.pixels), ("delta_e", patch.delta_e))
        yield Draft(Layer.RASTER, Kind.PIXELS, gravity, patch.box, facts=facts)


def _seen(pixels: Future[tuple[Patch, ...]] | None, bounds: Bounds) -> bool:
    """Whether pixels differ in a box; without the layer of pixels, whatever is new is seen."""
    return pixels is None or any(_touch(patch.box, bounds) for patch in pixels.result())


def _touch(one: Bounds, two: Bounds) -> bool:
    return (
        one[0] - LOOSE < two[2]
        and two[0] - LOOSE < one[2]
        and one[1] - LOOSE < two[3]
        and two[1] - LOOSE < one[3]
    )
