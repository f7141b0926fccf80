"""Compare two PDFs, layer by layer.

Inputs:  two PDFs, `Options`.
Outputs: `Comparison`.
Units:   `Length`.
Source:  docs/snapshot.md: layers, and why each is exact.
"""

from pathlib import Path

from banmian.snapshot.comparison import Comparison, LayerVerdict, PagePair, Side, Verdict
from banmian.snapshot.finding import Finding, Gravity, Layer
from banmian.snapshot.options import Options
from banmian.snapshot.phrases import Kind
from banmian.snapshot.places import Paper
from banmian.snapshot.raster import differences, draw, extent, union
from banmian.snapshot.source import Source, take_in

EXACTLY = Options()


def compare(old: bytes | Path, new: bytes | Path, options: Options = EXACTLY) -> Comparison:
    """Compare two PDFs.

    Raises:
        BaselineMissing: the old file is not there.
        UsageError: a file cannot be read, or a page is too large to draw.
    """
    return compare_sources(take_in(old, "old"), take_in(new, "new"), options)


def compare_sources(old: Source, new: Source, options: Options = EXACTLY) -> Comparison:
    """Compare two PDFs that have been read, under the names they have.

    Raises:
        UsageError: a file cannot be read, or a page is too large to draw.
    """
    findings = _raster(old, new, options)
    pages = len(new.objects().pages)
    verdict = Verdict.CHANGED if findings else Verdict.SAME
    sides = [
        Side(source.name, source.sha256, source.sha256, len(source.objects().pages), (), ())
        for source in (old, new)
    ]
    papers = [Paper.of(page) for page in new.objects().pages]
    return Comparison(
        old=sides[0],
        new=sides[1],
        profile=options.profile.name,
        verdicts=tuple(
            LayerVerdict(layer, verdict, sum(f.layer is layer for f in findings), 0)
            for layer in Layer
        ),
        pages=tuple(
            PagePair(n + 1, n + 1, papers[n].width, papers[n].height, verdict) for n in range(pages)
        ),
        findings=findings,
        masked=(),
        masks=(),
        notes=(),
    )


def _raster(old: Source, new: Source, options: Options) -> tuple[Finding, ...]:
    before, after = old.drawing(), new.drawing()
    papers = [Paper.of(page) for page in new.objects().pages]
    found = []
    for number, paper in enumerate(papers[: len(before)]):
        bounds = union(extent(before[number]), extent(after[number]))
        images = [draw(document[number], bounds, options.dpi) for document in (before, after)]
        for patch in differences(images[0], images[1], bounds, options.dpi):
            facts = (("pixels", patch.pixels), ("delta_e", patch.delta_e))
            found.append(
                Finding(
                    Layer.RASTER,
                    Kind.PIXELS,
                    Gravity.WARNING,
                    number + 1,
                    paper.rect(patch.box),
                    facts=facts,
                )
            )
    return tuple(found)
