"""Faults of colour: what a plate-maker sees and a screen does not show.

Inputs:  `Bench`.
Outputs: `SEEDS`.
Units:   shares of ink.
Source:  our choice: black in other spaces, inks a few hundredths off, overprint, transparency.
"""

import pikepdf

from banmian.snapshot.canon import number
from banmian.snapshot.finding import Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.seeds.bench import Bench, Category, Seed, Step

Colour = tuple[str, list[object]]


def text_in(bench: Bench, *colour: Colour) -> bool:
    """A line in another colour; the one before is set again after it."""
    shows = bench.shows()
    if not shows:
        return False
    index = shows[len(shows) // 2]
    before = bench.fill_before(index)
    if _plain(list(colour)) == _plain(before):
        return False
    bench.insert(index + 1, *before)
    bench.insert(index, *colour)
    return True


def _plain(colour: list[Colour]) -> tuple[str, list[float]]:
    """A colour by its space and numbers, however it is set."""
    first, operands = colour[0]
    spaces = {"/DeviceGray": "g", "/DeviceRGB": "rg", "/DeviceCMYK": "k"}
    name = spaces.get(str(operands[0]), str(operands[0])) if first == "cs" else first
    return name, [number(one) for one in colour[-1][1] if not isinstance(one, pikepdf.Name)]


def text_in_spot(bench: Bench) -> bool:
    """A line in a spot colour."""
    function = pikepdf.Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.9, 0.1], N=1
    )
    space = pikepdf.Array(
        [pikepdf.Name.Separation, pikepdf.Name("/Red"), pikepdf.Name.DeviceCMYK, function]
    )
    name = bench.add_resource("/ColorSpace", "SeedSpot", space)
    return text_in(bench, ("cs", [name]), ("scn", [1]))


def _path_in(bench: Bench, *colour: Colour, rule: bool) -> bool:
    paths = bench.paths(rule=rule)
    if not paths:
        return False
    start, end = paths[-1]
    strokes = bench.steps[end].name in ("S", "s")
    named = [(name.upper() if strokes else name, operands) for name, operands in colour]
    bench.wrap(start, end, *named)
    return True


def ink(bench: Bench, by: float) -> bool:
    """A colour that is set has a few hundredths more or less of one ink or light."""
    for step in bench.steps:
        if step.name in ("k", "scn", "sc", "rg", "g"):
            for place, part in enumerate(step.operands):
                if not isinstance(part, pikepdf.Name) and 0.05 < number(part) + by <= 1:
                    step.operands[place] = round(number(part) + by, 4)
                    bench.changed = True
                    return True
    return text_in(bench, ("k", [0, abs(by), 0, 1]))


def _state(bench: Bench, values: dict[str, object], target: str) -> bool:
    """Draw a line of text, a rule or a picture in another state."""
    places: list[tuple[int, int]]
    if target == "text":
        places = [bench.block(index) for index in bench.shows()]
    elif target == "rule":
        places = bench.paths(rule=True)
    else:
        places = [(index, index) for index in bench.pictures()]
    if not places:
        return False
    name = bench.add_resource("/ExtGState", "SeedState", pikepdf.Dictionary(values))
    bench.wrap(*places[len(places) // 2], ("gs", [name]))
    return True


def picture_inverted(bench: Bench) -> bool:
    """A picture's light and dark are exchanged."""
    pictures = bench.pictures()
    if not pictures:
        return False
    image = bench.image(pictures[0])
    if image is None:
        return False
    count = len(pikepdf.PdfImage(image).as_pil_image().getbands())
    image["/Decode"] = pikepdf.Array([1, 0] * count)
    return True


def picture_space(bench: Bench) -> bool:
    """A picture is in another colour space."""
    for index in bench.pictures():
        image = bench.image(index)
        if image is None:
            continue
        seen = pikepdf.PdfImage(image).as_pil_image()
        other = seen.convert("RGB" if seen.mode in ("L", "CMYK", "1") else "L")
        image.write(other.tobytes())
        space = "/DeviceRGB" if other.mode == "RGB" else "/DeviceGray"
        image["/ColorSpace"], image["/BitsPerComponent"] = pikepdf.Name(space), 8
        return True
    return False


def picture_masked(bench: Bench) -> bool:
    """A picture is made half transparent by a soft mask."""
    pictures = bench.pictures()
    image = bench.image(pictures[0]) if pictures else None
    if image is None:
        return False
    image["/SMask"] = bench.pdf.make_stream(
        bytes([128]), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    return True


def behind(bench: Bench) -> bool:
    """A white area is laid over a line."""
    shows = bench.shows()
    if not shows:
        return False
    bench.steps.append(Step("q", []))
    bench.steps += [Step("g", [1]), Step("re", [30, 30, 200, 9]), Step("f", []), Step("Q", [])]
    bench.changed = True
    return True


_C, _D = Category.COLOUR, Layer.DRAWING
_TEXT = (Kind.TEXT_COLOUR,)
SEEDS = (
    Seed("text in RGB black", _C, _D, _TEXT, lambda b: text_in(b, ("rg", [0, 0, 0]))),
    Seed("text in grey black", _C, _D, _TEXT, lambda b: text_in(b, ("g", [0]))),
    Seed("text in K", _C, _D, _TEXT, lambda b: text_in(b, ("k", [0, 0, 0, 1]))),
    Seed("text in rich black", _C, _D, _TEXT, lambda b: text_in(b, ("k", [0.6, 0.4, 0.4, 1]))),
    Seed("text in K 97", _C, _D, _TEXT, lambda b: text_in(b, ("k", [0, 0, 0, 0.97]))),
    Seed("text in a spot colour", _C, _D, _TEXT, text_in_spot),
    Seed(
        "rule in RGB red", _C, _D, (Kind.COLOUR,),
        lambda b: _path_in(b, ("rg", [1, 0, 0]), rule=True),
    ),
    Seed(
        "tint lighter", _C, _D, (Kind.COLOUR,),
        lambda b: _path_in(b, ("k", [0, 0, 0, 0.07]), rule=False),
    ),
    Seed("ink less by two hundredths", _C, _D, (*_TEXT, Kind.COLOUR), lambda b: ink(b, -0.02)),
    Seed("ink more by three hundredths", _C, _D, (*_TEXT, Kind.COLOUR), lambda b: ink(b, 0.03)),
    Seed(
        "text overprints", _C, _D, (Kind.OVERPRINT,),
        lambda b: _state(b, {"/op": True, "/OP": True, "/OPM": 1}, "text"),
    ),
    Seed(
        "rule overprints", _C, _D, (Kind.OVERPRINT,),
        lambda b: _state(b, {"/op": True, "/OP": True, "/OPM": 1}, "rule"),
    ),
    Seed(
        "text at 95 %", _C, _D, (Kind.TRANSPARENCY,),
        lambda b: _state(b, {"/ca": 0.95, "/CA": 0.95}, "text"),
    ),
    Seed(
        "picture multiplies", _C, _D, (Kind.TRANSPARENCY,),
        lambda b: _state(b, {"/BM": pikepdf.Name.Multiply}, "picture"),
    ),
    Seed("picture inverted", _C, _D, (Kind.PICTURE_REPLACED,), picture_inverted),
    Seed("picture in another space", _C, _D, (Kind.PICTURE_COLOURS,), picture_space),
    Seed("picture with a mask", _C, _D, (Kind.PICTURE_REPLACED,), picture_masked),
    Seed("white over the page", _C, _D, (Kind.PATH_ADDED,), behind),
)  # fmt: skip
