"""How the body is read: emphasis beside Chinese marks, and characters that must survive."""

import pytest

from banmian.editorial.annotation import is_syllable
from banmian.editorial.body import BodyReader
from banmian.editorial.story import Annotation, Crosshead, Emphasis, Paragraph
from banmian.errors import Place

P, S, K = Emphasis.PLAIN, Emphasis.STRONG, Emphasis.KAI
A = Annotation
N, D = A(), A(dots=True)


def read(text: str) -> BodyReader:
    reader = BodyReader("s.md", 10)
    reader.read(text)
    return reader


def runs(text: str) -> list[tuple[Emphasis, str]]:
    reader = read(text)
    assert reader.diagnostics == []
    (block,) = reader.blocks
    assert isinstance(block, Paragraph)
    return [(run.emphasis, run.text.text) for run in block.runs]


@pytest.mark.parametrize(
    "text",
    [
        "一、坚持高位推动。",
        "1.坚持",
        "1.2万名代表",
        "1、坚持",
        "(1) 坚持",
        "2024.11.13",
        "-1℃",
        "——某某",
        "#湖北# 话题",
        "a_b_c、姓名____电话____、（__）和（__）",
        "字_x_字",
        "[注]（见下）",
        "[来源]: 新华社",
        "[1][2]",
        "[[注]{着重",
        "[注] {镕} {x} ｛甲｝ [甲]｛乙｝",
        "! [ ] ( ) !",
        "a<b且c>d，x < y > z",
        "A&B、&c; &不是; & ",
        "C:\\湖北\\n",
        "100%~200%，~~",
        "3 * 4 = 12",
        "电话 138****1234",
        "注* 说明",
        "“引”‘号’……——·",
        "断\u200b开不\u2060断",
        "@某某 $1 ^ | = + {x}",
        "a`b",
        "𠮷野家",
    ],
)
def test_text_survives_word_for_word(text: str) -> None:
    assert runs(text) == [(P, text.strip())]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**一、导语。**接着", [(S, "一、导语。"), (P, "接着")]),
        ("前**“引”**后", [(P, "前"), (S, "“引”"), (P, "后")]),
        ("前*“引”*后", [(P, "前"), (K, "“引”"), (P, "后")]),
        ("**甲**乙*丙*", [(S, "甲"), (P, "乙"), (K, "丙")]),
        ("**甲**、**乙**", [(S, "甲"), (P, "、"), (S, "乙")]),
        ("**甲\n乙**丙", [(S, "甲乙"), (P, "丙")]),
        ("a\n**b**\nc", [(P, "a "), (S, "b"), (P, " c")]),
        ("**甲 * 乙**", [(S, "甲 * 乙")]),
        (r"\*\*甲\*\* \*", [(P, "**甲** *")]),
        (r"**甲\***乙", [(S, "甲*"), (P, "乙")]),
        (r"\\\_\[甲\]\(\<\&amp;\`\~\!\#", [(P, r"\_[甲](<&amp;`~!#")]),
        (r"1\. 甲", [(P, "1. 甲")]),
        (r"\- 甲", [(P, "- 甲")]),
        (r"\甲\a\ ", [(P, "\\甲\\a\\")]),
    ],
)
def test_emphasis_and_escapes(written: str, expected: list[tuple[Emphasis, str]]) -> None:
    assert runs(written) == expected


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("甲\n乙", "甲乙"),
        ("甲：\n“乙", "甲：“乙"),
        ("“a”\n‘b’", "“a”‘b’"),
        ("共有\n1.2万", "共有1.2万"),
        ("A\n甲", "A甲"),
        ("one\ntwo", "one two"),
        ("one \n  two", "one two"),
        ("한국\n사람", "한국 사람"),
        ("甲\u200b\nb", "甲\u200bb"),
        (r"a\*" + "\nb", "a* b"),
    ],
)
def test_soft_line_ends(written: str, text: str) -> None:
    assert "".join(text for _, text in runs(written)) == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("要[压实，责任]{着重}。", [("要", P, N), ("压实，责任", P, D), ("。", P, N)]),
        ("[甲乙]{专名}[丙]{ 专名 }", [("甲乙", P, A(name=1)), ("丙", P, A(name=2))]),
        ("[甲[乙]{专名}]{着重}", [("甲", P, D), ("乙", P, A(dots=True, name=1))]),
        ("**[甲]{着重}乙**", [("甲", S, D), ("乙", S, N)]),
        ("[甲**乙**]{专名}丙", [("甲", P, A(name=1)), ("乙", S, A(name=1)), ("丙", P, N)]),
        ("[甲\n乙]{着重}", [("甲乙", P, D)]),
        (r"[\[甲\]乙]{着重}\[丙]\{着重}", [("[甲]乙", P, D), ("[丙]{着重}", P, N)]),
        ("[[注]甲]{着重}", [("[注]甲", P, D)]),
    ],
)
def test_dots_and_names(written: str, expected: list[tuple[str, Emphasis, Annotation]]) -> None:
    reader = read(written)
    assert reader.diagnostics == []
    (block,) = reader.blocks
    assert isinstance(block, Paragraph)
    assert [(run.text.text, run.emphasis, run.annotation) for run in block.runs] == expected


def test_pinyin_is_shared_out_character_by_character() -> None:
    reader = read("见\n[镕、**基A**]{róng  jī}")
    assert reader.diagnostics == []
    (block,) = reader.blocks
    assert isinstance(block, Paragraph)
    assert [
        (run.text.text, run.emphasis, [s.text for s in run.annotation.readings])
        for run in block.runs
    ] == [("见", P, []), ("镕、", P, ["róng"]), ("基A", S, ["jī"])]
    assert block.runs[2].annotation.readings[0].place == Place("s.md", 11, 18)


SYLLABLES = "ā lǘ nǚ lüè ér huār zhuāng ḿ ńg hng ê̌ xiōng yuán e Róng shì de wǒ qióng jiǒng"
OTHERS = "rong2 dots abc li, lǐchāng lǐǐ zhw bold ŋ ǎǎ 重 italic"


@pytest.mark.parametrize("text", SYLLABLES.split())
def test_syllables(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize("text", OTHERS.split())
def test_no_syllables(text: str) -> None:
    assert not is_syllable(text)


def test_deep_brackets_are_read_in_no_time() -> None:
    """Were the words of each pair read for themselves, 2 ** 400 readings would be needed."""
    reader = read("[" * 400 + "甲" + "]{着重}" * 400)
    assert {fault.code for fault in reader.diagnostics} == {"annotation"}


def test_blocks_and_their_places() -> None:
    reader = read("　　第一段。\n　\n##  “小标题” ##\n第二段，\n续。\n\n## 小\\#题 #注\n")
    assert reader.diagnostics == []
    assert [(type(b), b.text.text, b.place) for b in reader.blocks] == [
        (Paragraph, "第一段。", Place("s.md", 10, 3)),
        (Crosshead, "“小标题”", Place("s.md", 12, 5)),
        (Paragraph, "第二段，续。", Place("s.md", 13, 1)),
        (Crosshead, "小#题 #注", Place("s.md", 16, 4)),
    ]
    assert reader.blocks[2].text.place_of(4) == Place("s.md", 14, 1)
