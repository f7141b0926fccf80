"""Words of Chinese text, by jieba; its dictionary is opened when a head first needs it.

Opening it takes a second: what has been divided once is kept beside jieba's own cache, so that the
next process need not open it for the same heads.

Inputs:  text.
Outputs: words.
Units:   none.
Source:  jieba (MIT). Its own cache is a marshal file in the shared temporary folder, which anyone
         may write: we keep the cache in a folder of our own.
"""

import json
import logging
import warnings
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from banmian.errors import EnvironmentFault
from banmian.files import write_whole

KEPT = 5_000  # texts; the kept words of more are forgotten all at once
UNGUESSED = "\0"  # before texts that only the dictionary has divided


class Words:
    """A segmenter that costs nothing until it is asked."""

    def __init__(self, cache: Path) -> None:
        """Keep jieba's dictionary cache, and words found before, in `cache`."""
        self._cache = cache
        self._tokenizer: Any = None
        self._known: dict[str, list[str]] | None = None
        self._found = False

    def __call__(self, text: str, *, guessing: bool = True) -> Sequence[str]:
        """Divide text into words; `guessing` finds words the dictionary does not have."""
        if self._known is None:
            self._known = self._kept()
        key = text if guessing else UNGUESSED + text
        words = self._known.get(key)
        if words is None:
            if self._tokenizer is None:
                self._tokenizer = self._open()
            words = list(self._tokenizer.lcut(text, HMM=guessing))
            if len(self._known) >= KEPT:  # a process may set pages for weeks
                self._known.clear()
            self._known[key] = words
            self._found = True
        return words

    def keep(self) -> None:
        """Write down what has been found since; a folder that cannot be written is no fault."""
        if self._found and self._known is not None:
            self._found = False
            try:
                text = json.dumps(self._known, ensure_ascii=False, sort_keys=True)
                write_whole(self._file, text.encode())
            except EnvironmentFault as fault:
                logging.getLogger(__name__).debug("words not kept: %s", fault)

    @property
    def _file(self) -> Path:
        return self._cache / f"words-jieba-{version('jieba')}.json"

    def _kept(self) -> dict[str, list[str]]:
        """What earlier processes found; nothing when that cannot be read or is no such thing."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict) or len(found) > KEPT:
            return {}
        return {
            text: words
            for text, words in found.items()
            if isinstance(words, list)
            and all(isinstance(word, str) for word in words)
            and "".join(words) == text.removeprefix(UNGUESSED)
        }

    def _open(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba 0.42 asks for pkg_resources, which warns
            import jieba  # noqa: PLC0415  0.3 s and a dictionary, for the rare head without marks
        jieba.setLogLevel(logging.WARNING)
        self._cache.mkdir(parents=True, exist_ok=True)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(self._cache)
        return tokenizer
