"""What a designer should know of a page that can be printed: white, small heads, borrowed faces.

Inputs:  `MadeUpPage`, `PageCopy`, `HouseStyle`.
Outputs: warnings; none of them stops a build.
Units:   lines of the grid, characters.
Source:  newspaper.md 2.7: no hole over two lines; that a fallback face is told is our choice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from banmian.editorial.edition import Collection, PageCopy
from banmian.errors import Diagnostic, Place, Severity
from banmian.house.style import CollectionSlot, HouseStyle
from banmian.makeup.page import HeadFit, MadeUpPage, StoryFit, TextBlock

WHITE = 2  # lines at a text's end that nobody sees
SHOWN = 10  # characters a message lists


def notes(page: MadeUpPage, copy: PageCopy, house: HouseStyle) -> Iterator[Diagnostic]:
    """Everything worth a warning."""
    places = {story.name: story.place for story in copy.stories}
    for fit in page.fits:
        white = fit.capacity - fit.lines
        if white > WHITE:
            yield _white(fit, white, places)
    for slot in copy.slots:
        frames = house.slots[slot.name]
        if isinstance(slot.content, Collection) and isinstance(frames, CollectionSlot):
            empty = len(frames.modules) - len(slot.content.items)
            if empty > 0:
                yield Diagnostic(
                    "places-empty",
                    f"slot {slot.name!r}: {empty} of {len(frames.modules)} places stay empty",
                    slot.place,
                    "add items, or choose a layout with fewer places",
                    Severity.WARNING,
                )
    for head in page.heads:
        if head.is_smallest:
            yield _smallest(head, places)
    yield from _borrowed(page)


def _white(fit: StoryFit, white: int, places: Mapping[str, Place]) -> Diagnostic:
    characters = round(white * fit.measure)
    return Diagnostic(
        "underset",
        f"{fit.story}: {white} of {fit.capacity} lines stay white "
        f"(room for about {characters} characters)",
        places.get(fit.story),
        "add copy, or give the slot fewer lines in the layout",
        Severity.WARNING,
    )


def _smallest(head: HeadFit, places: Mapping[str, Place]) -> Diagnostic:
    return Diagnostic(
        "head-smallest",
        f"{head.story}: the {head.role.value} had to go to its smallest size, {head.size.pt:g} pt",
        places.get(head.story),
        "shorten it, or mark with / where its lines may end",
        Severity.WARNING,
    )


def _borrowed(page: MadeUpPage) -> Iterator[Diagnostic]:
    """Characters that the wanted face lacks and another one draws."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for block in page.blocks:
        if isinstance(block, TextBlock):
            wanted = {run.faces[0].key for run in block.copy.runs}
            for placed in block.lines:
                for cluster in placed.line.clusters:
                    if cluster.face.key not in wanted:
                        found[", ".join(sorted(wanted)), cluster.face.key].update(cluster.text)
    for (wanted_keys, lender), characters in sorted(found.items()):
        shown = "".join(sorted(characters)[:SHOWN])
        more = "…" if len(characters) > SHOWN else ""
        yield Diagnostic(
            "glyphs-borrowed",
            f"{len(characters)} characters that {wanted_keys} lacks are set in {lender}: "
            f"{shown}{more}",
            hint="take a face that has them, if this looks uneven",
            severity=Severity.WARNING,
        )
