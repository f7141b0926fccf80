"""Which text a layout prints white: the selectors of style.css that set no ink.

Inputs:  a layout's style.css.
Outputs: sets of classes; text that has all classes of one set is white.
Units:   none.
Source:  our choice: the look is in CSS, which only WeasyPrint understands wholly; a check needs no
         more of it than the classes of the plain selectors in which layouts name text (`.deck`,
         `.headline.t-cover`). What is written in another way is not found.
"""

import re
from pathlib import Path

_MOST = 1_000_000  # bytes; a style.css has some thousand
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"([^{};]+)\{([^{}]*)\}")
_WHITE = re.compile(
    r"(?:^|;)\s*color\s*:\s*"
    r"(?:device-cmyk\(\s*0%?(?:[\s,]+0%?){3}\s*\)|white|#fff(?:fff)?)\s*(?:!important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_CLASSES = re.compile(r"(?:\.[A-Za-z][\w-]*)+")


def white_type(css: Path) -> tuple[frozenset[str], ...]:
    """The classes of white text; what is wrong with a style.css is told when it is used."""
    if not css.is_file():
        return ()
    with css.open("rb") as file:
        text = file.read(_MOST).decode("utf-8", errors="replace")
    found = []
    for selectors, declarations in _BLOCK.findall(_COMMENT.sub("", text)):
        if _WHITE.search(declarations.strip()):
            for selector in selectors.split(","):
                last = (selector.split() or [""])[-1]
                if _CLASSES.fullmatch(last):
                    found.append(frozenset(last[1:].split(".")))
    return tuple(found)
