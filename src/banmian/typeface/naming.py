"""Names, weight and line metrics of a shipped face.

Inputs:  a fontTools font and the family name it shall have.
Outputs: the same font under a private family, style Regular, weight 400; one em of line metrics.
Units:   font units; 1000 to the em.
Source:  SIL Open Font License 1.1, condition 3 (reserved names) and 2 (copyright and licence stay);
         OpenType `name`, `OS/2`, `hhea`. A private family for every face is our choice: no font of
         the machine can be taken for ours, and no engine makes a fake bold of a heavy face.
"""

from fontTools.ttLib import TTFont, newTable

from banmian.typeface.full_forms import ORIGIN

KEPT_NAMES = (0, 7, 9, 13, 14)  # copyright, trademark notice, designers, licence and its address
_WINDOWS_ENGLISH = (3, 1, 0x409)
_REGULAR = 0x40
_USE_TYPO_METRICS = 0x80
_DESCENT = -120


def rename(font: TTFont, family: str, version: str) -> None:
    """Give the face a private family; of the source's names only credits and licence stay."""
    kept = {number: font["name"].getDebugName(number) for number in KEPT_NAMES}
    script_name = family.replace(" ", "") + "-Regular"
    names = {
        **{number: text for number, text in kept.items() if text},
        1: family,
        2: "Regular",
        3: f"{version};{script_name}",
        4: family,
        5: f"Version {version}",
        6: script_name,
        10: "A modified version; docs/fonts.md of the Banmian project names its source.",
        16: family,
        17: "Regular",
    }
    font["name"] = table = newTable("name")
    table.names = []
    for number in sorted(names):
        table.setName(names[number], number, *_WINDOWS_ENGLISH)


def set_metrics(font: TTFont) -> None:
    """One em of line for every face, so that mixed faces stand on one baseline."""
    style = font["OS/2"]
    style.usWeightClass = 400
    style.fsSelection = _REGULAR | _USE_TYPO_METRICS
    style.version = max(style.version, 4)
    style.sTypoAscender, style.sTypoDescender, style.sTypoLineGap = ORIGIN, _DESCENT, 0
    lines = font["hhea"]
    lines.ascent, lines.descent, lines.lineGap = ORIGIN, _DESCENT, 0
    font["head"].macStyle = 0
    font["head"].modified = font[
        "head"
    ].created  # the clock of the rebuilding machine must not show
