"""How paired glyphs are set and painted: face, size, colour, overprint, layer.

Inputs:  two pages' glyphs, paired.
Outputs: `Draft`s of the layers `text` (face, size) and `drawing` (colour, overprint and so on).
Units:   PDF points; words.
Source:  our choice: neighbours that changed alike are one finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banmian.snapshot.align import Alignment
from banmian.snapshot.draft import Draft, around, shown
from banmian.snapshot.drawn import Glyph, Marks, Run
from banmian.snapshot.finding import Fact, Gravity, Layer
from banmian.snapshot.lines import glyph_box
from banmian.snapshot.paints import Change, changes_of_paint
from banmian.snapshot.phrases import Kind

NEAR = 0.002  # share of the size that rounding in a file may change
OBJECT = (("object_zh", "文字"), ("object_en", "text"))


@dataclass(frozen=True, slots=True)
class _Stretch:
    change: Change
    glyphs: list[Glyph]


def changes_of_runs(
    old: Sequence[Glyph],
    new: Sequence[Glyph],
    alignment: Alignment,
    layer: Layer,
    share: float = 0.001,
) -> Iterator[Draft]:
    """Changes of one layer in paired glyphs, neighbours together."""
    open_: dict[Change, _Stretch] = {}
    known: dict[tuple[int, int], tuple[Change, ...]] = {}
    for i, j in alignment.pairs:
        one, two = old[i], new[j]
        key = (id(one.run), id(two.run))
        if key not in known:
            runs = (one.run, two.run)
            text = layer is Layer.TEXT
            known[key] = _text_changes(*runs) if text else _paint_changes(*runs, share)
        here = known[key]
        if layer is Layer.TEXT and _other_glyph(one, two):
            here = (*here, Change(Kind.GLYPH, Gravity.WARNING, "", ""))
        if not here and not open_:
            continue
        for change in [change for change in open_ if change not in here]:
            yield _draft(open_.pop(change), layer)
        for change in here:
            open_.setdefault(change, _Stretch(change, [])).glyphs.append(two)
    for stretch in open_.values():
        yield _draft(stretch, layer)


def _other_glyph(one: Glyph, two: Glyph) -> bool:
    """Whether the same character of the same font program is drawn by another glyph."""
    return one.code != two.code and one.run.face.program == two.run.face.program != ""


def _text_changes(one: Run, two: Run) -> tuple[Change, ...]:
    found = []
    if one.face.name != two.face.name:
        found.append(Change(Kind.FACE, Gravity.ERROR, one.face.name, two.face.name))
    if abs(one.size - two.size) > NEAR * max(one.size, two.size):
        found.append(Change(Kind.SIZE, Gravity.ERROR, f"{one.size:.2f} pt", f"{two.size:.2f} pt"))
    if max(abs(a - b) for a, b in zip(one.turn, two.turn, strict=True)) > NEAR:
        found.append(Change(Kind.TURNED, Gravity.ERROR, _turn(one), _turn(two)))
    return tuple(found)


def _paint_changes(one: Run, two: Run, share: float) -> tuple[Change, ...]:
    found = list(changes_of_paint(one.paint, two.paint, share))
    if one.mode != two.mode:
        found.append(Change(Kind.TEXT_MODE, Gravity.ERROR, one.mode, two.mode))
    if one.marks.layer != two.marks.layer:
        found.append(Change(Kind.LAYERING, Gravity.ERROR, one.marks.layer, two.marks.layer))
    if (one.marks.artifact, one.marks.said) != (two.marks.artifact, two.marks.said):
        found.append(Change(Kind.MARKING, Gravity.WARNING, said(one.marks), said(two.marks)))
    if one.clip.shapes != two.clip.shapes:
        words = [" ".join(s[:6] for s in run.clip.shapes) for run in (one, two)]
        found.append(Change(Kind.CLIP, Gravity.ERROR, words[0], words[1]))
    return tuple(found)


def said(marks: Marks) -> str:
    """What marks say about their content, in words."""
    words = ["Artifact"] if marks.artifact else []
    words += [f"{key} “{shown(value)}”" for key, value in marks.said]
    return " ".join(words)


def _turn(run: Run) -> str:
    return " ".join(f"{side:.3g}" for side in run.turn)


def _draft(stretch: _Stretch, layer: Layer) -> Draft:
    change, glyphs = stretch.change, stretch.glyphs
    text = shown("".join(glyph.text for glyph in glyphs))
    lines = len({round(g.y if abs(g.next_x - g.x) >= abs(g.next_y - g.y) else g.x) for g in glyphs})
    facts: tuple[Fact, ...] = (*OBJECT, ("text", text), ("lines", lines), *change.facts)
    kind = Kind.TEXT_COLOUR if change.kind is Kind.COLOUR else change.kind
    after = text if kind is Kind.GLYPH else change.after
    return Draft(
        layer, kind, change.gravity, around([glyph_box(glyph) for glyph in glyphs]),
        change.before, after, len(glyphs), facts, glyphs[0].run.marks.mcid,
    )  # fmt: skip
