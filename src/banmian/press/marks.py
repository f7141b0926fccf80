"""The printer's marks round a page: cut, register, inks, and which page it is.

Inputs:  `Boxes`, a `Slug`, a face for it, where a spread folds.
Outputs: PDF bytes of one page, drawn by ReportLab, the size of the sheet.
Units:   mm from the trim's lower left corner, y up; drawn in points.
Source:  ISO 15930-7, 6.17: marks lie outside the bleed. Crop marks and targets are in Separation
         /All, that is, on every plate. Crop marks 5 mm long and 0.25 pt thick from 1 mm outside
         the bleed, targets of 6 mm, patches of 5 mm: our choice.
"""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import CMYKColor, CMYKColorSep
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from banmian.press.boxes import Boxes
from banmian.press.label_face import drawable, register_face
from banmian.press.slug import Slug
from banmian.typeface.face import Face
from banmian.units import mm

MM = mm(1).pt
FONT = "slug"
SIZE = 6.5  # pt, less where the page is narrow
CLEAR = 1.0  # mm between bleed and marks
LENGTH = 5.0
HAIRLINE = 0.25  # pt
CORNER = 12.0  # mm that the corners' marks may take of a side
MIDDLE = 8.0  # mm that the target may take on either side of the middle
PATCH = 5.0
LINES_AT = (4.5, 8.0)  # mm over the bleed: the slug's second line, its first

_ALL = CMYKColorSep(1, 1, 1, 1, spotName="All")
_BLACK = CMYKColor(0, 0, 0, 1)
_INKS = (("C", (1, 0, 0, 0)), ("M", (0, 1, 0, 0)), ("Y", (0, 0, 1, 0)), ("K", (0, 0, 0, 1)))
STRIP: tuple[tuple[float, float, float, float], ...] = (
    *(ink for _, ink in _INKS),  # solids
    *((c * 0.5, m * 0.5, y * 0.5, k * 0.5) for _, (c, m, y, k) in _INKS),  # half tones
    (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),  # trapping of two
    (0, 0, 0, 0.25), (0.25, 0.18, 0.18, 0),  # a grey of black and one of three inks
    (0, 0, 0, 0.75), (0.75, 0.66, 0.66, 0),
)  # fmt: skip


def draw_marks(
    boxes: Boxes, slug: Slug, face: Face, folds: Sequence[float] = (), *, black: bool = False
) -> bytes:
    """Draw the marks of one sheet.

    Args:
        boxes: trim, bleed and sheet.
        slug: what the slug line says.
        face: its face, with TrueType outlines.
        folds: where a spread folds, in mm from the trim's left edge.
        black: whether black is the only ink.

    Raises:
        FontError: ReportLab cannot embed the face.
    """
    register_face(FONT, face, slug.text + "".join(name for name, _ in _INKS))
    left, foot, right, top = boxes.media
    buffer = BytesIO()
    canvas = Canvas(
        buffer, pagesize=(right - left, top - foot), invariant=1, initialFontName=FONT,
        pageCompression=1,
    )  # fmt: skip
    canvas._code.append("/Artifact BMC")
    canvas.translate(-left, -foot)
    sheet = _Sheet(canvas, boxes, folds, black=black)
    sheet.crop_marks()
    sheet.targets()
    sheet.folds(folds)
    sheet.strip()
    sheet.slug(slug)
    canvas._code.append("EMC")
    canvas.save()
    return buffer.getvalue()


class _Sheet:
    """The marks of one sheet being drawn."""

    def __init__(self, canvas: Any, boxes: Boxes, folds: Sequence[float], *, black: bool) -> None:
        self.canvas = canvas
        self.inks = [one for one in _INKS if one[1] == (0, 0, 0, 1) or not black]
        self.patches = [ink for ink in STRIP if not (black and any(ink[:3]))]
        self.width, self.height = boxes.width.mm, boxes.height.mm
        self.bleed = boxes.bleed.mm
        self.start = self.bleed + CLEAR
        edges = (0.0, *folds, self.width)
        self.middles = [(left + right) / 2 for left, right in pairwise(edges)]  # of each page

    def _line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.canvas.line(x * MM, y * MM, to_x * MM, to_y * MM)

    def crop_marks(self) -> None:
        """Two strokes at each corner of the trim."""
        self.canvas.setStrokeColor(_ALL)
        self.canvas.setLineWidth(HAIRLINE)
        near, far = self.start, self.start + LENGTH
        for x, outwards in ((0.0, -1), (self.width, 1)):
            for y in (0.0, self.height):
                self._line(x + outwards * near, y, x + outwards * far, y)
        for y, outwards in ((0.0, -1), (self.height, 1)):
            for x in (0.0, self.width):
                self._line(x, y + outwards * near, x, y + outwards * far)

    def targets(self) -> None:
        """A circle with a cross in the middle of each side; on a spread, of each page's."""
        away = self.start + 4
        places = [(x, y) for x in self.middles for y in (-away, self.height + away)]
        places += [(x, self.height / 2) for x in (-away, self.width + away)]
        for x, y in places:
            self.canvas.circle(x * MM, y * MM, 1.8 * MM)
            self._line(x - 3, y, x + 3, y)
            self._line(x, y - 3, x, y + 3)

    def folds(self, folds: Sequence[float]) -> None:
        """A dashed stroke over and under the sheet where it folds."""
        self.canvas.setDash(2, 2)
        for x in folds:
            self._line(x, -self.start, x, -self.start - LENGTH)
            self._line(x, self.height + self.start, x, self.height + self.start + LENGTH)
        self.canvas.setDash()

    def strip(self) -> None:
        """The control strip, at the foot right of the last target."""
        begin = self.middles[-1] + MIDDLE
        room = self.width - begin - CORNER
        size = min(PATCH, room / len(self.patches))
        foot = -self.start - 1 - size
        for number, ink in enumerate(self.patches):
            self.canvas.setFillColor(CMYKColor(*ink))
            x = begin + number * size
            self.canvas.rect(x * MM, foot * MM, size * MM, size * MM, stroke=0, fill=1)

    def slug(self, slug: Slug) -> None:
        """The slug line, at the head left of the targets; the inks' names right of them."""
        room = (self.middles[0] - MIDDLE - CORNER) * MM
        lines = [drawable(FONT, line) for line in (slug.page, slug.making)]
        widest = max(pdfmetrics.stringWidth(line, FONT, SIZE) for line in lines)
        size = min(SIZE, SIZE * room / widest)
        self.canvas.setFont(FONT, size)
        self.canvas.setFillColor(_BLACK)
        self.canvas.setFillOverprint(True)
        self.canvas.setOverprintMask(1)
        for line, over in zip(lines, reversed(LINES_AT), strict=True):
            self.canvas.drawString(CORNER * MM, (self.height + self.bleed + over) * MM, line)
        self.canvas.setFont(FONT, SIZE)
        for number, (name, ink) in enumerate(self.inks):
            self.canvas.setFillColor(CMYKColor(*ink))
            x = self.middles[-1] + MIDDLE + number * PATCH
            self.canvas.drawString(x * MM, (self.height + self.bleed + LINES_AT[0]) * MM, name)
