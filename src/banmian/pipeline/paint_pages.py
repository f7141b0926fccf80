"""From made-up pages to PDF: fonts, HTML, WeasyPrint, glyphs in their places.

Inputs:  `MadeUpPage`s of one layout, a catalogue, `Settings`.
Outputs: PDF bytes.
Units:   none of its own.
Source:  docs/architecture.md, "Painting".
"""

import os
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from banmian.house.style import HouseStyle
from banmian.makeup.page import MadeUpPage, PictureBlock
from banmian.pipeline.settings import Settings
from banmian.render.colour_names import check_colour_names
from banmian.render.fonts import page_fonts
from banmian.render.html import TEMPLATE, render_html
from banmian.render.libraries import libraries_by_soname
from banmian.render.type_css import type_css
from banmian.render.view import STAND_IN, picture_url, view_page
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.fontconfig import private_fontconfig

# A grey pixel: what is painted where the press puts a drawing.
GREY = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mO4CQAA2wDayV3H9QAAAABJRU5ErkJggg=="
)


class Pictures(Protocol):
    """What becomes of pictures on their way to the page."""

    def placed(self, block: PictureBlock) -> Path | bytes:
        """A picture in its frame."""
        ...

    def whole(self, file: Path) -> Path | bytes:
        """A picture of the layout."""
        ...


class AsTheyLie:
    """Pictures as they lie on disk."""

    def placed(self, block: PictureBlock) -> Path | bytes:
        """The whole file."""
        return block.file

    def whole(self, file: Path) -> Path | bytes:
        """The whole file."""
        return file


AS_THEY_LIE = AsTheyLie()


@dataclass(frozen=True, slots=True)
class PaintJob:
    """Pages to be painted into one PDF, by a template of their layout (or of ours)."""

    pages: tuple[MadeUpPage, ...]
    house: HouseStyle
    template: str = TEMPLATE
    pictures: Pictures = AS_THEY_LIE


def paint_pages(job: PaintJob, catalogue: Catalogue, settings: Settings) -> bytes:
    """Paint pages to PDF."""
    check_colour_names(job.house)
    use_our_fonts_only(settings, catalogue)
    # Only now: WeasyPrint asks fontconfig for its fonts when it is imported.
    with libraries_by_soname():
        from banmian.render.fetch import PageFetcher  # noqa: PLC0415
        from banmian.render.paint import Painter  # noqa: PLC0415
        from banmian.render.pdf import PdfJob, render_pdf  # noqa: PLC0415

    cache = None if settings.once else settings.cache / "page-fonts"
    fonts = page_fonts(job.pages, catalogue, cache)
    views = tuple(view_page(page) for page in job.pages)
    families = {key: catalogue.entry(key).family for key in catalogue.keys}
    html = render_html(views, job.house, type_css(job.house, fonts, families), job.template)
    files: dict[str, Path | bytes] = {f"fonts/{key}": data for key, data in fonts.items()}
    files[STAND_IN] = GREY
    for page in job.pages:
        for block in page.blocks:
            if isinstance(block, PictureBlock):
                files[picture_url(block)] = job.pictures.placed(block)
    shown_as = f"layouts/{job.house.name}/{job.template}"
    fetcher = PageFetcher(files, job.house.folder, job.pictures.whole)
    painter = Painter(job.pages, shown_as)
    return render_pdf(
        PdfJob(html, frozenset(families[key] for key in fonts), fetcher, painter, shown_as)
    )


def use_our_fonts_only(settings: Settings, catalogue: Catalogue) -> None:
    """Point fontconfig, in this process, at our fonts: no system face may take a character."""
    path = private_fontconfig(settings.cache / "fontconfig", catalogue.folder)
    os.environ["FONTCONFIG_FILE"] = str(path)
