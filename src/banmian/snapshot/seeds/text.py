"""Faults of the text: what an author, a sub-editor or a script gets wrong.

Inputs:  `Bench`.
Outputs: `SEEDS`.
Units:   those of the content stream.
Source:  our choice: faults seen in newspapers, the smallest of each sort.
"""

from itertools import pairwise

import pikepdf

from banmian.snapshot.canon import stream_data
from banmian.snapshot.finding import Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.seeds.bench import Bench, Category, Seed, Step

WORDS = (Kind.CHARACTER, Kind.TEXT_REPLACED)


def _letters(codes: list[bytes | float]) -> list[int]:
    return [n for n, one in enumerate(codes) if isinstance(one, bytes)]


def wrong_character(bench: Bench) -> bool:
    """One character is another of the same face."""
    for index in bench.shows():
        codes = bench.codes(index)
        places = _letters(codes)
        middle = places[len(places) // 2]
        other = next((codes[n] for n in places if codes[n] != codes[middle]), None)
        if other is not None:
            codes[middle] = other
            bench.set_codes(index, codes)
            return True
    return False


def _edit(bench: Bench, change: str) -> bool:
    shows = bench.shows()
    if not shows:
        return False
    index = shows[len(shows) // 2]
    codes = bench.codes(index)
    places = _letters(codes)
    place = places[len(places) // 2]
    if change == "missing":
        del codes[place]
    elif change == "doubled":
        codes.insert(place, codes[place])
    elif change == "five":
        codes[place:place] = [codes[n] for n in places[:5]]
    else:
        other = next((n for n in places if codes[n] != codes[place]), place)
        codes[place], codes[other] = codes[other], codes[place]
    bench.set_codes(index, codes)
    return True


def line_gone(bench: Bench) -> bool:
    """A line is not shown."""
    shows = bench.shows()
    if not shows:
        return False
    bench.set_codes(shows[-1], [])
    return True


def line_doubled(bench: Bench) -> bool:
    """A line is shown twice, one over the other a little apart."""
    shows = bench.shows()
    if not shows:
        return False
    start, end = bench.block(shows[0])
    copies = [(step.name, list(step.operands)) for step in bench.steps[start : end + 1]]
    bench.insert(end + 1, ("q", []), ("cm", [1, 0, 0, 1, 0.4, 0.4]), *copies, ("Q", []))
    return True


def lines_swapped(bench: Bench) -> bool:
    """Two lines stand in each other's place."""
    shows = bench.shows()
    for first, second in pairwise(shows):
        one, two = bench.codes(first), bench.codes(second)
        if one != two and bench.block(first) == bench.block(second):
            bench.set_codes(first, two)
            bench.set_codes(second, one)
            return True
    for first, second in pairwise(shows):
        one, two = bench.codes(first), bench.codes(second)
        if one != two and _face(bench, first) == _face(bench, second):
            bench.set_codes(first, two)
            bench.set_codes(second, one)
            return True
    return False


def _face(bench: Bench, index: int) -> str:
    return next(str(s.operands[0]) for s in reversed(bench.steps[:index]) if s.name == "Tf")


def _unseen(bench: Bench, *look: tuple[str, list[object]]) -> bool:
    """Show some letters at the foot of the page so that nobody sees them."""
    shows = bench.shows()
    if not shows:
        return False
    index = shows[0]
    face = bench.steps[max(n for n in range(index) if bench.steps[n].name == "Tf")].operands[0]
    codes = [one for one in bench.codes(index) if isinstance(one, bytes)][:6]
    text = pikepdf.Array([pikepdf.String(b"".join(codes))])
    show: list[tuple[str, list[object]]] = [
        ("q", []), ("BT", []), *look, ("Tf", [face, 6]), ("Tm", [1, 0, 0, 1, 30, 12]),
        ("TJ", [text]), ("ET", []), ("Q", []),
    ]  # fmt: skip
    bench.insert(0, *show)
    return True


def reading_order(bench: Bench) -> bool:
    """Two lines are shown in the other order, each at its place."""
    steps = bench.steps
    shows = bench.shows()
    for one, two in pairwise(shows):
        placed = steps[one - 1].name == steps[two - 1].name == "Tm" and two == one + 2
        if placed and bench.codes(one) != bench.codes(two):
            steps[one - 1 : two + 1] = [*steps[two - 1 : two + 1], *steps[one - 1 : one + 1]]
            bench.changed = True
            return True
    return _swap_blocks(bench, list(dict.fromkeys(bench.block(index) for index in shows)))


def _swap_blocks(bench: Bench, blocks: list[tuple[int, int]]) -> bool:
    """Exchange two whole groups `q … Q` around text."""
    groups = []
    for start, end in blocks:
        before = [n for n in range(start) if bench.steps[n].name == "q"]
        if before and bench.steps[end + 1].name == "Q":
            groups.append((before[-1], end + 1))
    for (a, b), (c, d) in pairwise(groups):
        inner = bench.steps[a : d + 1]
        if b < c and inner.count(Step("q", [])) == inner.count(Step("Q", [])):
            steps = bench.steps
            steps[a : d + 1] = steps[c : d + 1] + steps[b + 1 : c] + steps[a : b + 1]
            bench.changed = True
            return True
    return False


def copied_otherwise(bench: Bench) -> bool:
    """ToUnicode says another character for a code that is shown."""
    shows = bench.shows()
    if not shows:
        return False
    index = shows[len(shows) // 2]
    code = next(one for one in bench.codes(index) if isinstance(one, bytes))
    font = bench.resources["/Font"][_face(bench, index)]
    data = stream_data(font["/ToUnicode"])
    line = f"1 beginbfchar\n<{code.hex()}> <5DF2>\nendbfchar\nendcmap".encode()
    changed = data.replace(b"endcmap", line)
    font["/ToUnicode"] = bench.pdf.make_stream(changed)
    return changed != data


def not_copied(bench: Bench) -> bool:
    """A font has no ToUnicode any more."""
    shows = bench.shows()
    if not shows:
        return False
    font = bench.resources["/Font"][_face(bench, shows[0])]
    del font["/ToUnicode"]
    return True


def larger(bench: Bench) -> bool:
    """A line in a size two hundredths larger."""
    shows = bench.shows()
    if not shows:
        return False
    place = max(n for n in range(shows[-1]) if bench.steps[n].name == "Tf")
    face, size = bench.steps[place].operands
    bench.steps[place] = Step("Tf", [face, round(float(size) * 1.02, 4)])  # type: ignore[arg-type]
    bench.changed = True
    return True


def narrower(bench: Bench) -> bool:
    """A line stretched to 97 %."""
    shows = bench.shows()
    if not shows:
        return False
    index = shows[-1]
    bench.insert(index + 1, ("Tz", [100]))
    bench.insert(index, ("Tz", [97]))
    return True


def spelled(bench: Bench) -> bool:
    """Marked content says another text than it shows."""
    for step in bench.steps:
        if step.name == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary):
            step.operands[1]["/ActualText"] = pikepdf.String("另一种说法")
            bench.changed = True
            return True
    return False


_WHITE: tuple[str, list[object]] = ("g", [1])
_T, _L = Category.TEXT, Layer.TEXT
_SWAPPED = (Kind.TEXT_MOVED, Kind.TEXT_SWAPPED, *WORDS, Kind.TEXT_INSERTED)
SEEDS = (
    Seed("wrong character", _T, _L, WORDS, wrong_character),
    Seed("missing character", _T, _L, (Kind.TEXT_DELETED,), lambda b: _edit(b, "missing")),
    Seed("doubled character", _T, _L, (Kind.TEXT_INSERTED,), lambda b: _edit(b, "doubled")),
    Seed("five characters more", _T, _L, (Kind.TEXT_INSERTED,), lambda b: _edit(b, "five")),
    Seed(
        "transposed characters", _T, _L, (*WORDS, Kind.TEXT_INSERTED, Kind.TEXT_DELETED),
        lambda b: _edit(b, "transposed"),
    ),
    Seed("line gone", _T, _L, (Kind.TEXT_DELETED,), line_gone),
    Seed("line printed twice", _T, _L, (Kind.TEXT_INSERTED,), line_doubled),
    Seed("lines swapped", _T, _L, _SWAPPED, lines_swapped),
    Seed(
        "invisible text", _T, _L, (Kind.TEXT_HIDDEN,), lambda b: _unseen(b, ("Tr", [3]))
    ),
    Seed("white text", _T, _L, (Kind.TEXT_HIDDEN,), lambda b: _unseen(b, _WHITE)),
    Seed("order of lines", _T, _L, (Kind.TEXT_ORDER,), reading_order),
    Seed("copied otherwise", _T, _L, (Kind.EXTRACTION,), copied_otherwise),
    Seed("cannot be copied", _T, Layer.DOCUMENT, (Kind.TO_UNICODE,), not_copied),
    Seed("larger line", _T, _L, (Kind.SIZE,), larger),
    Seed("stretched line", _T, _L, (Kind.TURNED,), narrower),
    Seed("says another text", _T, Layer.DRAWING, (Kind.MARKING,), spelled),
)  # fmt: skip
