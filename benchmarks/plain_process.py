"""Plain WeasyPrint in a process of its own, which stays for repeats.

Inputs:  names of HTML files, one a line on standard input.
Outputs: <name>.pdf; for each line the seconds from HTML file to PDF file, and the number of pages.
Units:   seconds of wall clock.
Source:  our choice: a process of its own, because it has another fontconfig than our page, in which
         the whole faces go by their names. The number of pages is counted outside the time.
"""

import gc
import sys
from time import perf_counter

from pypdfium2 import PdfDocument
from weasyprint import HTML


def main() -> None:
    """Render what is asked for until standard input ends."""
    for line in sys.stdin:
        name = line.rstrip("\n")
        gc.collect()
        start = perf_counter()
        HTML(filename=f"{name}.html").write_pdf(f"{name}.pdf")
        seconds = perf_counter() - start
        print(seconds, len(PdfDocument(f"{name}.pdf")), flush=True)


if __name__ == "__main__":
    main()
