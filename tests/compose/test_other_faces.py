"""Faces a newsroom may put in, and copy in several faces and sizes."""

from itertools import pairwise

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from banmian.compose.cluster import Cluster
from banmian.compose.paragraph import compose
from banmian.compose.style import Copy, Measure, Setting, TypeRun
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.face import Face, FaceIdentity

GLYPHS = {  # advance, left and right edge of the ink
    ".notdef": (500, 50, 450),
    "one": (1000, 40, 960),
    "wide": (1200, 40, 1160),
    "narrow": (700, 40, 660),
    "opening": (400, 60, 340),
    "closing": (400, 70, 330),
    "full": (1000, 70, 330),
    "middle": (1000, 430, 570),
    "dash": (900, 0, 900),
    "letter": (600, 30, 570),
}
CHARACTERS = {
    "国": "one", "龘": "wide", "①": "narrow", "“": "opening", "”": "closing", "‘": "opening",
    "’": "full", "·": "middle", "—": "dash", "a": "letter", "…": "narrow", "，": "full",
}  # fmt: skip


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Face:
    """Narrow quotes, a short dash that does not join, a character wider than its em."""
    outlines = {}
    for name, (_, left, right) in GLYPHS.items():
        pen = TTGlyphPen(None)
        pen.moveTo((left, 0))
        for corner in ((left, 700), (right, 700), (right, 0)):
            pen.lineTo(corner)
        pen.closePath()
        outlines[name] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(GLYPHS))
    builder.setupCharacterMap({ord(char): name for char, name in CHARACTERS.items()})
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({name: box[:2] for name, box in GLYPHS.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Strange", "styleName": "Regular"})
    builder.setupPost()
    path = tmp_path_factory.mktemp("strange") / "strange.ttf"
    builder.save(path)
    return Face(FaceIdentity("strange", "Strange", 400, path, ""))


def line(copy: Copy, measure: float = 100) -> tuple[Cluster, ...]:
    return compose(copy, Measure.of(measure), Setting()).lines[0].clusters


def ink(cluster: Cluster) -> tuple[float, float]:
    (glyph,) = cluster.face.shape(cluster.text)
    left, _, right, _ = cluster.face.ink(glyph.gid)
    return cluster.pens[0] + left * cluster.scale, cluster.pens[0] + right * cluster.scale


def test_narrow_quotes_stand_in_a_full_em(strange: Face) -> None:
    """R14: an opening one at its right, a closing one at its left."""
    han, opening, inside, closing, last = line(Copy.plain("国“国”国", [strange]))
    assert [c.x for c in (han, opening, inside, closing, last)] == pytest.approx([0, 1, 2, 3, 4])
    assert opening.advance == closing.advance == pytest.approx(1.0)
    assert ink(opening) == pytest.approx((1.66, 1.94))
    assert ink(closing) == pytest.approx((3.07, 3.33))


def test_a_wide_interpunct_is_cut_to_half_an_em(strange: Face) -> None:
    _, middle, last = line(Copy.plain("国·国", [strange]))
    assert (middle.x, middle.advance, last.x) == pytest.approx((1.0, 0.5, 1.5))
    assert ink(middle) == pytest.approx((1.18, 1.32))


def test_short_dashes_stand_in_their_ems(strange: Face) -> None:
    _, dashes, last = line(Copy.plain("国——国", [strange]))
    assert (dashes.x, dashes.advance, last.x) == pytest.approx((1.0, 2.0, 3.0))
    assert dashes.pens == pytest.approx((1.05, 2.05))


def test_dots_stand_in_their_ems(strange: Face) -> None:
    _, dots, last = line(Copy.plain("国……国", [strange]))
    assert (dots.x, dots.advance, last.x) == pytest.approx((1.0, 2.0, 3.0))
    assert dots.pens == pytest.approx((1.15, 2.15))


def test_han_stands_in_a_whole_em_or_more(strange: Face) -> None:
    first, circled, wide, _ = line(Copy.plain("国①龘国", [strange]))
    assert [first.advance, circled.advance, wide.advance] == pytest.approx([1.0, 1.0, 1.2])
    assert circled.pens == pytest.approx((1.15,))


def test_an_apostrophe_is_cut_to_its_ink(strange: Face) -> None:
    """R14: a ’ drawn for Chinese does not tear a word apart."""
    _, word, _ = line(Copy.plain("国a’a国", [strange]))
    assert word.text == "a’a"
    assert word.advance == pytest.approx(0.6 + 0.34 + 0.6)
    assert word.pens[1] + 0.07 == pytest.approx(word.pens[0] + 0.6 + 0.04)


def test_blanks_of_smaller_type_are_smaller(catalogue: Catalogue) -> None:
    chain = catalogue.chain("song")
    copy = Copy((TypeRun("国", chain), TypeRun("，（国）", chain, 0.5), TypeRun("国", chain)))
    found = [(c.x, c.advance) for c in line(copy)]
    wanted = [(0, 1), (1, 0.5), (1.5, 0.25), (1.75, 0.5), (2.25, 0.5), (2.75, 1)]
    assert [number for pair in found for number in pair] == pytest.approx(
        [number for pair in wanted for number in pair]
    )


def test_marks_of_two_faces_share_their_blank(catalogue: Catalogue) -> None:
    song, hei = catalogue.chain("song"), catalogue.chain("hei")
    copy = Copy((TypeRun("国，", song), TypeRun("“国", hei)))
    assert [c.advance for c in line(copy)] == pytest.approx([1, 1, 0.5, 1])


def test_dashes_divided_between_runs_of_one_face_are_one(catalogue: Catalogue) -> None:
    song, hei = catalogue.chain("song"), catalogue.chain("hei")
    alike = line(Copy((TypeRun("国—", song), TypeRun("—国", song))))
    assert [c.text for c in alike] == ["国", "——", "国"]
    unlike = Copy((TypeRun("国—", song), TypeRun("—国国国国国国国", hei)))
    for measure in (3.0, 4.0, 5.0):
        for composed in compose(unlike, Measure.of(measure), Setting()).lines[1:]:
            assert composed.clusters[0].text != "—"


def test_a_word_in_two_faces_is_not_divided(catalogue: Catalogue) -> None:
    song, hei = catalogue.chain("song"), catalogue.chain("hei")
    copy = Copy((TypeRun("国国国国News", song), TypeRun("paper国国国国", hei)))
    for measure in (6.0, 7.0, 8.0, 9.0):
        for composed in compose(copy, Measure.of(measure), Setting()).lines:
            texts = [cluster.text for cluster in composed.clusters]
            assert ("News" in texts) == ("paper" in texts)
    _, *_, news, paper, _, _, _, _ = line(copy)
    assert paper.x == pytest.approx(news.x + news.advance)


def test_characters_come_from_the_first_face_that_has_them(
    strange: Face, catalogue: Catalogue
) -> None:
    song = catalogue.face("song")
    clusters = line(Copy.plain("国人国民", [strange, song]))
    assert [cluster.face for cluster in clusters] == [strange, song, strange, song]


def test_a_word_is_cut_where_its_face_changes(strange: Face, catalogue: Catalogue) -> None:
    """The painter knows one face a cluster; the pieces stay together all the same."""
    song = catalogue.face("song")
    clusters = line(Copy.plain("国aba国", [strange, song]))
    assert [(c.text, c.face) for c in clusters[1:-1]] == [
        ("a", strange),
        ("b", song),
        ("a", strange),
    ]
    for left, right in pairwise(clusters[1:-1]):
        assert right.x == pytest.approx(left.x + left.advance)
    for measure in (2.0, 2.5, 3.0):
        composed = compose(
            Copy.plain("国国aba国国", [strange, song]), Measure.of(measure), Setting()
        )
        assert [c.text for row in composed.lines for c in row.clusters if c.text in "ab"] == [
            "a",
            "b",
            "a",
        ]
        assert any({"a", "b"} <= {c.text for c in row.clusters} for row in composed.lines)


def test_accents_stay_with_the_face_of_their_letter(strange: Face, catalogue: Catalogue) -> None:
    clusters = line(Copy.plain("国e\u0301国", [strange, catalogue.face("song")]))
    assert [cluster.text for cluster in clusters] == ["国", "e\u0301", "国"]
    assert len(clusters[1].pens) == 1


def test_what_no_face_has_is_set_and_fits(strange: Face) -> None:
    """Never tofu is the caller's rule; the composer does not fall over."""
    composed = compose(Copy.plain("国\U0001f600人民国", [strange]), Measure.of(2), Setting())
    assert "".join(c.text for row in composed.lines for c in row.clusters) == "国\U0001f600人民国"
    assert all(row.width <= 2 + 1e-6 for row in composed.lines)
