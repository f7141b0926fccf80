"""What insets leave of columns: no overlap, nothing wasted, whole em beside, one side only."""

from itertools import combinations, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from banmian.house.grid import Frame, PageGrid
from banmian.house.insets import (
    LEAST_BESIDE,
    Inset,
    InsetKind,
    Type,
    cut_frames,
    wrong_places,
)
from banmian.units import mm, pt

EM = pt(9)
BODY = Type(EM, pt(0))
GRID = PageGrid(
    page_width=mm(270), page_height=mm(390), bleed=mm(3), left=mm(17.5), top=mm(20),
    width=mm(235), height=mm(350), columns=5, measure=14, body=EM, leading=pt(13), lines=76,
)  # fmt: skip


def column(number: int, columns: int, line: int, lines: int) -> Frame:
    return Frame(GRID.x_of(number), GRID.width_of(columns), line, lines)


def inset(x: Frame, beside: int = 0, *, right: bool = False) -> Inset:
    """An inset over a place of columns, less some em at one side."""
    white = EM * (beside + 1) if beside else EM * 0
    left = x.x + white if right else x.x
    return Inset(InsetKind.PHOTO, left, x.width - white, x.line, x.lines, "caption", 0, None)


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[Frame], list[Inset]]:
    frames = []
    at = 0
    while at < 5:
        columns = draw(st.integers(1, min(2, 5 - at)))
        frames.append(column(at, columns, draw(st.integers(0, 5)), draw(st.integers(6, 30))))
        at += columns
    insets = []
    for _ in range(draw(st.integers(1, 3))):
        at, line = draw(st.integers(0, 4)), draw(st.integers(0, 25))
        place = column(at, draw(st.integers(1, 5 - at)), line, draw(st.integers(1, 9)))
        beside = draw(st.sampled_from([0, 5, 6, 9]))
        insets.append(inset(place, beside, right=draw(st.booleans())))
    assume(not list(wrong_places(frames, insets, BODY)))
    return frames, insets


@given(texts())
def test_frames_and_insets_tile_without_overlap(text: tuple[list[Frame], list[Inset]]) -> None:
    frames, insets = text
    left = cut_frames(frames, insets, BODY)
    places = [GRID.frame_rect(frame, 0, frame.lines) for frame in left]
    places += [one.rect(GRID) for one in insets]
    assert not [1 for one, other in combinations(places, 2) if one.overlaps(other)]


@given(texts())
def test_every_line_is_kept_where_an_inset_leaves_it_room(
    text: tuple[list[Frame], list[Inset]],
) -> None:
    """Told line by line: the whole column, whole em at one side, or nothing."""
    frames, insets = text
    left = list(cut_frames(frames, insets, BODY))
    for frame in frames:
        end = frame.x + frame.width
        for line in range(frame.line, frame.line + frame.lines):
            near = [
                i for i in insets
                if i.line <= line < i.line + i.lines and i.x < end and frame.x < i.right
            ]  # fmt: skip
            here = [
                f for f in left
                if f.line <= line < f.line + f.lines and frame.x <= f.x < end
            ]  # fmt: skip
            if not near:
                assert [(f.x, f.width) for f in here] == [(frame.x, frame.width)]
                continue
            room = max(min(i.x for i in near) - frame.x - EM, end - max(i.right for i in near) - EM)
            ems = room.emu // EM.emu
            assert len(here) == (1 if ems >= LEAST_BESIDE else 0)
            for one in here:
                assert one.width == EM * ems
                assert frame.x in (one.x, one.x + one.width - frame.width)


@given(texts())
def test_only_what_goes_on_without_a_gap_is_joined(text: tuple[list[Frame], list[Inset]]) -> None:
    frames, insets = text
    left = cut_frames(frames, insets, BODY)
    assert not left[:1] or not left[0].joined
    for before, after in pairwise(left):
        touches = before.line + before.lines == after.line
        same = any(
            f.x <= min(before.x, after.x)
            and max(before.x + before.width, after.x + after.width) <= f.x + f.width
            for f in frames
        )
        assert after.joined == (touches and same)


def test_text_never_runs_at_both_sides() -> None:
    wide = column(0, 3, 0, 20)
    middle = inset(column(1, 1, 4, 6))
    assert [what for _, what in wrong_places([wide], [middle], BODY)] == [
        "text would run at both sides of the inset"
    ]


def test_an_inset_says_how_many_em_stay_beside_it() -> None:
    frame = column(0, 1, 0, 20)
    for right in (False, True):
        place = inset(column(0, 1, 5, 6), 6, right=right)
        _, beside, _ = cut_frames([frame], [place], BODY)
        assert beside.width == EM * 6
        assert (beside.x == frame.x) == right
        assert (beside.line, beside.lines, beside.joined) == (5, 6, True)
