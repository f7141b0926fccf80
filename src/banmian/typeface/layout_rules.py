"""The OpenType layout tables of a face, as one plain set of features for every script.

Inputs:  a fontTools font with or without GSUB and GPOS.
Outputs: the same font with one language system, that of simplified Chinese, under every script.
Units:   font units.
Source:  OpenType 1.9, chapters GSUB, GPOS and "common table formats". That every script gets
         the same rules is our choice: a painter that re-itemises text (a dash alone in a span is
         script Common) then still takes the glyphs the composer measured.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables import otTables

SCRIPTS = ("DFLT", "cyrl", "grek", "hani", "kana", "latn")
_GLYPH_FEATURES = ("ccmp", "locl", "fwid", "hwid", "pwid", "vert", "vrt2")
_SPACE_FEATURES = ("mark", "mkmk", "halt", "vhal", "palt", "vpal", "kern", "vkrn")
KEPT_FEATURES = frozenset((*_GLYPH_FEATURES, *_SPACE_FEATURES))
_SIMPLIFIED = "ZHS "


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """Which lookups stand behind which feature of one table (GSUB or GPOS)."""

    tag: str
    lookups: tuple[Any, ...]
    features: tuple[tuple[str, tuple[int, ...]], ...]

    def with_lookup(self, feature: str, lookup: Any) -> "LayoutRules":
        """Add a lookup behind a feature; it runs after all others."""
        table = dict(self.features)
        table[feature] = (*table.get(feature, ()), len(self.lookups))
        return LayoutRules(self.tag, (*self.lookups, lookup), tuple(sorted(table.items())))

    def singles(self, feature: str) -> dict[str, str]:
        """The one-to-one substitutions of a feature."""
        found: dict[str, str] = {}
        for index in dict(self.features).get(feature, ()):
            for subtable in self.lookups[index].SubTable:
                plain = getattr(subtable, "ExtSubTable", subtable)
                if isinstance(plain, otTables.SingleSubst):
                    found.update(plain.mapping)
        return found

    def has(self, feature: str) -> bool:
        """Whether any lookup stands behind the feature."""
        return feature in dict(self.features)


def read_rules(font: TTFont, tag: str) -> LayoutRules:
    """Read the rules for Han text in simplified Chinese, only those we keep."""
    if tag not in font:
        return LayoutRules(tag, (), ())
    table = font[tag].table
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    script = scripts.get("hani") or scripts["DFLT"]
    languages = {record.LangSysTag: record.LangSys for record in script.LangSysRecord}
    chosen = languages.get(_SIMPLIFIED) or script.DefaultLangSys
    records = (table.FeatureList.FeatureRecord[index] for index in chosen.FeatureIndex)
    features = {
        record.FeatureTag: tuple(record.Feature.LookupListIndex)
        for record in records
        if record.FeatureTag in KEPT_FEATURES
    }
    return LayoutRules(tag, tuple(table.LookupList.Lookup), tuple(sorted(features.items())))


def write_rules(font: TTFont, rules: LayoutRules) -> None:
    """Put the rules into the font, under every script and for every language alike."""
    if not rules.features:
        return
    table = getattr(otTables, rules.tag)()
    table.Version = 0x00010000
    table.LookupList = otTables.LookupList()
    table.LookupList.Lookup = list(rules.lookups)
    table.LookupList.LookupCount = len(rules.lookups)
    table.FeatureList = otTables.FeatureList()
    table.FeatureList.FeatureRecord = [_feature(tag, at) for tag, at in rules.features]
    table.FeatureList.FeatureCount = len(rules.features)
    table.ScriptList = otTables.ScriptList()
    table.ScriptList.ScriptRecord = [_script(tag, len(rules.features)) for tag in SCRIPTS]
    table.ScriptList.ScriptCount = len(SCRIPTS)
    font[rules.tag] = newTable(rules.tag)
    font[rules.tag].table = table


def single_lookup(pairs: dict[str, str]) -> Any:
    """A lookup that puts one glyph in another's place."""
    return builder.buildLookup([builder.buildSingleSubstSubtable(pairs)])


def ligature_lookup(ligatures: dict[tuple[str, ...], str]) -> Any:
    """A lookup that puts one glyph in the place of several."""
    return builder.buildLookup([builder.buildLigatureSubstSubtable(ligatures)])


def adjustment_lookup(values: Iterable[tuple[str, dict[str, int]]], font: TTFont) -> Any:
    """A lookup that moves single glyphs or changes their advance."""
    mapping = {glyph: builder.buildValue(value) for glyph, value in values}
    return builder.buildLookup(builder.buildSinglePos(mapping, font.getReverseGlyphMap()))


def _feature(tag: str, lookups: tuple[int, ...]) -> Any:
    record = otTables.FeatureRecord()
    record.FeatureTag = tag
    record.Feature = otTables.Feature()
    record.Feature.FeatureParams = None
    record.Feature.LookupListIndex = list(lookups)
    record.Feature.LookupCount = len(lookups)
    return record


def _script(tag: str, features: int) -> Any:
    record = otTables.ScriptRecord()
    record.ScriptTag = tag
    record.Script = otTables.Script()
    record.Script.LangSysRecord = []
    record.Script.LangSysCount = 0
    system = otTables.LangSys()
    system.LookupOrder = None
    system.ReqFeatureIndex = 0xFFFF
    system.FeatureIndex = list(range(features))
    system.FeatureCount = features
    record.Script.DefaultLangSys = system
    return record
