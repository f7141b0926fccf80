"""Runs a page's content as a printer would, and notes everything that is painted.

Inputs:  a page's content streams and resources.
Outputs: `PageContent`: painted things in order, fonts, troubles.
Units:   points in the page's own axes.
Source:  ISO 32000-1, 7.8 and 8. Clips are followed by their boxes, not by their shapes.
"""

import copy
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from banmian.preflight.colour import CMYK, GRAY, RGB, Colour, Space, first_colour, read_space
from banmian.preflight.font import Font, read_font
from banmian.preflight.operators import INLINE_IMAGE, OPERANDS
from banmian.preflight.painted import Kind, Line, Painted, Raster, Source, TextRun, Trouble
from banmian.preflight.path import Path
from banmian.preflight.plane import (
    EVERYWHERE,
    UNIT,
    UPRIGHT,
    Box,
    Matrix,
    box_under,
    least_scale,
    times,
)
from banmian.preflight.raster import read_raster
from banmian.preflight.read import DAMAGE, box, entry, is_dict, key_of, matrix, name, number
from banmian.preflight.state import State
from banmian.preflight.text import TextCursor

_DEEPEST = 24  # forms in forms
_MOST_INSTRUCTIONS = 2_000_000  # of one page, forms counted each time they are painted
_MOST_TROUBLES = 50
_MOST_SAVED = 512


@dataclass(slots=True)
class PageContent:
    """All that running a page's content told."""

    painted: list[Painted] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fonts: dict[object, Font] = field(default_factory=dict)


@dataclass(slots=True)
class Within:
    """The content stream that is being run."""

    resources: Any
    stream: tuple[int, int]
    base: Matrix
    depth: int = 0
    mask: bool = False
    annotation: bool = False
    shown_at: Box | None = None  # a pattern's things stand where it is painted


class Interpreter:
    """One page's run; forms, patterns and soft masks are run where they are used."""

    def __init__(self, shared: "Shared", start: Box) -> None:
        self.shared = shared
        self.content = PageContent()
        self.state = State(clip=start)
        self.path = Path()
        self.text = TextCursor()
        self.within = Within(None, (0, 0), UPRIGHT)
        self._marks: list[tuple[int, bool]] = []  # mcid, artifact
        self._clip_next = False
        self._count = 0
        self._masks: set[object] = set()
        self._running: set[object] = set()  # streams that have begun and not ended

    # -- running -----------------------------------------------------------------------------

    def run(self, stream: Any, within: Within) -> None:
        """Run one content stream in the state that is in force."""
        if key_of(stream) in self._running:
            self.trouble("a form contains itself")
            return
        self._running.add(key_of(stream) or id(stream))
        outer, self.within = self.within, within
        saved: list[State] = []
        marks, path = len(self._marks), self.path
        self.path = Path()
        for operator, operands in self._instructions(stream):
            self._count += 1
            if self._count > _MOST_INSTRUCTIONS:
                self.trouble("there are too many instructions; the rest was not looked at")
                break
            if operator == "q":
                if len(saved) < _MOST_SAVED:
                    saved.append(copy.copy(self.state))
            elif operator == "Q":
                if saved:
                    self.state = saved.pop()
                else:
                    self.trouble("Q without a q before it")
            else:
                self._do(operator, operands)
        if saved:
            self.trouble(f"{len(saved)} q without a Q")
            self.state = saved[0]
        if len(self._marks) != marks:
            self.trouble("marked content is not closed")
            del self._marks[marks:]
        self.within, self.path = outer, path
        self._running.discard(key_of(stream) or id(stream))

    def _instructions(self, stream: Any) -> list[tuple[str, Any]]:
        key = key_of(stream)
        known = self.shared.parsed.get(key) if key else None
        if known is None:
            try:
                known = [
                    (str(i.operator), i.operands)
                    if not isinstance(i, pikepdf.ContentStreamInlineImage)
                    else (INLINE_IMAGE, i.iimage)
                    for i in pikepdf.parse_content_stream(stream)
                ]
            except DAMAGE as error:
                self.trouble(f"the content cannot be read: {error}", stream_damaged=True)
                known = []
            if key:
                self.shared.parsed[key] = known
        return known

    def _do(self, operator: str, operands: Any) -> None:
        if operator not in OPERANDS:
            if not self.text.compatible:
                self.trouble(f"there is no operator {operator!r}")
            return
        wanted = OPERANDS[operator]
        if wanted is not None and len(operands) != wanted:
            self.trouble(f"{operator} takes {wanted} operands, not {len(operands)}")
            return
        action = _ACTIONS.get(operator)
        if action is None:
            return
        try:
            action(self, operator, operands)
        except DAMAGE as error:
            self.trouble(f"{operator} cannot be done: {error}")

    def trouble(self, message: str, *, stream_damaged: bool = False) -> None:
        """Note what a reader would stumble over, each kind once."""
        found = Trouble(message, stream_damaged)
        if found not in self.content.troubles and len(self.content.troubles) < _MOST_TROUBLES:
            self.content.troubles.append(found)

    # -- what is painted ---------------------------------------------------------------------

    def paint(self, kind: Kind, shown: Box, colour: Colour | None, **more: Any) -> None:
        """Note one painted thing, when any of it can be seen."""
        within = self.within
        stroked = kind is Kind.STROKE or more.pop("stroked", False)
        clipped = shown.meet(self.state.clip)
        if clipped.empty:
            return
        mcid = next((mcid for mcid, _ in reversed(self._marks) if mcid >= 0), -1)
        artifact = any(artifact for _, artifact in self._marks)
        source = Source(within.stream, mcid, artifact, within.annotation, within.mask)
        look = self.state.stroke_look() if stroked else self.state.fill_look()
        place = within.shown_at.meet(clipped) if within.shown_at else clipped
        if place.empty and within.shown_at:
            place = within.shown_at
        self.content.painted.append(Painted(kind, place, colour, look, source, **more))
        if colour is not None and colour.pattern:
            self._pattern(colour, place)

    def _pattern(self, colour: Colour, place: Box) -> None:
        pattern = entry(self.within.resources, "/Pattern", f"/{colour.pattern}")
        if pattern is None:
            self.trouble(f"there is no pattern {colour.pattern}")
            return
        if number(entry(pattern, "/PatternType")) == 2:
            self._shading(entry(pattern, "/Shading"), place)
            return
        if self.within.depth >= _DEEPEST or not isinstance(pattern, pikepdf.Stream):
            return
        ctm = times(matrix(entry(pattern, "/Matrix")), self.within.base)
        outer, self.state = self.state, State(ctm=ctm, clip=EVERYWHERE, group=self.state.group)
        if number(entry(pattern, "/PaintType")) == 2 and colour.space.base is not None:
            self.state.fill = self.state.stroke = Colour(colour.space.base, colour.values)
        within = self._inside(pattern, ctm)
        within.shown_at = place
        self.run(pattern, within)
        self.state = outer

    def _shading(self, shading: Any, place: Box) -> None:
        space = self.shared.space(entry(shading, "/ColorSpace"), self.within.resources)
        colour = Colour(space, ()) if space is not None else None
        self.paint(Kind.SHADING, place, colour)

    def _inside(self, stream: Any, base: Matrix) -> Within:
        resources = entry(stream, "/Resources")
        return Within(
            self.within.resources if resources is None else resources,
            key_of(stream) or self.within.stream,
            base,
            self.within.depth + 1,
            self.within.mask,
            self.within.annotation,
            self.within.shown_at,
        )

    # -- operators ---------------------------------------------------------------------------

    def _do_matrix(self, _: str, operands: Any) -> None:
        self.state.ctm = times(matrix(list(operands)), self.state.ctm)

    def _do_settings(self, _: str, operands: Any) -> None:
        label = name(operands[0])
        settings = entry(self.within.resources, "/ExtGState", f"/{label}")
        if not is_dict(settings):
            self.trouble(f"there is no graphics state {label}")
            return
        self.state.take(settings)
        group = entry(settings, "/SMask", "/G")
        if isinstance(group, pikepdf.Stream) and key_of(group) not in self._masks:
            self._masks.add(key_of(group))
            mask, self.within.mask = self.within.mask, True
            self._form(group, State(ctm=self.state.ctm))
            self.within.mask = mask
        listed = entry(settings, "/Font")
        if isinstance(listed, pikepdf.Array) and len(listed) == 2:
            self.state.font = self.font(listed[0], "in ExtGState")
            self.state.size = number(listed[1]) or 0.0

    def _do_width(self, _: str, operands: Any) -> None:
        self.state.line_width = number(operands[0]) or 0.0

    def _do_space(self, operator: str, operands: Any) -> None:
        space = self.shared.space(operands[0], self.within.resources)
        if space is None:
            self.trouble(f"there is no colour space {name(operands[0])}")
            return
        self._set_colour(first_colour(space), stroke=operator == "CS")

    def _do_colour(self, operator: str, operands: Any) -> None:
        stroke = operator.isupper()
        current = self.state.stroke if stroke else self.state.fill
        given = list(operands)
        pattern = name(given.pop()) if given and isinstance(given[-1], pikepdf.Name) else ""
        values = tuple(number(one) or 0.0 for one in given)
        if not pattern and len(values) != current.space.components:
            self.trouble(
                f"{operator} has {len(values)} values for a colour in {current.space.described}"
            )
        self._set_colour(Colour(current.space, values, pattern), stroke=stroke)

    def _do_device_colour(self, operator: str, operands: Any) -> None:
        space = {"g": GRAY, "rg": RGB, "k": CMYK}[operator.lower()]
        values = tuple(number(one) or 0.0 for one in operands)
        self._set_colour(Colour(space, values), stroke=operator.isupper())

    def _set_colour(self, colour: Colour, *, stroke: bool) -> None:
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour

    def _do_path(self, operator: str, operands: Any) -> None:
        given = [number(one) or 0.0 for one in operands]
        ctm = self.state.ctm
        if operator == "m":
            self.path.move(ctm, given[0], given[1])
        elif operator == "re":
            self.path.rectangle(ctm, given[0], given[1], given[2], given[3])
        else:
            self.path.go(ctm, *given)

    def _do_clip(self, _operator: str, _operands: Any) -> None:
        self._clip_next = True

    def _do_paint_path(self, operator: str, _: Any) -> None:
        state, path = self.state, self.path
        self.path = Path()
        if path.outlines:
            if operator in _FILLS:
                thin, solid = path.thinnest(state.clip), path.is_rectangle()
                self.paint(Kind.FILL, path.box, state.fill, line=thin, solid=solid)
            if operator in _STROKES:
                width = state.line_width * least_scale(state.ctm)
                line = Line(width, path.length())
                self.paint(Kind.STROKE, path.box.grown(width / 2), state.stroke, line=line)
            if self._clip_next:
                state.clip = state.clip.meet(path.box)
        self._clip_next = False

    def _do_shading(self, _: str, operands: Any) -> None:
        shading = entry(self.within.resources, "/Shading", str(operands[0]))
        if shading is None:
            self.trouble(f"there is no shading {name(operands[0])}")
            return
        self._shading(shading, self.state.clip)

    def _do_object(self, _: str, operands: Any) -> None:
        thing = entry(self.within.resources, "/XObject", str(operands[0]))
        if not isinstance(thing, pikepdf.Stream):
            self.trouble(f"there is no XObject {name(operands[0])}")
            return
        kind = name(entry(thing, "/Subtype"))
        if kind == "Image":
            self._image(thing)
        elif kind == "Form":
            self._form(thing, copy.copy(self.state))

    def _form(self, form: Any, inner: State) -> None:
        if self.within.depth >= _DEEPEST:
            self.trouble("forms are nested without end")
            return
        inner.ctm = times(matrix(entry(form, "/Matrix")), inner.ctm)
        bounds = box(entry(form, "/BBox"))
        if bounds is not None:
            inner.clip = inner.clip.meet(box_under(bounds, inner.ctm))
        if name(entry(form, "/Group", "/S")) == "Transparency":
            inner.enter_group()
        outer, self.state = self.state, inner
        self.run(form, self._inside(form, inner.ctm))
        self.state = outer

    def run_appearance(self, form: Any, rect: Box) -> None:
        """Run an annotation's appearance, fitted to its rectangle."""
        bounds = box(entry(form, "/BBox")) or UNIT
        there = box_under(bounds, matrix(entry(form, "/Matrix")))
        across = rect.width / there.width if there.width else 1.0
        down = rect.height / there.height if there.height else 1.0
        left = rect.left - there.left * across
        foot = rect.bottom - there.bottom * down
        self.within.annotation = True
        self._form(form, State(ctm=(across, 0, 0, down, left, foot)))
        self.within.annotation = False

    def _image(self, image: Any) -> None:
        resources = self.within.resources
        found, stencil = read_raster(
            image, self.state.ctm, lambda value: self.shared.space(value, resources)
        )
        colour = self.state.fill if stencil else None
        self._place(found, colour, stencil=stencil)

    def _place(self, found: Raster, colour: Colour | None, *, stencil: bool) -> None:
        kind = Kind.STENCIL if stencil else Kind.IMAGE
        self.paint(kind, box_under(UNIT, self.state.ctm), colour, raster=found)

    def _do_inline_image(self, _: str, image: Any) -> None:
        self._image(image.obj)

    def _do_mark(self, operator: str, operands: Any) -> None:
        if operator == "EMC":
            if self._marks:
                self._marks.pop()
            else:
                self.trouble("EMC without a mark before it")
            return
        properties: Any = operands[1] if operator == "BDC" else None
        if isinstance(properties, pikepdf.Name):
            properties = entry(self.within.resources, "/Properties", str(properties))
        mcid = number(entry(properties, "/MCID"))
        self._marks.append((-1 if mcid is None else int(mcid), name(operands[0]) == "Artifact"))

    def _do_compatible(self, operator: str, _: Any) -> None:
        self.text.compatible = operator == "BX"

    # -- text --------------------------------------------------------------------------------

    def _do_text(self, operator: str, operands: Any) -> None:
        self.text.move(self.state, operator, operands)

    def _do_font(self, _: str, operands: Any) -> None:
        label = str(operands[0])
        value = entry(self.within.resources, "/Font", label)
        if not is_dict(value):
            self.trouble(f"there is no font {name(operands[0])}")
        self.state.font = self.font(value, label[1:]) if is_dict(value) else None
        self.state.size = number(operands[1]) or 0.0

    def font(self, value: Any, label: str) -> Font:
        """A font, read once a file."""
        font = self.shared.font(value, label)
        self.content.fonts[id(font)] = font
        return font

    def _do_show(self, operator: str, operands: Any) -> None:
        state = self.state
        if state.font is None:
            self.trouble("text is shown before a font is chosen")
            return
        shown = self.text.show(state, operator, operands)
        if shown is None or state.mode in {3, 7}:
            return
        run = TextRun(state.font, shown.size, shown.text, state.mode)
        line = None
        if state.mode in {1, 2, 5, 6}:
            line = Line(state.line_width * least_scale(state.ctm), shown.box.width)
        only_stroked = state.mode in {1, 5}
        colour = state.stroke if only_stroked else state.fill
        self.paint(Kind.TEXT, shown.box, colour, run=run, line=line, stroked=only_stroked)


class Shared:
    """What the pages of one file have in common, read once: fonts, colour spaces, parsed forms."""

    def __init__(self) -> None:
        self.fonts: dict[object, Font] = {}
        self.spaces: dict[object, Space | None] = {}
        self.parsed: dict[object, list[tuple[str, Any]]] = {}
        self._kept: list[Any] = []  # what is known by its id must not be thrown away

    def font(self, value: Any, label: str) -> Font:
        """A font by its object number, or, written in place, read every time."""
        key = key_of(value) or (label, str(entry(value, "/BaseFont")))
        if key not in self.fonts:
            self.fonts[key] = read_font(label, value)
        return self.fonts[key]

    def space(self, value: Any, resources: Any) -> Space | None:
        """A colour space by its name or object."""
        named = entry(resources, "/ColorSpace")
        if isinstance(value, pikepdf.Name):
            there = entry(named, str(value))
            value = value if there is None else there
        key = key_of(value)
        if key is None:
            return read_space(value, named)
        if key not in self.spaces:
            self.spaces[key] = read_space(value, named)
        return self.spaces[key]


_FILLS = {"f", "F", "f*", "b", "b*", "B", "B*"}
_STROKES = {"S", "s", "b", "b*", "B", "B*"}
_GROUPS = (
    ("cm", Interpreter._do_matrix),
    ("gs", Interpreter._do_settings),
    ("w", Interpreter._do_width),
    ("cs CS", Interpreter._do_space),
    ("sc SC scn SCN", Interpreter._do_colour),
    ("g G rg RG k K", Interpreter._do_device_colour),
    ("m l c v y re", Interpreter._do_path),
    ("W W*", Interpreter._do_clip),
    ("f F f* b b* B B* S s n", Interpreter._do_paint_path),
    ("sh", Interpreter._do_shading),
    ("Do", Interpreter._do_object),
    ("BMC BDC EMC", Interpreter._do_mark),
    ("BX EX", Interpreter._do_compatible),
    ("BT Tc Tw Tz TL Ts Tr Td TD Tm T*", Interpreter._do_text),
    ("Tf", Interpreter._do_font),
    ("Tj TJ ' \"", Interpreter._do_show),
)
_ACTIONS = {operator: action for listed, action in _GROUPS for operator in listed.split()} | {
    INLINE_IMAGE: Interpreter._do_inline_image
}
