"""The benchmark's own arithmetic: what it says must be so."""

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest
from benchmarks.compose import measure, text_of
from benchmarks.pages import CHECKS, findings
from benchmarks.stopwatch import Border, Figure


@pytest.fixture
def border() -> Iterator[tuple[Border, ModuleType, ModuleType]]:
    """A package `inner` with two functions, one calling the other, and a caller `outer`."""
    inner, outer = ModuleType("inner"), ModuleType("outer")
    exec("def leaf(): return 1\ndef stem(): return leaf() + leaf()", vars(inner))
    vars(outer).update(stem=vars(inner)["stem"], leaf=vars(inner)["leaf"])
    exec("def run(): return stem() + leaf()", vars(outer))
    sys.modules.update(inner=inner, outer=outer)
    yield Border("inner", ["outer"]), inner, outer
    del sys.modules["inner"], sys.modules["outer"]


def test_only_calls_over_the_border_count(
    border: tuple[Border, ModuleType, ModuleType],
) -> None:
    watch, _, outer = border
    with watch.watch():
        assert vars(outer)["run"]() == 3
    assert watch.calls == 2
    assert watch.seconds > 0


def test_the_modules_are_as_before(border: tuple[Border, ModuleType, ModuleType]) -> None:
    watch, inner, outer = border
    before = dict(vars(outer))

    def interrupted() -> None:
        with watch.watch():
            assert vars(outer)["stem"] is not before["stem"]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert vars(outer) == before
    assert vars(outer)["stem"] is vars(inner)["stem"]


def test_a_generator_cannot_be_watched(border: tuple[Border, ModuleType, ModuleType]) -> None:
    watch, inner, outer = border
    exec("def lazily(): yield 1", vars(inner))
    lazily = vars(inner)["lazily"]
    assert isinstance(lazily, FunctionType)
    vars(outer)["lazily"] = lazily
    with pytest.raises(TypeError, match="lazily"), watch.watch():
        pass
    assert vars(outer)["lazily"] is lazily
    assert vars(outer)["stem"] is vars(inner)["stem"]


def test_ratios_are_taken_round_by_round() -> None:
    ours, theirs = Figure((1.0, 4.0, 3.0)), Figure((2.0, 2.0, 1.0))
    assert ours.over(theirs).samples == (0.5, 2.0, 3.0)
    assert (ours.low, ours.median, ours.high) == (1.0, 3.0, 4.0)


def figures(**changed: float) -> dict[str, Figure]:
    seconds = {
        "ours warm": 0.3,
        "plain warm": 1.0,
        "typst": 0.3,
        "ours cold": 1.0,
        "plain cold": 1.0,
        "stage compose": 0.05,
        "ours watched": 0.3,
    } | changed
    return {name: Figure((value,)) for name, value in seconds.items()}


def test_limits_are_kept_or_not() -> None:
    assert [one.verdict for one in findings(figures())] == ["PASS"] * 4
    slow = findings(figures(**{"ours warm": 0.6}))
    assert [one.verdict for one in slow] == ["FAIL", "FAIL", "PASS", "PASS"]
    assert [one.ratio.median for one in slow if one.ratio][:2] == [0.6, 2.0]


def test_a_rival_that_is_not_installed_is_no_pass() -> None:
    without = figures()
    del without["typst"]
    assert [one.verdict for one in findings(without)].count("NOT MEASURED") == 1
    assert [check.limit for check in CHECKS] == [0.5, 1.5, 1.0, 0.2]


def test_texts_have_the_length_asked_for() -> None:
    assert text_of(7, ["abc", "de"]) == ("abc", "de", "ab")
    assert text_of(5, ["abc", "de"]) == ("abc", "de")


def test_every_way_of_composing_is_timed() -> None:
    timed = measure(300, 2)
    assert set(timed.figures) == {"HarfBuzz", "total fit", "one paragraph", "first fit"}
    assert all(len(figure.samples) == 2 for figure in timed.figures.values())
