"""Whether a face's marks can be squeezed: their ink stands in the half that is kept.

Inputs:  a face.
Outputs: the marks at fault.
Units:   em.
Source:  CLREQ, positions of punctuation marks: in mainland China a full-em mark has its ink in one
         half of its body and gives up the other. Marks centred in their body, as in Taiwan and
         Hong Kong, would run into their neighbours.
"""

from banmian.typeface.face import Face

_AFTER = "，。”"  # the blank stands after the ink
_BEFORE = "“"
_HALF = 0.5
_OVERLAP = 0.05  # heavy faces reach over the middle by a hair


def unsqueezable_marks(face: Face) -> str:
    """The marks of the face that have ink in the half that squeezing takes away."""
    return "".join(
        mark for mark in _BEFORE + _AFTER if face.covers(mark) and not _in_its_half(face, mark)
    )


def _in_its_half(face: Face, mark: str) -> bool:
    at = 0.0
    edges: list[float] = []
    for glyph in face.shape(mark):
        left, _, right, _ = face.ink(glyph.gid)
        edges += [at + glyph.x_offset + left, at + glyph.x_offset + right]
        at += glyph.advance
    if mark in _BEFORE:
        return min(edges) >= at - _HALF - _OVERLAP
    return max(edges) <= _HALF + _OVERLAP
