"""What it costs to break a head between two of its characters, by sense.

Inputs:  a head's text, the names and terms that stay whole, its words.
Outputs: `Joint`s: where a line may begin, at what cost, and whether its writer put a mark there.
Units:   plain numbers, larger is worse; a line more or fewer than wanted costs `LINE`.
Source:  newspaper.md N13: heads break at phrases, never inside a word, a name or a quoted phrase.
         Which small words cling to the word before or after them, and the prices, are our choice.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

MARK = "\u200b"
LINE = 200.0  # a line more or fewer than wanted
PHRASE = 5.0  # behind ，：、 …, at a blank; before 把 让 在 …
EDGE = 12.0  # beside a quoted phrase or a name, behind 的
AND = 20.0  # before 与 和 …
WORD = 30.0
LONE = 65.0  # behind a word of one character, a verb more often than not: 谈|代表
DOUBTFUL = 70.0  # a dictionary and a guess do not agree that a word ends here
CLINGING = 180.0  # 的 away from its word, a number from what it counts
POOR = DOUBTFUL  # from here on a smaller size is better
QUOTED = 300.0  # inside a quoted phrase: rather a line more
NOT_MARKED = 1000.0  # elsewhere than at the writer's marks
SHORTEST_BEHIND = 2  # characters of a word that may begin a line behind 的

_CLINGS_TO_LAST = frozenset(
    "的地得了着过等们上下里中内外间时后前性化者吗呢吧啊部"
    "出成住完好开入进"  # 带|出
    "队员站县镇市村区局厅院馆店校线路桥河湖江家人"  # 巡护|队
)
_CLINGS_TO_NEXT = frozenset(
    "不没未很更最再第在以为与和及或同向对从到由把被让将给用比是有无各每就也都还又一多少大小新老"
)
_OPENS_PHRASE = frozenset("到在以为对向从由把被让将给") | {"为了", "关于", "通过"}
_JOINS = frozenset("与和及或同") | {"以及", "还有"}
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "【": "】",
}
_OPEN = frozenset("“‘「『（《〈【〔［([{")
_CLOSE = frozenset("”’」』）》〉】〕］)]}")
_PAUSES = frozenset("，、；：。？！,;:?!—…·")
_COUNTED = frozenset(
    "万亿千百元角分年月日名个号时点秒岁余多条次家人户届件项吨页版棵趟座部间盏所支只颗根架列辆艘枚粒匹头双副套串块"
    "片张幅本册卷份封台班期批轮场回遍种类线路站幢栋层级位口米公平立亩顷里升斤度比倍周天"
)
_BEFORE_FIGURES = frozenset("第年月日时点比")  # 1月|1日, 3比|1


class Segment(Protocol):
    """Divides text into words: by a dictionary alone, or `guessing` at words it does not know."""

    def __call__(self, text: str, *, guessing: bool) -> Sequence[str]:
        """The words, which together are the text."""
        ...


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where a line may begin: before the character at `at`."""

    at: int
    cost: float
    marked: bool = False


@dataclass(slots=True)
class Sense:
    """Finds the joints of heads; `whole` are the names and terms that never part."""

    segment: Segment
    whole: frozenset[str] = frozenset()
    _known: dict[str, tuple[Joint, ...]] = field(default_factory=dict)

    def joints(self, text: str) -> tuple[Joint, ...]:
        """Every place where a line of the text may begin, words asked for."""
        if text not in self._known:
            self._known[text] = tuple(self._joints(text))
        return self._known[text]

    def _joints(self, text: str) -> Iterator[Joint]:
        shown = [index for index, char in enumerate(text) if char != MARK]
        plain = "".join(text[index] for index in shown)
        marks = {joint.at for joint in marks_in(text)}
        costs = self._costs(plain)
        for at, raw in enumerate(shown):
            if raw in marks:
                yield Joint(raw, 0.0, marked=True)
            elif at in costs:
                yield Joint(raw, costs[at] + (NOT_MARKED if marks else 0.0))

    def _costs(self, text: str) -> dict[int, float]:
        words = list(self._words(text))
        inside = set(_quoted(text))
        costs: dict[int, float] = {}
        for left, right in pairwise(words):
            at = right.begin
            if not _may_part(text[at - 1], text[at]):
                continue
            cost = _between(left.text, right.text, text[at + len(right.text) :])
            if cost < CLINGING and not self.whole.isdisjoint((left.text, right.text)):
                cost = min(cost, EDGE)
            costs[at] = max(cost, DOUBTFUL * right.doubtful) + QUOTED * (at in inside)
        return costs

    def _words(self, text: str) -> Iterator["_Word"]:
        for begin, end, is_whole in _spans(text, self.whole):
            if is_whole:
                yield _Word(text[begin:end], begin)
                continue
            by_dictionary = set(_begins(self.segment(text[begin:end], guessing=False), begin))
            guessed = set(_begins(self.segment(text[begin:end], guessing=True), begin))
            cuts = sorted(by_dictionary | guessed)
            for at, after in zip(cuts, [*cuts[1:], end], strict=True):
                is_sure = at in by_dictionary and at in guessed
                yield _Word(text[at:after], at, doubtful=not is_sure)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word where it begins; `doubtful` whether one begins there."""

    text: str
    begin: int
    doubtful: bool = False


def marks_in(text: str) -> tuple[Joint, ...]:
    """The places where the writer allows a break."""
    return tuple(
        Joint(index + 1, 0.0, marked=True)
        for index, char in enumerate(text[:-1])
        if char == MARK and index and text[index + 1] != MARK
    )


def _spans(text: str, whole: Collection[str]) -> Iterator[tuple[int, int, bool]]:
    """Stretches of one kind: names and terms, Latin words and numbers, marks, blanks, text."""
    names = sorted((name for name in whole if len(name) > 1), key=lambda name: (-len(name), name))
    begin = at = 0
    while at < len(text):
        end = at + next((len(name) for name in names if text.startswith(name, at)), 0)
        if end == at and _kind(text[at]):
            while end < len(text) and _kind(text[end]) == _kind(text[at]):
                end += 1
        if end == at:
            at += 1
            continue
        if begin < at:
            yield begin, at, False
        yield at, end, True
        begin = at = end
    if begin < at:
        yield begin, at, False


def _kind(char: str) -> str:
    if char.isspace():
        return "blank"
    if char in _OPEN or char in _CLOSE or char in _PAUSES:
        return "mark"
    return "western" if char.isascii() or char in "．％℃" else ""


def _may_part(last: str, first: str) -> bool:
    return last not in _OPEN and not (first in _CLOSE or first in _PAUSES or first.isspace())


def _begins(words: Sequence[str], begin: int) -> Iterator[int]:
    for word in words:
        yield begin
        begin += len(word)


def _between(left: str, right: str, rest: str) -> float:
    """What a break between a word and the next costs, as far as the two say."""
    if _clings(left, right):
        return CLINGING
    if left[-1].isspace() or left[-1] in _PAUSES:
        return PHRASE
    if right in _CLINGS_TO_NEXT and _ends_phrase(rest):
        return DOUBTFUL  # 代表作|为: no phrase ends so, the word before ends elsewhere
    return _between_words(left, right)


def _between_words(left: str, right: str) -> float:
    if len(left) == 1 and left not in _CLINGS_TO_LAST and _is_word(left) and _is_word(right):
        return LONE
    if right in _OPENS_PHRASE:
        return PHRASE
    if left[-1] in _CLOSE or right[0] in _OPEN or left[-1] == "的":
        return EDGE
    return AND if right in _JOINS else WORD


def _is_word(text: str) -> bool:
    return not (text.isascii() or text in _CLOSE or text in _OPEN)


def _clings(left: str, right: str) -> bool:
    """Whether one of two words belongs to the other: “旅行”|了, 以|“五提”, 12|个."""
    last, first = left[-1], right[0]
    if last.isdecimal() or last in "%％":
        return first in _COUNTED
    if first.isdecimal():
        return last in _BEFORE_FIGURES
    if right in _CLINGS_TO_LAST or left in _CLINGS_TO_NEXT:
        return True
    return last == "的" and len(right) < SHORTEST_BEHIND


def _ends_phrase(rest: str) -> bool:
    return not rest or rest[0] in _PAUSES or rest[0] in _CLOSE or rest[0].isspace()


def _quoted(text: str) -> Iterator[int]:
    """The characters of quoted phrases, but for those that open them."""
    closing: list[str] = []
    for index, char in enumerate(text):
        if closing:
            yield index
        if char in _PAIRS:
            closing.append(_PAIRS[char])
        elif closing and char == closing[-1]:
            closing.pop()
