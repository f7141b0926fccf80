"""Draw the advertisements of the demonstration editions: a public notice and a quilt maker's.

    PYTHONPATH=src python tools/draw_demo_ads.py

Inputs:  the faces of fonts/.
Outputs: content/demo/2026-01-01/01/ads/public-notice.pdf and 2026-01-03/01/ads/quilts.pdf, the same
         bytes every time.
Units:   mm from the trim's lower left corner, y up.
Source:  invented for the project: no body, shop, place or campaign stands behind them. All in CMYK,
         small type in black alone, no more than 200 % of ink; their sizes are those of the hole in
         yaowen, and of three columns and 19 lines of ziyou.
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
DEMO = PROJECT / "content" / "demo"
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


QUILTS_WIDTH, QUILTS_HEIGHT = pt(362.0359).mm, pt(14.3 * 19).mm
SHOP = "示例棉被坊"
OFFER = ("旧棉翻新", "一床暖被")
WORK = "弹棉　翻面　新做　缝补"
WHERE = "云泽市柳堤巷口　上午送来　傍晚来取"
INVENTED = "店名、地址均为虚构，仅作排版示范"
PATCH = 9.5  # mm
PATCHES = (6, 9)
CLOTHS = (
    CMYKColor(0.05, 0.75, 0.7, 0.05),
    CMYKColor(0.08, 0.25, 0.55, 0),
    CMYKColor(0.75, 0.35, 0.15, 0.1),
    CMYKColor(0.03, 0.1, 0.2, 0),
    CMYKColor(0.45, 0.1, 0.5, 0.05),
)


def draw_notice(catalogue: Catalogue) -> bytes:
    """The public notice as PDF."""
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


def draw_quilts(catalogue: Catalogue) -> bytes:
    """The quilt maker's advertisement as PDF."""
    register_face("quilts-black", catalogue.face("song-black"), SHOP)
    register_face("quilts-kai", catalogue.face("kai"), "".join(OFFER))
    register_face("quilts-song", catalogue.face("song"), WORK + WHERE)
    register_face("quilts-hei", catalogue.face("hei"), f"广告{INVENTED}")
    buffer = BytesIO()
    size = (QUILTS_WIDTH * MM, QUILTS_HEIGHT * MM)
    canvas = Canvas(buffer, pagesize=size, invariant=1, initialFontName="quilts-hei")
    canvas.setTitle(f"广告：{SHOP}")
    for across in range(PATCHES[0]):
        for up in range(PATCHES[1]):
            _patch(canvas, across, up)
    _offer(canvas)
    canvas.save()
    return _with_boxes(buffer.getvalue())


def _patch(canvas: Any, across: int, up: int) -> None:
    """One patch of the quilt: two triangles of cloth, with a seam of white stitches."""
    x, y = 5.0 + PATCH * across, 5.2 + PATCH * up
    corners = [(x, y), (x + PATCH, y), (x + PATCH, y + PATCH), (x, y + PATCH)]
    turn = (across + up) % 2  # neighbours lean against each other
    first = (across // 2 + up // 2 * 2) % len(CLOTHS)
    for half in range(2):
        path = canvas.beginPath()
        for number in range(3):
            corner = corners[(turn + 2 * half + number) % 4]
            go = path.lineTo if number else path.moveTo
            go(corner[0] * MM, corner[1] * MM)
        path.close()
        canvas.setFillColor(CLOTHS[(first + half * (1 + turn)) % len(CLOTHS)])
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setStrokeColor(PAPER)
    canvas.setLineWidth(0.7)
    canvas.setDash(2.2, 1.8)
    inside = PATCH - 1.6
    canvas.rect((x + 0.8) * MM, (y + 0.8) * MM, inside * MM, inside * MM, stroke=1, fill=0)
    canvas.setDash()


def _offer(canvas: Any) -> None:
    """The shop's name and what it offers, right of the quilt."""
    middle = (5.0 + PATCH * PATCHES[0] + QUILTS_WIDTH) / 2 * MM
    canvas.setFillColor(CLOTHS[0])
    canvas.setFont("quilts-kai", 39)
    for number, words in enumerate(OFFER):
        canvas.drawCentredString(middle, (69 - 17 * number) * MM, words)
    canvas.setFillColor(BLACK)
    canvas.setFillOverprint(True)
    canvas.setOverprintMask(1)
    canvas.setFont("quilts-black", 25)
    canvas.drawCentredString(middle, 35 * MM, SHOP)
    canvas.setFont("quilts-song", 12.5)
    canvas.drawCentredString(middle, 26 * MM, WORK)
    canvas.setFont("quilts-song", 9.5)
    canvas.drawCentredString(middle, 18.5 * MM, WHERE)
    canvas.setFont("quilts-hei", 7)
    canvas.drawCentredString(middle, 6 * MM, INVENTED)
    canvas.setFont("quilts-hei", 9)
    canvas.drawRightString((QUILTS_WIDTH - 4) * MM, (QUILTS_HEIGHT - 6.5) * MM, "广告")


def _with_boxes(data: bytes) -> bytes:
    """The same with a TrimBox."""
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.trimbox = page.mediabox
        buffer = BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


ADS = {
    DEMO / "2026-01-01/01/ads/public-notice.pdf": draw_notice,
    DEMO / "2026-01-03/01/ads/quilts.pdf": draw_quilts,
}

if __name__ == "__main__":
    faces = load_catalogue(PROJECT / "fonts", cache=PROJECT / ".cache")
    for target, draw in ADS.items():
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(draw(faces))
        print(target.relative_to(PROJECT))
