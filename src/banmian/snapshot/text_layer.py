"""Layer 2: every character in order, with its place, face and size.

Inputs:  two pages' glyphs, a profile; where pixels differ.
Outputs: `Draft`s of the layer `text`; the alignment, for the layer of drawing.
Units:   PDF points inside; millimetres in words.
Source:  our choice: what follows from an edit, lines pushed on and broken anew, is told with the
         edit, so that one inserted word is one finding.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from banmian.snapshot.align import Alignment, Edit, Words, align
from banmian.snapshot.draft import MM, Draft, around, shift_facts, shown
from banmian.snapshot.drawn import Bounds, Glyph
from banmian.snapshot.finding import Fact, Gravity, Layer
from banmian.snapshot.lines import glyph_box, lines_of
from banmian.snapshot.look_alikes import kinship
from banmian.snapshot.options import Profile
from banmian.snapshot.phrases import Kind
from banmian.snapshot.text_runs import changes_of_runs

Seen = Callable[[Bounds], bool]
Shift = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TextPages:
    """Two pages' words and how they belong together."""

    old: Words
    new: Words
    alignment: Alignment


def align_pages(old: Sequence[Glyph], new: Sequence[Glyph]) -> TextPages:
    """Pair the glyphs of two pages."""
    sides = [Words(tuple(glyphs), lines_of(glyphs)) for glyphs in (old, new)]
    return TextPages(sides[0], sides[1], align(sides[0], sides[1]))


def text_drafts(pages: TextPages, profile: Profile, seen: Seen) -> tuple[Draft, ...]:
    """What the layer of text has to say.

    Args:
        pages: both pages, paired.
        profile: how far a glyph may move.
        seen: whether pixels differ in a box; text that came without any cannot be seen.
    """
    found = list(changes_of_runs(pages.old.glyphs, pages.new.glyphs, pages.alignment, Layer.TEXT))
    found += _crossings(pages)
    told = _swaps(pages)
    found += told.values()
    reflow = _Reflow(pages, profile.origin / MM)
    for number, edit in enumerate(pages.alignment.edits):
        if number not in told:
            draft = _edit(pages, edit, reflow.after(number), seen)
            found.append(replace(draft, extent=reflow.extent(number, draft.bounds)))
    found += reflow.moves_alone()
    return tuple(found)


def _edit(pages: TextPages, edit: Edit, reflow: tuple[Fact, ...], seen: Seen) -> Draft:
    old = [pages.old.glyphs[n] for n in edit.old]
    new = [pages.new.glyphs[n] for n in edit.new]
    before, after = _text(old), _text(new)
    boxes = [glyph_box(glyph) for glyph in new or old]
    bounds = around(boxes)
    there = (new or old)[0]
    draft = Draft(
        Layer.TEXT, Kind.TEXT_REPLACED, Gravity.ERROR, bounds, shown(before), shown(after),
        facts=reflow, mcid=there.run.marks.mcid, gone=not new,
    )  # fmt: skip
    if _hidden(new or old) and not seen(bounds):
        return replace(draft, kind=Kind.TEXT_HIDDEN, gravity=Gravity.WARNING)
    if _same_shapes(old, new):
        return replace(draft, kind=Kind.EXTRACTION, count=len(new))
    if not old:
        facts = (("length", len(after)), *reflow)
        return replace(draft, kind=Kind.TEXT_INSERTED, facts=facts)
    if not new:
        facts = (("length", len(before)), *reflow)
        return replace(draft, kind=Kind.TEXT_DELETED, facts=facts)
    if len(before) == len(after) == 1:
        chinese, english = kinship(before, after)
        look = (("look_zh", chinese), ("look_en", english))
        return replace(draft, kind=Kind.CHARACTER, facts=(*look, *reflow))
    return draft


def _same_shapes(old: list[Glyph], new: list[Glyph]) -> bool:
    """Whether the glyphs are the same and only what they mean is not."""
    return len(old) == len(new) > 0 and all(
        (a.code, a.run.face.program) == (b.code, b.run.face.program)
        and a.run.face.program
        and max(abs(a.x - b.x), abs(a.y - b.y)) < 1 / MM
        for a, b in zip(old, new, strict=True)
    )


def _hidden(glyphs: list[Glyph]) -> bool:
    """Whether text is of a kind that may not be seen."""
    return all(
        glyph.run.paint.hidden
        or (glyph.run.paint.fill is not None and glyph.run.paint.fill.is_white)
        or glyph.run.paint.see_through.startswith("0 %")
        or not glyph.text.strip()
        for glyph in glyphs
    )


def _swaps(pages: TextPages) -> dict[int, Draft]:
    """Edits that undo each other: two texts swapped. By the number of the edit."""
    waiting: dict[tuple[str, str], int] = {}
    found: dict[int, Draft] = {}
    edits = pages.alignment.edits
    for number, edit in enumerate(edits):
        before = _text([pages.old.glyphs[n] for n in edit.old])
        after = _text([pages.new.glyphs[n] for n in edit.new])
        if min(len(before), len(after)) < 2:
            continue
        other = waiting.pop((after, before), None)
        if other is None:
            waiting[before, after] = number
            continue
        for one in (other, number):
            glyphs = [pages.new.glyphs[n] for n in edits[one].new]
            old = _text([pages.old.glyphs[n] for n in edits[one].old])
            found[one] = Draft(
                Layer.TEXT, Kind.TEXT_SWAPPED, Gravity.ERROR,
                around([glyph_box(glyph) for glyph in glyphs]), shown(old), shown(_text(glyphs)),
                mcid=glyphs[0].run.marks.mcid,
            )  # fmt: skip
    return found


def _crossings(pages: TextPages) -> list[Draft]:
    """Lines with the same words at another place in the order, neighbours together."""
    found: list[Draft] = []
    last = (-2, -2, Kind.TEXT_ORDER)
    for one in sorted(pages.alignment.crossings, key=lambda crossing: crossing.new):
        old, new = pages.old.lines[one.old], pages.new.lines[one.new]
        first, second = pages.old.glyphs[old.start], pages.new.glyphs[new.start]
        dx, dy = second.x - first.x, second.y - first.y
        kind = Kind.TEXT_ORDER if max(abs(dx), abs(dy)) * MM < 0.1 else Kind.TEXT_MOVED
        bounds = around([glyph_box(g) for g in pages.new.glyphs[new.start : new.end]])
        if (one.old, one.new, kind) == (last[0] + 1, last[1] + 1, last[2]) and found:
            earlier = found[-1]
            lines = earlier.count + 1
            facts = tuple(f for f in earlier.facts if f[0] != "lines")
            both = around([earlier.bounds or bounds, bounds])
            found[-1] = replace(earlier, bounds=both, count=lines, facts=(*facts, ("lines", lines)))
        else:
            facts = (*shift_facts(dx, dy), ("lines", 1))
            text = shown(new.text)
            found.append(
                Draft(
                    Layer.TEXT,
                    kind,
                    Gravity.ERROR,
                    bounds,
                    text,
                    text,
                    facts=facts,
                    mcid=second.run.marks.mcid,
                )
            )
        last = (one.old, one.new, kind)
    return found


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


class _Reflow:
    """Lines of the new page whose glyphs moved, and the edits they followed from."""

    def __init__(self, pages: TextPages, tolerance: float) -> None:
        self._pages = pages
        self._line_of = [0] * len(pages.new.glyphs)
        for number, line in enumerate(pages.new.lines):
            self._line_of[line.start : line.end] = [number] * (line.end - line.start)
        crossed = {n for c in pages.alignment.crossings for n in self._glyphs_of(c.new)}
        moved: dict[int, list[Shift]] = {}
        still: Counter[int] = Counter()
        for i, j in pages.alignment.pairs:
            one, two = pages.old.glyphs[i], pages.new.glyphs[j]
            dx, dy = two.x - one.x, two.y - one.y
            if max(abs(dx), abs(dy)) <= tolerance or j in crossed:
                still[self._line_of[j]] += 1
            else:
                moved.setdefault(self._line_of[j], []).append((dx, dy))
        self._shifts = {line: _common(shifts, still[line]) for line, shifts in moved.items()}
        self._told: set[int] = set()
        self._share_out()

    def _glyphs_of(self, line: int) -> range:
        there = self._pages.new.lines[line]
        return range(there.start, there.end)

    def _share_out(self) -> None:
        """Give every moved line to the edit before it in the same unbroken block."""
        self._of_edit: dict[int, list[int]] = {}
        edits_in: dict[int, list[int]] = {}
        for number, edit in enumerate(self._pages.alignment.edits):
            edits_in.setdefault(self._line_at(edit.new_place), []).append(number)
        block: list[int] = []
        for line in range(len(self._pages.new.lines) + 1):
            if line in self._shifts or line in edits_in:
                block.append(line)
                continue
            self._share_block(block, edits_in)
            block = []

    def _share_block(self, block: list[int], edits_in: dict[int, list[int]]) -> None:
        with_edits = [line for line in block if line in edits_in]
        if not with_edits:
            return
        owner = edits_in[with_edits[0]][0]
        for line in block:
            if line in edits_in:
                owner = edits_in[line][-1]
            if line in self._shifts:
                self._of_edit.setdefault(owner, []).append(line)
                self._told.add(line)

    def _line_at(self, glyph: int) -> int:
        return self._line_of[min(glyph, len(self._line_of) - 1)] if self._line_of else 0

    def after(self, edit: int) -> tuple[Fact, ...]:
        """What followed from an edit, as facts with words."""
        lines = self._of_edit.get(edit, [])
        whole = [shift for line in lines if (shift := self._shifts[line]) is not None]
        reset = len(lines) - len(whole)
        chinese, english = [], []
        facts: list[Fact] = []
        common = Counter((round(x * MM, 2), round(y * MM, 2)) for x, y in whole).most_common(1)
        if common:
            (_, count) = common[0]
            dx, dy = next(
                s for s in whole if (round(s[0] * MM, 2), round(s[1] * MM, 2)) == common[0][0]
            )
            words = dict(shift_facts(dx, dy))
            chinese.append(f"{count} 行{words['shift_zh']}")
            english.append(f"{count} lines {words['shift_en']}")
            facts += [("moved_lines", count), ("right_mm", words["right_mm"])]
            facts.append(("down_mm", words["down_mm"]))
            if len(whole) > count:
                chinese.append(f"另 {len(whole) - count} 行移到别处")
                english.append(f"{len(whole) - count} more lines moved elsewhere")
        if reset:
            chinese.append(f"{reset} 行重排")
            english.append(f"{reset} lines set anew")
            facts.append(("reset_lines", reset))
        facts.append(("reflow_zh", "；其后 " + "、".join(chinese) if chinese else ""))
        facts.append(("reflow_en", "; after it " + ", ".join(english) if english else ""))
        return tuple(facts)

    def extent(self, edit: int, bounds: Bounds | None) -> Bounds | None:
        """The room an edit takes with the lines that followed from it."""
        lines = self._of_edit.get(edit, [])
        if not lines or bounds is None:
            return None
        glyphs = [self._pages.new.glyphs[n] for line in lines for n in self._glyphs_of(line)]
        return around([bounds, *(glyph_box(glyph) for glyph in glyphs)])

    def moves_alone(self) -> list[Draft]:
        """Lines that moved though no words changed near them, in blocks of equal shifts."""
        found: list[Draft] = []
        block: list[int] = []
        for line in [*sorted(set(self._shifts) - self._told), -9]:
            if block and (line != block[-1] + 1 or not self._alike(block[-1], line)):
                found.append(self._moved(block))
                block = []
            block.append(line)
        return found

    def _alike(self, one: int, two: int) -> bool:
        a, b = self._shifts[one], self._shifts[two]
        if a is None or b is None:
            return a is b
        return max(abs(a[0] - b[0]), abs(a[1] - b[1])) * MM < 0.03

    def _moved(self, block: list[int]) -> Draft:
        glyphs = [self._pages.new.glyphs[n] for line in block for n in self._glyphs_of(line)]
        shift = self._shifts[block[0]]
        text = shown(self._pages.new.lines[block[0]].text)
        kind = Kind.TEXT_REFLOWED if shift is None else Kind.TEXT_MOVED
        facts: tuple[Fact, ...] = (("lines", len(block)),)
        if shift is not None:
            facts += shift_facts(*shift)
        return Draft(
            Layer.TEXT, kind, Gravity.ERROR, around([glyph_box(g) for g in glyphs]), text, text,
            len(block), facts, glyphs[0].run.marks.mcid,
        )  # fmt: skip


def _common(shifts: list[Shift], still: int) -> Shift | None:
    """The one shift all glyphs of a line have, or None when they have several."""
    xs = [x for x, _ in shifts]
    ys = [y for _, y in shifts]
    if still or max(max(xs) - min(xs), max(ys) - min(ys)) * MM > 0.03:
        return None
    return (sum(xs) / len(xs), sum(ys) / len(ys))
