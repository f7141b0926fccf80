"""What stands between a sample's lines, for programs.

Inputs:  `ComposedParagraph`.
Outputs: plain values for JSON.
Units:   em of the body size; `x_em` from the left edge of the measure, along the line.
Source:  docs/cli.md, `compose`.
"""

from collections.abc import Iterator

from banmian.compose.finalise import ComposedParagraph
from banmian.compose.interlinear import Interlinear

Facts = dict[str, object]


def annotations(paragraph: ComposedParagraph) -> list[Facts]:
    """Every dot, line and syllable, line by line."""
    return [
        {"line": number, **facts}
        for number, line in enumerate(paragraph.lines)
        for facts in _of_line(line.interlinear)
    ]


def _of_line(stands: Interlinear) -> Iterator[Facts]:
    for dot in stands.dots:
        radius = dot.radius * dot.scale
        yield _facts("dot", dot.text, (dot.middle - radius, radius * 2))
    for name in stands.names:
        yield _facts("name", name.text, (name.begin, name.end - name.begin))
    for reading in stands.readings:
        cluster = reading.cluster
        yield {
            **_facts("pinyin", reading.over, (cluster.x, cluster.advance)),
            "text": cluster.text,
            "size_em": round(cluster.scale, 4),
        }


def _facts(kind: str, over: str, extent: tuple[float, float]) -> Facts:
    x, width = extent
    return {"kind": kind, "at": over, "x_em": round(x, 4), "width_em": round(width, 4)}
