"""`snapshot compare`: what is different between two PDFs.

Inputs:  two PDFs; masks.
Outputs: findings in words or JSON; a report; exit codes 0 same, 1 changed, 4 masked changes only.
Units:   millimetres in words and JSON.
Source:  docs/snapshot.md.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode

if TYPE_CHECKING:
    from banmian.snapshot.comparison import Comparison
    from banmian.snapshot.github import Manuscripts
    from banmian.snapshot.options import Options, Profile
    from banmian.snapshot.summaries import Compared
    from banmian.snapshot.words import Language

snapshot = typer.Typer(help="Compare PDFs: what an editor, a printer and a blind reader would see.")


@snapshot.callback()
def group() -> None:
    """Compare PDFs: what an editor, a printer and a blind reader would see."""


Old = Annotated[Path, typer.Argument(metavar="OLD.pdf", help="As it was.")]
New = Annotated[Path, typer.Argument(metavar="NEW.pdf", help="As it is.")]
Page = Annotated[Path, typer.Argument(metavar="PAGE.pdf", help="Faults go on its first page.")]
Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="DIR", file_okay=False, help="Write a report into DIR."),
]
Lang = Annotated[str, typer.Option("--lang", metavar="zh|en", help="Language of the words.")]
Masks = Annotated[
    Path | None,
    typer.Option("--masks", metavar="FILE", dir_okay=False, help="What may change, and why: TOML."),
]
ProfileName = Annotated[
    str, typer.Option("--profile", metavar="NAME", help="How exact: exact, cross-machine.")
]
Strict = Annotated[
    bool, typer.Option("--strict-masks", help="End with 4 when only masked things changed.")
]
Github = Annotated[
    bool, typer.Option("--github", help="Annotate, and fill the step summary, on GitHub.")
]


@snapshot.command("compare")
@verb
def compare_pdfs(
    talk: Talk,
    old: Old,
    new: New,
    report: Report = None,
    lang: Lang = "zh",
    masks: Masks = None,
    profile: ProfileName = "exact",
    strict_masks: Strict = False,
    github: Github = False,
) -> ExitCode:
    """Say what is different between two PDFs, whoever made them."""
    from banmian.snapshot.compare import compare_sources
    from banmian.snapshot.listing import listing
    from banmian.snapshot.report import write_report
    from banmian.snapshot.source import take_in
    from banmian.snapshot.summaries import Compared

    language = language_named(lang)
    options = options_named(profile, masks)
    sides = (take_in(old, "old"), take_in(new, "new"))
    comparison = compare_sources(*sides, options)
    written = None
    if report is not None:
        pdfs = (sides[0].data, sides[1].data)
        written = write_report(comparison, pdfs, report, language)
    code = exit_code_of(comparison, strict_masks=strict_masks)
    if github:
        tell_github([Compared(new.name, comparison)], {}, language)
    if talk.json:
        head = {"ok": code is ExitCode.DONE, "exit": int(code)}
        path = str(written) if written else None
        talk.dump({**head, "report": path, **comparison.as_json()})
        return code
    talk.result(listing(comparison, language), {})
    if written:
        talk.note(str(written))
    return code


@snapshot.command("selftest")
@verb
def try_the_comparer(talk: Talk, page: Page) -> ExitCode:
    """Plant faults of every layer in a page, and say whether each is told; and rewrite it."""
    from banmian.snapshot.selftest import summary, try_out
    from banmian.snapshot.source import take_in

    trials = []
    for trial in try_out(take_in(page, "new").data):
        talk.detail(f"{trial.category}: {trial.name}: {', '.join(trial.told) or '–'}")
        trials.append(trial)
    code = ExitCode.DONE if all(trial.passed for trial in trials) else ExitCode.FINDINGS
    if talk.json:
        facts = [trial.as_json() for trial in trials]
        talk.dump({"ok": code is ExitCode.DONE, "exit": int(code), "trials": facts})
    else:
        talk.result(summary(trials), {})
    return code


def tell_github(
    compared: "Sequence[Compared]", manuscripts: "Manuscripts", language: "Language"
) -> None:
    """Annotations on standard error, where Actions reads them too; the summary into its file."""
    from banmian.snapshot.github import annotations, append_summary
    from banmian.snapshot.summaries import markdown

    for line in annotations(compared, manuscripts, language):
        print(line, file=sys.stderr)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        append_summary(Path(summary), markdown(compared, language))


def language_named(name: str) -> "Language":
    """The language that --lang names.

    Raises:
        UsageError: there is no such language.
    """
    from banmian.errors import UsageError
    from banmian.snapshot.words import Language

    if name not in tuple(Language):
        raise UsageError.of("command-line", f"--lang {name}: write zh or en")
    return Language(name)


def options_named(profile: str, masks: Path | None) -> "Options":
    """What is to be compared, and how: a profile by its name, masks from their file."""
    from banmian.snapshot.masks_file import read_masks
    from banmian.snapshot.options import Options

    found = read_masks(masks) if masks is not None else ()
    return Options(profile=profile_named(profile), masks=found)


def profile_named(name: str) -> "Profile":
    """The profile that --profile names.

    Raises:
        UsageError: there is no such profile.
    """
    from banmian.errors import UsageError
    from banmian.snapshot.options import PROFILES

    if name not in PROFILES:
        message = f"--profile {name}: write {' or '.join(PROFILES)}"
        raise UsageError.of("command-line", message)
    return PROFILES[name]


def exit_code_of(comparison: "Comparison", *, strict_masks: bool) -> ExitCode:
    """The exit code of a comparison."""
    from banmian.snapshot.comparison import Verdict

    if comparison.verdict is Verdict.MASKED:
        return ExitCode.MASKED_CHANGES if strict_masks else ExitCode.DONE
    return ExitCode.FINDINGS if comparison.verdict is Verdict.CHANGED else ExitCode.DONE
