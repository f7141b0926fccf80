"""Which members of a sequence kept their order.

Inputs:  numbers: the old places in the new order.
Outputs: the places of a longest rising subsequence; the others were moved.
Units:   places counted from 0.
Source:  Schensted 1961, by patience sorting.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence


def rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising subsequence."""
    tops: list[int] = []
    lengths = []
    for number in numbers:
        place = bisect_left(tops, number)
        if place == len(tops):
            insort(tops, number)
        else:
            tops[place] = number
        lengths.append(place + 1)
    kept: set[int] = set()
    wanted, limit = len(tops), float("inf")
    for index in range(len(numbers) - 1, -1, -1):
        if lengths[index] == wanted and numbers[index] < limit:
            kept.add(index)
            wanted, limit = wanted - 1, numbers[index]
    return kept
