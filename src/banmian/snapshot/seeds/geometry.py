"""Faults of place and size: rules, lines of text, pictures.

Inputs:  `Bench`.
Outputs: `SEEDS`.
Units:   those of the content stream, a point or three quarters of one: 1.13 is 0.3 to 0.4 mm.
Source:  our choice: shifts as small as a reader's eye may miss and a printer's may not.
"""

import pikepdf

from banmian.snapshot.canon import number
from banmian.snapshot.finding import Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.seeds.bench import Bench, Category, Seed, Step

STEP = 1.13


def _move(x: float, y: float) -> tuple[str, list[object]]:
    return ("cm", [1, 0, 0, 1, x, y])


def _scale(bench: Bench, path: tuple[int, int], across: float, up: float) -> None:
    """Scale a path from its corner."""
    left, low, _, _ = bench.local_box(*path)
    matrix: list[object] = [across, 0, 0, up, left * (1 - across), low * (1 - up)]
    bench.wrap(*path, ("cm", [round(number(side), 6) for side in matrix]))


def text_moved(bench: Bench, x: float, y: float) -> bool:
    """One text object stands elsewhere."""
    shows = bench.shows()
    if not shows:
        return False
    bench.wrap(*bench.block(shows[len(shows) // 2]), _move(x, y))
    return True


def spaced(bench: Bench) -> bool:
    """A line is spaced by a twentieth of a point."""
    shows = bench.shows()
    if not shows:
        return False
    index = shows[len(shows) // 2]
    bench.insert(index + 1, ("Tc", [0]))
    bench.insert(index, ("Tc", [0.05]))
    return True


def page_moved(bench: Bench) -> bool:
    """Everything stands a tenth of a millimetre lower."""
    if not bench.shows():
        return False
    bench.insert(0, _move(0, -0.283))
    return True


def _rule(bench: Bench, what: str) -> bool:
    rules = bench.paths(rule=True)
    if not rules:
        return False
    path = rules[-1]
    left, low, right, high = bench.local_box(*path)
    upright = high - low > right - left
    if what == "moved":
        bench.wrap(*path, _move(STEP, 0) if upright else _move(0, STEP))
    elif what == "shorter":
        _scale(bench, path, *((1, 0.97) if upright else (0.97, 1)))
    elif what == "gone":
        bench.steps[path[1]] = Step("n", [])
        bench.changed = True
    else:
        copies = [(s.name, list(s.operands)) for s in bench.steps[path[0] : path[1] + 1]]
        bench.insert(path[1] + 1, ("q", []), _move(0.6, 0.6), *copies, ("Q", []))
    return True


def rule_thicker(bench: Bench) -> bool:
    """A rule is half as thick again."""
    rules = bench.paths(rule=True)
    if not rules:
        return False
    start, end = rules[-1]
    if bench.steps[end].name in ("S", "s"):
        width = next((s.operands[0] for s in reversed(bench.steps[:end]) if s.name == "w"), 1)
        bench.wrap(start, end, ("w", [number(width) * 1.5]))
        return True
    left, low, right, high = bench.local_box(start, end)
    upright = high - low > right - left
    _scale(bench, (start, end), *((1.5, 1) if upright else (1, 1.5)))
    return True


def box_added(bench: Bench) -> bool:
    """A small black box stands at the foot."""
    bench.insert(0, ("q", []), ("re", [40, 40, 5, 5]), ("f", []), ("Q", []))
    return True


def tint_larger(bench: Bench) -> bool:
    """A tint is a hundredth wider."""
    areas = bench.paths(rule=False)
    if not areas:
        return False
    _scale(bench, areas[-1], 1.01, 1)
    return True


def _picture(bench: Bench, matrix: list[object]) -> bool:
    pictures = bench.pictures()
    if not pictures:
        return False
    bench.wrap(pictures[0], pictures[0], ("cm", matrix))
    return True


def picture_cut(bench: Bench) -> bool:
    """A picture is cut at its edge."""
    pictures = bench.pictures()
    if not pictures:
        return False
    box: list[object] = [0, 0, 0.97, 1]
    bench.wrap(pictures[0], pictures[0], ("re", box), ("W", []), ("n", []))
    return True


def pictures_swapped(bench: Bench) -> bool:
    """Two pictures are in each other's place."""
    pictures = bench.pictures()
    first = pictures[0] if pictures else -1
    for other in pictures[1:]:
        if bench.steps[other].operands != bench.steps[first].operands:
            one, two = bench.steps[first], bench.steps[other]
            bench.steps[first], bench.steps[other] = two, one
            bench.changed = True
            return True
    return False


def picture_gone(bench: Bench) -> bool:
    """A picture is not drawn."""
    pictures = bench.pictures()
    if not pictures:
        return False
    del bench.steps[pictures[-1]]
    bench.changed = True
    return True


def picture_coarse(bench: Bench) -> bool:
    """A picture has a third of its pixels."""
    for index in bench.pictures():
        image = bench.image(index)
        if image is None or int(image["/Width"]) < 30:
            continue
        seen = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        small = seen.resize((seen.width // 3, seen.height // 3))
        image.write(small.tobytes())
        image["/Width"], image["/Height"] = small.width, small.height
        image["/ColorSpace"], image["/BitsPerComponent"] = pikepdf.Name("/DeviceRGB"), 8
        return True
    return False


_G, _D = Category.GEOMETRY, Layer.DRAWING
_MOVED = (Kind.TEXT_MOVED, Kind.TEXT_REFLOWED)
SEEDS = (
    Seed("text lower", _G, Layer.TEXT, _MOVED, lambda b: text_moved(b, 0, STEP)),
    Seed("text to the right", _G, Layer.TEXT, _MOVED, lambda b: text_moved(b, 0.38, 0)),
    Seed("spaced line", _G, Layer.TEXT, _MOVED, spaced),
    Seed("page lower", _G, Layer.TEXT, _MOVED, page_moved),
    Seed("rule moved", _G, _D, (Kind.RULE_MOVED,), lambda b: _rule(b, "moved")),
    Seed("rule shorter", _G, _D, (Kind.RULE_RESIZED,), lambda b: _rule(b, "shorter")),
    Seed("rule thicker", _G, _D, (Kind.RULE_RESIZED, Kind.STROKE), rule_thicker),
    Seed("rule gone", _G, _D, (Kind.RULE_REMOVED,), lambda b: _rule(b, "gone")),
    Seed("rule doubled", _G, _D, (Kind.RULE_ADDED,), lambda b: _rule(b, "doubled")),
    Seed("box added", _G, _D, (Kind.PATH_ADDED,), box_added),
    Seed("tint wider", _G, _D, (Kind.PATH_CHANGED, Kind.RULE_RESIZED), tint_larger),
    Seed(
        "picture moved", _G, _D, (Kind.PICTURE_MOVED, Kind.CLIP, Kind.PICTURE_RESIZED),
        lambda b: _picture(b, [1, 0, 0, 1, 0.01, 0]),
    ),
    Seed(
        "picture larger", _G, _D, (Kind.PICTURE_RESIZED, Kind.CLIP),
        lambda b: _picture(b, [1.02, 0, 0, 1.02, 0, 0]),
    ),
    Seed(
        "picture mirrored", _G, _D, (Kind.PICTURE_TURNED,),
        lambda b: _picture(b, [-1, 0, 0, 1, 1, 0]),
    ),
    Seed("picture cut", _G, _D, (Kind.CLIP, Kind.PICTURE_RESIZED), picture_cut),
    Seed(
        "pictures swapped", _G, _D, (Kind.PICTURE_SWAPPED, Kind.PICTURE_REPLACED), pictures_swapped
    ),
    Seed("picture gone", _G, _D, (Kind.PICTURE_REMOVED,), picture_gone),
    Seed("picture coarse", _G, _D, (Kind.PICTURE_RESOLUTION,), picture_coarse),
)  # fmt: skip
