"""One shipped face made from its source, byte for byte the same each time.

Inputs:  a source font file, the number of the face in it, the family it shall have.
Outputs: the bytes of a TrueType file.
Units:   font units.
Source:  our choice of steps: full forms, subset, quadratic outlines, names, metrics, save.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from banmian.typeface import charset
from banmian.typeface.full_forms import halve_interpunct, make_full_forms
from banmian.typeface.layout_rules import KEPT_FEATURES
from banmian.typeface.naming import rename, set_metrics
from banmian.typeface.outlines import to_quadratic

_UNWANTED_TABLES = ["DSIG", "gasp", "meta", "FFTM", "PfEd"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make: from which face of which file, under which name."""

    source: Path
    index: int
    family: str
    version: str


def rebuild(recipe: Recipe) -> bytes:
    """Make the face; takes half a minute to a minute."""
    with TTFont(recipe.source, fontNumber=recipe.index, recalcTimestamp=False) as font:
        make_full_forms(font)
        _cut(font)
        if "CFF " in font:
            to_quadratic(font)
        halve_interpunct(font)
        rename(font, recipe.family, recipe.version)
        set_metrics(font)
        font["post"].formatType = 3.0
        finished = BytesIO()
        font.save(finished, reorderTables=True)
    return finished.getvalue()


def _cut(font: TTFont) -> None:
    options = subset.Options(
        layout_scripts=["*"],
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        hinting=False,
        desubroutinize=True,
        legacy_cmap=False,
        recalc_timestamp=False,
        harfbuzz_repacker=False,
    )
    options.layout_features = sorted(KEPT_FEATURES)
    options.drop_tables += _UNWANTED_TABLES
    cutter = subset.Subsetter(options)
    characters = charset.required() | charset.wished()
    cutter.populate(unicodes=sorted(ord(character) for character in characters))
    cutter.subset(font)
