"""The keys that editors may write, as pydantic models: front matter, page.yaml, edition.yaml.

Inputs:  plain values from YAML.
Outputs: validated models; the loaders turn them into the types of `story` and `edition`.
Units:   `FitFields.tracking` in em.
Source:  content-format contract; limits that it does not name are our choice.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from banmian.source.model import CalendarDate, FileModel, Printed, Whole

STORIES_LIMIT = 200

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WORD = re.compile(r"\w[\w-]{0,63}")

Names = Annotated[
    tuple[Printed, ...], Field(min_length=1, max_length=50, examples=["[王五, 赵六]"])
]
Head = Printed | Annotated[tuple[Printed, ...], Field(min_length=1, max_length=8)]


def _code(value: str) -> str:
    if not _CODE.fullmatch(value):
        hint = "codes are written as check reports them, such as trad-in-simplified"
        raise PydanticCustomError("bad-value", "this is not a code of check", {"hint": hint})
    return value


def _one_word(value: str) -> str:
    if not _WORD.fullmatch(value):
        hint = "letters, figures and hyphens, such as fayan-zhaibian"
        raise PydanticCustomError("bad-value", "this is not a name", {"hint": hint})
    return value


Code = Annotated[str, AfterValidator(_code)]
Name = Annotated[str, AfterValidator(_one_word)]
Share = Annotated[float, Field(ge=0, le=1)]


PageNumber = Annotated[Whole, Field(ge=1, le=99)]


class BylineFields(FileModel):
    """A role and the names under it; editors of a page are written the same way."""

    role: Printed
    names: Names


class SpeakerFields(FileModel):
    """Whose speech it is."""

    name: Printed
    title: Printed | None = None


class PhotoFields(FileModel):
    """A picture; a key that is absent is read from the file, one that is empty stays empty."""

    file: str
    caption: Printed | None = None
    credit: Printed | None = None
    alt: Printed | None = None
    focus: Annotated[tuple[Share, Share] | None, Field(examples=["[0.5, 0.3]"])] = None


class FitFields(FileModel):
    """An override of the copyfitting."""

    looseness: Annotated[Whole, Field(ge=-20, le=20)] = 0
    tracking: Annotated[float, Field(ge=-0.1, le=0.1)] = 0.0


class StoryFields(FileModel):
    """The front matter of a story."""

    headline: Head
    kicker: Head | None = None
    deck: Head | None = None
    dateline: Printed | None = None
    byline: Annotated[
        tuple[BylineFields, ...],
        Field(max_length=20, examples=["[{role: 记者, names: [王五]}]"]),
    ] = ()
    speaker: Annotated[
        SpeakerFields | None, Field(examples=["{name: 何裕生, title: 省人大代表}"])
    ] = None
    photos: Annotated[
        tuple[PhotoFields, ...],
        Field(max_length=50, examples=["[{file: photos/a.jpg, caption: 何裕生}]"]),
    ] = ()
    pull_quotes: Annotated[
        tuple[Head, ...], Field(max_length=20, examples=["[水中不打一根/永久桩]"])
    ] = ()
    signoff: Printed | None = None
    accept: Annotated[
        tuple[Code, ...], Field(max_length=50, examples=["[trad-in-simplified]"])
    ] = ()
    fit: Annotated[FitFields | None, Field(examples=["{looseness: -1, tracking: -0.01}"])] = None


class CollectionFields(FileModel):
    """A slot that holds several stories under a common head."""

    items: Annotated[
        tuple[str, ...],
        Field(min_length=1, max_length=STORIES_LIMIT, examples=["[one.md, two.md]"]),
    ]
    intro: str | None = None
    signoff: Printed | None = None


class AreaFields(FileModel):
    """A place on the page's grid: columns and lines, counted from 0 at the type area's corner."""

    column: Annotated[Whole, Field(ge=0, le=23)]
    columns: Annotated[Whole, Field(ge=1, le=24)]
    line: Annotated[Whole, Field(ge=0, le=999)]
    lines: Annotated[Whole, Field(ge=1, le=1000)]


class PictureFields(FileModel):
    """How large a module's picture is, where its editor does not leave that to the program."""

    columns: Annotated[Whole, Field(ge=1, le=24)]
    lines: Annotated[Whole, Field(ge=1, le=1000)]


Level = Annotated[Whole, Field(ge=1, le=9)]


class ModuleFields(FileModel):
    """A story with a place of its own, on a layout that leaves places to the page."""

    story: str
    at: AreaFields
    level: Level = 1
    picture: Annotated[PictureFields | None, Field(examples=["{columns: 2, lines: 11}"])] = None


class AdFields(FileModel):
    """An advertisement: a PDF or picture that came ready-made."""

    file: Annotated[str, Field(examples=["ads/notice.pdf"])]
    alt: Annotated[Printed, Field(examples=["公益广告：节约用水"])]


class AdModuleFields(AdFields):
    """An advertisement in a place of its own, which is sold."""

    at: AreaFields


class PlannedFields(FileModel):
    """A story of a plan; `level` is that of its head, where the rank alone does not say it."""

    file: str
    rank: Annotated[Whole, Field(ge=1, le=99)]
    level: Level | None = None


class PlanFields(FileModel):
    """plan.yaml: a page whose stories have ranks and no places yet."""

    number: Annotated[Whole, Field(ge=1, le=99)]
    section: Printed
    layout: Name
    stories: Annotated[
        tuple[PlannedFields, ...],
        Field(min_length=1, max_length=12, examples=["[{file: lead.md, rank: 1}]"]),
    ]
    ads: Annotated[
        tuple[AdModuleFields, ...],
        Field(
            max_length=4,
            examples=[
                "[{file: ads/notice.pdf, alt: 公益广告：节约用水, "
                "at: {column: 4, columns: 4, line: 75, lines: 22}}]"
            ],
        ),
    ] = ()
    editors: Annotated[
        tuple[BylineFields, ...],
        Field(max_length=20, examples=["[{role: 责任编辑, names: [王五]}]"]),
    ] = ()


def _is_ad(value: object) -> bool:
    """A mapping that names a file is an advertisement."""
    return "file" in value if isinstance(value, dict) else isinstance(value, AdFields)


FilledFields = Annotated[
    Annotated[CollectionFields, Tag("CollectionFields")] | Annotated[AdFields, Tag("AdFields")],
    Discriminator(lambda value: "AdFields" if _is_ad(value) else "CollectionFields"),
]
PlacedFields = Annotated[
    Annotated[ModuleFields, Tag("ModuleFields")] | Annotated[AdModuleFields, Tag("AdModuleFields")],
    Discriminator(lambda value: "AdModuleFields" if _is_ad(value) else "ModuleFields"),
]


class PageFields(FileModel):
    """page.yaml."""

    number: PageNumber
    section: Printed
    layout: Name
    slots: Annotated[
        dict[Name, str | FilledFields],
        Field(default_factory=dict, min_length=1, examples=["{lead: lead.md}"]),
    ]
    modules: Annotated[dict[Name, PlacedFields], Field(default_factory=dict)]
    jumps_to: Annotated[dict[Name, PageNumber], Field(default_factory=dict, examples=["{lead: 2}"])]
    jumps_from: Annotated[
        dict[Name, PageNumber], Field(default_factory=dict, examples=["{third: 1}"])
    ]
    editors: Annotated[
        tuple[BylineFields, ...],
        Field(max_length=20, examples=["[{role: 责任编辑, names: [王五]}]"]),
    ] = ()
    photo_credit: Printed | None = None
    inks: Literal["all", "black"] | None = None


class EditionFields(FileModel):
    """edition.yaml."""

    newspaper: Printed
    date: CalendarDate
    issue_number: Printed | None = None
    cn_number: Printed | None = None
    publisher: Printed | None = None
    price: Printed | None = None
    website: Printed | None = None
    lunar_date: Printed | None = None
    weather: Printed | None = None
