"""Where editions stand in the output: the finished ones, and the good pages of the others.

Inputs:  entries of the store; an edition; the folder of all results.
Outputs: `OUTPUT/<edition>`, or `OUTPUT/<edition>.unfinished`.
Units:   none.
Source:  docs/scale.md: nobody sees half an edition; nobody takes an unfinished one for finished.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.batch.publish import UNFINISHED, ObjectDamaged, is_published, publish, withdraw
from banmian.batch.unit import OpenEdition
from banmian.store.store import Blob, Entry, Store


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all editions of a run."""

    output: Path
    store: Store

    def of(self, edition: OpenEdition) -> Path:
        """Where an edition stands when it is finished."""
        return self.output / edition.found.name

    def show(self, edition: OpenEdition, entry: Entry) -> None:
        """Put a finished edition at its place.

        Raises:
            ObjectDamaged: the store has lost a part of it.
            EnvironmentFault: the disk is full, or may not be written.
        """
        target = self.of(edition)
        if not is_published(self.store, entry.outputs, target):
            publish(self.store, entry.outputs, target)
        withdraw(_beside(target))

    def show_good_pages(self, edition: OpenEdition) -> None:
        """Show the good pages of an edition that is not finished, beside its place.

        Raises:
            EnvironmentFault: the disk is full, or may not be written.
        """
        files: dict[str, Blob] = {}
        for name, key in edition.good_pages:
            entry = self.store.entry(key)
            if entry is not None:
                files |= {f"{name}/{file}": entry.outputs[file] for file in entry.facts["files"]}
        beside = _beside(self.of(edition))
        try:
            if not files:
                withdraw(beside)
            elif not is_published(self.store, files, beside, alone=True):
                publish(self.store, files, beside, alone=True)
        except ObjectDamaged:
            return  # the next run makes it again


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}{UNFINISHED}")
