"""The checks: every rule on one made-up page.

Inputs:  `MadeUpPage`, `PageCopy`, `HouseStyle`.
Outputs: `Finding`s: errors first, then by file and place.
Units:   none.
Source:  newspaper.md N11–N22; docs/check.md lists the rules.
"""

from collections.abc import Iterator

from banmian.check.accept import settle
from banmian.check.finding import Finding, Settled
from banmian.check.one_cause import one_for_each
from banmian.check.rule import Rule
from banmian.check.rules import (
    ad_without_rule,
    aligned_gutters,
    broken_page,
    byline_missing,
    caption_far,
    caption_missing,
    crosshead_at_foot,
    head_over_text,
    hole,
    large_white,
    lopsided,
    nameplate_crowded,
    off_grid,
    outside_type_area,
    overlap,
    pictures_touch,
    reading_order,
    runt,
    shallow_column,
    small_white_type,
    tombstoned_heads,
    widow_line,
)
from banmian.check.scene import look_at
from banmian.editorial.edition import PageCopy
from banmian.house.style import HouseStyle
from banmian.makeup.page import MadeUpPage

RULES: tuple[Rule, ...] = (
    overlap.RULE,
    outside_type_area.RULE,
    off_grid.RULE,
    reading_order.RULE,
    crosshead_at_foot.RULE,
    tombstoned_heads.RULE,
    broken_page.RULE,
    aligned_gutters.RULE,
    head_over_text.RULE,
    widow_line.RULE,
    runt.RULE,
    shallow_column.RULE,
    hole.RULE,
    large_white.RULE,
    caption_far.RULE,
    caption_missing.RULE,
    pictures_touch.RULE,
    byline_missing.RULE,
    ad_without_rule.RULE,
    small_white_type.RULE,
    nameplate_crowded.RULE,
    lopsided.RULE,
)


def run(page: MadeUpPage, copy: PageCopy, house: HouseStyle) -> tuple[Finding, ...]:
    """What is wrong with a page, its make-up's own notes included, but for what is accepted."""
    return check_page(page, copy, house).told


def check_page(page: MadeUpPage, copy: PageCopy, house: HouseStyle) -> Settled:
    """What is wrong with a page, and what of that its stories accept."""
    scene = look_at(page, copy, house)
    found = [finding for rule in RULES for finding in rule.findings(scene)]
    return settle(one_for_each((*_notes(page, copy), *found), scene), copy)


def _notes(page: MadeUpPage, copy: PageCopy) -> Iterator[Finding]:
    """What make-up itself noted, each with the story in whose file it is."""
    names = {story.place.file: story.name for story in copy.stories}
    for note in page.notes:
        yield Finding(note, None, names.get(note.place.file, "") if note.place else "")
