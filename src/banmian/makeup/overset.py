"""Copy that its frames do not hold: running text over its lines, heads over their places.

Inputs:  `MadeUpPage`, `PageCopy`.
Outputs: a diagnostic for each story or piece that is too long.
Units:   lines, characters.
Source:  our choice: nothing is cut, squeezed or printed over something else; the editor decides.
"""

from collections.abc import Iterator
from math import ceil

from banmian.editorial.edition import Collection, PageCopy
from banmian.editorial.story import Story
from banmian.errors import Diagnostic, Place, counted
from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.makeup.page import MadeUpPage, MadeUpStory, Role, StoryFit, TextBlock
from banmian.units import mm

_SLACK = mm(0.05)  # rounding, not copy
_WIDE = 0.001  # em
SURELY = 0.75  # of a line more to be cut than is over
SENTENCE_ENDS = "。！？”"


def overset(page: MadeUpPage, copy: PageCopy) -> Iterator[Diagnostic]:
    """Everything on a page that is longer than its place."""
    for fit in page.fits:
        if fit.over:
            made = next((story for story in page.stories if story.name == fit.story), None)
            yield _running(fit, _story(fit.story, copy), made, _together(fit, page, copy))
    for block in page.furniture:
        yield from _piece("folio", block, copy.place)
    for story in page.stories:
        for one in story.blocks:
            if isinstance(one, TextBlock):
                yield from _piece(
                    story.name, one, place_of(one.role, _story(story.name, copy), copy)
                )


def _story(name: str, copy: PageCopy) -> Story | None:
    return next((story for story in copy.stories if story.name == name), None)


def _together(fit: StoryFit, page: MadeUpPage, copy: PageCopy) -> str:
    """What helps besides cutting: in a collection, that its cuts are meant all together."""
    for slot in copy.slots:
        if isinstance(slot.content, Collection):
            names = {item.name for item in slot.content.items}
            over = [one for one in page.fits if one.over and one.story in names]
            if fit in over and len(over) > 1:
                characters = sum(_to_cut(one) for one in over)
                return (
                    f": with the cuts told for the {len(over)} items of {slot.name}, about "
                    f"{characters} characters in all, it fits"
                )
            if fit in over:
                return f": then {slot.name} fits"
    return ", or give the slot more lines in the layout"


def _running(
    fit: StoryFit, story: Story | None, made: MadeUpStory | None, besides: str
) -> Diagnostic:
    characters = ceil(fit.over * fit.measure)
    fits = _last_that_fits(story, made) if story is not None and made is not None else ""
    over, verb = counted(fit.over, "line"), "does" if fit.over == 1 else "do"
    return Diagnostic(
        "overset",
        f"{fit.story}: {over} (about {characters} characters) {verb} not fit: "
        f"{fit.lines} lines of {fit.measure:g} em in {fit.capacity}{_tried(fit)}",
        story.place if story else None,
        f"cut about {_to_cut(fit)} characters{besides}{fits}",
    )


def _tried(fit: StoryFit) -> str:
    """What has been done for the text already, rung by rung, and was not enough."""
    words = [f"{step.what} {step.name or f'{step.by:+g}'}" for step in fit.steps]
    if fit.adjusted:
        words.insert(0, f"{counted(len(fit.adjusted), 'paragraph')} set shorter or longer")
    return f" (after: {', '.join(words)})" if words else ""


def _to_cut(fit: StoryFit) -> int:
    """Characters that must go so that the lines surely go: lines are not cut where they end."""
    return ceil((fit.over + SURELY) * fit.measure)


def _last_that_fits(story: Story, made: MadeUpStory) -> str:
    """Up to where the text may stay: the end of the last sentence that finds its place."""
    for block in made.blocks:
        if not isinstance(block, TextBlock) or block.role is not Role.BODY or not made.frames:
            continue
        foot = made.frames[-1].bottom + _SLACK
        for placed in block.lines:
            if placed.baseline <= foot or not placed.line.clusters or block.style.vertical:
                continue
            number = int(block.paragraph.rpartition("-")[2])
            blocks = story.body[: number + 1]
            if len(blocks) <= number:
                return ""
            text = blocks[number].text
            printed = sum(len(run.text) for run in block.copy.runs)
            at = max(placed.line.clusters[0].start - (printed - len(text.text)), 0)
            at = min(at, len(text.text))
            end = max(text.text.rfind(mark, 0, at) for mark in SENTENCE_ENDS) + 1
            if end > 0:
                words = text.text[max(end - 8, 0) : end]
                return _up_to(text.place_of(end - 1), words)
            before = next((b for b in reversed(blocks[:number]) if b.text.text), None)
            words = before.text.text[-8:] if before is not None else ""
            return _up_to(blocks[number].place, words) if words else ""
    return ""


def _up_to(place: Place, words: str) -> str:
    return f"; it fits up to line {place.line}, column {place.column} (…{words})"


def _piece(name: str, block: TextBlock, place: Place) -> Iterator[Diagnostic]:
    """A head or another piece whose lines stand out of their place, above, below or aside."""
    over = len(block.lines) - _lines_that_fit(block)
    wide = max((p.line.width - p.line.measure for p in block.lines), default=0.0)
    role = block.role.value
    if over > 0:
        cut = sum(len(c.text) for p in block.lines[-over:] for c in p.line.clusters)
        yield Diagnostic(
            "overset",
            f"{name}: {over} of {len(block.lines)} lines of the {role} (about {cut} characters) "
            "do not fit its place",
            place,
            f"cut about {cut} characters, or give the {role} more lines in the layout",
        )
    elif wide > _WIDE:
        yield Diagnostic(
            "overset",
            f"{name}: a line of the {role} is {wide:.1f} em (about {ceil(wide)} characters) "
            "wider than its place",
            place,
            f"cut about {ceil(wide)} characters, let the line break elsewhere, or change its size",
        )


def is_in_place(block: TextBlock) -> bool:
    """Whether all lines of a block stand in its rectangle."""
    wide = max((p.line.width - p.line.measure for p in block.lines), default=0.0)
    return _lines_that_fit(block) == len(block.lines) and wide <= _WIDE


def _lines_that_fit(block: TextBlock) -> int:
    """How many of a block's lines its rectangle would hold, from the em box of the first."""
    size, rect = block.style.size, block.rect
    if not block.lines:
        return 0
    if block.style.vertical:
        tops = sorted(placed.x - size * 0.5 for placed in block.lines)
        begin, room = rect.x, rect.width
    else:
        tops = [placed.baseline - size * IDEOGRAPHIC_ASCENT for placed in block.lines]
        begin, room = rect.y, rect.height
    if begin <= tops[0] + _SLACK and tops[-1] + size <= begin + room + _SLACK:
        return len(block.lines)
    if len(block.lines) == 1:
        return 0
    return int(max((room - size + _SLACK) / (tops[1] - tops[0]) + 1, 0))


def place_of(role: Role, story: Story | None, copy: PageCopy) -> Place:
    """Where the editor wrote the piece."""
    if story is None:
        return copy.place
    byline, photos = story.byline, story.photos
    places = {
        Role.KICKER: story.kicker.place if story.kicker else None,
        Role.HEADLINE: story.headline.place,
        Role.STANDING_HEAD: story.headline.place,
        Role.DECK: story.deck.place if story.deck else None,
        Role.BYLINE: byline[0].role.place if byline else None,
        Role.SPEAKER: story.speaker.name.place if story.speaker else None,
        Role.CAPTION: photos[0].caption.place if photos and photos[0].caption else None,
        Role.PULL_QUOTE: story.pull_quotes[0].place if story.pull_quotes else None,
        Role.BODY: story.body[0].place if story.body else None,
    }
    return places.get(role) or story.place
