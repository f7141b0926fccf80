"""Which shape of the new page is which of the old one.

Inputs:  the shapes of two pages.
Outputs: pairs, and what is left on either side.
Units:   PDF points.
Source:  our choice: what stands where it stood first, then what only moved, then what shares edges;
         the nearest each time, so that a moved rule is a moved rule and not one gone and one new.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from banmian.snapshot.drawn import Shape

NEAR_MAX = 170.0  # points (60 mm) within which a shape that moved is looked for
PAIRS_MAX = 4_000_000  # comparisons of one pass; more shapes than that are told as gone and new

Fits = Callable[[Shape, Shape], bool]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Shapes that belong together, and those alone."""

    pairs: tuple[tuple[Shape, Shape], ...]
    gone: tuple[Shape, ...]
    added: tuple[Shape, ...]


def pair_shapes(old: Sequence[Shape], new: Sequence[Shape], edge: float) -> Pairing:
    """Pair the shapes of two pages; `edge` in points is no distance at all."""
    pairs: list[tuple[Shape, Shape]] = []
    one, two = _take_equal(list(old), list(new), pairs)
    passes: tuple[tuple[Fits, bool], ...] = (  # the very same thing may have gone far
        (
            lambda a, b: (
                same_place(a, b, edge) and same_form(a, b, edge) and a.content == b.content
            ),
            False,
        ),
        (lambda a, b: bool(a.content) and a.content == b.content, True),
        (lambda a, b: same_place(a, b, edge), False),
        (lambda a, b: same_form(a, b, edge) and a.paint == b.paint, True),
        (lambda a, b: same_form(a, b, edge), False),
        (lambda a, b: _edges_shared(a, b, edge) >= 2, False),
        (_much_alike, False),
        (lambda a, b: a.paint == b.paint and _overlap(a, b) > 0.5, False),
    )
    for fits, far in passes:
        one, two = _take(one, two, fits, pairs, far=far)
    pairs.sort(key=lambda pair: pair[1].order)
    return Pairing(tuple(pairs), tuple(one), tuple(two))


def same_place(one: Shape, two: Shape, edge: float) -> bool:
    """Whether two shapes fill the same box, and as much of it is seen."""
    sides = zip((*one.box, *one.whole), (*two.box, *two.whole), strict=True)
    return all(abs(a - b) <= edge for a, b in sides)


def same_form(one: Shape, two: Shape, edge: float) -> bool:
    """Whether two shapes have the same size and outline."""
    if max(abs(a - b) for a, b in zip(one.size, two.size, strict=True)) > edge:
        return False
    if one.outline == two.outline:
        return True
    if [step for step, _ in one.outline] != [step for step, _ in two.outline]:
        return False
    return all(
        abs(a - b) <= edge
        for (_, sides), (_, others) in zip(one.outline, two.outline, strict=True)
        for a, b in zip(sides, others, strict=True)
    )


def _take_equal(
    old: list[Shape], new: list[Shape], pairs: list[tuple[Shape, Shape]]
) -> tuple[list[Shape], list[Shape]]:
    """Pair what is equal to the hundredth of a point, quickly."""
    waiting: dict[object, deque[Shape]] = defaultdict(deque)
    for shape in old:
        waiting[_key(shape)].append(shape)
    left = []
    for shape in new:
        queue = waiting.get(_key(shape))
        if queue:
            pairs.append((queue.popleft(), shape))
        else:
            left.append(shape)
    rest = [shape for queue in waiting.values() for shape in queue]
    return sorted(rest, key=lambda shape: shape.order), left


def _key(shape: Shape) -> object:
    box = tuple(round(side, 2) for side in (*shape.box, *shape.whole))
    steps = tuple(step for step, _ in shape.outline)
    return (shape.kind, box, steps, shape.content, shape.paint)


def _take(
    old: list[Shape], new: list[Shape], fits: Fits, pairs: list[tuple[Shape, Shape]], *, far: bool
) -> tuple[list[Shape], list[Shape]]:
    """Pair the nearest that fit."""
    if not old or not new or len(old) * len(new) > PAIRS_MAX:
        return old, new
    limit = float("inf") if far else NEAR_MAX
    near = sorted(
        (distance, i, j)
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if a.kind == b.kind and (distance := _distance(a, b)) <= limit and fits(a, b)
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, i, j in near:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return (
        [shape for n, shape in enumerate(old) if n not in taken_old],
        [shape for n, shape in enumerate(new) if n not in taken_new],
    )


def _distance(one: Shape, two: Shape) -> float:
    return (
        max(
            abs(one.box[0] + one.box[2] - two.box[0] - two.box[2]),
            abs(one.box[1] + one.box[3] - two.box[1] - two.box[3]),
        )
        / 2
    )


def _much_alike(one: Shape, two: Shape) -> bool:
    """Whether two shapes have about the same middle and size."""
    sizes = zip(one.size, two.size, strict=True)
    return _distance(one, two) <= 3 and all(abs(a - b) <= 1 + 0.2 * max(a, b) for a, b in sizes)


def _edges_shared(one: Shape, two: Shape, edge: float) -> int:
    return sum(abs(a - b) <= edge for a, b in zip(one.box, two.box, strict=True))


def _overlap(one: Shape, two: Shape) -> float:
    """The common part of two boxes as a share of the larger one."""
    width = min(one.box[2], two.box[2]) - max(one.box[0], two.box[0])
    height = min(one.box[3], two.box[3]) - max(one.box[1], two.box[1])
    if width <= 0 or height <= 0:
        return 0.0
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (one.box, two.box)]
    return width * height / max(*areas, 1e-9)
