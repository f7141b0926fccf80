"""`plates`: what each of the four plates will print, and how much ink stands where.

Inputs:  a page's folder, or a PDF of any program.
Outputs: cyan.png, magenta.png, yellow.png, black.png and ink.png of each page.
Units:   pixels a millimetre.
Source:  docs/cli.md.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, Output, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage

if TYPE_CHECKING:
    from PIL.Image import Image

    from banmian.preflight.plates import PagePlates

_AIM = 220.0  # per cent: what pictures are made for

Source = Annotated[
    Path, typer.Argument(metavar="PAGE_DIR|FILE.pdf", exists=True, help="A page, or any PDF.")
]
Scale = Annotated[
    int, typer.Option("--scale", metavar="N", min=1, max=24, help="Pixels a millimetre.")
]


@verb
def plates(
    talk: Talk, source: Source, output: Output = DEFAULT_OUTPUT, scale: Scale = 6
) -> ExitCode:
    """Draw the four plates and a map of the ink: OUTPUT/plates/NAME/…png.

    Ghostscript or MuPDF draws them; where neither is installed, it says what to install.
    """
    from banmian.preflight.plates import find_separator, make_plates
    from banmian.preflight.run import read_pdf

    separator = find_separator()
    data = _made(talk, source) if source.is_dir() else read_pdf(source)
    folder = output / "plates" / (source.resolve().name if source.is_dir() else source.stem)
    lines, facts = [], []
    for page in make_plates(data, separator, scale):
        files = _write(page, folder)
        place = page.coverage.worst.on_page(page.page.sheet)
        inks = [round(100 * ink) for ink in page.coverage.inks]
        lines += files
        lines.append(
            f"page {page.page.number}: at most {page.coverage.total:.0f} % of ink "
            f"({'/'.join(map(str, inks))}) at {place.x.mm:.1f} × {place.y.mm:.1f} mm"
        )
        facts.append(
            {
                "page": page.page.number,
                "files": files,
                "most_ink": round(page.coverage.total, 1),
                "inks": inks,
                "place_mm": {"x": round(place.x.mm, 2), "y": round(place.y.mm, 2)},
            }
        )
    talk.result("\n".join(lines), {"by": separator.name, "pages": facts})
    return ExitCode.DONE


def _made(talk: Talk, folder: Path) -> bytes:
    """A page's press PDF, made in memory."""
    from banmian.pipeline.page import make_page

    settings = make_settings(DEFAULT_OUTPUT, Stage.PRESS, png=False)
    page = make_page(folder, settings, make_progress(quiet=talk.quiet))
    return {path.name: data for path, data in page.files}["page.pdf"]


def _write(page: "PagePlates", folder: Path) -> list[str]:
    from banmian.files import write_whole
    from banmian.preflight.order import BROADSHEET
    from banmian.preflight.plates import INKS

    pictures: dict[str, Image] = {ink.lower(): page.plate(ink) for ink in INKS}
    pictures["ink"] = page.ink_map(_AIM, BROADSHEET.most_ink)
    written = []
    for name, picture in pictures.items():
        path = folder / f"{page.page.number:02d}-{name}.png"
        buffer = io.BytesIO()
        picture.save(buffer, "PNG", compress_level=3)
        write_whole(path, buffer.getvalue())
        written.append(str(path))
    return written
