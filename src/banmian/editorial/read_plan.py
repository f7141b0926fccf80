"""Reads a plan: plan.yaml and every story it names; places are for the program to find.

Inputs:  a page's folder.
Outputs: `PlanCopy`.
Units:   columns and lines of the page's grid, from 0.
Source:  docs/plan.md.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.editorial.edition import Ad, Editor
from banmian.editorial.fields import AreaFields, PlanFields
from banmian.editorial.folder import ContentFolder
from banmian.editorial.read_page import SlotReader, wrong_number
from banmian.editorial.story import Story
from banmian.editorial.texts import roles_at, text_at
from banmian.errors import ContentError, Place
from banmian.source.sourced import SourcedText
from banmian.source.yaml_file import load_yaml

PLAN_FILE = "plan.yaml"
LINE = 500  # characters
_MODELINE = "# yaml-language-server:"
_IF_MISSING = "a plan names number, section, layout and stories with ranks (docs/plan.md)"


@dataclass(frozen=True, slots=True)
class PlannedStory:
    """A story to be placed; `file` is its name as the plan has it, `at` where that stands."""

    story: Story
    file: str
    rank: int
    level: int | None
    at: Place


@dataclass(frozen=True, slots=True)
class PlannedAd:
    """An advertisement in its place."""

    ad: Ad
    area: AreaFields
    at: Place


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """A page whose stories have no places yet, those of higher rank first.

    `schema` is the first line, where it tells editor programs of the schema.
    """

    number: int
    section: SourcedText
    layout: str
    layout_place: Place
    editors: tuple[Editor, ...]
    stories: tuple[PlannedStory, ...]
    ads: tuple[PlannedAd, ...]
    place: Place
    path: Path
    schema: str | None = None


def load_plan(folder: Path) -> PlanCopy:
    """Read a plan and all its stories.

    Raises:
        UsageError: there is no plan.yaml.
        ContentError: with all faults of all files.

    """
    home = ContentFolder.of_page(folder)
    file = home.named(PLAN_FILE)
    loaded = load_yaml(
        file.path, PlanFields, shown_as=file.shown_as, error=ContentError, if_missing=_IF_MISSING
    )
    fields, places = loaded.value, loaded.places
    reader = SlotReader(home, places)
    reader.gathering.diagnostics.extend(wrong_number(fields.number, places, folder))
    stories = []
    for number, one in enumerate(fields.stories):
        story, at = reader.story("stories", number, "file"), places.of("stories", number)
        if story is not None:
            stories.append(PlannedStory(story, one.file, one.rank, one.level, at))
    ads = []
    for number, ad in enumerate(fields.ads):
        content, at = reader.ad("ads", number), places.of("ads", number, "at")
        if content is not None:
            ads.append(PlannedAd(content, ad.at, at))
    if reader.gathering.diagnostics:
        raise ContentError(reader.gathering.diagnostics)
    return PlanCopy(
        number=fields.number,
        section=text_at(places, "section"),
        layout=fields.layout,
        layout_place=places.of("layout"),
        editors=tuple(Editor(*pair) for pair in roles_at(places, fields.editors, "editors")),
        stories=tuple(sorted(stories, key=lambda one: one.rank)),
        ads=tuple(ads),
        place=Place(file.shown_as, 1, 1),
        path=folder,
        schema=_schema(file.path),
    )


def _schema(path: Path) -> str | None:
    """The line that tells an editor program where the schemas are, if there is one."""
    with path.open(encoding="utf-8-sig") as file:
        first = file.readline(LINE).strip()
    return first if first.startswith(_MODELINE) and first.endswith("plan.schema.json") else None
