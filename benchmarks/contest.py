"""The contestants: our page and its rivals, warm and cold, each taking one sample a round.

Inputs:  a page's folder; a folder to work in.
Outputs: `Contest`, which takes samples round by round.
Units:   seconds of wall clock.
Source:  our choice: the contestants of a round follow each other, and each round begins with
         another one, so that what else the machine does falls on all of them alike.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.page_text import RivalPage, rival_page
from benchmarks.plain_page import plain_html
from benchmarks.stopwatch import Border, Figure, Servant, timed, timed_process
from benchmarks.typst_page import TypstJob, font_copies, typst_source
from pypdfium2 import PdfDocument

from banmian.cli.project import cache_folder, project_root
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import PageResult, build_page, load_job
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent

HERE = Path(__file__).resolve().parent
STAGES = ("content", "compose", "make-up", "render", "writing and clearing up")
PLAIN = {"plain": True, "plain filled": False}  # by CSS's default columns are balanced
TYPST = {"typst": "all", "typst our fonts": "ours"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What all contestants share: the page, where it is written, how processes are started.

    `pinned` is an environment for plain WeasyPrint: fontconfig knows the project's faces, by their
    names, and no others. Our page pins its fonts itself; Typst looks through the system's, too.
    """

    folder: Path
    work: Path
    settings: Settings
    job: PageJob
    page: MadeUpPage
    rival: RivalPage
    pinned: Mapping[str, str]
    unpinned: Mapping[str, str]


_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def prepare_ground(folder: Path, work: Path) -> Ground:
    """Build our page once, which fills the caches, and write the rivals' documents."""
    project = project_root()
    settings = Settings(
        work / "ours", project, cache_folder(project), until=Stage.RENDER, png=False
    )
    build_page(folder, settings, Silent())
    job = load_job(folder, settings)
    page = make_up(job)
    rival = rival_page(page)
    for name, balanced in PLAIN.items():
        (work / f"{name}.html").write_text(plain_html(rival, balanced=balanced), encoding="utf-8")
    if find_spec("typst"):
        (work / "fonts").mkdir()
        faces = job.catalogue.read.values.faces.values()
        files = {face.family: job.catalogue.folder / face.file for face in faces}
        names = font_copies(files, work / "fonts")
        source = typst_source(TypstJob(rival, Path("/"), names))
        (work / "page.typ").write_text(source, encoding="utf-8")
    conf = _FONTS_CONF.format(fonts=escape(str(job.catalogue.folder)), cache=work / "fontconfig")
    (work / "fonts.conf").write_text(conf, encoding="utf-8")
    unpinned = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    unpinned["PYTHONPATH"] = str(HERE.parent / "src")
    pinned = {**unpinned, "FONTCONFIG_FILE": str(work / "fonts.conf")}
    return Ground(folder, work, settings, job, page, rival, pinned, unpinned)


@dataclass(slots=True)
class Contest:
    """Takes samples; `figures` holds them by name."""

    ground: Ground
    plain: Servant
    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def figures(self) -> dict[str, Figure]:
        """All samples so far."""
        return {name: Figure(tuple(samples)) for name, samples in self.samples.items()}

    def run(self, rounds: int, tell: Callable[[str], None]) -> None:
        """Take the samples of some rounds."""
        contestants = [self._warm, self._watched, self._cold]
        contestants += [lambda name=name: self._plain_warm(name) for name in PLAIN]  # type: ignore[misc]
        contestants += [lambda name=name: self._plain_cold(name) for name in PLAIN]  # type: ignore[misc]
        if find_spec("typst"):
            contestants += [lambda name=name: self._typst(name) for name in TYPST]  # type: ignore[misc]
        for number in range(rounds):
            tell(f"round {number + 1} of {rounds}")
            first = number % len(contestants)
            for take in contestants[first:] + contestants[:first]:
                take()

    def _keep(self, name: str, seconds: float) -> None:
        self.samples[name].append(seconds)

    def _build(self) -> PageResult:
        return build_page(self.ground.folder, self.ground.settings, Silent())

    def _warm(self) -> None:
        self._keep("ours warm", timed(self._build))

    def _watched(self) -> None:
        """A build of its own with the composer watched, so that the watch costs no contestant."""
        results: list[PageResult] = []
        border = Border("banmian.compose", ("banmian.makeup", "banmian.pipeline"))
        with border.watch():
            seconds = timed(lambda: results.append(self._build()))
        if not border.calls:
            raise RuntimeError("no call into the composer was seen: its share cannot be told")
        stages = dict(results[0].seconds)
        split = {
            "content": stages[Stage.CONTENT],
            "compose": border.seconds,
            "make-up": stages[Stage.MAKEUP] - border.seconds,
            "render": stages[Stage.RENDER],
        }
        split[STAGES[-1]] = seconds - sum(split.values())
        for stage in STAGES:
            self._keep(f"stage {stage}", split[stage])
        self._keep("ours watched", seconds)

    def _cold(self) -> None:
        ground = self.ground
        command = [sys.executable, "-P", "-m", "banmian.cli.main", "page", str(ground.folder)]
        command += ["--until", "render", "--no-png", "--quiet", "--output", str(ground.work / "o")]
        seconds, _ = timed_process(command, ground.unpinned, str(ground.work))
        self._keep("ours cold", seconds)

    def _plain_warm(self, name: str) -> None:
        seconds, pages = self.plain.ask(name).split()
        if pages != "1":
            raise RuntimeError(f"{name}: {pages} pages, not one")
        self._keep(f"{name} warm", float(seconds))

    def _plain_cold(self, name: str) -> None:
        ground = self.ground
        command = [sys.executable, "-P", "-m", "weasyprint", f"{name}.html", f"{name}.pdf"]
        seconds, _ = timed_process(command, ground.pinned, str(ground.work))
        self._keep(f"{name} cold", seconds)

    def _typst(self, name: str) -> None:
        ground = self.ground
        command = [sys.executable, "-P", str(HERE / "typst_process.py"), "page.typ", "typst.pdf"]
        command += ["fonts", TYPST[name], "1"]
        whole, printed = timed_process(command, ground.unpinned, str(ground.work))
        pages = len(PdfDocument(ground.work / "typst.pdf"))
        if pages != 1:
            raise RuntimeError(f"{name}: {pages} pages, not one")
        first, again = json.loads(printed)
        self._keep(name, first)
        self._keep(f"{name} again", again)
        self._keep(f"{name} process", whole)


def plain_servant(ground: Ground) -> Servant:
    """Start the process that renders plain pages."""
    command = [sys.executable, "-P", str(HERE / "plain_process.py")]
    return Servant(command, ground.pinned, str(ground.work))


def build_with_png(ground: Ground) -> PageResult:
    """The whole page: what `banmian page` does when nothing is left out."""
    settings = replace(ground.settings, until=Stage.PAGE, png=True)
    return build_page(ground.folder, settings, Silent())
