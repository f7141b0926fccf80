"""The page as anybody would write it for Typst.

Inputs:  `RivalPage`.
Outputs: Typst source.
Units:   pt.
Source:  typst.app/docs/reference. Typst justifies by total fit of its own; its columns are not
         balanced, so that each section's have a height. It strips words such as Black from family
         names and then cannot tell two of our faces from each other: it gets copies of the font
         files under plain names.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page_text import Item, Picture, RivalPage, Words
from fontTools.ttLib import TTFont

from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.house.setting import Align
from banmian.house.style import TypeStyle
from banmian.units import Length

_SPECIAL = frozenset("\\#*_`$<>@[]~-+=/'\"")
_ALIGN = {Align.JUSTIFY: "left", Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


def font_copies(families: Mapping[str, Path], folder: Path) -> dict[str, str]:
    """Copy font files under names that Typst keeps apart; gives the new family for each."""
    names = {family: f"Face{'ABCDEFGHIJKLMNOP'[at]}" for at, family in enumerate(families)}
    for family, path in families.items():
        with TTFont(path) as font:
            for number in (1, 4, 6, 16):
                font["name"].setName(names[family], number, 3, 1, 0x409)
            font["name"].names = [record for record in font["name"].names if record.langID == 0x409]
            font.save(folder / f"{names[family]}.ttf")
    return names


@dataclass(frozen=True, slots=True)
class TypstJob:
    """A page, the folder that stands as / in the source, and what Typst calls the families."""

    page: RivalPage
    root: Path
    names: Mapping[str, str]


def typst_source(job: TypstJob) -> str:
    """Write the page."""
    return "".join(_source(job))


def _source(job: TypstJob) -> Iterator[str]:
    page, grid = job.page, job.page.grid
    yield f"#set document(title: {_string(page.title)}, date: none)\n"
    yield f"#set page(width: {_pt(grid.page_width)}, height: {_pt(grid.page_height)}, margin: ("
    yield f"left: {_pt(grid.left)}, top: {_pt(grid.top)}, "
    yield f"right: {_pt(grid.page_width - grid.left - grid.width)}, "
    yield f"bottom: {_pt(grid.page_height - grid.top - grid.height)}))\n"
    yield '#set text(lang: "zh", region: "cn", '  # the line's box is the em box
    yield f"top-edge: {IDEOGRAPHIC_ASCENT:g}em, bottom-edge: {IDEOGRAPHIC_ASCENT - 1:g}em)\n"
    yield "#set block(spacing: 0pt)\n"
    for style, pitch in page.styles:
        yield _style(style, pitch)
    for section in page.sections:
        yield from (_item(head, job) for head in section.heads)
        yield f"#block(height: {_pt(section.columns_height(grid))}, "
        yield f"columns({grid.columns}, gutter: {_pt(grid.gutter)})[\n"
        yield from (_item(item, job) for item in section.running)
        yield "])\n"


def _style(style: TypeStyle, pitch: Length) -> str:
    leading = _pt(pitch - style.size)
    justify = "true" if style.align is Align.JUSTIFY else "false"
    return (
        f"#let {style.name}(families, body) = {{\n"
        f"  set text(font: families, size: {_pt(style.size)}, tracking: {style.tracking:g}em)\n"
        f"  set par(justify: {justify}, leading: {leading}, spacing: {leading},\n"
        f"    first-line-indent: (amount: {style.indent:g}em, all: true))\n"
        f"  set align({_ALIGN[style.align]})\n"
        f"  block(width: 100%, above: {leading}, below: 0pt, par(body))\n"
        "}\n"
    )


def _item(item: Item, job: TypstJob) -> str:
    if isinstance(item, Picture):
        path = "/" + os.path.relpath(item.file.resolve(), job.root.resolve())
        size = f"width: {_pt(item.width)}, height: {_pt(item.picture_height)}"
        return f"#align(center, image({_string(path)}, {size}))\n"
    first = item.words[0].families
    inner = "".join(_words(words, first, job) for words in item.words)
    return f"#{item.style.name}({_families(first, job)})[{inner}]\n"


def _words(words: Words, families: tuple[str, ...], job: TypstJob) -> str:
    text = "".join(f"\\{char}" if char in _SPECIAL else char for char in words.text)
    if words.families == families and words.scale == 1:
        return text
    return f"#text(font: {_families(words.families, job)}, size: {words.scale:g}em)[{text}]"


def _families(families: tuple[str, ...], job: TypstJob) -> str:
    return f"({''.join(_string(job.names[family]) + ', ' for family in families)})"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _pt(length: Length) -> str:
    return f"{length.pt:g}pt"
