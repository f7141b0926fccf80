"""Layer 4's reader: what a document says beside its drawing.

Inputs:  an open PDF.
Outputs: `DocumentFacts`: plain values by name, ready to be compared.
Units:   millimetres in words for boxes.
Source:  ISO 32000-2 7.7 (catalogue, pages), 12 (outline, annotations, actions), 14 (boxes, output
         intents, metadata); ISO 15930-7 (PDF/X-4). Dates, ids and producers are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from banmian.snapshot.canon import Canon, number, stream_data
from banmian.snapshot.drawn import Bounds
from banmian.snapshot.places import inherited

DEPTH_MAX = 100
MM = 25.4 / 72
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")

_PAGE_APART = {
    *BOXES, "/Type", "/Parent", "/Contents", "/Resources", "/Annots", "/Rotate", "/B", "/Metadata",
}  # fmt: skip
_ROOT_APART = {
    "/Type", "/Pages", "/Outlines", "/StructTreeRoot", "/Metadata", "/OutputIntents", "/Lang",
    "/MarkInfo", "/Names", "/Dests", "/Extensions", "/Version", "/Threads",
}  # fmt: skip
_NOT_COMPARED = {"/CreationDate", "/ModDate", "/Producer", "/Creator", "/Trapped"}
_XMP_NOT_COMPARED = {
    "CreateDate", "ModifyDate", "MetadataDate", "CreatorTool", "Producer", "DocumentID",
    "InstanceID", "OriginalDocumentID", "VersionID", "RenditionClass", "History", "date",
    "DerivedFrom",
}  # fmt: skip
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid:",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid:",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid:",
    "http://ns.adobe.com/pdf/1.3/": "pdf:",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx:",
    "http://ns.adobe.com/xap/1.0/": "xmp:",
}


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation of a page: a link, a field, a remark."""

    sort: str
    bounds: Bounds
    goes: str
    says: str
    rest: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says beside its content."""

    boxes: dict[str, Bounds]
    entries: dict[str, str]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a document says beside its pages."""

    entries: dict[str, str]
    metadata: dict[str, str]
    intents: dict[str, str]
    outline: tuple[str, ...]
    language: str
    marked: str
    encryption: str
    producers: tuple[str, ...]


def document_facts(pdf: pikepdf.Pdf, canon: Canon) -> DocumentFacts:
    """Read what a document says beside its pages."""
    root = pdf.Root
    entries = {
        key[1:]: plain(root[key], canon) for key in sorted(root.keys()) if key not in _ROOT_APART
    }
    entries = {name: value for name, value in entries.items() if value}
    targets = Targets(pdf, canon)
    for name, target in targets.named.items():
        entries[f"Dests/{name}"] = target
    entries.update(_names(root, canon))
    metadata, producers = _metadata(pdf)
    marks = root.get("/MarkInfo")
    return DocumentFacts(
        entries=entries,
        metadata=metadata,
        intents=dict(_intents(root, canon)),
        outline=tuple(_outline(root.get("/Outlines"), targets)),
        language=str(root.get("/Lang", "")),
        marked=plain(marks, canon) if marks is not None else "",
        encryption=_encryption(pdf),
        producers=producers,
    )


def page_facts(page: pikepdf.Page, canon: Canon, targets: "Targets") -> PageFacts:
    """Read what a page says beside its content."""
    boxes = {}
    for name in BOXES:
        box = inherited(page, name) if name in INHERITED else page.obj.get(name)
        if isinstance(box, pikepdf.Array) and len(box) == 4:
            x0, y0, x1, y1 = (number(side) for side in box)
            boxes[name[1:]] = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    entries = {
        key[1:]: plain(page.obj[key], canon)
        for key in sorted(page.obj.keys())
        if key not in _PAGE_APART
        and key not in ("/StructParents", "/LastModified", "/PieceInfo", "/Thumb")
    }
    turn = int(number(inherited(page, "/Rotate") or 0)) % 360
    if turn:
        entries["Rotate"] = f"{turn}°"
    annotations = page.obj.get("/Annots")
    listed = list(annotations) if isinstance(annotations, pikepdf.Array) else []
    notes = [_note(one, canon, targets) for one in listed if isinstance(one, pikepdf.Dictionary)]
    return PageFacts(boxes, entries, tuple(notes))


def _note(note: pikepdf.Object, canon: Canon, targets: "Targets") -> Note:
    sides = [number(side) for side in note.get("/Rect", ())] or [0.0] * 4
    x0, y0, x1, y1 = (sides + [0.0] * 4)[:4]
    goes = targets.of(note)
    apart = frozenset({"/Rect", "/A", "/Dest", "/Contents", "/Subtype", "/Type", "/P", "/M", "/NM"})
    return Note(
        str(note.get("/Subtype", "/?"))[1:],
        (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)),
        goes,
        str(note.get("/Contents", "")),
        canon.digest(note, apart),
    )


class Targets:
    """Where links and bookmarks lead, in words."""

    def __init__(self, pdf: pikepdf.Pdf, canon: Canon) -> None:
        self._canon = canon
        self.named: dict[str, str] = {}
        self.boxes: dict[str, tuple[int, Bounds]] = {}
        names = pdf.Root.get("/Names")
        tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
        listed = list(name_tree(tree))
        older = pdf.Root.get("/Dests")
        if isinstance(older, pikepdf.Dictionary):
            listed += [(key[1:], older[key]) for key in sorted(older.keys())]
        for name, value in listed:
            found = value.get("/D") if isinstance(value, pikepdf.Dictionary) else value
            self.named[name] = self._explicit(found)

    def of(self, thing: pikepdf.Object) -> str:
        """Where a link, a bookmark or an action leads."""
        if "/Dest" in thing:
            return self._target(thing["/Dest"])
        action = thing.get("/A")
        if not isinstance(action, pikepdf.Dictionary):
            return ""
        kind = str(action.get("/S", "/?"))[1:]
        if kind == "URI":
            return str(action.get("/URI", ""))
        if kind == "GoTo":
            return self._target(action.get("/D"))
        return f"{kind} {self._canon.digest(action)[:8]}"

    def _target(self, target: object) -> str:
        if isinstance(target, pikepdf.String | pikepdf.Name):
            name = str(target).removeprefix("/")
            return self.named.get(name, f"#{name}?")
        return self._explicit(target)

    def _explicit(self, target: object) -> str:
        if not isinstance(target, pikepdf.Array) or not len(target):
            return "?"
        page = self._canon.page_label(target[0])
        rest = [
            str(one)[1:] if isinstance(one, pikepdf.Name) else f"{number(one):.1f}"
            for one in list(target)[1:]
        ]
        return " ".join([f"p. {page}" if page else "p. ?", *rest])


def name_tree(node: object, depth: int = 0) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a name tree, however it is divided."""
    if not isinstance(node, pikepdf.Dictionary) or depth > DEPTH_MAX:
        return
    names = node.get("/Names")
    if isinstance(names, pikepdf.Array):
        items = list(names)
        for key, value in zip(items[::2], items[1::2], strict=False):
            yield str(key), value
    for kid in node.get("/Kids", ()):
        yield from name_tree(kid, depth + 1)


def _names(root: pikepdf.Object, canon: Canon) -> dict[str, str]:
    names = root.get("/Names")
    if not isinstance(names, pikepdf.Dictionary):
        return {}
    return {
        f"{key[1:]}/{name}": plain(value, canon)
        for key in sorted(names.keys())
        if key != "/Dests"
        for name, value in name_tree(names[key])
    }


def _outline(node: object, targets: Targets) -> Iterator[str]:
    """Bookmarks, indented, with where they lead."""
    stack: list[tuple[object, int]] = []
    if isinstance(node, pikepdf.Dictionary):
        stack.append((node.get("/First"), 0))
    seen: set[tuple[int, int]] = set()
    while stack:
        item, depth = stack.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen or depth > DEPTH_MAX:
            continue
        seen.add(item.objgen)
        style = f" F{item['/F']}" if number(item.get("/F", 0)) else ""
        yield f"{'  ' * depth}{item.get('/Title', '')} → {targets.of(item)}{style}"
        stack.append((item.get("/Next"), depth))
        stack.append((item.get("/First"), depth + 1))


def _intents(root: pikepdf.Object, canon: Canon) -> Iterator[tuple[str, str]]:
    intents = root.get("/OutputIntents")
    for intent in intents if isinstance(intents, pikepdf.Array) else ():
        if not isinstance(intent, pikepdf.Dictionary):
            continue
        words = [
            str(intent[key])
            for key in ("/OutputConditionIdentifier", "/OutputCondition", "/RegistryName", "/Info")
            if key in intent
        ]
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, pikepdf.Stream):
            words.append(f"ICC {profile.get('/N', '?')} {canon.digest(profile)[:8]}")
        yield str(intent.get("/S", "/?"))[1:], " · ".join(words) or "–"


def _metadata(pdf: pikepdf.Pdf) -> tuple[dict[str, str], tuple[str, ...]]:
    found: dict[str, str] = {}
    info = pdf.trailer.get("/Info")
    producers = []
    if isinstance(info, pikepdf.Dictionary):
        for key in sorted(info.keys()):
            if key in ("/Producer", "/Creator"):
                producers.append(str(info[key]))
            if key not in _NOT_COMPARED or key == "/Trapped":
                found[key[1:]] = str(info[key])
    stream = pdf.Root.get("/Metadata")
    if isinstance(stream, pikepdf.Stream):
        found.update(_xmp(pdf))
    return found, tuple(producers)


def _xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    found = {}
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in metadata.items():
            space, _, name = key.removeprefix("{").partition("}")
            if name not in _XMP_NOT_COMPARED:
                listed = value if isinstance(value, list | set | tuple) else [value]
                text = (
                    "; ".join(sorted(str(one) for one in listed))
                    if isinstance(value, set)
                    else ("; ".join(str(one) for one in listed))
                )
                found[_PREFIXES.get(space, f"{space} ") + name] = text
    return found


def _encryption(pdf: pikepdf.Pdf) -> str:
    if not pdf.is_encrypted:
        return ""
    permissions = pdf.allow._asdict()
    refused = sorted(name for name, granted in permissions.items() if not granted)
    return "; ".join([f"R{pdf.encryption.R}", *refused])


def plain(value: object, canon: Canon, depth: int = 0) -> str:
    """A value in words when it is short, else its digest."""
    page = canon.page_label(value)
    if page:
        return f"p. {page}"
    if isinstance(value, pikepdf.Stream):
        return f"{len(stream_data(value))} B {canon.digest(value)[:8]}"
    if isinstance(value, pikepdf.Dictionary | pikepdf.Array):
        long_ = depth > 2 or len(value) > 6
        return canon.digest(value)[:12] if long_ else _nested(value, canon, depth + 1)
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, pikepdf.Object | str):
        return str(value).removeprefix("/")
    return f"{number(value):g}"


def _nested(value: pikepdf.Object, canon: Canon, depth: int) -> str:
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(plain(one, canon, depth) for one in value)}]"
    parts = [
        f"{key[1:]} {plain(value[key], canon, depth)}"
        for key in sorted(value.keys())
        if key not in ("/Type", "/Parent", "/P", "/LastModified")
    ]
    return "; ".join(parts)
