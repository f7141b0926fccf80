"""A face for ReportLab to draw labels with: cut to their characters, known under a name.

Inputs:  a face, the characters, a name.
Outputs: ReportLab's own register of fonts, changed; what a label prints of a text.
Units:   none.
Source:  measured: ReportLab keeps the first font of a name, and the first of a face, for ever: the
         next sheet would be drawn with the last one's characters.
"""

from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from banmian.errors import FontError
from banmian.typeface.face import Face
from banmian.typeface.subset import subset_face

SUBSTITUTE = "〓"  # stands for what the face lacks; it is never on the page itself


def register_face(name: str, face: Face, text: str) -> None:
    """Make a face known to ReportLab under a name, with the characters of a text.

    Raises:
        FontError: ReportLab cannot embed the face.
    """
    data = subset_face(face, frozenset(text + SUBSTITUTE), None).data
    try:
        font = TTFont(name, BytesIO(data))
    except TTFError as fault:
        raise FontError.of(
            "slug-face",
            f"the face {face.key!r} cannot be used for the slug line: {fault}",
            hint="give a face with TrueType outlines the role hei, or set press: {marks: false}",
        ) from fault
    pdfmetrics._fonts.pop(name, None)
    pdfmetrics._dynFaceNames.pop(font.face.name, None)
    pdfmetrics.registerFont(font)


def drawable(name: str, text: str) -> str:
    """The text with a substitute for every character that the face of that name lacks."""
    known = pdfmetrics.getFont(name).face.charToGlyph
    return "".join(char if ord(char) in known else SUBSTITUTE for char in text)
