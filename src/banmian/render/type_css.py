"""CSS that follows from data: page size, faces, type styles. The layout's style.css adds the look.

Inputs:  `HouseStyle`, the faces' families.
Outputs: CSS text.
Units:   CSS pt.
Source:  our choice: sizes and faces stand once, in layout.yaml, and nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping

from banmian.house.style import HouseStyle
from banmian.render.view import css

_BASE = """
html,body{margin:0}
.text,.picture,.rule{position:absolute;margin:0;box-sizing:border-box}
.text{white-space:pre;font-weight:400;font-style:normal;font-kerning:normal;
font-variant-ligatures:none;color:device-cmyk(0 0 0 1)}
.text span{line-height:0}
.text .column{font-feature-settings:"vert"}
.picture{display:block;object-fit:cover;image-rendering:crisp-edges}
h1,h2,h3{bookmark-level:none}
@media screen{body{position:relative}.text{white-space:normal}.reading{display:none}}
"""


def type_css(house: HouseStyle, faces: Iterable[str], families: Mapping[str, str]) -> str:
    """The part of a page's CSS that repeats what layout.yaml says.

    Args:
        house: the layout.
        faces: keys of the faces the page uses.
        families: the family name of every face of the catalogue, by key.
    """
    return "".join(_rules(house, faces, families)) + _BASE


def _rules(house: HouseStyle, faces: Iterable[str], families: Mapping[str, str]) -> Iterator[str]:
    grid = house.grid
    yield (
        f"@page{{size:{css(grid.page_width)} {css(grid.page_height)};margin:0;"
        f"bleed:{css(grid.bleed)}}}\n"
    )
    inks = "".join(f"--{name}:{_ink(amounts)};" for name, amounts in house.palette)
    yield f":root{{{inks}}}\n" if inks else ""
    for key in faces:
        yield f'@font-face{{font-family:"{families[key]}";src:url("fonts/{key}")}}\n'
        yield f'.f-{key}{{font-family:"{families[key]}"}}\n'
    for style in house.styles.values():
        pitch = grid.leading if style.pitch is None else style.size * style.pitch
        yield (
            f'.t-{style.name}{{font-family:"{families[style.face]}";font-size:{css(style.size)};'
            f"line-height:{css(pitch)};text-align:{_ALIGN[style.align.value]}}}\n"
        )


def _ink(amounts: Iterable[float]) -> str:
    """Per cents as CSS has them; a script may have parts of a per cent, none of them in binary."""
    return f"device-cmyk({' '.join(f'{amount / 100:.4g}' for amount in amounts)})"


_ALIGN = {"justify": "justify", "left": "left", "centre": "center", "right": "right"}
