"""Draw the public-service advertisement of the demonstration edition's front page.

    PYTHONPATH=src python tools/draw_demo_ad.py

Inputs:  the faces of fonts/.
Outputs: content/demo/2026-01-01/01/ads/public-notice.pdf, the same bytes every time.
Units:   mm from the trim's lower left corner, y up.
Source:  invented for the project: no body, place or campaign stands behind it. All in CMYK, small
         type in black alone, no more than 200 % of ink; its size is that of the hole in yaowen.
"""

from io import BytesIO
from math import sin
from pathlib import Path
from typing import Any

import pikepdf
from reportlab.lib.colors import CMYKColor
from reportlab.pdfgen.canvas import Canvas

from banmian.press.label_face import register_face
from banmian.typeface.catalogue import Catalogue, load_catalogue
from banmian.units import mm, pt

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "content/demo/2026-01-01/01/ads/public-notice.pdf"
MM = mm(1).pt
WIDTH, HEIGHT = 350.0, pt(14.3 * 13).mm
SLOGAN = "把一河清水留给孩子"
DECK = "少丢一片纸屑　多走一段河堤"
MARK = "公益广告"
PAPER = CMYKColor(0, 0, 0, 0)
RED, BLACK = CMYKColor(0, 1, 0.9, 0.1), CMYKColor(0, 0, 0, 1)
WATERS = (
    (CMYKColor(0.12, 0, 0.04, 0), 26.0, 2.4, 0.055, 0.0),
    (CMYKColor(0.28, 0.02, 0.08, 0), 19.0, 2.8, 0.047, 1.4),
    (CMYKColor(0.55, 0.1, 0.12, 0), 12.5, 2.2, 0.062, 2.9),
    (CMYKColor(0.85, 0.3, 0.2, 0.05), 6.5, 1.8, 0.051, 4.1),
)


def draw(catalogue: Catalogue) -> bytes:
    """The advertisement as PDF."""
    register_face("ad-kai", catalogue.face("kai"), SLOGAN)
    register_face("ad-song", catalogue.face("song"), DECK)
    register_face("ad-hei", catalogue.face("hei"), MARK)
    buffer = BytesIO()
    size = (WIDTH * MM, HEIGHT * MM)
    canvas = Canvas(buffer, pagesize=size, invariant=1, initialFontName="ad-hei")
    canvas.setTitle(f"{MARK}：{SLOGAN}")
    for number, water in enumerate(WATERS):
        if number == len(WATERS) - 1:
            _boat(canvas, 58.0, 12.5, 15.0)
            _boat(canvas, 104.0, 11.0, 8.0)
        _water(canvas, *water)
    _words(canvas)
    canvas.save()
    return _with_boxes(buffer.getvalue())


def _water(
    canvas: Any, ink: CMYKColor, level: float, swell: float, often: float, at: float
) -> None:
    """A sheet of water with a swell, from its level to the foot."""
    path = canvas.beginPath()
    path.moveTo(0, 0)
    for step in range(176):
        x = step * 2.0
        falls = 1 - 0.35 * x / WIDTH  # the river runs off to the right
        path.lineTo(x * MM, (level * falls + swell * sin(often * x + at)) * MM)
    path.lineTo(WIDTH * MM, 0)
    path.close()
    canvas.setFillColor(ink)
    canvas.drawPath(path, stroke=0, fill=1)


def _boat(canvas: Any, x: float, y: float, size: float) -> None:
    """A boat folded of newspaper."""
    hull = ((-1, 0.55), (-0.55, 0), (0.55, 0), (1, 0.55), (0, 0.3))
    sail = ((-0.42, 0.42), (0, 1.15), (0.42, 0.42), (0, 0.3))
    canvas.setLineWidth(0.6)
    canvas.setLineJoin(1)
    canvas.setStrokeColor(BLACK)
    for outline, ink in ((sail, CMYKColor(0, 0, 0, 0.12)), (hull, PAPER)):
        path = canvas.beginPath()
        for number, (across, up) in enumerate(outline):
            go = path.lineTo if number else path.moveTo
            go((x + across * size) * MM, (y + up * size) * MM)
        path.close()
        canvas.setFillColor(ink)
        canvas.drawPath(path, stroke=1, fill=1)
    canvas.line(x * MM, (y + 0.3 * size) * MM, x * MM, (y + 1.15 * size) * MM)


def _words(canvas: Any) -> None:
    canvas.setFillColor(RED)
    canvas.setFont("ad-kai", 62)
    canvas.drawCentredString(234 * MM, 38 * MM, SLOGAN)
    canvas.setFillColor(BLACK)
    canvas.setFillOverprint(True)
    canvas.setOverprintMask(1)
    canvas.setFont("ad-song", 20)
    canvas.drawCentredString(234 * MM, 26.5 * MM, DECK)
    canvas.setFont("ad-hei", 9)
    canvas.drawRightString((WIDTH - 4) * MM, (HEIGHT - 6) * MM, MARK)


def _with_boxes(data: bytes) -> bytes:
    """The same with a TrimBox."""
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.trimbox = page.mediabox
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(draw(load_catalogue(PROJECT / "fonts", cache=PROJECT / ".cache")))
    print(TARGET.relative_to(PROJECT))
