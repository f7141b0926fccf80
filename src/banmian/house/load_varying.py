"""Read what a layout lets vary: a collection's arrangement, the free part of a page.

Inputs:  `ArrangeFile`, `FreeFile`; the layout they stand in.
Outputs: `Arrangement`, `FreeStyle`.
Units:   grid units.
Source:  docs/layouts.md.
"""

from typing import Protocol

from banmian.house.grid import Area, PageGrid
from banmian.house.layout_file import AreaFile, ArrangeFile, FreeFile, LevelFile, PatternFile
from banmian.house.style import (
    Arrangement,
    Division,
    FreeStyle,
    HeadLevel,
    HeadPart,
    Pattern,
    PatternPart,
    Portrait,
)
from banmian.units import Length


class LayoutReader(Protocol):
    """The reading of the layout: it knows grid and styles, and gathers what is wrong."""

    grid: PageGrid

    def area(self, file: AreaFile, inside: Area, *keys: str | int) -> Area:
        """A place within another."""

    def check_style(self, name: str, *keys: str | int) -> None:
        """Note a style that is not there."""

    def size_of(self, name: str) -> Length:
        """A style's size."""

    def fault(self, code: str, message: str, hint: str, *keys: str | int) -> None:
        """Note what is wrong at a place of the file."""


def read_arrangement(
    layout: LayoutReader, file: ArrangeFile, area: Area, *keys: str | int
) -> Arrangement:
    """What a collection may vary, its styles and places checked."""
    inside = layout.area(AreaFile(line=file.line), area, *keys, "line")
    layout.check_style(file.crosshead, *keys, "crosshead")
    if file.foot is not None:
        layout.check_style(file.foot, *keys, "foot")
    divisions = []
    for number, division in enumerate(file.columns):
        at = (*keys, "columns", number)
        layout.check_style(division.style, *at, "style")
        size = layout.size_of(division.style)
        width, free = size * division.measure, layout.grid.width_of(inside.columns)
        if width * division.count > free:
            wide = f"{division.count} columns of {division.measure} em"
            hint = f"the slot is {free.mm:.1f} mm wide"
            layout.fault("columns-too-wide", f"{wide} are wider than the slot", hint, *at)
        divisions.append(
            Division(layout.grid.divided(inside, division.count, width), division.style)
        )
    return Arrangement(
        area=inside,
        divisions=tuple(divisions),
        patterns=tuple(
            _pattern(layout, pattern, *keys, "patterns", number)
            for number, pattern in enumerate(file.patterns)
        ),
        portraits=file.portraits,
        crosshead=file.crosshead,
        crosshead_lines=file.crosshead_lines,
        foot=file.foot,
        between_items=file.rules.items,
        between_stacks=file.rules.stacks,
        between_bands=file.rules.bands,
    )


def read_free(layout: LayoutReader, file: FreeFile, page: Area) -> FreeStyle:
    """How stories stand in places that the page gives them."""
    layout.check_style(file.style, "free", "style")
    layout.check_style(file.crosshead, "free", "crosshead")
    picture = file.picture
    if picture is not None:
        layout.check_style(picture.caption_style, "free", "picture", "caption_style")
    return FreeStyle(
        area=page if file.area is None else layout.area(file.area, page, "free", "area"),
        style=file.style,
        crosshead=file.crosshead,
        crosshead_lines=file.crosshead_lines,
        levels=tuple(
            _level(layout, level, "free", "levels", number)
            for number, level in enumerate(file.levels)
        ),
        picture_columns=() if picture is None else picture.columns,
        crop=0.0 if picture is None else picture.crop,
        caption_style=file.style if picture is None else picture.caption_style,
        beside=file.rules.beside,
        under=file.rules.under,
        ad_box=file.rules.ad,
    )


def _level(layout: LayoutReader, file: LevelFile, *keys: str | int) -> HeadLevel:
    for number, part in enumerate(file.parts):
        for style in part.styles:
            layout.check_style(style, *keys, "parts", number, "styles")
    parts = (HeadPart(part.part, part.styles, part.lines, part.least) for part in file.parts)
    return HeadLevel(*file.columns, tuple(parts))


def _pattern(layout: LayoutReader, file: PatternFile, *keys: str | int) -> Pattern:
    parts = []
    for number, part in enumerate(file.parts):
        for style in part.styles:
            layout.check_style(style, *keys, "parts", number, "styles")
        places = (part.column, part.line, part.lines, part.least or part.lines)
        more = (part.stretch, part.wanted, part.beside)
        parts.append(PatternPart(part.part, part.styles, *places, *more))
    portrait = None
    if file.portrait is not None:
        layout.check_style(file.portrait.caption_style, *keys, "portrait", "caption_style")
        portrait = Portrait(
            file.portrait.columns, file.portrait.line, file.portrait.ratio,
            file.portrait.caption_style, file.portrait.caption_lines,
            file.portrait.align == "left",
        )  # fmt: skip
    return Pattern(file.widths[0], file.widths[1], tuple(parts), portrait)
