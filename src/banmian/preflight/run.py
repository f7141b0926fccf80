"""The preflight: every rule on one PDF.

Inputs:  a PDF's bytes or path, and what the plant ordered.
Outputs: `Finding`s: failures first, then by page and place.
Units:   none.
Source:  docs/preflight.md; docs/preflight.md lists the rules.
"""

from pathlib import Path

from banmian.errors import Severity, UsageError
from banmian.preflight.document import MOST_BYTES, PasswordNeeded, open_press_file
from banmian.preflight.finding import Finding
from banmian.preflight.inventory import take_inventory
from banmian.preflight.order import BROADSHEET, PlantOrder
from banmian.preflight.rule import Job, Rule
from banmian.preflight.rules import (
    actions,
    alternative_text,
    annotations,
    black_knocks_out,
    bleed_box,
    bleed_missing,
    box_nesting,
    colour_space,
    content_syntax,
    determinism,
    device_settings,
    embedded_files,
    empty_page,
    encryption,
    file_damaged,
    file_header,
    file_id,
    font_embedded,
    font_notdef,
    font_subset,
    font_to_unicode,
    font_type3,
    forbidden_objects,
    forms,
    hairline,
    image_colour_space,
    image_polarity,
    image_resolution,
    image_too_fine,
    ink_coverage,
    marks_missing,
    metadata,
    metadata_disagrees,
    optional_content,
    other_inks,
    output_intent,
    output_profile,
    pdfx_version,
    registration_colour,
    rich_black_text,
    small_coloured_text,
    small_reversed_text,
    spot_inks,
    stream_filters,
    tags,
    text_in_bleed,
    transparency,
    trapped,
    trim_box,
    trim_size,
    untagged,
    white_overprint,
)

RULES: tuple[Rule, ...] = (
    file_header.RULE,
    file_damaged.RULE,
    encryption.RULE,
    actions.RULE,
    metadata.RULE,
    pdfx_version.RULE,
    metadata_disagrees.RULE,
    trapped.RULE,
    file_id.RULE,
    output_intent.RULE,
    output_profile.RULE,
    trim_box.RULE,
    box_nesting.RULE,
    trim_size.RULE,
    bleed_box.RULE,
    bleed_missing.RULE,
    annotations.RULE,
    forms.RULE,
    content_syntax.RULE,
    font_embedded.RULE,
    font_type3.RULE,
    font_subset.RULE,
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
    other_inks.RULE,
    marks_missing.RULE,
    ink_coverage.RULE,
    optional_content.RULE,
    embedded_files.RULE,
    forbidden_objects.RULE,
    stream_filters.RULE,
    device_settings.RULE,
    tags.RULE,
    alternative_text.RULE,
    determinism.RULE,
    image_too_fine.RULE,
    spot_inks.RULE,
    black_knocks_out.RULE,
    small_coloured_text.RULE,
    small_reversed_text.RULE,
    text_in_bleed.RULE,
    transparency.RULE,
    untagged.RULE,
    empty_page.RULE,
)


def preflight(
    source: bytes | Path, order: PlantOrder = BROADSHEET, twin: bytes | None = None
) -> tuple[Finding, ...]:
    """Look at a PDF with every rule.

    Args:
        source: the file.
        order: what the plant ordered.
        twin: the same page, built once more, to be compared byte for byte.

    Raises:
        UsageError: it is no PDF, or damaged beyond reading.
    """
    data = source if isinstance(source, bytes) else read_pdf(source)
    try:
        with open_press_file(data) as file:
            job = Job(file, take_inventory(file.pdf.trailer), order, twin)
            found = [finding for rule in RULES for finding in rule.findings(job)]
    except PasswordNeeded as locked:
        hint = "write it without a password; nothing else could be looked at"
        message = locked.diagnostics[0].message
        return (Finding("encryption", Severity.ERROR, message, hint=hint),)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def read_pdf(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        UsageError: it is larger than anything that is a page.
    """
    if path.stat().st_size > MOST_BYTES:
        raise UsageError.of("pdf-too-large", f"{path} is too large to be looked at")
    return path.read_bytes()


def _order(finding: Finding) -> tuple[bool, int, str, int, int, str]:
    at = finding.at
    y, x = (at.y.emu, at.x.emu) if at else (0, 0)
    return (
        finding.severity is not Severity.ERROR,
        finding.page,
        finding.code,
        y,
        x,
        finding.message,
    )
