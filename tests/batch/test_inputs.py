"""The key of a page holds everything its bytes depend on, and little else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.batch.action import action_of, differences
from banmian.batch.engine import NOT_OF_A_PAGE, OURS, PACKAGES, Engine, this_engine
from banmian.batch.inputs import OUTSIDE, UNREADABLE, Inputs, digest_of
from banmian.batch.keys import page_action
from banmian.batch.peek import UNSURE, Peek, peek
from banmian.pipeline.settings import Settings

# packages that no page is made with: a new version of them makes no page again
NO_PAGE_IS_MADE_WITH = {
    "annotated-doc",  # typer's
    "annotated-types",  # pydantic's: names only
    "anyio",  # the server of proofs
    "brotli",  # web fonts: proofs only
    "brotlicffi",
    "cffi",  # how native libraries are called
    "charset-normalizer",  # reportlab's
    "click",
    "colorama",
    "h11",
    "idna",
    "mdurl",  # addresses in Markdown, which we do not follow
    "packaging",
    "pycparser",
    "pydantic-core",  # pydantic names the one version it takes
    "pygments",
    "rich",
    "shellingham",
    "starlette",
    "typer",
    "typing-extensions",
    "typing-inspection",
    "uvicorn",
    "watchfiles",
    "zopfli",  # web fonts
}
WATCHED = """
import json, sys
from pathlib import Path
seen = []
def hook(event, given):
    if event == "open" and isinstance(given[0], str):
        seen.append(given[0])
from banmian.pipeline.kept import Kept
from banmian.pipeline.page import make_page
from banmian.pipeline.settings import Settings
from banmian.progress import Silent
root, cache, *pages = sys.argv[1:]
settings = Settings(Path(cache) / "output", Path(root), Path(cache), png=False)
kept = Kept()
sys.addaudithook(hook)
opened = {}
for page in pages:
    seen.clear()
    make_page(Path(page), settings, Silent(), kept)
    opened[page] = sorted({str(Path(file).resolve()) for file in seen})
print(json.dumps(opened))
"""
DATA = ("content", "layouts", "fonts", "press")
PAGES = [
    *(f"content/demo/2026-01-01/{number:02}" for number in range(1, 5)),
    "content/demo/2026-01-02/01",
    "content/demo/2026-01-03/01",
    "content/2024-11-13/05",
]


# ---------------------------------------------------------------- what a page opens


def opened(project: Path, cache: Path) -> dict[str, list[Path]]:
    """The files that Python opens while each page is made."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(project), str(cache), *PAGES],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        cwd=project,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return {page: [Path(file) for file in found] for page, found in json.loads(done.stdout).items()}


def test_every_file_a_page_opens_is_an_input(project: Path, tmp_path: Path) -> None:
    """One test, as its pages take ten seconds."""
    for page, found in opened(project, tmp_path).items():
        edition = project / page / ".."
        inputs = dict(Inputs(project).of_page(project / page))
        known = {(root / name).resolve() for name in inputs for root in (edition, project)}
        code = [file for file in found if file.is_relative_to(OURS) and file.suffix != ".pyc"]
        files = [
            file for file in found if any(file.is_relative_to(project / name) for name in DATA)
        ]
        assert {"page.yaml", "layout.yaml"} <= {file.name for file in files}
        assert [str(file) for file in files if file not in known] == [], page
        assert UNREADABLE not in inputs.values()
        assert OUTSIDE not in inputs.values()
        for file in code:
            assert NOT_OF_A_PAGE.isdisjoint(file.relative_to(OURS).parts), file


def test_two_pages_that_turn_to_each_other_have_keys_of_their_own(project: Path) -> None:
    """They are made from the same files."""
    inputs, edition = Inputs(project), project / "content" / "demo" / "2026-01-01"
    assert inputs.of_page(edition / "01") == inputs.of_page(edition / "02")
    settings, engine = Settings(Path("o"), project, Path("c")), Engine(())
    keys = {page_action(inputs, edition / page, settings, engine).key for page in ("01", "02")}
    assert len(keys) == 2


# ---------------------------------------------------------------- a small project


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Three pages, of which two turn to each other, and all that goes with them."""
    root = tmp_path / "project"
    turns = {"01": "jumps_to: {lead: 2}", "02": "jumps_from: {lead: 1}", "03": ""}
    files = {
        "content/edition.yaml": "date: 2026-01-01\n",
        "layouts/neiye/layout.yaml": "a",
        "layouts/neiye/parts/style.css": "b",
        "layouts/siban/layout.yaml": "c",
        "fonts/song.ttf": "d",
        "press/profiles.yaml": "e",
        "press/print.icc": "f",
    }
    for page, turn in turns.items():
        layout = "siban" if page == "03" else "neiye"
        files |= {
            f"content/{page}/page.yaml": f"number: {int(page)}\nlayout: {layout}\n{turn}\n",
            f"content/{page}/lead.md": page,
            f"content/{page}/photos/a.jpg": page,
            f"content/{page}/ads/b.pdf": page,
        }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def key_of(root: Path, page: str = "01") -> str:
    inputs = Inputs(root)
    settings = Settings(Path("output"), root, Path("cache"))
    return page_action(inputs, root / "content" / page, settings, Engine(())).key


@pytest.mark.parametrize(
    "name",
    [
        "content/edition.yaml",
        "content/01/page.yaml",
        "content/01/lead.md",
        "content/01/photos/a.jpg",
        "content/01/ads/b.pdf",
        "content/02/page.yaml",
        "content/02/lead.md",
        "layouts/neiye/layout.yaml",
        "layouts/neiye/parts/style.css",
        "fonts/song.ttf",
        "press/profiles.yaml",
        "press/print.icc",
    ],
)
def test_one_byte_of_any_input_is_another_key(name: str, small: Path) -> None:
    before = key_of(small)
    path = small / name
    times = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert key_of(small) != before
    path.write_bytes(data)
    assert key_of(small) == before


@pytest.mark.parametrize("name", ["content/03/lead.md", "content/03/page.yaml", "content/note.md"])
def test_a_file_of_another_page_is_no_input(name: str, small: Path) -> None:
    before = key_of(small)
    (small / name).write_bytes(b"layout: siban # other")
    assert key_of(small) == before


def test_another_layout_is_no_input(small: Path) -> None:
    before = key_of(small)
    (small / "layouts" / "siban" / "layout.yaml").write_bytes(b"other")
    assert key_of(small) == before
    assert key_of(small, "03") != key_of(small)


@pytest.mark.parametrize("name", ["lead.md", "photos/new.jpg"])
def test_a_file_that_comes_or_goes_is_another_key(name: str, small: Path) -> None:
    before = key_of(small)
    path = small / "content" / "01" / name
    if path.exists():
        path.unlink()
    else:
        path.write_bytes(b"")
    assert key_of(small) != before


def test_the_edition_is_where_it_is_and_where_it_was_asked_for_from(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the folder above nor the current one counts."""
    before = key_of(small)
    monkeypatch.chdir(small)
    assert key_of(Path()) == before
    moved = tmp_path / "elsewhere"
    small.rename(moved)
    monkeypatch.chdir(tmp_path)
    assert key_of(moved) == before


def test_options_and_engine_count(small: Path) -> None:
    inputs = Inputs(small).of_page(small / "content" / "01")
    parts = [("pango", "1.50"), ("python", "3.11")]
    one = action_of("page", inputs, Engine(tuple(parts)), {"png": True})
    other = action_of("page", inputs, Engine((("pango", "1.51"), parts[1])), {"png": True})
    without = action_of("page", inputs, Engine(tuple(parts)), {"png": False})
    assert len({one.key, other.key, without.key}) == 3
    assert differences(dict(one.parts), dict(other.parts)) == (
        "changed: engine pango (1.50 → 1.51)",
    )
    assert differences(dict(one.parts), dict(one.parts)) == ()


@pytest.mark.parametrize(
    "page",
    [
        "a: &x neiye\nlayout: *x\n",
        "<<: {layout: neiye}\n",
        "layout: ../neiye\n",
        "layout: neiye\njumps_to: {lead: 2.0}\n",
        "layout: [",
        "number: 1\n",
        "",
    ],
)
def test_a_page_that_is_not_understood_depends_on_all(page: str, small: Path) -> None:
    (small / "content" / "01" / "page.yaml").write_text(page, encoding="utf-8")
    assert not peek(small / "content" / "01" / "page.yaml").sure
    for name in ("content/03/lead.md", "layouts/siban/layout.yaml"):
        before = key_of(small)
        (small / name).write_bytes(b"other")
        assert key_of(small) != before


def test_a_page_whose_other_end_is_not_understood_depends_on_every_layout(small: Path) -> None:
    (small / "content" / "02" / "page.yaml").unlink()
    before = key_of(small)
    (small / "layouts" / "siban" / "layout.yaml").write_bytes(b"other")
    assert key_of(small) != before


# ---------------------------------------------------------------- links, pipes, strange names


def test_links_in_a_circle_end(small: Path) -> None:
    page = small / "content" / "01"
    (page / "round").symlink_to("round")
    (page / "up").symlink_to("..", target_is_directory=True)
    (page / "photos" / "here").symlink_to(".", target_is_directory=True)
    (page / "a").symlink_to("b")
    (page / "b").symlink_to("a")
    (small / "layouts" / "neiye" / "round").symlink_to("..", target_is_directory=True)
    parts = dict(Inputs(small).of_page(page))
    assert parts["01/lead.md"] == digest_of(page / "lead.md")
    assert len(parts) < 100


def test_links_that_leave_the_edition_are_not_followed(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key").write_bytes(b"1")
    page = small / "content" / "01"
    (page / "out").symlink_to(secret, target_is_directory=True)
    (page / "key").symlink_to(secret / "key")
    parts = dict(Inputs(small).of_page(page))
    assert (parts["01/out"], parts["01/key"]) == (OUTSIDE, OUTSIDE)
    assert "01/out/key" not in parts
    before = key_of(small)
    (page / "key").unlink()
    (page / "key").symlink_to(secret / "other")
    assert key_of(small) != before


@pytest.mark.parametrize("name", ["photos/c.jpg", "shared/c.jpg"])
def test_what_a_link_within_the_edition_leads_to_counts(name: str, small: Path) -> None:
    edition = small / "content"
    (edition / "shared").mkdir()
    (edition / "shared" / "c.jpg").write_bytes(b"1")
    if name == "photos/c.jpg":
        (edition / "01" / "photos" / "c.jpg").symlink_to("../../shared/c.jpg")
    else:
        (edition / "01" / "shared").symlink_to("../shared", target_is_directory=True)
    before = key_of(small)
    (edition / "shared" / "c.jpg").write_bytes(b"2")
    assert key_of(small) != before


def test_a_layout_may_be_a_link_and_have_links(small: Path, tmp_path: Path) -> None:
    """A designer's folders are trusted: what is read through them counts."""
    house = tmp_path / "house"
    (small / "layouts" / "neiye").rename(house)
    (tmp_path / "style.css").write_bytes(b"1")
    (house / "common.css").symlink_to(tmp_path / "style.css")
    (small / "layouts" / "neiye").symlink_to(house, target_is_directory=True)
    for path in (tmp_path / "style.css", house / "layout.yaml"):
        before = key_of(small)
        path.write_bytes(b"other")
        assert key_of(small) != before


def test_a_page_that_is_a_link_belongs_to_the_edition_it_is_in(small: Path) -> None:
    """Its nameplate has that edition's date."""
    other = small / "other"
    other.mkdir()
    (other / "edition.yaml").write_bytes(b"date: 2026-01-02")
    (other / "03").symlink_to("../content/03", target_is_directory=True)
    before = Inputs(small).of_page(other / "03")
    (other / "edition.yaml").write_bytes(b"date: 2026-01-03")
    changed = Inputs(small).of_page(other / "03")
    assert changed != before
    (small / "content" / "03" / "lead.md").write_bytes(b"other")
    assert Inputs(small).of_page(other / "03") != changed


def test_pipes_are_not_waited_for(small: Path) -> None:
    page = small / "content" / "01"
    os.mkfifo(page / "pipe.md")
    (small / "content" / "02" / "page.yaml").unlink()
    os.mkfifo(small / "content" / "02" / "page.yaml")
    parts = dict(Inputs(small).of_page(page))
    assert (parts["01/pipe.md"], parts["02/page.yaml"]) == (UNREADABLE, UNREADABLE)


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are Unicode")
def test_names_need_not_be_unicode(small: Path) -> None:
    """As files of a ZIP from a Chinese Windows are called."""
    before = key_of(small)
    name = os.fsencode(small / "content" / "01") + "/头条.md".encode("gbk")
    Path(os.fsdecode(name)).write_bytes(b"x")
    assert key_of(small) != before


# ---------------------------------------------------------------- the first look


def test_the_shipped_pages_are_understood(project: Path) -> None:
    found = {page: peek(project / page / "page.yaml") for page in PAGES}
    assert all(one.sure for one in found.values())
    assert found[PAGES[0]] == Peek("yaowen", frozenset({2}))
    assert found[PAGES[1]] == Peek("neiye", frozenset({1}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("layout: a\njumps_to: {lead: +2, second: 3}\n", Peek("a", frozenset({2, 3}))),
        ("layout: a\njumps_from:\n  lead: 02\n", Peek("a", frozenset({2}))),
        ("slots: {layout: b}\nlayout: a\n", Peek("a")),
        ("slots: {x: {jumps_to: {y: 2}}}\nlayout: 'a'\n", Peek("a")),
        ("layout: a\njumps_to: {lead: %s}\n" % ("9" * 5000), UNSURE),
    ],
)
def test_the_first_look(text: str, expected: Peek, tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(text, encoding="utf-8")
    assert peek(path) == expected


WORDS = st.sampled_from(
    [
        *list("a2{}[]:!|>\"'%#?\n\x00\ufeff"),
        ": ",
        "- ",
        "  ",
        "&a",
        "*a",
        "---",
        "...",
        "<<",
        "\\u",
        "layout",
        "jumps_to",
        "9" * 5000,
    ]
)


@given(data=st.binary(max_size=300) | st.lists(WORDS).map(lambda words: "".join(words).encode()))
def test_a_look_at_anything_ends(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "page.yaml"
    path.write_bytes(data)
    assert isinstance(peek(path), Peek)


# ---------------------------------------------------------------- the engine


def test_every_package_counts_or_is_known_not_to(project: Path) -> None:
    """A new dependency has to be decided: does a new version of it make all pages again?"""
    lines = (project / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    locked = {line.partition("==")[0].lower() for line in lines if "==" in line[:60]}
    assert locked == {*PACKAGES, *NO_PAGE_IS_MADE_WITH}
    assert NO_PAGE_IS_MADE_WITH.isdisjoint(PACKAGES)


def test_this_engine_is_known_in_full() -> None:
    parts = dict(this_engine().parts)
    assert "absent" not in parts.values()
    assert {"banmian", "python", "machine", "pango", "harfbuzz", "fontconfig"} <= set(parts)


def test_what_differs_is_told() -> None:
    here, there = Engine((("pango", "1.50"), ("x", "1"))), Engine((("pango", "1.51"),))
    assert here.differences(there) == ("pango 1.50 / 1.51", "x 1 / absent")
    assert here.differences(here) == ()
