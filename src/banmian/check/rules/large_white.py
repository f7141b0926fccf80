"""No large white stands below the lead's head.

What it does: Finds the largest empty rectangle in the type area below the head of the lead, which
              is the story with the largest headline, by the millimetre. Text, pictures and rules
              are ink; a panel or a tint is not, but its edges are. An advertisement is full,
              whatever it leaves white itself.
Why:          White that no one planned looks as if something had fallen out.
Example:      A head of one line in a place for three.
Source:       newspaper.md 2.7; 25 cm², a visiting card and a half, are our choice.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import HEADS, Scene, Thing
from banmian.check.white import Paper
from banmian.geometry import Rect
from banmian.makeup.page import TextBlock
from banmian.units import mm

_MOST = 25.0  # cm²


def check(scene: Scene) -> Iterator[Remark]:
    """The largest white, if it is too large."""
    lead = _lead(scene)
    if lead is None:
        return
    area = scene.type_area
    heads = [t.block.rect.bottom for t in scene.of(lead.story) if t.role in HEADS and _is_level(t)]
    top = max(heads) if heads else lead.box.y
    paper = Paper(Rect(area.x, top, area.width, area.bottom - top))
    for ink in _ink(scene):
        paper.mark(ink)
    white = paper.largest_white()
    square = white.width.mm * white.height.mm / 100
    if square > _MOST:
        size = f"{white.width.mm:.0f} × {white.height.mm:.0f} mm"
        message = f"{square:.0f} cm² stay white ({size})"
        yield Remark(message, white, _nearest(white, scene), hint="add copy or enlarge a picture")


def _lead(scene: Scene) -> Thing | None:
    """The largest headline of the page that no advertisement has."""
    ads = {unit.name for unit in scene.units if unit.is_ad}
    heads = [thing for thing in scene.headlines() if thing.unit not in ads]
    return max(heads, key=_size, default=None)


def _size(thing: Thing) -> int:
    return thing.block.style.size.emu if isinstance(thing.block, TextBlock) else 0


def _is_level(thing: Thing) -> bool:
    return not thing.is_vertical


def _ink(scene: Scene) -> Iterator[Rect]:
    for thing in scene.things:
        yield from thing.lines or (thing.box,)
    for unit in scene.units:
        if unit.is_ad:
            yield unit.rect
    for rule in (rule.rect for rule in scene.page.rules):
        if rule.width and rule.height:
            zero = mm(0)
            yield Rect(rule.x, rule.y, rule.width, zero)
            yield Rect(rule.x, rule.bottom, rule.width, zero)
            yield Rect(rule.x, rule.y, zero, rule.height)
            yield Rect(rule.right, rule.y, zero, rule.height)
        else:
            yield rule


def _nearest(white: Rect, scene: Scene) -> str:
    """The story in whose place the middle of the white is."""
    x, y = white.x + white.width * 0.5, white.y + white.height * 0.5
    areas = ((story.name, story.area) for story in scene.page.stories)
    inside = (n for n, area in areas if area.x <= x <= area.right and area.y <= y <= area.bottom)
    return next(inside, "")


RULE = Rule("large-white", WARNING, check)
