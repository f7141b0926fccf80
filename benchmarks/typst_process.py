"""Typst in a process of its own: the first compile, then repeats, which Typst has memoised.

Inputs:  the command line: source, PDF, folder of fonts, "all" or "ours" for the fonts to look
         through, number of repeats. The source's / is the root of the file system.
Outputs: a JSON list of seconds on standard output, the first compile first.
Units:   seconds of wall clock.
Source:  our choice. Everything but the compile (Python, the import of typst) is outside the time.
"""

import json
import sys
from time import perf_counter

import typst


def main(source: str, target: str, fonts: str, which: str, repeats: str) -> None:
    """Compile and print the seconds."""
    seconds = []
    for _ in range(1 + int(repeats)):
        start = perf_counter()
        typst.compile(
            source, target, root="/", font_paths=[fonts], ignore_system_fonts=which == "ours"
        )
        seconds.append(perf_counter() - start)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
