"""What a good edition becomes: heads, pictures, defaults, and the values between processes."""

import io
import pickle
from pathlib import Path
from typing import Protocol

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from banmian.editorial.edition import PageCopy
from banmian.editorial.plain import page_paragraphs
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import load_page
from banmian.editorial.story import Fit, Photo, Story

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
<rdf:Description rdf:about="" photoshop:Credit="某社">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">图片
 说明</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


class Edition(Protocol):
    folder: Path
    page: Path

    def write(self, name: str, content: str | bytes) -> None: ...


def lead(edition: Edition, front_matter: str, body: str = "文。") -> Story:
    edition.write("05/lead.md", f"---\n{front_matter}\n---\n{body}\n")
    return load_page(edition.page).stories[0]


def test_a_page_survives_pickling(edition: Edition) -> None:
    page = load_page(edition.page)
    assert pickle.loads(pickle.dumps(page)) == page
    assert hash(page) == hash(load_page(edition.page))


def test_stories_are_named_by_their_files(edition: Edition) -> None:
    page = load_page(edition.page)
    assert [story.name for story in page.stories] == ["lead", "intro", "one", "two"]
    assert [slot.name for slot in page.slots] == ["lead", "excerpts"]


@pytest.mark.parametrize(
    ("headline", "lines", "plain"),
    [
        ("头条/标题", ("头条\u200b标题",), "头条标题"),
        ("24//7", ("24/7",), "24/7"),
        ("a///b", ("a/\u200bb",), "a/b"),
        ("[第一/行, 第二行]", ("第一\u200b行", "第二行"), "第一行第二行"),
        ("2024", ("2024",), "2024"),
        ("1.50", ("1.50",), "1.50"),
        ("2024-11-13", ("2024-11-13",), "2024-11-13"),
        ("' 空 格 '", ("空 格",), "空 格"),
        ("不\u2060断", ("不\u2060断",), "不断"),
    ],
)
def test_heads(edition: Edition, headline: str, lines: tuple[str, ...], plain: str) -> None:
    head = lead(edition, f"headline: {headline}").headline
    assert tuple(line.text for line in head.lines) == lines
    assert head.plain == plain


def test_an_empty_optional_key_is_not_written(edition: Edition) -> None:
    story = lead(edition, "headline: 题\ndeck:\nkicker: null\nspeaker:\nfit:")
    assert (story.deck, story.kicker, story.speaker, story.fit) == (None, None, None, None)


def test_fit_and_accept(edition: Edition) -> None:
    story = lead(edition, "headline: 题\nfit: {tracking: -0.01}\naccept: [trad-in-simplified]")
    assert story.fit == Fit(looseness=0, tracking=-0.01)
    assert story.accept == ("trad-in-simplified",)


def photo_of(page: PageCopy) -> Photo:
    return page.stories[0].photos[0]


@pytest.mark.parametrize(
    ("keys", "caption", "credit"),
    [
        ("", "图片 说明", "某社"),
        (", caption: 甲", "甲", "某社"),
        (", caption: null, credit: ", None, None),
        (", credit: 乙 摄", "图片 说明", "乙 摄"),
    ],
)
def test_what_the_story_leaves_out_the_picture_says(
    edition: Edition, keys: str, caption: str | None, credit: str | None
) -> None:
    buffer, info = io.BytesIO(), PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP)
    Image.new("L", (30, 40)).save(buffer, "PNG", pnginfo=info)
    edition.write("05/photos/said.png", buffer.getvalue())
    photo = lead(edition, f"headline: 题\nphotos: [{{file: photos/said.png{keys}}}]").photos[0]
    assert (photo.caption and photo.caption.text, photo.credit and photo.credit.text) == (
        caption,
        credit,
    )
    if photo.caption and "caption" not in keys:
        assert str(photo.caption.place_of(2)) == "2024-11-13/05/photos/said.png"
    assert (photo.picture.width_px, photo.picture.height_px) == (30, 40)


def test_the_words_of_a_page_in_reading_order(edition: Edition) -> None:
    lead(
        edition,
        "kicker: 引/题\nheadline: 题\ndeck: [副, 题]\ndateline: 本报讯\n"
        "byline: [{role: 记者, names: [甲, 乙]}, {role: 通讯员, names: [丙]}]\nsignoff: (完)",
        "## 小标题\n\n一**二**\u200b三。\n\n四。",
    )
    assert page_paragraphs(load_page(edition.page)) == (
        "引题",
        "题",
        "副题",
        "记者 甲 乙 通讯员 丙",
        "小标题",
        "本报讯\u3000一二三。",
        "四。",
        "(完)",
        "发言摘编",
        "按语。",
        "发言一",
        "主任 甲",
        "发言。",
        "甲",
        "发言二",
        "发言。",
        "(本版图片均由某某摄)",
    )


def test_pages_are_two_digit_folders_in_order(edition: Edition) -> None:
    for name in ("12", "01", "notes", "x1"):
        edition.write(f"{name}/page.yaml", "")
    (edition.folder / "03").mkdir()
    assert [page.name for page in load_edition(edition.folder).pages] == ["01", "05", "12"]


def test_an_edition_anywhere_is_read_by_any_path(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = load_page(edition.page.resolve())
    monkeypatch.chdir(edition.page)
    here = load_page(Path())
    assert page_paragraphs(here) == page_paragraphs(absolute)
    assert str(here.stories[0].place) == "lead.md:1:1"


def test_a_link_inside_the_edition_is_followed(edition: Edition) -> None:
    edition.write("shared/lead.md", "---\nheadline: 共用\n---\n文。\n")
    (edition.page / "lead.md").unlink()
    (edition.page / "lead.md").symlink_to("../shared/lead.md")
    assert load_page(edition.page).stories[0].headline.plain == "共用"
