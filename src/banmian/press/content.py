"""A page's content stream made fit for the press: what is content, and what black prints over.

Two things are done in one walk. Every marked piece gets the tag and the number it has in our tag
tree, or becomes an artifact. Text and rules in full black overprint, so that a plate out of
register shows no white; everything else knocks out, grey pictures too.

Inputs:  operators of a page that WeasyPrint has painted; `PageFacts`; what is to overprint.
Outputs: operators.
Units:   PDF points after the page's own scale.
Source:  ISO 32000-1, 8.6.7 (OP, op, OPM), 10.3.2 (grey of CMYK), 14.6 (marked content); that
         a bar up to 2 mm is a rule and a wider one a panel is our choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

from banmian.errors import LayoutError
from banmian.house.setting import Overprint
from banmian.press.facts import PageFacts
from banmian.units import mm

OVER, KNOCK = Name.Over, Name.Knock
STATES = {
    OVER: {"/Type": Name.ExtGState, "/OP": True, "/op": True, "/OPM": 1},
    KNOCK: {"/Type": Name.ExtGState, "/OP": False, "/op": False, "/OPM": 0},
}
RULE = mm(2).pt
SOLID_FROM = 0.5  # on a page of black alone: a tint of type from which it is black
PAPER_UNDER = 0.05

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Ink = tuple[float, ...]
BLACK: Ink = (0, 0, 0, 1)

_BUILD = frozenset({"m", "l", "c", "v", "y", "h", "re"})
_FILL = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKE = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_FORGET = frozenset({"n"})
_COLOUR = frozenset({"cs", "CS", "scn", "SCN", "sc", "SC", "k", "K", "g", "G"})


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as it matters here; `clip` is the thinner side of the clip.

    On a page of black alone, `laid` and `drawn` are what was written for `fill` and `stroke`.
    """

    scale: float = 1.0
    fill: Ink = ()
    stroke: Ink = ()
    laid: Ink | None = None
    drawn: Ink | None = None
    over: bool = False
    clip: float = float("inf")


def for_press(
    instructions: Iterable[Any], facts: PageFacts, overprint: Overprint, *, black: bool = False
) -> list[ContentStreamInstruction]:
    """Rewrite a page's operators; with `black` every colour becomes a tint of that one ink.

    Raises:
        LayoutError: the page has other pieces than those made up.
    """
    walk = _Walk(facts, overprint, black=black)
    for instruction in instructions:
        walk.take(str(instruction.operator), instruction)
    if walk.pieces != len(facts.tags):
        raise LayoutError.of(
            "template-order",
            f"the template paints {walk.pieces} pieces of text and pictures, not {len(facts.tags)}",
            hint="print every block once, in the order given, and nothing of your own",
        )
    return walk.out


class _Walk:
    """One content stream being rewritten."""

    def __init__(self, facts: PageFacts, overprint: Overprint, *, black: bool) -> None:
        self.out: list[Any] = []
        self.pieces = 0  # met so far
        self._tags = facts.tags
        self._drawings = facts.drawings
        self._overprint = overprint
        self._black = black
        self._number = 0  # of the next piece that is no artifact
        self._state = _State()
        self._kept: list[_State] = []
        self._open: list[int] = []  # where in `out` each open marked piece begins; -1: not a piece
        self._path: list[Point] = []
        self._path_at = 0
        self._clips = False

    def take(self, name: str, instruction: Any) -> None:
        """Take the next operator."""
        operands = instruction.operands
        if self._black and name in _COLOUR:
            self._note(name, operands)
            if not _of_pattern(name, operands):
                return  # written anew where something is painted in it
            self._state = replace(self._state, laid=None, drawn=None)
        if name in _BUILD:
            self._build(name, operands)
        elif name in ("W", "W*"):
            self._clips = True
        elif name in _FILL or name in _STROKE or name in _FORGET:
            self._paint(name)
        elif name in _SHOW:
            self._painted()
            self._set_black(len(self.out), solid=True)
            ink = self._inked(self._state.fill, solid=True)
            self._set_over(len(self.out), self._prints_over(ink))
        elif name == "Do":
            if self._painted() and self.pieces - 1 in self._drawings:
                instruction = _instruction("Do", drawing_name(self.pieces - 1))
            self._set_over(len(self.out), over=False)
        elif name in ("BDC", "BMC"):
            is_piece = name == "BDC" and _is_piece(operands)
            self._open.append(len(self.out) if is_piece else -1)
        elif name == "EMC" and self._open:
            self._close(self._open.pop())
        else:
            self._note(name, operands)
        self.out.append(instruction)

    # ------------------------------------------------------------ pieces

    def _painted(self) -> bool:
        """Something is painted: the innermost open piece is a real one; mark it so."""
        begins = bool(self._open) and self._open[-1] >= 0
        if begins:
            start = self._open[-1]
            tag = self._tags[self.pieces] if self.pieces < len(self._tags) else ""
            self.pieces += 1
            if tag:
                number = pikepdf.Dictionary(MCID=self._number)
                self.out[start] = _instruction("BDC", Name(f"/{tag}"), number)
                self._number += 1
            else:
                self.out[start] = _instruction("BMC", Name.Artifact)
            self._open[-1] = -1
        return begins

    def _close(self, start: int) -> None:
        """A piece that ends and has painted nothing is an artifact."""
        if start >= 0:
            self.out[start] = _instruction("BMC", Name.Artifact)

    # ------------------------------------------------------------ state

    def _note(self, name: str, operands: Sequence[Any]) -> None:
        state = self._state
        if name == "q":
            self._kept.append(state)
        elif name == "Q" and self._kept:
            self._state = self._kept.pop()
        elif name == "cm":
            a, b, c, d = (float(value) for value in operands[:4])
            self._state = replace(state, scale=state.scale * abs(a * d - b * c) ** 0.5)
        elif name in ("scn", "sc", "k", "g", "rg"):
            self._state = replace(state, fill=_ink(operands))
        elif name in ("SCN", "SC", "K", "G", "RG"):
            self._state = replace(state, stroke=_ink(operands))

    def _prints_over(self, ink: Ink) -> bool:
        if self._overprint is Overprint.BLACK:
            return len(ink) == 4 and not any(ink[:3]) and ink[3] > 0
        return ink == BLACK

    def _set_over(self, at: int, over: bool) -> None:
        """Make what follows overprint or knock out, if it does not already."""
        if over != self._state.over:
            self.out.insert(at, _instruction("gs", OVER if over else KNOCK))
            self._open = [start + 1 if start >= at else start for start in self._open]
            self._state = replace(self._state, over=over)

    def _inked(self, ink: Ink, *, solid: bool) -> Ink:
        return in_black(ink, solid=solid) if self._black and ink else ink

    def _set_black(self, at: int, *, solid: bool) -> None:
        """Write the colours to come as tints of black, where they are not written already."""
        if not self._black:
            return
        fill = self._inked(self._state.fill, solid=solid)
        stroke = self._inked(self._state.stroke, solid=solid)
        written = []
        if fill and fill != self._state.laid:
            written.append(_instruction("k", *map(_decimal, fill)))
        if stroke and stroke != self._state.drawn:
            written.append(_instruction("K", *map(_decimal, stroke)))
        self.out[at:at] = written
        self._open = [start + len(written) if start >= at else start for start in self._open]
        self._state = replace(self._state, laid=fill, drawn=stroke)

    # ------------------------------------------------------------ paths

    def _build(self, name: str, operands: Sequence[Any]) -> None:
        if not self._path:
            self._path_at = len(self.out)
        numbers = [float(value) for value in operands]
        if name == "re":
            x, y, width, height = numbers
            self._path.extend([(x, y), (x + width, y + height)])
        else:
            self._path.extend(zip(numbers[::2], numbers[1::2], strict=True))

    def _paint(self, name: str) -> None:
        """A path is painted, or becomes the clip, or both; forget it."""
        thin = min(_thinner_side(self._path) * self._state.scale, self._state.clip)
        inks = [self._state.fill] if name in _FILL else []
        inks += [self._state.stroke] if name in _STROKE else []
        if inks:
            is_rule = name not in _FILL or thin <= RULE
            self._set_black(self._path_at, solid=is_rule)
            inks = [self._inked(ink, solid=is_rule) for ink in inks]
            may = is_rule or self._overprint is Overprint.BLACK
            over = may and all(self._prints_over(ink) for ink in inks)
            self._set_over(self._path_at, over)
        if self._clips:
            self._state = replace(self._state, clip=thin)
        self._path, self._clips = [], False


def drawing_name(piece: int) -> Name:
    """What the page calls the PDF that takes the place of a piece."""
    return Name(f"/Drawing{piece}")


def _thinner_side(path: Sequence[Point]) -> float:
    if not path:
        return 0.0
    xs, ys = [x for x, _ in path], [y for _, y in path]
    return min(max(xs) - min(xs), max(ys) - min(ys))


def _ink(operands: Sequence[Any]) -> Ink:
    """Amounts of ink; a grey is an amount of black, RGB and patterns are none we know."""
    amounts = tuple(float(value) for value in operands if isinstance(value, int | float | Decimal))
    return (0, 0, 0, 1 - amounts[0]) if len(amounts) == 1 else amounts


def in_black(ink: Ink, *, solid: bool) -> Ink:
    """A colour as a tint of black; type and lines are full black, or white, for tints fray."""
    if len(ink) != len(BLACK):
        return ink  # RGB and the like: the preflight tells
    cyan, magenta, yellow, black = ink
    tint = min(1.0, black + 0.3 * cyan + 0.59 * magenta + 0.11 * yellow)
    if solid:
        tint = 1.0 if tint >= SOLID_FROM else 0.0 if tint < PAPER_UNDER else tint
    return (0, 0, 0, round(tint, 4))


def _of_pattern(name: str, operands: Sequence[Any]) -> bool:
    """Whether a colour operator is about a pattern, which is taken as it is."""
    if name in ("cs", "CS"):
        return bool(operands) and operands[0] == Name.Pattern
    return any(isinstance(one, Name) for one in operands)


def _decimal(amount: float) -> Decimal:
    return Decimal(f"{amount:g}")


def _is_piece(operands: Sequence[Any]) -> bool:
    return (
        len(operands) > 1
        and isinstance(operands[1], pikepdf.Dictionary)
        and ("/MCID" in operands[1])
    )


def _instruction(name: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))
