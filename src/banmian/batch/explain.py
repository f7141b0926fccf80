"""Why a page or an edition would be made, or why it was when it was made last.

Inputs:  its folder, the settings a run would have.
Outputs: `Explained`.
Units:   none.
Source:  batch.md, convention 7.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.batch.action import Action
from banmian.batch.assign import LOST, name_of_place, why
from banmian.batch.engine import Engine
from banmian.batch.found import find_editions
from banmian.batch.inputs import Inputs
from banmian.batch.keys import page_action
from banmian.batch.told import Told
from banmian.editorial.which_folder import PAGE_FILE
from banmian.errors import Diagnostic
from banmian.pipeline.settings import Settings
from banmian.store.store import Store

_WORDS = {"new:": "新有 new:", "gone:": "没有了 gone:", "changed:": "改了 changed:"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A page: whether the store has it, why not, why it was made last."""

    name: str
    action: str
    there: bool
    faults: tuple[Diagnostic, ...]
    held: str
    reasons: tuple[str, ...]
    last: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """For a person."""
        state = "要重做 to be made"
        if self.there:
            state = "在库 in the store" if not self.faults else "有错，记在库中 its faults are kept"
        if self.held:
            state = f"搁置 held ({self.held})"
        shown = [f"{self.name}: {state} ({self.action[:12]})"]
        shown += [f"  {line}" for fault in self.faults for line in str(fault).splitlines()]
        if self.there and self.reasons:
            shown.append("  又是做过的样子，与上次相比 as it was once; since the last time:")
        shown += [f"  {_WORDS.get(word, word)} {rest}" for word, _, rest in self._divided]
        if not self.reasons:
            shown += [f"  上次重做的原因 last made because: {reason}" for reason in self.last]
        return tuple(shown)

    @property
    def _divided(self) -> list[tuple[str, str, str]]:
        """The reasons, each with its first word apart."""
        return [reason.partition(" ") for reason in self.reasons]

    def as_json(self) -> dict[str, object]:
        """For a program."""
        return {
            "name": self.name,
            "action": self.action,
            "there": self.there,
            "faults": [one.as_json() for one in self.faults],
            "held": self.held or None,
            "reasons": list(self.reasons),
            "last": list(self.last),
        }


def explain(folder: Path, settings: Settings, store: Store, engine: Engine) -> list[Explained]:
    """Explain a page, or every page of what a folder holds.

    Raises:
        UsageError: there is no edition.
    """
    inputs = Inputs(settings.project)
    actions = {page: page_action(inputs, page, settings, engine) for page in _pages(folder)}
    return [_explained(page, action, store) for page, action in actions.items()]


def _pages(folder: Path) -> list[Path]:
    if (folder / PAGE_FILE).is_file():
        return [folder]
    return [page for edition in find_editions(folder) for page in edition.pages]


def _explained(page: Path, action: Action, store: Store) -> Explained:
    before = store.remembered(name_of_place(page))
    held = store.held(action.key)
    entry = store.entry(action.key)
    there = entry is not None
    fault = Told(entry.facts, page.parent.as_posix()).fault if entry is not None else None
    reasons = why(action, before)
    if not there and not reasons and held is None:
        reasons = (LOST,)
    last = tuple(before.get("because", ())) if before else ()
    said = str(held.get("why")) if held else ""
    return Explained(
        page.as_posix(), action.key, there, fault.diagnostics if fault else (), said, reasons, last
    )
