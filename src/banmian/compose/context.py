"""Characters whose class depends on their neighbours: apostrophes, hyphens, solidi, signs, units.

Inputs:  the atoms of a paragraph, each with the class it has by itself.
Outputs: the atoms, with the class they have here.
Units:   none.
Source:  R1 and R13 (a hyphen, a solidus between Han), R9 (signs, currencies and units are part of
         their number), R14 (an apostrophe is Latin). Straight quotes by pairs: our choice.
"""

from collections.abc import Callable

import regex

from banmian.compose.atom import Atom
from banmian.compose.classes import CharClass

_SIGNS = "−＋－≥≤≈≠＞＜∶×÷"
_UNITS = "％‰‱℃℉°′″"
_CURRENCIES = "￥＄￡№"
AMBIGUOUS = regex.compile(rf"[‘’'\"\-‐/{_SIGNS}{_UNITS}{_CURRENCIES}]")


def resolve(atoms: list[Atom]) -> None:
    """Give each ambiguous atom its class, in place, from left to right."""
    reading = _Reading(atoms)
    for index, atom in enumerate(atoms):
        rule = _RULES.get(atom.text)
        if rule is not None:
            klass = rule(reading, index)
            if klass != atom.klass:
                atoms[index] = atom._replace(klass=klass)


class _Reading:
    """The atoms, and which quotes are open where the reading has come to."""

    def __init__(self, atoms: list[Atom]) -> None:
        self.atoms = atoms
        self.single_open = 0
        self.straight: set[str] = set()

    def before(self, index: int) -> Atom | None:
        return self.atoms[index - 1] if index else None

    def after(self, index: int) -> Atom | None:
        return self.atoms[index + 1] if index + 1 < len(self.atoms) else None


def _is_word(atom: Atom | None) -> bool:
    """Whether it is a Western letter or digit."""
    return atom is not None and atom.klass == CharClass.WESTERN and atom.text[0].isalnum()


def _is_letter(atom: Atom | None) -> bool:
    return atom is not None and atom.klass == CharClass.WESTERN and atom.text[0].isalpha()


def _is_digit(atom: Atom | None) -> bool:
    return atom is not None and atom.klass == CharClass.WESTERN and atom.text[0].isdecimal()


def _opening_single(reading: _Reading, index: int) -> CharClass:
    del index
    reading.single_open += 1
    return CharClass.OPEN


def _closing_single(reading: _Reading, index: int) -> CharClass:
    """R14: ’ after a letter is an apostrophe where no ‘ waits for it, or a letter follows."""
    letters = _is_letter(reading.before(index)), _is_letter(reading.after(index))
    if all(letters) or (letters[0] and not reading.single_open):
        return CharClass.WESTERN
    reading.single_open = max(0, reading.single_open - 1)
    return CharClass.CLOSE


def _straight_quote(reading: _Reading, index: int) -> CharClass:
    """A straight quote opens and closes in turn; inside a word ' is an apostrophe."""
    before, after = reading.before(index), reading.after(index)
    mark = reading.atoms[index].text
    if mark == "'" and _is_word(before) and _is_word(after):
        return CharClass.WESTERN
    if mark in reading.straight:
        reading.straight.discard(mark)
        return CharClass.NARROW_CLOSE
    if _is_word(before) and (after is None or after.klass in _NO_WORD):
        return CharClass.NARROW_CLOSE  # 5" or students'
    reading.straight.add(mark)
    return CharClass.NARROW_OPEN


_NO_WORD = frozenset({CharClass.BLANK, CharClass.PAUSE, CharClass.STOP, CharClass.CLOSE})


def _hyphen(reading: _Reading, index: int) -> CharClass:
    """A hyphen belongs to a word or a number; between Han it is a short connector."""
    before, after = reading.before(index), reading.after(index)
    if _is_word(before) or _is_digit(after):
        return CharClass.WESTERN
    return CharClass.CONNECTOR


def _slash(reading: _Reading, index: int) -> CharClass:
    """A solidus belongs to a fraction, a unit or an address; beside Han it is a mark (R13)."""
    before, after = reading.before(index), reading.after(index)
    if before is None or before.klass != CharClass.WESTERN:
        return CharClass.SOLIDUS
    if after is not None and after.klass == CharClass.WESTERN:
        return CharClass.WESTERN
    return CharClass.WESTERN if _in_address(reading, index) else CharClass.SOLIDUS


def _in_address(reading: _Reading, index: int) -> bool:
    """Whether the word before it is the beginning of an address."""
    begin = index
    while begin and reading.atoms[begin - 1].klass == CharClass.WESTERN:
        begin -= 1
    word = "".join(atom.text for atom in reading.atoms[begin:index])
    return "://" in word or word.startswith("www.")


def _sign(reading: _Reading, index: int) -> CharClass:
    """A sign belongs to the number after it, or to the formula it stands in."""
    atom, before, after = reading.atoms[index], reading.before(index), reading.after(index)
    if atom.text == "－" and (_is_word(before) or not _is_digit(after)):
        return CharClass.CONNECTOR
    if _is_digit(after) and (atom.text not in "×÷∶" or _is_word(before)):
        return CharClass.WESTERN
    return CharClass.WESTERN if _is_word(before) and _is_word(after) else atom.klass


def _unit(reading: _Reading, index: int) -> CharClass:
    before = reading.before(index)
    if before is None or before.klass != CharClass.WESTERN:
        return CharClass.SUFFIX
    counts = before.text[0].isdecimal() or before.text in _UNITS
    return CharClass.WESTERN if counts else CharClass.SUFFIX


def _currency(reading: _Reading, index: int) -> CharClass:
    return CharClass.WESTERN if _is_digit(reading.after(index)) else CharClass.PREFIX


_RULES: dict[str, Callable[[_Reading, int], CharClass]] = {
    "‘": _opening_single,
    "’": _closing_single,
    **dict.fromkeys("'\"", _straight_quote),
    **dict.fromkeys("-‐", _hyphen),
    "/": _slash,
    **dict.fromkeys(_SIGNS, _sign),
    **dict.fromkeys(_UNITS, _unit),
    **dict.fromkeys(_CURRENCIES, _currency),
}
