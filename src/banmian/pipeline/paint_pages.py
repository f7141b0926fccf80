"""From made-up pages to PDF: fonts, HTML, WeasyPrint, glyphs in their places.

Inputs:  `MadeUpPage`s of one layout, a catalogue, `Settings`.
Outputs: PDF bytes.
Units:   none of its own.
Source:  docs/architecture.md, "Painting".
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from banmian.house.style import HouseStyle
from banmian.makeup.page import MadeUpPage, PictureBlock
from banmian.pipeline.settings import Settings
from banmian.render.fonts import page_fonts
from banmian.render.html import TEMPLATE, render_html
from banmian.render.libraries import libraries_by_soname
from banmian.render.type_css import type_css
from banmian.render.view import picture_url, view_page
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.fontconfig import private_fontconfig


def as_it_lies(file: Path) -> Path | bytes:
    """A picture as it lies on disk."""
    return file


@dataclass(frozen=True, slots=True)
class PaintJob:
    """Pages to be painted into one PDF, by a template of their layout (or of ours).

    `picture` makes of a picture file what is painted.
    """

    pages: tuple[MadeUpPage, ...]
    house: HouseStyle
    template: str = TEMPLATE
    picture: Callable[[Path], Path | bytes] = as_it_lies


def paint_pages(job: PaintJob, catalogue: Catalogue, settings: Settings) -> bytes:
    """Paint pages to PDF."""
    use_our_fonts_only(settings, catalogue)
    # Only now: WeasyPrint asks fontconfig for its fonts when it is imported.
    with libraries_by_soname():
        from banmian.render.fetch import PageFetcher  # noqa: PLC0415
        from banmian.render.paint import Painter  # noqa: PLC0415
        from banmian.render.pdf import PdfJob, render_pdf  # noqa: PLC0415

    fonts = page_fonts(job.pages, catalogue, settings.cache / "page-fonts")
    views = tuple(view_page(page) for page in job.pages)
    families = {key: catalogue.entry(key).family for key in catalogue.keys}
    html = render_html(views, job.house, type_css(job.house, fonts, families), job.template)
    files: dict[str, Path | bytes] = {f"fonts/{key}": data for key, data in fonts.items()}
    for page in job.pages:
        for block in page.blocks:
            if isinstance(block, PictureBlock):
                files[picture_url(block)] = job.picture(block.file)
    shown_as = f"layouts/{job.house.name}/{job.template}"
    fetcher = PageFetcher(files, job.house.folder, job.picture)
    painter = Painter(job.pages, shown_as)
    return render_pdf(
        PdfJob(html, frozenset(families[key] for key in fonts), fetcher, painter, shown_as)
    )


def use_our_fonts_only(settings: Settings, catalogue: Catalogue) -> None:
    """Point fontconfig, in this process, at our fonts: no system face may take a character."""
    path = private_fontconfig(settings.cache / "fontconfig", catalogue.folder)
    os.environ["FONTCONFIG_FILE"] = str(path)
