"""Nothing stands over anything else.

What it does: Compares the em boxes of all lines of different blocks, all pictures, and the frames
              of running text with each other and with what belongs to other stories.
Why:          Text over text cannot be read; a frame that another story stands in will print over
              it as soon as its text is longer.
Example:      Two slots of a layout that share a line of the grid.
Source:       newspaper.md N22: stories are modules; nothing interlocks.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from banmian.check.boxes import depth
from banmian.check.rule import ERROR, Remark, Rule, about
from banmian.check.scene import SLACK, Scene, Thing
from banmian.geometry import Rect

_HINT = "give each of them a place of its own in the layout"


def check(scene: Scene) -> Iterator[Remark]:
    """Pairs of things, pairs of frames, things of other stories in a frame."""
    for one, other in _near(scene.things):
        if _inks_meet(one, other):
            yield about(other, scene, f"the {other.name} stands over {_called(one)}", _HINT)
    frames = [(story.name, rect) for story in scene.page.stories for rect in story.frames]
    for (one_story, a), (other_story, b) in combinations(frames, 2):
        if depth(a, b) > SLACK:
            whose = f"one of {one_story}" if one_story != other_story else "another one of its own"
            yield Remark(f"a column of text stands over {whose}", b, other_story, hint=_HINT)
    for name, rect in frames:
        for thing in scene.things:
            if thing.story != name and any(depth(ink, rect) > SLACK for ink in _ink(thing)):
                message = f"the {thing.name} stands in a column of {name}"
                yield about(thing, scene, message, _HINT)


def _near(things: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """Pairs whose boxes meet, in reading order; looked for from the head of the page down."""
    order = sorted(range(len(things)), key=lambda number: things[number].box.y)
    found = []
    for at, number in enumerate(order):
        box = things[number].box
        foot = box.bottom
        for other in order[at + 1 :]:
            below = things[other].box
            if below.y >= foot:
                break
            if depth(box, below) > SLACK:
                found.append((min(number, other), max(number, other)))
    return [(things[one], things[other]) for one, other in sorted(found)]


def _inks_meet(one: Thing, other: Thing) -> bool:
    return any(depth(a, b) > SLACK for a in _ink(one) for b in _ink(other))


def _ink(thing: Thing) -> tuple[Rect, ...]:
    return thing.lines or (thing.box,)


def _called(thing: Thing) -> str:
    return f"the {thing.name} of {thing.story}" if thing.story else "the folio line"


RULE = Rule("overlap", ERROR, check)
