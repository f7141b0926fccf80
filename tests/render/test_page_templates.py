"""A layout's template may place and dress what make-up decided: not change, repeat or add to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.errors import Diagnostic, LayoutError
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, TextBlock

PaintBlocks = Callable[..., tuple[MadeUpPage, bytes]]

HEAD = """{% import "blocks.html.j2" as set %}<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>t</title>
<style>{{ type_css|safe }}</style></head>
<body>
"""
WHOLE = "{% for block in page.stories[0].blocks %}{{ set.block(block) }}{% endfor %}"


@pytest.fixture
def fill(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
) -> Callable[..., bytes]:
    """Paint three short paragraphs, two of them of one length, by a template."""

    def make(template: str, prepare: Callable[[Path], object] | None = None) -> bytes:
        style = make_style()
        texts = ("一篇稿件", "二篇稿件", "三篇长些的稿件")
        blocks = [set_block([(text, "song", 1.0)], style, 10, n) for n, text in enumerate(texts)]
        return paint_blocks(*blocks, template=template, prepare=prepare)[1]

    return make


def only_fault(raised: pytest.ExceptionInfo[LayoutError]) -> Diagnostic:
    (fault,) = raised.value.diagnostics
    return fault


def test_the_template_of_these_tests_is_good(fill: Callable[..., bytes]) -> None:
    assert fill(HEAD + WHOLE).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (WHOLE + WHOLE, "'一篇稿件' where no text belongs"),
        ("{{ set.block(page.stories[0].blocks[0]) }}" + WHOLE, "'一篇稿件' where '二篇稿件'"),
        (WHOLE.replace("].blocks", "].blocks|reverse"), "'三篇长些的稿件' where '一篇稿件'"),
        (WHOLE.replace("].blocks", "].blocks[:2]"), "2 runs of text, not 3"),
        (WHOLE.replace("].blocks", "].blocks[1:]"), "'二篇稿件' where '一篇稿件'"),
        (WHOLE + '<p class="text t-body">加</p>', "'加' where no text belongs"),
        (WHOLE + '<p class="t-body">加</p>', "'加' where '一篇稿件'"),
        (WHOLE + "<style>.body{visibility:hidden}</style>", "0 runs of text, not 3"),
        (WHOLE + "<style>p{display:none}</style>", "0 runs of text, not 3"),
        (WHOLE + "<style>.body{opacity:.5}</style>", "0 runs of text, not 3"),
    ],
)
def test_every_block_is_printed_once_and_in_order(
    body: str, said: str, fill: Callable[..., bytes]
) -> None:
    with pytest.raises(LayoutError) as raised:
        fill(HEAD + body)
    fault = only_fault(raised)
    assert fault.code == "template-order"
    assert said in fault.message
    assert "layouts/small/page.html.j2" in fault.message


def test_two_blocks_of_one_length_may_not_change_places(fill: Callable[..., bytes]) -> None:
    """Counting glyphs would not see it: the text would stand in the other's place."""
    swapped = "".join(f"{{{{ set.block(page.stories[0].blocks[{n}]) }}}}" for n in (1, 0, 2))
    with pytest.raises(LayoutError, match="'二篇稿件' where '一篇稿件' belongs"):
        fill(HEAD + swapped)
    painted_last = WHOLE + '<style>p[data-paragraph="p-0.0"]{z-index:1}</style>'
    with pytest.raises(LayoutError, match="'二篇稿件' where '一篇稿件' belongs"):
        fill(HEAD + painted_last)


def test_one_letter_may_not_be_changed(fill: Callable[..., bytes]) -> None:
    changed = WHOLE.replace("{{ set.block(block) }}", "{{ set.block(block)|replace('二', '三') }}")
    with pytest.raises(LayoutError, match="'三篇稿件' where '二篇稿件' belongs"):
        fill(HEAD + changed)


def test_the_template_may_not_make_a_second_page(fill: Callable[..., bytes]) -> None:
    with pytest.raises(LayoutError, match="makes 2 pages, not 1"):
        fill(HEAD + WHOLE + "<hr><hr style='break-before:page'>")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{% for block in %}", "Expected an expression"),
        ("{% if page %}", "endif"),
        ("{{ page.no_such_thing }}", "no_such_thing"),
        ("{{ no_such_name }}", "no_such_name"),
        ("{{ page.title|no_such_filter }}", "no_such_filter"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 1 + 'a' }}", "unsupported operand"),
        ("{{ page.title.missing() }}", "missing"),
        ("{{ [][3] }}", "no element"),
        ("{{ 'a'.join(5) }}", "iterable"),
        ("{% include 'missing.html.j2' %}", "missing.html.j2"),
        ("{% include '../../../etc/passwd' %}", "passwd"),
        ("{% include '/etc/passwd' %}", "passwd"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ page.__init__.__globals__ }}", "unsafe"),
        ("{{ set.block.__globals__ }}", "no attribute '__globals__'"),
        ("{{ '{0.__class__}'.format('') }}", "unsafe"),
        ("{% set _ = page.__setattr__('title', 'x') %}", "unsafe"),
        ("{{ [].append(1) }}", "unsafe|not safely callable"),
        ("{{ range(10 ** 9)|list }}", "may not make|too big"),
        ("{{ 'x' * 10 ** 9 }}", "may not make"),
        ("{{ 'x' * 99999999 }}", "may not make"),
        ("{{ 9 ** 99999 }}", "may not make"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
    ],
)
def test_a_fault_of_the_template_is_told_with_its_line(
    line: str, said: str, fill: Callable[..., bytes]
) -> None:
    with pytest.raises(LayoutError, match=f"(?i){said}") as raised:
        fill(HEAD + "<!-- -->\n" + line + WHOLE)
    fault = only_fault(raised)
    assert fault.code == "template"
    assert fault.place is not None
    assert (fault.place.file, fault.place.line) == ("layouts/small/page.html.j2", 6)


def test_a_template_may_not_fill_the_memory(fill: Callable[..., bytes]) -> None:
    endless = "{% for a in range(9999) %}{% for b in range(9999) %}xxxx{% endfor %}{% endfor %}"
    with pytest.raises(LayoutError, match="makes more than 20 MB"):
        fill(HEAD + endless)


def test_a_fault_in_an_included_template_names_that_file(fill: Callable[..., bytes]) -> None:
    def prepare(folder: Path) -> None:
        (folder / "part.html.j2").write_text("<i>\n{% nonsense %}</i>")

    with pytest.raises(LayoutError) as raised:
        fill(HEAD + "{% include 'part.html.j2' %}", prepare)
    assert str(only_fault(raised).place) == "layouts/small/part.html.j2:2"


def test_there_is_no_template(fill: Callable[..., bytes]) -> None:
    with pytest.raises(LayoutError, match=r"the layout has no template 'page\.html\.j2'"):
        fill(HEAD, lambda folder: (folder / "page.html.j2").unlink())


def test_a_template_that_is_not_utf_8(fill: Callable[..., bytes]) -> None:
    def prepare(folder: Path) -> None:
        (folder / "page.html.j2").write_bytes("版面".encode("gbk"))

    with pytest.raises(LayoutError, match="utf-8"):
        fill(HEAD, prepare)


def test_a_template_may_not_be_a_link_to_elsewhere(
    fill: Callable[..., bytes], tmp_path: Path
) -> None:
    outside = tmp_path / "outside.html.j2"
    outside.write_text(HEAD + WHOLE, encoding="utf-8")

    def prepare(folder: Path) -> None:
        (folder / "page.html.j2").unlink()
        (folder / "page.html.j2").symlink_to(outside)

    with pytest.raises(LayoutError, match=r"the layout has no template 'page\.html\.j2'"):
        fill(HEAD, prepare)


def test_copy_is_escaped(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
) -> None:
    text = "<b>粗</b>&amp;{{ 1 }}{% raw %}<!-- \"x' -->"
    block = set_block([(text, "song", 1.0)], make_style(), 30, 0)
    assert paint_blocks(block)[1].startswith(b"%PDF")
