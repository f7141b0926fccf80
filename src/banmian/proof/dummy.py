"""The empty page of a layout (版样纸): columns with their lines, slots with what they hold.

Inputs:  `HouseStyle`.
Outputs: `Layer`s: page and lines, slots, parts, rules.
Units:   grid units counted; `Length` on the page.
Source:  newsroom custom: make-up editors counted lines and characters on such sheets, and drew the
         page on them; columns numbered at head and foot, every fifth line at both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.geometry import Rect
from banmian.house.grid import Area, PageGrid
from banmian.house.style import (
    AdSlot,
    Arrangement,
    CollectionSlot,
    FreeStyle,
    HouseStyle,
    Part,
    PictureFrame,
    StoryFrames,
    TextFrames,
)
from banmian.makeup.line_frames import LineFrame, line_frame
from banmian.proof.shapes import BLACK, Anchor, Box, Label, Layer, Point, Shape, Stroke, grey, line
from banmian.proof.terms import part_name
from banmian.units import ZERO, Length, mm, pt

COUNTED = 5  # every fifth line is numbered
FAINT, LIGHT, MIDDLE, DARK = grey(0.2), grey(0.35), grey(0.55), grey(0.8)
PAPER = grey(0)
_SMALL, _PLAIN, _LARGE = 6.0, 8.0, 11.0  # pt
_PAD = mm(0.8)
_DASH = (2.0, 1.5)


@dataclass(frozen=True, slots=True)
class Room:
    """What a chain of frames holds."""

    frames: int
    lines: int
    characters: int


def dummy_layers(house: HouseStyle) -> tuple[Layer, ...]:
    """Everything that is drawn on the empty page of a layout."""
    drawing = _Dummy(house)
    slots = tuple(drawing.slots())
    return (
        Layer("网格", tuple(drawing.page())),
        Layer("部件", tuple(drawing.parts)),
        Layer("线框", tuple(drawing.rules())),
        Layer("稿位", slots),
    )


def room_of(text: TextFrames, grid: PageGrid, house: HouseStyle) -> Room:
    """Lines and characters that a text's frames hold, filled to the last em."""
    frames = line_frames(text, grid, house)
    size = house.style(text.style).size
    lines = [(frame.lines, _measure(frame, size)) for frame in frames]
    return Room(len(frames), sum(n for n, _ in lines), sum(n * measure for n, measure in lines))


def line_frames(text: TextFrames, grid: PageGrid, house: HouseStyle) -> tuple[LineFrame, ...]:
    """The frames of a text with their lines."""
    style = house.style(text.style)
    return tuple(line_frame(frame, grid, style) for frame in text.frames)


def _measure(frame: LineFrame, size: Length) -> int:
    """Whole characters in a line."""
    return (frame.along - frame.inset * 2).emu // size.emu


def _size(rect: Rect) -> str:
    return f"{rect.width.mm:.0f}×{rect.height.mm:.0f} mm"


class _Dummy:
    """One empty page being drawn; `parts` fills while the slots are drawn."""

    def __init__(self, house: HouseStyle) -> None:
        self.house = house
        self.grid = house.grid
        self.parts: list[Shape] = []

    # ------------------------------------------------------------ the page

    def page(self) -> Iterator[Shape]:
        """Trim, type area, columns, lines and their numbers, and what they come to."""
        grid = self.grid
        yield Box(Rect(ZERO, ZERO, grid.page_width, grid.page_height), stroke=DARK, width=0.5)
        yield Box(Rect(grid.left, grid.top, grid.width, grid.height), stroke=LIGHT, dash=_DASH)
        yield Label(Point(grid.left, -mm(4.2)), self._title(), _LARGE)
        yield from self._lines()
        height = grid.leading * grid.lines
        for column in range(grid.columns):
            x = grid.x_of(column)
            yield Box(Rect(x, grid.top, grid.column_width, height), stroke=MIDDLE, width=0.2)
            middle = x + grid.column_width * 0.5
            for y in (grid.top - mm(1.2), grid.top + grid.height + mm(3)):
                yield Label(Point(middle, y), str(column), _SMALL, DARK, Anchor.MIDDLE)

    def _title(self) -> str:
        grid = self.grid
        each = int(grid.measure) * grid.lines
        return (
            f"版样纸　{self.house.title}　{self.house.name}　成品 {grid.page_width.mm:g}×"
            f"{grid.page_height.mm:g} mm　版心 {grid.width.mm:g}×{grid.height.mm:g} mm　"
            f"{grid.columns} 栏×{grid.measure:g} 字　{grid.lines} 行　正文 {grid.body.pt:g}/"
            f"{grid.leading.pt:g} pt　每栏 {each} 字　全版 {each * grid.columns} 字"
        )

    def _lines(self) -> Iterator[Shape]:
        """A stroke under every line of each column, a stronger one with a number at every fifth."""
        grid = self.grid
        right = grid.left + grid.width
        for number in range(1, grid.lines + 1):
            y = grid.y_of(number)
            counted = not number % COUNTED
            for column in range(grid.columns):
                x = grid.x_of(column)
                ends = line(x, y, x + grid.column_width, y)
                yield Stroke(ends, LIGHT if counted else FAINT, 0.3 if counted else 0.12)
            if counted:
                foot = y + pt(_SMALL * 0.35)
                yield Label(Point(grid.left - mm(1), foot), str(number), _SMALL, DARK, Anchor.RIGHT)
                yield Label(Point(right + mm(1), foot), str(number), _SMALL, DARK)

    def rules(self) -> Iterator[Shape]:
        """The layout's rules and panels where they lie."""
        for rule in self.house.rules:
            rect = self.grid.rect(rule.at)
            gap = self.grid.gutter * 0.5
            x = {"left": rect.x - gap, "right": rect.right + gap}
            y = {"top": rect.y, "middle": rect.y + rect.height * 0.5, "bottom": rect.bottom}
            if rule.edge in x:
                yield Stroke(line(x[rule.edge], rect.y, x[rule.edge], rect.bottom), DARK, 0.6)
            elif rule.edge in y:
                yield Stroke(line(rect.x, y[rule.edge], rect.right, y[rule.edge]), DARK, 0.6)
            else:
                yield Box(rect, stroke=DARK, width=0.6)

    # ------------------------------------------------------------ slots

    def slots(self) -> Iterator[Shape]:
        """Every slot: outline, name, size; what stands in it goes to `parts`."""
        for part in self.house.folio:
            self._part(part, self.grid)
        if self.house.photo_credit is not None:
            self._part(self.house.photo_credit, self.grid, "图片署名")
        for name, slot in self.house.slots.items():
            if isinstance(slot, CollectionSlot):
                yield from self._collection(name, slot)
            elif isinstance(slot, AdSlot):
                yield from self._ad(name, slot)
            else:
                yield from self._slot(name, slot.frames, needed=slot.required)
        if self.house.free is not None:
            yield from self._free(self.house.free)

    def _slot(self, name: str, frames: StoryFrames, *, needed: bool = True) -> Iterator[Shape]:
        area = frames.area
        told = [name, f"{area.columns} 栏×{area.lines} 行"]
        if frames.text is not None:
            room = room_of(frames.text, frames.grid, self.house)
            told.append(f"正文 {room.frames} 框 {room.lines} 行 {room.characters} 字")
        if not needed:
            told.append("可空")
        yield from self._named(frames.grid.rect(area), "　".join(told))
        self._story(frames)

    def _ad(self, name: str, slot: AdSlot) -> Iterator[Shape]:
        """A hole, with the size its advertisement has to have."""
        rect = self.grid.rect(slot.area)
        size = f"{rect.width.mm:.1f}×{rect.height.mm:.1f} mm"
        told = f"{name}　广告　{size}　{slot.area.columns} 栏×{slot.area.lines} 行"
        yield from self._named(rect, told if slot.required else f"{told}　可空")

    def _free(self, free: FreeStyle) -> Iterator[Shape]:
        """The part whose places the page gives: all of it as columns of text, and what is sold."""
        area, grid = free.area, self.grid
        columns = range(area.column, area.column + area.columns)
        frames = tuple(grid.frame(Area(one, 1, area.line, area.lines)) for one in columns)
        text = TextFrames(free.style, free.crosshead, free.crosshead_lines, frames, True)
        room, rect = room_of(text, grid, self.house), grid.rect(area)
        size = f"{rect.width.mm:.1f}×{rect.height.mm:.1f} mm"
        told = (
            f"自由区　{area.columns} 栏×{area.lines} 行　{size}　正文 {free.style} "
            f"{self.house.style(free.style).size.pt:g} pt　{room.lines} 行 {room.characters} 字"
            "（连题与图）"
        )
        yield from self._named(rect, told)
        self._text(text, grid)
        widths = "　".join(
            f"{count} 栏 {grid.width_of(count).mm:.1f}" for count in range(1, area.columns + 1)
        )
        sold = f"图与广告宽（mm）：{widths}　高：每行 {grid.leading.mm:.3f}"
        at = Point(rect.x + rect.width * 0.5, rect.y + rect.height * 0.25)
        self.parts.append(Label(at, sold, _PLAIN, BLACK, Anchor.MIDDLE, rect.width, ground=PAPER))

    def _named(self, rect: Rect, text: str, *, foot: bool = False) -> Iterator[Shape]:
        yield Box(rect, stroke=BLACK, width=0.9)
        y = rect.bottom + pt(_PLAIN) + _PAD * 0.5 if foot else rect.y + pt(_PLAIN) + _PAD * 0.5
        at = Point(rect.right - _PAD, y)
        yield Label(at, text, _PLAIN, PAPER, Anchor.RIGHT, rect.width - _PAD * 2, ground=BLACK)

    def _at_foot(self, rect: Rect, text: str) -> Iterator[Shape]:
        """An item's name, clear of its heads and of the collection's name."""
        yield Box(rect, stroke=BLACK, width=0.9)
        at = Point(rect.x + _PAD, rect.bottom - _PAD)
        yield Label(at, text, _PLAIN, PAPER, Anchor.LEFT, rect.width - _PAD * 2, ground=BLACK)

    def _collection(self, name: str, slot: CollectionSlot) -> Iterator[Shape]:
        area = slot.area
        rect = self.grid.rect(area)
        how = "自动排布" if slot.arrangement else f"{len(slot.modules)} 条"
        told = f"{name}　一组稿，{how}　{area.columns} 栏×{area.lines} 行"
        if slot.intro is not None:
            yield from self._slot("栏题、引言", slot.intro)
        yield from self._named(rect, told, foot=True)
        for number, module in enumerate(slot.modules, 1):
            yield from self._at_foot(module.grid.rect(module.area), f"第 {number} 条")
            self._story(module)
        if slot.arrangement is not None:
            self._arranged(slot.arrangement)
        if slot.signoff is not None:
            self._part(slot.signoff, self.grid, "整理")

    def _arranged(self, arrangement: Arrangement) -> None:
        """The area that arranges itself: each way to divide it, a line of text."""
        rect = self.grid.rect(arrangement.area)
        self.parts.append(Box(rect, stroke=MIDDLE, dash=_DASH, width=0.6))
        y = rect.y + rect.height * 0.5
        for division in arrangement.divisions:
            grid = division.grid
            size = self.house.style(division.style).size
            measure = grid.column_width.emu // size.emu
            whole = measure * grid.columns * arrangement.area.lines
            text = (
                f"{grid.columns} 栏×{measure} 字　{division.style} {size.pt:g} pt　"
                f"每栏 {arrangement.area.lines} 行　共 {whole} 字（连头像与题）"
            )
            middle = Point(rect.x + rect.width * 0.5, y)
            self.parts.append(
                Label(middle, text, _LARGE, BLACK, Anchor.MIDDLE, rect.width, ground=PAPER)
            )
            y += pt(_LARGE * 1.6)

    # ------------------------------------------------------------ parts

    def _story(self, frames: StoryFrames) -> None:
        for part in frames.parts:
            self._part(part, frames.grid)
        if frames.text is not None:
            self._text(frames.text, frames.grid)
        if frames.picture is not None:
            self._picture(frames.picture, frames.grid)

    def _part(self, part: Part, grid: PageGrid, name: str = "") -> None:
        rect = grid.rect(part.at)
        style = self.house.style(part.style)
        wanted = f"　排 {part.lines} 行" if part.lines else ""
        text = (
            f"{name or part_name(part.part)}　{part.style} {style.size.pt:g} pt　"
            f"占 {part.at.lines} 行{wanted}"
        )
        self.parts.append(Box(rect, stroke=MIDDLE, fill=grey(0.06), width=0.4))
        self._in_middle(rect, text)

    def _in_middle(self, rect: Rect, text: str) -> None:
        """A label in the middle of a box, as large as the box allows."""
        size = min(_PLAIN, rect.height.pt * 0.7)
        at = Point(rect.x + rect.width * 0.5, rect.y + rect.height * 0.5 + pt(size * 0.35))
        room = rect.width - _PAD
        self.parts.append(Label(at, text, size, BLACK, Anchor.MIDDLE, room, ground=PAPER))

    def _text(self, text: TextFrames, grid: PageGrid) -> None:
        size = self.house.style(text.style).size
        for number, frame in enumerate(line_frames(text, grid, self.house), 1):
            measure = _measure(frame, size)
            self.parts.append(Box(frame.rect, stroke=MIDDLE, dash=_DASH, width=0.5))
            told = f"{number}：{frame.lines} 行×{measure} 字＝{frame.lines * measure} 字"
            self._in_middle(frame.rect, told)

    def _picture(self, picture: PictureFrame, grid: PageGrid) -> None:
        rect = grid.rect(picture.at)
        width = min(rect.height * picture.ratio, rect.width)
        height = width * (1 / picture.ratio)
        shown = Rect(rect.x + (rect.width - width) * 0.5, rect.y, width, height)
        self.parts.append(Box(shown, stroke=DARK, width=0.5))
        for ends in (
            line(shown.x, shown.y, shown.right, shown.bottom),
            line(shown.x, shown.bottom, shown.right, shown.y),
        ):
            self.parts.append(Stroke(ends, MIDDLE, 0.3))
        self._in_middle(shown, f"图　{_size(shown)}")
        caption = grid.rect(picture.caption)
        style = self.house.style(picture.caption_style)
        self.parts.append(Box(caption, stroke=MIDDLE, width=0.4))
        self._in_middle(caption, f"图片说明　{picture.caption_style} {style.size.pt:g} pt")
