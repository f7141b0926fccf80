"""Keep a page fresh while its files are edited: make it, tell how it fits, wait for a change.

Inputs:  a page's folder, `Settings`; the file system's changes.
Outputs: paths on standard output, how texts fit and what is wrong on standard error, in Chinese.
Units:   seconds.
Source:  docs/cli.md, `page --watch`.
"""

from pathlib import Path

import watchfiles

from banmian.cli.fits import tell_fits
from banmian.cli.talk import Talk
from banmian.errors import ExitCode, UsageError
from banmian.pipeline.settings import Settings
from banmian.pipeline.watch import Seen, Watch
from banmian.progress import Silent

DEBOUNCE = 200  # ms in which changes are gathered: programs write a file in several steps
EVERY = 1000  # ms after which we look by ourselves, in case a change was not told


def watch_page(talk: Talk, folder: Path, settings: Settings) -> ExitCode:
    """Make the page on every change until somebody presses Ctrl-C, which is the way to end it.

    Raises:
        UsageError: a program asked, who cannot press Ctrl-C.
    """
    if talk.json:
        raise UsageError.of(
            "watch-json",
            "--watch tells a person, --json a program",
            hint="leave out one of the two",
        )
    watch = Watch(folder, settings, Silent())
    try:
        _look(talk, watch)
        for _ in watchfiles.watch(
            *watch.folders, debounce=DEBOUNCE, rust_timeout=EVERY, yield_on_timeout=True
        ):
            _look(talk, watch)
    except KeyboardInterrupt:
        talk.note("不再看着，已写的文件都是完整的")
    return ExitCode.DONE


def _look(talk: Talk, watch: Watch) -> None:
    seen = watch.look()
    if seen is not None:
        _tell(talk, seen)


def _tell(talk: Talk, seen: Seen) -> None:
    tell_fits(talk, seen.fits)
    for fault in seen.faults:
        talk.note(str(fault))
    if seen.result is None:
        talk.note(f"没有做成（{seen.seconds:.2f} 秒），改好再存一次")
        return
    for note in seen.result.notes:
        talk.note(str(note))
    slots = seen.taken + seen.made
    talk.note(f"做好了，{seen.seconds:.2f} 秒，{slots} 个稿位里重排 {seen.made} 个")
    files = (seen.result.pdf, seen.result.png, seen.result.plant)
    talk.result("\n".join(str(path) for path in files if path is not None), {})
