"""Build one page: read, make up, render, finish for the press, write.

Inputs:  a page's folder, `Settings`.
Outputs: `PageResult`; page.pdf, page.png and the copy a plant wants, under <output>/<edition's
         folder>/<page's folder>/.
Units:   seconds of wall clock for each stage, for people only; nothing depends on them.
Source:  architecture.md, data flow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from banmian.editorial.edition import SlotKind
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import check_slots, load_page
from banmian.errors import ContentError, Diagnostic, LayoutError
from banmian.files import write_whole
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.house.load import load_house
from banmian.house.style import AdSlot, CollectionSlot, HouseStyle, StorySlot
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage, StoryFit
from banmian.makeup.placed import place_modules
from banmian.pipeline.ads import drawings_of, wrong_ads
from banmian.pipeline.collector import collector_at_rest
from banmian.pipeline.dump import dump
from banmian.pipeline.kept import Kept
from banmian.pipeline.paint_pages import PaintJob, paint_pages
from banmian.pipeline.raster import rasterise
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.to_press import load_press, press_pages, press_pictures
from banmian.pipeline.turned import turned
from banmian.pipeline.unplaced import unplaced
from banmian.pipeline.words import Words
from banmian.press.facts import facts_of
from banmian.press.fineness import coarse_pictures
from banmian.press.finish import PaintedPage, version_of
from banmian.press.slug import plant_name
from banmian.progress import Progress
from banmian.typeface.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class PageResult:
    """What building a page came to: files, warnings, how its texts fit.

    `plant` is the copy under the name the plant wants.
    """

    number: int
    pdf: Path | None
    png: Path | None
    plant: Path | None
    stage_dump: str | None
    seconds: tuple[tuple[str, float], ...]
    notes: tuple[Diagnostic, ...]
    fits: tuple[StoryFit, ...] = ()

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "number": self.number,
            "pdf": str(self.pdf) if self.pdf else None,
            "png": str(self.png) if self.png else None,
            "plant": str(self.plant) if self.plant else None,
            "seconds": {stage: round(seconds, 4) for stage, seconds in self.seconds},
            "notes": [note.as_json() for note in self.notes],
        }


@dataclass(slots=True)
class _Clock:
    """Times the stages and tells progress about them."""

    progress: Progress
    seconds: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        with self.progress.stage(stage):
            yield
        self.seconds.append((stage, perf_counter() - start))


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A page that has been made but not written; `made` and `painted` hold it if it got so far."""

    result: PageResult
    files: tuple[tuple[Path, bytes], ...]
    painted: tuple[PaintedPage, ...]
    job: PageJob
    made: MadeUpPage | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The faces it is set in."""
        return self.job.catalogue

    def write(self) -> PageResult:
        """Write the page's files, each whole or not at all; an older page's PNG does not stay."""
        for path, data in self.files:
            write_whole(path, data)
        if self.result.pdf and not self.result.png:
            self.result.pdf.with_suffix(".png").unlink(missing_ok=True)
        return self.result


def build_page(folder: Path, settings: Settings, progress: Progress) -> PageResult:
    """Build one page.

    Raises:
        BanmianError: content, layout, fonts or fit are wrong, or a plant would refuse the page;
            nothing has been written then.
    """
    return make_page(folder, settings, progress).write()


def make_page(
    folder: Path, settings: Settings, progress: Progress, kept: Kept | None = None
) -> ReadyPage:
    """Make one page in memory; what is `kept` of an earlier page is not made again.

    Raises:
        BanmianError: content, layout, fonts or fit are wrong, or a plant would refuse the page.
    """
    with collector_at_rest():
        return _make(folder, settings, _Clock(progress), kept)


def _make(folder: Path, settings: Settings, clock: _Clock, kept: Kept | None) -> ReadyPage:
    with clock.stage(Stage.CONTENT):
        job = load_job(folder, settings, kept)
        press = load_press(job.house, settings, job.page)
    if settings.until is Stage.CONTENT:
        return _result(job, clock, dump(job.page))
    with clock.stage(Stage.MAKEUP):
        page = make_up(job, allow_overset=settings.allow_overset)
        if not settings.once:
            keep_words(job)
        page = replace(page, notes=(*page.notes, *coarse_pictures(page)))
    if settings.until is Stage.MAKEUP:
        return _result(job, clock, dump(page), page)
    with clock.stage(Stage.RENDER):
        pictures = press_pictures(press, settings)
        pdf = paint_pages(PaintJob((page,), job.house, pictures=pictures), job.catalogue, settings)
        painted = PaintedPage(pdf, facts_of(page), press, drawings_of(page))
    target = settings.output / job.edition.folder_name / folder.resolve().name
    files: list[tuple[str, bytes]] = []
    warnings: tuple[Diagnostic, ...] = ()
    if settings.until is not Stage.RENDER:
        with clock.stage(Stage.PRESS):
            pdf = press_pages([painted], painted.facts.title, job.catalogue)
            files.extend(_for_plant(painted, pdf, job.house))
    files.insert(0, ("page.pdf", pdf))
    if settings.until in {Stage.PREFLIGHT, Stage.PAGE}:
        from banmian.pipeline.before_press import before_press  # noqa: PLC0415  0.1 s of its own

        with clock.stage(Stage.PREFLIGHT):
            warnings = before_press(
                [painted], pdf, job.house.press, target / "page.pdf", page.notes
            )
    with clock.stage(Stage.PAGE):
        if settings.png and settings.until is Stage.PAGE:
            files.append(("page.png", rasterise(pdf)))
    paths = {name: target / name for name, _ in files}
    result = PageResult(
        number=job.page.number,
        pdf=paths.pop("page.pdf"),
        png=paths.pop("page.png", None),
        plant=next(iter(paths.values()), None),
        stage_dump=None,
        seconds=tuple(clock.seconds),
        notes=(*page.notes, *warnings),
        fits=page.fits,
    )
    written = tuple((target / name, data) for name, data in files)
    return ReadyPage(result, written, (painted,), job, page)


def _for_plant(page: PaintedPage, pdf: bytes, house: HouseStyle) -> Iterator[tuple[str, bytes]]:
    """The copy that bears the name the plant wants."""
    if house.press.file_name is not None:
        name = plant_name(house.press.file_name, [page.facts], version_of([page]))
        yield name, pdf


def _result(job: PageJob, clock: _Clock, text: str, page: MadeUpPage | None = None) -> ReadyPage:
    notes, fits = (page.notes, page.fits) if page else ((), ())
    seconds = tuple(clock.seconds)
    result = PageResult(job.page.number, None, None, None, text, seconds, notes, fits)
    return ReadyPage(result, (), (), job, page)


def load_job(folder: Path, settings: Settings, kept: Kept | None = None) -> PageJob:
    """Read everything a page is made from; faces that are `kept` are not opened again.

    Raises:
        BanmianError: something read is wrong.
    """
    folder = folder if folder.name not in {"", ".."} else folder.resolve()
    faults = Gathering(*OF_A_PAGE)
    edition = faults.attempt(load_edition, folder.parent)
    page = faults.attempt(load_page, folder)
    house = None
    layouts = settings.project / "layouts"
    if page is not None:
        house = faults.attempt(load_house, layouts, page.layout, page.layout_place)
    if house is not None:
        faults.attempt(load_press, house, settings)
    if edition is None or page is None or house is None or faults.diagnostics:
        raise faults.together()
    page, fronts = turned(page, house, layouts)
    optional = {name for name, slot in house.slots.items() if not slot.required}
    misplaced = (
        *check_slots(page, slot_kinds(house), optional),
        *unplaced(page, house),
        *wrong_ads(page, house),
    )
    if misplaced:
        raise ContentError(misplaced)
    shelf = Kept() if kept is None else kept
    catalogue = shelf.catalogue(settings.project / "fonts", settings.cache)
    strange = tuple(_unknown_faces(house, catalogue))
    if strange:
        raise LayoutError(strange)
    words = shelf.words(settings.cache / "words")
    memo = None if kept is None else kept.memo
    job = place_modules(PageJob(edition, page, house, catalogue, words, fronts, memo))
    if job.house is not house:
        misplaced = (*unplaced(page, job.house), *wrong_ads(page, job.house))
        if misplaced:
            raise ContentError(misplaced)
    return job


def keep_words(job: PageJob) -> None:
    """Let later processes know the words this page's heads were divided into."""
    if isinstance(job.segment, Words):
        job.segment.keep()


def slot_kinds(house: HouseStyle) -> dict[str, SlotKind]:
    """What each slot of a layout takes."""
    return {name: _kind(slot) for name, slot in house.slots.items()}


def _kind(slot: StorySlot | CollectionSlot | AdSlot) -> SlotKind:
    if isinstance(slot, AdSlot):
        return SlotKind.AD
    return SlotKind.COLLECTION if isinstance(slot, CollectionSlot) else SlotKind.STORY


def _unknown_faces(house: HouseStyle, catalogue: Catalogue) -> Iterator[Diagnostic]:
    for key, place in house.faces:
        if key not in catalogue.keys:
            hint = f"faces of fonts.toml: {', '.join(catalogue.keys)}"
            yield Diagnostic("face-unknown", f"there is no face {key!r}", place, hint)
