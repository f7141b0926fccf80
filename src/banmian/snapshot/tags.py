"""The tags of a PDF: what a blind reader hears, in which order.

Inputs:  the structure tree; the drawings of the pages.
Outputs: `Tag`s in reading order; which element a piece of a page belongs to.
Units:   none.
Source:  ISO 32000-2 14.7 (logical structure), 14.8 (tagged PDF).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from banmian.snapshot.canon import Canon, number
from banmian.snapshot.drawn import Bounds

DEPTH_MAX = 200
TAGS_MAX = 500_000

_WORDS = ("/Alt", "/ActualText", "/Lang", "/T", "/E")
_OTHERS = ("/A", "/C", "/Ref", "/AF", "/PhoneticAlphabet", "/Phoneme")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one piece of marked content shows."""

    text: str
    box: Bounds


Pieces = Mapping[tuple[int, int], Piece]  # by page and MCID


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element, or a piece of content (`role` empty) in one.

    Attributes:
        path: roles and numbers from the root, such as `Document/P[3]`.
        words: Alt, ActualText, Lang, T, E.
        others: digests of other entries.
        content: of a piece: its text, or the digest of its picture.
        place: of a piece: page and MCID.
    """

    role: str
    depth: int
    path: str
    name: str
    words: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    content: str
    place: tuple[int, int]
    box: Bounds | None


@dataclass(frozen=True, slots=True)
class TagTree:
    """All tags in reading order; `owners` gives the element of a page's MCID."""

    present: bool
    tags: tuple[Tag, ...]
    owners: Mapping[tuple[int, int], Tag]
    roles: str
    broken: int


def read_tags(pdf: pikepdf.Pdf, canon: Canon, pieces: Pieces, unread: Mapping[int, str]) -> TagTree:
    """Read the structure tree of a file.

    Args:
        pdf: the file.
        canon: its digests.
        pieces: the marked content of the pages that have been read.
        unread: the digests of the other pages, by number: they stand for their content.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return TagTree(present=False, tags=(), owners={}, roles="", broken=0)
    walk = _Walk(canon, pieces, unread)
    tags = tuple(walk.kids(root, "", 0, 0))
    roles = canon.digest(root["/RoleMap"]) if "/RoleMap" in root else ""
    return TagTree(
        present=True, tags=tags, owners=walk.owners, roles=roles, broken=_strays(root, walk, canon)
    )


class _Walk:
    """Walks the tree from the root down, each element once."""

    def __init__(self, canon: Canon, pieces: Pieces, unread: Mapping[int, str]) -> None:
        self.owners: dict[tuple[int, int], Tag] = {}
        self.element_of: dict[tuple[int, int], tuple[int, int]] = {}
        self._canon = canon
        self._pieces = pieces
        self._unread = unread
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def kids(self, node: pikepdf.Object, path: str, depth: int, page: int) -> Iterator[Tag]:
        """The tags below a node."""
        listed = node.get("/K")
        kids = list(listed) if isinstance(listed, pikepdf.Array) else [listed]
        numbers: dict[str, int] = {}
        for kid in kids:
            self._count += 1
            if self._count > TAGS_MAX or depth > DEPTH_MAX:
                return
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if kid.is_indirect and kid.objgen in self._seen:
                    continue
                self._seen.add(kid.objgen)
                role = str(kid["/S"])[1:]
                numbers[role] = numbers.get(role, 0) + 1
                below = f"{path}/{role}[{numbers[role]}]".removeprefix("/")
                yield from self._element(kid, role, below, (depth, page))
            elif depth:
                yield from self._content(kid, path, depth, page, node)

    def _element(
        self, node: pikepdf.Object, role: str, path: str, where: tuple[int, int]
    ) -> Iterator[Tag]:
        depth, page = where
        page = self._canon.page_number(node.get("/Pg")) or page
        words = tuple((key[1:], str(node[key])) for key in _WORDS if key in node)
        others = tuple((key[1:], self._canon.digest(node[key])) for key in _OTHERS if key in node)
        name = str(node.get("/ID", "")) or dict(words).get("T", "")
        below = list(self.kids(node, path, depth + 1, page))
        boxes = [tag.box for tag in below if tag.box is not None]
        first = next((tag.place for tag in below if tag.place[0]), (page, -1))
        same = [tag.box for tag in below if tag.box and tag.place[0] == first[0]]
        box = _around([b for b in same if b is not None]) if boxes and same else None
        tag = Tag(role, depth, path, name, words, others, "", (first[0], -1), box)
        for one in below:
            if not one.role and one.depth == depth + 1 and one.place[1] >= 0:
                self.owners[one.place] = tag
        yield tag
        yield from below

    def _content(
        self, kid: object, path: str, depth: int, page: int, node: pikepdf.Object
    ) -> Iterator[Tag]:
        mcid = -1
        if isinstance(kid, int):
            mcid = kid
        elif isinstance(kid, pikepdf.Dictionary):
            page = self._canon.page_number(kid.get("/Pg")) or page
            if "/MCID" in kid:
                mcid = int(number(kid["/MCID"]))
            elif "/Obj" in kid:
                digest = self._canon.digest(kid["/Obj"])
                yield Tag("", depth, path, "", (), (), f"object {digest[:8]}", (page, -1), None)
                return
        if mcid < 0:
            return
        piece = self._pieces.get((page, mcid))
        self.element_of[page, mcid] = node.objgen
        if piece is not None:
            content = piece.text
        else:
            content = f"{self._unread[page]} {mcid}" if page in self._unread else "missing"
        box = piece.box if piece else None
        yield Tag("", depth, path, "", (), (), content, (page, mcid), box)


def _strays(root: pikepdf.Object, walk: _Walk, canon: Canon) -> int:
    """How many pieces the parent tree leads to another element than the tree itself."""
    parents: dict[int, pikepdf.Object] = {}
    _number_tree(root.get("/ParentTree"), parents, 0)
    wanted = walk.element_of
    if not wanted:
        return 0
    of_page = {
        page: int(number(canon.page(page).get("/StructParents", -1)))
        for page in {page for page, _ in wanted if page}
    }
    strays = 0
    for (page, mcid), element in wanted.items():
        array = parents.get(of_page.get(page, -1))
        there = isinstance(array, pikepdf.Array) and mcid < len(array)
        strays += not (there and _objgen(array, mcid) == element)
    return strays


def _objgen(array: pikepdf.Object | None, index: int) -> tuple[int, int] | None:
    one = array[index] if array is not None else None
    return one.objgen if isinstance(one, pikepdf.Dictionary) else None


def _number_tree(node: object, found: dict[int, pikepdf.Object], depth: int) -> None:
    if not isinstance(node, pikepdf.Dictionary) or depth > DEPTH_MAX:
        return
    numbers = node.get("/Nums")
    if isinstance(numbers, pikepdf.Array):
        items = list(numbers)
        for key, value in zip(items[::2], items[1::2], strict=False):
            found[int(number(key))] = value
    for kid in node.get("/Kids", ()):
        _number_tree(kid, found, depth + 1)


def _around(boxes: list[Bounds]) -> Bounds | None:
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
