#!/usr/bin/env python3
"""How fast the composer is: characters a second, against HarfBuzz alone, and whether it is linear.

    .venv/bin/python benchmarks/compose.py
        --repeats N   samples of each figure (7)     --json    all samples, for a program
        --check       exit 1 when a limit is not kept

Inputs:  the running text of content/2024-11-13/05, repeated to the length wanted.
Outputs: a table on standard output.
Units:   seconds of wall clock; characters.
Source:  docs/performance.md says where the limits come from.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

import uharfbuzz  # noqa: E402
from benchmarks.machine import machine_facts  # noqa: E402
from benchmarks.stopwatch import Figure, timed  # noqa: E402

from banmian.compose.paragraph import compose, compose_first_fit  # noqa: E402
from banmian.compose.style import Copy, Measure, Setting  # noqa: E402
from banmian.editorial.plain import page_paragraphs  # noqa: E402
from banmian.editorial.read_page import load_page  # noqa: E402
from banmian.pipeline.collector import collector_at_rest  # noqa: E402
from banmian.typeface.catalogue import load_catalogue  # noqa: E402

PAGE = ROOT / "content" / "2024-11-13" / "05"
FACE = "song"
MEASURE = 13.0  # em; a base column
LENGTHS = (1_000, 10_000, 100_000)
COMPARED = 10_000  # characters, the length at which the limits are looked at
HARFBUZZ_LIMIT = 60.0  # times HarfBuzz's own time
LINEAR_LIMIT = 2.0  # times what a character of a text of 1,000 takes; a square law would give 100


@dataclass(frozen=True, slots=True)
class Timed:
    """One text composed in several ways.

    Attributes:
        characters: its length.
        figures: seconds by way: "total fit" of paragraphs as they come, of "one paragraph" of the
            whole text, "first fit" of paragraphs, and "HarfBuzz" alone.
    """

    characters: int
    figures: dict[str, Figure]

    def each(self, way: str) -> float:
        """Seconds a character."""
        return self.figures[way].median / self.characters


@dataclass(frozen=True, slots=True)
class Finding:
    """A ratio held against its limit."""

    name: str
    ratio: float
    limit: float

    @property
    def verdict(self) -> str:
        """PASS or FAIL."""
        return "PASS" if self.ratio <= self.limit else "FAIL"


def running_text() -> tuple[str, ...]:
    """The page's longer paragraphs: heads and captions are not what a composer lives on."""
    return tuple(p for p in page_paragraphs(load_page(PAGE)) if len(p) > MEASURE * 2)


def text_of(length: int, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Paragraphs over and over, the last one cut, until there are so many characters."""
    texts: list[str] = []
    left = length
    for paragraph in cycle(paragraphs):
        texts.append(paragraph[:left])
        left -= len(texts[-1])
        if not left:
            break
    return tuple(texts)


def shape_alone(font: "uharfbuzz.Font", texts: Sequence[str]) -> None:
    """Let HarfBuzz shape texts, and read every glyph it made."""
    for text in texts:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-hans"
        uharfbuzz.shape(font, buffer)
        for info, placed in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            _ = (info.codepoint, info.cluster, placed.position)


def measure(length: int, repeats: int) -> Timed:
    """Compose a text of some length in every way."""
    catalogue = load_catalogue(ROOT / "fonts")
    chain = catalogue.chain(FACE)
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(chain[0].path))))
    texts = text_of(length, running_text())
    copies = [Copy.plain(text, chain) for text in texts]
    whole = Copy.plain("".join(texts), chain)
    width, setting = Measure.of(MEASURE), Setting(indent=2.0)
    ways = {
        "HarfBuzz": lambda: shape_alone(font, texts),
        "total fit": lambda: [compose(copy, width, setting) for copy in copies],
        "one paragraph": lambda: compose(whole, width, setting),
        "first fit": lambda: [compose_first_fit(copy, width, setting) for copy in copies],
    }
    samples: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeats):
        for name, way in ways.items():
            with collector_at_rest():  # as while a page is made
                samples[name].append(timed(way))
    return Timed(length, {name: Figure(tuple(taken)) for name, taken in samples.items()})


def findings(results: Sequence[Timed]) -> tuple[Finding, ...]:
    """Hold the figures against the limits."""
    shortest, longest = results[0], results[-1]
    compared = next(result for result in results if result.characters == COMPARED)
    against = compared.figures["total fit"].over(compared.figures["HarfBuzz"]).median
    found = [Finding(f"total fit : HarfBuzz, {COMPARED:,} characters", against, HARFBUZZ_LIMIT)]
    for way in ("total fit", "one paragraph"):
        name = f"{way}: a character of {longest.characters:,} : of {shortest.characters:,}"
        found.append(Finding(name, longest.each(way) / shortest.each(way), LINEAR_LIMIT))
    return tuple(found)


def report(results: Sequence[Timed], facts: Mapping[str, str]) -> Iterator[str]:
    """The table for people."""
    yield from (f"{name:>14}: {value}" for name, value in facts.items())
    rounds = len(results[0].figures["HarfBuzz"].samples)
    yield f"\nMedian of {rounds}, fastest to slowest, in seconds; measure {MEASURE:g} em.\n"
    for result in results:
        for way, figure in result.figures.items():
            spread = f"{figure.low:.4f}–{figure.high:.4f}"
            rate = f"{1 / result.each(way):>12,.0f} a second"
            yield f"{result.characters:>9,}  {way:14}{figure.median:9.4f}  {spread:>15}{rate}"
    yield "\nRatios of medians.\n"
    for finding in findings(results):
        limit, verdict = f"{finding.limit:.1f}", finding.verdict
        yield f"{finding.name:56}{finding.ratio:7.2f}  limit {limit}  {verdict}"


def main(arguments: list[str] | None = None) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="compose.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7, metavar="N", help="samples (7)")
    parser.add_argument("--json", action="store_true", help="all samples, for a program")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is not kept")
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    facts = machine_facts()
    measure(LENGTHS[0], 1)
    results = [measure(length, options.repeats) for length in LENGTHS]
    if options.json:
        print(json.dumps(_as_json(results, facts), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(results, facts)))
    passed = all(finding.verdict == "PASS" for finding in findings(results))
    return 1 if options.check and not passed else 0


def _as_json(results: Sequence[Timed], facts: Mapping[str, str]) -> dict[str, object]:
    return {
        "machine": facts,
        "seconds": [
            {
                "characters": result.characters,
                **{way: figure.samples for way, figure in result.figures.items()},
            }
            for result in results
        ],
        "checks": [
            {"check": one.name, "ratio": one.ratio, "limit": one.limit, "verdict": one.verdict}
            for one in findings(results)
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
