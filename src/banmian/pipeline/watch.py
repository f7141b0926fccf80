"""Make a page again whenever something it is made from changes.

Inputs:  a page's folder, `Settings`; changes, as the file system tells them.
Outputs: the page's files; for each look a `Seen`.
Units:   seconds of wall clock, for people only.
Source:  watchfiles.helpmanuals.io. What changed is found by the contents of the files, not by the
         change that was told: an editor's program writes and renames more than it changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from banmian.errors import BanmianError, Diagnostic
from banmian.makeup.memo import Memo
from banmian.makeup.page import StoryFit
from banmian.pipeline.kept import Kept
from banmian.pipeline.page import PageResult, make_page
from banmian.pipeline.settings import Settings
from banmian.progress import Progress

LARGE = 4_000_000  # bytes: pictures and faces


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look came to: a page, or faults; `taken` of its slots were taken over."""

    result: PageResult | None
    faults: tuple[Diagnostic, ...]
    fits: tuple[StoryFit, ...]
    taken: int
    made: int
    seconds: float


@dataclass(slots=True)
class Watch:
    """One page that is made again and again."""

    folder: Path
    settings: Settings
    progress: Progress
    _memo: Memo = field(default_factory=Memo)
    _seen: str = ""
    _kept: Kept = field(init=False)

    def __post_init__(self) -> None:
        self._kept = Kept(self._memo)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where changes are looked for: the edition, the layouts, the fonts."""
        project = self.settings.project
        return self.folder.resolve().parent, project / "layouts", project / "fonts"

    def look(self) -> Seen | None:
        """Make the page if something it is made from has changed since the last look."""
        now = self._fingerprint()
        if now == self._seen:
            return None
        self._seen = now
        memo = self._memo
        memo.begin_look()
        start = perf_counter()
        try:
            ready = make_page(self.folder, self.settings, self.progress, self._kept)
            result = ready.write() if ready.files else ready.result
        except BanmianError as fault:
            return Seen(None, fault.diagnostics, (), memo.taken, memo.made, perf_counter() - start)
        fits = ready.made.fits if ready.made else ()
        return Seen(result, (), fits, memo.taken, memo.made, perf_counter() - start)

    def _fingerprint(self) -> str:
        """A digest of every file the page may be made from; large ones by size and time."""
        digest = sha256()
        for path in self._files():
            digest.update(f"{path}\n".encode())
            try:
                stat = path.stat()
                digest.update(f"{stat.st_size}\n".encode())
                if stat.st_size > LARGE:
                    digest.update(f"{stat.st_mtime_ns}\n".encode())
                else:
                    digest.update(sha256(path.read_bytes()).digest())
            except OSError:  # it went while we looked: that is a change, too
                digest.update(b"gone")
        return digest.hexdigest()

    def _files(self) -> Iterator[Path]:
        """All of the edition, since a story may turn to another page."""
        for root in self.folders:
            yield from sorted(path for path in root.rglob("*") if path.is_file())
