"""Set the pieces of a story outside its running text: heads, bylines, captions, single lines.

Inputs:  copy, a `Part` of the layout, a `Setter`.
Outputs: `TextBlock`s, their lines centred in the height of the part's area.
Units:   `Length`.
Source:  R39 (heads take whole lines of the grid), newspaper.md N11–N17.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from banmian.compose.finalise import ComposedLine, finalise
from banmian.compose.style import Copy
from banmian.editorial.story import (
    Block,
    Byline,
    Emphasis,
    HeadText,
    Paragraph,
    Photo,
    Speaker,
    Story,
)
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.setting import ColumnsRun
from banmian.house.style import TypeStyle
from banmian.makeup.fitting import fit_copy
from banmian.makeup.page import PictureBlock, PlacedLine, Role, TextBlock
from banmian.makeup.setter import Piece, Setter
from banmian.source.sourced import SourcedText, joined


@dataclass(frozen=True, slots=True)
class PartCopy:
    """What is to be set: one copy a forced line, and what it is.

    `wanted` is the number of lines to break a single forced line into, if sense allows.
    """

    role: Role
    name: str
    lines: tuple[tuple[Piece, ...], ...]
    wanted: int | None = None


def set_part(
    copy: PartCopy, style: TypeStyle, rect: Rect, grid: PageGrid, setter: Setter
) -> TextBlock:
    """Set a part's copy in the size that suits and stand it in the middle of its rectangle."""
    copies = [setter.copy(pieces, style) for pieces in copy.lines]
    fitted = fit_copy(copies, style, rect, copy.wanted, setter)
    style = fitted.style
    composed = [line for one in fitted.broken for line in finalise(one.broken).lines]
    whole = Copy(tuple(run for one in copies for run in one.runs))
    return TextBlock(
        copy.role, style, rect, whole, _stand(composed, style, rect, grid), copy.name, 0
    )


def _stand(
    lines: Sequence[ComposedLine], style: TypeStyle, rect: Rect, grid: PageGrid
) -> tuple[PlacedLine, ...]:
    """Give every line its baseline: on the page grid at the area's foot, or its pitch, centred."""
    if style.vertical:
        return _stand_columns(lines, style, rect)
    x = rect.x + style.inset
    if style.pitch is None:
        first = rect.bottom - grid.leading * len(lines)
        first += grid.baseline
        return tuple(
            PlacedLine(line, x, first + grid.leading * index) for index, line in enumerate(lines)
        )
    pitch = style.size * style.pitch
    top = rect.y + (rect.height - pitch * len(lines)) * 0.5
    first = grid.baseline_in_slot(style.size, pitch)
    return tuple(
        PlacedLine(line, x, top + pitch * index + first) for index, line in enumerate(lines)
    )


def _stand_columns(
    lines: Sequence[ComposedLine], style: TypeStyle, rect: Rect
) -> tuple[PlacedLine, ...]:
    """Columns one beside the other, in the middle of the area (N14)."""
    pitch = style.size * (style.pitch or 1.0)
    left = rect.x + (rect.width - pitch * len(lines)) * 0.5
    top = rect.y + style.inset
    order = range(len(lines))
    places = order if style.columns_run is ColumnsRun.RIGHT else reversed(order)
    return tuple(
        PlacedLine(line, left + pitch * (place + 0.5), top)
        for line, place in zip(lines, places, strict=True)
    )


def beside_text(style: TypeStyle, at: Rect, text: Sequence[Rect]) -> TypeStyle:
    """A part's style with the custom of N14: left of its text columns run to the right."""
    if not style.vertical or style.columns_run is not ColumnsRun.CUSTOM or not text:
        return style
    is_left = at.right <= min(frame.x for frame in text)
    return replace(style, columns_run=ColumnsRun.RIGHT if is_left else ColumnsRun.LEFT)


def head_lines(head: HeadText, style: TypeStyle) -> tuple[tuple[Piece, ...], ...]:
    """A head's forced lines, each in the style's face."""
    return tuple((Piece(line, style.face),) for line in head.lines)


def body_lines(body: Sequence[Block], style: TypeStyle) -> tuple[tuple[Piece, ...], ...]:
    """A short body set as one block beside its head, such as the intro of a collection."""
    return tuple(paragraph_pieces(block, style) for block in body if isinstance(block, Paragraph))


def paragraph_pieces(paragraph: Paragraph, style: TypeStyle) -> tuple[Piece, ...]:
    """A paragraph's runs, each in the face its emphasis asks for."""
    return tuple(
        Piece(run.text, face_of(style, run.emphasis), annotation=run.annotation)
        for run in paragraph.runs
    )


def picture_block(photo: Photo, rect: Rect) -> PictureBlock:
    """A picture in its frame."""
    picture = photo.picture
    return PictureBlock(
        rect,
        photo.file,
        photo.alt.text if photo.alt else "",
        (picture.upright_width_px, picture.upright_height_px),
        photo.focus,
        photo.place,
    )


def caption_lines(photo: Photo, style: TypeStyle) -> tuple[tuple[Piece, ...], ...]:
    """A picture's caption and, after a blank, its credit (N17)."""
    words = [text for text in (photo.caption, photo.credit) if text is not None]
    return ((Piece(spaced(words), style.face),),) if words else ()


def face_of(style: TypeStyle, emphasis: Emphasis) -> str:
    """The catalogue key of the face an emphasis is set in."""
    return {
        Emphasis.PLAIN: style.face,
        Emphasis.STRONG: style.strong,
        Emphasis.KAI: style.kai,
    }[emphasis]


def byline_lines(bylines: Sequence[Byline], style: TypeStyle) -> tuple[tuple[Piece, ...], ...]:
    """All bylines in one line, roles and names apart by a blank."""
    return (with_names([(byline.role, byline.names) for byline in bylines], style.face),)


def with_names(
    roles: Iterable[tuple[SourcedText, Sequence[SourcedText]]], face: str, *, begins: bool = True
) -> tuple[Piece, ...]:
    """Roles and the names under each, a blank between them; before them, too, unless they begin."""
    pieces: list[Piece] = []
    for role, names in roles:
        words = (role, *names)
        for word in words:
            if pieces or not begins:
                pieces.append(Piece(SourcedText.at(" ", word.place), face))
            pieces.append(Piece(word, face, name=word is not role))
    return tuple(pieces)


def speaker_lines(speaker: Speaker, style: TypeStyle) -> tuple[tuple[Piece, ...], ...]:
    """The speaker's title in Kai, the name in Hei."""
    if speaker.title is None:
        return ((Piece(speaker.name, style.strong, name=True),),)
    blank = SourcedText.at(" ", speaker.name.place)
    return (
        (Piece(speaker.title + blank, style.kai), Piece(speaker.name, style.strong, name=True)),
    )


def names_of(stories: Iterable[Story]) -> frozenset[str]:
    """The people a page names in speakers and bylines: heads keep their names whole."""
    names: set[str] = set()
    for story in stories:
        names.update(name.text for byline in story.byline for name in byline.names)
        if story.speaker is not None:
            names.add(story.speaker.name.text)
    return frozenset(names)


def spaced(words: Sequence[SourcedText]) -> SourcedText:
    """Words with a blank between them."""
    parts: list[SourcedText] = []
    for word in words:
        if parts:
            parts.append(SourcedText.at(" ", word.place))
        parts.append(word)
    return joined(parts)
