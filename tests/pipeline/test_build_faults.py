"""What stops a page says where and why, and leaves what was there before untouched."""

import errno
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.errors import (
    BanmianError,
    ContentError,
    EnvironmentFault,
    FontError,
    LayoutError,
    OversetError,
)
from banmian.pipeline.page import PageResult

Build = Callable[..., PageResult]
Edit = Callable[[str, str, str], None]

OLD = b"yesterday's page"
LONG = "全省人大代表工作会议在武汉举行，" * 40


@pytest.fixture
def earlier(tmp_path: Path) -> Callable[[], None]:
    """Put results of an earlier build in place; the function given asserts they are untouched."""
    folder = tmp_path / "output" / "2024-11-13" / "05"
    folder.mkdir(parents=True)
    (folder / "page.pdf").write_bytes(OLD)
    (folder / "page.png").write_bytes(OLD)

    def untouched() -> None:
        found = sorted(path.name for path in (tmp_path / "output").rglob("*") if path.is_file())
        assert found == ["page.pdf", "page.png"]
        assert (folder / "page.pdf").read_bytes() == OLD
        assert (folder / "page.png").read_bytes() == OLD

    return untouched


def stops(build: Build, error: type[BanmianError]) -> list[tuple[str, str, str]]:
    """Code, place in the page's folder, and message of every fault."""
    with pytest.raises(error) as raised:
        build()
    found = []
    for fault in raised.value.diagnostics:
        place = str(fault.place).rpartition("/05/")[2] if fault.place else ""
        found.append((fault.code, place, fault.message))
    return found


def test_too_much_copy(build: Build, edit: Edit, earlier: Callable[[], None]) -> None:
    edit("lead.md", "11月12日，", f"11月12日，{LONG}")
    ((code, place, message),) = stops(build, OversetError)
    assert (code, place) == ("overset", "lead.md:1:1")
    lines, characters = [int(word) for word in re.findall(r"\d+", message)][:2]
    assert 25 <= lines <= 45  # 640 characters in lines of 15 em, less what the ladder gives
    assert abs(characters - lines * 15) <= 15
    assert int(OversetError.exit_code) == 5
    earlier()


HEADLINE = "headline: "
TOO_LONG = [
    (("he-yufeng.md", HEADLINE, HEADLINE + "很长的标题" * 12), "he-yufeng.md:2:11", "headline"),
    (("he-yufeng.md", "/彰显", "/" + "\u2060".join("彰显" * 60)), "he-yufeng.md:2:11", "headline"),
    (("intro.md", "进行摘编", "进行摘编" + "很长的按语" * 30), "intro.md:4:1", "body"),
    (("lead.md", "deck: ", "deck: " + "很长的副题" * 20), "lead.md:3:7", "deck"),
    (
        ("lead.md", "[王婧]", f"[{', '.join(f'欧阳诸葛某{n}' for n in range(50))}]"),
        "lead.md:5:12",
        "byline",
    ),
    (("xie-aie.md", "title: ", "title: " + "很长的职务" * 40), "xie-aie.md:3:17", "speaker"),
    (("xie-aie.md", "caption: ", "caption: " + "很长的说明" * 9), "xie-aie.md:6:41", "caption"),
    (("page.yaml", "section: 要闻", "section: " + "要闻" * 14), "page.yaml:1:1", "folio"),
    (
        ("lead.md", "## “用心", "## " + "很长的小标题\u200b" * 20 + "“用心"),
        "lead.md:1:1",
        "crosshead",
    ),
]


@pytest.mark.parametrize(("change", "place", "said"), TOO_LONG)
def test_a_head_that_is_too_long(
    change: tuple[str, str, str], place: str, said: str, build: Build, edit: Edit
) -> None:
    edit(*change)
    faults = stops(build, OversetError)
    assert [code for code, *_ in faults] == ["overset"] * len(faults)
    assert any(where == place and said in message for _, where, message in faults), faults
    assert all("characters)" in message for *_, message in faults)


def test_a_character_no_face_has(build: Build, edit: Edit, earlier: Callable[[], None]) -> None:
    edit("lead.md", "全省人大代表工作会议现场直击", "全省\U0002a6d6大")
    edit("xie-aie.md", "这些年", "这些\U0002a6d7年")
    edit("page.yaml", "section: 要闻", "section: 要\U0002a6d8闻")
    faults = stops(build, FontError)
    assert [(code, place) for code, place, _ in faults] == [
        ("glyph-missing", "lead.md:3:9"),
        ("glyph-missing", "page.yaml:4:11"),
        ("glyph-missing", "xie-aie.md:8:3"),
    ]
    assert "'\U0002a6d6' U+2A6D6" in faults[0][2]
    assert int(FontError.exit_code) == 7
    earlier()


NO_PLACE = [
    ("lead.md", "kicker: 引题", "lead.md:2:9", "kicker"),
    ("lead.md", "speaker: {name: 某某}", "lead.md:2:17", "speaker"),
    ("lead.md", "photos: [{file: photos/xie-aie.jpg}]", "lead.md:2:17", "photo"),
    ("xie-aie.md", "deck: 副题", "xie-aie.md:2:7", "deck"),
    ("xie-aie.md", "byline: [{role: 记者, names: [王婧]}]", "xie-aie.md:2:17", "byline"),
]


@pytest.mark.parametrize(("file", "line", "place", "what"), NO_PLACE)
def test_copy_the_layout_has_no_place_for_is_not_lost(
    file: str, line: str, place: str, what: str, edition: Path, build: Build
) -> None:
    path = edition / "05" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")
    ((code, where, message),) = stops(build, ContentError)
    assert (code, where) == ("no-place", place)
    assert f"no place for the {what}" in message


def test_a_second_photo_and_a_head_in_the_intro_are_not_lost(build: Build, edit: Edit) -> None:
    edit("xie-aie.md", "---\n这", "  - {file: photos/he-yufeng.jpg, caption: 甲}\n---\n这")
    edit("intro.md", "---\n11", "---\n## 小标题\n\n11")
    found = [(place, message) for _, place, message in stops(build, ContentError)]
    assert found[0] == ("intro.md:4:4", "intro: the layout has no place for the crosshead")
    assert found[1][0] == "xie-aie.md:7:12"
    assert "no place for the photo" in found[1][1]


def test_too_many_items(build: Build, edit: Edit, edition: Path) -> None:
    more = [f"more-{number}.md" for number in range(7)]
    for name in more:
        shutil.copy(edition / "05" / "xie-aie.md", edition / "05" / name)
    lines = "".join(f"      - {name}\n" for name in more)
    edit("page.yaml", "      - xie-aie.md\n", "      - xie-aie.md\n" + lines)
    ((code, place, message),) = stops(build, ContentError)
    assert (code, place) == ("too-many-items", "page.yaml:8:3")
    assert "13 items, the layout 12 places" in message


def test_an_unknown_layout(build: Build, edit: Edit) -> None:
    edit("page.yaml", "layout: fayan-zhaibian", "layout: fayan")
    ((code, place, message),) = stops(build, LayoutError)
    assert (code, place) == ("layout-unknown", "page.yaml:5:9")
    assert "'fayan'" in message


@pytest.mark.parametrize(
    ("old", "new"),
    [("  lead: lead.md\n", ""), ("  lead: lead.md", "  lead: {items: [lead.md]}"),
     ("  lead: lead.md", "  led: lead.md")],
)  # fmt: skip
def test_the_page_and_its_layout_disagree(
    old: str, new: str, build: Build, edit: Edit, earlier: Callable[[], None]
) -> None:
    edit("page.yaml", old, new)
    assert all(place.startswith("page.yaml:") for _, place, _ in stops(build, ContentError))
    earlier()


def test_a_style_in_a_face_that_is_not_there(build: Build, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "project"
    shutil.copytree(project / "layouts", other / "layouts")
    for name in ("fonts", "press"):
        (other / name).symlink_to(project / name)
    layout = other / "layouts" / "fayan-zhaibian" / "layout.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("body: {face: song", "body: {face: sung"), encoding="utf-8")
    with pytest.raises(LayoutError) as raised:
        build(project=other)
    (fault,) = raised.value.diagnostics
    line = text[: text.index("body: {face")].count("\n") + 1
    assert (fault.code, str(fault.place)) == (
        "face-unknown",
        f"layouts/fayan-zhaibian/layout.yaml:{line}:16",
    )


def test_the_results_folder_cannot_be_made(build: Build, tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(OLD)
    with pytest.raises(EnvironmentFault) as raised:
        build()
    assert int(raised.value.exit_code) == 8
    assert [fault.code for fault in raised.value.diagnostics] == ["cannot-write"]
    assert (tmp_path / "output").read_bytes() == OLD


def test_the_disk_is_full(
    build: Build, earlier: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(EnvironmentFault, match="No space left on device"):
        build()
    earlier()


def test_a_good_page_is_written_whole(
    build: Build, earlier: Callable[[], None], tmp_path: Path
) -> None:
    result = build()
    folder = tmp_path / "output" / "2024-11-13" / "05"
    assert (result.pdf, result.png) == (folder / "page.pdf", folder / "page.png")
    assert sorted(path.name for path in folder.iterdir()) == ["page.pdf", "page.png"]
    assert (folder / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "page.png").read_bytes().startswith(b"\x89PNG")
