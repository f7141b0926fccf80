"""Give the stories of a free page their places: modules of page.yaml become slots of the layout.

Inputs:  a `PageJob` whose page has modules.
Outputs: the job with a slot for each module, and the rules between them.
Units:   columns and lines of the page's grid.
Source:  newspaper.md N20, N21, N22.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from banmian.editorial.edition import Ad, ModulePlace, Slot
from banmian.editorial.story import Story
from banmian.errors import Diagnostic, LayoutError
from banmian.house.grid import Area
from banmian.house.style import AdSlot, CollectionSlot, FreeStyle, RuleLine, StorySlot
from banmian.makeup.dresser import Dresser
from banmian.makeup.make_up import PageJob
from banmian.makeup.parts import names_of
from banmian.makeup.setter import Setter
from banmian.makeup.story import StorySetter

BETWEEN = 1  # line between modules, with a rule in it


def place_modules(job: PageJob) -> PageJob:
    """Make slots of the page's modules; a page without any stays as it is.

    Raises:
        LayoutError: the layout leaves no places to pages, or a module's place is wrong.
    """
    modules = [(slot, slot.module) for slot in job.page.slots if slot.module is not None]
    if not modules:
        return job
    free = job.house.free
    if free is None:
        message = f"the layout {job.house.name} leaves no places to pages"
        hint = "write slots:, or choose a layout that has free:"
        raise LayoutError.of("not-free", message, modules[0][0].place, hint)
    faults = tuple(_misplaced(modules, free))
    if faults:
        raise LayoutError(faults)
    dresser = dresser_of(job)
    slots: dict[str, StorySlot | CollectionSlot | AdSlot] = {}
    for slot, place in modules:
        made = _slot(dresser, slot, place)
        if made is None:
            message = f"{slot.name}: the head and the picture leave no room for text"
            hint = "give the module more lines or columns, or a smaller picture"
            faults = (*faults, Diagnostic("module-too-small", message, slot.place, hint))
        else:
            slots[slot.name] = made
    if faults:
        raise LayoutError(faults)
    areas = [(area_of(place), isinstance(slot.content, Ad)) for slot, place in modules]
    house = replace(
        job.house,
        slots=job.house.slots | slots,
        rules=(*job.house.rules, *rules_between(areas, free)),
    )
    return replace(job, house=house)


def dresser_of(job: PageJob) -> Dresser:
    """What dresses the stories of a job; its layout has a free part."""
    assert job.house.free is not None
    whole = names_of(job.page.stories) | job.house.terms
    setter = Setter(job.catalogue, job.segment, job.house.grid.leading, whole=whole)
    return Dresser(StorySetter(job.house, setter), job.house.free)


def area_of(place: ModulePlace) -> Area:
    """A module's place on the grid."""
    return Area(place.column, place.columns, place.line, place.lines)


def _slot(dresser: Dresser, slot: Slot, place: ModulePlace) -> StorySlot | AdSlot | None:
    area = area_of(place)
    if isinstance(slot.content, Ad):
        return AdSlot(slot.name, area, required=True)
    assert isinstance(slot.content, Story)  # a module holds no collection
    made = dresser.dress(slot.content, place.level, area, place.picture)
    return None if made is None else StorySlot(slot.name, made.frames, required=True)


def _misplaced(
    modules: Sequence[tuple[Slot, ModulePlace]], free: FreeStyle
) -> Iterator[Diagnostic]:
    """Modules outside the free part, and modules one over the other."""
    for number, (slot, place) in enumerate(modules):
        area = area_of(place)
        if not holds(free.area, area):
            message = (
                f"{slot.name}: columns {area.column}+{area.columns}, lines {area.line}+{area.lines}"
                f" do not lie inside the layout's free part"
            )
            room = free.area
            hint = (
                f"columns {room.column} to {room.column + room.columns}, "
                f"lines {room.line} to {room.line + room.lines}"
            )
            yield Diagnostic("outside", message, slot.place, hint)
        if place.picture is not None and place.picture[0] > place.columns:
            message = f"{slot.name}: the picture is wider than the module"
            hint = f"the module has {place.columns} columns"
            yield Diagnostic("outside", message, slot.place, hint)
        for other, at in modules[:number]:
            if overlap(area_of(at), area):
                message = f"{slot.name} lies over {other.name}"
                hint = "move one of them, or take lines or columns away"
                yield Diagnostic("modules-overlap", message, slot.place, hint)


def holds(outer: Area, inner: Area) -> bool:
    """Whether an area lies inside another one."""
    return (
        outer.column <= inner.column
        and inner.column + inner.columns <= outer.column + outer.columns
        and outer.line <= inner.line
        and inner.line + inner.lines <= outer.line + outer.lines
    )


def overlap(one: Area, other: Area) -> bool:
    """Whether two areas share a cell of the grid."""
    return (
        one.column < other.column + other.columns
        and other.column < one.column + one.columns
        and one.line < other.line + other.lines
        and other.line < one.line + one.lines
    )


def rules_between(modules: Sequence[tuple[Area, bool]], free: FreeStyle) -> Iterator[RuleLine]:
    """A rule over every module and at its left, but at the edges; advertisements in a box."""
    room = free.area
    for area, ad in modules:
        if ad:
            yield RuleLine(free.ad_box, area, "box")
            continue
        if area.line > room.line:
            above = Area(area.column, area.columns, area.line - BETWEEN, BETWEEN)
            yield RuleLine(free.under, above, "middle")
        if area.column > room.column:
            yield RuleLine(free.beside, area, "left")
