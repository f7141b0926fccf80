"""From painted pages to the press: profile, the finished PDF, the marks round it.

Inputs:  layouts, painted pages, `Settings`.
Outputs: `PressJob`, press PDFs.
Units:   none.
Source:  docs/press.md.
"""

from collections.abc import Sequence

from banmian.house.style import HouseStyle
from banmian.pipeline.settings import Settings
from banmian.press.finish import PaintedPage, PressJob, finish, version_of
from banmian.press.marks import draw_marks
from banmian.press.profile import load_profile
from banmian.press.sheet import add_marks
from banmian.press.slug import slug_of
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.face import Face


def load_press(house: HouseStyle, settings: Settings) -> PressJob:
    """How pages of a layout go to press.

    Raises:
        LayoutError: there is no such profile, or it is not one of a CMYK press.
    """
    profile = load_profile(house, settings.project / "press")
    return PressJob(profile, house.press.overprint, house.press.marks)


def press_pages(
    pages: Sequence[PaintedPage], title: str, job: PressJob, catalogue: Catalogue
) -> bytes:
    """Make one press PDF of painted pages, marks and all.

    Raises:
        LayoutError: a page has other pieces than those made up.
        FontError: the face of the slug line cannot be embedded.
    """
    finished = finish(pages, title, job)
    if not job.marks:
        return finished
    face = slug_face(catalogue)
    drawn = []
    for page in pages:
        slug = slug_of([page.facts], job, version_of([page], job))
        drawn.append(draw_marks(job.boxes(page.facts), slug, face))
    return add_marks(finished, drawn)


def slug_face(catalogue: Catalogue) -> Face:
    """The face of the slug line: the first Hei, or the first of all."""
    heis = [key for key in catalogue.keys if catalogue.entry(key).role == "hei"]
    return catalogue.face((*heis, *catalogue.keys)[0])
