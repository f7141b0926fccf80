"""Which actions a store has to keep.

Inputs:  a `Store`.
Outputs: the actions that pages and editions were last made by.
Units:   none.
Source:  our choice: what was last made of a folder is what the next run asks for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from banmian.store.store import Store


def needed_actions(store: Store, *, gone: bool) -> frozenset[str]:
    """What must stay; nothing of folders that are `gone`."""
    return frozenset(
        str(facts.get("action")) for _, facts in store.names() if not (gone and _is_gone(facts))
    )


def forget_gone(store: Store) -> None:
    """Forget what had been made of folders that are not there any more."""
    for name, facts in store.names():
        if _is_gone(facts):
            store.forget_name(name)


def _is_gone(facts: Mapping[str, Any]) -> bool:
    return not Path(str(facts.get("folder", ""))).is_dir()
