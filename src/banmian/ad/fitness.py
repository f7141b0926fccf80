"""Whether a PDF can stand within a page that is PDF/X-4, PDF/A-2a and PDF/UA-1.

Inputs:  the bytes of any PDF.
Outputs: `Fitness`, its trimmed size; or what is wrong with it.
Units:   `Length`.
Source:  ISO 15930-7, ISO 19005-2, ISO 14289-1: what they ask of what is painted. What they ask of
         a file (metadata, intents, tags) the page has of its own. Rules are those of the preflight.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.errors import BanmianError
from banmian.preflight.document import PressFile, PressPage, inherited, open_press_file
from banmian.preflight.inventory import take_inventory
from banmian.preflight.order import PlantOrder
from banmian.preflight.read import entry, items
from banmian.preflight.rule import Job, Rule
from banmian.preflight.rules import (
    actions,
    colour_space,
    content_syntax,
    device_settings,
    embedded_files,
    encryption,
    file_damaged,
    font_embedded,
    font_notdef,
    font_to_unicode,
    font_type3,
    forbidden_objects,
    forms,
    hairline,
    image_colour_space,
    image_polarity,
    image_resolution,
    optional_content,
    registration_colour,
    rich_black_text,
    stream_filters,
    white_overprint,
)
from banmian.units import Length, pt

RULES: tuple[Rule, ...] = (
    file_damaged.RULE,
    encryption.RULE,
    actions.RULE,
    forms.RULE,
    embedded_files.RULE,
    optional_content.RULE,
    forbidden_objects.RULE,
    stream_filters.RULE,
    device_settings.RULE,
    content_syntax.RULE,
    font_embedded.RULE,
    font_type3.RULE,
    font_to_unicode.RULE,
    font_notdef.RULE,
    colour_space.RULE,
    image_colour_space.RULE,
    image_resolution.RULE,
    image_polarity.RULE,
    hairline.RULE,
    rich_black_text.RULE,
    white_overprint.RULE,
    registration_colour.RULE,
)
EXPORT = "export it as PDF/X-4 in CMYK with all fonts embedded, one page, nothing interactive"
_ORDER = PlantOrder(marks=False)
_GROUPS = frozenset({"/DeviceCMYK", "/DeviceGray"})


@dataclass(frozen=True, slots=True)
class Fitness:
    """A PDF that can be printed within a page: the size of its TrimBox."""

    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Unfit:
    """What keeps it from that."""

    message: str
    hint: str = EXPORT


def look_into(data: bytes) -> Fitness | tuple[Unfit, ...]:
    """Look at a PDF with all rules that apply to a part of a page."""
    try:
        with open_press_file(data) as file:
            return _looked_at(file)
    except BanmianError as fault:
        return tuple(Unfit(one.message) for one in fault.diagnostics)


def _looked_at(file: PressFile) -> Fitness | tuple[Unfit, ...]:
    page = file.pages[0]
    faults = [Unfit(message) for message in _of_the_page(file, page)]
    job = Job(file, take_inventory(file.pdf.trailer), _ORDER)
    for rule in RULES:
        for finding in rule.findings(job):
            where = f" ({finding.about})" if finding.about else ""
            message = f"{finding.message}{where} [{finding.code}]"
            faults.append(Unfit(message, finding.hint or EXPORT))
    if faults:
        return tuple(dict.fromkeys(faults))
    trim = page.trim or page.media or page.sheet
    return Fitness(pt(round(trim.width, 4)), pt(round(trim.height, 4)))


def _of_the_page(file: PressFile, page: PressPage) -> Iterator[str]:
    """What a page may not have when it is to be painted within another."""
    if len(file.pages) > 1:
        yield f"it has {len(file.pages)} pages, not one"
    if items(entry(page.obj, "/Annots")):
        yield "it has annotations: links, notes, fields or films"
    if inherited(page.obj, "/Rotate"):
        yield "its page is turned (Rotate)"
    if entry(page.obj, "/UserUnit") not in (None, 1):
        yield "its page is scaled (UserUnit)"
    space = entry(page.obj, "/Group", "/CS")
    if space is not None and str(space) not in _GROUPS:
        yield "its transparency is blended in another space than CMYK"
