"""The page as anybody would write it for WeasyPrint: plain CSS columns and no composer.

Inputs:  `RivalPage`.
Outputs: HTML with its CSS.
Units:   CSS pt.
Source:  CSS Multi-column Layout Module Level 1. Fonts are named, not fetched: fontconfig knows the
         project's, which spares WeasyPrint the reading of @font-face files (to its favour, as is
         that the page has neither tags nor rules).
"""

from collections.abc import Iterator
from html import escape

from benchmarks.page_text import Item, Picture, RivalPage, Section, Words

from banmian.house.setting import Align
from banmian.house.style import TypeStyle
from banmian.units import Length

_ALIGN = {
    Align.JUSTIFY: "justify",
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
}


def plain_html(page: RivalPage, *, balanced: bool) -> str:
    """Write the page; `balanced` columns are CSS's default, else they have a height of ours."""
    return "".join(_html(page, balanced))


def _html(page: RivalPage, balanced: bool) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(page.title)}</title>\n<style>\n"
    yield from _css(page, balanced)
    yield "</style>\n</head>\n<body>\n"
    for section in page.sections:
        yield from (_item(head) for head in section.heads)
        yield _columns(section, page, balanced)
        yield from (_item(item) for item in section.running)
        yield "</div>\n"
    yield "</body>\n</html>\n"


def _css(page: RivalPage, balanced: bool) -> Iterator[str]:
    grid = page.grid
    right = grid.page_width - grid.left - grid.width
    bottom = grid.page_height - grid.top - grid.height
    yield f"@page{{size:{_pt(grid.page_width)} {_pt(grid.page_height)};margin:{_pt(grid.top)} "
    yield f"{_pt(right)} {_pt(bottom)} {_pt(grid.left)}}}\nbody,p{{margin:0}}\n"
    fill = "balance" if balanced else "auto"
    yield f".columns{{columns:{grid.columns};column-gap:{_pt(grid.gutter)};column-fill:{fill}}}\n"
    yield "img{display:block;margin:0 auto}\n"
    for style, pitch in page.styles:
        yield f".{style.name}{{{_style(style)};line-height:{_pt(pitch)}}}\n"


def _style(style: TypeStyle) -> str:
    return (
        f"font-size:{_pt(style.size)};text-align:{_ALIGN[style.align]};"
        f"text-indent:{style.indent:g}em;letter-spacing:{style.tracking:g}em"
    )


def _columns(section: Section, page: RivalPage, balanced: bool) -> str:
    if balanced:
        return '<div class="columns">\n'
    return f'<div class="columns" style="height:{_pt(section.columns_height(page.grid))}">\n'


def _item(item: Item) -> str:
    if isinstance(item, Picture):
        size = f"width:{_pt(item.width)};height:{_pt(item.picture_height)}"
        return f'<img src="{escape(item.file.resolve().as_uri())}" alt="" style="{size}">\n'
    first = item.words[0].families
    inner = "".join(_words(words, first) for words in item.words)
    families = escape(_families(first))
    return f'<p class="{item.style.name}" style="font-family:{families}">{inner}</p>\n'


def _words(words: Words, families: tuple[str, ...]) -> str:
    text = escape(words.text)
    if words.families == families and words.scale == 1:
        return text
    look = f"font-family:{escape(_families(words.families))};font-size:{words.scale:g}em"
    return f'<span style="{look}">{text}</span>'


def _families(families: tuple[str, ...]) -> str:
    return ",".join(f"'{family}'" for family in families)


def _pt(length: Length) -> str:
    return f"{length.pt:g}pt"
