"""What a rule is: a code, a weight, and a look at the file.

Inputs:  `Job`: a PDF that was opened, and what the plant ordered.
Outputs: `Remark`s, which a `Rule` turns into `Finding`s.
Units:   points in the page's own axes, until a `Finding` is made.
Source:  architecture.md, "Style, by example": one check, one file, one piece of documentation.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from banmian.errors import Severity
from banmian.preflight.document import PressFile, PressPage
from banmian.preflight.finding import Finding
from banmian.preflight.inventory import Inventory
from banmian.preflight.order import PlantOrder
from banmian.preflight.painted import Painted
from banmian.preflight.plane import Box
from banmian.preflight.read import DAMAGE, key_of

FAILURE, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a rule saw."""

    message: str
    page: PressPage | None = None
    box: Box | None = None
    about: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What a rule looks at."""

    file: PressFile
    inventory: Inventory
    order: PlantOrder
    twin: bytes | None = None  # the same page, built once more

    def page_of(self, obj: Any) -> PressPage | None:
        """The page of a page's dictionary."""
        key = key_of(obj)
        return next((page for page in self.file.pages if key and key_of(page.obj) == key), None)

    def told(
        self, page: PressPage, seen: Iterable[tuple[Painted, str]], hint: str = ""
    ) -> Iterator[Remark]:
        """One remark for each thing and message, however often it was painted."""
        first: dict[tuple[str, str], Painted] = {}
        count: dict[tuple[str, str], int] = {}
        for thing, message in seen:
            key = (self.file.naming.owner(thing), message)
            first.setdefault(key, thing)
            count[key] = count.get(key, 0) + 1
        for key, thing in first.items():
            more = f", and {count[key] - 1} more here" if count[key] > 1 else ""
            about = self.file.naming.about(thing, page.content.painted)
            yield Remark(key[1] + more, page, thing.box, about, hint)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code never changes."""

    code: str
    severity: Severity
    check: Callable[[Job], Iterable[Remark]]

    def findings(self, job: Job) -> Iterator[Finding]:
        """What the rule finds in a file; damage that stops it is a finding too."""
        try:
            for remark in self.check(job):
                yield self._finding(remark)
        except DAMAGE as error:
            message = f"damage in the file kept this from being checked: {error}"
            yield Finding(self.code, FAILURE, " ".join(message.split()))

    def _finding(self, remark: Remark) -> Finding:
        page = remark.page
        number = page.number if page else 0
        at = remark.box.on_page(page.sheet) if page and remark.box else None
        return Finding(
            self.code, self.severity, remark.message, number, at, remark.about, remark.hint
        )
