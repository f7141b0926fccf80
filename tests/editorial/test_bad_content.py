"""One bad folder for each error code: what an editor reads, word for word."""

import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import check_slots, load_page
from banmian.errors import BanmianError, ContentError, ExitCode, UsageError

DOCS = Path(__file__).parents[2] / "docs" / "content.md"

LEAD = "05/lead.md"
PAGE = "05/page.yaml"
EDITION = "edition.yaml"
PHOTO = "05/photos/one.png"


class Edition(Protocol):
    folder: Path
    page: Path

    def write(self, name: str, content: str | bytes) -> None: ...
    def delete(self, name: str) -> None: ...


@dataclass(frozen=True)
class Case:
    name: str
    file: str
    content: str | bytes | None
    expected: str | tuple[str, ...]


def story(body: str, head: str = "headline: 题") -> str:
    return f"---\n{head}\n---\n{body}\n"


def page(changed: str = "", **keys: str) -> str:
    values = {"number": "5", "section": "要闻", "layout": "plain", "slots": "{lead: lead.md}"}
    values.update(keys)
    return "".join(f"{key}: {value}\n" for key, value in values.items()) + changed


def photo(file: str) -> str:
    return story("文。", f"headline: 题\nphotos:\n  - {{file: {file}}}")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]")
    return "\n".join(lines)


def unsupported(construct: str, line: int, column: int) -> str:
    return f"{LEAD}:{line}:{column}: {construct} is not accepted [unsupported-markdown]"


CASES = [
    # Keys and values.
    Case(
        "unknown key",
        LEAD,
        story("文。", "headline: 题\nheadlin: 题"),
        "05/lead.md:3:1: unknown key 'headlin' [unknown-key]",
    ),
    Case(
        "unknown key in a slot",
        PAGE,
        page(slots="{lead: {items: [one.md], intr: a}}"),
        "05/page.yaml:4:33: unknown key 'intr' [unknown-key]",
    ),
    Case(
        "missing key",
        EDITION,
        "newspaper: 湖北日报\n",
        "edition.yaml:1:1: the key 'date' is missing [missing-key]",
    ),
    Case(
        "missing key in a list",
        LEAD,
        story("文。", "headline: 题\nbyline: [{names: [甲]}]"),
        "05/lead.md:3:10: the key 'role' is missing [missing-key]",
    ),
    Case(
        "number in words",
        PAGE,
        page(number="five"),
        "05/page.yaml:1:9: number must be a whole number, not 'five' [wrong-type]",
    ),
    Case(
        "number that is true",
        PAGE,
        page(number="true"),
        "05/page.yaml:1:9: number must be a whole number, not true [wrong-type]",
    ),
    Case(
        "headline that is a mapping",
        LEAD,
        story("文。", "headline: {a: b}"),
        "05/lead.md:2:11: headline must be text or a list, not a mapping [wrong-type]",
    ),
    Case(
        "names that are text",
        LEAD,
        story("文。", "headline: 题\nbyline: [{role: 记者, names: 甲}]"),
        "05/lead.md:3:28: byline[1].names must be a list, not '甲' [wrong-type]",
    ),
    Case(
        "headline with no value",
        LEAD,
        story("文。", "headline:"),
        "05/lead.md:2:1: headline must be text or a list, not nothing [wrong-type]",
    ),
    Case(
        "list where a mapping is wanted",
        EDITION,
        "- a\n",
        "edition.yaml:1:1: the file must be a mapping, not a list [wrong-type]",
    ),
    Case(
        "number out of range",
        PAGE,
        page(number="105"),
        "05/page.yaml:1:9: number must be at most 99, not 105 [bad-value]",
    ),
    Case(
        "layout that is a path",
        PAGE,
        page(layout="../../etc"),
        "05/page.yaml:3:9: layout: this is not a name [bad-value]",
    ),
    Case(
        "accept that is no code",
        LEAD,
        story("文。", "headline: 题\naccept: [Foo_Bar]"),
        "05/lead.md:3:10: accept[1]: this is not a code of check [bad-value]",
    ),
    Case(
        "tracking out of range",
        LEAD,
        story("文。", "headline: 题\nfit: {looseness: -1, tracking: 3}"),
        "05/lead.md:3:32: fit.tracking must be at most 0.1, not 3 [bad-value]",
    ),
    *(
        Case(
            f"date {written}",
            EDITION,
            f"newspaper: 湖北日报\ndate: {written}\n",
            f"edition.yaml:2:7: date: {shown} is not a date [bad-date]",
        )
        for written, shown in [
            ("2024-02-30", "'2024-02-30'"),
            ("'2024-13-01'", "'2024-13-01'"),
            ("20241113", "20241113"),
            ("0", "0"),
            ("2024年11月13日", "'2024年11月13日'"),
            ("2024-11-13 10:00", "'2024-11-13 10:00'"),
        ]
    ),
    Case(
        "empty text",
        LEAD,
        story("文。", "headline: ''"),
        "05/lead.md:2:11: headline: the text is empty [empty-text]",
    ),
    Case(
        "headline of break marks",
        LEAD,
        story("文。", "headline: /"),
        "05/lead.md:2:11: headline: the text is empty [empty-text]",
    ),
    Case(
        "text in two lines",
        LEAD,
        story("文。", "headline: |\n  头条\n  标题"),
        "05/lead.md:2:11: headline: the text runs over several lines [line-break]",
    ),
    # YAML.
    Case(
        "colon in a value",
        LEAD,
        story("文。", "headline: a: b"),
        "05/lead.md:2:12: not YAML: mapping values are not allowed in this context [yaml-syntax]",
    ),
    Case(
        "tag that would run code",
        PAGE,
        page(section="!!python/object/apply:os.system [id]"),
        "05/page.yaml:2:10: the tag tag:yaml.org,2002:python/object/apply:os.system "
        "is not accepted [yaml-tag]",
    ),
    Case(
        "nested too deep",
        PAGE,
        "a: " + "[" * 30,
        "05/page.yaml:1:27: lists and mappings are nested more than 24 deep [yaml-too-deep]",
    ),
    Case(
        "aliases that multiply",
        PAGE,
        bomb(),
        "05/page.yaml:1:32: the file has more than 20,000 values, aliases counted [yaml-too-large]",
    ),
    Case(
        "slot filled twice",
        PAGE,
        page(slots="", changed="  lead: lead.md\n  lead: one.md\n"),
        "05/page.yaml:6:3: the key 'lead' stands twice; first in line 5 [duplicate-key]",
    ),
    # Files as such.
    Case(
        "story that is not there",
        PAGE,
        page(slots="{lead: leed.md}"),
        "05/page.yaml:4:15: there is no file 2024-11-13/05/leed.md [file-missing]",
    ),
    Case(
        "UTF-16",
        LEAD,
        story("文。").encode("utf-16"),
        "05/lead.md:1:1: the file is UTF-16, not UTF-8 [encoding]",
    ),
    Case(
        "GB18030",
        LEAD,
        story("全省人大代表工作会议现场直击。").encode("gb18030"),
        "05/lead.md:2:11: byte 0xCC at offset 14 is not UTF-8; it looks like GB18030 [encoding]",
    ),
    Case(
        "Big5",
        LEAD,
        story("這是繁體中文的報紙，我們說國語。", "headline: 湖北體育").encode("big5"),
        "05/lead.md:2:11: byte 0xB4 at offset 14 is not UTF-8; it looks like Big5 [encoding]",
    ),
    Case(
        "control characters",
        LEAD,
        story("第\x00二\u2028行\x0c。"),
        (
            "05/lead.md:4:2: the control character U+0000 cannot be printed [control-character]",
            "05/lead.md:4:4: the control character U+2028 cannot be printed [control-character]",
            "05/lead.md:4:6: the control character U+000C cannot be printed [control-character]",
        ),
    ),
    Case(
        "control character by an escape",
        LEAD,
        story("文。", 'headline: "题\\0"'),
        "05/lead.md:2:13: the control character U+0000 cannot be printed [control-character]",
    ),
    Case(
        "character that a conversion lost",
        LEAD,
        story("第\ufffd二。"),
        "05/lead.md:4:2: U+FFFD stands where a conversion lost a character [control-character]",
    ),
    Case(
        "huge file",
        LEAD,
        story("字" * 300_000),
        "05/lead.md: the file is larger than 800,000 bytes [file-too-large]",
    ),
    Case(
        "long story",
        LEAD,
        story("x" * 210_000),
        "05/lead.md:4:1: the story has 210,021 characters, the limit is 200,000 [story-too-long]",
    ),
    # Stories.
    Case(
        "no front matter",
        LEAD,
        "正文\n",
        "05/lead.md:1:1: the story does not begin with front matter [front-matter]",
    ),
    Case(
        "open front matter",
        LEAD,
        "---\nheadline: 题\n\n正文\n",
        "05/lead.md:1:1: the front matter that begins here does not end [front-matter]",
    ),
    Case(
        "long front matter",
        LEAD,
        story("文。", "headline: 题\n#" + "x" * 70_000),
        "05/lead.md:1:1: the front matter has more than 65,536 characters [front-matter]",
    ),
    Case(
        "nothing to print",
        LEAD,
        story(""),
        "05/lead.md:4:1: the story has neither text nor picture [missing-body]",
    ),
    Case(
        "paragraphs run together",
        LEAD,
        story("　　一段。\n　　二段。"),
        "05/lead.md:5:1: this line is indented like a new paragraph, but no blank line stands "
        "before [paragraph-break]",
    ),
    Case(
        "open emphasis",
        LEAD,
        story("段。\n\n先**导语。接着。"),
        "05/lead.md:6:2: ** opens Hei here and nothing closes it [emphasis]",
    ),
    Case(
        "nested emphasis",
        LEAD,
        story("*楷**黑*"),
        "05/lead.md:4:3: ** stands inside Kai: emphasis does not nest [emphasis]",
    ),
    Case(
        "emphasis opened twice",
        LEAD,
        story("**导语。 **接着**"),
        "05/lead.md:4:7: ** stands inside Hei: emphasis does not nest [emphasis]",
    ),
    Case(
        "double emphasis",
        LEAD,
        story("***导语"),
        "05/lead.md:4:1: *** is not accepted: there is no emphasis that is Hei and Kai at once "
        "[emphasis]",
    ),
    Case(
        "emphasis in a crosshead",
        LEAD,
        story("## 小**标**题"),
        "05/lead.md:4:7: a crosshead takes no emphasis [emphasis]",
    ),
    Case(
        "emphasis that ends outside its brackets",
        LEAD,
        story("会[**重点]{着重}事**"),
        "05/lead.md:4:2: emphasis begins or ends in the brackets, but not both [emphasis]",
    ),
    *(
        Case(f"annotation {body!r}", LEAD, story(body), f"05/lead.md:{place}: {what} [annotation]")
        for body, place, what in [
            ("见[注]{下划}", "4:5", "'下划' in braces means nothing here"),
            ("见[注]{dots}", "4:5", "'dots' is no syllable of pinyin"),
            ("见[镕]{rong2}", "4:5", "'rong2' is no syllable of pinyin"),
            ("见[李昌]{lǐchāng}", "4:6", "'lǐchāng' is no syllable of pinyin"),
            ("段\n见[李昌海]{lǐ chāng}", "5:7", "3 Han characters and 2 syllables"),
            ("[GDP]{gē}", "4:6", "0 Han characters and 1 syllable"),
            ("见[]{着重}", "4:4", "there are no words in the brackets"),
            ("见[注]{ }", "4:5", "there is nothing in the braces"),
            (
                "[GDP]{着重}",
                "4:6",
                "dots stand under Han characters, and there is none in the brackets",
            ),
            ("[甲[乙]{着重}]{着重}", "4:6", "{着重} stands inside another one of its kind"),
            ("见【注】{着重}", "4:5", "{着重} has no words in brackets right before it"),
            ("见[注] {专名}", "4:6", "{专名} has no words in brackets right before it"),
            ("[注]｛ 着重 ｝", "4:4", "｛ 着重 ｝ has no words in brackets right before it"),
            ("[镕]｛róng｝", "4:4", "｛róng｝ has no words in brackets right before it"),
            (r"\[注]{专名}", "4:5", "{专名} has no words in brackets right before it"),
            ("## 小[标]{着重}题", "4:6", "a crosshead takes no dots, lines or pinyin"),
        ]
    ),
    *(
        Case(f"Markdown {body!r}", LEAD, story(body), unsupported(construct, line, column))
        for body, construct, line, column in [
            ("- 项", "a list", 4, 1),
            ("段\n* 项", "a list", 5, 1),
            ("1. 项", "a list", 4, 1),
            ("> 引\n> 用", "a quotation (>)", 4, 1),
            ("    缩进", "an indented block", 4, 5),
            ("```\nx\n```", "a code block", 4, 1),
            ("段\n\n---", "a rule", 6, 1),
            ("***", "a rule", 4, 1),
            ("<div>\nx\n</div>", "HTML", 4, 1),
            ("| a | b |\n|---|---|\n| 1 | 2 |", "a table", 4, 1),
            ("# 题", "a heading with #", 4, 1),
            (" ### 题", "a heading with ###", 4, 2),
            ("题\n---", "a heading by underlining", 4, 1),
            ("题\n===", "a heading by underlining", 4, 1),
            ("##题", "## without a blank", 4, 1),
            ("## ##", "an empty crosshead", 4, 1),
            ("行一  \n行二", "a hard line break (two blanks at the end)", 4, 3),
            ("行一\\\n行二", "a hard line break (\\)", 4, 3),
            ("见 `code` 后", "code between `…`", 4, 3),
            ("见[链接](http://x.cn)后", "a link", 4, 2),
            ("见[链\n接](http://x.cn '题')后", "a link", 4, 2),
            ("见![图](a.png)后", "a picture in the text", 4, 2),
            ("见<http://x.cn>", "a link", 4, 2),
            ("字<b class=x>粗", "HTML", 4, 2),
            ("字<!-- 注 -->字", "HTML", 4, 2),
            ("字&nbsp;字", "HTML (&nbsp;)", 4, 2),
            ("字&#8212;字", "HTML (&#8212;)", 4, 2),
            ("a _强调_ b", "emphasis with _", 4, 3),
            ("__强调__", "emphasis with __", 4, 1),
            ("行一\n~~删~~", "struck-out text", 5, 1),
            ("## 题<b>", "HTML", 4, 5),
        ]
    ),
    # The page as a whole.
    Case(
        "story of another kind",
        PAGE,
        page(slots="{lead: lead.txt}"),
        "05/page.yaml:4:15: lead.txt is not a story [not-a-story]",
    ),
    Case(
        "story named twice",
        PAGE,
        page(slots="{lead: one.md, more: ./one.md}"),
        "05/page.yaml:4:29: ./one.md stands on this page twice; first in line 4 [story-twice]",
    ),
    Case(
        "a module named like a slot",
        PAGE,
        page(
            "modules: {lead: {story: one.md, at: {column: 0, columns: 2, line: 0, lines: 9}}}\n",
            slots="{lead: two.md}",
        ),
        "05/page.yaml:5:17: lead is a slot and a module [name-twice]",
    ),
    Case(
        "a module that is a story and an advertisement",
        PAGE,
        page(
            "modules: {m: {story: a.md, file: a.pdf, alt: 广告, "
            "at: {column: 0, columns: 2, line: 0, lines: 9}}}\n",
            slots="{lead: two.md}",
        ),
        "05/page.yaml:5:15: unknown key 'story' [unknown-key]",
    ),
    Case(
        "an advertisement without words in a module",
        PAGE,
        page("modules: {m: {file: a.pdf, at: {column: 0, columns: 2, line: 0, lines: 9}}}\n"),
        "05/page.yaml:5:14: the key 'alt' is missing [missing-key]",
    ),
    Case(
        "two hundred stories and one",
        PAGE,
        page(slots="{lead: lead.md, more: {items: [" + "one.md, " * 199 + "]}}"),
        "05/page.yaml:4:8: the page names 201 stories, the limit is 200 [too-many-stories]",
    ),
    Case(
        "other page's number",
        PAGE,
        page(number="6"),
        "05/page.yaml:1:9: the page's number is 6, but its folder is 05 [page-number]",
    ),
    Case(
        "no page",
        PAGE,
        None,
        "edition.yaml:1:1: the edition 2024-11-13 has no page [no-pages]",
    ),
    *(
        Case(f"path {name}", LEAD, photo(name), f"05/lead.md:4:12: {name} {fault} [path-outside]")
        for name, fault in [
            ("/etc/passwd", "is an absolute path"),
            ("C:/x.png", "is an absolute path"),
            ("photos/../../x.png", "goes up with .."),
            ("photos\\one.png", "has a backslash in it"),
        ]
    ),
    Case(
        "path longer than any file's",
        PAGE,
        page(slots="{lead: " + "文" * 100 + ".md}"),
        "05/page.yaml:4:15: " + "文" * 59 + "… is too long [path-outside]",
    ),
    # Pictures.
    Case(
        "picture that is not there",
        PHOTO,
        None,
        "05/one.md:5:12: the picture 2024-11-13/05/photos/one.png does not exist [picture-missing]",
    ),
    Case(
        "text that calls itself a picture",
        PHOTO,
        "hello",
        "05/one.md:5:12: the picture 2024-11-13/05/photos/one.png is not a picture, "
        "whatever its name says [not-a-picture]",
    ),
    Case(
        "picture of another format",
        PHOTO,
        b"GIF89a" + b"\0" * 20,
        "05/one.md:5:12: the picture 2024-11-13/05/photos/one.png is a GIF file [picture-format]",
    ),
    Case(
        "picture cut short",
        PHOTO,
        png(3, 4)[:-20],
        "05/one.md:5:12: the picture 2024-11-13/05/photos/one.png is cut short: the PNG ends in "
        "the middle of the picture [picture-damaged]",
    ),
    Case(
        "absurdly large picture",
        PHOTO,
        png(60_000, 60_000),
        "05/one.md:5:12: the picture 2024-11-13/05/photos/one.png claims 60000 × 60000 pixels; "
        "300 megapixels is the limit [picture-too-large]",
    ),
]


def lines_of(error: BanmianError) -> tuple[str, ...]:
    return tuple(str(d).partition("\n")[0].removeprefix("2024-11-13/") for d in error.diagnostics)


def spoil(edition: Edition, case: Case) -> None:
    if case.content is None:
        edition.delete(case.file)
    else:
        edition.write(case.file, case.content)


def read(edition: Edition) -> None:
    load_edition(edition.folder)
    load_page(edition.page)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_content_is_named_with_its_place(edition: Edition, case: Case) -> None:
    spoil(edition, case)
    with pytest.raises(ContentError) as caught:
        read(edition)
    expected = (case.expected,) if isinstance(case.expected, str) else case.expected
    assert lines_of(caught.value) == expected
    assert all(d.hint for d in caught.value.diagnostics)
    assert caught.value.exit_code is ExitCode.CONTENT


@pytest.mark.parametrize(
    ("file", "content", "hint"),
    [
        (
            LEAD,
            story("文。", "headline: 题\nbyline: 王五"),
            "byline: [{role: 记者, names: [王五]}]",
        ),
        (
            LEAD,
            story("文。", "headline: 题\nbyline: [王五]"),
            "byline: [{role: 记者, names: [王五]}]",
        ),
        (
            LEAD,
            story("文。", "headline: 题\nspeaker: 甲"),
            "speaker: {name: 何裕生, title: 省人大代表}",
        ),
        (
            LEAD,
            story("文。", "headline: 题\nphotos: a.jpg"),
            "photos: [{file: photos/a.jpg, caption: 何裕生}]",
        ),
        (
            LEAD,
            story("文。", "headline: 题\nbyline: [{role: 记者, names: []}]"),
            "names: [王五, 赵六]",
        ),
        (PAGE, page("editors: 王五"), "editors: [{role: 责任编辑, names: [王五]}]"),
        (PAGE, page(slots="{}"), "slots: {lead: lead.md}"),
    ],
)
def test_the_hint_shows_the_thing_itself(
    edition: Edition, file: str, content: str, hint: str
) -> None:
    edition.write(file, content)
    with pytest.raises(ContentError) as caught:
        read(edition)
    (fault,) = caught.value.diagnostics
    assert fault.hint == f"write {hint}"
    assert "tuple" not in fault.message


@pytest.mark.parametrize(
    ("value", "keys"),
    [("{file: a.pdf, items: [a.md]}", "alt, file"), ("{items: [a.md], alt: 词}", "intro, items")],
)
def test_the_keys_of_what_the_slot_holds_are_shown(edition: Edition, value: str, keys: str) -> None:
    edition.write(PAGE, page(slots=f"{{lead: {value}}}"))
    with pytest.raises(ContentError) as caught:
        read(edition)
    (hint,) = [one.hint for one in caught.value.diagnostics if one.code == "unknown-key"]
    assert f"accepted here: {keys}" in str(hint)


def test_missing_edition_file_is_a_usage_fault(edition: Edition) -> None:
    edition.delete(EDITION)
    with pytest.raises(UsageError) as caught:
        load_edition(edition.folder)
    assert lines_of(caught.value) == ("edition.yaml: there is no such file [file-missing]",)


def test_missing_page_file_is_a_usage_fault(edition: Edition) -> None:
    edition.delete(PAGE)
    with pytest.raises(UsageError) as caught:
        load_page(edition.page)
    assert lines_of(caught.value) == ("05/page.yaml: there is no such file [file-missing]",)


def test_all_faults_of_a_page_are_raised_at_once_in_order(edition: Edition) -> None:
    edition.write(LEAD, story("- 项\n\n**开", "headline: 题\nkickr: a\nphotos: [{file: /x.png}]"))
    edition.write("05/intro.md", story("文。", "headline: [a: b"))
    edition.write("05/one.md", story("`a` 与 <b>", "headline: /\nphotos: [{file: no.png}]"))
    edition.write("05/two.md", story("文。").encode("gb18030"))
    with pytest.raises(ContentError) as caught:
        load_page(edition.page)
    codes = [(d.place.file, d.place.line, d.code) for d in caught.value.diagnostics if d.place]
    assert [(file.removeprefix("2024-11-13/05/"), line, code) for file, line, code in codes] == [
        ("intro.md", 3, "yaml-syntax"),
        ("lead.md", 3, "unknown-key"),
        ("lead.md", 6, "unsupported-markdown"),
        ("lead.md", 8, "emphasis"),
        ("one.md", 2, "empty-text"),
        ("one.md", 3, "picture-missing"),
        ("one.md", 5, "unsupported-markdown"),
        ("one.md", 5, "unsupported-markdown"),
        ("two.md", 2, "encoding"),
    ]


def test_links_out_of_the_edition_are_refused(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(story("秘密。"), encoding="utf-8")
    edition.delete(LEAD)
    (edition.page / "lead.md").symlink_to(tmp_path / "secret.md")
    edition.delete(PHOTO)
    (edition.page / "photos").rmdir()
    (edition.page / "photos").symlink_to(tmp_path)
    (tmp_path / "one.png").write_bytes(png(3, 4))
    with pytest.raises(ContentError) as caught:
        load_page(edition.page)
    assert lines_of(caught.value) == (
        "05/one.md:5:12: photos/one.png is a link that leaves the edition's folder [path-outside]",
        "05/page.yaml:5:9: lead.md is a link that leaves the edition's folder [path-outside]",
    )


def test_a_circle_of_links_is_a_fault_not_a_crash(edition: Edition) -> None:
    edition.delete(LEAD)
    (edition.page / "lead.md").symlink_to("lead.md")
    with pytest.raises(ContentError) as caught:
        load_page(edition.page)
    assert {d.code for d in caught.value.diagnostics} <= {"path-outside", "file-missing"}


def test_a_page_folder_that_is_a_link_out_is_refused(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "page.yaml").write_text(page(), encoding="utf-8")
    (edition.folder / "06").symlink_to(tmp_path / "other")
    with pytest.raises(ContentError) as caught:
        load_edition(edition.folder)
    assert lines_of(caught.value) == (
        "06: the page is a link that leaves the edition's folder [path-outside]",
    )


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({"lead": "story", "excerpts": "collection"}, ()),
        (
            {"lead": "collection", "excerpts": "story"},
            (
                "05/page.yaml:5:3: the slot lead takes a collection, not a story [slot-kind]",
                "05/page.yaml:6:3: the slot excerpts takes a story, not a collection [slot-kind]",
            ),
        ),
        (
            {"leader": "story", "excerpts": "collection"},
            (
                "05/page.yaml:5:3: the layout plain has no slot 'lead' [unknown-slot]",
                "05/page.yaml:1:1: the slot leader of the layout plain is not filled "
                "[missing-slot]",
            ),
        ),
    ],
)
def test_slots_are_compared_with_the_layout(
    edition: Edition, declared: dict[str, str], expected: tuple[str, ...]
) -> None:
    found = check_slots(load_page(edition.page), declared)
    assert sorted(lines_of(ContentError(found))) == sorted(expected)
    assert all(d.hint for d in found)


def test_an_optional_slot_may_stay_empty(edition: Edition) -> None:
    declared = {"lead": "story", "excerpts": "collection", "ear": "story"}
    assert check_slots(load_page(edition.page), declared, optional={"ear"}) == ()


def test_every_code_is_in_the_guide_and_every_code_of_the_guide_is_tested() -> None:
    table = DOCS.read_text(encoding="utf-8").partition("## Codes")[2]
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE))
    told -= {"page-folder", "date-differs"}  # of a folder's name, not of a file: tested elsewhere
    told = {code for code in told if not code.startswith("jump-")}  # of two pages: with make-up
    told = {code for code in told if not code.startswith("ad-")}  # of PDFs: in tests/ad
    expected = [case.expected for case in CASES]
    lines = [line for e in expected for line in ((e,) if isinstance(e, str) else e)]
    raised = {line[line.rindex("[") + 1 : -1] for line in lines}
    assert told == raised | {"slot-kind", "unknown-slot", "missing-slot"}
