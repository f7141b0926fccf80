"""Harmless rewritings: the same document in other bytes.

Inputs:  `Bench`.
Outputs: `REWRITINGS`.
Units:   none.
Source:  ISO 32000-2 7.3 to 7.5: what may be written in more than one way.
"""

import io
import re
from collections.abc import Iterator

import pikepdf

from banmian.snapshot.canon import number, stream_data
from banmian.snapshot.seeds.bench import Bench, Rewriting, Step

_PACKED = pikepdf.ObjectStreamMode.generate
_LOOSE = pikepdf.ObjectStreamMode.disable


def dates_and_producer(bench: Bench) -> bytes:
    """Other dates, another producer."""
    bench.pdf.docinfo["/Producer"] = pikepdf.String("Another Writer 9")
    bench.pdf.docinfo["/CreationDate"] = pikepdf.String("D:20200101000000Z")
    bench.pdf.docinfo["/ModDate"] = pikepdf.String("D:20200102000000Z")
    return bench.save()


def file_ids(bench: Bench) -> bytes:
    """Other file identifiers."""
    buffer = io.BytesIO()
    bench.pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def renumbered(bench: Bench) -> bytes:
    """Objects in another order, with other numbers."""
    for _ in range(7):
        bench.pdf.make_indirect(pikepdf.Dictionary(Unused=True))
    bench.pdf.pages[0].obj["/Resources"] = bench.pdf.make_indirect(bench.resources)
    return bench.save(object_stream_mode=_LOOSE)


def recompressed(bench: Bench) -> bytes:
    """Streams packed otherwise."""
    return bench.save(recompress_flate=True, compress_streams=True)


def unpacked(bench: Bench) -> bytes:
    """Streams not packed at all."""
    return bench.save(
        compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized
    )


def prefixes(bench: Bench) -> bytes | None:
    """Other letters before the names of subsets."""
    changed = False
    for thing in bench.pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                name = str(thing.get(key, ""))
                if re.match(r"/[A-Z]{6}\+", name):
                    thing[key] = pikepdf.Name("/QWERTY" + name[7:])
                    changed = True
    return bench.save() if changed else None


def names(bench: Bench) -> bytes:
    """Other names for the page's resources."""
    resources = bench.resources
    fresh: dict[tuple[str, str], str] = {}
    for kind in ("/Font", "/XObject", "/ExtGState"):
        shelf = resources.get(kind)
        if isinstance(shelf, pikepdf.Dictionary):
            renamed = pikepdf.Dictionary()
            for count, key in enumerate(sorted(shelf.keys())):
                fresh[kind, key] = f"/Z{kind[1]}{count}"
                renamed[fresh[kind, key]] = shelf[key]
            resources[kind] = renamed
    kinds = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState"}
    for step in bench.steps:
        if step.name in kinds:
            new = fresh.get((kinds[step.name], str(step.operands[0])))
            step.operands[0] = pikepdf.Name(new) if new else step.operands[0]
    bench.changed = True
    return bench.save()


def streams(bench: Bench) -> bytes:
    """The content in three streams."""
    steps = [
        pikepdf.ContentStreamInstruction(step.operands, pikepdf.Operator(step.name))
        if step.raw is None
        else step.raw
        for step in bench.steps
    ]
    third = len(steps) // 3
    parts = [steps[:third], steps[third : 2 * third], steps[2 * third :]]
    bench.page.obj["/Contents"] = pikepdf.Array(
        [bench.pdf.make_stream(pikepdf.unparse_content_stream(part)) for part in parts]
    )
    return bench.save()


def arrays(bench: Bench) -> bytes:
    """Text arrays in pieces."""

    def split() -> Iterator[Step]:
        for step in bench.steps:
            operand = step.operands[0] if step.name == "TJ" else None
            if not isinstance(operand, pikepdf.Array) or len(operand) < 2:
                yield step
                continue
            listed = list(operand)
            half = len(listed) // 2
            yield Step("TJ", [pikepdf.Array(listed[:half])])
            yield Step("TJ", [pikepdf.Array(listed[half:])])

    bench.steps = list(split())
    bench.changed = True
    return bench.save()


def strings(bench: Bench) -> bytes:
    """Every letter a string of its own."""
    for index in bench.shows(2):
        bench.set_codes(index, bench.codes(index))
    return bench.save()


def linear(bench: Bench) -> bytes:
    """Made for reading page by page from a server."""
    return bench.save(linearize=True)


def bracketed(bench: Bench) -> bytes:
    """`q` and `Q` around everything, and a comment."""
    data = b"\n".join(
        stream_data(one)
        for one in (
            bench.page.obj["/Contents"]
            if isinstance(bench.page.obj["/Contents"], pikepdf.Array)
            else [bench.page.obj["/Contents"]]
        )
    )
    content = b"% rewritten\nq\n1 0 0 1 0 0 cm\n" + data + b"\nQ\n"
    bench.page.obj["/Contents"] = bench.pdf.make_stream(content)
    return bench.save()


def inherited_boxes(bench: Bench) -> bytes:
    """Boxes and resources that the page inherits."""
    pages = bench.page.obj["/Parent"]
    alone = len(bench.pdf.pages) == 1
    for key in ("/MediaBox", "/Resources"):
        if key in bench.page.obj and alone:
            pages[key] = bench.page.obj[key]
            del bench.page.obj[key]
    return bench.save()


def unused(bench: Bench) -> bytes:
    """Private data of a program, and resources that nothing uses."""
    bench.page.obj["/PieceInfo"] = pikepdf.Dictionary(Writer=pikepdf.Dictionary(Private=1))
    bench.page.obj["/LastModified"] = pikepdf.String("D:20200101000000Z")
    bench.add_resource("/ExtGState", "Unused", pikepdf.Dictionary(LW=3))
    return bench.save()


def decimals(bench: Bench) -> bytes:
    """Numbers with more zeros."""
    for step in bench.steps:
        if step.name in ("re", "m", "l", "cm", "Tm", "Td"):
            step.operands = [
                pikepdf.Object.parse(f"{number(o):.6f}".encode()) for o in step.operands
            ]
    bench.changed = True
    return bench.save()


REWRITINGS = (
    Rewriting("dates and producer", dates_and_producer),
    Rewriting("file ids", file_ids),
    Rewriting("object numbers", renumbered),
    Rewriting("object streams", lambda bench: bench.save(object_stream_mode=_PACKED)),
    Rewriting("recompression", recompressed),
    Rewriting("no compression", unpacked),
    Rewriting("prefixes of subsets", prefixes),
    Rewriting("names of resources", names),
    Rewriting("content in three streams", streams),
    Rewriting("text arrays in pieces", arrays),
    Rewriting("a string a letter", strings),
    Rewriting("linearised", linear),
    Rewriting("brackets and comments", bracketed),
    Rewriting("inherited entries", inherited_boxes),
    Rewriting("private data", unused),
    Rewriting("more zeros", decimals),
)
