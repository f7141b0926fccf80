"""The page.yaml of a plan: written so that a designer can go on with it, and never over his work.

Inputs:  `PlanCopy`, where its stories stand.
Outputs: the text of page.yaml; the file, with the one before it kept as page.yaml.bak.
Units:   columns and lines of the page's grid.
Source:  docs/plan.md; our choice: the last line has a digest of what was written, so that a file
         somebody has edited is known.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from banmian.editorial.read_plan import PlanCopy
from banmian.editorial.which_folder import PAGE_FILE
from banmian.errors import Place, UsageError
from banmian.files import write_whole
from banmian.plan.score import Placed

BACKUP = f"{PAGE_FILE}.bak"
_SEAL = "# 方案印记（手改以后不会再被覆盖）："
_NAME = re.compile(r"\w[\w-]{0,63}")


def module_names(plan: PlanCopy) -> tuple[str, ...]:
    """A name for every module: its file's, or a number; advertisements are ad, then ad-2."""
    names: list[str] = []
    for number, one in enumerate(plan.stories):
        stem = Path(one.file).stem
        plain = _NAME.fullmatch(stem) and stem not in names and not stem.startswith("ad")
        names.append(stem if plain else f"story-{number + 1}")
    names += ["ad" if not n else f"ad-{n + 1}" for n in range(len(plan.ads))]
    return tuple(names)


def page_text(plan: PlanCopy, placed: Sequence[Placed]) -> str:
    """The text of page.yaml."""
    holds = [f"story: {_scalar(one.file)}" for one in plan.stories]
    holds += [f"file: {_scalar(one.ad.name)}, alt: {_scalar(one.ad.alt.text)}" for one in plan.ads]
    lines = []
    if plan.schema is not None:
        lines.append(plan.schema.replace("plan.schema.json", "page.schema.json"))
    lines += [
        "# 由 build.py plan 排出，可以手改：at 从 0 数起，column 第几栏起、columns 占几栏、",
        "# line 第几行起、lines 占几行；level 是题的级别，1 最大。",
        f"number: {plan.number}",
        f"section: {_scalar(plan.section.text)}",
        f"layout: {plan.layout}",
    ]
    if plan.editors:
        lines.append("editors:")
        for editor in plan.editors:
            names = ", ".join(_scalar(name.text) for name in editor.names)
            lines.append(f"  - {{role: {_scalar(editor.role.text)}, names: [{names}]}}")
    lines.append("modules:")
    for one, what in zip(placed, holds, strict=True):
        area = one.area
        at = (
            f"{{column: {area.column}, columns: {area.columns}, "
            f"line: {area.line}, lines: {area.lines}}}"
        )
        level = "" if one.ad else f", level: {one.level}"
        lines.append(f"  {one.name}: {{{what}{level}, at: {at}}}")
    text = "\n".join(lines) + "\n"
    return f"{text}{_SEAL}{_digest(text)}\n"


def _scalar(text: str) -> str:
    """A text as YAML has it in a flow mapping, quoted where it must be."""
    dumped: str = yaml.safe_dump([text], allow_unicode=True, default_flow_style=True, width=10**6)
    return dumped.strip()[1:-1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_edited(text: str) -> bool:
    """Whether a page.yaml is not as a plan has written it."""
    body, seal, digest = text.rpartition(_SEAL)
    return not seal or digest.strip() != _digest(body)


def write_page(folder: Path, text: str, *, force: bool) -> Path:
    """Write page.yaml; the one before it becomes page.yaml.bak.

    Raises:
        UsageError: somebody has written or edited page.yaml, and `force` is not set.
    """
    path = folder / PAGE_FILE
    if path.is_file():
        before = path.read_bytes()
        if is_edited(before.decode("utf-8", errors="replace")) and not force:
            hint = f"--force writes it anew and keeps this one as {BACKUP}"
            message = f"{PAGE_FILE} has been edited by hand"
            raise UsageError.of("page-edited", message, Place(path.as_posix()), hint)
        if before == text.encode():
            return path
        write_whole(folder / BACKUP, before)
    write_whole(path, text.encode())
    return path
