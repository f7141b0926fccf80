"""Check one page: read, make up, look at it with every rule; write nothing.

Inputs:  a page's folder, `Settings`.
Outputs: `CheckedPage`: what is wrong, what of that is accepted, how its texts fit.
Units:   none.
Source:  docs/check.md.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.check.finding import Settled
from banmian.check.run import check_page
from banmian.makeup.make_up import make_up
from banmian.makeup.page import StoryFit
from banmian.pipeline.collector import collector_at_rest
from banmian.pipeline.page import keep_words, load_job
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.to_press import load_press
from banmian.progress import Progress


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """What looking at a page came to."""

    number: int
    settled: Settled
    fits: tuple[StoryFit, ...]


def check_folder(folder: Path, settings: Settings, progress: Progress) -> CheckedPage:
    """Make a page up and look at it.

    Raises:
        BanmianError: it cannot be made up: content, layout, fonts or fit are wrong.
    """
    with collector_at_rest():
        with progress.stage(Stage.CONTENT):
            job = load_job(folder, settings)
            load_press(job.house, settings)
        with progress.stage(Stage.MAKEUP):
            page = make_up(job)
            keep_words(job)
            settled = check_page(page, job.page, job.house)
            return CheckedPage(page.number, settled, page.fits)
