"""What is different between two ways to paint the same thing.

Inputs:  two `Paint`s.
Outputs: `Change`s.
Units:   shares of ink; words.
Source:  ISO 32000-2 8.6.7 (overprint), 11 (transparency).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.snapshot.drawn import Paint
from banmian.snapshot.finding import Fact, Gravity
from banmian.snapshot.ink import Ink
from banmian.snapshot.phrases import Kind


@dataclass(frozen=True, slots=True)
class Change:
    """One property that changed; equal changes of neighbours are folded."""

    kind: Kind
    gravity: Gravity
    before: str
    after: str
    facts: tuple[Fact, ...] = ()


def changes_of_paint(old: Paint, new: Paint, share: float = 0.001) -> Iterator[Change]:
    """Colours, overprint, transparency and lines that differ; `share` of ink may."""
    for one, two in ((old.fill, new.fill), (old.stroke, new.stroke)):
        if not same_ink(one, two, share):
            yield _colour(one, two)
    if old.overprint != new.overprint:
        yield Change(
            Kind.OVERPRINT, Gravity.ERROR, _overprint(old.overprint), _overprint(new.overprint)
        )
    if old.see_through != new.see_through:
        yield Change(Kind.TRANSPARENCY, Gravity.ERROR, old.see_through, new.see_through)
    if not _same_line(old.line, new.line):
        yield Change(Kind.STROKE, Gravity.ERROR, _line(old.line), _line(new.line))
    if old.other != new.other:
        yield Change(Kind.RENDERING, Gravity.WARNING, old.other, new.other)


def same_ink(one: Ink | None, two: Ink | None, share: float) -> bool:
    """Whether two colours are the same up to a share of ink."""
    if one is None or two is None:
        return one is two
    return one.near(two, share)


def _colour(one: Ink | None, two: Ink | None) -> Change:
    words = [[ink.words(lang) if ink else "–" for ink in (one, two)] for lang in ("zh", "en")]
    before, after = words[1]
    if before == after:  # the name is the same, the definition is not
        words = [[w + " *" if n else w for n, w in enumerate(pair)] for pair in words]
        after = words[1][1]
    facts = (
        ("before_zh", words[0][0]), ("after_zh", words[0][1]),
        ("before_en", words[1][0]), ("after_en", words[1][1]),
    )  # fmt: skip
    return Change(Kind.COLOUR, Gravity.ERROR, before, after, facts)


def _overprint(value: tuple[bool, bool, int]) -> str:
    fill, stroke, mode = value
    words = [*(["fill"] if fill else []), *(["stroke"] if stroke else [])]
    return " ".join([*words, f"OPM {mode}"]) if words else "off"


def _same_line(one: tuple[float | str, ...], two: tuple[float | str, ...]) -> bool:
    if len(one) != len(two):
        return not one or not two  # a stroke that came or went is a change of colour
    return all(
        abs(a - b) < 0.003 if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(one, two, strict=True)
    )


def _line(line: tuple[float | str, ...]) -> str:
    if not line:
        return ""
    width, cap, join, _, dash = line
    words = [f"{width:.4g} pt"]
    words += [f"cap {cap:g}"] if cap else []
    words += [f"join {join:g}"] if join else []
    words += [f"dash {dash}"] if dash else []
    return " ".join(words)
