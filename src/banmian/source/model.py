"""What the pydantic models of people's files share.

Inputs:  plain values from a YAML file.
Outputs: `FileModel`, the field types `Printed`, `Whole` and `CalendarDate`.
Units:   none.
Source:  our choice: unknown keys are errors, numbers and dates may stand where text is printed.
"""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError


class FileModel(BaseModel):
    """A mapping in a person's file: immutable, and no key but those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _as_written(value: Any) -> Any:
    """Numbers and dates in a text field are text; `Places.text` has them as they were typed."""
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError(
            "empty-text", "the text is empty", {"hint": "delete the key, or write null for none"}
        )
    if isinstance(value, str) and "\n" in value.strip():
        hint = "write it in one line; a headline of several lines is a list, one line each"
        raise PydanticCustomError("line-break", "the text runs over several lines", {"hint": hint})
    return value


def _calendar_date(value: Any) -> Any:
    """A date as YYYY-MM-DD and nothing else: pydantic alone would take 0 for 1970-01-01."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and len(value) == len("2024-11-13"):
            return date.fromisoformat(value)
    except ValueError as fault:
        raise _bad_date(value) from fault
    raise _bad_date(value)


def _bad_date(value: Any) -> PydanticCustomError:
    hint = "write the date of issue as YYYY-MM-DD, such as 2024-11-13"
    return PydanticCustomError(
        "bad-date", "{value} is not a date", {"value": repr(value), "hint": hint}
    )


_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "number"]})
Printed = Annotated[str, BeforeValidator(_as_written), _TEXT_OR_NUMBER]
Whole = Annotated[int, Field(strict=True)]  # pydantic alone would take true for 1
CalendarDate = Annotated[date, BeforeValidator(_calendar_date)]
