"""Reads one story: a Markdown file with YAML front matter.

Inputs:  the file, and the page's folder that its pictures must stay in.
Outputs: `Story`, or a `ContentError` with every fault of the file and its pictures.
Units:   limits in characters.
Source:  content-format contract.
"""

import re
from dataclasses import dataclass
from functools import partial

from banmian.editorial.body import BodyReader
from banmian.editorial.fields import PhotoFields, StoryFields
from banmian.editorial.folder import ContentFile, ContentFolder
from banmian.editorial.story import Block, Byline, Fit, HeadText, Photo, Speaker, Story
from banmian.editorial.texts import head_at, optional_text, roles_at, text_at
from banmian.errors import ContentError, Diagnostic, Place, UsageError
from banmian.gathering import Gathering
from banmian.picture.reader import PictureFile, read_picture
from banmian.picture.regions import MIDDLE
from banmian.source.places import Key, Places
from banmian.source.sourced import SourcedText
from banmian.source.text import UNPRINTABLE, read_text, unprintable_character
from banmian.source.yaml_file import Loaded, parse_yaml

FRONT_MATTER_LIMIT = 64 * 1024
STORY_LIMIT = 200_000

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_EXAMPLE = "begin the file with a line ---, then `headline: …`, then a line ---"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The two halves of a story's file, and the line the body begins in."""

    front_matter: str
    body: str
    body_line: int


def read_story(file: ContentFile, folder: ContentFolder) -> Story:
    """Read a story and the facts of its pictures.

    Raises:
        UsageError: the file cannot be read.
        ContentError: with all faults of the file.

    """
    text = read_text(file.path, shown_as=file.shown_as, limit=4 * STORY_LIMIT)
    parts = _split(text, file.shown_as)
    gathering = Gathering(ContentError, UsageError)
    body = BodyReader(file.shown_as, parts.body_line)
    body.read(parts.body)
    gathering.diagnostics.extend(body.diagnostics)
    loaded = gathering.attempt(lambda: _front_matter(parts, file.shown_as))
    story = None
    if loaded is not None:
        story = gathering.attempt(partial(_assembled, loaded, tuple(body.blocks), file, folder))
    if story is not None and not (story.body or story.photos or gathering.diagnostics):
        message = "the story has neither text nor picture"
        hint = "write the text below the second ---, or name a picture under photos"
        place = Place(file.shown_as, parts.body_line, 1)
        gathering.diagnostics.append(Diagnostic("missing-body", message, place, hint))
    if story is None or gathering.diagnostics:
        raise ContentError(gathering.diagnostics)
    return story


def _split(text: str, shown_as: str) -> _Parts:
    """Part front matter and body at the two lines of three hyphens."""

    def fault(code: str, message: str, line: int, hint: str = _EXAMPLE) -> ContentError:
        return ContentError([Diagnostic(code, message, Place(shown_as, line, 1), hint)])

    if len(text) > STORY_LIMIT:
        message = f"the story has {len(text):,} characters, the limit is {STORY_LIMIT:,}"
        raise fault("story-too-long", message, text.count("\n", 0, STORY_LIMIT) + 1, "split it")
    opening = _FENCE.match(text)
    if opening is None:
        raise fault("front-matter", "the story does not begin with front matter", 1)
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise fault("front-matter", "the front matter that begins here does not end", 1)
    inside = text[opening.end() + 1 : closing.start()]
    if len(inside) > FRONT_MATTER_LIMIT:
        message = f"the front matter has more than {FRONT_MATTER_LIMIT:,} characters"
        raise fault("front-matter", message, 1, "texts that long belong below the second ---")
    body_line = text.count("\n", 0, closing.end()) + 2
    return _Parts(inside, text[closing.end() + 1 :], body_line)


def _front_matter(parts: _Parts, shown_as: str) -> Loaded[StoryFields]:
    return parse_yaml(
        parts.front_matter, StoryFields, shown_as=shown_as, error=ContentError, first_line=2
    )


def _assembled(
    loaded: Loaded[StoryFields], body: tuple[Block, ...], file: ContentFile, folder: ContentFolder
) -> Story:
    """Make the story of valid fields; its pictures and break marks may still be wrong."""
    fields, places = loaded.value, loaded.places
    gathering = Gathering(ContentError, UsageError)

    def head(value: str | tuple[str, ...] | None, *path: Key) -> HeadText | None:
        return None if value is None else gathering.attempt(lambda: head_at(places, value, *path))

    kicker, deck = head(fields.kicker, "kicker"), head(fields.deck, "deck")
    headline = head(fields.headline, "headline")
    quotes = [head(quote, "pull_quotes", at) for at, quote in enumerate(fields.pull_quotes)]
    photos = [
        gathering.attempt(partial(_photo, places, at, photo, folder))
        for at, photo in enumerate(fields.photos)
    ]
    if headline is None or gathering.diagnostics:
        raise ContentError(gathering.diagnostics)
    return Story(
        name=file.path.stem,
        kicker=kicker,
        headline=headline,
        deck=deck,
        dateline=optional_text(places, fields.dateline, "dateline"),
        byline=tuple(Byline(*pair) for pair in roles_at(places, fields.byline, "byline")),
        speaker=_speaker(loaded),
        photos=tuple(photo for photo in photos if photo),
        pull_quotes=tuple(quote for quote in quotes if quote),
        signoff=optional_text(places, fields.signoff, "signoff"),
        accept=fields.accept,
        fit=Fit(fields.fit.looseness, fields.fit.tracking) if fields.fit else None,
        body=body,
        place=Place(file.shown_as, 1, 1),
        path=file.path,
    )


def _speaker(loaded: Loaded[StoryFields]) -> Speaker | None:
    speaker, places = loaded.value.speaker, loaded.places
    if speaker is None:
        return None
    title = optional_text(places, speaker.title, "speaker", "title")
    return Speaker(text_at(places, "speaker", "name"), title)


def _photo(places: Places, at: int, fields: PhotoFields, folder: ContentFolder) -> Photo:
    """A picture, and for each key that the story leaves out what the file says of itself."""
    place = places.of("photos", at, "file")
    file = folder.file(text_at(places, "photos", at, "file"))
    picture = read_picture(file.path, shown_as=file.shown_as, place=place)

    def said(key: str, value: str | None, in_file: str | None) -> SourcedText | None:
        if key in fields.model_fields_set:
            return optional_text(places, value, "photos", at, key)
        return _from_picture(in_file, picture)

    return Photo(
        file=file.path,
        shown_as=file.shown_as,
        caption=said("caption", fields.caption, picture.metadata.caption),
        credit=said("credit", fields.credit, picture.metadata.credit),
        alt=said("alt", fields.alt, picture.metadata.alt),
        focus=fields.focus or picture.focus or MIDDLE,
        picture=picture,
        place=place,
    )


def _from_picture(text: str | None, picture: PictureFile) -> SourcedText | None:
    """A field of the picture's metadata in one line; its place is the picture itself."""
    place = Place(picture.shown_as)
    words = " ".join((text or "").split())
    fault = UNPRINTABLE.search(words)
    if fault:
        raise ContentError([unprintable_character(fault[0], place)])
    return SourcedText.at(words, place) if words else None
