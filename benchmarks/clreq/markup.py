"""The paragraphs in the languages of the other engines.

Inputs:  `Job`s.
Outputs: HTML, Typst source.
Units:   pt, em of the body size.
Source:  CSS Text 3 and 4; typst.app/docs/reference.
"""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.clreq.job import (
    INDENT,
    LEFT_PT,
    PAGE_HEIGHT_PT,
    PITCH_PT,
    SIZE_PT,
    Job,
    page_width_pt,
)

FAMILY = "Banmian Song"
EDGE_PX = 20  # whole px: Chromium rounds page margins to them


def html_page(jobs: Sequence[Job], face: Path, css: str) -> str:
    """One block a paragraph; `css` is what the engine is told about its lines."""
    paragraphs = "\n".join(
        f'<p style="width:{job.measure:g}em">{escape(job.text)}</p>' for job in jobs
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{FAMILY}</title>\n<style>\n"
        f"@font-face{{font-family:'{FAMILY}';src:url('{face.resolve().as_uri()}')}}\n"
        f"@page{{size:{page_width_pt(jobs):g}pt {PAGE_HEIGHT_PT:g}pt;margin:{EDGE_PX}px 0}}\n"
        f"body{{margin:0;font:{SIZE_PT:g}pt/{PITCH_PT:g}pt '{FAMILY}'}}\n"
        f"p{{margin:0 0 0 {LEFT_PT:g}pt;text-indent:{INDENT:g}em;orphans:1;widows:1;{css}}}\n"
        f"</style>\n</head>\n<body>\n{paragraphs}\n</body>\n</html>\n"
    )


def typst_source(jobs: Sequence[Job]) -> str:
    """One block a paragraph; texts go in as strings, so that nothing in them is markup."""
    blocks = "\n".join(
        f"#block(width: {job.measure:g}em, par({json.dumps(job.text, ensure_ascii=False)}))"
        for job in jobs
    )
    return (
        f"#set page(width: {page_width_pt(jobs):g}pt, height: {PAGE_HEIGHT_PT:g}pt, "
        f"margin: {LEFT_PT:g}pt)\n"
        f'#set text(font: "{FAMILY}", size: {SIZE_PT:g}pt, lang: "zh", region: "cn", '
        "overhang: false, costs: (runt: 1000%))\n"
        '#set par(justify: true, linebreaks: "optimized", '
        "justification-limits: (spacing: (min: 100%, max: 195%)), "
        f"leading: {PITCH_PT - SIZE_PT:g}pt, "
        f"first-line-indent: (amount: {INDENT:g}em, all: true))\n"
        f"{blocks}\n"
    )
