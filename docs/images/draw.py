"""Draw the pictures of the papers again, after the page or its layout has changed.

    .venv/bin/python docs/images/draw.py

Inputs:  the reference page and its layout; the worked example under tests/data/layouts.
Outputs: page.png, grid.png, extra.png, dummy.png, proof.png and plans.png beside this file.
Units:   pixels.
Source:  our choice: few colours, so that a page 900 pixels wide stays under 400 KB.
"""

import shutil
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from banmian.geometry import Rect
from banmian.house.grid import Area
from banmian.house.load import load_house
from banmian.house.style import CollectionSlot, HouseStyle
from banmian.pipeline.dummy import draw_dummy
from banmian.pipeline.page import build_page
from banmian.pipeline.plan import find_plans, thumbnail
from banmian.pipeline.proof import build_proof
from banmian.pipeline.raster import rasterise
from banmian.pipeline.settings import Settings
from banmian.progress import Silent

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COPY = ROOT / "content" / "2024-11-13"
EXAMPLE = ROOT / "tests" / "data" / "layouts" / "extra"
WIDTH = 900
COLOURS = 96
RED, BLUE, PAPER_EDGE = (200, 20, 35), (20, 90, 200), (190, 190, 190)
EXTRA_PAGE = "number: 1\nsection: 号外\nlayout: extra\nslots: {lead: lead.md}\n"


def build(page: Path, project: Path, output: Path) -> Image.Image:
    """Build a page and give its PNG."""
    settings = Settings(output, project, ROOT / ".cache")
    result = build_page(page, settings, Silent())
    if result.png is None:
        raise SystemExit("the page has no PNG")
    return Image.open(BytesIO(result.png.read_bytes())).convert("RGB")


def build_extra(folder: Path) -> Image.Image:
    """Build the worked example of CONTRIBUTING.md from the reference page's lead."""
    project = folder / "project"
    shutil.copytree(EXAMPLE, project / "layouts" / "extra")
    (project / "fonts").symlink_to(ROOT / "fonts")
    page = folder / "2024-11-13" / "01"
    page.mkdir(parents=True)
    shutil.copy(COPY / "edition.yaml", page.parent)
    shutil.copy(COPY / "05" / "lead.md", page)
    (page / "page.yaml").write_text(EXTRA_PAGE, encoding="utf-8")
    return build(page, project, folder / "output")


def draw_plans(folder: Path) -> Image.Image:
    """The plans for the demonstration's page, side by side."""
    settings = Settings(folder / "plans", ROOT, ROOT / ".cache")
    plans = find_plans(ROOT / "content" / "demo" / "2026-01-03" / "01", settings)
    pages = [
        Image.open(BytesIO(thumbnail(plans, plan, settings))).convert("RGB") for plan in plans.plans
    ]
    width, height = pages[0].size
    sheet = Image.new("RGB", (width * len(pages), height), "white")
    for number, page in enumerate(pages):
        sheet.paste(page, (width * number, 0))
    return sheet


def save(image: Image.Image, name: str, width: int) -> None:
    """Write a picture small, in few colours, with a hairline round the sheet."""
    height = round(image.height * width / image.width)
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    ImageDraw.Draw(small).rectangle([0, 0, width - 1, height - 1], outline=PAPER_EDGE)
    few = small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(HERE / name, "PNG", optimize=True)
    print(f"{name}: {width} × {height}, {(HERE / name).stat().st_size:,} bytes")


class GridPicture:
    """A page faded, with the base columns, every tenth line and the slots of its layout on it."""

    def __init__(self, page: Image.Image, house: HouseStyle) -> None:
        self.house = house
        self.scale = page.width / house.grid.page_width.px
        self.image = Image.blend(page, Image.new("RGB", page.size, "white"), 0.62)
        self.face = ImageFont.truetype(ROOT / "fonts" / "banmian-hei.ttf", round(16 * self.scale))

    def draw(self) -> Image.Image:
        """Draw all of it."""
        self._columns()
        draw = ImageDraw.Draw(self.image)
        self._numbers(draw)
        for name, rect, at_foot in _slots(self.house):
            left, top, right, foot = self._box(rect)
            draw.rectangle([left, top, right, foot], outline=RED, width=round(2 * self.scale))
            place = (right - 4 * self.scale, foot if at_foot else top)
            anchor = "rd" if at_foot else "ra"
            draw.text(place, name, font=self.face, fill=RED, anchor=anchor)
        return self.image

    def _box(self, rect: Rect) -> list[float]:
        return [edge.px * self.scale for edge in (rect.x, rect.y, rect.right, rect.bottom)]

    def _columns(self) -> None:
        grid = self.house.grid
        mask = Image.new("L", self.image.size, 0)
        for column in range(grid.columns):
            area = Area(column, 1, 0, grid.lines)
            ImageDraw.Draw(mask).rectangle(self._box(grid.rect(area)), fill=30)
        self.image.paste(Image.new("RGB", self.image.size, BLUE), mask=mask)

    def _numbers(self, draw: ImageDraw.ImageDraw) -> None:
        grid = self.house.grid
        for line in range(0, grid.lines + 1, 10):
            left, top, right, _ = self._box(grid.rect(Area(0, grid.columns, line, 1)))
            draw.line([left, top, right, top], fill=BLUE, width=round(self.scale))
            place = (left - 6 * self.scale, top)
            draw.text(place, f"{line}", font=self.face, fill=BLUE, anchor="rm")
        for column in range(grid.columns):
            left, top, right, _ = self._box(grid.rect(Area(column, 1, 0, 1)))
            place = ((left + right) / 2, top - 4 * self.scale)
            draw.text(place, f"{column}", font=self.face, fill=BLUE, anchor="md")


def _slots(house: HouseStyle) -> Iterator[tuple[str, Rect, bool]]:
    """Names and rectangles; a collection's own name stands at its foot, clear of its intro's."""
    rect = house.grid.rect
    for name, slot in house.slots.items():
        if not isinstance(slot, CollectionSlot):
            yield name, rect(slot.frames.area), False
            continue
        yield name, rect(slot.area), True
        if slot.intro is not None:
            yield "intro", rect(slot.intro.area), False
        for number, module in enumerate(slot.modules):
            yield f"places[{number}]", rect(module.area), False


def save_proofs(folder: Path) -> None:
    """The empty page of a layout, and the proof of the invented front page."""
    settings = Settings(folder / "output", ROOT, ROOT / ".cache")
    empty = rasterise(draw_dummy("yaowen", settings), whole=True)
    save(Image.open(BytesIO(empty)).convert("RGB"), "dummy.png", WIDTH)
    proof = build_proof(ROOT / "content" / "demo" / "2026-01-01" / "01", settings, Silent())
    if proof.png is None:
        raise SystemExit("the proof has no PNG")
    save(Image.open(proof.png).convert("RGB"), "proof.png", WIDTH)


def main() -> None:
    """Draw all of them."""
    with tempfile.TemporaryDirectory() as name:
        page = build(COPY / "05", ROOT, Path(name))
        save(page, "page.png", WIDTH)
        house = load_house(ROOT / "layouts", "fayan-zhaibian")
        save(GridPicture(page, house).draw(), "grid.png", WIDTH)
        save(build_extra(Path(name)), "extra.png", WIDTH // 2)
        save_proofs(Path(name))
        save(draw_plans(Path(name)), "plans.png", WIDTH * 3 // 2)


if __name__ == "__main__":
    main()
