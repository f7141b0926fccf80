"""As many editions as wanted, no two pages alike: the demonstration edition with other words.

Inputs:  content/demo/2026-01-01; a number of editions.
Outputs: folders named by date, each an edition of four pages, the same on every machine.
Units:   none.
Source:  our choice. Every word is replaced by one as long, so that every page still fits its
         layout; persons and places are as invented as those they replace. The line breaks of every
         paragraph with a name, a place or a figure are found anew, its subset of every face, too.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

MODEL = Path(__file__).resolve().parents[1] / "content" / "demo" / "2026-01-01"
PAGES = ("01", "02", "03", "04")
FIRST_DAY = date(2031, 1, 1)

_PEOPLE = (
    "程知遥 陶可 江以宁 纪云舒 白舟 方苇 石原 许青 安澜 赵有田 "
    "孙丽 闻敬 陈向东 何满仓 宋小禾 唐小舟 韩三水 林晚 祝遥 段思远 "
    "曾玉梅 乔一川 黎国安 沈砚秋 陆怀川 顾成蹊 唐知白 叶禾 罗春溪 郑大河 "
    "叶小舟 苏禾 陆三省 阮听松"
)
_PERSONS = tuple(_PEOPLE.split())
_FAMILY = "丁万于卫尤尹毛卢史冯吕朱任米汤许孟杜余邹汪沈宋林易岳罗季金周郑姚秦钱徐翁高唐涂梅"
_GIVEN = "一山之川千云木月文方石禾冬白田竹帆舟汀江池亦羽青林岩明知和岸泊秋亭音星晓朗夏野清晨溪澄"
_PLACES = ("云泽", "青屏", "白石", "望川", "栖石", "临渡", "柳湾", "柳巷")
_PLACE_BEGINS = "松竹梅芦桐枫菱兰荷杏"
_PLACE_ENDS = "汀坞浦渚泽澜滩埠"
_ALIKE = (
    ("清早", "清晨", "早上"),
    ("慢慢", "渐渐", "缓缓"),
    ("如今", "现在", "眼下"),
    ("傍晚", "黄昏", "日落"),
    ("热闹", "红火", "忙碌"),
    ("老人", "长者", "乡亲"),
    ("去年", "前年", "上年"),
)
_COUNTED = "万?[米人户吨个条趟件份家处座部种只所名车张间页本块册棵亩级]|公里"
_NUMBER = re.compile(rf"(?<![\d.])(\d{{2,4}})(?={_COUNTED})")


def make_editions(folder: Path, count: int) -> tuple[Path, ...]:
    """Write so many editions of four pages into a folder."""
    return tuple(_make_edition(folder, number) for number in range(count))


def break_story(edition: Path) -> str:
    """Take a story of the last page its headline; the page's name in a batch."""
    page = edition / PAGES[-1]
    story = page / "book-birds.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("headline:", "headlines:", 1), encoding="utf-8")
    return f"{edition.name}/{page.name}"


def _make_edition(folder: Path, number: int) -> Path:
    day = FIRST_DAY + timedelta(days=number)
    edition = folder / day.isoformat()
    words = dict(_words(number, day))
    numbers = Random(number)
    new_numbers: dict[str, str] = {}

    def other_number(found: re.Match[str]) -> str:
        digits = found[1]
        low = 10 ** (len(digits) - 1)
        return new_numbers.setdefault(digits, str(low + int(numbers.random() * 9 * low)))

    any_word = re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))
    for path in sorted(MODEL.rglob("*")):
        target = edition / path.relative_to(MODEL)
        if path.suffix in {".md", ".yaml"}:
            text = _NUMBER.sub(other_number, path.read_text(encoding="utf-8"))
            text = any_word.sub(lambda found: words[found[0]], text)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        elif path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return edition


def _words(number: int, day: date) -> Iterator[tuple[str, str]]:
    """What is replaced by what in one edition; the date by the moon is left out."""
    eve = day - timedelta(days=1)
    yield "date: 2026-01-01", f"date: {day.isoformat()}"
    yield "lunar_date: 农历乙巳年十一月十三\n", ""
    yield "第0001期", f"第{number + 1:04}期"
    yield "12月31日", f"{eve.month}月{eve.day}日"
    dice = Random(number)
    yield from _persons(dice).items()
    places = _drawn(dice, [a + b for a in _PLACE_BEGINS for b in _PLACE_ENDS], len(_PLACES))
    yield from zip(_PLACES, places, strict=True)
    for words in _ALIKE:
        turn = int(dice.random() * len(words))
        yield from zip(words, words[turn:] + words[:turn], strict=True)


def _persons(dice: Random) -> Mapping[str, str]:
    families = _drawn(dice, list(_FAMILY), len(_PERSONS))
    given = _drawn(dice, [a + b for a in _GIVEN for b in _GIVEN if a != b], len(_PERSONS))
    return {
        old: family + name[: len(old) - 1]
        for old, family, name in zip(_PERSONS, families, given, strict=True)
    }


def _drawn(dice: Random, pool: list[str], count: int) -> list[str]:
    """Some of a pool, none twice, by `random` alone, which is the same in every Python."""
    return [pool.pop(int(dice.random() * len(pool))) for _ in range(count)]
