"""The pytest plugin: a fixture that compares a PDF with its baseline beside the test.

Inputs:  PDFs that tests make; `baselines/` beside the test's file.
Outputs: failures in words; baselines and reports when asked for.
Units:   none.
Source:  docs/snapshot.md, "In pytest". What does the work is imported when a test asks for it, as
         pytest loads this module for everybody who has the package. The options carry `page` in
         their names because syrupy, which many have, owns `--snapshot-update`.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from banmian.snapshot.comparison import Comparison
    from banmian.snapshot.options import Options
    from banmian.snapshot.source import Source

UPDATE = "--page-snapshot-update"
REPORT = "--page-snapshot-report"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    group = parser.getgroup("banmian", "pages compared with baselines")
    group.addoption(
        UPDATE, action="store_true", help="write baselines that are missing or different"
    )
    group.addoption(REPORT, metavar="DIR", help="write a report of each page that differs into DIR")


class PageSnapshot:
    """Compares pages with the baselines of one test file."""

    def __init__(self, root: Path, *, update: bool, report: Path | None) -> None:
        self.root = root
        self.update = update
        self.report = report

    def __call__(self, pdf: bytes | Path, name: str, options: "Options | None" = None) -> None:
        """Fail when a PDF is different from its baseline, or has none.

        Args:
            pdf: the page, or where it is.
            name: of the baseline, parts divided by `/`: the folder `baselines/NAME`.
            options: masks, profile, layers.
        """
        __tracebackhide__ = True
        from banmian.errors import BanmianError

        try:
            failure = self._compare(pdf, name, options)
        except BanmianError as error:
            failure = str(error)
        if failure:
            pytest.fail(failure, pytrace=False)

    def _compare(self, pdf: bytes | Path, name: str, options: "Options | None") -> str:
        """What is wrong, in words; nothing when all is well."""
        from banmian.errors import BaselineMissing
        from banmian.snapshot.baseline import forbid_in_ci, read_baseline, write_baseline
        from banmian.snapshot.compare import EXACTLY, compare_sources
        from banmian.snapshot.comparison import Verdict
        from banmian.snapshot.source import take_in

        new = take_in(pdf, "new")
        if self.update:
            forbid_in_ci(os.environ)
        try:
            old = read_baseline(self.root, name)
        except BaselineMissing as error:
            if not self.update:
                return f"{error}\n  {UPDATE} writes it"
            write_baseline(self.root, name, new.data)
            return ""
        comparison = compare_sources(old, new, options or EXACTLY)
        if comparison.verdict is not Verdict.CHANGED:
            return ""
        if self.update:
            write_baseline(self.root, name, new.data)
            return ""
        return self._told(comparison, (old, new), name)

    def _told(self, comparison: "Comparison", sides: "tuple[Source, Source]", name: str) -> str:
        from banmian.snapshot.listing import listing
        from banmian.snapshot.report import write_report
        from banmian.snapshot.words import Language

        words = f"{name}:\n{listing(comparison, Language.CHINESE)}"
        if self.report is None:
            return words
        pdfs = (sides[0].data, sides[1].data)
        path = write_report(comparison, pdfs, self.report / name, Language.CHINESE)
        return f"{words}\n{path}"


@pytest.fixture
def page_snapshot(request: pytest.FixtureRequest) -> PageSnapshot:
    """Compare a page with its baseline: `page_snapshot(pdf, "front")`."""
    report = request.config.getoption(REPORT)
    return PageSnapshot(
        request.path.parent / "baselines",
        update=bool(request.config.getoption(UPDATE)),
        report=request.config.rootpath / report if report else None,
    )
