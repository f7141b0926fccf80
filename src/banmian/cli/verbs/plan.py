"""`plan`: find places for stories with ranks, and write the chosen plan as page.yaml.

Inputs:  a page's folder with plan.yaml.
Outputs: up to three plans with points and reasons; PNGs to look at; page.yaml.
Units:   columns and lines of the page's grid.
Source:  docs/plan.md.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage

if TYPE_CHECKING:
    from banmian.pipeline.plan import Plan

Folder = Annotated[
    Path,
    typer.Argument(metavar="PAGE_DIR", exists=True, file_okay=False, help="Holds plan.yaml."),
]
Choose = Annotated[
    int | None,
    typer.Option("--choose", min=1, max=3, metavar="N", help="Write plan N as page.yaml."),
]
Png = Annotated[
    Path | None,
    typer.Option("--png", metavar="DIR", file_okay=False, help="Draw the plans there, small."),
]
Force = Annotated[
    bool, typer.Option("--force", help="Write page.yaml even if it was edited by hand.")
]


@verb
def plan(
    talk: Talk, folder: Folder, choose: Choose = None, png: Png = None, *, force: Force = False
) -> ExitCode:
    """Propose up to three pages for stories with ranks (plan.yaml); write the chosen one."""
    from banmian.errors import UsageError
    from banmian.files import write_whole
    from banmian.pipeline.plan import find_plans, thumbnail
    from banmian.pipeline.plan_file import write_page

    settings = make_settings(DEFAULT_OUTPUT, Stage.MAKEUP, png=False)
    found = find_plans(folder, settings)
    if choose is not None and choose > len(found.plans):
        hint = f"choose 1 to {len(found.plans)}"
        raise UsageError.of("bad-option", f"there is no plan {choose}", None, hint)
    pictures = []
    if png is not None:
        for number, one in enumerate(found.plans, 1):
            path = png / f"plan-{number}.png"
            write_whole(path, thumbnail(found, one, settings))
            pictures.append(str(path))
    written = None
    if choose is not None:
        written = write_page(folder, found.plans[choose - 1].text, force=force)
    texts = [_told(number, one) for number, one in enumerate(found.plans, 1)]
    texts += [*pictures, *([str(written)] if written else [])]
    talk.result(
        "\n".join(texts),
        {
            "plans": [one.as_json() for one in found.plans],
            "pictures": pictures,
            "page": str(written) if written else None,
        },
    )
    return ExitCode.DONE


def _told(number: int, plan: "Plan") -> str:
    """A plan for a person."""
    lines = [f"方案 {number}：{plan.score.points:g} 分"]
    for reason in plan.score.reasons:
        points = f"（{reason.points:g}）" if reason.points else ""
        lines.append(f"  {reason.about}：{reason.text}{points}")
    for one in plan.placed:
        area = one.area
        what = "广告" if one.ad else f"{one.level} 级题"
        lines.append(
            f"  {one.name}：{area.column}–{area.column + area.columns - 1} 栏，"
            f"{area.line}–{area.line + area.lines - 1} 行，{what}"
        )
    return "\n".join(lines)
