"""A PDF as a comparison takes it in: bytes with a name, opened by both libraries.

Inputs:  a path or bytes.
Outputs: `Source`; readers of pikepdf and of pdfium.
Units:   bytes.
Source:  our choice. Two readers, because pikepdf shows every object and pdfium draws; a file that
         either cannot open is unreadable (exit code 2).
"""

import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from banmian.errors import BaselineMissing, Place, UsageError

BYTES_MAX = 1 << 30
PAGES_MAX = 2000

_IO = re.compile(r"^stream <[^>]*>: ")  # pikepdf's name of bytes


@dataclass(frozen=True, slots=True)
class Source:
    """One of the two PDFs, not yet opened."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def objects(self) -> pikepdf.Pdf:
        """The file as objects.

        Raises:
            UsageError: it is no PDF, is damaged, or asks a password.
        """
        try:
            pdf = pikepdf.open(io.BytesIO(self.data), suppress_warnings=True)
            pages = len(pdf.pages)
        except pikepdf.PasswordError as error:
            raise self._unreadable("it asks a password") from error
        except (pikepdf.PdfError, ValueError, RecursionError, RuntimeError) as error:
            lines = str(error).splitlines() or [""]
            raise self._unreadable(_IO.sub("", lines[0])) from error
        if not 0 < pages <= PAGES_MAX:
            raise self._unreadable(f"{pages} pages; 1 to {PAGES_MAX} can be compared")
        return pdf

    def drawing(self) -> pypdfium2.PdfDocument:
        """The file for drawing.

        Raises:
            UsageError: pdfium cannot open it.
        """
        try:
            return pypdfium2.PdfDocument(self.data)
        except pypdfium2.PdfiumError as error:
            raise self._unreadable(str(error)) from error

    def _unreadable(self, why: str) -> UsageError:
        message = f"cannot read this PDF: {why or 'damaged'}"
        return UsageError.of("unreadable-pdf", message, Place(self.name))


def take_in(given: bytes | Path, role: str) -> Source:
    """Read one side of a comparison.

    Args:
        given: the bytes, or where they are.
        role: "old" or "new"; the name of bytes. A missing old file is a missing baseline.

    Raises:
        BaselineMissing: there is no old file.
        UsageError: the new file is missing, or a file cannot be read or is too large.
    """
    if isinstance(given, bytes):
        return Source(role, given)
    try:
        with given.open("rb") as file:
            data = file.read(BYTES_MAX + 1)
    except FileNotFoundError as error:
        fault = BaselineMissing if role == "old" else UsageError
        raise fault.of("no-such-pdf", "there is no such file", Place(str(given))) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError.of("unreadable-pdf", reason, Place(str(given))) from error
    if len(data) > BYTES_MAX:
        raise UsageError.of("unreadable-pdf", "larger than 1 GiB", Place(str(given)))
    return Source(str(given), data)
