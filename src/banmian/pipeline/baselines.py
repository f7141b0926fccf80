"""Pages built to be compared with their baselines.

Inputs:  folders of pages and editions; `Settings`; a folder of baselines, or a revision's pages.
Outputs: `BuiltPage`s; `Checked`: what is different, page by page.
Units:   none.
Source:  docs/snapshot.md, "Baselines".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path

from banmian.editorial.which_folder import EDITION_FILE, PAGE_FILE, page_name
from banmian.errors import BaselineMissing, Place, UsageError
from banmian.geometry import Rect
from banmian.pipeline.page import ReadyPage, make_page
from banmian.pipeline.settings import Settings
from banmian.progress import Progress
from banmian.snapshot.baseline import baselines_under, read_baseline
from banmian.snapshot.compare import compare_sources
from banmian.snapshot.comparison import Comparison
from banmian.snapshot.masks_file import read_masks
from banmian.snapshot.options import Mask, Options, Region
from banmian.snapshot.source import Source


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as it is now.

    Attributes:
        name: edition and page, as its baseline is called: `2024-11-13/05`.
        regions: where its stories stand.
        manuscripts: the files the stories are written in, by the names of their regions.
    """

    name: str
    pdf: bytes
    regions: tuple[Region, ...]
    manuscripts: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A page compared with its baseline; without one there is no comparison."""

    page: BuiltPage
    old: Source | None
    comparison: Comparison | None


def page_folders(given: Sequence[Path]) -> tuple[Path, ...]:
    """The folders of all pages in the folders given: pages, editions, or what holds editions.

    Raises:
        UsageError: there is no page in one of them.
    """
    found: list[Path] = []
    for folder in given:
        here = [path.parent for path in sorted(folder.rglob(PAGE_FILE))]
        here = [page for page in here if (page.parent / EDITION_FILE).is_file()]
        if not here:
            message = "there is no page in this folder"
            raise UsageError.of("not-a-page", message, Place(folder.as_posix()))
        found += here
    return tuple(dict.fromkeys(found))


def build_pages(
    folders: Sequence[Path], settings: Settings, progress: Progress
) -> Iterator[BuiltPage]:
    """Build pages one after the other; nothing is written.

    Raises:
        BanmianError: a page cannot be built.
    """
    for done, folder in enumerate(folders):
        progress.step(page_name(folder), done, len(folders))
        ready = make_page(folder, replace(settings, png=False), progress)
        pdf = next(data for path, data in ready.files if path.name == "page.pdf")
        paths = {story.name: story.path for story in ready.job.page.stories}
        yield BuiltPage(page_name(folder), pdf, regions_of(ready), tuple(paths.items()))


def regions_of(ready: ReadyPage) -> tuple[Region, ...]:
    """Where the stories of a page stand."""
    regions = []
    for story in ready.made.stories if ready.made is not None else ():
        areas: tuple[Rect, ...] = (story.area, *story.frames)
        regions += [Region(story.name, 1, area) for area in areas]
    return tuple(regions)


def check_page(page: BuiltPage, old: Source | None, options: Options) -> Checked:
    """Compare a page with its old state.

    Raises:
        UsageError: the old state cannot be read.
    """
    if old is None:
        return Checked(page, None, None)
    masks = shipped_masks()
    wanted = replace(options, masks=(*masks, *options.masks), regions=page.regions)
    comparison = compare_sources(old, Source(page.name, page.pdf), wanted)
    ours = {mask.name for mask in masks}
    notes = tuple(note for note in comparison.notes if note.before not in ours)
    return Checked(page, old, replace(comparison, notes=notes))


def baseline_of(root: Path, page: BuiltPage) -> Source | None:
    """The page's baseline, if there is one.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return read_baseline(root, page.name)
    except BaselineMissing:
        return None


def shipped_masks() -> tuple[Mask, ...]:
    """What never counts as a change of a page of ours."""
    with as_file(files("banmian.pipeline") / "baseline_masks.toml") as path:
        return read_masks(path)


def unreferenced(root: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    """Baselines that no page has."""
    names = {page_name(folder) for folder in folders}
    return tuple(name for name in baselines_under(root) if name not in names)
