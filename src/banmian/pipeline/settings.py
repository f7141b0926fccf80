"""What a run is asked for: where things are, where results go, how far to go.

Inputs:  the command line.
Outputs: `Settings`, `Stage`.
Units:   none.
Source:  architecture.md, rules of the data flow: no stage reads the environment.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """How far a run goes; each stage holds the ones before it."""

    CONTENT = "content"
    MAKEUP = "makeup"
    RENDER = "render"
    PRESS = "press"
    PREFLIGHT = "preflight"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Settings:
    """One run's choices.

    Attributes:
        output: folder that results are written under.
        project: folder that holds layouts/, fonts/ and press/.
        cache: folder for what can be made again.
        until: the last stage to run.
        png: whether to write page.png beside page.pdf.
        allow_overset: whether copy that does not fit is a warning: for proofs.
        once: whether pages are made once and kept elsewhere, as in a batch: the cache, which is
            never swept, then keeps nothing that is of use to one page alone.
    """

    output: Path
    project: Path
    cache: Path
    until: Stage = Stage.PAGE
    png: bool = True
    allow_overset: bool = False
    once: bool = False
