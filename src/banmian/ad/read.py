"""Read an advertisement: a PDF of one page, or a picture.

Inputs:  the path of a file an editor named, the name to show, the place that named it.
Outputs: `AdPdf` or `PictureFile`; a `ContentError` where the file cannot be printed.
Units:   `Length`.
Source:  our choice: 50 MB is a page's worth of pictures at 300 ppi.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import ContentError, Diagnostic, EnvironmentFault, Place
from banmian.picture.reader import PictureFile, read_picture
from banmian.units import Length

MOST_BYTES = 50 * 2**20
_HEAD = 1024  # bytes in which a PDF says that it is one


@dataclass(frozen=True, slots=True)
class AdPdf:
    """A PDF that prints within a page: its digest, and the size of its TrimBox."""

    path: Path
    shown_as: str
    digest: str
    width: Length
    height: Length


AdFile = AdPdf | PictureFile


def read_ad(path: Path, shown_as: str, place: Place) -> AdFile:
    """Read an advertisement's file.

    Raises:
        ContentError: `file-missing`, `ad-too-large`, `ad-pdf`, or what a picture may be refused
            for.
        EnvironmentFault: the system does not let us read the file.
    """
    if not path.is_file():
        hint = "check the spelling, and that the file is in place"
        raise ContentError.of("file-missing", f"there is no file {shown_as}", place, hint)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        message = f"cannot read {shown_as}: {fault.strerror}"
        hint = "check the permissions of the file and of its folder"
        raise EnvironmentFault.of("ad-unreadable", message, place, hint) from fault
    if len(data) > MOST_BYTES:
        message = f"{shown_as} has more than {MOST_BYTES // 2**20} MB"
        hint = "export it with pictures at 300 pixels per printed inch"
        raise ContentError.of("ad-too-large", message, place, hint)
    if path.suffix.lower() != ".pdf" and b"%PDF-" not in data[:_HEAD]:
        return read_picture(path, shown_as=shown_as, place=place)
    from banmian.ad.fitness import Fitness, look_into  # noqa: PLC0415  0.1 s, for the pages with ads

    fitness = look_into(data)
    if isinstance(fitness, Fitness):
        digest = hashlib.sha256(data).hexdigest()
        return AdPdf(path, shown_as, digest, fitness.width, fitness.height)
    raise ContentError(
        Diagnostic("ad-pdf", f"{shown_as}: {fault.message}", place, fault.hint) for fault in fitness
    )
