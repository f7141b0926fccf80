"""What an editor may write in braces behind bracketed words: dots, a name's line, pinyin.

Inputs:  the text between the braces, and the words before them.
Outputs: an `Annotated` kind; diagnostics for what is not accepted.
Units:   none.
Source:  CLREQ "Handling Interlinear Punctuation", "Positioning of Romanized Interlinear
         Annotations"; the syllables of 汉语拼音方案 (GB/T 16159—2012 writes them in words, one
         syllable a character is what stands over characters). Chinese keywords: our choice.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import regex

from banmian.source.sourced import SourcedText

HAN = regex.compile(r"\p{Han}")
ACCEPTED = (
    "accepted: [重点]{着重} dots under the words, [李昌海]{专名} a proper name's line, "
    "[镕基]{róng jī} pinyin; a printed [ is \\["
)

_BRACED = regex.compile(r"[{｛]([^{}｛｝\n]{1,200})[}｝]")

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|üan|"
    "ai|ei|ui|ao|ou|iu|ie|üe|ue|er|an|en|in|un|ün|ia|io|ua|uo|a|o|e|i|u|ü|ê)"
)
_SYLLABLE = regex.compile(rf"{_INITIAL}{_FINAL}r?|(?:h?m|h?ng?)", regex.IGNORECASE)
_TONES = "\u0300\u0301\u0304\u030c"
_LETTERS = regex.compile(r"[\p{Latin}\p{M}0-9'’\s]+")
_WORD = regex.compile(r"\S+")


class Kind(StrEnum):
    """What braces may ask for."""

    DOTS = "着重"
    NAME = "专名"
    READING = "pinyin"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pair of braces asks for; `syllables` are those of pinyin."""

    kind: Kind
    syllables: tuple[SourcedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it is not accepted, and what to write."""

    message: str
    hint: str = ACCEPTED


def read_annotation(asked: SourcedText, words: str) -> Asked | Refused:
    """What the braces behind these words ask for."""
    text = unicodedata.normalize("NFC", asked.text).strip()
    characters = len(HAN.findall(words))
    if not words.strip():
        return Refused("there are no words in the brackets")
    if text == Kind.NAME:
        return Asked(Kind.NAME)
    if text == Kind.DOTS:
        if not characters:
            return Refused("dots stand under Han characters, and there is none in the brackets")
        return Asked(Kind.DOTS)
    return _reading(asked, characters)


def _reading(asked: SourcedText, characters: int) -> Asked | Refused:
    if not asked.text.strip():
        return Refused("there is nothing in the braces")
    syllables = []
    wrong = ""
    for found in _WORD.finditer(asked.text):
        written = unicodedata.normalize("NFC", found[0])
        if not is_syllable(written):
            wrong = wrong or written
        syllables.append(SourcedText.at(written, asked.place_of(found.start())))
    if wrong and not _LETTERS.fullmatch(asked.text):
        return Refused(f"{asked.text.strip()!r} in braces means nothing here")
    if wrong:
        if wrong[-1:].isdigit():
            hint = "write the tone over the vowel: róng, not rong2"
        else:
            hint = f"a blank parts syllables: {{lǐ chāng hǎi}}; {ACCEPTED}"
        return Refused(f"{wrong!r} is no syllable of pinyin", hint)
    if len(syllables) != characters:
        message = f"{_count(characters, 'Han character')} and {_count(len(syllables), 'syllable')}"
        return Refused(message, "one syllable for each Han character, a blank between them")
    return Asked(Kind.READING, tuple(syllables))


def stray_braces(text: str, at: int) -> int:
    """Where braces end that would be an annotation, had they [words] right before them; or 0.

    Full-width ones are a slip of the keyboard where they hold what annotations hold.
    """
    found = _BRACED.match(text, at)
    if found is None:
        return 0
    asked = found[1].strip()
    if asked in (Kind.DOTS, Kind.NAME):
        return found.end()
    behind = found[0][0] == "｛" and text[at - 1 : at] in {"]", "］"}
    return found.end() if behind and all(map(is_syllable, asked.split())) else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def is_syllable(text: str) -> bool:
    """Whether it is a syllable of pinyin, with one tone or none."""
    parts = unicodedata.normalize("NFD", text)
    tones = sum(parts.count(tone) for tone in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
