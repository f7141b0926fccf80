"""From painted pages to the press: profile, the finished PDF, the marks round it.

Inputs:  layouts, painted pages, `Settings`.
Outputs: `PressJob`, press PDFs.
Units:   none.
Source:  docs/press.md.
"""

from collections.abc import Sequence

from banmian.editorial.edition import PageCopy
from banmian.errors import LayoutError
from banmian.house.setting import Inks
from banmian.house.style import HouseStyle
from banmian.pipeline.settings import Settings
from banmian.press.finish import PaintedPage, PressJob, finish, version_of
from banmian.press.impose import fold_of, impose, spread_boxes, spreads_of
from banmian.press.kept import NO_SHELF, Shelf
from banmian.press.marks import draw_marks
from banmian.press.metadata import Conformance
from banmian.press.pictures import PressPictures
from banmian.press.profile import load_profile
from banmian.press.sheet import add_marks
from banmian.press.slug import slug_of
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.face import Face
from banmian.units import Length


def load_press(house: HouseStyle, settings: Settings, page: PageCopy | None = None) -> PressJob:
    """How pages of a layout go to press; a page may name other inks than its layout.

    Raises:
        LayoutError: there is no such profile, or it is not one of a CMYK press.
    """
    inks = Inks(page.inks) if page and page.inks else house.press.inks
    return press_job(house, settings, black=inks is Inks.BLACK)


def press_job(house: HouseStyle, settings: Settings, *, black: bool) -> PressJob:
    """How pages of a layout go to press in four inks, or in black alone.

    Raises:
        LayoutError: as `load_press`.
    """
    profile = load_profile(house, settings.project / "press")
    style = house.press
    return PressJob(profile, style.overprint, style.marks, style.ink, black)


def press_pictures(job: PressJob, settings: Settings) -> PressPictures:
    """How the pictures of a page go to press; made once, kept in the cache."""
    shelf = NO_SHELF if settings.once else Shelf(settings.cache / "pictures")
    return PressPictures(job.profile, job.ink, job.black, shelf)


def press_pages(pages: Sequence[PaintedPage], title: str, catalogue: Catalogue) -> bytes:
    """Make one press PDF of painted pages, marks and all.

    Raises:
        LayoutError: a page has other pieces than those made up, or pages differ in their profile.
        FontError: the face of the slug line cannot be embedded.
    """
    finished = finish(pages, title)
    if not any(page.job.marks for page in pages):
        return finished
    return add_marks(finished, [_marks(page, catalogue) for page in pages])


def _marks(page: PaintedPage, catalogue: Catalogue) -> bytes | None:
    if not page.job.marks:
        return None
    version, boxes = version_of([page]), page.boxes
    slug = slug_of([page.facts], page.job.profile, version, boxes.width)
    return draw_marks(boxes, slug, slug_face(catalogue), black=page.job.black)


def press_spreads(
    pages: Sequence[PaintedPage], title: str, catalogue: Catalogue, gutter: Length
) -> bytes:
    """Make the printer's spreads of an edition's pages, with the marks round each spread.

    Raises:
        LayoutError: as `press_pages`, or pages differ in size.
        FontError: the face of the slug line cannot be embedded.
    """
    _same_size(pages)
    first = pages[0]
    spreads = spreads_of([page.facts.number for page in pages])
    labels = [f"{page.facts.number:02d}" for page in pages]
    finished = finish(pages, title, Conformance.X4)
    imposed = impose(finished, spreads, first.boxes, gutter, labels)
    if not first.job.marks:
        return imposed
    boxes = spread_boxes(first.boxes, gutter)
    drawn = []
    for spread in spreads:
        there = [pages[index] for index in spread.pages]
        facts = [page.facts for page in there]
        slug = slug_of(facts, first.job.profile, version_of(there), boxes.width)
        fold = fold_of(first.boxes, gutter)
        black = all(page.job.black for page in there)
        drawn.append(draw_marks(boxes, slug, slug_face(catalogue), [fold], black=black))
    return add_marks(imposed, drawn)


def _same_size(pages: Sequence[PaintedPage]) -> None:
    first = pages[0]
    for page in pages[1:]:
        if page.boxes != first.boxes:
            raise LayoutError.of(
                "pages-differ",
                f"page {page.facts.number} and page {first.facts.number} differ in size, bleed or "
                "marks: they cannot stand on one plate",
                hint="impose pages of one layout size together",
            )


def slug_face(catalogue: Catalogue) -> Face:
    """The face of the slug line: the first Hei, or the first of all."""
    heis = [key for key in catalogue.keys if catalogue.entry(key).role == "hei"]
    return catalogue.face((*heis, *catalogue.keys)[0])
