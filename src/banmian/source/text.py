"""Reads one text file a person wrote, or says exactly why it cannot be used.

Inputs:  a path, and the name to show for it.
Outputs: the text, UTF-8 decoded, without a byte order mark, lines ended by line feeds.
Units:   the size limit is in bytes; places count characters from 1.
Source:  UTF-8 only is our choice: a guessed encoding prints wrong characters and nobody notices.
"""

import re
from pathlib import Path

from banmian.errors import BanmianError, ContentError, Diagnostic, Place, UsageError

TEXT_LIMIT = 1024 * 1024

# Characters that no text for print can hold; U+2028/2029 are line ends to YAML alone, and U+FFFD
# is what a careless conversion leaves where it lost a character.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd-\uffff]")
_CONVERT = "save the file as UTF-8, or convert it: iconv -f {name} -t UTF-8 old.txt > new.txt"


def read_text(
    path: Path,
    *,
    shown_as: str,
    limit: int = TEXT_LIMIT,
    error: type[BanmianError] = ContentError,
    if_missing: str = "write its name as it stands in the folder",
) -> str:
    """Read a UTF-8 text file.

    Args:
        path: the file.
        shown_as: how messages name the file.
        limit: the greatest size accepted, in bytes.
        error: what to raise when the file is there but its text is wrong.
        if_missing: the hint when there is no such file.

    Raises:
        UsageError: there is no such file or it cannot be read (code `file-missing`).
        BanmianError: an `error` with the codes `file-too-large`, `encoding` or `control-character`.

    """
    return decode(
        _read_bytes(path, shown_as, limit, if_missing), shown_as, limit=limit, error=error
    )


def decode(
    data: bytes, shown_as: str, *, limit: int = TEXT_LIMIT, error: type[BanmianError] = ContentError
) -> str:
    """Make text of the bytes of a file or a stream.

    Raises:
        BanmianError: an `error` with the codes `file-too-large`, `encoding` or `control-character`.

    """
    if len(data) > limit:
        text = f"the file is larger than {limit:,} bytes"
        hint = "text for a page is far smaller: is this the right file?"
        raise error([Diagnostic("file-too-large", text, Place(shown_as), hint)])
    if _is_utf16(data):
        what, hint = "the file is UTF-16, not UTF-8", _CONVERT.format(name="UTF-16")
        raise error([Diagnostic("encoding", what, Place(shown_as, 1, 1), hint)])
    try:
        text = _without_mark(data.decode())
    except UnicodeDecodeError as fault:
        raise error([_wrong_encoding(data, fault.start, shown_as)]) from fault
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _unprintable(text, shown_as)
    if found:
        raise error(found)
    return text


def _read_bytes(path: Path, shown_as: str, limit: int, if_missing: str) -> bytes:
    """At most one byte more than the limit, from a regular file only: a pipe would hang us."""
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as fault:
        what = "there is no such file"
        if path.exists():
            what = "this is a folder" if path.is_dir() else "this is no regular file"
        raise UsageError.of("file-missing", what, Place(shown_as), if_missing) from fault
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the path
        reason = getattr(fault, "strerror", None) or str(fault)
        what, hint = f"the file cannot be read: {reason}", "check its permissions"
        raise UsageError([Diagnostic("file-missing", what, Place(shown_as), hint)]) from fault


def _is_utf16(data: bytes) -> bool:
    """By the byte order mark; without one, every second byte of Latin letters is zero."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0) > len(data) // 4


def _without_mark(text: str) -> str:
    """Drop a byte order mark; not the codec utf-8-sig, whose error offsets do not count it."""
    return text.removeprefix("\ufeff")


def _wrong_encoding(data: bytes, offset: int, shown_as: str) -> Diagnostic:
    """Name the likely encoding and the first byte that is not UTF-8."""
    before = _without_mark(data[:offset].decode()).replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    name = _likely_encoding(data)
    guess = f"; it looks like {name}" if name else ""
    return Diagnostic(
        "encoding",
        f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8{guess}",
        Place(shown_as, line, column),
        _CONVERT.format(name=name) if name else "save the file as UTF-8",
    )


def _likely_encoding(data: bytes) -> str | None:
    """GB18030 or Big5, whichever gives more everyday characters; None if neither decodes."""
    scores: list[tuple[int, str]] = []
    for name, everyday in (("GB18030", "gb2312"), ("Big5", "big5")):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        common = sum(1 for c in text if "\u3000" <= c <= "\u9fff" and c.encode(everyday, "ignore"))
        scores.append((common, name))
    # GB18030 wins a tie: it is what a mainland newsroom's old files are in.
    return max(scores, key=lambda score: score[0])[1] if scores else None


def _unprintable(text: str, shown_as: str) -> list[Diagnostic]:
    """Characters that cannot be printed, each with its place (at most twenty)."""
    found: list[Diagnostic] = []
    for match in UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        found.append(unprintable_character(match[0], Place(shown_as, line, column)))
        if len(found) == 20:
            break
    return found


def unprintable_character(character: str, place: Place) -> Diagnostic:
    """The diagnostic for a character that matches `UNPRINTABLE`."""
    code_point = f"U+{ord(character):04X}"
    if character == "\ufffd":
        message = f"{code_point} stands where a conversion lost a character"
        return Diagnostic(
            "control-character", message, place, "type the character that belongs here"
        )
    message = f"the control character {code_point} cannot be printed"
    return Diagnostic("control-character", message, place, "delete it")
