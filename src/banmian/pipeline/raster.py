"""A page's PDF as a PNG to look at.

Inputs:  PDF bytes.
Outputs: PNG bytes.
Units:   dots per inch.
Source:  pdfium; PNG level 1, because encoding costs more than rendering at higher ones.
"""

from io import BytesIO

import pypdfium2

PROOF_DPI = 150
PACKED = 2  # of zlib's levels: measured on the reference page, quicker than 1 and smaller than 4


def rasterise(pdf: bytes, dpi: int = PROOF_DPI, *, whole: bool = False) -> bytes:
    """Render the first page's trim box, or the whole sheet, in colour."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        media, trim = page.get_mediabox(), page.get_trimbox()
        crop = (
            trim[0] - media[0],
            trim[1] - media[1],
            media[2] - trim[2],
            media[3] - trim[3],
        )
        image = page.render(scale=dpi / 72, crop=(0, 0, 0, 0) if whole else crop).to_pil()
        buffer = BytesIO()
        image.save(buffer, "PNG", compress_level=PACKED, dpi=(dpi, dpi))
        return buffer.getvalue()
    finally:
        document.close()
