"""`compose`: the contract of its input and output, through the real composer and faces."""

import json
from collections.abc import Callable
from ctypes import c_double
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

Tell = Callable[..., Any]
TEXT = "“当人大代表，成就感满满！”谢爱娥说，她将用心用情用力为民履职尽责。"


def test_lines_for_a_person(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, "utf-8")
    told = tell("compose", path, "--measure", "11")
    assert told.code == 0
    assert "".join(told.out.splitlines()) == TEXT


def test_items_for_a_program(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, "utf-8")
    (line,) = tell("compose", path, "--measure", "11", "--json").out.splitlines()
    facts = json.loads(line)
    assert "".join(item[0] for row in facts["lines"] for item in row) == TEXT
    for row in facts["lines"][:-1]:
        text, x, advance = row[-1]
        assert abs(x + advance - 11) < 1e-3, text
    assert facts["lines"][0][0] == ["“", 0.0, 0.5]


def test_json_lines_have_their_own_measure(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    samples = [
        {"id": "a", "text": TEXT, "width_em": 9, "indent_em": 2},
        {"id": "b", "text": "", "width_em": 9},
    ]
    path.write_text("\n".join(json.dumps(one) for one in samples), "utf-8")
    first, second = (json.loads(line) for line in tell("compose", path, "--json").out.splitlines())
    assert first["id"] == "a"
    assert first["lines"][0][0][1] == 2.0
    assert second == {"id": "b", "lines": []}


def test_bad_lines_are_named_all_at_once(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    path.write_text('{"id": "a"}\n{}\nnot json\n{"id":1,"text":"一","width_em":-3}\n', "utf-8")
    told = tell("compose", path)
    assert told.code == 2
    assert [f":{n}:1: " in told.err for n in (1, 2, 3, 4)] == [True] * 4


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": 1}', "the field 'text' is missing"),
        ('{"text": "一"}', "the field 'id' is missing"),
        ('{"id": 1, "text": 5}', "text must be text, not 5"),
        ('{"id": 1, "text": "一", "width_em": 0.5}', "width_em must be a number from 1 to 1000"),
        ('{"id": 1, "text": "一", "width_em": "x"}', "width_em must be a number from 1 to 1000"),
        ('{"id": 1, "text": "一", "width_em": NaN}', "width_em must be a number from 1 to 1000"),
        ('{"id": 1, "text": "一", "width_em": 9, "indent_em": 9}', "less than width_em, 9; not 9"),
        ('{"id": 1, "text": "一", "indent_em": true}', "indent_em must be a number from 0"),
        ('{"id": null, "text": "一"}', "id must be text or a number"),
        ('{"id": 1, "text": "\\ud800"}', "a lone surrogate"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "no object"),
        ("{", "not JSON"),
    ],
)
def test_a_bad_line_says_which_field(line: str, words: str, tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    path.write_text(line, "utf-8")
    told = tell("compose", path)
    assert told.code == 2
    assert words in told.err


def test_ids_are_given_back_as_they_are(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    path.write_text('{"id": 7, "text": "一\\nab\\nc"}\n{"id": "7", "text": ""}\n', "utf-8")
    told = [json.loads(line) for line in tell("compose", path, "--json").out.splitlines()]
    assert [one["id"] for one in told] == [7, "7"]
    assert [item[0] for item in told[0]["lines"][0]] == ["一", "ab", "c"]


def test_an_indent_fits_its_measure(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("一", "utf-8")
    told = tell("compose", path, "--measure", "5", "--indent", "5")
    assert told.code == 2
    assert "the indent, 5, is not less than the measure" in told.err
    told = tell("compose", tmp_path)
    assert told.code == 2
    assert "this is a folder" in told.err


def test_line_ends_join_as_in_a_story(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("当人大代表，\n  成就感\nvery\nmuch\n", "utf-8")
    (line,) = tell("compose", path, "--measure", "40").out.splitlines()
    assert line == "当人大代表，成就感very much"


def test_an_unknown_face_is_a_fault_of_the_command_line(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("一", "utf-8")
    told = tell("compose", path, "--face", "foo")
    assert told.code == 2
    assert told.err.startswith("--face: there is no face 'foo' [unknown-face]\n  hint: faces: song")


def test_waiting_for_a_person_is_announced(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = TextIOWrapper(BytesIO("一二".encode()))
    monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", typed)
    told = tell("compose", "-")
    assert (told.code, told.out) == (0, "一二\n")
    assert "standard input" in told.err


def read_back(pdf: Path) -> list[tuple[str, float]]:
    """Every character that is no white, and how far its pen is from the measure's edge, in em."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        words = page.get_textpage()
        for index in range(words.count_chars()):
            char = words.get_text_range(index, 1)
            if char.strip():
                x, y = c_double(), c_double()
                raw.FPDFText_GetCharOrigin(words, index, x, y)
                found.append((char, (x.value - 20) / 10))
        words.close()
    document.close()
    return found


@pytest.mark.parametrize("face", ["song", "kai"])
def test_missing_characters_are_left_white(face: str, tell: Tell, tmp_path: Path) -> None:
    path, pdf = tmp_path / "copy.jsonl", tmp_path / "out.pdf"
    copies = ["张𠮷田——😀——👨\u200d👩\u200d👧来", "😀", "Aᚠb国\u1ab0好", "没有缺字。"]
    samples = [{"id": f"n{n}", "text": text, "width_em": 9} for n, text in enumerate(copies)]
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in samples), "utf-8")
    told = tell("compose", path, "--json", "--pdf", pdf, "--face", face)
    assert told.code == 0
    assert "copy.jsonl:1:24: paragraph 'n0': no face has the character '𠮷' U+20BB7" in told.err
    assert "copy.jsonl:2:23: paragraph 'n1': no face has the character '😀' U+1F600" in told.err
    paragraphs = [json.loads(line) for line in told.out.splitlines()]
    assert [one["id"] for one in paragraphs] == ["n0", "n1", "n2", "n3"]
    boxes = [box for one in paragraphs for line in one["lines"] for box in line]
    assert {tuple(box)[2] for box in boxes if box[0][0] in "𠮷😀👨国"} == {1}
    glyphs = read_back(pdf)
    assert "".join(char for char, _ in glyphs) == "张田————来Ab国好没有缺字。"
    places = {box[0][0]: box[1] for box in boxes}
    for char, x in glyphs:
        if char in "张田来国好没有缺字":
            assert x == pytest.approx(places[char], abs=0.02), char


def test_missing_character_does_not_stop_what_is_only_measured(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    copy = "好👨\u200d👩\u200d👧呀𠮷"
    path.write_text(json.dumps({"id": 1, "text": copy}) + "\n", "utf-8")
    told = tell("compose", path, "--json")
    assert told.code == 0
    assert "glyph-missing" in told.err
    (line,) = json.loads(told.out)["lines"]
    assert [box[:2] for box in line] == [["好", 0], ["👨\u200d👩\u200d👧", 1], ["呀", 2], ["𠮷", 3]]
    assert {box[2] for box in line} == {1}


def test_missing_character_is_placed_in_the_file(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("第一行\n第\U0001f600行", "utf-8")
    assert "copy.txt:2:2: " in tell("compose", path).err
    lines = tmp_path / "copy.jsonl"
    lines.write_text('{"id": 1, "text": "好"}\n{"id": 2, "text": "好\U0001f600"}\n', "utf-8")
    assert "copy.jsonl:2:21: " in tell("compose", lines).err


def test_pdf_says_the_same(tell: Tell, tmp_path: Path) -> None:
    path, pdf = tmp_path / "copy.txt", tmp_path / "out.pdf"
    path.write_text(TEXT, "utf-8")
    told = tell("compose", path, "--measure", "11", "--pdf", pdf)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    width, height = document[0].get_size()
    document.close()
    assert "".join(text.split()) == TEXT == "".join(told.out.split())
    assert height < 2 * width  # as high as its lines, not a strip of 120


def test_blank_lines_of_plain_text_join_and_are_told(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("\n第一段\n第二行\n\n第二段\n\n", "utf-8")
    told = tell("compose", path)
    assert told.out == "第一段第二行第二段\n"
    assert "--jsonl" in told.err
    path.write_text("\n第一段\n第二行\n\n", "utf-8")
    assert tell("compose", path).err == ""


def test_explain_names_the_rules(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("一二三四五六七八九，十一二三四五六七八。", "utf-8")
    (line,) = tell("compose", path, "--measure", "10", "--explain").out.splitlines()
    rules = [name for row in json.loads(line)["explain"] for name in row["rules"]]
    assert any(name.startswith(("R21", "R22")) for name in rules)


MARKED = "会议要[压**实**]{着重}，[王婧]{专名}说[镕]{róng}"


def test_markup_is_text_unless_asked_for(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(MARKED, "utf-8")
    assert tell("compose", path, "--measure", "60").out.strip() == MARKED
    told = tell("compose", path, "--measure", "60", "--markup")
    assert told.out.strip() == "会议要压实，王婧说镕"


def test_annotations_for_a_program(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.jsonl"
    path.write_text(json.dumps({"id": 1, "text": MARKED}) + '\n{"id": 2, "text": "无"}', "utf-8")
    told = tell("compose", path, "--json", "--markup")
    first, second = (json.loads(line) for line in told.out.splitlines())
    assert "annotations" not in second
    found = [(a["line"], a["kind"], a["at"], a.get("text")) for a in first["annotations"]]
    assert found == [
        (0, "dot", "压", None),
        (0, "dot", "实", None),
        (0, "name", "王婧", None),
        (0, "pinyin", "镕", "róng"),
    ]
    dot, _, name, _ = first["annotations"]
    assert dot["x_em"] + dot["width_em"] / 2 == pytest.approx(3.5)
    assert name["width_em"] == pytest.approx(2, abs=0.15)


def test_wrong_markup_is_named_where_it_stands(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("好\n 好[注]{下划}\n[\U0001f600]{着重}", "utf-8")
    told = tell("compose", path, "--markup")
    assert told.code == 6
    assert "copy.txt:2:6: '下划' in braces means nothing here [annotation]" in told.err
    path.write_text("好\n [国\U0001f600]{着重}", "utf-8")
    told = tell("compose", path, "--markup")
    assert told.code == 0
    assert "copy.txt:2:4: " in told.err
    path.write_text("好[诶]{ê\u0304}", "utf-8")
    pdf = tmp_path / "out.pdf"
    told = tell("compose", path, "--markup", "--pdf", pdf)
    assert told.code == 0
    assert "copy.txt:1:7: paragraph '1': no face has the character '\u0304'" in told.err
    assert "".join(char for char, _ in read_back(pdf)) == "好诶"


def rows(told: Any) -> list[list[tuple[str, float, float]]]:
    return [[tuple(item) for item in row] for row in json.loads(told.out)["lines"]]


def test_marks_are_set_in_the_style_asked_for(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("国国国国国国，“国国”国国国国国国国国国国", "utf-8")
    ask = ("compose", path, "--measure", "6", "--json")
    last = rows(tell(*ask, "--hanging"))[0][-1]
    assert last == ("，", 6.0, 0.5)
    first = rows(tell(*ask, "--hanging", "--line-start", "full"))[1][0]
    assert first == ("“", 0.0, 1.0)
    grid = rows(tell(*ask, "--style", "grid"))
    assert [(x, advance) for _, x, advance in grid[0]] == [(n, 1.0) for n in range(7)]
    assert grid[1][0] == ("“", 0.0, 1.0)
    assert rows(tell(*ask, "--style", "grid", "--no-hanging"))[0][-1][0] == "国"


def test_a_hung_mark_is_explained(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text("国国国国国国，国国国国国国国国国国国", "utf-8")
    told = tell("compose", path, "--measure", "6", "--hanging", "--explain")
    line = json.loads(told.out)["explain"][0]
    assert line["rules"] == {"R25 hung outside": 0.5}
    assert (line["text"], line["width_em"]) == ("国国国国国国，", 6.0)


def test_the_grid_has_no_trimmed_marks(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, "utf-8")
    told = tell("compose", path, "--style", "grid", "--line-start", "trim")
    assert told.code == 2
    assert "grid-marks" in told.err
