"""Where a head may break by sense, when its writer has not said.

Inputs:  a head's text, its words.
Outputs: the text with U+200B where a line may end.
Units:   none.
Source:  newspaper.md N13: heads break at phrases, never inside a word, a name or a quoted phrase;
         which small words cling to the word before or after them is our choice.
"""

from collections.abc import Callable, Sequence

BREAK = "\u200b"
Segment = Callable[[str], Sequence[str]]

_CLINGS_TO_LAST = frozenset("的了着过地得们等中里上下内外间时后前起来者性化吗呢吧啊")
_CLINGS_TO_NEXT = frozenset("不没未很更最再第在以为与和及或同向对从到由把被让将是有无各每")
_OPEN = "“‘「『（《〈【〔［"
_CLOSE = "”’」』）》〉】〕］"


def break_by_sense(text: str, segment: Segment, *, in_quotes: bool) -> str:
    """Mark where a line may end; inside quotes and brackets only when `in_quotes` is set."""
    if BREAK in text:
        return text
    words = [word for word in segment(text) if word]
    marked: list[str] = []
    depth = 0
    for left, right in zip(words, [*words[1:], ""], strict=True):
        marked.append(left)
        depth += sum(left.count(mark) for mark in _OPEN)
        depth -= sum(left.count(mark) for mark in _CLOSE)
        if right and (in_quotes or depth <= 0) and _parts(left, right):
            marked.append(BREAK)
    return "".join(marked)


def _parts(left: str, right: str) -> bool:
    """Whether a line may end between two words."""
    if right in _CLINGS_TO_LAST or left in _CLINGS_TO_NEXT:
        return False
    if left[-1] in _OPEN or right[0] in _CLOSE:
        return False
    return not (left[-1].isascii() and right[0].isascii())
