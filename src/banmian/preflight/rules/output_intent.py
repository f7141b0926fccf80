"""The file names the printing it was made for, once.

What it does: Looks for exactly one output intent GTS_PDFX with an identifier of the printing
              condition and a profile; when there is another intent, as for PDF/A, it must share
              the profile.
Why:          CMYK numbers mean nothing without the press they are for; two intents that differ
              mean two colours.
Example:      A file without OutputIntents; a PDF/A intent with sRGB beside the press's.
Source:       ISO 15930-7, 6.2.2; ISO 19005-2, 6.2.3.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items, key_of, name, stream_bytes, text
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The intents of the catalog."""
    intents = items(entry(job.file.root, "/OutputIntents"))
    press = [one for one in intents if name(entry(one, "/S")) == "GTS_PDFX"]
    if len(press) != 1:
        known = "no" if not press else str(len(press))
        yield Remark(f"there is {known} output intent GTS_PDFX; there must be one", hint=_HINT)
    for intent in press:
        if not text(entry(intent, "/OutputConditionIdentifier")):
            yield Remark("the output intent does not name its printing condition")
        if entry(intent, "/DestOutputProfile") is None:
            yield Remark("the output intent has no profile", hint=_HINT)
    profiles = [entry(one, "/DestOutputProfile") for one in intents]
    known_profiles = [one for one in profiles if one is not None]
    if len({key_of(one) for one in known_profiles}) > 1:
        if len({stream_bytes(one) for one in known_profiles}) > 1:
            yield Remark("the output intents have profiles that differ")
        else:
            yield Remark("the output intents have two copies of the profile instead of sharing one")


_HINT = "embed the profile of the press"


RULE = Rule("output-intent", FAILURE, check)
