"""PDF functions, as far as tints of spot inks need them.

Inputs:  a function object.
Outputs: `Function`: numbers in, numbers out.
Units:   tone values from 0 to 1.
Source:  ISO 32000-1, 7.10 (types 0, 2, 3 and 4).
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from banmian.preflight.postscript import read_postscript
from banmian.preflight.read import entry, items, number, numbers, stream_bytes

Function = Callable[[Sequence[float]], tuple[float, ...]]


def read_function(value: Any) -> Function | None:
    """A function object, or an array of functions of one value each; None when it is none."""
    if len(items(value)) > 1:
        parts = [read_function(part) for part in items(value)]
        known = [part for part in parts if part is not None]
        if len(known) != len(parts):
            return None
        return lambda given: tuple(part(given)[0] for part in known)
    kind = number(entry(value, "/FunctionType"))
    makers = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}
    maker = makers.get(int(kind)) if kind is not None else None
    return maker(value) if maker else None


def _within(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))


def _exponential(value: Any) -> Function:
    low = numbers(entry(value, "/C0")) or (0.0,)
    high = numbers(entry(value, "/C1")) or (1.0,)
    power = number(entry(value, "/N")) or 1.0

    def at(given: Sequence[float]) -> tuple[float, ...]:
        x = max(given[0], 0.0) ** power
        return tuple(a + x * (b - a) for a, b in zip(low, high, strict=False))

    return at


def _stitched(value: Any) -> Function | None:
    parts = [read_function(part) for part in items(entry(value, "/Functions"))]
    known = [part for part in parts if part is not None]
    bounds = numbers(entry(value, "/Bounds"))
    domain = numbers(entry(value, "/Domain"))
    encode = numbers(entry(value, "/Encode"))
    if len(known) != len(parts) or len(parts) != len(bounds) + 1 or len(domain) < 2:
        return None
    if len(encode) < 2 * len(parts):
        return None
    edges = (domain[0], *bounds, domain[1])

    def at(given: Sequence[float]) -> tuple[float, ...]:
        x = _within(given[0], domain[0], domain[1])
        which = sum(x >= bound for bound in bounds)
        low, high = edges[which], edges[which + 1]
        share = (x - low) / (high - low) if high > low else 0.0
        first, last = encode[2 * which : 2 * which + 2]
        return known[which]([first + share * (last - first)])

    return at


def _sampled(value: Any) -> Function | None:
    sizes = [int(size) for size in numbers(entry(value, "/Size"))]
    outputs = len(numbers(entry(value, "/Range"))) // 2
    bits = int(number(entry(value, "/BitsPerSample")) or 0)
    domain = numbers(entry(value, "/Domain"))
    span = numbers(entry(value, "/Decode")) or numbers(entry(value, "/Range"))
    data = stream_bytes(value)
    if bits not in {8, 16} or not data or not sizes or len(domain) != 2 * len(sizes):
        return None
    step = bits // 8
    if len(data) < math.prod(sizes) * outputs * step:
        return None
    full = (1 << bits) - 1

    def sample(index: int) -> tuple[float, ...]:
        start = index * outputs * step
        raw = [data[start + i * step : start + (i + 1) * step] for i in range(outputs)]
        shares = [int.from_bytes(one, "big") / full for one in raw]
        return tuple(
            span[2 * i] + share * (span[2 * i + 1] - span[2 * i]) for i, share in enumerate(shares)
        )

    def at(given: Sequence[float]) -> tuple[float, ...]:
        corners = [(0, 1.0)]  # index of a sample, and its weight
        stride = 1
        for axis, size in enumerate(sizes):
            low, high = domain[2 * axis : 2 * axis + 2]
            share = (given[axis] - low) / (high - low) if high > low else 0.0
            place = _within(share, 0, 1) * (size - 1)
            first = min(int(place), max(size - 2, 0))
            rest = place - first if size > 1 else 0.0
            ways = ((first, 1 - rest), (first + 1, rest))
            corners = [
                (index + spot * stride, weight * part)
                for index, weight in corners
                for spot, part in ways
                if part > 0
            ]
            stride *= size
        values = [(sample(index), weight) for index, weight in corners]
        return tuple(sum(v[i] * weight for v, weight in values) for i in range(outputs))

    return at


def _calculated(value: Any) -> Function | None:
    program = read_postscript(stream_bytes(value) or b"")
    span = numbers(entry(value, "/Range"))
    if program is None or len(span) < 2:
        return None
    limits = list(pairwise(span))[::2]

    def at(given: Sequence[float]) -> tuple[float, ...]:
        results = program(given)[-len(limits) :]
        return tuple(_within(r, *limit) for r, limit in zip(results, limits, strict=False))

    return at
