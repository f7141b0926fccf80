"""No annotation lies on the printed page.

What it does: Looks for annotations that touch the bleed box; links are annotations. Printer's
              marks and trap networks are allowed.
Why:          An annotation prints or not as the RIP pleases; PDF/X forbids them where ink goes.
Example:      A link on a web address in the copy.
Source:       ISO 15930-7, 6.14.
"""

from collections.abc import Iterator

from banmian.preflight.read import box, entry, items, name, text
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_ALLOWED = {"PrinterMark", "TrapNet"}


def check(job: Job) -> Iterator[Remark]:
    """Every page's annotations."""
    hint = "make the press file without links, notes and forms"
    for page in job.file.pages:
        for note in items(entry(page.obj, "/Annots")):
            kind = name(entry(note, "/Subtype"))
            place = box(entry(note, "/Rect"))
            if kind in _ALLOWED or (place is not None and not place.overlaps(page.bled)):
                continue
            target = text(entry(note, "/A", "/URI")) or text(entry(note, "/Contents"))
            about = f"“{target}”" if target else ""
            said = f"an annotation ({kind or 'of no kind'}) lies inside the bleed"
            yield Remark(said, page, place, about, hint)


RULE = Rule("annotation-in-bleed", FAILURE, check)
