"""What the slug line says: which page of which paper, which state of it, and for which press.

Inputs:  `PageFacts`, a `PressProfile`, the version.
Outputs: the slug's two lines; the name of a plant's copy of the file.
Units:   mm and dates in text.
Source:  newsroom custom; the warning of a model profile is our choice: a page made with a profile
         that nobody measured must not reach plates unnoticed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from banmian.press.facts import PageFacts
from banmian.press.profile import PressProfile
from banmian.units import Length

MODEL_WARNING = "模型特性文件，非付印用"
VERSION_DIGITS = 8
_NOT_IN_NAMES = re.compile(r"[^\w\-.]+")


@dataclass(frozen=True, slots=True)
class Slug:
    """Two lines: what the page is; how it was made."""

    page: str
    making: str

    @property
    def text(self) -> str:
        """All characters of both."""
        return self.page + self.making


def slug_of(pages: Sequence[PageFacts], profile: PressProfile, version: str, width: Length) -> Slug:
    """The slug of a page, or of the pages of a spread from left to right, so wide together."""
    first = pages[0]
    numbers = "　".join(f"第{facts.number:02d}版 {facts.section}" for facts in pages)
    page = "　".join([first.newspaper, first.date.isoformat(), numbers, f"版本 {short(version)}"])
    made = [
        f"时间 {first.date.isoformat()}T00:00:00+08:00",
        f"印刷特性 {profile.title}",
        f"成品 {width.mm:g}×{first.height.mm:g} mm",
    ]
    if profile.model:
        made.append(MODEL_WARNING)
    return Slug(page, "　".join(made))


def short(version: str) -> str:
    """A version as people read it out."""
    return version[:VERSION_DIGITS]


def plant_name(pattern: str, pages: Sequence[PageFacts], version: str) -> str:
    """The file name a plant asks for; what a file name cannot hold becomes a low line.

    Several pages are named from the first to the last: 01-04.
    """
    first = pages[0]
    ends = dict.fromkeys((first.number, pages[-1].number))
    fields = {
        "{paper}": first.newspaper,
        "{date}": first.date.isoformat(),
        "{page}": "-".join(f"{number:02d}" for number in ends),
        "{section}": "-".join(dict.fromkeys(page.section for page in pages)),
        "{version}": short(version),
    }
    name = pattern
    for field, value in fields.items():
        name = name.replace(field, _NOT_IN_NAMES.sub("_", value))
    return name
