"""Compare two PDFs, layer by layer.

Inputs:  two PDFs, `Options`.
Outputs: `Comparison`.
Units:   `Length`.
Source:  docs/snapshot.md: layers, and why each is exact.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from banmian.errors import UsageError
from banmian.snapshot.comparison import Comparison, LayerVerdict, Note, PagePair, Side, Verdict
from banmian.snapshot.document_layer import document_drafts, page_moved
from banmian.snapshot.draft import Draft
from banmian.snapshot.finding import Finding, Layer
from banmian.snapshot.fonts_layer import font_drafts
from banmian.snapshot.locate import Locator
from banmian.snapshot.masking import Laid, hide, lay, notes_on, screens, uses
from banmian.snapshot.opened import Opened
from banmian.snapshot.options import EXACT, Options
from banmian.snapshot.order import rising
from banmian.snapshot.page_pairs import pair_pages
from banmian.snapshot.pages_layer import PageComparer, page_of_pair
from banmian.snapshot.source import Source, take_in
from banmian.snapshot.tags_layer import tag_drafts

EXACTLY = Options()
READ_FOR_TAGS = 16  # equal pages read only to say what tags are about

OnPage = tuple[int, Draft]


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
    try:
        return _compare(old, new, options)
    except (pikepdf.PdfError, UnicodeError, RecursionError) as error:
        message = f"cannot read one of {old.name} and {new.name}: {error}"
        raise UsageError.of("unreadable-pdf", message) from error


def _compare(old: Source, new: Source, options: Options) -> Comparison:
    two = Opened(new)
    if old.data == new.data:
        side = two.side()
        pairs = tuple((n, n) for n in range(1, len(two.digests) + 1))
        sides = (replace(side, name=old.name), side)
        return _comparison(sides, (two, two), pairs, [], options)
    one = Opened(old)
    sides = (one.side(), two.side())
    pairs = pair_pages(one.contents, two.contents)
    two.call_pages({new: str(old) if old else f"+{new}" for old, new in pairs if new})
    drafts: list[OnPage] = []
    masks = _masks(one, two, pairs, options)
    with PageComparer(one, two, options, lambda page: screens(masks, two, page)) as pages:
        for pair in pairs:
            drafts += ((page_of_pair(pair), draft) for draft in pages.compare(pair))
    if Layer.DOCUMENT in options.layers:
        drafts += _of_document(one, two, pairs)
    return _comparison(sides, (one, two), pairs, drafts, options)


def _masks(
    one: Opened, two: Opened, pairs: tuple[tuple[int, int], ...], options: Options
) -> tuple[Laid, ...]:
    """Where the masks lie; pages that differ are read when a mask goes by an element."""
    if any(mask.element for mask in options.masks):
        for old, new in pairs:
            if old and new and one.digests[old - 1] != two.digests[new - 1]:
                one.drawing(old)
                two.drawing(new)
    locator = Locator(one, two, pairs, options.regions)
    return lay(options.masks, locator.places(options.masks))


def _of_document(one: Opened, two: Opened, pairs: tuple[tuple[int, int], ...]) -> Iterator[OnPage]:
    """Findings of the whole document."""
    both = [pair for pair in pairs if all(pair)]
    kept = rising([old for old, _ in both])
    for index, (old, new) in enumerate(both):
        if index not in kept:
            yield new, page_moved(old, new)
    for draft in document_drafts(one.facts, two.facts):
        yield 0, draft
    faces = (one.reader.faces.values(), two.reader.faces.values())
    for draft in font_drafts(*faces, (one.fonts(), two.fonts())):
        yield 0, draft
    found = list(tag_drafts(one.tags(), two.tags()))
    old_of = {new: old for old, new in pairs if old and new}
    unread = {page for page, _ in found if page in old_of and page not in two.read_pages}
    if unread:
        for page in sorted(unread)[:READ_FOR_TAGS]:
            two.drawing(page)
            one.drawing(old_of[page])
        found = list(tag_drafts(one.tags(), two.tags()))
    yield from found


def _comparison(
    sides: tuple[Side, Side],
    opened: tuple[Opened, Opened],
    pairs: tuple[tuple[int, int], ...],
    drafts: list[OnPage],
    options: Options,
) -> Comparison:
    """Put findings on the paper, lay masks over them, and give the verdicts."""
    locator = Locator(opened[0], opened[1], pairs, options.regions)
    roomy = [locator.place(page, draft) for page, draft in drafts]
    roomy.sort(key=lambda one: one.finding.order)
    masks = lay(options.masks, locator.places(options.masks))
    findings, masked = hide(roomy, masks)
    used = uses(masks, masked)
    hidden = [one.finding for one in masked]
    notes = (*_notes(sides, options), *notes_on(used))
    return Comparison(
        old=sides[0],
        new=sides[1],
        profile=options.profile.name,
        verdicts=tuple(_verdict(layer, findings, hidden, options) for layer in Layer),
        pages=tuple(_page(pair, opened, findings, hidden) for pair in pairs),
        findings=findings,
        masked=masked,
        masks=used,
        notes=notes,
    )


def _page(
    pair: tuple[int, int],
    opened: tuple[Opened, Opened],
    findings: tuple[Finding, ...],
    hidden: list[Finding],
) -> PagePair:
    old, new = pair
    paper = opened[1].papers[new - 1] if new else opened[0].papers[old - 1]
    here = page_of_pair(pair)
    verdict = _of(any(f.page == here for f in findings), any(f.page == here for f in hidden))
    return PagePair(old, new, paper.width, paper.height, verdict)


def _verdict(
    layer: Layer, findings: tuple[Finding, ...], hidden: list[Finding], options: Options
) -> LayerVerdict:
    if layer is Layer.IDENTITY:
        return LayerVerdict(layer, _of(bool(findings), bool(hidden)), 0, 0)
    seen = sum(finding.layer is layer for finding in findings)
    masked = sum(finding.layer is layer for finding in hidden)
    verdict = _of(seen > 0, masked > 0) if layer in options.layers else Verdict.NOT_RUN
    return LayerVerdict(layer, verdict, seen, masked)


def _of(changed: bool, masked: bool) -> Verdict:
    if changed:
        return Verdict.CHANGED
    return Verdict.MASKED if masked else Verdict.SAME


def _notes(sides: tuple[Side, Side], options: Options) -> Iterator[Note]:
    """What may explain findings: other programs, other fonts, tolerances."""
    if sides[0].producers != sides[1].producers:
        yield Note("producer-changed", *("; ".join(side.producers) for side in sides))
    if sides[0].fonts != sides[1].fonts:
        yield Note("fonts-changed", *(", ".join(side.fonts) for side in sides))
    if options.profile is not EXACT:
        yield Note("profile", after=options.profile.name)
