"""Which actions a store has to keep.

Inputs:  a `Store`.
Outputs: the actions that pages and editions were last made by, and the pages of those editions.
Units:   none.
Source:  our choice: what was last made of a folder is what the next run asks for.
"""

from pathlib import Path

from banmian.store.store import Store


def needed_actions(store: Store, *, gone: bool, only_tell: bool = False) -> frozenset[str]:
    """What must stay; of folders that are `gone` nothing, and their names are forgotten."""
    needed = set()
    for name, facts in store.names():
        if gone and not Path(str(facts.get("folder", ""))).is_dir():
            if not only_tell:
                store.forget_name(name)
        else:
            needed.add(str(facts.get("action")))
    return frozenset(needed)
