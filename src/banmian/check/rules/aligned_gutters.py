"""The white between columns does not run in one line through three stories (通线).

What it does: Follows every gutter of running text up and down the page until a line, a picture
              or a rule crosses it, and counts the units one above the other whose columns it parts.
Why:          A white line down the page draws the eye out of the text, and the stories look like
              one.
Example:      Three stories of four columns, one under the other, with heads over the left two.
Source:       newspaper.md N21 c.
"""

from collections.abc import Iterator
from itertools import product

from banmian.check.boxes import down
from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import SLACK, Scene
from banmian.geometry import Rect
from banmian.units import ZERO

_STORIES = 3
_NEAR = 2.0  # widths of a gutter that two neighbours may be apart
_LINES = 3  # of a unit that a white must part to be seen in it

Gutter = tuple[str, Rect]


def check(scene: Scene) -> Iterator[Remark]:
    """White lines that three units share."""
    gutters = sorted(_gutters(scene), key=lambda one: (one[1].x, one[1].y))
    told: list[Rect] = []
    for _, start in gutters:
        line = _white_line(start, scene)
        if any(abs((line.x - other.x).mm) < 1 and down(line, other) > SLACK for other in told):
            continue
        parted = _parted(line, gutters, scene)
        if len(parted) >= _STORIES:
            told.append(line)
            message = f"a gutter runs in one line through {', '.join(parted)}"
            story = next(unit.stories[0] for unit in scene.units if unit.name == parted[-1])
            hint = "let a head or a picture cross it, or divide one of them into other columns"
            yield Remark(message, line, story, hint=hint)


def _gutters(scene: Scene) -> Iterator[Gutter]:
    """The white between neighbouring frames of a unit, with its name."""
    for unit in scene.units:
        stories = (story for story in scene.page.stories if story.name in unit.stories)
        frames = [frame for story in stories for frame in story.frames]
        for left, right in product(frames, frames):
            white = right.x - left.right
            if ZERO < white <= scene.grid.gutter * _NEAR and down(left, right) > SLACK:
                top = max(left.y, right.y)
                yield unit.name, Rect(left.right + white * 0.5, top, ZERO, down(left, right))


def _white_line(start: Rect, scene: Scene) -> Rect:
    """How far up and down nothing crosses the middle of a gutter."""
    area = scene.type_area
    top, bottom = area.y, area.bottom
    for box in _crossing(start, scene):
        if box.bottom <= start.y + SLACK:
            top = max(top, box.bottom)
        elif box.y >= start.bottom - SLACK:
            bottom = min(bottom, box.y)
    return Rect(start.x, top, start.width, bottom - top)


def _crossing(gutter: Rect, scene: Scene) -> Iterator[Rect]:
    """Ink that reaches over the column of the page in which a gutter stands."""
    ink = [box for thing in scene.things for box in thing.lines or (thing.box,)]
    ink.extend(rule.rect for rule in scene.page.rules if not rule.rect.height)
    return (box for box in ink if box.x < gutter.x < box.right)


def _parted(line: Rect, gutters: list[Gutter], scene: Scene) -> list[str]:
    """The units whose columns a white line parts, one above the other."""
    least = scene.grid.leading * _LINES
    found: list[Gutter] = []
    for unit, rect in sorted(gutters, key=lambda one: one[1].y):
        known = unit in [name for name, _ in found]
        on_it = abs((rect.x - line.x).mm) < 1 and down(rect, line) >= least
        if on_it and not known and _below(rect, found):
            found.append((unit, rect))
    return [unit for unit, _ in found]


def _below(rect: Rect, found: list[Gutter]) -> bool:
    return not found or rect.y >= found[-1][1].bottom - SLACK


RULE = Rule("aligned-gutters", WARNING, check)
