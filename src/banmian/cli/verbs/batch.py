"""`batch`: build many editions, with all cores or a cluster, and nothing twice.

Inputs:  a folder of editions.
Outputs: each finished edition under the output folder; a summary; the store.
Units:   seconds; megabytes of memory.
Source:  docs/scale.md, docs/cli.md.
"""

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from banmian.cli.dask_log import quieten_dask
from banmian.cli.faults import INTERRUPTED
from banmian.cli.pages import DEFAULT_OUTPUT, Output, Png, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode, UsageError
from banmian.pipeline.settings import Settings, Stage

if TYPE_CHECKING:
    from banmian.store.store import Store

_MB = 1_000_000
STORE = ".store"


class _RunUnlessNamed(TyperGroup):
    """`batch FOLDER` is `batch run FOLDER`."""

    default = "run"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in when the first word is none."""
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            close = difflib.get_close_matches(args[0], self.commands) if args else []
            if close and not Path(args[0]).exists():
                message = f"there is no folder and no verb {args[0]!r}"
                hint = f"did you mean batch {close[0]}?"
                raise UsageError.of("command-line", message, hint=hint)
            args = [self.default, *args]
        return super().parse_args(ctx, args)


batch = typer.Typer(
    cls=_RunUnlessNamed,
    help="Build many editions: `batch CONTENT`. Nothing is built twice.",
)

Content = Annotated[
    Path,
    typer.Argument(metavar="CONTENT", exists=True, file_okay=False, help="Holds editions."),
]
Folder = Annotated[
    Path,
    typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="Holds pages, or is one."),
]
StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        file_okay=False,
        help="Keeps what is made. [OUTPUT/.store]",
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, max=1024, help="Processes. [one a core]")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.1:8786."
    ),
]
Check = Annotated[bool, typer.Option("--check", help="Also tell what `check` finds on each page.")]
Snapshot = Annotated[
    bool, typer.Option("--snapshot", help="Also compare each page with its baseline.")
]
Baselines = Annotated[
    Path,
    typer.Option("--baselines", metavar="DIR", file_okay=False, help="Where baselines are kept."),
]
Again = Annotated[
    bool, typer.Option("--again", help="Also try again what failed, and what is held back.")
]
Timeout = Annotated[
    float, typer.Option("--timeout", min=1, help="Seconds after which a page is given up.")
]
Memory = Annotated[
    int,
    typer.Option("--memory", metavar="MB", min=200, help="A worker above this is replaced."),
]
Recycle = Annotated[
    int | None,
    typer.Option("--recycle", metavar="N", min=1, help="Replace a worker after so many pages."),
]


@batch.command()
@verb
def run(
    talk: Talk,
    content: Content,
    output: Output = DEFAULT_OUTPUT,
    store: StoreFolder = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    png: Png = True,
    check: Check = False,
    snapshot: Snapshot = False,
    baselines: Baselines = Path("baselines"),
    again: Again = False,
    timeout: Timeout = 300,
    memory: Memory = 1500,
    recycle: Recycle = None,
) -> ExitCode:
    """Build every edition under a folder: OUTPUT/<edition> as `edition` does, with a manifest.

    A page is built once for the same copy, layout, fonts and program, whatever run asks for it. A
    page at fault is named and holds back only its edition, whose good pages stand in
    OUTPUT/<edition>.unfinished. Ctrl-C ends after the pages in hand; the same command goes on.
    """
    from banmian.batch.assign import Batch
    from banmian.batch.engine import this_engine
    from banmian.batch.found import find_editions
    from banmian.batch.pace import in_words
    from banmian.batch.start import Workers, start
    from banmian.cli.batch_meter import BatchMeter
    from banmian.cli.interrupt import Interrupt
    from banmian.workers.task import Limits

    if scheduler is not None and not talk.verbose:
        quieten_dask()
    editions = find_editions(content)
    settings = make_settings(output, Stage.PAGE, png=png)
    job = Batch(
        editions,
        settings,
        _store(settings, store),
        this_engine(),
        again=again,
        check=check,
        baselines=baselines.resolve() if snapshot else None,
    )
    limits = Limits(seconds=timeout, memory=memory * _MB, tasks=recycle)
    workers = Workers(jobs or _cores(), limits, scheduler)
    with Interrupt(quiet=talk.quiet) as interrupt, BatchMeter(talk.note, quiet=talk.quiet) as meter:
        whole = start(job, workers, meter, interrupt)
    summary = meter.summary
    summary.ended, summary.output = whole, output
    if talk.json:
        talk.dump(summary.as_json() | ({} if whole else {"exit": INTERRUPTED}))
    else:
        print("\n".join([*summary.lines(), f"{output} ({in_words(summary.seconds)})"]))
    if not whole:
        raise KeyboardInterrupt
    return ExitCode(summary.exit)


@batch.command()
@verb
def status(talk: Talk, output: Output = DEFAULT_OUTPUT, store: StoreFolder = None) -> ExitCode:
    """Tell how the newest run stands: running or not, how far, what is at fault."""
    from banmian.batch.status import status_of

    found = status_of(_there(output, store))
    talk.result("\n".join(found.lines()), found.as_json())
    return ExitCode.DONE


@batch.command()
@verb
def explain(
    talk: Talk,
    folder: Folder,
    output: Output = DEFAULT_OUTPUT,
    store: StoreFolder = None,
    png: Png = True,
) -> ExitCode:
    """Tell why pages would be made again, or why they were: which file, version or option."""
    from banmian.batch.engine import this_engine
    from banmian.batch.explain import explain as explained

    settings = make_settings(output, Stage.PAGE, png=png)
    kept = _there(output, store)
    pages = explained(folder, settings, kept, this_engine())
    text = "\n".join(line for page in pages for line in page.lines())
    talk.note(f"仓库 store: {kept.root}")
    talk.result(text, {"pages": [page.as_json() for page in pages]})
    return ExitCode.DONE


@batch.command()
@verb
def fsck(talk: Talk, output: Output = DEFAULT_OUTPUT, store: StoreFolder = None) -> ExitCode:
    """Read everything in the store; what is damaged is put aside and will be made again."""
    from banmian.store.sweep import look_through

    health = look_through(_there(output, store))
    code = ExitCode.DONE if health.sound else ExitCode.FINDINGS
    facts = {
        "ok": health.sound,
        "exit": int(code),
        "objects": health.objects,
        "bytes": health.bytes,
        "entries": health.entries,
        "damaged": list(health.damaged),
        "names": list(health.names),
        "dangling": list(health.dangling),
        "leftovers": health.leftovers,
    }
    lines = [f"{health.objects} objects, {health.bytes / _MB:.1f} MB, {health.entries} entries"]
    lines += [f"damaged, put aside in lost/: {digest}" for digest in health.damaged]
    lines += [f"without outputs, dropped: {action}" for action in health.dangling]
    lines += [f"  {name}" for name in health.names]
    if not health.sound:
        lines.append("下一次 batch 会重做 the next run of batch makes them again")
    if health.leftovers:
        lines.append(f"removed {health.leftovers} files of processes that were killed")
    if talk.json:
        talk.dump(facts)
    else:
        print("\n".join(lines))
    return code


@batch.command()
@verb
def gc(
    talk: Talk,
    output: Output = DEFAULT_OUTPUT,
    store: StoreFolder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell.")] = False,
    gone: Annotated[
        bool, typer.Option("--gone", help="Also forget pages whose folder is gone.")
    ] = False,
) -> ExitCode:
    """Drop from the store what no page or edition was last made of."""
    from banmian.batch.needed import forget_gone, needed_actions
    from banmian.store.sweep import sweep

    kept = _there(output, store)
    swept = sweep(kept, needed_actions(kept, gone=gone), only_tell=dry_run)
    if gone and not dry_run:
        forget_gone(kept)
    said = "would drop" if dry_run else "dropped"
    facts = {"entries": swept.entries, "objects": swept.objects, "bytes": swept.bytes}
    text = f"{said} {swept.entries} entries, {swept.objects} objects, {swept.bytes / _MB:.1f} MB"
    talk.result(text, facts)
    return ExitCode.DONE


def _cores() -> int:
    """The cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _store(settings: Settings, folder: Path | None) -> "Store":
    from banmian.store.store import Store

    return Store.at((folder or settings.output / STORE).absolute())


def _there(output: Path, folder: Path | None) -> "Store":
    """A store that is there: to look into one must not make it."""
    from banmian.errors import Place, UsageError
    from banmian.store.store import Store

    root = (folder or output / STORE).absolute()
    if not root.is_dir():
        message = "there is no store here"
        hint = "run `batch CONTENT` first, or name its store with --store or --output"
        raise UsageError.of("no-store", message, Place(root.as_posix()), hint)
    return Store.at(root)
