"""Pictures of two stories do not touch.

What it does: Looks for pictures of different stories with less white between them than a line of
              the page, and nothing else.
Why:          Two pictures side by side are seen as one, and each gets the other's caption.
Example:      The picture of the lead ends where that of the story below begins.
Source:       newspaper.md N21 g.
"""

from collections.abc import Iterator
from itertools import combinations

from banmian.check.boxes import depth
from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import Scene


def check(scene: Scene) -> Iterator[Remark]:
    """Pairs of pictures that meet."""
    pictures = [thing for thing in scene.things if thing.role is None]
    for one, other in combinations(pictures, 2):
        white = -depth(one.box, other.box)
        if one.story != other.story and white < scene.grid.leading:
            message = f"the picture touches that of {one.story}: {max(white.mm, 0):.1f} mm between"
            yield about(other, scene, message, "let text stand between them")


RULE = Rule("pictures-touch", WARNING, check)
