"""The folio line (报眉): page number, section, newspaper, date, editors; and the nameplate (报头).

Inputs:  `EditionCopy`, `PageCopy`.
Outputs: pieces of copy for the three parts of the folio, and for each line of a nameplate.
Units:   none.
Source:  newspaper.md N7–N9; the form 2024年11月13日 星期三 is GB/T 15835's for dates in figures.
"""

import datetime

from banmian.editorial.edition import EditionCopy, PageCopy
from banmian.house.style import TypeStyle
from banmian.makeup.parts import with_names
from banmian.makeup.setter import Piece
from banmian.source.sourced import SourcedText

WEEKDAYS = "一二三四五六日"


def chinese_date(date: datetime.date) -> str:
    """A date as a newspaper prints it: 2024年11月13日 星期三."""
    return f"{date.year}年{date.month}月{date.day}日 星期{WEEKDAYS[date.weekday()]}"


def folio_copy(
    part: str, edition: EditionCopy, page: PageCopy, style: TypeStyle
) -> tuple[Piece, ...]:
    """The copy of one part of the folio; empty when it has nothing to say."""
    if part == "folio-left":
        number = SourcedText.at(f"{page.number:02d} ", page.place)
        return (Piece(number, style.face), Piece(page.section, style.strong))
    if part in {"folio-middle", "newspaper"}:
        return (Piece(edition.newspaper, style.face),)
    date = Piece(SourcedText.at(chinese_date(edition.date), edition.place), style.face)
    if part == "date":
        return (date,)
    if part != "folio-right":
        imprint = _imprint(edition)[part]
        return () if imprint is None else (Piece(imprint, style.face),)
    editors = [(editor.role, editor.names) for editor in page.editors]
    return (date, *with_names(editors, style.face, begins=False))


def _imprint(edition: EditionCopy) -> dict[str, SourcedText | None]:
    """The lines of a nameplate that stand as they are written, and how many pages there are."""
    return {
        "lunar-date": edition.lunar_date,
        "weather": edition.weather,
        "issue-number": edition.issue_number,
        "cn-number": edition.cn_number,
        "publisher": edition.publisher,
        "pages-today": SourcedText.at(f"今日{len(edition.pages)}版", edition.place),
        "price": edition.price,
        "website": edition.website,
    }
