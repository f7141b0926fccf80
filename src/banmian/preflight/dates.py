"""Dates of Info and of XMP, compared.

Inputs:  "D:20241113083000+08'00'", "2024-11-13T08:30:00+08:00".
Outputs: whether they mean the same moment.
Units:   none.
Source:  ISO 32000-1, 7.9.4; ISO 16684-1, 8.2.1.2.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

_PDF = re.compile(r"^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?")
_XMP = re.compile(
    r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?"
    r"(?:Z|([+-])(\d\d):?(\d\d))?$"
)


def same_moment(of_info: str, of_xmp: str) -> bool:
    """Whether two dates mean the same; one that cannot be read is the same as none."""
    one, other = _read(_PDF, of_info), _read(_XMP, of_xmp)
    return one is not None and one == other


def _read(form: re.Pattern[str], date: str) -> datetime | None:
    match = form.match(date)
    if match is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else usual for part, usual in zip(match.groups()[:6], _USUAL, strict=True)
    )
    sign, hours, minutes = match.groups()[6:9]
    zone: timezone = UTC
    try:
        if sign:
            away = timedelta(hours=int(hours), minutes=int(minutes or 0))
            zone = timezone(away if sign == "+" else -away)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


_USUAL = (0, 1, 1, 0, 0, 0)
