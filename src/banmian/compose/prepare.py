"""Step 2, prepare: atoms become items with widths, and gaps that say what they may give or take.

The one mechanism behind most of the mark rules: a full-em mark is an ink body of half an em, and its
blank half belongs to the gap beside it. A gap vanishes at a line edge, so line-end and line-start
trims (R19, R20) need no rule of their own; adjacent marks (R16) share a gap and so can share its
blank; compression (R21) is shrinking gaps.

Inputs:  `Collected`, `Setting`; the faces' own shaping through HarfBuzz.
Outputs: `Prepared`: items, gaps, and what breaking after each item costs.
Units:   em of the paragraph's size.
Source:  CLREQ "Punctuation Adjustment Space", "Adjustment of adjacent punctuation marks",
         "Line Adjustment", "Mixed Text Composition in Horizontal Writing Mode": R12–R18, R21–R29.
"""

from dataclasses import dataclass
from typing import NamedTuple

from banmian.compose.classes import (
    BLANK_AFTER,
    BLANK_BEFORE,
    HALF_EM,
    MARKS,
    NEVER_FIRST,
    NEVER_LAST,
    CharClass,
)
from banmian.compose.collect import Atom, Collected
from banmian.compose.style import Setting, TypeRun
from banmian.house.setting import Marks
from banmian.typeface.face import Face

FORBIDDEN = 1e6
HALF = 0.5
EM = 1.0
WORD_GAP = 0.25  # R21: a Western word space never goes under a quarter em …
WORD_GAP_MAX = 0.5  # … and R22: never over half an em
LATIN_GAP_MIN = 0.125  # R27
LATIN_GAP_MAX = 0.5
HAN_BLANK = 0.5  # a typed blank between Han characters: our choice, half an em
SOFT = 40.0  # R9, soft: 万, 年 … away from their number
STRICT = 20.0  # R3: —— and …… at a line start

_COUNTED = frozenset("万亿元年月日名个号时分岁余多条次家人户")
_ASCII_CLOSERS = frozenset(",.!?;:)]}")
_ASCII_OPENERS = frozenset("([{")
_INTERROBANG = frozenset("？！")


class Item(NamedTuple):
    """What the line is made of: a character, a mark's body, or a whole Western word.

    `origins` are the pen positions of its glyphs from the left edge of its body.
    """

    text: str
    start: int
    klass: CharClass
    run: int
    face: Face
    scale: float
    width: float
    origins: tuple[float, ...]


class Gap(NamedTuple):
    """The white between two items.

    Attributes:
        after: blank half of the mark on the left, and the level at which it may be squeezed out.
        before: blank half of the opening mark on the right (always squeezed at level 1).
        space: Han–Western gap, word space or typed blank: its natural, least and most width.
        opens: whether even spacing may widen it (R22 (3)).
        typed: the blank the writer typed here, to be kept for extraction.
    """

    after: float = 0.0
    after_level: int = 0
    before: float = 0.0
    space: float = 0.0
    space_min: float = 0.0
    space_max: float = 0.0
    space_level: int = 0
    opens: bool = True
    typed: str = ""

    @property
    def natural(self) -> float:
        """Its width before anything is squeezed or stretched."""
        return self.after + self.before + self.space


# R21's order, as far as it is not done by vanishing at line ends: level → what is squeezed.
LEVEL_WORD, LEVEL_BRACKET, LEVEL_PAUSE, LEVEL_LATIN, LEVEL_STOP = range(5)
LEVELS = 5
_LEVEL_OF = {
    CharClass.CLOSE: LEVEL_BRACKET,
    CharClass.PAUSE: LEVEL_PAUSE,
    CharClass.STOP: LEVEL_STOP,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph ready for breaking: `gaps[i]` and `costs[i]` stand after `items[i]`."""

    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    costs: tuple[float, ...]
    setting: Setting
    size: int  # length of the text, for coverage


def prepare(collected: Collected, setting: Setting) -> Prepared:
    """Measure the atoms by HarfBuzz and lay down the gaps between them."""
    items, joints = _items(collected)
    gaps: list[Gap] = []
    costs: list[float] = []
    plain = not setting.tracking and not setting.breaks_by_sense
    for index, item in enumerate(items):
        following = items[index + 1] if index + 1 < len(items) else None
        joint = joints[index]
        if following is None:
            gaps.append(_END if joint == "" else Gap(typed=joint, opens=False))
            costs.append(0.0)
            continue
        if plain and item.klass == CharClass.HAN == following.klass and not joint:
            gaps.append(_PLAIN)  # nine gaps in ten: worth its own branch
            costs.append(0.0)
            continue
        gaps.append(_gap(items, index, joint, setting))
        costs.append(_cost(item, following, joint, setting))
    return Prepared(tuple(items), tuple(gaps), tuple(costs), setting, len(collected.copy.text))


_PLAIN = Gap()
_END = Gap(opens=False)


# ---------------------------------------------------------------- items


def _items(collected: Collected) -> tuple[list[Item], list[str]]:
    """Make the items and, for each, the joint after it: typed blanks, U+200B and U+2060."""
    shaped = [_shape(run) for run in collected.copy.runs]
    starts = _run_starts(collected.copy.runs)
    items: list[Item] = []
    joints: list[str] = []
    word: list[Atom] = []

    def close_word() -> None:
        if word:
            items.append(_word(word, shaped, starts, collected.copy.runs))
            joints.append("")
            word.clear()

    for atom in collected.atoms:
        if atom.klass == CharClass.WESTERN:
            if word and word[-1].run != atom.run:
                close_word()
            word.append(atom)
            continue
        close_word()
        if atom.klass in _JOINTS:
            if items:
                joints[-1] += atom.text
            continue
        items.append(_single(atom, shaped, starts, collected.copy.runs))
        joints.append("")
    close_word()
    return items, joints


_JOINTS = frozenset({CharClass.BLANK, CharClass.BREAK, CharClass.GLUE})
ShapedGlyph = tuple[Face, float, float]  # face, advance, x offset


def _run_starts(runs: tuple[TypeRun, ...]) -> list[int]:
    starts = [0]
    for run in runs:
        starts.append(starts[-1] + len(run.text))
    return starts


def _shape(run: TypeRun) -> list[list[ShapedGlyph]]:
    """Shape a run, each character by the first of its faces that has it; glyphs by character."""
    by_character: list[list[ShapedGlyph]] = [[] for _ in run.text]
    for face, begin, end in _by_coverage(run):
        scale = run.scale
        for glyph in face.shape(run.text[begin:end]):
            by_character[begin + glyph.cluster].append(
                (face, glyph.advance * scale, glyph.x_offset * scale)
            )
    return by_character


_UNPRINTED = "\u200b\u2060"


def _by_coverage(run: TypeRun) -> list[tuple[Face, int, int]]:
    """Cut a run where the face has to change; the caller has made sure that some face has each."""
    first = run.faces[0]
    if all(first.covers(char) for char in set(run.text)):
        return [(first, 0, len(run.text))]
    spans: list[tuple[Face, int, int]] = []
    for index, char in enumerate(run.text):
        face = next((f for f in run.faces if char in _UNPRINTED or f.covers(char)), first)
        if spans and spans[-1][0] is face:
            spans[-1] = (face, spans[-1][1], index + 1)
        else:
            spans.append((face, index, index + 1))
    return spans


def _single(
    atom: Atom, shaped: list[list[list[ShapedGlyph]]], starts: list[int], runs: tuple[TypeRun, ...]
) -> Item:
    """One character or mark as an item, its ink placed in its body."""
    begin = atom.start - starts[atom.run]
    klass = atom.klass
    scale = runs[atom.run].scale
    per_character = shaped[atom.run][begin : begin + len(atom.text)]
    if klass == CharClass.HAN and len(per_character) == 1 == len(per_character[0]):
        face, advance, _ = per_character[0][0]
        if advance == scale:
            return Item(atom.text, atom.start, klass, atom.run, face, scale, advance, _AT_EDGE)
    glyphs = [glyph for character in per_character for glyph in character]
    face = glyphs[0][0] if glyphs else runs[atom.run].faces[0]
    advance = sum(glyph[1] for glyph in glyphs)
    if klass in BLANK_BEFORE:
        body, at = HALF * scale, HALF * scale - advance
    elif klass in BLANK_AFTER:
        body, at = HALF * scale, 0.0
    elif klass in HALF_EM:
        body = HALF * scale
        at = (body - advance) / 2
    elif klass in {CharClass.DASH, CharClass.ELLIPSIS}:
        return _pair(atom, glyphs, scale)
    else:
        body, at = _em_box(klass, advance, scale)
    return Item(atom.text, atom.start, klass, atom.run, face, scale, body, _origins(glyphs, at))


_AT_EDGE = (0.0,)


def _em_box(klass: CharClass, advance: float, scale: float) -> tuple[float, float]:
    """Han and its like stand in a whole em, centred when the face draws them narrower."""
    if klass in {CharClass.HAN, CharClass.ITERATION, CharClass.WIDE_BLANK, CharClass.CONNECTOR}:
        if klass == CharClass.CONNECTOR and advance <= 0.6 * scale:
            return HALF * scale, (HALF * scale - advance) / 2
        box = max(EM * scale, advance)
        return box, (box - advance) / 2
    return advance, 0.0


def _pair(atom: Atom, glyphs: list[ShapedGlyph], scale: float) -> Item:
    """—— and ……: two em exactly, each half centred in its own em (R6, R7)."""
    width = 2 * EM * scale
    step = width / max(len(glyphs), 1)
    origins = tuple(number * step + (step - glyph[1]) / 2 for number, glyph in enumerate(glyphs))
    return Item(atom.text, atom.start, atom.klass, atom.run, glyphs[0][0], scale, width, origins)


def _origins(glyphs: list[ShapedGlyph], at: float) -> tuple[float, ...]:
    if len(glyphs) == 1:
        return (at,)
    origins = []
    for _, advance, x_offset in glyphs:
        origins.append(at + x_offset)
        at += advance
    return tuple(origins)


def _word(
    atoms: list[Atom],
    shaped: list[list[list[ShapedGlyph]]],
    starts: list[int],
    runs: tuple[TypeRun, ...],
) -> Item:
    """A Western word or number, whole (R8–R10)."""
    first = atoms[0]
    begin = first.start - starts[first.run]
    text = "".join(atom.text for atom in atoms)
    glyphs = [
        glyph for character in shaped[first.run][begin : begin + len(text)] for glyph in character
    ]
    face = glyphs[0][0] if glyphs else runs[first.run].faces[0]
    width = sum(glyph[1] for glyph in glyphs)
    scale = runs[first.run].scale
    origins = _origins(glyphs, 0.0)
    return Item(text, first.start, CharClass.WESTERN, first.run, face, scale, width, origins)


# ---------------------------------------------------------------- gaps


def _gap(items: list[Item], index: int, joint: str, setting: Setting) -> Gap:
    left, right = items[index], items[index + 1]
    after, before = _blanks(items, index, joint, setting)
    gap = Gap(after=after, after_level=_LEVEL_OF.get(left.klass, 0), before=before)
    gap = _with_space(gap, left, right, joint, setting)
    closed = _UNSTRETCHED & {left.klass, right.klass} or (
        left.klass == CharClass.WESTERN == right.klass and " " not in joint
    )
    return gap._replace(opens=not closed, typed="".join(c for c in joint if c == " "))


_UNSTRETCHED = frozenset({CharClass.CONNECTOR, CharClass.SOLIDUS})  # R22 (3): "avoid"


def _blanks(items: list[Item], index: int, joint: str, setting: Setting) -> tuple[float, float]:
    """The blank halves that two neighbours bring to their gap, trimmed where marks meet (R16)."""
    left, right = items[index], items[index + 1]
    after = left.width if left.klass in BLANK_AFTER else 0.0
    before = right.width if right.klass in BLANK_BEFORE else 0.0
    if setting.marks is Marks.HALF:
        return 0.0, 0.0
    if setting.marks is Marks.OPEN:
        after, before = (after if left.klass is CharClass.STOP else 0.0), 0.0
    if " " in joint:
        return after, before
    if right.klass in BLANK_BEFORE and left.klass in _TRIMS_OPENING:
        before = 0.0
    if left.klass == CharClass.CLOSE and right.klass in _TRIMS_CLOSING:
        after = 0.0
    elif left.klass in BLANK_AFTER and right.klass == CharClass.CLOSE:
        after = 0.0
    if left.text in _INTERROBANG and after and _interrobang_closed(items, index):
        after = 0.0
    return after, before


_TRIMS_OPENING = MARKS | {CharClass.MIDDLE, CharClass.WIDE_BLANK}
_TRIMS_CLOSING = BLANK_AFTER | {CharClass.MIDDLE, CharClass.WIDE_BLANK}


def _interrobang_closed(items: list[Item], index: int) -> bool:
    """R15: two of ？！ fill one em together, three fill two: only a third keeps a blank."""
    if items[index + 1].text in _INTERROBANG:
        return True
    run = 0
    while index - run >= 0 and items[index - run].text in _INTERROBANG:
        run += 1
    return run == 2


def _with_space(gap: Gap, left: Item, right: Item, joint: str, setting: Setting) -> Gap:
    """Add the Han–Western gap, the word space or the typed blank; a typed blank replaces the gap."""
    blanks = joint.count(" ")
    western = (left.klass == CharClass.WESTERN, right.klass == CharClass.WESTERN)
    if blanks and all(western):
        return gap._replace(
            space=WORD_GAP * blanks,
            space_min=WORD_GAP * blanks,
            space_max=WORD_GAP_MAX * blanks,
            space_level=LEVEL_WORD,
        )
    if any(western) and not all(western) and _takes_latin_gap(left, right):
        least = min(LATIN_GAP_MIN, setting.latin_gap)
        return gap._replace(
            space=setting.latin_gap + setting.tracking,
            space_min=least,
            space_max=LATIN_GAP_MAX,
            space_level=LEVEL_LATIN,
        )
    space = setting.tracking
    if blanks:
        space += blanks * (HAN_BLANK if setting.blank is None else setting.blank)
    return gap._replace(space=space, space_min=space, space_max=space)


def _takes_latin_gap(left: Item, right: Item) -> bool:
    """R27, R28: only between Han and a letter or digit, never beside marks."""
    if left.klass == CharClass.WESTERN:
        return right.klass in _HANLIKE and left.text[-1].isalnum() or _percent(left, right)
    return left.klass in _HANLIKE and right.text[0].isalnum()


def _percent(left: Item, right: Item) -> bool:
    return right.klass in _HANLIKE and left.text[-1] in "%‰+"


_HANLIKE = frozenset({CharClass.HAN, CharClass.ITERATION})


# ---------------------------------------------------------------- breaks


def _cost(left: Item, right: Item, joint: str, setting: Setting) -> float:
    """What a line end after `left` costs; FORBIDDEN where R1, R2, R6–R9 say never."""
    if "\u2060" in joint:
        return FORBIDDEN
    if left.klass in NEVER_LAST or right.klass in NEVER_FIRST:
        return FORBIDDEN
    if right.klass == CharClass.WESTERN and right.text[0] in _ASCII_CLOSERS:
        return FORBIDDEN
    if left.klass == CharClass.WESTERN and left.text[-1] in _ASCII_OPENERS:
        return FORBIDDEN
    if joint:
        return 0.0
    if setting.breaks_by_sense or (left.klass == CharClass.WESTERN == right.klass):
        return FORBIDDEN
    return _soft_cost(left, right)


def _soft_cost(left: Item, right: Item) -> float:
    if right.klass in {CharClass.DASH, CharClass.ELLIPSIS}:
        return STRICT
    if left.klass == CharClass.WESTERN and right.text in _COUNTED and left.text[-1].isdigit():
        return SOFT
    if right.klass == CharClass.WESTERN and left.text == "第":
        return SOFT
    if right.klass == CharClass.WESTERN and left.text in _COUNTED and right.text[0].isdigit():
        return SOFT / 2
    return 0.0
