"""Nothing in the file runs or does anything.

What it does: Looks for JavaScript, for actions when the file or a page is opened, and for actions
              other than going to a place in the file.
Why:          A page is ink on paper: what can act may change what is printed, or be an attack.
Example:      /OpenAction << /S /JavaScript … >>.
Source:       ISO 15930-7, 6.15; ISO 19005-2, 6.5.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, is_dict, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_ACTIONS = {
    "GoTo3DView", "GoToE", "GoToR", "Hide", "ImportData", "JavaScript", "Launch", "Movie", "Named",
    "Rendition", "ResetForm", "SetOCGState", "Sound", "SubmitForm", "Thread", "Trans", "URI",
}  # fmt: skip


def check(job: Job) -> Iterator[Remark]:
    """Actions and scripts, wherever they hang."""
    hint = "write the press file without scripts, links and actions"
    if entry(job.file.root, "/Names", "/JavaScript") is not None:
        yield Remark("the file carries JavaScript by name", hint=hint)
    if is_dict(entry(job.file.root, "/OpenAction")):
        yield Remark("opening the file starts an action", hint=hint)
    found: dict[str, int] = {}
    for one in job.inventory.dictionaries:
        if is_dict(entry(one, "/AA")):
            found["additional actions (AA)"] = found.get("additional actions (AA)", 0) + 1
        kind = name(entry(one, "/S"))
        if kind in _ACTIONS and name(entry(one, "/Type")) in {"", "Action"}:
            found[kind] = found.get(kind, 0) + 1
    for kind, count in sorted(found.items()):
        yield Remark(f"there are actions in the file: {kind}, {count} times", hint=hint)


RULE = Rule("actions", FAILURE, check)
