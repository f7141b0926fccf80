"""What a process that makes a page again and again keeps: open faces, words, what was set.

Inputs:  a fonts folder, a cache.
Outputs: the same catalogue and words as long as the files are the same; a `Memo`.
Units:   none.
Source:  our choice: nothing is kept by the module; who wants to keep something holds a `Kept`.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.makeup.memo import Memo
from banmian.pipeline.words import Words
from banmian.typeface.catalogue import Catalogue, load_catalogue

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Kept:
    """What is kept from one page to the next; a memo only if it is the same page again."""

    memo: Memo | None = None
    _catalogue: tuple[_Stamp, Catalogue] | None = None
    _words: Words | None = None

    def catalogue(self, fonts: Path, cache: Path) -> Catalogue:
        """The faces of a folder; read again when a file of it has changed.

        Raises:
            FontError: fonts.toml is missing or wrong.
        """
        stamp = _stamp(fonts)
        if self._catalogue is None or self._catalogue[0] != stamp:
            self._catalogue = stamp, load_catalogue(fonts, cache=cache)
        return self._catalogue[1]

    def words(self, cache: Path) -> Words:
        """The segmenter, whose dictionary takes a while to open."""
        if self._words is None:
            self._words = Words(cache)
        return self._words


def _stamp(folder: Path) -> _Stamp:
    """Name, size and time of every file: faces are too large to be read for every page."""
    facts = ((path.name, path.stat()) for path in sorted(folder.glob("*")))
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in facts)
