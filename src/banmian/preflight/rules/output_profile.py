"""The output intent's profile is that of a CMYK press.

What it does: Reads the ICC header: signature acsp, class prtr, colour space CMYK, a length that
              is the data's own; the stream's N must be 4.
Why:          A damaged profile, or one of a screen, makes every conversion at the plant wrong.
Example:      An sRGB profile in the output intent.
Source:       ICC.1:2010, 7.2; ISO 15930-7, 6.2.2.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items, number, stream_bytes
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_CLASSES = {b"prtr": "a press", b"mntr": "a screen", b"scnr": "a scanner", b"spac": "a conversion"}


def check(job: Job) -> Iterator[Remark]:
    """The header of each intent's profile."""
    for intent in items(entry(job.file.root, "/OutputIntents")):
        profile = entry(intent, "/DestOutputProfile")
        if profile is None:
            continue
        data = stream_bytes(profile) or b""
        if len(data) < 128 or data[36:40] != b"acsp":
            yield Remark("the output intent's profile is no ICC profile")
            continue
        if int.from_bytes(data[:4], "big") != len(data):
            yield Remark("the output intent's profile is cut short or has bytes too many")
        if data[12:16] != b"prtr":
            what = _CLASSES.get(data[12:16], "something else")
            yield Remark(f"the output intent's profile is that of {what}, not of a press")
        model = data[16:20].decode("latin-1").strip()
        if model != "CMYK":
            yield Remark(f"the output intent's profile is for {model}, not CMYK")
        if number(entry(profile, "/N")) != 4:
            yield Remark("the output intent's profile stream does not say N 4")


RULE = Rule("output-profile", FAILURE, check)
