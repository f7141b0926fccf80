"""Faults of a file for print that no screen shows: boxes, intents, fonts, layers.

Inputs:  `Bench`.
Outputs: `SEEDS`.
Units:   PDF points.
Source:  ISO 15930-7 (PDF/X-4): what a press asks of a file, and can be missing without a trace.
"""

import pikepdf

from banmian.snapshot.canon import number
from banmian.snapshot.finding import Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.places import inherited
from banmian.snapshot.seeds.bench import Bench, Category, Seed


def _box(bench: Bench, name: str, by: float) -> bool:
    """A page box whose left edge stands elsewhere; added where there is none."""
    box = bench.page.obj.get(name)
    whole = inherited(bench.page, "/MediaBox")
    sides = [number(side) for side in (box if box is not None else whole or ())]
    if len(sides) != 4:
        return False
    sides[0] += by
    bench.page.obj[name] = pikepdf.Array([round(side, 4) for side in sides])
    return True


def _entry(bench: Bench, name: str, value: object) -> bool:
    bench.page.obj[name] = value
    return True


def intent(bench: Bench) -> bool:
    """An output intent is another one, or there is one now."""
    intents = bench.pdf.Root.get("/OutputIntents")
    if isinstance(intents, pikepdf.Array) and len(intents):
        intents[0]["/OutputConditionIdentifier"] = pikepdf.String("FOGRA39")
        return True
    one = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name("/GTS_PDFX"),
        OutputConditionIdentifier=pikepdf.String("CGATS TR 001"),
    )
    bench.pdf.Root["/OutputIntents"] = pikepdf.Array([one])
    return True


def not_embedded(bench: Bench) -> bool:
    """A font that is shown is not in the file."""
    shows = bench.shows()
    if not shows:
        return False
    face = next(s.operands[0] for s in reversed(bench.steps[: shows[0]]) if s.name == "Tf")
    inner = bench.resources["/Font"][str(face)]["/DescendantFonts"][0]["/FontDescriptor"]
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in inner:
            del inner[key]
    return True


def renamed(bench: Bench) -> bool:
    """A font says it is another one."""
    shows = bench.shows()
    if not shows:
        return False
    face = next(s.operands[0] for s in reversed(bench.steps[: shows[0]]) if s.name == "Tf")
    bench.resources["/Font"][str(face)]["/BaseFont"] = pikepdf.Name("/ABCDEF+Other-Face")
    return True


def _group(bench: Bench) -> dict[str, object]:
    group = bench.pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("只印样张"))
    )
    bench.pdf.Root["/OCProperties"] = pikepdf.Dictionary(
        OCGs=pikepdf.Array([group]), D=pikepdf.Dictionary(ON=pikepdf.Array([group]))
    )
    return {"group": group}


def in_layer(bench: Bench) -> bool:
    """A line belongs to a layer that can be switched off."""
    shows = bench.shows()
    if not shows:
        return False
    group = _group(bench)["group"]
    name = bench.add_resource("/Properties", "SeedLayer", group)
    index = shows[0]
    bench.insert(index + 1, ("EMC", []))
    bench.insert(index, ("BDC", [pikepdf.Name("/OC"), name]))
    return True


def page_added(bench: Bench) -> bool:
    """There is a white page at the end."""
    bench.pdf.add_blank_page(page_size=(300, 300))
    return True


def key_of_x4(bench: Bench) -> bool:
    """The file says that it is another version of PDF/X."""
    bench.pdf.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-9")
    return True


def group_of_page(bench: Bench) -> bool:
    """The page blends in RGB."""
    return _entry(
        bench,
        "/Group",
        pikepdf.Dictionary(
            Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB
        ),
    )


def halftone(bench: Bench) -> bool:
    """A line is drawn through a transfer function."""
    shows = bench.shows()
    if not shows:
        return False
    function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    state = pikepdf.Dictionary(TR=function)
    name = bench.add_resource("/ExtGState", "SeedTransfer", state)
    bench.wrap(*bench.block(shows[0]), ("gs", [name]))
    return True


def default_space(bench: Bench) -> bool:
    """Plain colours stand for calibrated ones."""
    space = pikepdf.Array(
        [pikepdf.Name.CalGray, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09], Gamma=1.8)]
    )
    rgb = pikepdf.Array(
        [pikepdf.Name.CalRGB, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09], Gamma=[1.8, 1.8, 1.8])]
    )
    bench.add_resource("/ColorSpace", "DefaultGray", space)
    bench.add_resource("/ColorSpace", "DefaultRGB", rgb)
    uses = {"g", "rg", "G", "RG"} & {step.name for step in bench.steps}
    if not uses:
        bench.insert(0, ("q", []), ("g", [0.5]), ("re", [30, 30, 4, 4]), ("f", []), ("Q", []))
    return bool(uses)


_P, _DOC = Category.PRINT, Layer.DOCUMENT
SEEDS = (
    Seed("TrimBox", _P, _DOC, (Kind.BOX,), lambda b: _box(b, "/TrimBox", 1)),
    Seed("BleedBox", _P, _DOC, (Kind.BOX,), lambda b: _box(b, "/BleedBox", 1)),
    Seed("CropBox", _P, _DOC, (Kind.BOX,), lambda b: _box(b, "/CropBox", 2)),
    Seed("MediaBox", _P, _DOC, (Kind.BOX,), lambda b: _box(b, "/MediaBox", -9)),
    Seed("page turned", _P, _DOC, (Kind.PAGE_ENTRY,), lambda b: _entry(b, "/Rotate", 90)),
    Seed("user unit", _P, _DOC, (Kind.PAGE_ENTRY,), lambda b: _entry(b, "/UserUnit", 2)),
    Seed("page's blending space", _P, _DOC, (Kind.PAGE_ENTRY,), group_of_page),
    Seed("output intent", _P, _DOC, (Kind.INTENT,), intent),
    Seed("font not embedded", _P, _DOC, (Kind.FONT_EMBEDDING,), not_embedded),
    Seed("font renamed", _P, _DOC, (Kind.FONT_ADDED,), renamed),
    Seed("in a layer", _P, Layer.DRAWING, (Kind.LAYERING,), in_layer),
    Seed("key of PDF/X", _P, _DOC, (Kind.METADATA,), key_of_x4),
    Seed("transfer function", _P, Layer.DRAWING, (Kind.RENDERING,), halftone),
    Seed("default colour space", _P, Layer.DRAWING, (Kind.COLOUR, Kind.TEXT_COLOUR), default_space),
    Seed("page added", _P, _DOC, (Kind.PAGE_ADDED,), page_added),
)
