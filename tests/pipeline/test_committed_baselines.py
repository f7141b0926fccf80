"""The project's own pages look as their committed baselines say."""

from pathlib import Path

from banmian.editorial.which_folder import page_name
from banmian.pipeline.baselines import (
    baseline_of,
    build_pages,
    check_page,
    page_folders,
    unreferenced,
)
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent
from banmian.snapshot.baseline import baselines_under
from banmian.snapshot.listing import listing
from banmian.snapshot.options import Options
from banmian.snapshot.words import Language

ROOT = Path(__file__).resolve().parents[2]
BASELINES = ROOT / "baselines"


def test_pages_are_as_their_baselines() -> None:
    folders = page_folders([ROOT / "content"])
    assert unreferenced(BASELINES, folders) == ()
    kept = set(baselines_under(BASELINES))
    assert not kept or kept == {page_name(folder) for folder in folders}
    wanted = [folder for folder in folders if page_name(folder) in kept]
    settings = Settings(ROOT / "output", ROOT, ROOT / ".cache", Stage.PRESS, png=False)
    changed = []
    for page in build_pages(wanted, settings, Silent()):
        comparison = check_page(page, baseline_of(BASELINES, page), Options()).comparison
        if comparison is None or comparison.findings:
            words = listing(comparison, Language.CHINESE) if comparison is not None else "?"
            changed.append(f"{page.name}:\n{words}")
    again = "look at it: build.py snapshot review; then: build.py snapshot update"
    assert not changed, "\n".join([*changed, again])
