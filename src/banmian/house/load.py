"""Read a layout's folder into a `HouseStyle`.

Inputs:  layouts/<name>/layout.yaml (template and CSS beside it are read by `render`).
Outputs: `HouseStyle`; relative places made absolute, styles resolved.
Units:   grid units in, grid units out.
Source:  docs/layouts.md.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from banmian.errors import Diagnostic, LayoutError, Place
from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.insets import (
    LEAST_BESIDE,
    Inset,
    InsetKind,
    Side,
    Type,
    wrong_places,
)
from banmian.house.layout_file import (
    NAMED_SIZES,
    AdSlotFile,
    AreaFile,
    CollectionSlotFile,
    LadderFile,
    LayoutFile,
    MarksFile,
    PartFile,
    PlacedLine,
    PressFile,
    StoryFramesFile,
    StorySlotFile,
    StyleFile,
    TextFile,
)
from banmian.house.load_varying import read_arrangement, read_free
from banmian.house.punctuation import FULL_MARKS, MARK_STYLES, PunctuationStyle
from banmian.house.setting import Align, ColumnsRun, Figures
from banmian.house.style import (
    AdSlot,
    CollectionSlot,
    HouseStyle,
    JumpLines,
    Ladder,
    Part,
    PictureFrame,
    PressStyle,
    RuleLine,
    StoryFrames,
    StorySlot,
    TextFrames,
    TypeStyle,
)
from banmian.house.white_type import white_type
from banmian.source.yaml_file import Loaded, load_yaml
from banmian.units import ZERO, Length, pt

LAYOUT_FILE = "layout.yaml"


def layout_names(layouts: Path) -> tuple[str, ...]:
    """The names of all layouts of a folder."""
    return tuple(sorted(path.parent.name for path in layouts.glob(f"*/{LAYOUT_FILE}")))


def load_house(layouts: Path, name: str, asked_at: Place | None = None) -> HouseStyle:
    """Read the layout `name`.

    Args:
        layouts: the folder that holds all layouts.
        name: the layout's folder; nothing but a plain name is accepted.
        asked_at: where the page asked for it, for the message when it is not there.

    Raises:
        LayoutError: there is no such layout, or its file is wrong.
    """
    known = layout_names(layouts)
    if name not in known:
        hint = f"layouts there are: {', '.join(known) or 'none'}"
        raise LayoutError.of("layout-unknown", f"there is no layout {name!r}", asked_at, hint)
    path = layouts / name / LAYOUT_FILE
    shown_as = f"layouts/{name}/{LAYOUT_FILE}"
    loaded = load_yaml(path, LayoutFile, shown_as=shown_as, error=LayoutError)
    return _House(loaded, path.parent, shown_as).build()


class _House:
    """One reading of one layout; collects what is wrong before it stops."""

    def __init__(self, loaded: Loaded[LayoutFile], folder: Path, shown_as: str) -> None:
        self.file = loaded.value
        self.places = loaded.places
        self.folder = folder
        self.shown_as = shown_as
        self.grid = _grid(self.file)
        self.faults: list[Diagnostic] = []

    def build(self) -> HouseStyle:
        self._check_grid()
        styles = {name: self._style(name) for name in self.file.styles}
        page = Area(0, self.grid.columns, 0, self.grid.lines)
        slots = {name: self._slot(name, slot, page) for name, slot in self.file.slots.items()}
        house = HouseStyle(
            name=self.folder.name,
            title=self.file.title,
            grid=self.grid,
            styles=styles,
            folio=tuple(
                self._part(part, page, "folio", number)
                for number, part in enumerate(self.file.folio)
            ),
            slots=slots,
            photo_credit=self._line(self.file.photo_credit, page, "photo_credit"),
            rules=tuple(
                RuleLine(rule.kind, self.area(rule.at, page, "rules", number, "at"), rule.edge)
                for number, rule in enumerate(self.file.rules)
            ),
            ladder=self._ladder(self.file.ladder),
            folder=self.folder,
            place=Place(self.shown_as),
            faces=tuple(self._faces().items()),
            press=self._press(),
            palette=tuple(self._palette()),
            scale=self._scale(),
            terms=frozenset(self.file.terms),
            free=None if self.file.free is None else read_free(self, self.file.free, page),
            white_type=white_type(self.folder / "style.css"),
        )
        if self.faults:
            # a module is read once for each of its places: its faults are told once
            raise LayoutError({(f.code, f.place): f for f in reversed(self.faults)}.values())
        return house

    # ------------------------------------------------------------ checks

    def fault(self, code: str, message: str, hint: str, *keys: str | int) -> None:
        self.faults.append(Diagnostic(code, message, self.places.of(*keys), hint))

    def _check_grid(self) -> None:
        grid = self.grid
        if grid.left + grid.width > grid.page_width or grid.top + grid.height > grid.page_height:
            self.fault(
                "type-area-outside",
                "the type area reaches over the page",
                f"the page is {grid.page_width} wide and {grid.page_height} high",
                "type_area",
            )
        if grid.leading < grid.body:
            self.fault(
                "leading-too-small",
                f"a leading of {grid.leading.pt:g} pt is less than the body of {grid.body.pt:g} pt",
                "lines would overlap; newspapers take 1.3 to 1.5 times the body",
                "grid",
                "leading",
            )
        if grid.gutter < ZERO:
            self.fault(
                "grid-too-wide",
                f"{grid.columns} columns of {grid.measure} em at {grid.body.pt:g} pt are wider "
                f"than the type area",
                "take fewer or narrower columns, or a smaller body size",
                "grid",
                "columns",
            )
        if grid.leading * grid.lines > grid.height:
            fits = int(grid.height / grid.leading)
            self.fault(
                "grid-too-high",
                f"{grid.lines} lines of {grid.leading.pt:g} pt are higher than the type area",
                f"{fits} lines fit",
                "grid",
                "lines",
            )

    def check_style(self, name: str, *keys: str | int) -> None:
        if name not in self.file.styles:
            hint = f"styles there are: {', '.join(self.file.styles)}"
            self.fault("style-unknown", f"there is no style {name!r}", hint, *keys)

    # ------------------------------------------------------------ styles

    def _style(self, name: str) -> TypeStyle:
        chain = list(self._chain(name))

        def first(field: str, otherwise: object) -> object:
            for style in chain:
                value = getattr(style, field)
                if value is not None:
                    return value
            return otherwise

        sizes: tuple[Length, ...] = first("sizes", ())  # type: ignore[assignment]
        sized = next((one for one in chain if one.size is not None or one.sizes is not None), None)
        if sized is not None and sized.sizes is None:
            sizes = ()  # a size of its own, not those of the basis
        if list(sizes) != sorted(set(sizes), reverse=True):
            hint = "write the largest first, each once"
            self.fault("sizes-order", "sizes do not go down", hint, "styles", name, "sizes")
        return TypeStyle(
            name=name,
            face=str(first("face", "song")),
            strong=str(first("strong", "hei")),
            kai=str(first("kai", "kai")),
            size=sizes[0] if sizes else first("size", self.grid.body),  # type: ignore[arg-type]
            pitch=first("pitch", None),  # type: ignore[arg-type]
            align=first("align", Align.JUSTIFY),  # type: ignore[arg-type]
            marks=self._marks(name, chain),
            indent=first("indent", 0.0),  # type: ignore[arg-type]
            tracking=first("tracking", 0.0),  # type: ignore[arg-type]
            blank=first("blank", None),  # type: ignore[arg-type]
            inset=first("inset", pt(0)),  # type: ignore[arg-type]
            vertical=bool(first("vertical", otherwise=False)),
            figures=first("figures", Figures.HALF),  # type: ignore[arg-type]
            match_names=bool(first("match_names", otherwise=False)),
            columns_run=first("columns_run", ColumnsRun.CUSTOM),  # type: ignore[arg-type]
            hyphenate=bool(first("hyphenate", otherwise=False)),
            sizes=sizes,
            below=first("below", None),  # type: ignore[arg-type]
        )

    def _marks(self, name: str, chain: Sequence[StyleFile]) -> PunctuationStyle:
        """The punctuation style: a built-in one by its name, or with changes."""
        file = next((style.marks for style in chain if style.marks is not None), None)
        if not isinstance(file, MarksFile):
            return FULL_MARKS if file is None else MARK_STYLES[file]
        built_in = MARK_STYLES[file.basis]
        try:
            return built_in.changed(
                whole=file.whole, line_start=file.line_start, hanging=file.hanging
            )
        except ValueError as fault:
            if chain[0].marks is file:  # else it is told of the style that has it from itself
                hint = "leave out whole and line_start, or take another basis"
                self.fault("grid-marks", str(fault), hint, "styles", name, "marks")
            return built_in

    def size_of(self, name: str) -> Length:
        """A style's size; the body's for a name that is not there, which is a fault anyhow."""
        return self._style(name).size if name in self.file.styles else self.grid.body

    def _faces(self) -> dict[str, Place]:
        """Where each face is first named; whether there is such a face, the catalogue knows."""
        faces: dict[str, Place] = {}
        for name, style in self.file.styles.items():
            for field in ("face", "strong", "kai"):
                key = getattr(style, field)
                if key is not None:
                    faces.setdefault(key, self.places.of("styles", name, field))
            faces.setdefault(self._style(name).face, self.places.of("styles", name))
        return faces

    def _chain(self, name: str) -> Iterator[StyleFile]:
        seen = [name]
        style = self.file.styles[name]
        while True:
            yield style
            if style.basis is None:
                return
            if style.basis not in self.file.styles or style.basis in seen:
                self.check_style(style.basis, "styles", seen[-1], "basis")
                if style.basis in seen:
                    self.fault(
                        "style-circle", f"style {style.basis!r} is its own basis",
                        "a basis must lead to a style without one", "styles", seen[-1], "basis",
                    )  # fmt: skip
                return
            seen.append(style.basis)
            style = self.file.styles[style.basis]

    def _scale(self) -> tuple[Length, ...]:
        """The sizes of type the layout works with: its own, or the named ones (R38)."""
        sizes = self.file.scale or tuple(NAMED_SIZES.values())
        if list(sizes) != sorted(set(sizes), reverse=True):
            hint = "write the largest first, each once"
            self.fault("sizes-order", "the scale does not go down", hint, "scale")
        return sizes

    def _press(self) -> PressStyle:
        file = self.file.press or PressFile()
        place = self.places.of("press", "profile")
        if file.ink > file.ink_ceiling:
            self.fault(
                "ink-limit",
                f"pictures of {file.ink} % would pass the ceiling of {file.ink_ceiling} %",
                "ink is the aim for pictures, ink_ceiling what the plant refuses",
                "press",
                "ink",
            )
        return PressStyle(
            file.profile, file.marks, file.file_name, file.overprint, file.ink, file.ink_ceiling,
            file.inks, place,
        )  # fmt: skip

    def _palette(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        """The house's colours, none with more ink than its pictures may have."""
        most = (self.file.press or PressFile()).ink
        for name, inks in (self.file.palette or {}).items():
            if sum(inks) > most:
                self.fault(
                    "ink-limit",
                    f"the colour {name} has {sum(inks):g} % ink, more than {most} %",
                    "cyan, magenta, yellow and black in per cent; press.ink is the limit",
                    "palette",
                    name,
                )
            yield name, inks

    def _ladder(self, file: LadderFile) -> Ladder:
        for number, name in enumerate(file.bodies):
            self.check_style(name, "ladder", "bodies", number)
        return Ladder(file.heads, file.pictures, file.tracking, file.bodies)

    # ------------------------------------------------------------ places

    def area(self, file: AreaFile, inside: Area, *keys: str | int) -> Area:
        columns = inside.columns - file.column if file.columns is None else file.columns
        lines = inside.lines - file.line if file.lines is None else file.lines
        area = Area(inside.column + file.column, columns, inside.line + file.line, lines)
        over_right = area.column + area.columns > inside.column + inside.columns
        over_foot = area.line + area.lines > inside.line + inside.lines
        if columns < 1 or lines < 1 or over_right or over_foot:
            self.fault(
                "outside",
                f"columns {file.column}+{columns}, lines {file.line}+{lines} do not lie inside "
                f"{inside.columns} columns × {inside.lines} lines",
                "columns and lines count from 0 at the corner of what holds them",
                *keys,
            )
        return area

    def _part(self, file: PartFile, inside: Area, *keys: str | int) -> Part:
        self.check_style(file.style, *keys, "style")
        return Part(file.part, file.style, self.area(file.at, inside, *keys, "at"), file.lines)

    def _line(self, file: PlacedLine | None, inside: Area, *keys: str | int) -> Part | None:
        if file is None:
            return None
        self.check_style(file.style, *keys, "style")
        return Part(str(keys[-1]), file.style, self.area(file.at, inside, *keys, "at"))

    # ------------------------------------------------------------ slots

    def _slot(
        self, name: str, slot: StorySlotFile | CollectionSlotFile | AdSlotFile, page: Area
    ) -> StorySlot | CollectionSlot | AdSlot:
        if isinstance(slot, AdSlotFile):
            return AdSlot(name, self.area(slot.area, page, "slots", name, "area"), slot.required)
        if isinstance(slot, StorySlotFile):
            return self._story(name, slot, page)
        return self._collection(name, slot, page)

    def _story(self, name: str, slot: StorySlotFile, page: Area) -> StorySlot:
        area = self.area(slot.area, page, "slots", name, "area")
        return StorySlot(name, self._frames(slot, area, "slots", name), slot.required)

    def _collection(self, name: str, slot: CollectionSlotFile, page: Area) -> CollectionSlot:
        keys = ("slots", name)
        area = self.area(slot.area, page, *keys, "area")
        intro = None
        if slot.intro is not None:
            inside = self.area(slot.intro.area, area, *keys, "intro", "area")
            intro = self._frames(slot.intro, inside, *keys, "intro")
        modules: tuple[StoryFrames, ...] = ()
        arrangement = None
        if slot.arrange is not None and slot.module is None and not slot.places:
            arrangement = read_arrangement(self, slot.arrange, area, *keys, "arrange")
        elif slot.arrange is None and slot.module is not None and slot.places:
            modules = tuple(
                self._frames(
                    slot.module, self.area(place, area, *keys, "places", number), *keys, "module"
                )
                for number, place in enumerate(slot.places)
            )
        else:
            hint = "write either module: and places:, or arrange:"
            self.fault(
                "collection-places", "items need fixed places or an arrangement", hint, *keys
            )
        signoff = self._line(slot.signoff, area, *keys, "signoff")
        return CollectionSlot(name, area, intro, modules, arrangement, signoff, slot.required)

    def _frames(self, file: StoryFramesFile, area: Area, *keys: str | int) -> StoryFrames:
        parts = tuple(
            self._part(part, area, *keys, "parts", number) for number, part in enumerate(file.parts)
        )
        text = None if file.text is None else self._text(file.text, area, *keys, "text")
        picture = None
        if file.picture is not None:
            self.check_style(file.picture.caption_style, *keys, "picture", "caption_style")
            picture = PictureFrame(
                self.area(file.picture.at, area, *keys, "picture", "at"),
                file.picture.ratio,
                file.picture.caption_style,
                self.area(file.picture.caption, area, *keys, "picture", "caption"),
            )
        return StoryFrames(self.grid, area, parts, text, picture)

    def _text(self, file: TextFile, area: Area, *keys: str | int) -> TextFrames:
        self.check_style(file.style, *keys, "style")
        self.check_style(file.crosshead, *keys, "crosshead")
        frames = self._chain_of(file, area, *keys)
        insets = self._insets(file, frames, area, *keys) if file.insets else ()
        return TextFrames(
            file.style, file.crosshead, file.crosshead_lines, frames, file.ruled, insets=insets,
            jump=JumpLines(file.jump.onward, file.jump.back) if file.jump else JumpLines(),
            balance=file.balance,
        )  # fmt: skip

    def _insets(
        self, file: TextFile, frames: Sequence[Frame], area: Area, *keys: str | int
    ) -> tuple[Inset, ...]:
        """The places inside a text; text beside one, and an em of white, make it narrower."""
        if file.style not in self.file.styles:
            return ()
        style = self._style(file.style)
        hint = f"text is {LEAST_BESIDE} em wide at the least, and runs at one side of an inset"
        if style.vertical:
            self.fault("inset-place", "an inset in a text of columns", hint, *keys, "insets")
        insets = []
        for number, inset in enumerate(file.insets):
            at = (*keys, "insets", number)
            self.check_style(inset.style, *at, "style")
            place = self.area(inset.at, area, *at, "at")
            frame = self.grid.frame(place)
            beside = style.size * ((inset.beside or -1) + 1)
            if inset.beside is not None:
                beside += style.inset * 2
            x = frame.x + beside if inset.side is Side.RIGHT else frame.x
            caption = inset.caption_lines if inset.what is InsetKind.PHOTO else 0
            insets.append(Inset(
                inset.what, x, frame.width - beside, frame.line, frame.lines, inset.style, caption,
                inset.box,
            ))  # fmt: skip
        for number, what in wrong_places(frames, insets, Type(style.size, style.inset)):
            self.fault("inset-place", what, hint, *keys, "insets", number)
        return tuple(insets)

    def _chain_of(self, file: TextFile, area: Area, *keys: str | int) -> tuple[Frame, ...]:
        """The frames of a text, from base columns or from columns of its own measure."""
        if (file.columns is None) == (not file.frames):
            hint = "write either frames: […] or columns: {count: …, measure: …}"
            self.fault("text-frames", "a text needs frames or columns, not both", hint, *keys)
        elif file.columns is not None:
            odd = file.columns
            inside = AreaFile(line=odd.line, lines=odd.lines)
            try:
                return self.grid.odd_frames(
                    self.area(inside, area, *keys, "columns"), odd.count, odd.measure
                )
            except ValueError as fault:
                hint = f"the slot is {self.grid.width_of(area.columns).mm:.1f} mm wide"
                self.fault("columns-too-wide", str(fault), hint, *keys, "columns")
        frames = tuple(
            self.grid.frame(self.area(frame, area, *keys, "frames", number))
            for number, frame in enumerate(file.frames)
        )
        self._apart(frames, *keys, "frames")
        return frames

    def _apart(self, frames: Sequence[Frame], *keys: str | int) -> None:
        """No two frames of a text share a place."""
        rects = [self.grid.frame_rect(frame, 0, frame.lines) for frame in frames]
        for later, rect in enumerate(rects):
            first = next((n for n in range(later) if rects[n].overlaps(rect)), None)
            if first is not None:
                hint = "frames are filled one after the other, each in a place of its own"
                message = f"frame {later + 1} lies over frame {first + 1}"
                self.fault("frames-overlap", message, hint, *keys, later)


def _grid(file: LayoutFile) -> PageGrid:
    return PageGrid(
        page_width=file.page.width,
        page_height=file.page.height,
        bleed=file.page.bleed,
        left=file.type_area.left,
        top=file.type_area.top,
        width=file.type_area.width,
        height=file.type_area.height,
        columns=file.grid.columns,
        measure=file.grid.measure,
        body=file.grid.body,
        leading=file.grid.leading,
        lines=file.grid.lines,
    )
