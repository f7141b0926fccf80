"""One side of a comparison, opened: its pages' digests, facts, drawings, tags.

Inputs:  `Source`.
Outputs: `Opened`.
Units:   none.
Source:  our choice: a page is read only when its digest says that it may differ.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property

import pikepdf

from banmian.snapshot.canon import Canon, face_name
from banmian.snapshot.comparison import Side
from banmian.snapshot.content import Reader
from banmian.snapshot.draft import around
from banmian.snapshot.drawn import Bounds, PageDrawing
from banmian.snapshot.facts import (
    INHERITED,
    DocumentFacts,
    PageFacts,
    Targets,
    document_facts,
    page_facts,
)
from banmian.snapshot.lines import glyph_box
from banmian.snapshot.places import Paper, inherited
from banmian.snapshot.source import Source
from banmian.snapshot.tags import Piece, TagTree, read_tags

DRAWS_TOO = ("/OCProperties", "/AcroForm")  # entries of the catalogue that pages are drawn by


class Opened:
    """A document and what has been read of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.pdf = source.objects()
        self.canon = Canon(self.pdf)
        self.reader = Reader(self.pdf, self.canon, source.name)
        self.papers = tuple(Paper.of(page) for page in self.pdf.pages)
        self.digests = tuple(self._digest(page) for page in self.pdf.pages)
        self._drawings: dict[int, PageDrawing] = {}

    def call_pages(self, labels: dict[int, str]) -> None:
        """Call pages as the old document does, so that a link to the same page reads the same."""
        self.canon.labels = labels

    @cached_property
    def facts(self) -> DocumentFacts:
        """What the document says beside its pages."""
        return document_facts(self.pdf, self.canon)

    @cached_property
    def _targets(self) -> Targets:
        return Targets(self.pdf, self.canon)

    @property
    def contents(self) -> tuple[str, ...]:
        """The digests of the pages without their links and remarks: what pages are known by."""
        return tuple(self._digest(page, frozenset({"/Annots"})) for page in self.pdf.pages)

    def _digest(self, page: pikepdf.Page, without: frozenset[str] = frozenset()) -> str:
        values = {key: inherited(page, key) for key in INHERITED}
        root = self.pdf.Root
        also = {key: root[key] for key in DRAWS_TOO if key in root}
        return self.canon.of_page(page, {**values, **also}, without)

    def drawing(self, number: int) -> PageDrawing:
        """What stands on a page, by its number from 1."""
        if number not in self._drawings:
            self._drawings[number] = self.reader.read(number)
        return self._drawings[number]

    @property
    def read_pages(self) -> frozenset[int]:
        """The numbers of the pages that have been read."""
        return frozenset(self._drawings)

    def page(self, number: int) -> PageFacts:
        """What a page says beside its content."""
        return page_facts(self.pdf.pages[number - 1], self.canon, self._targets)

    def tags(self) -> TagTree:
        """The tags, with the content of the pages that have been read."""
        unread = {
            number: digest
            for number, digest in enumerate(self.digests, 1)
            if number not in self._drawings
        }
        return read_tags(self.pdf, self.canon, self._pieces(), unread)

    def _pieces(self) -> Mapping[tuple[int, int], Piece]:
        found: dict[tuple[int, int], tuple[list[str], list[Bounds]]] = {}
        for number, drawing in self._drawings.items():
            for glyph in drawing.glyphs:
                mcid = glyph.run.marks.mcid
                if mcid >= 0:
                    texts, boxes = found.setdefault((number, mcid), ([], []))
                    texts.append(glyph.text)
                    boxes.append(glyph_box(glyph))
            for shape in drawing.shapes:
                if shape.marks.mcid >= 0:
                    texts, boxes = found.setdefault((number, shape.marks.mcid), ([], []))
                    texts.append(f"[{shape.content[:8] or shape.kind}]")
                    boxes.append(shape.box)
        return {key: Piece("".join(texts), around(boxes)) for key, (texts, boxes) in found.items()}

    def fonts(self) -> frozenset[str]:
        """The names of all fonts of all pages."""
        names: set[str] = set()
        for page in self.pdf.pages:
            resources = inherited(page, "/Resources")
            shelf = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
            if not isinstance(shelf, pikepdf.Dictionary):
                continue
            for font in (shelf[key] for key in sorted(shelf.keys())):
                if isinstance(font, pikepdf.Dictionary):
                    names.add(face_name(str(font.get("/BaseFont", font.get("/Name", "?")))))
        return frozenset(names | {face.name for face in self.reader.faces.values()})

    def side(self) -> Side:
        """This side in a comparison."""
        facts = document_facts(self.pdf, self.canon)
        tags = read_tags(self.pdf, self.canon, {}, {})
        words = [
            *self.digests,
            repr((sorted(facts.entries.items()), sorted(facts.metadata.items()))),
            repr((facts.intents, facts.outline, facts.language, facts.marked, facts.encryption)),
            repr([(tag.role, tag.depth, tag.words, tag.others, tag.place) for tag in tags.tags]),
        ]
        digest = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()
        return Side(
            self.source.name, self.source.sha256, digest, len(self.digests), facts.producers,
            tuple(sorted(self.fonts())),
        )  # fmt: skip
