"""What making a page or finishing an edition depends on.

Whoever gives the work out asks for the key before, whoever does it asks again afterwards: if a file
was saved in between, what was made is of neither state and is not kept.

Inputs:  folders; `Inputs`; the engine; options.
Outputs: `Action`s.
Units:   none.
Source:  docs/decisions/0010-store.md.
"""

from collections.abc import Sequence
from pathlib import Path

from banmian.batch.action import Action, action_of
from banmian.batch.engine import Engine
from banmian.batch.inputs import Inputs, edition_inputs
from banmian.batch.unit import Kind
from banmian.editorial.which_folder import page_name
from banmian.pipeline.settings import Settings


def page_action(inputs: Inputs, folder: Path, settings: Settings, engine: Engine) -> Action:
    """What making a page depends on; an edition's folder may be named other than its date.

    Two pages that a story turns between are made from the same files: the page's name tells them
    apart.
    """
    options = {"png": settings.png, "page": page_name(folder)}
    return action_of(Kind.PAGE, inputs.of_page(folder), engine, options)


def edition_action(folder: Path, pages: Sequence[tuple[str, str]], engine: Engine) -> Action:
    """What finishing an edition depends on; `pages` are name and action of each."""
    parts = tuple((f"{name} (page)", key) for name, key in pages)
    options = {"edition folder": folder.resolve().name}
    return action_of(Kind.EDITION, (*edition_inputs(folder), *parts), engine, options)
