"""The file's own structure is whole.

What it does: Tells everything that had to be mended to open the file, and every stream whose data
              cannot be unpacked.
Why:          A RIP mends damage in its own way or stops; what one program shows another may lose.
Example:      A cross-reference table that points beside the objects; a stream cut off by a broken
              transfer.
Source:       ISO 32000-1, 7.3.8 and 7.5.
"""

from collections.abc import Iterator

from banmian.preflight.damage import damage_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_MOST = 20


def check(job: Job) -> Iterator[Remark]:
    """What qpdf had to mend, and streams that cannot be unpacked."""
    hint = "make the file again; if it was sent, send it again"
    for complaint in job.file.complaints[:_MOST]:
        yield Remark(f"the file is damaged: {complaint}", hint=hint)
    for stream in job.inventory.streams:
        fault = damage_of(stream)
        if fault:
            number = stream.objgen[0]
            yield Remark(f"the stream of object {number} is damaged: {fault}", hint=hint)


RULE = Rule("file-damaged", FAILURE, check)
