"""No white cuts the page in two (断版).

What it does: Looks for white from one side of the type area to the other, or from its head to its
              foot, between units of which at least two stand side by side along it on either side.
              Nothing bridges it then. A collection is one unit, and so is what stands inside
              another unit.
Why:          Above and below such a gap stand two pages that do not belong together; stories that
              interlock hold a page up.
Example:      Two stories on top, three below, all ending and beginning on the same line.
Source:       newspaper.md N21 a. That a unit over the full measure on one side heals it is our
              choice: a banner, an advertisement at the foot.
"""

from collections.abc import Iterator, Sequence

from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import SLACK, Scene, Unit
from banmian.geometry import Rect
from banmian.units import Length

_LINES = 4  # of white and rules that a gap may have


def check(scene: Scene) -> Iterator[Remark]:
    """Gaps across the page, and gaps down it."""
    units = _outer(scene.units)
    area, near = scene.type_area, scene.grid.leading * _LINES
    for begin, end in _gaps([(u.rect.y, u.rect.bottom) for u in units]):
        above = [u for u in units if begin - near < u.rect.bottom <= begin]
        below = [u for u in units if end <= u.rect.y < end + near]
        if len(above) > 1 and len(below) > 1:
            gap = Rect(area.x, begin, area.width, end - begin)
            yield _remark("from side to side", gap, above, below)
    for begin, end in _gaps([(u.rect.x, u.rect.right) for u in units]):
        left = [u for u in units if begin - near < u.rect.right <= begin]
        right = [u for u in units if end <= u.rect.x < end + near]
        if len(left) > 1 and len(right) > 1:
            gap = Rect(begin, area.y, end - begin, area.height)
            yield _remark("from head to foot", gap, left, right)


def _outer(units: Sequence[Unit]) -> list[Unit]:
    """Units that do not stand inside another one."""
    return [
        unit
        for unit in units
        if not any(
            other is not unit and other.rect.inset(-SLACK).contains(unit.rect) for other in units
        )
    ]


def _gaps(spans: list[tuple[Length, Length]]) -> Iterator[tuple[Length, Length]]:
    """What no span covers, between the first and the last."""
    spans.sort()
    reached = spans[0][1] if spans else Length(0)
    for begin, end in spans:
        if begin >= reached and begin > spans[0][0]:
            yield reached, begin
        reached = max(reached, end)


def _remark(how: str, gap: Rect, before: Sequence[Unit], after: Sequence[Unit]) -> Remark:
    names = [", ".join(unit.name for unit in units) for units in (before, after)]
    message = f"a gap cuts the page {how}, between {names[0]} and {names[1]}"
    hint = "let a story, a picture or a head reach over it"
    return Remark(message, gap, after[0].stories[0], hint=hint)


RULE = Rule("broken-page", WARNING, check)
