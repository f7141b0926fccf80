"""Items, the black of the line: atoms with their widths, ink placed in its body.

Inputs:  `Collected`, the glyphs of its characters.
Outputs: `Item`s, and for each the joint after it: typed blanks, U+200B, U+2060.
Units:   em of the paragraph's size.
Source:  CLREQ "Glyphs, Sizes and Positions in Character Faces of Punctuation Marks": R6, R7,
         R11–R14. A full-em mark's body is the half that holds its ink; see `gaps` for the other.
"""

from itertools import pairwise
from typing import NamedTuple

from banmian.compose.atom import Atom, Collected
from banmian.compose.classes import BLANK_AFTER, BLANK_BEFORE, HALF_EM, JOINTS, CharClass
from banmian.compose.shaping import GlyphTable, Shaped, shape_copy
from banmian.compose.style import TypeRun
from banmian.compose.turn import Turn
from banmian.typeface.face import Face

HALF = 0.5
EM = 1.0
EPSILON = 1e-6
SHORT = 0.62  # a connector drawn no wider than this is a short one: half an em (R13)
NARROW = 0.9  # an apostrophe wider than this is drawn for Chinese
APOSTROPHE_BEARING = 0.04  # white on both sides of an apostrophe cut out of a full-width quote


class Part(NamedTuple):
    """A place where a word may be cut in an emergency: so many characters, glyphs, and em."""

    characters: int
    glyphs: int
    width: float


class Item(NamedTuple):
    """What the line is made of: a character, a mark's body, or a whole Western word.

    `origins` are its glyphs' origins from the left edge of its body. `parts` are those it may be
    divided into, when it is wider than a whole line (R10); empty when there is only one.
    In a column `crosses` say how far each glyph stands from the column's middle line, and `squash`
    how much narrower than drawn it is.
    """

    text: str
    start: int
    klass: CharClass
    run: int
    face: Face
    scale: float
    width: float
    origins: tuple[float, ...]
    parts: tuple[Part, ...] = ()
    turn: Turn = Turn.LEVEL
    crosses: tuple[float, ...] = ()
    squash: float = 1.0


def make_items(collected: Collected) -> tuple[list[Item], list[str]]:
    """Make the items and, for each, the joint after it."""
    table = shape_copy(collected.copy)
    runs = collected.copy.runs
    items: list[Item] = []
    joints: list[str] = []
    word: list[Atom] = []
    word_run, word_face = -1, None
    for atom in collected.atoms:
        klass = atom.klass
        if klass == CharClass.WESTERN:
            glyphs = table[atom.start]
            face = glyphs[0].face if glyphs else word_face
            if word and (word_run != atom.run or word_face is not face):
                items.append(_word(word, table, runs))
                joints.append("")
                word = []
            word.append(atom)
            word_run, word_face = atom.run, face
            continue
        if word:
            items.append(_word(word, table, runs))
            joints.append("")
            word = []
        if klass not in JOINTS:
            items.append(_single(atom, table, runs))
            joints.append("")
        elif items:
            joints[-1] += atom.text
    if word:
        items.append(_word(word, table, runs))
        joints.append("")
    return items, joints


_AT_EDGE = (0.0,)


def _single(atom: Atom, table: GlyphTable, runs: tuple[TypeRun, ...]) -> Item:
    """One character or mark as an item, its ink placed in its body."""
    text, start, klass, number = atom
    run = runs[number]
    scale = run.scale
    glyphs = table[start]
    if len(text) > 1:
        glyphs = [glyph for index in range(start, start + len(text)) for glyph in table[index]]
    face = glyphs[0].face if glyphs else run.faces[0]
    advance = glyphs[0].advance if len(glyphs) == 1 else sum(glyph.advance for glyph in glyphs)
    if klass == CharClass.HAN and advance == scale and len(glyphs) == 1 and not glyphs[0].x_offset:
        return tuple.__new__(  # nine items in ten
            Item,
            (text, start, klass, number, face, scale, advance, _AT_EDGE, (), Turn.LEVEL, (), 1.0),
        )
    if klass == CharClass.HAN and len(glyphs) > 1 and not any(glyph.gid for glyph in glyphs):
        glyphs, advance = glyphs[:1], glyphs[0].advance  # an emoji no face has: one box
    if klass == CharClass.DASH or (klass == CharClass.ELLIPSIS and len(text) > 1):
        return _drawn_on(atom, table, face, scale)
    if _is_fitted(klass, advance / scale):
        return _fitted(atom, glyphs, face, scale)
    width, at = _body(klass, advance, scale)
    origins = _origins(glyphs, at)
    parts: tuple[Part, ...] = ()
    if len(glyphs) > 1 and len(text) > 1:
        parts = _parts([(1, table[index]) for index in range(start, start + len(text))])
    return Item(text, start, klass, number, face, scale, width, origins, parts)


def _is_fitted(klass: CharClass, advance: float) -> bool:
    """Whether a mark of half an em is drawn to that width, not centred in it (R13).

    Strokes bear it: a solidus is then like the other however it was typed, and a connector of
    letters gets the length of a short one. A dot would become oval.
    """
    if advance <= 0 or abs(advance - HALF) < EPSILON:
        return False
    return klass == CharClass.SOLIDUS or (klass == CharClass.CONNECTOR and advance <= SHORT)


def _fitted(atom: Atom, glyphs: list[Shaped], face: Face, scale: float) -> Item:
    """A stroke made as wide as its half em: it begins where its box does (R13)."""
    half = HALF * scale
    squash = half / sum(glyph.advance for glyph in glyphs)
    return Item(
        atom.text, atom.start, atom.klass, atom.run, face, scale, half,
        tuple(origin * squash for origin in _origins(glyphs, 0.0)), squash=squash,
    )  # fmt: skip


def _body(klass: CharClass, advance: float, scale: float) -> tuple[float, float]:
    """The width of a body, and where in it the glyph begins."""
    half = HALF * scale
    if klass in BLANK_BEFORE:
        return half, half - advance
    if klass in BLANK_AFTER:
        return half, 0.0
    if klass in HALF_EM or (klass == CharClass.CONNECTOR and advance <= SHORT * scale):
        return half, (half - advance) / 2
    if klass in _WHOLE_EM:
        box = max(EM * scale, advance)
        return box, (box - advance) / 2
    return advance, 0.0


_WHOLE_EM = frozenset(
    {
        CharClass.HAN,
        CharClass.ITERATION,
        CharClass.CONNECTOR,
        CharClass.ELLIPSIS,
        CharClass.FULL_FORM,
    }
)


_EMS = {"⸺": 2, "⸻": 3}


def _drawn_on(atom: Atom, table: GlyphTable, face: Face, scale: float) -> Item:
    """—— and ……: an em a character exactly, each glyph centred in the ems it stands for (R6, R7).

    A face may draw two or three dashes as one glyph, which then has the ems of all of them.
    """
    text, start = atom.text, atom.start
    begins = [index for index in range(len(text)) if table[start + index]] or [0]
    begins[0] = 0
    parts: list[Part] = []
    origins: list[float] = []
    for begin, end in pairwise([*begins, len(text)]):
        glyphs = [glyph for index in range(begin, end) for glyph in table[start + index]]
        cell = _EMS.get(text, end - begin) * EM * scale
        at = begin * EM * scale + (cell - sum(glyph.advance for glyph in glyphs)) / 2
        origins.extend(_origins(glyphs, at))
        parts.append(Part(end - begin, len(glyphs), cell))
    return Item(
        text,
        start,
        atom.klass,
        atom.run,
        face,
        scale,
        sum(part.width for part in parts),
        tuple(origins),
        tuple(parts) if len(parts) > 1 else (),
    )


def _origins(glyphs: list[Shaped], at: float) -> tuple[float, ...]:
    origins = []
    for glyph in glyphs:
        origins.append(at + glyph.x_offset)
        at += glyph.advance
    return tuple(origins)


def _word(atoms: list[Atom], table: GlyphTable, runs: tuple[TypeRun, ...]) -> Item:
    """A Western word or number, whole (R8–R10)."""
    first = atoms[0]
    run = runs[first.run]
    groups: list[tuple[int, list[Shaped]]] = []
    for atom in atoms:
        glyphs = [
            glyph
            for index in range(atom.start, atom.start + len(atom.text))
            for glyph in table[index]
        ]
        if atom.text == "’":
            glyphs = [_as_apostrophe(glyph, run.scale) for glyph in glyphs]
        groups.append((len(atom.text), glyphs))
    together = [glyph for _, glyphs in groups for glyph in glyphs]
    parts = _parts(groups)
    return Item(
        "".join(atom.text for atom in atoms),
        first.start,
        CharClass.WESTERN,
        first.run,
        together[0].face if together else run.faces[0],
        run.scale,
        sum(part.width for part in parts),
        _origins(together, 0.0),
        parts if len(parts) > 1 else (),
    )


def _parts(groups: list[tuple[int, list[Shaped]]]) -> tuple[Part, ...]:
    """Where a word can be cut: before each cluster that begins a glyph of some width."""
    parts: list[Part] = []
    for characters, glyphs in groups:
        width = sum(glyph.advance for glyph in glyphs)
        if parts and width <= 0:
            before = parts.pop()
            parts.append(
                Part(
                    before.characters + characters,
                    before.glyphs + len(glyphs),
                    before.width + width,
                )
            )
        else:
            parts.append(Part(characters, len(glyphs), width))
    return tuple(parts)


def _as_apostrophe(glyph: Shaped, scale: float) -> Shaped:
    """R14: a quote drawn for Chinese, in a whole em, cut to its ink inside a Western word."""
    if glyph.advance < NARROW * scale:
        return glyph
    left, _, right, _ = glyph.face.ink(glyph.gid)
    if right <= left:
        return glyph
    return glyph._replace(
        advance=(right - left + 2 * APOSTROPHE_BEARING) * scale,
        x_offset=glyph.x_offset + (APOSTROPHE_BEARING - left) * scale,
    )
