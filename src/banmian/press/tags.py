"""The tag tree of a press PDF, made from the facts of its pages.

WeasyPrint's own tree is dropped: it follows the boxes of the HTML, in which a paragraph that runs
over three columns is three, and folio lines are content.

Inputs:  a PDF whose pieces are numbered by `content`, the facts of its pages.
Outputs: the PDF's StructTreeRoot, changed in place.
Units:   PDF points, y up, in BBox.
Source:  ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.1–7.3. A caption stands beside its picture and
         not in it, because a screen reader that speaks the Alt of a Figure skips what is in it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from banmian.geometry import Rect
from banmian.press.facts import Element, PageFacts, StoryFacts

LANGUAGE = "zh-Hans"


def tag_pages(pdf: pikepdf.Pdf, pages: Sequence[PageFacts]) -> None:
    """Give the PDF its tag tree: document, a part a page, an article a story."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _element(pdf, "Document", root, Lang=String(LANGUAGE))
    numbers = Array()
    parts = []
    for index, (page, facts) in enumerate(zip(pdf.pages, pages, strict=True)):
        part = _element(pdf, "Part", document, Lang=String(LANGUAGE), T=String(facts.title))
        tagging = _PageTags(pdf, page.obj, facts)
        part.K = Array([tagging.story(story, part) for story in facts.stories])
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        numbers.extend([index, pdf.make_indirect(Array(tagging.owners))])
        parts.append(part)
    document.K = Array(parts)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(LANGUAGE)


class _PageTags:
    """The elements of one page; `owners` lists the element of every piece, by its number."""

    def __init__(self, pdf: pikepdf.Pdf, page: Any, facts: PageFacts) -> None:
        self.owners: list[Any] = []
        self._pdf = pdf
        self._page = page
        self._facts = facts

    def story(self, story: StoryFacts, part: Any) -> Any:
        """A story's article; lines without a head are a section."""
        tag = "Art" if story.title else "Sect"
        article = _element(self._pdf, tag, part, Lang=String(LANGUAGE))
        if story.title:
            article.T = String(story.title)
        article.K = Array([self._leaf(element, article) for element in story.elements])
        return article

    def _leaf(self, element: Element, article: Any) -> Any:
        numbers = [piece - self._facts.furniture for piece in element.pieces]
        leaf = _element(self._pdf, element.tag, article, Pg=self._page, K=Array(numbers))
        if element.alt:
            leaf.Alt = String(element.alt)
        if element.box is not None:
            box = Array(_flipped(element.box, self._facts))
            leaf.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
        self.owners.extend([leaf] * len(numbers))
        return leaf


def _element(pdf: pikepdf.Pdf, tag: str, parent: Any, **more: Any) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=parent, **more))


def _flipped(box: Rect, facts: PageFacts) -> Iterator[float]:
    """A rectangle of the page in PDF's axes."""
    foot = facts.height - box.bottom
    for edge in (box.x, foot, box.right, foot + box.height):
        yield round(edge.pt, 4)
