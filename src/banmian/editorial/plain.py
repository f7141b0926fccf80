"""The words of a page, paragraph by paragraph, as a reader meets them.

Inputs:  `PageCopy`.
Outputs: plain texts, no break marks; two texts printed in one line are joined by a blank.
Units:   none.
Source:  the reading order of the reference page: head, body, captions, sign-off; the folio line is
         furniture and not part of it.
"""

from collections.abc import Iterator

from banmian.editorial.edition import Ad, Collection, PageCopy
from banmian.editorial.marks import without_marks
from banmian.editorial.story import Paragraph, Photo, Story


def page_paragraphs(page: PageCopy) -> tuple[str, ...]:
    """Every paragraph that the page prints, slot by slot."""
    return tuple(without_marks(text) for text in _page(page))


def _page(page: PageCopy) -> Iterator[str]:
    for slot in page.slots:
        if isinstance(slot.content, Collection):
            yield from _collection(slot.content)
        elif not isinstance(slot.content, Ad):
            yield from _story(slot.content)
    if page.photo_credit:
        yield page.photo_credit.text


def _collection(collection: Collection) -> Iterator[str]:
    if collection.intro:
        yield from _story(collection.intro)
    for item in collection.items:
        yield from _story(item)
    if collection.signoff:
        yield collection.signoff.text


def _story(story: Story) -> Iterator[str]:
    yield from (head.plain for head in (story.kicker, story.headline, story.deck) if head)
    if story.byline:
        yield " ".join(
            f"{line.role} {' '.join(name.text for name in line.names)}" for line in story.byline
        )
    if story.speaker:
        title = f"{story.speaker.title} " if story.speaker.title else ""
        yield f"{title}{story.speaker.name}"
    # The dateline stands in the first line of the first paragraph, an em before the text.
    dateline = f"{story.dateline}\u3000" if story.dateline else ""
    for block in story.body:
        if isinstance(block, Paragraph):
            yield f"{dateline}{block.text}"
            dateline = ""
        else:
            yield block.text.text
    for photo in story.photos:
        yield from _photo(photo)
    if story.signoff:
        yield story.signoff.text


def _photo(photo: Photo) -> Iterator[str]:
    words = [part.text for part in (photo.caption, photo.credit) if part]
    if words:
        yield " ".join(words)
