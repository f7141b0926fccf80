"""Bookmarks by story, and the pages' labels.

Inputs:  a PDF, the facts of its pages.
Outputs: Outlines and PageLabels, changed in place.
Units:   PDF points, y up, in destinations.
Source:  ISO 32000-1, 12.3.3 and 12.4.2. One page has its stories as bookmarks; an edition has its
         pages, and the stories under them: our choice.
"""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from banmian.press.facts import PageFacts, StoryFacts


def add_outline(pdf: pikepdf.Pdf, pages: Sequence[PageFacts]) -> None:
    """Replace the PDF's bookmarks and page labels."""
    if Name.Outlines in pdf.Root:
        del pdf.Root.Outlines
    labels = Array()
    with pdf.open_outline() as outline:
        for index, facts in enumerate(pages):
            stories = _stories(pdf, index, facts)
            if len(pages) == 1:
                outline.root.extend(stories)
            else:
                name = f"第{facts.number:02d}版 {facts.section}"
                item = OutlineItem(name, _top(pdf, index, 0.0, facts.height.pt))
                item.children.extend(stories)
                outline.root.append(item)
            labels.extend([index, Dictionary(P=String(f"{facts.number:02d}"))])
    pdf.Root.PageLabels = Dictionary(Nums=labels)


def _stories(pdf: pikepdf.Pdf, index: int, facts: PageFacts) -> list[OutlineItem]:
    """A page's stories; those of a lower level lie under the one before them."""
    items: list[OutlineItem] = []
    last: OutlineItem | None = None
    for story in facts.stories:
        if not story.title:
            continue
        item = OutlineItem(story.title, _corner(pdf, index, story, facts))
        if story.level > 1 and last is not None:
            last.children.append(item)
        else:
            items.append(item)
            last = item
    return items


def _corner(pdf: pikepdf.Pdf, index: int, story: StoryFacts, facts: PageFacts) -> Array:
    x, y = story.corner
    return _top(pdf, index, x.pt, (facts.height - y).pt)


def _top(pdf: pikepdf.Pdf, index: int, left: float, top: float) -> Array:
    page = pdf.pages[index].obj
    return Array([page, Name.XYZ, round(left, 2), round(top, 2), 0])
