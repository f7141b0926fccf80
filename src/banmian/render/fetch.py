"""What a page may open while it is rendered: its own fonts, pictures and layout files.

Inputs:  the fonts made for the page, its pictures, the layout's folder.
Outputs: a fetcher for WeasyPrint; everything else is refused, the network first of all.
Units:   bytes.
Source:  our choice: addresses are virtual (`https://page.invalid/…`, RFC 6761), because WeasyPrint
         names images by their address, and a folder's name must not get into the bytes of a PDF.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE = "https://page.invalid/"
FILE_LIMIT = 200_000_000


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """The page asks for something that is not its own; stops the rendering."""


class PageFetcher(URLFetcher):  # type: ignore[misc]
    """Serves a page's own files and nothing else."""

    def __init__(
        self,
        files: Mapping[str, Path | bytes],
        layout: Path,
        picture: Callable[[Path], Path | bytes] | None = None,
    ) -> None:
        """Take the files by their address under BASE, and the layout's folder for the rest.

        `picture` makes of a picture of the layout what is painted; without it, it is served as is.
        """
        super().__init__(allowed_protocols=())
        self._files = dict(files)
        self._layout = layout.resolve()
        self._picture = picture

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        """Open an address of the page, or refuse."""
        parts = urlsplit(url)
        if not url.startswith(BASE) or parts.query:
            raise Refused(f"the page may not open {url}")
        name = unquote(parts.path).removeprefix("/")
        found = self._files.get(name)
        try:
            if found is None:
                found = self._layout_file(name, url)
                if self._picture is not None and _type_of(name) in _PICTURES:
                    found = self._picture(found)
            data = found if isinstance(found, bytes) else found.read_bytes()
        except OSError as fault:
            raise Refused(f"{name} cannot be read: {fault.strerror or fault}") from fault
        return URLFetcherResponse(url, data, {"Content-Type": _type_of(name)})

    def _layout_file(self, name: str, url: str) -> Path:
        shown = url.removeprefix(BASE)
        try:
            path = (self._layout / name).resolve()
            if not path.is_relative_to(self._layout) or not path.is_file():
                raise Refused(f"the layout has no file {shown}")
            size = path.stat().st_size
        except (OSError, ValueError) as fault:  # a name too long, or with a NUL in it
            raise Refused(f"the layout has no file {shown}") from fault
        if size > FILE_LIMIT:
            raise Refused(f"{name} is larger than {FILE_LIMIT // 1_000_000} MB")
        return path


_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_PICTURES = frozenset({"image/png", "image/jpeg"})


def _type_of(name: str) -> str:
    return _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
