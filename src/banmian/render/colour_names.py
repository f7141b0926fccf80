"""Names of colours in a layout's style sheet that its palette does not have.

WeasyPrint says nothing of an unknown name within `border-top: 1pt solid var(--rde)`: the rule would
come out black.

Inputs:  `HouseStyle`; the layout's style.css.
Outputs: nothing; or a `LayoutError` with every line.
Units:   none.
Source:  CSS Custom Properties 1, 3 (`var()`).
"""

import re
from collections.abc import Iterator

from banmian.errors import Diagnostic, LayoutError, Place
from banmian.house.style import HouseStyle

STYLE = "style.css"
SIZE_LIMIT = 2_000_000  # a style sheet that large is none; WeasyPrint may have it
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MADE = re.compile(r"--([\w-]+)\s*:")
_USED = re.compile(r"var\(\s*--([\w-]+)")


def check_colour_names(house: HouseStyle) -> None:
    """Stop at names that stand for nothing.

    Raises:
        LayoutError: with the line and column of each.
    """
    found = tuple(_unknown(house))
    if found:
        raise LayoutError(found)


def _unknown(house: HouseStyle) -> Iterator[Diagnostic]:
    path = house.folder / STYLE
    if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    bare = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    known = {name for name, _ in house.palette} | set(_MADE.findall(bare))
    for number, line in enumerate(bare.split("\n"), 1):
        for used in _USED.finditer(line):
            if used[1] not in known:
                names = ", ".join(sorted(known)) or "none"
                yield Diagnostic(
                    "colour-unknown",
                    f"--{used[1]} stands for nothing",
                    Place(f"layouts/{house.name}/{STYLE}", number, used.start() + 1),
                    f"names of the palette: {names}",
                )
