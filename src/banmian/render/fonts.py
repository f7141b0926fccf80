"""The fonts of one page: of every face just the characters the page prints.

Inputs:  the made-up page, the catalogue.
Outputs: a subset font a face, cached by digest.
Units:   none.
Source:  measured: HarfBuzz subsets a face to a page in some 0.03 s, fontTools in 1.1 s.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.render.view import painted_text
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.subset import subset_face


def page_fonts(
    pages: Iterable[MadeUpPage], catalogue: Catalogue, cache: Path | None
) -> dict[str, bytes]:
    """Make the fonts of a page, or of the pages of an edition, by face key."""
    used: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for block in page.blocks:
            if isinstance(block, TextBlock):
                for placed in block.lines:
                    for cluster in placed.line.clusters:
                        text = cluster.text
                        used[cluster.face.key].update(text, normalize("NFC", text))
                        used[cluster.face.key].update(painted_text(cluster))
                    for reading in placed.line.interlinear.readings:
                        used[reading.cluster.face.key].update(reading.cluster.text)
    return {
        key: subset_face(catalogue.face(key), frozenset(characters), cache).data
        for key, characters in sorted(used.items())
    }
