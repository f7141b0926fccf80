"""A rule parts an advertisement from the news.

What it does: For every slot of kind `ad`, or called `ad` (or `ad-…`), looks at each side on which
              another unit stands within three lines: a rule must run along it, or a box round
              the advertisement.
Why:          A reader must see what is paid for; the law asks for it.
Example:      A notice at the foot of a page, right under the text of two stories.
Source:       newspaper.md N21 j.
"""

from collections.abc import Iterator

from banmian.check.boxes import across, down
from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import SLACK, Scene, Unit
from banmian.geometry import Rect

_LINES = 3
_COVERED = 0.9  # of the shared side


def check(scene: Scene) -> Iterator[Remark]:
    """Advertisements beside a story without a rule between."""
    for ad in scene.units:
        if not ad.is_ad or any(_round(box, ad, scene) for box in scene.boxes()):
            continue
        for other in scene.units:
            if not other.is_ad and _touches(ad, other, scene) and not _ruled(ad, other, scene):
                message = f"no rule stands between the advertisement and {other.name}"
                hint = "give the layout a rule between them, or a box round the advertisement"
                yield Remark(message, ad.rect, ad.stories[0], hint=hint)


def _round(box: Rect, ad: Unit, scene: Scene) -> bool:
    """Whether a box stands round an advertisement and nothing else."""
    return box.contains(ad.rect.inset(SLACK)) and ad.rect.inset(-scene.grid.leading).contains(box)


def _touches(ad: Unit, other: Unit, scene: Scene) -> bool:
    near = scene.grid.leading * _LINES
    shared, level = across(ad.rect, other.rect), down(ad.rect, other.rect)
    return (shared > SLACK and -level < near) or (level > SLACK and -shared < near)


def _ruled(ad: Unit, other: Unit, scene: Scene) -> bool:
    a, b = ad.rect, other.rect
    level = across(a, b) > SLACK
    for rule in (rule.rect for rule in scene.page.rules):
        if level and not rule.height:
            between = min(a.bottom, b.bottom) - SLACK <= rule.y <= max(a.y, b.y) + SLACK
            if between and across(rule, a) > across(a, b) * _COVERED:
                return True
        if not level and not rule.width:
            between = min(a.right, b.right) - SLACK <= rule.x <= max(a.x, b.x) + SLACK
            if between and down(rule, a) > down(a, b) * _COVERED:
                return True
    return False


RULE = Rule("ad-without-rule", WARNING, check)
