"""Where a text's insets stand after the ladder has changed its columns.

An inset at the head of its columns goes with them when the head of the story grows or shrinks, so
that neither the head nor a stray line of text comes over it; one further down stays. In columns
divided anew it keeps to the edges it stood at.

Inputs:  the frames of a text before and after, its `Inset`s.
Outputs: the `Inset`s; None where one would have no place.
Units:   lines of the grid; `Length` across the page.
Source:  our choice.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from banmian.house.grid import Frame
from banmian.house.insets import Inset

NEAR = 3  # lines of text over an inset under which it stands at the head of its columns

Frames = Sequence[Frame]


def moved_insets(
    insets: Sequence[Inset], before: Frames, after: Frames
) -> tuple[Inset, ...] | None:
    """The insets of a text whose columns begin higher or lower than before."""
    moved = []
    for inset in insets:
        steps = {
            now.line - was.line
            for was, now in zip(before, after, strict=True)
            if _stands_in(inset, was) and inset.line - was.line < NEAR
        }
        if len(steps) > 1:
            return None  # a column of it goes and the other stays
        inset = replace(inset, line=inset.line + sum(steps))  # noqa: PLW2901
        if any(not _has_room(inset, now) for now in after if _is_beside(inset, now)):
            return None
        moved.append(inset)
    return None if _overlap(moved) else tuple(moved)


def redivided_insets(
    insets: Sequence[Inset], before: Frames, after: Frames
) -> tuple[Inset, ...] | None:
    """The insets of a text whose columns have other widths."""
    lefts = {was.x: now.x for was, now in zip(before, after, strict=True)}
    rights = {was.x + was.width: now.x + now.width for was, now in zip(before, after, strict=True)}
    moved = []
    for inset in insets:
        left, right = lefts.get(inset.x), rights.get(inset.right)
        if left is not None and right is not None:
            moved.append(replace(inset, x=left, width=right - left))
        elif left is not None:
            moved.append(replace(inset, x=left))
        elif right is not None:
            moved.append(replace(inset, x=right - inset.width))
        else:
            return None
    return tuple(moved)


def _is_beside(inset: Inset, frame: Frame) -> bool:
    return inset.x < frame.x + frame.width and frame.x < inset.right


def _stands_in(inset: Inset, frame: Frame) -> bool:
    return _is_beside(inset, frame) and frame.line <= inset.line < frame.line + frame.lines


def _has_room(inset: Inset, frame: Frame) -> bool:
    """Whether an inset is clear of a column's ends, or wholly inside it."""
    begin, end = frame.line, frame.line + frame.lines
    inside = begin <= inset.line and inset.line + inset.lines <= end
    return inside or inset.line >= end or inset.line + inset.lines <= begin


def _overlap(insets: Sequence[Inset]) -> bool:
    return any(
        one.x < other.right
        and other.x < one.right
        and one.line < other.line + other.lines
        and other.line < one.line + one.lines
        for one, other in combinations(insets, 2)
    )
