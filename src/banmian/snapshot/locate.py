"""From drafts to findings: the place on the paper, the story, the element.

Inputs:  `Draft`s, two opened documents, named regions.
Outputs: findings with the room they take; the places of names masks use.
Units:   PDF points in drafts, `Length` in findings.
Source:  our choice: a story is a region the caller named; else the element's own name, its ID or
         title.
"""

from collections.abc import Iterable

from banmian.geometry import Rect
from banmian.snapshot.draft import Draft
from banmian.snapshot.finding import Finding
from banmian.snapshot.masking import Roomy
from banmian.snapshot.opened import Opened
from banmian.snapshot.options import Mask, Region
from banmian.snapshot.tags import Tag


class Locator:
    """Puts findings on the paper."""

    def __init__(
        self,
        old: Opened,
        new: Opened,
        pairs: tuple[tuple[int, int], ...],
        regions: tuple[Region, ...],
    ) -> None:
        self._old = old
        self._new = new
        self._old_of = {two or one: one for one, two in pairs}
        self._new_of = {two or one: two for one, two in pairs}
        self._regions = regions
        self._owners: dict[bool, dict[tuple[int, int], Tag]] = {}

    def place(self, page: int, draft: Draft) -> Roomy:
        """Put one draft on the paper."""
        box = self._rect(page, draft, draft.bounds)
        room = self._rect(page, draft, draft.extent) if draft.extent else box
        tag = self._owner(page, draft) if page and draft.mcid >= 0 else None
        story = self._story(page, box) or (tag.name if tag else "")
        facts = draft.facts
        if draft.other is not None:
            there = self._old.papers[self._old_of[page] - 1].rect(draft.other)
            facts = (*facts, ("other", f"{there.x.mm:.1f},{there.y.mm:.1f} mm"))
        finding = Finding(
            draft.layer, draft.kind, draft.gravity, page, box, draft.before, draft.after,
            draft.count, facts, story, tag.path if tag else "",
        )  # fmt: skip
        return Roomy(finding, room)

    def places(self, masks: Iterable[Mask]) -> dict[str, tuple[tuple[int, Rect], ...]]:
        """Where the names that masks use are: regions and structure elements, on both sides."""
        wanted = {mask.element for mask in masks if mask.element}
        found: dict[str, list[tuple[int, Rect]]] = {}
        for region in self._regions:
            if region.name in wanted:
                found.setdefault(region.name, []).append((region.page, region.box))
        if wanted - found.keys():
            for side in (self._old, self._new):
                for tag in side.tags().tags:
                    page = tag.place[0]
                    for name in {tag.name, tag.path} & wanted:
                        if tag.box is not None and page:
                            rect = side.papers[page - 1].rect(tag.box)
                            found.setdefault(name, []).append((page, rect))
        return {name: tuple(places) for name, places in found.items()}

    def _rect(
        self, page: int, draft: Draft, bounds: tuple[float, float, float, float] | None
    ) -> Rect | None:
        if bounds is None or not page:
            return None
        old, new = self._old_of.get(page, 0), self._new_of.get(page, 0)
        if (draft.gone and old) or not new:
            return self._old.papers[old - 1].rect(bounds)
        return self._new.papers[new - 1].rect(bounds)

    def _owner(self, page: int, draft: Draft) -> Tag | None:
        if draft.gone not in self._owners:
            side = self._old if draft.gone else self._new
            self._owners[draft.gone] = dict(side.tags().owners)
        number = (self._old_of if draft.gone else self._new_of).get(page, 0)
        return self._owners[draft.gone].get((number, draft.mcid))

    def _story(self, page: int, box: Rect | None) -> str:
        """The smallest region that holds the middle of a box."""
        if box is None:
            return ""
        x, y = box.x + box.width * 0.5, box.y + box.height * 0.5
        holding = [
            region
            for region in self._regions
            if region.page == page
            and region.box.x <= x <= region.box.right
            and region.box.y <= y <= region.box.bottom
        ]
        holding.sort(key=lambda region: region.box.width.emu * region.box.height.emu)
        return holding[0].name if holding else ""
