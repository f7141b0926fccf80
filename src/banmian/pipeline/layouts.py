"""The layouts there are, a line each.

Inputs:  `Settings`.
Outputs: `LayoutLine`s, by name.
Units:   mm; columns and lines of the grid.
Source:  docs/layouts.md; a layout that cannot be read is listed with its first fault.
"""

from dataclasses import dataclass

from banmian.errors import BanmianError, Diagnostic
from banmian.house.load import layout_names, load_house
from banmian.house.style import HouseStyle
from banmian.pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A layout's name, and what it is or why it cannot be read."""

    name: str
    read: HouseStyle | Diagnostic

    def __str__(self) -> str:
        house = self.read
        if isinstance(house, Diagnostic):
            said, _, _ = str(house).partition("\n")  # without its hint
            return f"读不出：{said}"
        grid = house.grid
        slots = f"{len(house.slots)} 个稿位" if house.slots else ""
        what = "、".join(filter(None, (slots, "自由区" if house.free is not None else "")))
        return (
            f"{house.title}　{grid.page_width.mm:g}×{grid.page_height.mm:g} mm　"
            f"{grid.columns} 栏×{grid.measure:g} 字，{grid.lines} 行　{what}"
        )

    def as_json(self) -> dict[str, object]:
        """For programs."""
        house = self.read
        if isinstance(house, Diagnostic):
            return {"name": self.name, "fault": house.as_json()}
        grid = house.grid
        return {
            "name": self.name,
            "title": house.title,
            "size_mm": {"width": grid.page_width.mm, "height": grid.page_height.mm},
            "columns": grid.columns,
            "measure": grid.measure,
            "lines": grid.lines,
            "slots": list(house.slots),
            "free": house.free is not None,
        }


def list_layouts(settings: Settings) -> tuple[LayoutLine, ...]:
    """Read all layouts of the project."""
    layouts = settings.project / "layouts"
    found = []
    for name in layout_names(layouts):
        read: HouseStyle | Diagnostic
        try:
            read = load_house(layouts, name)
        except BanmianError as fault:
            read = fault.diagnostics[0]
        found.append(LayoutLine(name, read))
    return tuple(found)
