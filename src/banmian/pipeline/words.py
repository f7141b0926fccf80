"""Words of Chinese text, by jieba; its dictionary is opened when a head first needs it.

Inputs:  text.
Outputs: words.
Units:   none.
Source:  jieba (MIT). Its own cache is a marshal file in the shared temporary folder, which anyone
         may write: we keep the cache in a folder of our own.
"""

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class Words:
    """A segmenter that costs nothing until it is asked."""

    def __init__(self, cache: Path) -> None:
        """Keep jieba's dictionary cache in `cache`."""
        self._cache = cache
        self._tokenizer: Any = None

    def __call__(self, text: str) -> Sequence[str]:
        """Divide text into words."""
        if self._tokenizer is None:
            self._tokenizer = self._open()
        words: Sequence[str] = self._tokenizer.lcut(text)
        return words

    def _open(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba 0.42 asks for pkg_resources, which warns
            import jieba  # noqa: PLC0415  0.3 s and a dictionary, for the rare head without marks
        jieba.setLogLevel(logging.WARNING)
        self._cache.mkdir(parents=True, exist_ok=True)
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = str(self._cache)
        return tokenizer
