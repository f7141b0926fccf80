"""Han characters of the copy that a face lacks and another face lends: seen on paper at once.

Inputs:  a catalogue; texts of a content folder.
Outputs: a warning for each face that is made for copy.
Units:   characters, each counted once.
Source:  our choice: the fallback chain keeps a page from stopping, but a Song page with half its
         characters in Kai is no page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from banmian.errors import Diagnostic, Severity
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue

_SHOWN = 10
_HAN = (
    ("\u3007", "\u3007"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_ADVICE = (
    "they are printed in the design of the face that lends them: "
    "use a face that has the characters of your copy (simplified: GB 18030)"
)


def borrowed_glyphs(catalogue: Catalogue, texts: Iterable[SourcedText]) -> Iterator[Diagnostic]:
    """Warn of each face, those of the role `other` left out, that borrows Han characters."""
    copy = sorted({char for text in texts for char in text.text if _is_han(char)})
    for key in catalogue.keys:
        face, *others = catalogue.chain(key)
        lenders = {
            char: next((other.key for other in others if other.covers(char)), None)
            for char in copy
            if not face.covers(char)
        }
        lent = {char: lender for char, lender in lenders.items() if lender}
        if not lent or catalogue.entry(key).role == "other":
            continue
        shown = "".join(list(lent)[:_SHOWN]) + ("…" if len(lent) > _SHOWN else "")
        by = ", ".join(f"{lender} {count}" for lender, count in Counter(lent.values()).items())
        message = (
            f"{key} lacks {len(lent)} of the copy's {len(copy)} Han characters, "
            f"lent by {by}: {shown}"
        )
        place = catalogue.read.places.of("faces", key, "file")
        yield Diagnostic("glyphs-borrowed", message, place, _ADVICE, Severity.WARNING)


def _is_han(char: str) -> bool:
    return any(first <= char <= last for first, last in _HAN)
