"""What a file claims about its tags.

Inputs:  `Xmp`.
Outputs: yes or no.
Units:   none.
Source:  ISO 19005-2, 6.6.4; ISO 14289-1, 5.
"""

from banmian.preflight.xmp import PDFA, PDFUA, Xmp


def claims_tags(xmp: Xmp | None) -> bool:
    """Whether the file claims PDF/A level a or PDF/UA."""
    if xmp is None:
        return False
    return xmp.get(PDFA, "conformance").upper() == "A" or bool(xmp.get(PDFUA, "part"))
