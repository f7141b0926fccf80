"""What the trade calls the parts of a page, for people who read a proof.

Inputs:  the names that layouts and code use.
Outputs: Chinese words.
Units:   none.
Source:  docs/glossary.md.
"""

from collections.abc import Mapping

PARTS: Mapping[str, str] = {
    "kicker": "引题",
    "headline": "主题",
    "deck": "副题",
    "byline": "署名",
    "speaker": "发言人",
    "body": "正文",
    "standing-head": "栏题",
    "crosshead": "小标题",
    "caption": "图片说明",
    "signoff": "整理",
    "credit": "图片署名",
    "folio": "报眉",
    "folio-left": "报眉左",
    "folio-middle": "报眉中",
    "folio-right": "报眉右",
    "newspaper": "报名",
    "date": "日期",
    "lunar-date": "农历",
    "weather": "天气",
    "issue-number": "期号",
    "cn-number": "刊号",
    "publisher": "出版单位",
    "pages-today": "今日版数",
    "price": "定价",
    "website": "网址",
}


def part_name(part: str) -> str:
    """The trade's word for a part; one that has none keeps its name."""
    return PARTS.get(part, part)
