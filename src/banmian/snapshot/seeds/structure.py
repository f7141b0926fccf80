"""Faults a blind reader hears and a sighted one does not see: tags, links, bookmarks, language.

Inputs:  `Bench`.
Outputs: `SEEDS`.
Units:   PDF points.
Source:  ISO 14289-1 (PDF/UA), ISO 32000-2 12 and 14.
"""

from collections.abc import Iterator

import pikepdf

from banmian.snapshot.canon import number
from banmian.snapshot.finding import Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.seeds.bench import Bench, Category, Seed


def _elements(node: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    kids = node.get("/K")
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and depth < 50:
            yield kid
            yield from _elements(kid, depth + 1)


def _tree(bench: Bench) -> list[pikepdf.Object]:
    root = bench.pdf.Root.get("/StructTreeRoot")
    return list(_elements(root)) if isinstance(root, pikepdf.Dictionary) else []


def role(bench: Bench) -> bool:
    """A paragraph is a heading."""
    for element in _tree(bench):
        if str(element["/S"]) in ("/P", "/Span", "/H1"):
            element["/S"] = pikepdf.Name("/H3")
            return True
    return False


def alt(bench: Bench) -> bool:
    """A picture's alternative text is another one."""
    for element in _tree(bench):
        if "/Alt" in element:
            element["/Alt"] = pikepdf.String("另一幅图")
            return True
    return False


def alt_gone(bench: Bench) -> bool:
    """A picture has no alternative text."""
    for element in _tree(bench):
        if "/Alt" in element:
            del element["/Alt"]
            return True
    return False


def order(bench: Bench) -> bool:
    """Two elements are read in the other order."""
    for element in _tree(bench):
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array) and len(kids) > 2:
            listed = list(kids)
            if all(isinstance(kid, pikepdf.Dictionary) and "/S" in kid for kid in listed):
                listed[0], listed[-1] = listed[-1], listed[0]
                element["/K"] = pikepdf.Array(listed)
                return True
    return False


def element_gone(bench: Bench) -> bool:
    """An element is not in the tree any more."""
    for element in _tree(bench):
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array) and len(kids) > 2:
            element["/K"] = pikepdf.Array(list(kids)[:-1])
            return True
    return False


def element_language(bench: Bench) -> bool:
    """An element is read out in French."""
    elements = _tree(bench)
    if not elements:
        return False
    elements[-1]["/Lang"] = pikepdf.String("fr")
    return True


def spoken(bench: Bench) -> bool:
    """An element is read out as another text."""
    elements = _tree(bench)
    if not elements:
        return False
    elements[-1]["/ActualText"] = pikepdf.String("别的话")
    return True


def untagged(bench: Bench) -> bool:
    """There are no tags."""
    if "/StructTreeRoot" not in bench.pdf.Root:
        return False
    del bench.pdf.Root["/StructTreeRoot"]
    return True


def parents(bench: Bench) -> bool:
    """The way from the content to its element is lost."""
    root = bench.pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/ParentTree" not in root:
        return False
    root["/ParentTree"] = pikepdf.Dictionary(Nums=pikepdf.Array([]))
    return True


def artifact(bench: Bench) -> bool:
    """A line of text is marked as an ornament."""
    shows = bench.shows()
    if not shows:
        return False
    bench.insert(shows[0] + 1, ("EMC", []))
    bench.insert(shows[0], ("BMC", [pikepdf.Name("/Artifact")]))
    return True


def _link(bench: Bench, what: str) -> bool:
    """A link leads elsewhere, lies elsewhere or is new."""
    annotations = bench.page.obj.get("/Annots")
    links = [
        one
        for one in (annotations if isinstance(annotations, pikepdf.Array) else ())
        if str(one.get("/Subtype")) == "/Link"
    ]
    uris = [one for one in links if "/A" in one and "/URI" in one["/A"]]
    if what == "added":
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[40, 40, 90, 60],
            Border=[0, 0, 0],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.net")),
        )  # fmt: skip
        listed = list(annotations) if isinstance(annotations, pikepdf.Array) else []
        bench.page.obj["/Annots"] = pikepdf.Array([*listed, bench.pdf.make_indirect(link)])
    elif what == "goal" and uris:
        uris[0]["/A"]["/URI"] = pikepdf.String("https://example.net/elsewhere")
    elif what == "moved" and links:
        links[0]["/Rect"] = pikepdf.Array([round(number(s) + 3, 3) for s in links[0]["/Rect"]])
    elif what == "gone" and links:
        kept = [one for one in annotations or () if one != links[0]]
        bench.page.obj["/Annots"] = pikepdf.Array(kept)
    else:
        return False
    return True


def remark(bench: Bench) -> bool:
    """There is a remark on the page."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[40, 80, 50, 90],
        Contents=pikepdf.String("待核"), F=2,
    )  # fmt: skip
    annotations = bench.page.obj.get("/Annots")
    listed = list(annotations) if isinstance(annotations, pikepdf.Array) else []
    bench.page.obj["/Annots"] = pikepdf.Array([*listed, bench.pdf.make_indirect(note)])
    return True


def bookmark(bench: Bench) -> bool:
    """A bookmark has another title, or there is one now."""
    with bench.pdf.open_outline() as outline:
        if outline.root:
            outline.root[0].title += "（改）"
        else:
            outline.root.append(pikepdf.OutlineItem("新书签", 0))
    return True


def bookmarks_gone(bench: Bench) -> bool:
    """There are no bookmarks."""
    if "/Outlines" not in bench.pdf.Root:
        return False
    del bench.pdf.Root["/Outlines"]
    return True


def title(bench: Bench) -> bool:
    """The document has another title."""
    bench.pdf.docinfo["/Title"] = pikepdf.String("别的题目")
    return True


def _root(bench: Bench, name: str, value: object) -> bool:
    bench.pdf.Root[name] = value
    return True


def attachment(bench: Bench) -> bool:
    """A file is attached."""
    bench.pdf.attachments["note.txt"] = b"for the printer"
    return True


_S, _DOC = Category.STRUCTURE, Layer.DOCUMENT
_TAGS = (Kind.TAG_ORDER, Kind.TAG_CONTENT)
_SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('')"))
SEEDS = (
    Seed("role of a tag", _S, _DOC, (Kind.TAG_ROLE,), role),
    Seed("alternative text", _S, _DOC, (Kind.ALT,), alt),
    Seed("no alternative text", _S, _DOC, (Kind.ALT,), alt_gone),
    Seed("reading order", _S, _DOC, _TAGS, order),
    Seed("tag gone", _S, _DOC, (Kind.TAG_REMOVED, Kind.TAG_CONTENT), element_gone),
    Seed("language of a tag", _S, _DOC, (Kind.LANGUAGE,), element_language),
    Seed("spoken text", _S, _DOC, (Kind.TAG_ENTRY,), spoken),
    Seed("no tags", _S, _DOC, (Kind.TAGS,), untagged),
    Seed("parent tree", _S, _DOC, (Kind.TAG_ENTRY,), parents),
    Seed("text as ornament", _S, Layer.DRAWING, (Kind.MARKING,), artifact),
    Seed("goal of a link", _S, _DOC, (Kind.LINK,), lambda b: _link(b, "goal")),
    Seed("link moved", _S, _DOC, (Kind.LINK,), lambda b: _link(b, "moved")),
    Seed("link gone", _S, _DOC, (Kind.LINK,), lambda b: _link(b, "gone")),
    Seed("link added", _S, _DOC, (Kind.LINK,), lambda b: _link(b, "added")),
    Seed("remark", _S, _DOC, (Kind.ANNOTATION,), remark),
    Seed("bookmark", _S, _DOC, (Kind.OUTLINE,), bookmark),
    Seed("no bookmarks", _S, _DOC, (Kind.OUTLINE,), bookmarks_gone),
    Seed("title", _S, _DOC, (Kind.METADATA,), title),
    Seed(
        "language", _S, _DOC, (Kind.LANGUAGE,), lambda b: _root(b, "/Lang", pikepdf.String("en"))
    ),
    Seed(
        "not marked", _S, _DOC, (Kind.TAGS,),
        lambda b: _root(b, "/MarkInfo", pikepdf.Dictionary(Marked=False)),
    ),
    Seed("script", _S, _DOC, (Kind.ENTRY,), lambda b: _root(b, "/OpenAction", _SCRIPT)),
    Seed(
        "viewer's settings", _S, _DOC, (Kind.ENTRY,),
        lambda b: _root(b, "/ViewerPreferences", pikepdf.Dictionary(HideMenubar=True)),
    ),
    Seed("attachment", _S, _DOC, (Kind.ENTRY,), attachment),
)  # fmt: skip
