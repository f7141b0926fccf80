"""One cause, one finding: what several rules see of one white place is told by one of them.

The one that says best what to do speaks: empty places of a collection, then a text that is short
(how many characters are missing), then the columns that end early, or a hole in one, then a gap
across the page. A large white speaks for itself where it is none of these. What the others saw
stands in the message.

Inputs:  the findings of make-up and of all rules, `Scene`.
Outputs: `Finding`s; `also` has the codes that one speaks for.
Units:   none.
Source:  our choice; docs/check.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.check.boxes import across, down
from banmian.check.finding import Finding
from banmian.check.scene import SLACK, Scene
from banmian.editorial.edition import Collection
from banmian.geometry import Rect
from banmian.house.style import CollectionSlot

PLACES, UNDERSET, HOLE = "places-empty", "underset", "hole"
BROKEN, LARGE = "broken-page", "large-white"
_OF_WHITE = frozenset({PLACES, UNDERSET, HOLE, BROKEN, LARGE})
_SHARE = 0.5  # of a large white that a cause has to explain


@dataclass(slots=True)
class _Cause:
    """A finding, and the white it explains."""

    finding: Finding
    whites: list[Rect]

    def join(self, other: Finding) -> None:
        """Take over what another finding says of the same white."""
        mine, said = self.finding, self.finding.diagnostic
        self.finding = replace(
            mine,
            diagnostic=replace(said, message=f"{said.message}; {other.diagnostic.message}"),
            at=mine.at or other.at,
            also=tuple(
                code for code in dict.fromkeys((*mine.also, other.code)) if code != mine.code
            ),
        )
        self.whites.extend(_at(other))


def one_for_each(found: Sequence[Finding], scene: Scene) -> tuple[Finding, ...]:
    """Join the findings that one white place has given rise to."""
    others = [one for one in found if one.code not in _OF_WHITE]
    causes = [_Cause(one, list(_empty_places(one, scene))) for one in _of(PLACES, found)]
    short = {one.story: _Cause(one, []) for one in _of(UNDERSET, found)}
    causes.extend(short.values())
    for hole in _of(HOLE, found):
        is_at_an_end = _is_at_an_end(hole, scene)
        cause = short.get(hole.story) if is_at_an_end else None
        if cause is not None:
            cause.join(hole)
            continue
        causes.append(_Cause(hole, _at(hole)))
        if is_at_an_end:  # its other columns end early for the same reason
            short[hole.story] = causes[-1]
    causes.extend(_Cause(one, _at(one)) for one in _of(BROKEN, found))
    for large in _of(LARGE, found):
        cause = next((one for one in causes if _explains(one, large)), None)
        if cause is not None:
            cause.join(large)
        else:
            others.append(large)
    return (*others, *(cause.finding for cause in causes))


def _of(code: str, found: Sequence[Finding]) -> list[Finding]:
    return [one for one in found if one.code == code]


def _at(one: Finding) -> list[Rect]:
    return [] if one.at is None else [one.at]


def _empty_places(one: Finding, scene: Scene) -> Iterator[Rect]:
    """The places of a collection that no item has taken."""
    for slot in scene.copy.slots:
        frames = scene.house.slots[slot.name]
        is_it = slot.place == one.diagnostic.place
        if is_it and isinstance(slot.content, Collection) and isinstance(frames, CollectionSlot):
            empty = frames.modules[len(slot.content.items) :]
            yield from (module.grid.rect(module.area) for module in empty)


def _is_at_an_end(hole: Finding, scene: Scene) -> bool:
    """Whether a white reaches the end of its column, where text is missing."""
    for at in _at(hole):
        for column in scene.columns():
            rect = column.rect
            if column.story == hole.story and rect.inset(-SLACK).contains(at):
                end = at.x - rect.x if column.is_vertical else rect.bottom - at.bottom
                return end <= SLACK
    return False


def _explains(cause: _Cause, large: Finding) -> bool:
    """Whether most of a large white is the white of a cause."""
    for white in _at(large):
        shared = sum(
            max(across(white, other).mm, 0) * max(down(white, other).mm, 0)
            for other in cause.whites
        )
        return shared >= white.width.mm * white.height.mm * _SHARE
    return False
