"""The file describes itself in XMP, as PDF/X-4 wants it.

What it does: Reads the catalog's XMP packet: it must be there, unpacked, sound XML, and name its
              title, its dates, its document and its version.
Why:          PDF/X-4 is claimed in XMP alone, and archives find the page by it.
Example:      A file without Metadata, or with a packed packet.
Source:       ISO 15930-7, 6.7; ISO 16684-1.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.preflight.xmp import DC, XMP, XMP_MM

_WANTED = (
    (DC, "title", "dc:title"),
    (XMP, "CreateDate", "xmp:CreateDate"),
    (XMP, "ModifyDate", "xmp:ModifyDate"),
    (XMP, "MetadataDate", "xmp:MetadataDate"),
    (XMP_MM, "DocumentID", "xmpMM:DocumentID"),
    (XMP_MM, "RenditionClass", "xmpMM:RenditionClass"),
    (XMP_MM, "VersionID", "xmpMM:VersionID"),
)


def check(job: Job) -> Iterator[Remark]:
    """The packet and what it must name."""
    xmp = job.file.xmp
    if xmp is None:
        yield Remark("the file has no XMP metadata", hint="PDF/X-4 is claimed there")
        return
    if xmp.fault:
        yield Remark(f"the XMP metadata cannot be read: {xmp.fault}")
        return
    if xmp.packed:
        yield Remark("the XMP metadata is packed; it must stand in plain text")
    missing = [label for namespace, key, label in _WANTED if not xmp.get(namespace, key)]
    if missing:
        yield Remark(f"the XMP metadata lacks {', '.join(missing)}")


RULE = Rule("metadata", FAILURE, check)
