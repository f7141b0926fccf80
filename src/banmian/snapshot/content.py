"""Layer 3's reader: a page's content streams, run into glyphs and shapes.

Inputs:  a page of an open PDF.
Outputs: `PageDrawing`.
Units:   PDF points of the page's user space, y upwards.
Source:  ISO 32000-2 Annex A (operators), 8.4 to 9.4. How a stream is split, how strings are split
         in text arrays, what resources are called: none of it is left in the result.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pikepdf

from banmian.errors import Place, UsageError
from banmian.snapshot.canon import Canon, number
from banmian.snapshot.drawn import Marks, PageDrawing, multiply
from banmian.snapshot.face import Face, read_face
from banmian.snapshot.ink import DEVICE_CMYK, DEVICE_GRAY, DEVICE_RGB, Ink, Space, Spaces, entry
from banmian.snapshot.pen import Pen, State
from banmian.snapshot.places import inherited

FORMS_MAX = 24  # forms inside forms
STEPS_MAX = 20_000_000  # operators of a page; a broadsheet has 3,000 to 50,000

_CAPS = {"w": "width", "J": "cap", "j": "join", "M": "mitre"}


class Reader:
    """Reads the pages of one file."""

    def __init__(self, pdf: pikepdf.Pdf, canon: Canon, name: str) -> None:
        self.canon = canon
        self.faces: dict[object, Face] = {}
        self.spaces = Spaces(canon)
        self._pdf = pdf
        self._name = name

    def read(self, number_: int) -> PageDrawing:
        """Read a page, by its number from 1.

        Raises:
            UsageError: its content cannot be read, or has no end.
        """
        page = self._pdf.pages[number_ - 1]
        resources = inherited(page, "/Resources")
        pen = Pen()
        run = _Run(self, pen)
        try:
            run.stream(page, resources, 0)
        except (pikepdf.PdfError, RecursionError, OverflowError) as error:
            message = f"page {number_}: cannot read its content: {error}"
            raise UsageError.of("unreadable-pdf", message, Place(self._name)) from error
        return pen.drawing()

    def too_much(self) -> UsageError:
        """The fault of a page whose content has no end."""
        return UsageError.of("unreadable-pdf", "a page's content has no end", Place(self._name))

    def face(self, resources: pikepdf.Object | None, name: str) -> Face | None:
        """A font by its name among the resources."""
        font = entry(resources, "/Font", name)
        if not isinstance(font, pikepdf.Dictionary):
            return None
        key: object = font.objgen if font.is_indirect else self.canon.digest(font)
        if key not in self.faces:
            self.faces[key] = read_face(font, self.canon)
        return self.faces[key]


class _Run:
    """Runs the operators of one page."""

    def __init__(self, reader: Reader, pen: Pen) -> None:
        self.reader = reader
        self.pen = pen
        self.steps = 0
        self.marks: list[Marks] = [Marks()]

    def stream(self, source: object, resources: pikepdf.Object | None, depth: int) -> None:
        """Run one content stream: a page's or a form's."""
        saved: list[State] = []
        level = len(self.marks)
        for instruction in pikepdf.parse_content_stream(source):
            self.steps += 1
            if self.steps > STEPS_MAX:
                raise self.reader.too_much()
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction, resources)
                continue
            name = str(instruction.operator)
            operands = instruction.operands
            if name == "q":
                saved.append(self.pen.state.copy())
            elif name == "Q":
                if saved:
                    self.pen.state = saved.pop()
            elif name == "Do":
                self._object(operands, resources, depth)
            else:
                self._step(name, operands, resources)
        if saved:
            self.pen.state = saved[0]
        del self.marks[level:]
        self.pen.marks = self.marks[-1]

    def _step(
        self, name: str, operands: Sequence[object], resources: pikepdf.Object | None
    ) -> None:
        pen = self.pen
        if name in _TEXT:
            _TEXT[name](self, operands, resources)
        elif name in _PATH:
            pen.path_step(name, [number(one) for one in operands])
        elif name in _PAINTS:
            pen.paint_path(name)
        elif name in ("BMC", "BDC", "EMC"):
            self._mark(name, operands, resources)
        elif name in _COLOURS:
            self._colour(name, operands, resources)
        elif name == "gs":
            self._state(entry(resources, "/ExtGState", _word(operands)))
        elif name == "cm" and len(operands) == 6:
            a, b, c, d, e, f = (number(one) for one in operands)
            pen.state.matrix = multiply((a, b, c, d, e, f), pen.state.matrix)
        elif name in _CAPS and operands:
            setattr(pen.state, _CAPS[name], number(operands[0]))
        elif name == "d" and len(operands) == 2:
            pen.state.dash = _dash(operands[0], operands[1])
        elif name == "ri" and operands:
            self._other_state("/RI", operands[0])
        elif name == "sh":
            shading = entry(resources, "/Shading", _word(operands))
            if shading is not None:
                pen.shading(self.reader.canon.digest(shading))

    # text

    def _font(self, operands: Sequence[object], resources: pikepdf.Object | None) -> None:
        if len(operands) == 2:
            self.pen.state.face = self.reader.face(resources, str(operands[0]))
            self.pen.state.size = number(operands[1])

    def _show(self, operands: Sequence[object], _resources: object) -> None:
        if operands:
            self.pen.show(operands[-1:])

    def _show_array(self, operands: Sequence[object], _resources: object) -> None:
        if operands and isinstance(operands[0], pikepdf.Array):
            self.pen.show(list(operands[0]))

    def _next_show(self, operands: Sequence[object], resources: object) -> None:
        if len(operands) == 3:
            self.pen.state.word_space = number(operands[0])
            self.pen.state.letter_space = number(operands[1])
        self.pen.text_step("T*", [])
        self._show(operands, resources)

    # colour

    def _colour(
        self, name: str, operands: Sequence[object], resources: pikepdf.Object | None
    ) -> None:
        state, reader = self.pen.state, self.reader
        fill = name in ("g", "rg", "k", "cs", "sc", "scn")
        space: Space
        if name.lower() in ("g", "rg", "k"):
            device = {"g": DEVICE_GRAY, "rg": DEVICE_RGB, "k": DEVICE_CMYK}[name.lower()]
            space = reader.spaces.named(device.name, resources)
            ink = Ink(space, tuple(number(one) for one in operands))
        elif name.lower() == "cs":
            ink = reader.spaces.named(_word(operands), resources).first
        else:
            space = (state.fill if fill else state.stroke).space
            ink = Ink(space, tuple(number(o) for o in operands if not isinstance(o, pikepdf.Name)))
            if operands and isinstance(operands[-1], pikepdf.Name):
                pattern = entry(resources, "/Pattern", str(operands[-1]))
                ink = replace(ink, pattern=self._pattern(pattern))
        if fill:
            state.fill = ink
        else:
            state.stroke = ink

    def _pattern(self, pattern: pikepdf.Object | None) -> str:
        return self.reader.canon.digest(pattern) if pattern is not None else "missing"

    # state

    def _state(self, values: pikepdf.Object | None) -> None:
        if not isinstance(values, pikepdf.Dictionary):
            return
        for key in sorted(values.keys()):
            value = values[key]
            if key in _STATE_NUMBERS:
                setattr(self.pen.state, _STATE_NUMBERS[key], number(value))
            elif key in ("/op", "/OP", "/OPM"):
                self._overprint(key, value, alone="/op" not in values)
            elif not self._known_state(key, value) and key != "/Type":
                self._other_state(key, value)

    def _overprint(self, key: str, value: object, *, alone: bool) -> None:
        state = self.pen.state
        if key == "/OPM":
            state.over_mode = int(number(value))
        elif key == "/OP":
            state.over_stroke = bool(value)
        if key == "/op" or (key == "/OP" and alone):
            state.over_fill = bool(value)

    def _known_state(self, key: str, value: pikepdf.Object) -> bool:
        """Set blend mode, soft mask or dash; whether it was one of these."""
        state = self.pen.state
        pair = isinstance(value, pikepdf.Array) and len(value) == 2
        if key == "/BM":
            first = value[0] if isinstance(value, pikepdf.Array) and len(value) else value
            state.blend = str(first).removeprefix("/").replace("Compatible", "Normal")
        elif key == "/SMask":
            state.soft_mask = "" if str(value) == "/None" else self.reader.canon.digest(value)
        elif key == "/D" and pair:
            state.dash = _dash(value[0], value[1])
        else:
            return False
        return True

    def _other_state(self, key: str, value: object) -> None:
        """Keep what else may change print: halftones, transfer functions, black generation."""
        others = dict(self.pen.state.others)
        if key in _HARMLESS or str(value) in ("/Default", "/Identity"):
            others.pop(key, None)
        else:
            others[key] = self.reader.canon.digest(value)
        self.pen.state.others = tuple(sorted(others.items()))

    def _mark(
        self, name: str, operands: Sequence[object], resources: pikepdf.Object | None
    ) -> None:
        if name == "EMC":
            if len(self.marks) > 1:
                self.marks.pop()
            self.pen.marks = self.marks[-1]
            return
        now = self.marks[-1]
        tag = str(operands[0]) if operands else ""
        values = operands[1] if len(operands) > 1 else None
        if isinstance(values, pikepdf.Name):
            values = entry(resources, "/Properties", str(values))
        mcid, said, layer = now.mcid, list(now.said), now.layer
        if isinstance(values, pikepdf.Dictionary):
            if "/MCID" in values:
                mcid = int(number(values["/MCID"]))
            keys = ("/ActualText", "/Alt", "/E", "/Lang")
            said += [(key[1:], str(values[key])) for key in keys if key in values]
            if tag == "/OC":
                layer = "+".join(filter(None, (layer, layer_name(values))))
        artifact = now.artifact or tag == "/Artifact"
        self.marks.append(Marks(mcid, artifact, layer, tuple(said)))
        self.pen.marks = self.marks[-1]

    # objects

    def _object(
        self, operands: Sequence[object], resources: pikepdf.Object | None, depth: int
    ) -> None:
        thing = entry(resources, "/XObject", _word(operands))
        if not isinstance(thing, pikepdf.Stream):
            return
        layer = layer_name(thing["/OC"]) if "/OC" in thing else ""
        before = self.pen.marks
        self.pen.marks = replace(before, layer=layer or before.layer)
        if str(thing.get("/Subtype")) == "/Image":
            self._picture(thing, resources)
        elif str(thing.get("/Subtype")) == "/Form" and depth < FORMS_MAX:
            self.marks.append(self.pen.marks)
            self._form(thing, resources, depth)
            self.marks.pop()
        self.pen.marks = before

    def _form(self, form: pikepdf.Object, resources: pikepdf.Object | None, depth: int) -> None:
        pen = self.pen
        outer = pen.state
        pen.state = outer.copy()
        matrix = form.get("/Matrix")
        if isinstance(matrix, pikepdf.Array) and len(matrix) == 6:
            a, b, c, d, e, f = (number(one) for one in matrix)
            pen.state.matrix = multiply((a, b, c, d, e, f), pen.state.matrix)
        box = form.get("/BBox")
        if isinstance(box, pikepdf.Array) and len(box) == 4:
            pen.clip_to_box(tuple(number(one) for one in box))
        group = form.get("/Group")
        if isinstance(group, pikepdf.Dictionary):
            state = pen.state
            state.group = (*outer.group, _group(group, outer, self.reader.canon))
            state.fill_alpha = state.stroke_alpha = 1.0
            state.blend, state.soft_mask = "Normal", ""
        self.stream(form, form.get("/Resources", resources), depth + 1)
        pen.state = outer

    def _picture(self, image: pikepdf.Object, resources: pikepdf.Object | None) -> None:
        canon = self.reader.canon
        masks = [canon.digest(image[key]) for key in ("/SMask", "/Mask") if key in image]
        masks += [f"decode {canon.digest(image['/Decode'])}"] if "/Decode" in image else []
        mask = bool(image.get("/ImageMask", False))
        space = (
            "mask" if mask else self.reader.spaces.read(image.get("/ColorSpace"), resources).name
        )
        content = canon.digest(image, frozenset({"/Type", "/Name", "/Interpolate", "/Metadata"}))
        bits = 1 if mask else int(number(image.get("/BitsPerComponent", 8)))
        width, height = int(number(image.get("/Width"))), int(number(image.get("/Height")))
        self.pen.picture(content, (width, height, bits, space, " ".join(masks)), stencil=mask)

    def _inline(self, instruction: object, resources: pikepdf.Object | None) -> None:
        image = instruction.iimage  # type: ignore[attr-defined]
        name = str(image.colorspace or "")
        space = self.reader.spaces.named(name, resources).name if name else "mask"
        facts = (int(image.width), int(image.height), int(image.bits_per_component), space, "")
        data = (
            image.read_bytes()
            if not image.filters
            else bytes(image._data._inline_image_raw_bytes())
        )
        content = self.reader.canon.digest(pikepdf.String(data))
        self.pen.picture(content, facts, stencil=bool(image.image_mask))


def layer_name(values: object) -> str:
    """The name of an optional content group, or of the groups of a membership."""
    if not isinstance(values, pikepdf.Dictionary):
        return ""
    if "/OCGs" in values:
        groups = values["/OCGs"]
        listed = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
        return f"{values.get('/P', '')}{'|'.join(layer_name(one) for one in listed)}"
    return str(values.get("/Name", "?"))


def _group(group: pikepdf.Object, outer: State, canon: Canon) -> str:
    """What a transparency group does to what is in it; empty when it only groups."""
    words = []
    if bool(group.get("/I", False)):
        words.append("isolated")
    if bool(group.get("/K", False)):
        words.append("knockout")
    if "/CS" in group:
        words.append(f"in {canon.digest(group['/CS'])[:6]}")
    outside = outer.see_through(outer.fill_alpha)
    return " ".join([*words, outside]).strip()


def _dash(pattern: object, phase: object) -> str:
    if not isinstance(pattern, pikepdf.Array) or not len(pattern):
        return ""
    return " ".join(f"{number(one):g}" for one in pattern) + f" @{number(phase):g}"


def _word(operands: Sequence[object]) -> str:
    return str(operands[0]) if operands else ""


_STATE_NUMBERS = {
    "/LW": "width", "/LC": "cap", "/LJ": "join", "/ML": "mitre", "/ca": "fill_alpha",
    "/CA": "stroke_alpha",
}  # fmt: skip
_HARMLESS = {"/AIS", "/TK", "/SA", "/SM", "/FL"}  # as they stand in files, they change nothing
_COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
_PATH = {"m", "l", "c", "v", "y", "h", "re", "W", "W*"}
_PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"}


def _plain_text_step(name: str) -> "_TextStep":
    def step(run: _Run, operands: Sequence[object], _resources: object) -> None:
        run.pen.text_step(name, [number(one) for one in operands])

    return step


_TextStep = Callable[[_Run, Sequence[object], pikepdf.Object | None], None]
_TEXT: dict[str, _TextStep] = {
    **{
        name: _plain_text_step(name)
        for name in ("BT", "ET", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tr")
    },
    "Tf": _Run._font,
    "Tj": _Run._show,
    "TJ": _Run._show_array,
    "'": _Run._next_show,
    '"': _Run._next_show,
}
