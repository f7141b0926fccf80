"""A chain of frames as the text that flows through it sees it: lines, one after the other.

Inputs:  `LineFrame`s in the order they are filled.
Outputs: `Chain`: columns and joints for `flow`, the frame of a line, the lengths of lines.
Units:   lines of the chain, from 0; `Length` on the page.
Source:  newspaper.md N13, N14.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from banmian.geometry import Rect
from banmian.makeup.line_frames import LineFrame
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class Chain:
    """Frames filled one after the other."""

    frames: tuple[LineFrame, ...]

    @property
    def lines(self) -> int:
        """How many lines it holds."""
        return sum(frame.lines for frame in self.frames)

    @property
    def heights(self) -> tuple[int, ...]:
        """The lines of each column; frames that are joined are one."""
        heights: list[int] = []
        for frame in self.frames:
            if frame.joined and heights:
                heights[-1] += frame.lines
            else:
                heights.append(frame.lines)
        return tuple(heights)

    @property
    def joints(self) -> tuple[int, ...]:
        """The lines at which a joined frame begins."""
        found = []
        line = 0
        for frame in self.frames:
            if frame.joined and line:
                found.append(line)
            line += frame.lines
        return tuple(found)

    @property
    def commonest(self) -> Length:
        """The length that most lines have; of two, the greater."""
        count: Counter[Length] = Counter()
        for frame in self.frames:
            count[frame.along] += frame.lines
        return max(count, key=lambda along: (count[along], along))

    def lengths(self) -> tuple[Length, ...]:
        """The length of every line."""
        return tuple(frame.along for frame in self.frames for _ in range(frame.lines))

    def at(self, line: int) -> tuple[int, int]:
        """The frame that holds a line of the chain, and the line's number in it.

        Lines that found no place stand under the last frame, so that nothing is dropped silently.
        """
        number = 0
        while line >= self.frames[number].lines and number < len(self.frames) - 1:
            line -= self.frames[number].lines
            number += 1
        return number, line

    def rect(self, line: int, lines: int) -> Rect:
        """The place of lines that stand in one frame."""
        number, row = self.at(line)
        return self.frames[number].part(row, lines)

    def parts(self, start: int, lines: int) -> Iterator[tuple[int, int, int]]:
        """Some lines by the frames they stand in: the frame, its first such line, how many."""
        done = 0
        while done < lines:
            number, row = self.at(start + done)
            room = lines - done
            if number < len(self.frames) - 1:
                room = min(room, self.frames[number].lines - row)
            yield number, row, room
            done += room
