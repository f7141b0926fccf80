"""The boxes of a page lie inside one another.

What it does: Checks that the TrimBox lies in the BleedBox, and both in the MediaBox and the
              CropBox; and that the unit is the point.
Why:          What lies outside an outer box is lost, and workflows refuse boxes that cross.
Example:      A BleedBox smaller than the TrimBox.
Source:       ISO 15930-7, 6.12; ISO 32000-1, 14.11.2.1.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, number
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_SLACK = 0.01  # points; boxes are written with few digits


def check(job: Job) -> Iterator[Remark]:
    """Each pair of boxes that has an order."""
    for page in job.file.pages:
        boxes = {
            "TrimBox": page.trim or page.art,
            "BleedBox": page.bleed,
            "CropBox": page.crop,
            "MediaBox": page.media,
        }
        for inner, outer in _PAIRS:
            inside, outside = boxes[inner], boxes[outer]
            if inside and outside and not outside.holds(inside, _SLACK):
                yield Remark(f"the {inner} reaches out of the {outer}", page)
        unit = number(entry(page.obj, "/UserUnit"))
        if unit not in {None, 1.0}:
            yield Remark(f"the page's unit is {unit:g} points (UserUnit); it must be one", page)


_PAIRS = (
    ("TrimBox", "BleedBox"),
    ("TrimBox", "CropBox"),
    ("TrimBox", "MediaBox"),
    ("BleedBox", "CropBox"),
    ("BleedBox", "MediaBox"),
    ("CropBox", "MediaBox"),
)


RULE = Rule("box-nesting", FAILURE, check)
