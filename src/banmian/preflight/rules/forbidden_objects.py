"""The file has nothing that only some RIPs know.

What it does: Looks for PostScript XObjects, references to other files, alternate images, OPI, and
              multimedia.
Why:          What prints then is up to the machine: another picture, a low copy, or nothing.
Example:      /Subtype /PS.
Source:       ISO 15930-7, 6.3 to 6.5.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Streams of forbidden kinds."""
    for stream in job.inventory.streams:
        kind = name(entry(stream, "/Subtype"))
        number = stream.objgen[0]
        if kind == "PS" or name(entry(stream, "/Subtype2")) == "PS":
            yield Remark(f"object {number} is a PostScript XObject")
        if entry(stream, "/Ref") is not None and kind == "Form":
            yield Remark(f"object {number} is a reference to a page of another file")
        if entry(stream, "/Alternates") is not None:
            yield Remark(f"object {number} is a picture with alternates")
        if entry(stream, "/OPI") is not None:
            yield Remark(f"object {number} stands for a picture elsewhere (OPI)")
        if entry(stream, "/F") is not None:
            yield Remark(f"the data of object {number} is in another file")


RULE = Rule("forbidden-object", FAILURE, check)
