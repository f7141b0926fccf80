"""Layer 3: rules, tints, pictures and the paint of text, with their colour spaces.

Inputs:  two pages' drawings, their glyphs paired, a profile.
Outputs: `Draft`s of the layer `drawing`.
Units:   PDF points inside; millimetres in words.
Source:  our choice; what a rule, a tint, a frame is, is reckoned from sizes (NAMES below).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banmian.snapshot.draft import MM, Draft, around, shift_facts
from banmian.snapshot.drawn import Bounds, PageDrawing, Shape
from banmian.snapshot.finding import Fact, Gravity, Layer
from banmian.snapshot.options import Profile
from banmian.snapshot.order import rising
from banmian.snapshot.paints import changes_of_paint
from banmian.snapshot.phrases import Kind
from banmian.snapshot.shapes import Pairing, pair_shapes, same_form, same_place
from banmian.snapshot.text_layer import TextPages
from banmian.snapshot.text_runs import changes_of_runs, said

RULE_MM = 2.0  # what is thinner, and five times as long, is a rule
TINT_MM2 = 100.0  # what is filled and larger is a tint

# before the words for added, gone, moved and resized: rules have words of their own
_MOVED = {"rule": Kind.RULE_MOVED, "path": Kind.PATH_MOVED, "picture": Kind.PICTURE_MOVED}
_ADDED = {"rule": Kind.RULE_ADDED, "path": Kind.PATH_ADDED, "picture": Kind.PICTURE_ADDED}
_GONE = {"rule": Kind.RULE_REMOVED, "path": Kind.PATH_REMOVED, "picture": Kind.PICTURE_REMOVED}


@dataclass(frozen=True, slots=True)
class Named:
    """What people call a shape."""

    sort: str
    chinese: str
    english: str

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The name as facts."""
        return (("object_zh", self.chinese), ("object_en", self.english))


def drawing_drafts(
    old: PageDrawing, new: PageDrawing, text: TextPages, profile: Profile
) -> tuple[Draft, ...]:
    """What the layer of drawing has to say."""
    edge = profile.edge / MM
    pairing = pair_shapes(old.shapes, new.shapes, edge)
    names = _Names(old.shapes)
    swapped = set(_swapped(pairing, edge))
    found: list[Draft] = []
    for one, two in pairing.pairs:
        if (one.order, two.order) in swapped:
            found.append(_swap(two, pairing))
        else:
            found += _changes(one, two, names.of(one), profile)
    found += [_alone(shape, _GONE, gone=True, name=names.of(shape)) for shape in pairing.gone]
    found += [_alone(s, _ADDED, gone=False, name=_Names(new.shapes).of(s)) for s in pairing.added]
    found += _out_of_order(pairing, edge)
    runs = changes_of_runs(
        text.old.glyphs, text.new.glyphs, text.alignment, Layer.DRAWING, profile.ink
    )
    return (*_folded(found), *runs)


class _Names:
    """Names shapes: column rules are numbered from the left."""

    def __init__(self, shapes: tuple[Shape, ...]) -> None:
        lefts = {round(s.box[0], 1) for s in shapes if _sort(s) == "rule" and _tall(s)}
        self._numbers = {left: n for n, left in enumerate(sorted(lefts), 1)}

    def of(self, shape: Shape) -> Named:
        """What people call this shape."""
        sort = _sort(shape)
        if sort == "rule":
            number = self._numbers.get(round(shape.box[0], 1)) if _tall(shape) else None
            if number:
                return Named(sort, f"栏线 {number}", f"vertical rule {number}")
            return Named(sort, "横线", "horizontal rule")
        if sort == "picture":
            return Named(sort, "图片", "picture")
        if shape.kind == "shading":
            return Named(sort, "渐变", "shading")
        if shape.paint.fill is None:
            return Named(sort, "框线", "line")
        area = shape.size[0] * shape.size[1] * MM * MM
        return Named(sort, "底色", "tint") if area > TINT_MM2 else Named(sort, "色块", "patch")


def _sort(shape: Shape) -> str:
    if shape.kind == "picture":
        return "picture"
    short, long_ = sorted(side * MM for side in shape.size)
    return "rule" if short <= RULE_MM and long_ >= 5 * max(short, 0.05) else "path"


def _tall(shape: Shape) -> bool:
    return shape.size[1] > shape.size[0]


def _changes(one: Shape, two: Shape, name: Named, profile: Profile) -> Iterator[Draft]:
    """All that changed between two shapes that belong together."""
    edge = profile.edge / MM
    base = Draft(
        Layer.DRAWING, Kind.PATH_CHANGED, Gravity.ERROR, two.box, facts=name.facts,
        mcid=two.marks.mcid,
    )  # fmt: skip
    if two.kind == "picture":
        yield from _picture_changes(one, two, base)
    elif one.content != two.content:
        yield replace(base, kind=Kind.SHADING)
    yield from _place_changes(one, two, base, edge)
    for change in changes_of_paint(one.paint, two.paint, profile.ink):
        yield replace(
            base, kind=change.kind, gravity=change.gravity, before=change.before,
            after=change.after, facts=(*name.facts, *change.facts),
        )  # fmt: skip
    if one.marks.layer != two.marks.layer:
        words = (one.marks.layer, two.marks.layer)
        yield replace(base, kind=Kind.LAYERING, before=words[0], after=words[1])
    if (one.marks.artifact, one.marks.said) != (two.marks.artifact, two.marks.said):
        words = (said(one.marks), said(two.marks))
        yield replace(
            base, kind=Kind.MARKING, gravity=Gravity.WARNING, before=words[0], after=words[1]
        )


def _place_changes(one: Shape, two: Shape, base: Draft, edge: float) -> Iterator[Draft]:
    sort = _sort(two)
    same = same_form(one, two, edge)
    if same and same_place(one, two, edge):
        if _clip_words(one) != _clip_words(two) and one.clip.shapes != two.clip.shapes:
            words = (_clip_words(one), _clip_words(two))
            yield replace(base, kind=Kind.CLIP, before=words[0], after=words[1])
        return
    resized = max(abs(a - b) for a, b in zip(one.size, two.size, strict=True)) > edge
    dx, dy = _shift(one, two)
    if resized:
        kinds = {"rule": Kind.RULE_RESIZED, "picture": Kind.PICTURE_RESIZED}
        kind = kinds.get(sort, Kind.PATH_CHANGED)
        yield replace(base, kind=kind, before=_size(one), after=_size(two))
    elif not same:
        yield replace(base, before=_size(one), after=_size(two))
    elif max(abs(dx), abs(dy)) > edge:
        yield replace(base, kind=_MOVED[sort], facts=(*base.facts, *shift_facts(dx, dy)))
    else:
        yield replace(base, kind=Kind.CLIP, before=_clip_words(one), after=_clip_words(two))


def _shift(one: Shape, two: Shape) -> tuple[float, float]:
    """How far the centre went."""
    return (
        (two.whole[0] + two.whole[2] - one.whole[0] - one.whole[2]) / 2,
        (two.whole[1] + two.whole[3] - one.whole[1] - one.whole[3]) / 2,
    )


def _picture_changes(one: Shape, two: Shape, base: Draft) -> Iterator[Draft]:
    if max(abs(a - b) for a, b in zip(one.turn, two.turn, strict=True)) > 0.002:
        words = [" ".join(f"{side:.3g}" for side in shape.turn) for shape in (one, two)]
        yield replace(base, kind=Kind.PICTURE_TURNED, before=words[0], after=words[1])
    if one.content == two.content:
        return
    old, new = one.facts, two.facts
    if old[3] != new[3] or old[2] != new[2]:
        words = [f"{facts[3]} {facts[2]} bit" for facts in (old, new)]
        yield replace(base, kind=Kind.PICTURE_COLOURS, before=words[0], after=words[1])
    if old[:2] != new[:2]:
        words = [
            f"{_ppi(shape)} ppi（{s}）" for shape, s in ((one, _pixels(one)), (two, _pixels(two)))
        ]
        yield replace(base, kind=Kind.PICTURE_RESOLUTION, before=words[0], after=words[1])
    if old[:4] == new[:4]:
        words = [f"{_pixels(shape)} {shape.content[:8]}" for shape in (one, two)]
        yield replace(base, kind=Kind.PICTURE_REPLACED, before=words[0], after=words[1])


def _pixels(shape: Shape) -> str:
    return f"{shape.facts[0]} × {shape.facts[1]} px"


def _ppi(shape: Shape) -> int:
    sides = zip(shape.facts[:2], shape.size, strict=True)
    return round(min(pixels / (points / 72) for pixels, points in sides if points > 0))


def _size(shape: Shape) -> str:
    return f"{shape.size[0] * MM:.2f} × {shape.size[1] * MM:.2f} mm"


def _clip_words(shape: Shape) -> str:
    parts = [f"{side * MM:.2f}" for side in shape.clip.box or ()]
    return " ".join([*parts, *(one[:6] for one in shape.clip.shapes)])


def _alone(shape: Shape, kinds: dict[str, Kind], *, gone: bool, name: Named) -> Draft:
    words = _size(shape)
    if shape.paint.fill is not None:
        words += f"，{shape.paint.fill.words('zh')}"
    before, after = (words, "") if gone else ("", words)
    return Draft(
        Layer.DRAWING, kinds[_sort(shape)], Gravity.ERROR, shape.box, before, after,
        facts=name.facts, mcid=shape.marks.mcid, gone=gone,
    )  # fmt: skip


def _swapped(pairing: Pairing, edge: float) -> Iterator[tuple[int, int]]:
    """Pairs of pictures each of which stands where another one stood."""
    pictures = [(a, b) for a, b in pairing.pairs if a.kind == "picture"]
    for one, two in pictures:
        if same_place(one, two, 10 * edge):
            continue
        for three, four in pictures:
            if three is not one and _about(two, three) and _about(four, one):
                yield (one.order, two.order)
                break


def _about(one: Shape, two: Shape) -> bool:
    """Whether two pictures stand at about the same place: their centres within 3 mm."""
    return max(abs(side) for side in _shift(one, two)) * MM < 3


def _swap(shape: Shape, pairing: Pairing) -> Draft:
    other = next(a for a, b in pairing.pairs if b is shape)
    return Draft(
        Layer.DRAWING, Kind.PICTURE_SWAPPED, Gravity.ERROR, shape.box,
        mcid=shape.marks.mcid, other=other.box,
    )  # fmt: skip


def _out_of_order(pairing: Pairing, edge: float) -> Iterator[Draft]:
    """Shapes that lie over what they lay under, or the other way round."""
    pairs = [(a, b) for a, b in pairing.pairs if same_place(a, b, edge)]
    kept = rising([one.order for one, _ in pairs])
    names = _Names(tuple(two for _, two in pairs))
    for index in range(len(pairs)):
        if index in kept:
            continue
        one, two = pairs[index]
        for three, four in pairs:
            before, after = one.order < three.order, two.order < four.order
            if before != after and three is not one and _touch(two.box, four.box):
                yield Draft(
                    Layer.DRAWING, Kind.PAINT_ORDER, Gravity.ERROR, two.box,
                    facts=names.of(two).facts, mcid=two.marks.mcid,
                )  # fmt: skip
                break


def _touch(one: Bounds, two: Bounds) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _folded(drafts: list[Draft]) -> Iterator[Draft]:
    """Neighbours that changed alike as one."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        moved = draft.kind in _MOVED.values()
        words = ("", "") if moved else (draft.before, draft.after)
        facts = dict(draft.facts)
        name = "" if moved and draft.kind is Kind.RULE_MOVED else str(facts.get("object_zh"))
        shift = str(facts.get("shift_zh", ""))
        key = (draft.kind, *words, name, shift, draft.gone)
        groups.setdefault(key, []).append(draft)
    for group in groups.values():
        first = group[0]
        if len(group) == 1 or first.kind is Kind.PICTURE_SWAPPED or first.bounds is None:
            yield from group
            continue
        facts = dict(first.facts)
        if first.kind is Kind.RULE_MOVED:
            facts["object_zh"], facts["object_en"] = f"{len(group)} 条线", f"{len(group)} rules"
        else:
            facts["object_zh"] = f"{len(group)} 处{facts.get('object_zh', '')}"
            facts["object_en"] = f"{len(group)} × {facts.get('object_en', '')}"
        bounds = around([draft.bounds for draft in group if draft.bounds is not None])
        yield replace(first, bounds=bounds, count=len(group), facts=tuple(facts.items()))
