"""`snapshot update`, `check`, `review`: pages of content/ and their baselines.

Inputs:  folders of pages; baselines, or a revision of git; masks.
Outputs: baselines; findings in words or JSON; a report; exit codes 0 same, 1 changed, 3 none,
         4 masked changes only.
Units:   millimetres in words and JSON.
Source:  docs/snapshot.md, "Baselines".
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.cli.verbs.snapshot import (
    Github,
    Lang,
    Masks,
    ProfileName,
    Report,
    Strict,
    exit_code_of,
    language_named,
    options_named,
    tell_github,
)
from banmian.errors import ExitCode
from banmian.pipeline.settings import Settings, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from banmian.pipeline.baselines import BuiltPage, Checked
    from banmian.snapshot.source import Source
    from banmian.snapshot.words import Language

CONTENT = Path("content")

Pages = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PAGE_DIR]...", exists=True, file_okay=False, help="Default: content."),
]
Baselines = Annotated[
    Path,
    typer.Option("--baselines", metavar="DIR", file_okay=False, help="Where baselines are kept."),
]
Against = Annotated[
    str | None,
    typer.Option("--against", metavar="git:REV", help="Compare with a revision of git instead."),
]
DEFAULT = Path("baselines")


def add_baselines(snapshot: typer.Typer) -> None:
    """Give the verbs to `snapshot`."""
    snapshot.command("update")(update)
    snapshot.command("check")(check)
    snapshot.command("review")(review)


@verb
def update(talk: Talk, pages: Pages = None, baselines: Baselines = DEFAULT) -> ExitCode:
    """Write the baselines of pages whose baseline is missing or different."""
    from banmian.pipeline.baselines import baseline_of, build_pages, check_page, page_folders
    from banmian.snapshot.baseline import forbid_in_ci, write_baseline
    from banmian.snapshot.comparison import Verdict
    from banmian.snapshot.options import Options

    forbid_in_ci(os.environ)
    folders = page_folders(pages or [CONTENT])
    written = []
    progress = make_progress(quiet=talk.quiet)
    for page in build_pages(folders, _settings(), progress):
        checked = check_page(page, baseline_of(baselines, page), Options())
        if checked.comparison is None or checked.comparison.verdict is Verdict.CHANGED:
            written.append(write_baseline(baselines, page.name, page.pdf).as_posix())
    spare = _unreferenced(talk, pages, baselines, folders)
    talk.result("\n".join(written), {"written": written, "unreferenced": spare})
    return ExitCode.DONE


@verb
def check(
    talk: Talk,
    pages: Pages = None,
    baselines: Baselines = DEFAULT,
    against: Against = None,
    report: Report = None,
    lang: Lang = "zh",
    masks: Masks = None,
    profile: ProfileName = "exact",
    strict_masks: Strict = False,
    github: Github = False,
) -> ExitCode:
    """Build pages and say what is different from their baselines."""
    from banmian.pipeline.baselines import build_pages, check_page, page_folders
    from banmian.snapshot.report import write_checked
    from banmian.snapshot.summaries import Compared
    from banmian.snapshot.surroundings import lines_at

    language = language_named(lang)
    options = options_named(profile, masks)
    folders = page_folders(pages or [CONTENT])
    progress = make_progress(quiet=talk.quiet)
    with _old_states(against, baselines, folders) as old_of:
        built = zip(folders, build_pages(folders, _settings(), progress), strict=True)
        checked = [check_page(page, old_of(folder, page), options) for folder, page in built]
    compared = [
        Compared(
            c.page.name,
            c.comparison,
            lines_at(c.page.pdf, c.comparison.findings) if github else (),
        )
        for c in checked
        if c.comparison is not None
    ]
    if report is not None:
        pdfs = [(c.old.data, c.page.pdf) for c in checked if c.old is not None]
        talk.note(str(write_checked(compared, pdfs, report, language)))
    if github:
        known = dict(pair for c in checked for pair in c.page.manuscripts)
        tell_github(compared, known, language)
    spare = [] if against else _unreferenced(talk, pages, baselines, folders)
    code = _code_of(checked, strict_masks=strict_masks)
    told = "\n".join(_words(one, language) for one in checked)
    facts: dict[str, object] = {
        "ok": code is ExitCode.DONE,
        "exit": int(code),
        "pages": [_facts(one) for one in checked],
        "unreferenced": spare,
    }
    if talk.json:
        talk.dump(facts)
    else:
        talk.result(told, {})
    return code


@verb
def review(
    talk: Talk, pages: Pages = None, baselines: Baselines = DEFAULT, lang: Lang = "zh"
) -> ExitCode:
    """Show changed pages in a browser of this machine, to be accepted or rejected with a reason."""
    from banmian.pipeline.baselines import baseline_of, build_pages, check_page, page_folders
    from banmian.snapshot.baseline import forbid_in_ci
    from banmian.snapshot.comparison import Verdict
    from banmian.snapshot.options import Options
    from banmian.snapshot.review import Review, serve
    from banmian.snapshot.review_page import Candidate

    forbid_in_ci(os.environ)
    language = language_named(lang)
    candidates = []
    progress = make_progress(quiet=talk.quiet)
    for page in build_pages(page_folders(pages or [CONTENT]), _settings(), progress):
        checked = check_page(page, baseline_of(baselines, page), Options())
        if checked.comparison is None or checked.comparison.verdict is Verdict.CHANGED:
            old = checked.old.data if checked.old is not None else b""
            candidates.append(Candidate(page.name, old, page.pdf, checked.comparison))
    session = Review(candidates, baselines, language)
    if candidates:
        serve(session, lambda address: print(address, file=sys.stderr, flush=True))
    said = session.decisions
    accepted = [one.name for one in candidates if one.name in said and said[one.name].accepted]
    rejected = {name: one.reason for name, one in said.items() if not one.accepted}
    left = [one.name for one in candidates if one.name not in said]
    code = ExitCode.FINDINGS if rejected or left else ExitCode.DONE
    facts = {"accepted": accepted, "rejected": rejected, "undecided": left}
    if talk.json:
        talk.dump({"ok": code is ExitCode.DONE, "exit": int(code), **facts})
    else:
        told = [*(f"accepted: {name}" for name in accepted)]
        told += [f"rejected: {name}: {reason}" for name, reason in rejected.items()]
        talk.result("\n".join([*told, *(f"not decided: {name}" for name in left)]), {})
    return code


@contextmanager
def _old_states(
    against: str | None, baselines: Path, folders: Sequence[Path]
) -> "Iterator[Callable[[Path, BuiltPage], Source | None]]":
    """What gives the old state of a page: its baseline, or a revision built in a worktree."""
    from banmian.errors import UsageError
    from banmian.pipeline.baselines import baseline_of
    from banmian.pipeline.revision import built_there, worktree
    from banmian.snapshot.source import Source

    if against is None:
        yield lambda _folder, page: baseline_of(baselines, page)
        return
    sort, _, revision = against.partition(":")
    if sort != "git" or not revision:
        raise UsageError.of("command-line", f"--against {against}: write git:REV")
    with worktree(folders[0], revision) as trees:

        def built(folder: Path, page: "BuiltPage") -> Source | None:
            pdf = built_there(trees, folder)
            return Source(f"{against} {page.name}", pdf) if pdf is not None else None

        yield built


def _settings() -> Settings:
    return make_settings(Path("output"), Stage.PRESS, png=False)


def _unreferenced(
    talk: Talk, pages: list[Path] | None, baselines: Path, folders: Sequence[Path]
) -> list[str]:
    """Baselines that no page has; known only when all pages were looked at."""
    from banmian.pipeline.baselines import unreferenced

    spare = [] if pages else list(unreferenced(baselines, folders))
    for name in spare:
        talk.note(f"no page has this baseline: {baselines / name}")
    return spare


def _code_of(checked: "Sequence[Checked]", *, strict_masks: bool) -> ExitCode:
    codes = {
        exit_code_of(one.comparison, strict_masks=strict_masks)
        for one in checked
        if one.comparison is not None
    }
    if ExitCode.FINDINGS in codes:
        return ExitCode.FINDINGS
    if any(one.comparison is None for one in checked):
        return ExitCode.BASELINE_MISSING
    return max(codes)


def _words(one: "Checked", language: "Language") -> str:
    from banmian.snapshot.listing import listing
    from banmian.snapshot.words import Language

    if one.comparison is None:
        return f"{one.page.name}: " + (
            "没有基准" if language is Language.CHINESE else "there is no baseline"
        )
    lines = listing(one.comparison, language).splitlines()
    return "\n".join(f"{one.page.name}: {line}" for line in lines)


def _facts(one: "Checked") -> dict[str, object]:
    comparison = one.comparison.as_json() if one.comparison is not None else None
    return {"name": one.page.name, "comparison": comparison}
