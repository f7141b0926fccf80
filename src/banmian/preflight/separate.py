"""Rewrites a page so that a plain renderer shows its plates: overprint reckoned, inks as tones.

Inputs:  a page.
Outputs: the page once with cyan, magenta and yellow in the place of red, green and blue, and once
         with black as grey: white where no ink goes.
Units:   none.
Source:  our choice: glyphs, clips, opacity and blending are left to pdfium. A colour that
         overprints leaves alone the plates it has nothing on (ISO 32000-1, 8.6.7); where it has
         something on one of the three and not on another, the darker one is taken.
"""

import copy
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from banmian.preflight.colour import CMYK, GRAY, RGB, Colour, Inks, first_colour
from banmian.preflight.functions import read_function
from banmian.preflight.interpreter import Shared
from banmian.preflight.operators import INLINE_IMAGE
from banmian.preflight.painted import Raster, knocks_out
from banmian.preflight.pixels import Pixels, ink_pixels
from banmian.preflight.plane import times
from banmian.preflight.raster import read_raster
from banmian.preflight.read import DAMAGE, entry, items, key_of, matrix, name, number
from banmian.preflight.state import State

COLOURED, BLACK = slice(0, 3), slice(3, 4)
_DEEPEST = 24
_MOST_INSTRUCTIONS = 2_000_000
_SAMPLES = 9  # of a shading
_DARKEN, _NORMAL = "BanmianDarken", "BanmianNormal"
_COLOURS = {"g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
_TEXT = {"Tj", "TJ", "'", '"'}
_FILLING = {"f", "F", "f*"}
_STROKING = {"S", "s"}
_BOTH = {"B": ("f", "S"), "B*": ("f*", "S"), "b": ("f", "s"), "b*": ("f*", "s")}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a content stream is run."""

    resources: Any
    depth: int = 0


class Parsed(Shared):
    """What two rewritings of a page have in common: each stream is parsed once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[object, list[Any]] = {}
        self._pixels: dict[object, Pixels | None] = {}

    def pixels(self, raster: Raster, coarse: float) -> Pixels | None:
        """A picture's inks, decoded once for all plates."""
        key = (key_of(raster.stream), raster.ppi)
        if key[0] is None:
            return ink_pixels(raster, coarse)
        if key not in self._pixels:
            self._pixels[key] = ink_pixels(raster, coarse)
        return self._pixels[key]

    def instructions(self, stream: Any) -> list[Any]:
        """A stream's instructions; none when it is damaged."""
        key = key_of(stream)
        if key is not None and key in self._known:
            return self._known[key]
        try:
            found = list(pikepdf.parse_content_stream(stream))
        except DAMAGE:
            found = []
        if key is not None:
            self._known[key] = found
        return found


class Plates:
    """The rewriting of one page for some of its plates."""

    def __init__(self, pdf: Any, shared: Parsed, plates: slice, coarse: float) -> None:
        self.pdf = pdf
        self.shared = shared
        self.plates = plates
        self.coarse = coarse  # pixels an inch that pictures are wanted in
        self._left = _MOST_INSTRUCTIONS
        self._running: set[object] = set()  # streams that have begun and not ended

    def rewrite(
        self, stream: Any, resources: Any, state: State, depth: int = 0
    ) -> tuple[bytes, Any]:
        """A new content stream, and the resources it needs."""
        fresh = Dictionary({f"/{k}": Dictionary() for k in ("XObject", "Pattern", "ExtGState")})
        for key in ("/Font", "/Properties"):
            if entry(resources, key) is not None:
                fresh[key] = entry(resources, key)
        for label, value in (entry(resources, "/ExtGState") or Dictionary()).items():
            fresh.ExtGState[label] = value
        fresh.ExtGState[f"/{_DARKEN}"] = Dictionary(BM=Name.Darken)
        fresh.ExtGState[f"/{_NORMAL}"] = Dictionary(BM=Name.Normal)
        run = _Run(self, _Place(resources, depth), fresh, state)
        itself = key_of(stream) or id(stream)
        if itself not in self._running:
            self._running.add(itself)
            for instruction in self.shared.instructions(stream):
                self._left -= 1
                if self._left < 0:
                    break
                run.step(instruction)
            self._running.discard(itself)
        return run.written(), fresh


class _Run:
    """One content stream on its way through."""

    def __init__(self, plates: Plates, place: _Place, fresh: Any, state: State) -> None:
        self.plates = plates
        self.place = place
        self.fresh = fresh
        self.state = state
        self.saved: list[State] = []
        self._out: list[bytes] = []
        self._unchanged: list[Any] = []
        self._count = 0
        self._put(self._colour(state.fill, stroke=False))
        self._put(self._colour(state.stroke, stroke=True))

    def _put(self, words: bytes) -> None:
        if self._unchanged:
            self._out.append(bytes(pikepdf.unparse_content_stream(self._unchanged)))
            self._unchanged = []
        self._out.append(words)

    def written(self) -> bytes:
        """All that was put out."""
        self._put(b"")
        return b"\n".join(self._out)

    def step(self, instruction: Any) -> None:
        """One instruction: as it is, changed, or left out."""
        operator = str(instruction.operator)
        if operator == INLINE_IMAGE:
            return  # a few pixels
        operands = instruction.operands
        if not self._follow(operator, operands):
            return
        if operator in _COLOURS:
            self._take_colour(operator, operands)
        elif operator in _TEXT:
            self._text(instruction)
        elif operator in _FILLING or operator in _STROKING or operator in _BOTH:
            self._path(operator)
        elif operator == "Do" and len(operands) == 1:
            self._object(entry(self.place.resources, "/XObject", str(operands[0])))
        elif operator == "sh" and len(operands) == 1:
            self._shading(entry(self.place.resources, "/Shading", str(operands[0])))
        else:
            self._unchanged.append(instruction)

    def _follow(self, operator: str, operands: Any) -> bool:
        """Keep the state up; False for a Q that has no q."""
        if operator == "q":
            self.saved.append(copy.copy(self.state))
        elif operator == "Q":
            if not self.saved:
                return False
            self.state = self.saved.pop()
        elif operator == "cm" and len(operands) == 6:
            self.state.ctm = times(matrix(list(operands)), self.state.ctm)
        elif operator == "Tr" and len(operands) == 1:
            self.state.mode = int(number(operands[0]) or 0)
        elif operator == "gs" and len(operands) == 1:
            self.state.take(entry(self.place.resources, "/ExtGState", str(operands[0])))
        return True

    # -- colours -----------------------------------------------------------------------------

    def _take_colour(self, operator: str, operands: Any) -> None:
        stroke = operator[0].isupper()
        current = self.state.stroke if stroke else self.state.fill
        if operator in {"cs", "CS"}:
            space = self.plates.shared.space(operands[0], self.place.resources)
            colour = first_colour(space) if space else current
        elif operator.lower() in _DEVICE:
            values = tuple(number(one) or 0.0 for one in operands)
            colour = Colour(_DEVICE[operator.lower()], values)
        else:
            given = list(operands)
            pattern = name(given.pop()) if given and isinstance(given[-1], pikepdf.Name) else ""
            values = tuple(number(one) or 0.0 for one in given)
            colour = Colour(current.space, values, pattern)
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour
        self._put(self._colour(colour, stroke=stroke))

    def _colour(self, colour: Colour, *, stroke: bool) -> bytes:
        if colour.pattern:
            label = self._pattern(colour)
            if label:
                words = f"/Pattern CS /{label} SCN" if stroke else f"/Pattern cs /{label} scn"
                return words.encode("ascii")
        return self._tones(self._inks(colour), stroke=stroke)

    def _inks(self, colour: Colour) -> Inks:
        if colour.pattern:
            pattern = entry(self.place.resources, "/Pattern", f"/{colour.pattern}")
            return self._heaviest(entry(pattern, "/Shading"))
        return colour.inks or (0.0, 0.0, 0.0, 0.0)

    def _tones(self, inks: Inks, *, stroke: bool) -> bytes:
        tones = " ".join(f"{1 - ink:.4f}" for ink in _of(inks, self.plates.plates))
        operator = "rg" if self.plates.plates is COLOURED else "g"
        return f"{tones} {operator.upper() if stroke else operator}".encode("ascii")

    def _way(self, colour: Colour, *, stroke: bool) -> str:
        """How a colour goes onto these plates: not at all, over what is there, or in its place."""
        look = self.state.stroke_look() if stroke else self.state.fill_look()
        if not look.overprint or knocks_out(colour, look):
            return "in its place"
        inks = _of(self._inks(colour), self.plates.plates)
        if not any(inks):
            return "not at all"
        return "in its place" if all(inks) else "over"

    # -- painting ----------------------------------------------------------------------------

    def _over(self, way: str, words: bytes) -> None:
        if way == "over":
            words = b"/%s gs\n%s\n/%s gs" % (_DARKEN.encode(), words, _NORMAL.encode())
        self._put(words)

    def _path(self, operator: str) -> None:
        fill, stroke = _BOTH.get(operator, (operator, operator))
        fills = operator not in _STROKING
        strokes = operator not in _FILLING
        way_fill = self._way(self.state.fill, stroke=False) if fills else "not at all"
        way_stroke = self._way(self.state.stroke, stroke=True) if strokes else "not at all"
        if way_fill == way_stroke == "not at all":
            self._put(b"n")
        elif way_fill == "not at all":
            self._over(way_stroke, stroke.encode("ascii"))
        elif way_stroke == "not at all":
            self._over(way_fill, fill.encode("ascii"))
        else:
            self._over(way_fill, operator.encode("ascii"))

    def _text(self, instruction: Any) -> None:
        strokes = self.state.mode in {1, 5}
        colour = self.state.stroke if strokes else self.state.fill
        way = self._way(colour, stroke=strokes)
        words = _written(instruction)
        if way == "not at all":
            words = b"3 Tr\n%s\n%d Tr" % (words, self.state.mode)
        self._over(way, words)

    def _object(self, thing: Any) -> None:
        kind = name(entry(thing, "/Subtype"))
        if kind == "Form":
            self._form(thing)
        elif kind == "Image":
            self._image(thing)

    def _form(self, form: Any) -> None:
        if self.place.depth >= _DEEPEST:
            return
        inner = copy.copy(self.state)
        inner.ctm = times(matrix(entry(form, "/Matrix")), inner.ctm)
        made = self._copied(form, inner)
        if entry(form, "/Group") is not None:
            made.Group = Dictionary(S=Name.Transparency, I=entry(form, "/Group", "/I") is True)
        self._do("XObject", made)

    def _copied(self, stream: Any, inner: State) -> Any:
        """A form or a pattern, rewritten."""
        resources = entry(stream, "/Resources")
        resources = self.place.resources if resources is None else resources
        data, fresh = self.plates.rewrite(stream, resources, inner, self.place.depth + 1)
        made = self.plates.pdf.make_stream(data)
        for key, value in stream.items():
            if key not in {"/Length", "/Filter", "/DecodeParms", "/Resources", "/Group"}:
                made[key] = value
        made.Resources = fresh
        return made

    def _image(self, image: Any) -> None:
        raster, stencil = read_raster(image, self.state.ctm, self._space)
        if stencil:
            if self._way(self.state.fill, stroke=False) != "not at all":
                self._do("XObject", image)
            return
        inks = self.plates.shared.pixels(raster, self.plates.coarse)
        if inks is None:
            return
        tones = 255 - inks[:, :, self.plates.plates]
        made = self.plates.pdf.make_stream(tones.tobytes())
        made.update(
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=tones.shape[1],
                Height=tones.shape[0],
                BitsPerComponent=8,
                ColorSpace=Name.DeviceRGB if tones.shape[2] == 3 else Name.DeviceGray,
            )
        )
        if entry(image, "/SMask") is not None:
            made.SMask = entry(image, "/SMask")
        self._do("XObject", made)

    def _space(self, value: Any) -> Any:
        return self.plates.shared.space(value, self.place.resources)

    def _pattern(self, colour: Colour) -> str:
        """The name of a tiling pattern, rewritten; empty for any other."""
        pattern = entry(self.place.resources, "/Pattern", f"/{colour.pattern}")
        if not isinstance(pattern, pikepdf.Stream) or self.place.depth >= _DEEPEST:
            return ""
        inner = State()
        if number(entry(pattern, "/PaintType")) == 2 and colour.space.base is not None:
            inner.fill = inner.stroke = Colour(colour.space.base, colour.values)
        made = self._copied(pattern, inner)
        made.PaintType = 1
        return self._named("Pattern", made)

    def _shading(self, shading: Any) -> None:
        """A shading is taken for an area of its heaviest colour."""
        words = self._tones(self._heaviest(shading), stroke=False)
        far = b"-100000 -100000 200000 200000 re f"
        self._put(b"q\n%s\n%s\nQ" % (words, far))

    def _heaviest(self, shading: Any) -> Inks:
        space = self._space(entry(shading, "/ColorSpace"))
        function = read_function(entry(shading, "/Function"))
        if space is None or function is None:
            return (0.0, 0.0, 0.0, 0.0)
        ends = [number(one) or 0.0 for one in items(entry(shading, "/Domain"))] or [0.0, 1.0]
        steps = [ends[0] + (ends[1] - ends[0]) * i / (_SAMPLES - 1) for i in range(_SAMPLES)]
        colours = [Colour(space, function([step])).inks for step in steps]
        known = [inks for inks in colours if inks is not None]
        return max(known, key=sum, default=(0.0, 0.0, 0.0, 0.0))

    def _do(self, kind: str, made: Any) -> None:
        self._put(f"/{self._named(kind, made)} Do".encode("ascii"))

    def _named(self, kind: str, made: Any) -> str:
        self._count += 1
        label = f"Bm{self._count}"
        self.fresh[f"/{kind}"][f"/{label}"] = made
        return label


def _of(inks: Inks, plates: slice) -> tuple[float, ...]:
    return tuple(inks)[plates]


def _written(instruction: Any) -> bytes:
    return bytes(pikepdf.unparse_content_stream([instruction]))


_DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
