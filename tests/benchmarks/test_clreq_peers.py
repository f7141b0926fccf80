"""The comparison with peers reads back what it set, counts it, and says who is missing."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.clreq.engines import ENGINES, Chromium, EngineMissing, Ground, Ours
from benchmarks.clreq.finding import Finding, Rule, Weight
from benchmarks.clreq.job import INDENT, Job, make_jobs, own_paragraphs, reference_paragraphs
from benchmarks.clreq.kinds import Kind
from benchmarks.clreq.lines import SetParagraph
from benchmarks.clreq.markup import html_page, typst_source
from benchmarks.clreq.metrics import Advances
from benchmarks.clreq.readback import ReadBackError, read_back
from benchmarks.clreq.rules import rules
from benchmarks.clreq.scores import Score, Tally, score

from benchmarks import clreq_peers

ROOT = Path(__file__).parents[2]
FACE = ROOT / "fonts" / "banmian-song.ttf"
ADVANCES = Advances(FACE)
COPY = (
    ("plain", "会议指出，要坚持问题导向，抓住关键环节，压实各级责任，推动各项部署落地见效。"),
    ("marks", "“您是问‘共享账户’？”老支书摆摆手，“那是大家商量出来的——不是我一个人的主意……”"),
    ("latin", "今年夏粮总产量达28.63亿斤，比上年增长1.5%；GDP增速《统计公报》另有说明。"),
)
JOBS = make_jobs(COPY, (11.0, 22.0))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Ours().set(JOBS, Ground(ROOT, tmp_path_factory.mktemp("peers")))


@pytest.fixture(scope="module")
def ours(printed: Path) -> list[SetParagraph]:
    return read_back(printed, JOBS, ADVANCES)


def test_all_text_is_read_back_in_order(ours: list[SetParagraph]) -> None:
    for job, paragraph in zip(JOBS, ours, strict=True):
        assert (paragraph.name, paragraph.measure) == (job.name, job.measure)
        assert "".join(line.text for line in paragraph.lines) == job.text
        assert [line.last for line in paragraph.lines] == [
            number == len(paragraph.lines) for number in range(1, len(paragraph.lines) + 1)
        ]


def test_places_are_in_em_from_the_measure(ours: list[SetParagraph]) -> None:
    first = ours[0].lines[0].glyphs[0]
    assert (first.left, first.right) == pytest.approx((INDENT, INDENT + 1), abs=0.02)
    assert ours[0].lines[1].glyphs[0].left == pytest.approx(0, abs=0.02)


def test_a_dash_drawn_as_one_glyph_has_two_halves(ours: list[SetParagraph]) -> None:
    text = ours[1].text
    first, second = (ours[1].glyph_of[text.index("—") + at] for at in (0, 1))
    assert first.kind is second.kind is Kind.DASH
    assert second.left - first.left == pytest.approx(1, abs=0.02)


def test_our_lines_hold_the_hard_rules(ours: list[SetParagraph]) -> None:
    judged = [rule for rule in rules(ADVANCES) if rule.weight is Weight.HARD]
    result = score(("banmian", ""), ours, judged)
    assert [failure.as_json() for failure in result.failures] == []
    assert all(result.tallies[number].tested for number in ("R1", "R16", "R19", "R23", "R27"))


@pytest.mark.parametrize(
    "jobs",
    [
        pytest.param(JOBS[:-1], id="more printed than set"),
        pytest.param([*JOBS, Job("more", "天", 11)], id="less printed than set"),
        pytest.param([Job("other", "别的文字", 11), *JOBS[1:]], id="other text"),
    ],
)
def test_lost_or_changed_text_stops_the_reading(printed: Path, jobs: list[Job]) -> None:
    with pytest.raises(ReadBackError):
        read_back(printed, jobs, ADVANCES)


def alternating(paragraph: SetParagraph) -> Iterator[Finding]:
    for line in paragraph.lines:
        yield Finding(line.number % 2 == 1, line.number, "even")


def always(paragraph: SetParagraph) -> Iterator[Finding]:
    yield Finding(True, 1, "")


def never_tested(paragraph: SetParagraph) -> Iterator[Finding]:
    yield from ()


RULES = (
    Rule("A", "odd lines", Weight.HARD, alternating),
    Rule("B", "all", Weight.HOUSE, always),
    Rule("C", "none", Weight.HARD, never_tested),
)


def test_scores_count_findings_and_name_failures(ours: list[SetParagraph]) -> None:
    result = score(("x", "1"), ours[:1], RULES)
    lines = len(ours[0].lines)
    assert result.tallies["A"] == Tally((lines + 1) // 2, lines)
    assert result.tallies["C"].share is None
    assert result.total(RULES) == Tally((lines + 1) // 2 + 1, lines + 1)
    assert result.total(RULES, Weight.HOUSE) == Tally(1, 1)
    assert result.mean(RULES) == pytest.approx((((lines + 1) // 2) / lines + 1) / 2)
    assert [failure.line for failure in result.failures] == list(range(2, lines + 1, 2))
    assert result.failures[0].text == ours[0].lines[1].text
    assert result.lines == lines


def made(name: str, a: int, b: int) -> Score:
    tallies = {"A": Tally(a, 10), "B": Tally(b, 10), "C": Tally(0, 0)}
    return Score(name, "", tallies, (), 1, 0.0)


def test_ahead_means_ahead_of_every_peer() -> None:
    ours, behind, level = made("banmian", 9, 9), made("p", 8, 8), made("q", 9, 8)
    assert clreq_peers.ahead({"banmian": ours, "p": behind}, RULES)
    assert not clreq_peers.ahead({"banmian": ours, "p": behind, "q": level}, RULES)


def test_table_shows_what_is_failed_and_never_rounds_it_away() -> None:
    tallies = {"A": Tally(9999, 10000), "B": Tally(1, 1), "C": Tally(0, 0)}
    lines = list(clreq_peers.table([Score("x", "1", tallies, (), 7, 0.1)], RULES))
    assert any("9999/10000 99.9%" in line for line in lines)
    assert any(line.startswith("C ") and line.endswith("–") for line in lines)


def test_missing_engine_is_said_and_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(EngineMissing, match="apt-get install chromium"):
        Chromium().version()
    assert clreq_peers.run([Chromium()], JOBS[:1], tmp_path) == {}
    assert "Chromium IS NOT HERE" in capsys.readouterr().err


def test_script_prints_json_and_refuses_what_it_does_not_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clreq_peers, "own_paragraphs", lambda _: COPY[:1])
    monkeypatch.setattr(clreq_peers, "reference_paragraphs", lambda _: ())
    assert clreq_peers.main(["--engines", "banmian", "--measures", "13", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [engine["engine"] for engine in facts["engines"]] == ["banmian"]
    assert facts["engines"][0]["rules"]["R1"]["tested"] > 0
    for wrong in (["--engines", "tex"], ["--measures", "wide"], ["--check", "--engines", "typst"]):
        with pytest.raises(SystemExit):
            clreq_peers.main(wrong)


def test_text_is_text_in_the_others_languages(tmp_path: Path) -> None:
    jobs = [Job("x", '<b> & "#let" \\ *a* $1$', 11)]
    assert "&lt;b&gt; &amp;" in html_page(jobs, FACE, "")
    assert '"<b> & \\"#let\\" \\\\ *a* $1$"' in typst_source(jobs)


def test_copy_is_enough_and_printable() -> None:
    own = list(own_paragraphs(clreq_peers.PARAGRAPHS))
    reference = list(reference_paragraphs(clreq_peers.REFERENCE))
    assert len(own) >= 100
    assert len(reference) >= 20
    names = [name for name, _ in (*own, *reference)]
    assert len(set(names)) == len(names)
    for char in sorted(set("".join(text for _, text in (*own, *reference)))):
        assert ADVANCES.of(char) >= 0  # raises where the face has none


def test_every_engine_has_a_name_of_its_own() -> None:
    assert [engine.name for engine in ENGINES] == ["banmian", "Typst", "Chromium", "WeasyPrint"]
