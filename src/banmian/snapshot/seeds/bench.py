"""A PDF on the bench: its first page's content as steps that seeds change.

Inputs:  a PDF as bytes.
Outputs: `Bench`; the changed PDF as bytes, and where its first page changed.
Units:   those of the content stream; PDF points of the user space for places.
Source:  our choice: seeds change operators and objects, as programs at fault would, and know
         nothing of how pages are compared.
"""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pikepdf

from banmian.snapshot.canon import Canon, number
from banmian.snapshot.content import Reader
from banmian.snapshot.draft import around
from banmian.snapshot.drawn import Bounds
from banmian.snapshot.finding import Layer
from banmian.snapshot.ink import entry
from banmian.snapshot.lines import glyph_box
from banmian.snapshot.phrases import Kind
from banmian.snapshot.places import inherited

BUILDS = {"m", "l", "c", "v", "y", "h", "re"}
PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
COLOURS = {"g", "rg", "k", "cs", "sc", "scn"}


class Category(StrEnum):
    """The five sorts of faults."""

    TEXT = "text"
    GEOMETRY = "geometry"
    COLOUR = "colour"
    PRINT = "print"
    STRUCTURE = "structure"


@dataclass(slots=True)
class Step:
    """One operator with its operands; an inline image stays as it was."""

    name: str
    operands: list[object]
    raw: object = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A fault to plant.

    Attributes:
        layer: the layer that has to report it.
        kinds: any of these kinds will do.
        plant: changes the bench; False when the page has nothing to change.
    """

    name: str
    category: Category
    layer: Layer
    kinds: tuple[Kind, ...]
    plant: Callable[["Bench"], bool]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A harmless rewriting: no difference to anybody."""

    name: str
    rewrite: Callable[["Bench"], bytes | None]


@dataclass(slots=True)
class Bench:
    """A PDF to be changed."""

    data: bytes
    pdf: pikepdf.Pdf = field(init=False)
    steps: list[Step] = field(init=False)
    changed: bool = False

    def __post_init__(self) -> None:
        self.pdf = pikepdf.open(io.BytesIO(self.data))
        self.steps = [
            Step("BI", [], instruction)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage)
            else Step(str(instruction.operator), list(instruction.operands))
            for instruction in pikepdf.parse_content_stream(self.page)
        ]

    @property
    def page(self) -> pikepdf.Page:
        """The first page."""
        return self.pdf.pages[0]

    @property
    def resources(self) -> pikepdf.Object:
        """The page's resources, made its own."""
        found = inherited(self.page, "/Resources")
        self.page.obj["/Resources"] = found if found is not None else pikepdf.Dictionary()
        return self.page.obj["/Resources"]

    def add_resource(self, kind: str, name: str, value: object) -> pikepdf.Name:
        """Put a resource on the page and give its name."""
        resources = self.resources
        if kind not in resources:
            resources[kind] = pikepdf.Dictionary()
        resources[kind][f"/{name}"] = value
        return pikepdf.Name(f"/{name}")

    def save(self, **options: object) -> bytes:
        """The PDF with all changes."""
        if self.changed:
            instructions = [
                step.raw
                if step.raw is not None
                else pikepdf.ContentStreamInstruction(step.operands, pikepdf.Operator(step.name))
                for step in self.steps
            ]
            content = pikepdf.unparse_content_stream(instructions)
            self.page.obj["/Contents"] = self.pdf.make_stream(content)
        buffer = io.BytesIO()
        self.pdf.save(buffer, static_id=True, **options)
        return buffer.getvalue()

    def insert(self, place: int, *steps: tuple[str, list[object]]) -> None:
        """Put steps before a step."""
        self.steps[place:place] = [Step(name, operands) for name, operands in steps]
        self.changed = True

    def wrap(self, start: int, end: int, *before: tuple[str, list[object]]) -> None:
        """Put `q` and steps before a step, and `Q` behind another one."""
        self.insert(end + 1, ("Q", []))
        self.insert(start, ("q", []), *before)

    # what there is to change

    def shows(self, letters: int = 6) -> list[int]:
        """Steps that show a line of at least so many letters in a face of two-byte codes."""
        found = []
        face = ""
        for index, step in enumerate(self.steps):
            if step.name == "Tf":
                face = str(step.operands[0])
            elif step.name in ("Tj", "TJ") and self._two_bytes(face):
                codes = [one for one in self.codes(index) if isinstance(one, bytes)]
                found += [index] if len(codes) >= letters else []
        return found

    def _two_bytes(self, face: str) -> bool:
        font = entry(self.resources, "/Font", face)
        return font is not None and str(font.get("/Encoding")) == "/Identity-H"

    def codes(self, index: int) -> list[bytes | float]:
        """The codes a step shows, and the numbers between them."""
        operand = self.steps[index].operands[0]
        listed = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
        found: list[bytes | float] = []
        for one in listed:
            if isinstance(one, pikepdf.String):
                plain = bytes(one)
                found += [plain[n : n + 2] for n in range(0, len(plain), 2)]
            else:
                found.append(number(one))
        return found

    def set_codes(self, index: int, codes: Sequence[bytes | float]) -> None:
        """Show other codes."""
        array = [pikepdf.String(c) if isinstance(c, bytes) else round(c, 4) for c in codes]
        self.steps[index] = Step("TJ", [pikepdf.Array(array)])
        self.changed = True

    def block(self, index: int) -> tuple[int, int]:
        """The text object a step stands in: its BT and ET."""
        start = max(n for n in range(index) if self.steps[n].name == "BT")
        end = min(n for n in range(index, len(self.steps)) if self.steps[n].name == "ET")
        return start, end

    def fill_before(self, index: int) -> list[tuple[str, list[object]]]:
        """The steps that set the fill colour in force at a step."""
        stack: list[list[tuple[str, list[object]]]] = []
        now: list[tuple[str, list[object]]] = [("g", [0])]
        for step in self.steps[:index]:
            if step.name == "q":
                stack.append(now)
            elif step.name == "Q" and stack:
                now = stack.pop()
            elif step.name in ("sc", "scn"):
                now = [*(one for one in now if one[0] == "cs"), (step.name, step.operands)]
            elif step.name in COLOURS:
                now = [(step.name, step.operands)]
        return now

    def paths(self, *, rule: bool) -> list[tuple[int, int]]:
        """Painted paths, from the first to the last step: rules, or areas."""
        found = []
        start = -1
        for index, step in enumerate(self.steps):
            if step.name in BUILDS:
                start = index if start < 0 else start
            elif step.name in PAINTS and start >= 0:
                left, low, right, high = self.local_box(start, index)
                short, long_ = sorted((right - left, high - low))
                if (short < 4 and long_ > 40) == rule and long_ > 10:
                    found.append((start, index))
                start = -1
            elif step.name == "n":
                start = -1
        return found

    def local_box(self, start: int, end: int) -> Bounds:
        """The box of a path in its own space."""
        points: list[tuple[float, float]] = []
        for step in self.steps[start:end]:
            sides = [number(one) for one in step.operands]
            if step.name == "re":
                x, y, width, height = sides
                points += [(x, y), (x + width, y + height)]
            elif step.name in BUILDS:
                points += zip(sides[::2], sides[1::2], strict=True)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return (min(xs), min(ys), max(xs), max(ys))

    def pictures(self) -> list[int]:
        """Steps that draw pictures."""
        return [
            index
            for index, step in enumerate(self.steps)
            if step.name == "Do" and self.image(index) is not None
        ]

    def image(self, index: int) -> pikepdf.Object | None:
        """The picture a step draws."""
        thing = entry(self.resources, "/XObject", str(self.steps[index].operands[0]))
        picture = thing is not None and str(thing.get("/Subtype")) == "/Image"
        return thing if picture else None


def place_of_change(old: bytes, new: bytes) -> Bounds | None:
    """The box around all that was drawn on one first page only; None when the same was."""
    items = [_items(data) for data in (old, new)]
    boxes = [key[0] for key in ((items[0] - items[1]) + (items[1] - items[0]))]
    return around(boxes) if boxes else None


def _items(data: bytes) -> Counter[tuple[Bounds, str]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        drawing = Reader(pdf, Canon(pdf), "bench").read(1)
        glyphs = [(_round(glyph_box(g)), f"{g.text} {g.run.paint}") for g in drawing.glyphs]
        shapes = [(_round(s.box), f"{s.content} {s.turn} {s.paint}") for s in drawing.shapes]
    return Counter([*glyphs, *shapes])


def _round(box: Bounds) -> Bounds:
    left, bottom, right, top = (round(side, 1) for side in box)
    return (left, bottom, right, top)
