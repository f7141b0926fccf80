"""Level the feet of a text that is shorter than its frames.

What stays white is shared out over the columns that end at the foot of the text, evenly, a line
more at the right where it does not come out even; so the white stands under the text and not in its
last column.

Inputs:  `RunningText` and its frames, joined ones round insets among them.
Outputs: the lines that each frame ends above its foot.
Units:   lines of the grid.
Source:  R39 (columns of a balanced setting may end a line early); newspaper.md 2.7.
"""

from collections.abc import Sequence
from dataclasses import replace

from banmian.makeup.chain import Chain
from banmian.makeup.fill import spread
from banmian.makeup.flow import SHORT
from banmian.makeup.line_frames import LineFrame
from banmian.makeup.running import RunningText, pour_text

LEFT = 2  # lines a frame keeps
UNEVEN = 20.0  # price of feet that differ by a line


def level_feet(text: RunningText, frames: Sequence[LineFrame]) -> tuple[int, ...]:
    """How many lines each frame ends early."""
    level = (0,) * len(frames)
    flow = pour_text(text, Chain(tuple(frames)))
    lowest = max(frame.rect.bottom for frame in frames)
    ends = [number for number, frame in enumerate(frames) if frame.rect.bottom == lowest]
    if flow.over or not flow.short or frames[0].vertical:
        return level
    best = level, flow.price + SHORT * flow.short
    for cut in range(flow.short, max(flow.short - len(ends), 0), -1):
        feet = spread(cut, ends, len(frames))
        if any(foot > frame.lines - LEFT for foot, frame in zip(feet, frames, strict=True) if foot):
            continue
        chain = Chain(tuple(
            replace(frame, lines=frame.lines - foot)
            for frame, foot in zip(frames, feet, strict=True)
        ))  # fmt: skip
        poured = pour_text(text, chain)
        price = poured.price + SHORT * poured.short + (UNEVEN if cut % len(ends) else 0.0)
        if not poured.over and price < best[1]:
            best = feet, price
    return best[0]
