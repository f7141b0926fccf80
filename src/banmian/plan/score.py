"""Weigh a draft by what a make-up editor looks for, with reasons in words.

Inputs:  a `Draft`, the stories' ranks and levels, the lines each leaves white.
Outputs: `Score`: points, 100 for a page without fault, and its reasons in Chinese.
Units:   columns, lines; points.
Source:  newspaper.md N10 (position value), N12, N21, N22, 2.7; points are our choice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from banmian.house.grid import Area

UPPER_LEFT, UPPER_RIGHT, LOWER_RIGHT, LOWER_LEFT = 4.0, 3.0, 2.0, 1.0
LESS = 0.35  # of position value that nobody sees
PRICE = 60.0  # of a draft, for a point
SEEN = 2  # lines a column may end above its foot


@dataclass(frozen=True, slots=True)
class Placed:
    """A story in its place; `white` and `over` are lines of base columns."""

    name: str
    rank: int
    level: int
    area: Area
    ad: bool = False
    white: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counts for or against a plan."""

    about: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """What a plan is worth."""

    points: float
    reasons: tuple[Reason, ...]


def score(placed: Sequence[Placed], room: Area, price: float) -> Score:
    """Weigh a plan; the draft's price tells how far heads, pictures and columns had to give."""
    news = sorted((one for one in placed if not one.ad), key=lambda one: one.rank)
    reasons = (
        *_lead(news, room),
        *_positions(news, room),
        *_white(news),
        *_alike(news),
        *_broken(placed, room),
        *_shapes(news),
        Reason("松紧", "题、图、栏为填满版面所作的让步", -round(price / PRICE, 1)),
    )
    points = 100 + sum(reason.points for reason in reasons)
    return Score(round(points, 1), reasons)


def with_reasons(own: Score, more: Sequence[Reason]) -> Score:
    """A score to which more counts."""
    points = own.points + sum(reason.points for reason in more)
    return Score(round(points, 1), (*own.reasons, *more))


def position_value(area: Area, room: Area) -> float:
    """How good a place is: upper left before upper right before lower right before lower left."""
    right = (area.column + area.columns / 2 - room.column) / room.columns
    down = (area.line + area.lines / 4 - room.line) / room.lines
    upper = UPPER_LEFT * (1 - right) + UPPER_RIGHT * right
    lower = LOWER_LEFT * (1 - right) + LOWER_RIGHT * right
    return upper * (1 - down) + lower * down


def _lead(news: Sequence[Placed], room: Area) -> Iterator[Reason]:
    lead, others = news[0], news[1:]
    if (lead.area.column, lead.area.line) == (room.column, room.line):
        widest = all(one.area.columns < lead.area.columns for one in others)
        text = f"{lead.name} 在左上，{lead.area.columns} 栏"
        yield Reason("头条", text + ("，全版最宽" if widest else ""), 0.0 if widest else -6.0)
    else:
        yield Reason("头条", f"{lead.name} 不在左上", -30.0)


def _positions(news: Sequence[Placed], room: Area) -> Iterator[Reason]:
    wrong = 0
    for one, other in combinations(news, 2):
        less = position_value(other.area, room) - position_value(one.area, room) - LESS
        if one.rank < other.rank and less > 0:
            wrong += 1
            points = -round(3 * less * min(other.rank - one.rank, 4), 1)
            yield Reason("位置", f"{other.name} 的位置强于更重的 {one.name}", points)
    if not wrong:
        yield Reason("位置", "轻重与位置相合", 0.0)


def _white(news: Sequence[Placed]) -> Iterator[Reason]:
    for one in news:
        if one.over:
            yield Reason("空白", f"{one.name} 多 {one.over} 行", -20.0 - one.over)
        elif one.white > SEEN * one.area.columns:
            yield Reason("空白", f"{one.name} 空 {one.white} 行", -float(one.white))
    white = sum(one.white for one in news)
    yield Reason("空白", f"全版共空 {white} 行" if white else "全版排满", -0.2 * white)


def _alike(news: Sequence[Placed]) -> Iterator[Reason]:
    alike = False
    for one, other in combinations(news, 2):
        a, b = one.area, other.area
        beside = a.column + a.columns == b.column or b.column + b.columns == a.column
        if beside and abs(a.line - b.line) <= 1:
            if one.level == other.level:
                alike = True
                yield Reason("碰题", f"{one.name} 与 {other.name} 同级并排", -15.0)
            elif a.line > min(three.area.line for three in news):
                yield Reason("碰题", f"{one.name} 与 {other.name} 并排，题不同级", -1.0)
    if not alike:
        yield Reason("碰题", "没有同级的题并排", 0.0)


def _broken(placed: Sequence[Placed], room: Area) -> Iterator[Reason]:
    """Lines and gutters that nothing bridges, between more than one story on either side."""
    areas = [one.area for one in placed]
    for line in range(room.line + 1, room.line + room.lines):
        above = [area for area in areas if area.line + area.lines == line]
        below = [area for area in areas if area.line > line]
        crossed = any(area.line <= line < area.line + area.lines for area in areas)
        if not crossed and len(above) > 1 and len([a for a in below if a.line <= line + 1]) > 1:
            yield Reason("断版", f"第 {line} 行横断全版", -12.0)
    for column in range(room.column + 1, room.column + room.columns):
        left = [area for area in areas if area.column + area.columns == column]
        right = [area for area in areas if area.column == column]
        crossed = any(area.column < column < area.column + area.columns for area in areas)
        if not crossed and len(left) > 1 and len(right) > 1:
            yield Reason("断版", f"第 {column} 栏前纵断全版", -12.0)


def _shapes(news: Sequence[Placed]) -> Iterator[Reason]:
    """Stories that stand one over another in one width, three and more (通线)."""
    for one in news:
        stack = [one]
        while True:
            foot = stack[-1].area
            below = next(
                (
                    other
                    for other in news
                    if (other.area.column, other.area.columns) == (foot.column, foot.columns)
                    and 0 <= other.area.line - foot.line - foot.lines <= 1
                ),
                None,
            )
            if below is None:
                break
            stack.append(below)
        if len(stack) == 3:
            names = "、".join(three.name for three in stack)
            yield Reason("通线", f"{names} 同宽相叠", -5.0)
