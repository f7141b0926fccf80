"""What a rule is: a code, a weight, and a look at the page.

Inputs:  `Scene`.
Outputs: `Remark`s, which a `Rule` turns into `Finding`s.
Units:   `Length`, from the trim's top left corner.
Source:  docs/check.md: one check, one file, one piece of documentation.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from banmian.check.finding import Finding
from banmian.check.scene import Scene, Thing
from banmian.errors import Diagnostic, Place, Severity
from banmian.geometry import Rect

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a rule saw; without a `place` the beginning of the story's file is meant."""

    message: str
    at: Rect
    story: str = ""
    place: Place | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code never changes."""

    code: str
    severity: Severity
    check: Callable[[Scene], Iterable[Remark]]

    def findings(self, scene: Scene) -> Iterator[Finding]:
        """What the rule finds on a page."""
        for remark in self.check(scene):
            place = remark.place or scene.place(remark.story)
            said = Diagnostic(self.code, remark.message, place, remark.hint, self.severity)
            yield Finding(said, remark.at, remark.story)


def about(thing: Thing, scene: Scene, message: str, hint: str | None = None) -> Remark:
    """A remark on a thing, at its place on the page and in its file."""
    return Remark(message, thing.box, thing.story, scene.source(thing), hint)
