"""Draw layers with ReportLab: a PDF with one page a layer, all of the same size.

Inputs:  `Layer`s, the sheet they lie on, a face for the labels.
Outputs: PDF bytes.
Units:   points on PDF's axes, y up, with the origin at the sheet's lower left corner.
Source:  ISO 32000-1, 8.5.2; the face is cut to the labels' characters before it is embedded.
"""

from collections.abc import Sequence
from io import BytesIO
from math import atan2, cos, pi, sin
from typing import Any

from reportlab.lib.colors import CMYKColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from banmian.press.boxes import Boxes
from banmian.press.label_face import drawable, register_face
from banmian.proof.shapes import Anchor, Box, Ink, Label, Layer, Point, Stroke
from banmian.typeface.face import Face

FONT = "proof"
ARROW = 5.0  # pt
_GROUND = 0.15  # em that a label's ground reaches over it


def draw_layers(layers: Sequence[Layer], boxes: Boxes, face: Face) -> bytes:
    """Draw each layer on a page of its own.

    Raises:
        FontError: ReportLab cannot embed the face.
    """
    texts = (s.text for layer in layers for s in layer.shapes if isinstance(s, Label))
    register_face(FONT, face, "".join(texts))
    left, foot, right, top = boxes.media
    buffer = BytesIO()
    canvas = Canvas(
        buffer, pagesize=(right - left, top - foot), invariant=1, initialFontName=FONT,
        pageCompression=1,
    )  # fmt: skip
    for layer in layers:
        canvas.translate(-left, -foot)
        sheet = _Sheet(canvas, boxes.height.pt)
        for shape in layer.shapes:
            if isinstance(shape, Stroke):
                sheet.stroke(shape)
            elif isinstance(shape, Box):
                sheet.box(shape)
            else:
                sheet.label(shape)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


class _Sheet:
    """One layer being drawn."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self.height = height

    def _at(self, point: Point) -> tuple[float, float]:
        return point.x.pt, self.height - point.y.pt

    def stroke(self, stroke: Stroke) -> None:
        """Draw a line and its arrow head."""
        canvas, places = self.canvas, [self._at(point) for point in stroke.points]
        canvas.setStrokeColor(_colour(stroke.ink))
        canvas.setLineWidth(stroke.width)
        canvas.setDash(list(stroke.dash))
        path = canvas.beginPath()
        path.moveTo(*places[0])
        for place in places[1:]:
            path.lineTo(*place)
        canvas.drawPath(path, stroke=1, fill=0)
        if stroke.arrow:
            self._head(places[-2], places[-1], stroke)

    def _head(self, tail: tuple[float, float], tip: tuple[float, float], stroke: Stroke) -> None:
        angle = atan2(tip[1] - tail[1], tip[0] - tail[0])
        size = ARROW + stroke.width * 2
        path = self.canvas.beginPath()
        path.moveTo(*tip)
        for turn in (pi - 0.4, pi + 0.4):
            path.lineTo(tip[0] + size * cos(angle + turn), tip[1] + size * sin(angle + turn))
        path.close()
        self.canvas.setFillColor(_colour(stroke.ink))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def box(self, box: Box) -> None:
        """Draw a rectangle."""
        canvas, rect = self.canvas, box.rect
        if box.fill is not None:
            canvas.setFillColor(_colour(box.fill))
        if box.stroke is not None:
            canvas.setStrokeColor(_colour(box.stroke))
            canvas.setLineWidth(box.width)
            canvas.setDash(list(box.dash))
        canvas.saveState()
        if box.opacity < 1:
            canvas.setFillAlpha(box.opacity)
        canvas.rect(
            rect.x.pt, self.height - rect.bottom.pt, rect.width.pt, rect.height.pt,
            stroke=int(box.stroke is not None), fill=int(box.fill is not None),
        )  # fmt: skip
        canvas.restoreState()

    def label(self, label: Label) -> None:
        """Draw a line of text, smaller where it has too little room."""
        canvas, text = self.canvas, drawable(FONT, label.text)
        size = label.size
        width = pdfmetrics.stringWidth(text, FONT, size)
        if label.room is not None and width > label.room.pt > 0:
            size, width = size * label.room.pt / width, label.room.pt
        over = {Anchor.LEFT: 0.0, Anchor.MIDDLE: width / 2, Anchor.RIGHT: width}[label.anchor]
        canvas.saveState()
        canvas.translate(*self._at(label.at))
        if label.up:
            canvas.rotate(90)
        if label.ground is not None:
            pad = size * _GROUND
            canvas.setFillColor(_colour(label.ground))
            canvas.rect(-over - pad, -pad * 2, width + pad * 2, size + pad, stroke=0, fill=1)
        canvas.setFillColor(_colour(label.ink))
        canvas.setFont(FONT, size)
        canvas.drawString(-over, 0, text)
        canvas.restoreState()


def _colour(ink: Ink) -> CMYKColor:
    return CMYKColor(ink.cyan, ink.magenta, ink.yellow, ink.black)
