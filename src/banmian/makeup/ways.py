"""The ways one paragraph can be set: for lines of one length, or where it begins in a chain.

Inputs:  a paragraph's copy and style; lengths of lines.
Outputs: `Ways`: its settings by number of lines; `Placed`: the choices of a line to begin at.
Units:   `Length`; lines of the chain.
Source:  our choice: a paragraph is set anew only where it meets other lengths than before, which is
         near the joints of a chain; everywhere else the settings of one length serve.
"""

from dataclasses import dataclass, field, replace
from math import ceil

from banmian.compose.breaking import Broken, alternatives
from banmian.compose.prepare import Prepared
from banmian.compose.style import Measure
from banmian.house.style import TypeStyle
from banmian.makeup.flow import Choice, Keep
from banmian.makeup.setter import measure_of
from banmian.units import Length

LOSS = 1.5  # em a line may lose to what must not be parted
MORE = 6  # lines a setting may have beyond what the text fills then


@dataclass(frozen=True, slots=True)
class Ways:
    """A paragraph's settings; what has been set once is not set again.

    One that `goes_on` on another page is divided where a line ends, and that line is made flush.
    """

    prepared: Prepared
    style: TypeStyle
    goes_on: bool = False
    _known: dict[tuple[Length, ...], tuple[Broken, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _choices: dict[tuple[Length, ...], tuple[Choice, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def settings(self, *lengths: Length) -> tuple[Broken, ...]:
        """Break it in every number of lines that can be set well; later lines have the last."""
        known = self._known.get(lengths)
        if known is None:
            known = alternatives(self.prepared, self._measure(lengths))
            known = (_flush(known),) if self.goes_on else known
            self._known[lengths] = known
        return known

    def choices(self, *lengths: Length) -> tuple[Choice, ...]:
        """What the flow may choose from: every setting against the best one."""
        known = self._choices.get(lengths)
        if known is None:
            known = choices_of(self.settings(*lengths))
            self._choices[lengths] = known
        return known

    def most(self, narrowest: Length) -> int:
        """Lines that a setting in lines of this length or longer will hardly exceed."""
        ems = sum(max(item.width, 1.0) for item in self.prepared.items)
        return ceil(ems / max(self._measure((narrowest,)).narrowest - LOSS, 1.0)) + MORE

    def _measure(self, lengths: tuple[Length, ...]) -> Measure:
        return measure_of(self.style, *lengths)


def _flush(settings: tuple[Broken, ...]) -> Broken:
    """The setting whose last line is the fullest, justified as all its lines."""
    best = min(settings, key=lambda setting: abs(setting.spans[-1].slack))
    return replace(best, spans=(*best.spans[:-1], best.spans[-1]._replace(last=False)))


def choices_of(settings: tuple[Broken, ...]) -> tuple[Choice, ...]:
    """Every setting against the best one: its lines, its price, its lines more or less."""
    best = min(settings, key=lambda setting: setting.cost)
    return tuple(
        Choice(len(setting.spans), setting.cost - best.cost, len(setting.spans) - len(best.spans))
        for setting in settings
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph in a chain whose lines differ in length: how it is set depends on its place."""

    ways: Ways
    lengths: tuple[Length, ...]
    keep: Keep

    def at(self, line: int) -> tuple[Choice, ...]:
        """The ways to set it when it begins at a line of the chain."""
        return self.ways.choices(*self.lengths_at(line))

    def lengths_at(self, line: int) -> tuple[Length, ...]:
        """The lengths its lines have there, as many as matter, no repeats at the end."""
        most = self.ways.most(min(self.lengths))
        while True:
            lengths = list(self.lengths[line : line + most]) or [self.lengths[-1]]
            while len(lengths) > 1 and lengths[-1] == lengths[-2]:
                lengths.pop()
            found = tuple(lengths)
            lines = max(choice.lines for choice in self.ways.choices(*found))
            if lines <= most or line + most >= len(self.lengths):
                return found
            most = lines
