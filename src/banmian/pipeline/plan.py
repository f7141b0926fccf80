"""Ranked stories into page plans: read plan.yaml, find places, weigh them, write page.yaml.

Inputs:  a page's folder with plan.yaml, `Settings`.
Outputs: `Plans`: up to three, the best first; the text of page.yaml for each.
Units:   columns and lines of the page's grid.
Source:  docs/plan.md; newspaper.md N10–N12, N21, N22.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy

from banmian.check.run import check_page
from banmian.editorial.edition import ModulePlace, PageCopy, Slot
from banmian.editorial.fields import AreaFields
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_plan import PlanCopy, load_plan
from banmian.errors import ContentError, Diagnostic, LayoutError, Severity
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.house.grid import Area, PageGrid
from banmian.house.load import load_house
from banmian.house.style import FreeStyle
from banmian.makeup.dresser import Dresser
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.placed import dresser_of, holds, overlap, place_modules
from banmian.pipeline.ads import drawings_of, wrong_size
from banmian.pipeline.collector import collector_at_rest
from banmian.pipeline.paint_pages import PaintJob, paint_pages
from banmian.pipeline.plan_file import module_names, page_text
from banmian.pipeline.raster import rasterise
from banmian.pipeline.settings import Settings
from banmian.pipeline.to_press import load_press, press_pages, press_pictures
from banmian.pipeline.words import Words
from banmian.plan.block import BETWEEN, Blocks, Item
from banmian.plan.score import Placed, Reason, Score, score, with_reasons
from banmian.plan.windmill import Draft, drafts
from banmian.press.facts import facts_of
from banmian.press.finish import PaintedPage
from banmian.typeface.catalogue import load_catalogue

MOST = 9  # stories and advertisements a search takes
OFFERED = 3
BARS = (500.0, 3_000.0)  # what a module may cost: in the first search, in the second
SMALL_DPI = 60
CHECKED = 6  # plans whose pages are made up and looked at
POINTS = {Severity.ERROR: -15.0, Severity.WARNING: -4.0, Severity.INFO: 0.0}
WEIGHED = 48  # drafts whose texts are poured


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to make the page; `text` is its page.yaml."""

    score: Score
    placed: tuple[Placed, ...]
    text: str
    page: PageCopy

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "points": self.score.points,
            "reasons": [
                {"about": one.about, "text": one.text, "points": one.points}
                for one in self.score.reasons
            ],
            "modules": [
                {
                    "name": one.name, "rank": one.rank, "level": one.level, "ad": one.ad,
                    "column": one.area.column, "columns": one.area.columns,
                    "line": one.area.line, "lines": one.area.lines,
                    "white": one.white, "over": one.over,
                }
                for one in self.placed
            ],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans that are offered, and what they are made from."""

    plans: tuple[Plan, ...]
    job: PageJob


def find_plans(folder: Path, settings: Settings) -> Plans:
    """Find up to three plans for a page.

    Raises:
        BanmianError: plan.yaml, a story or the layout is wrong, or nothing fits.
    """
    with collector_at_rest():
        return _find(folder, settings)


def _find(folder: Path, settings: Settings) -> Plans:
    folder = folder if folder.name not in {"", ".."} else folder.resolve()
    faults = Gathering(*OF_A_PAGE)
    plan = faults.attempt(load_plan, folder)
    house = None
    if plan is not None:
        house = faults.attempt(
            load_house, settings.project / "layouts", plan.layout, plan.layout_place
        )
    edition = faults.attempt(load_edition, folder.parent, (folder,))
    if plan is None or house is None or edition is None or faults.diagnostics:
        raise faults.together()
    if house.free is None:
        hint = "choose one that has free:, such as ziyou"
        message = f"the layout {house.name} leaves no places to pages"
        raise LayoutError.of("not-free", message, plan.layout_place, hint)
    _refuse(plan, house.free, house.grid)
    catalogue = load_catalogue(settings.project / "fonts", cache=settings.cache)
    slots = [Slot(one.file, one.story, one.at) for one in plan.stories]
    slots += [Slot(ad.ad.name, ad.ad, ad.at) for ad in plan.ads]
    job = PageJob(edition, _page(plan, slots), house, catalogue, Words(settings.cache / "words"))
    return Plans(tuple(_Planner(plan, house.free, dresser_of(job), job).plans()), job)


def thumbnail(plans: Plans, plan: Plan, settings: Settings) -> bytes:
    """A plan's page, small, as PNG; as it goes to press, which puts the advertisements in."""
    job = place_modules(replace(plans.job, page=plan.page))
    page = make_up(job)
    press = load_press(job.house, settings, job.page)
    paint = PaintJob((page,), job.house, pictures=press_pictures(press, settings))
    pdf = paint_pages(paint, job.catalogue, settings)
    painted = PaintedPage(pdf, facts_of(page), press, drawings_of(page))
    return rasterise(press_pages([painted], painted.facts.title, job.catalogue), SMALL_DPI)


def _refuse(plan: PlanCopy, free: FreeStyle, grid: PageGrid) -> None:
    """Stop at what no search can mend.

    Raises:
        ContentError: too many stories, two of one rank, advertisements outside the page, in the
            middle of it, or of another size than their places.
    """
    found = []
    count = len(plan.stories) + len(plan.ads)
    if count > MOST:
        message = f"{count} stories and advertisements, the limit is {MOST}"
        hint = "place some of them by hand in page.yaml"
        found.append(Diagnostic("plan-too-many", message, plan.place, hint))
    for one, other in zip(plan.stories, plan.stories[1:], strict=False):
        if one.rank == other.rank:
            hint = "every story has a rank of its own, 1 is the lead"
            message = f"{one.file} and {other.file} have the same rank {one.rank}"
            found.append(Diagnostic("rank-twice", message, other.at, hint))
    taken: list[Area] = []
    names = module_names(plan)[len(plan.stories) :]
    for slot, ad in zip(names, plan.ads, strict=True):
        area, name = _area(ad.area), ad.ad.name
        if not holds(free.area, area):
            message = f"{name} does not lie inside the layout's free part"
            hint = (
                f"columns {free.area.column} to {free.area.column + free.area.columns}, "
                f"lines {free.area.line} to {free.area.line + free.area.lines}"
            )
            found.append(Diagnostic("outside", message, ad.at, hint))
        elif _corner(area, free.area) is None or any(overlap(area, one) for one in taken):
            message = f"{name} stands in no corner of the page of its own"
            hint = "a plan takes one advertisement in each of the other three corners"
            found.append(Diagnostic("ad-in-the-way", message, ad.at, hint))
        else:
            found.extend(wrong_size(ad.ad, slot, area, grid))
        taken.append(area)
    if found:
        raise ContentError(found)


def _area(fields: AreaFields) -> Area:
    return Area(fields.column, fields.columns, fields.line, fields.lines)


def _corner(area: Area, room: Area) -> tuple[bool, bool] | None:
    """In which corner of the page an area stands: at the right, at the foot."""
    left = area.column == room.column
    right = area.column + area.columns == room.column + room.columns
    head = area.line == room.line
    foot = area.line + area.lines == room.line + room.lines
    if (left or right) and foot:
        return right, True
    return (True, False) if right and head and not left else None


def _page(plan: PlanCopy, slots: Sequence[Slot]) -> PageCopy:
    return PageCopy(
        number=plan.number,
        section=plan.section,
        layout=plan.layout,
        layout_place=plan.layout_place,
        editors=plan.editors,
        slots=tuple(slots),
        photo_credit=None,
        inks=None,
        place=plan.place,
        path=plan.path,
    )


@dataclass(slots=True)
class _Planner:
    """One search for places."""

    plan: PlanCopy
    free: FreeStyle
    dresser: Dresser
    job: PageJob

    def plans(self) -> Iterator[Plan]:
        """The best plans, each unlike those before it.

        Raises:
            ContentError: the stories fill no page.
        """
        room = self._room()
        for bar in BARS:
            blocks = Blocks(self._items(room, bar), room.lines)
            found = drafts(blocks, room)
            if found:
                break
        else:
            raise ContentError([self._misfit(room)])
        found.sort(key=self._at_first_sight, reverse=True)
        made = sorted(map(self._made, found[:WEIGHED]), key=_points, reverse=True)
        checked = [self._checked(one) for one in _different(made, CHECKED)]
        yield from sorted(checked, key=_points, reverse=True)[:OFFERED]

    def _checked(self, plan: Plan) -> Plan:
        """A plan whose page has been made up and looked at by the rules of `check`."""
        job = place_modules(replace(self.job, page=plan.page))
        page = make_up(job, allow_overset=True)
        told = check_page(page, job.page, job.house).told
        reasons = tuple(
            Reason("检查", f"{one.story}：{one.code}", POINTS[one.severity])
            for one in told
            if POINTS[one.severity]
        )
        return replace(plan, score=with_reasons(plan.score, reasons))

    def level(self, number: int) -> int:
        """A story's head: as the plan says, or by its rank, two ranks a level under the lead's."""
        story = self.plan.stories[number]
        if story.level is not None:
            return story.level
        return min(1 + (number + 1) // 2, len(self.free.levels))

    def _strips(self) -> list[int]:
        """Advertisements over the page's whole width."""
        return [
            number
            for number, ad in enumerate(self.plan.ads)
            if ad.area.columns == self.free.area.columns
        ]

    def _room(self) -> Area:
        """The place of stories: the free part without advertisements over its whole width."""
        room = self.free.area
        for number in self._strips():
            lines = room.lines - self.plan.ads[number].area.lines - BETWEEN
            room = replace(room, lines=lines)
        return room

    def _items(self, room: Area, bar: float) -> list[Item]:
        items = []
        for number, story in enumerate(self.plan.stories):
            level = self.level(number)
            prices = {}
            for columns in range(1, room.columns + 1):
                own = self.dresser.prices(story.story, level, columns, room.lines)
                own = numpy.where(own < bar, own, numpy.inf)
                if numpy.isfinite(own).any():
                    prices[columns] = own
            items.append(Item(number + 1, level, prices))
        for number, ad in enumerate(self.plan.ads):
            if number not in self._strips():
                own = numpy.full(room.lines + 1, numpy.inf)
                own[ad.area.lines] = 0.0
                corner = _corner(_area(ad.area), self.free.area)
                items.append(Item(99, 0, {ad.area.columns: own}, corner))
        return items

    def _at_first_sight(self, draft: Draft) -> float:
        """What a draft is worth if all its texts fill their columns."""
        areas, names = dict(draft.places), self.names
        placed = [
            Placed(names[number], number + 1, self.level(number), areas[number])
            for number in range(len(self.plan.stories))
        ]
        placed += [Placed("", 99, 1, _area(ad.area), ad=True) for ad in self.plan.ads]
        return score(placed, self.free.area, draft.price).points

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the modules."""
        return module_names(self.plan)

    def _made(self, draft: Draft) -> Plan:
        areas, names = dict(draft.places), self.names
        placed, slots = [], []
        for number, story in enumerate(self.plan.stories):
            area, level = areas[number], self.level(number)
            dressed = self.dresser.dress(story.story, level, area)
            assert dressed is not None  # a module without room for text costs too much
            name = names[number]
            placed.append(
                Placed(name, number + 1, level, area, white=dressed.white, over=dressed.over)
            )
            place = ModulePlace(area.column, area.columns, area.line, area.lines, level)
            slots.append(Slot(name, story.story, story.at, module=place))
        for number, ad in enumerate(self.plan.ads):
            name, area = names[len(self.plan.stories) + number], _area(ad.area)
            placed.append(Placed(name, 99, 1, area, ad=True))
            place = ModulePlace(area.column, area.columns, area.line, area.lines)
            slots.append(Slot(name, ad.ad, ad.at, module=place))
        found = score(placed, self.free.area, draft.price)
        return Plan(found, tuple(placed), page_text(self.plan, placed), _page(self.plan, slots))

    def _misfit(self, room: Area) -> Diagnostic:
        """By how much the stories are too long or too short for the page, about."""
        needed = 0
        for item in self._items(room, numpy.inf):
            ways = [
                (float(prices.min()), columns * (int(prices.argmin()) + BETWEEN))
                for columns, prices in item.prices.items()
            ]
            needed += min(ways, default=(0.0, 0))[1]
        over = needed - room.columns * (room.lines + BETWEEN)
        lines, characters = abs(over), round(abs(over) * self.dresser.grid.measure)
        what = "too long" if over > 0 else "too short"
        message = f"the stories fill no page: they are about {lines} lines {what}"
        hint = f"{'cut' if over > 0 else 'add'} about {characters} characters, or change a picture"
        return Diagnostic("plan-misfit", message, self.plan.place, hint)


def _points(plan: Plan) -> float:
    return plan.score.points


def _different(plans: Sequence[Plan], most: int) -> list[Plan]:
    """The first plans, each unlike those before it."""
    found: list[Plan] = []
    for one in plans:
        if len(found) < most and all(_unlike(one, other) for other in found):
            found.append(one)
    return found


def _unlike(one: Plan, other: Plan) -> bool:
    """Whether at least three stories stand elsewhere or in another width."""
    pairs = zip(one.placed, other.placed, strict=True)
    moved = sum(
        (a.area.column, a.area.columns) != (b.area.column, b.area.columns)
        or abs(a.area.line - b.area.line) > a.area.lines // 2
        for a, b in pairs
    )
    return moved >= 3
