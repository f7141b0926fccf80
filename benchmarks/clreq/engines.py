"""The four engines, each told to set its Chinese as well as its own options let it.

Inputs:  `Job`s; the face's file; a folder to work in.
Outputs: a PDF each.
Units:   pt.
Source:  docs/peers.md gives each option and why it is set.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from benchmarks.clreq.job import INDENT, Job
from benchmarks.clreq.markup import html_page, typst_source

from banmian.errors import Place
from banmian.pipeline.paint_pages import use_our_fonts_only
from banmian.pipeline.sample_pdf import paint_samples
from banmian.pipeline.samples import Sample, SampleSetting, compose_samples, plain_copies
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import load_catalogue

FACE = "song"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM_SECONDS = 300


class EngineMissing(Exception):
    """An engine is not on this machine; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the engines work."""

    project: Path
    folder: Path

    @property
    def face(self) -> Path:
        """The face all of them set in."""
        return self.project / "fonts" / "banmian-song.ttf"

    @property
    def settings(self) -> Settings:
        """Settings of ours that write nothing outside the folder."""
        return Settings(self.folder / "output", self.project, self.folder / "cache")


class Engine(Protocol):
    """Something that sets paragraphs."""

    name: str

    def version(self) -> str:
        """Its version; raises `EngineMissing`."""

    def set(self, jobs: Sequence[Job], ground: Ground) -> Path:
        """Set the jobs in order and give the PDF."""


class Ours:
    """This project's composer, as `compose --pdf` runs it."""

    name = "banmian"

    def version(self) -> str:
        """The checkout's own."""
        return "this checkout"

    def set(self, jobs: Sequence[Job], ground: Ground) -> Path:
        """Compose and paint."""
        settings = ground.settings
        catalogue = load_catalogue(ground.project / "fonts", cache=settings.cache)
        samples = [
            Sample(job.name, job.text, job.measure, INDENT, Place(job.name, 1, 1)) for job in jobs
        ]
        setting = SampleSetting(FACE)
        copies = plain_copies(samples, setting.face, catalogue).copies
        composed = list(compose_samples(samples, copies, setting))
        target = ground.folder / "banmian.pdf"
        target.write_bytes(paint_samples(composed, setting, catalogue, settings))
        return target


class Typst:
    """Typst, by way of its PyPI package."""

    name = "Typst"

    def version(self) -> str:
        """The package's version, which is Typst's."""
        try:
            return version("typst")
        except PackageNotFoundError as fault:
            hint = "pip install typst (requirements/bench.txt pins it)"
            raise EngineMissing(hint) from fault

    def set(self, jobs: Sequence[Job], ground: Ground) -> Path:
        """Compile with our face and no other."""
        import typst  # noqa: PLC0415  it may be missing

        fonts = ground.folder / "typst-fonts"
        fonts.mkdir()
        shutil.copy(ground.face, fonts)
        source = ground.folder / "typst.typ"
        source.write_text(typst_source(jobs), encoding="utf-8")
        target = ground.folder / "typst.pdf"
        typst.compile(source, output=target, font_paths=[fonts], ignore_system_fonts=True)
        return target


CHROMIUM_CSS = (
    "text-align:justify;text-spacing-trim:trim-start;"
    "text-autospace:normal;line-break:strict;overflow-wrap:anywhere;text-wrap:pretty;hyphens:none"
)


class Chromium:
    """Headless Chromium, printing to PDF."""

    name = "Chromium"

    def version(self) -> str:
        """What `chromium --version` says."""
        said = subprocess.run(
            [self._program(), "--version"], check=True, capture_output=True, text=True
        ).stdout
        return next((word for word in said.split() if word[0].isdigit()), said.strip())

    def set(self, jobs: Sequence[Job], ground: Ground) -> Path:
        """Print; unhinted, so that widths are the face's own."""
        page = ground.folder / "chromium.html"
        page.write_text(html_page(jobs, ground.face, CHROMIUM_CSS), encoding="utf-8")
        target = ground.folder / "chromium.pdf"
        command = [
            self._program(),
            "--headless",
            "--disable-gpu",
            "--font-render-hinting=none",
            f"--user-data-dir={ground.folder / 'chromium-profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        if os.geteuid() == 0:  # Chromium has no sandbox for root; the page is our own
            command.insert(1, "--no-sandbox")
        environment = {k: v for k, v in os.environ.items() if k != "FONTCONFIG_FILE"}
        subprocess.run(
            command, check=True, capture_output=True, env=environment, timeout=CHROMIUM_SECONDS
        )
        return target

    @staticmethod
    def _program() -> str:
        for name in CHROMIUMS:
            found = shutil.which(name)
            if found:
                return found
        raise EngineMissing("sudo apt-get install chromium (Debian, Ubuntu), or put it on the PATH")


WEASYPRINT_CSS = "text-align:justify;overflow-wrap:anywhere;hyphens:none"


class WeasyPrint:
    """WeasyPrint alone, without our composer."""

    name = "WeasyPrint"

    def version(self) -> str:
        """The package's version."""
        return version("weasyprint")

    def set(self, jobs: Sequence[Job], ground: Ground) -> Path:
        """Print the page that Chromium gets, with the properties WeasyPrint knows."""
        settings = ground.settings
        use_our_fonts_only(settings, load_catalogue(ground.project / "fonts", settings.cache))
        from weasyprint import HTML  # noqa: PLC0415  fontconfig is asked when it is imported

        target = ground.folder / "weasyprint.pdf"
        page = html_page(jobs, ground.face, WEASYPRINT_CSS)
        HTML(string=page, base_url=str(ground.folder)).write_pdf(target)
        return target


ENGINES: tuple[Engine, ...] = (Ours(), Typst(), Chromium(), WeasyPrint())
