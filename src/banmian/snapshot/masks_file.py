"""The file in which a person says what may change: masks.

Inputs:  a TOML file.
Outputs: `Mask`s.
Units:   millimetres from the left top corner of the trim.
Source:  our choice (docs/snapshot.md): TOML, as fonts.toml, so that comparing PDFs needs nothing of
         the rest of the project.
"""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from banmian.errors import Diagnostic, Place, UsageError
from banmian.geometry import Rect
from banmian.snapshot.options import Mask, MaskScope
from banmian.units import mm

BYTES_MAX = 1 << 20

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Side = Annotated[float, Field(ge=-10_000, le=10_000)]


class _Mask(BaseModel):
    """One `[[mask]]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    reason: Words
    scope: MaskScope = MaskScope.BOTH
    page: Annotated[int, Field(ge=1)] | None = None
    box_mm: tuple[Side, Side, Side, Side] | None = None
    element: Words | None = None


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mask: tuple[_Mask, ...]


def read_masks(path: Path) -> tuple[Mask, ...]:
    """Read a file of masks.

    Raises:
        UsageError: it cannot be read, or says something else than masks.
    """
    try:
        with path.open("rb") as file:
            text = file.read(BYTES_MAX)
        read = _File.model_validate(tomllib.loads(text.decode("utf-8")))
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error
    except ValidationError as error:
        found = [_fault(path, one["loc"], one["msg"]) for one in error.errors()]
        raise UsageError(found) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error
    names = [mask.name for mask in read.mask]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise _wrong(path, f"two masks are called {twice[0]!r}")
    unplaced = [mask.name for mask in read.mask if (mask.box_mm is None) == (mask.element is None)]
    if unplaced:
        raise _wrong(path, f"mask {unplaced[0]!r}: write box_mm or element, one of the two")
    return tuple(_mask(mask) for mask in read.mask)


def _mask(mask: _Mask) -> Mask:
    box = None
    if mask.box_mm is not None:
        x, y, width, height = (mm(side) for side in mask.box_mm)
        box = Rect(x, y, width, height)
    return Mask(mask.name, mask.reason, mask.scope, mask.page or 0, box, mask.element or "")


def _fault(path: Path, where: tuple[int | str, ...], message: str) -> Diagnostic:
    named = ".".join(str(step + 1) if isinstance(step, int) else step for step in where)
    return Diagnostic("masks-file", f"{named}: {message}", Place(str(path)), hint=_HINT)


def _wrong(path: Path, message: str) -> UsageError:
    return UsageError.of("masks-file", message, Place(str(path)), hint=_HINT)


_HINT = "a mask has name, reason, box_mm or element, and may have page and scope"
