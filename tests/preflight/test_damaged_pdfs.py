"""Damage of every kind: the preflight says something and never falls over."""

import io
import random
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from banmian.errors import UsageError
from banmian.preflight.order import PlantOrder
from banmian.preflight.run import preflight

ORDER = PlantOrder()


def looked_at(data: bytes) -> bool:
    """Whether the file could be opened; nothing else may come out but findings."""
    try:
        preflight(data, ORDER)
    except UsageError:
        return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_bytes_spoiled_by_chance(good: bytes, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(good)
    for _ in range(chance.choice([1, 5, 40])):
        start = chance.randrange(len(data))
        if chance.random() < 0.3:
            del data[start : start + chance.randrange(60)]
        else:
            data[start : start + 4] = chance.randbytes(4)
    looked_at(bytes(data))


@pytest.mark.parametrize("share", [0.001, 0.1, 0.4, 0.7, 0.95, 0.999])
def test_half_a_file(good: bytes, share: float) -> None:
    looked_at(good[: int(len(good) * share)])


JUNK: list[Any] = [
    Name.Junk, String("junk"), 3, -1, True, Array([]), Array([Name.A, 1]), Dictionary(),
    Dictionary(S=Name.X), Array([Array([1, 2]), Dictionary()]),
]  # fmt: skip


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every entry of the page and the catalog, four steps deep."""
    if len(path) > 5 or (path and path[-1] in {"/Parent", "/P"}):
        return []
    found = []
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in sorted(value.keys()):
            found += [(*path, key), *paths(value[key], (*path, key))]
    elif isinstance(value, pikepdf.Array):
        for i, one in enumerate(value):
            found += paths(one, (*path, i))
    return found


def test_every_entry_replaced_by_junk(good: bytes) -> None:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        ways = [way for way in paths(pdf.Root) if way != ("/Pages",)]
    assert len(ways) > 100
    chance = random.Random(1)
    for way in chance.sample(ways, 70):
        with pikepdf.open(io.BytesIO(good)) as pdf:
            target = pdf.Root
            for step in way[:-1]:
                target = target[step]
            try:
                target[way[-1]] = chance.choice(JUNK)
                buffer = io.BytesIO()
                pdf.save(buffer, compress_streams=False)
            except (ValueError, KeyError, pikepdf.PdfError):
                continue  # pikepdf does not let this be written
        looked_at(buffer.getvalue())


WORDS = st.sampled_from(
    [
        "q", "Q", "BT", "ET", "f", "S", "W n", "cm", "re", "m", "l", "Tj", "/F 9 Tf", "/Cmyk Do",
        "/over gs", "k", "sc", "scn", "/Pattern cs", "/P scn", "/all cs", "EMC", "/A BMC", "sh",
        "1", "0", "-5", "1e9", "99999999999", "/X", "(a)", "<0001>", "[1 2]", "<</MCID 0>>", "BDC",
        "Tm", "Td", "TJ", "d0", "BX", "EX", "BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", "'", '"', "Tr",
    ]
)  # fmt: skip


@settings(max_examples=60)
@given(words=st.lists(WORDS, max_size=40))
def test_any_words_as_content(good: bytes, words: list[str]) -> None:
    with pikepdf.open(io.BytesIO(good)) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(" ".join(words).encode())
        buffer = io.BytesIO()
        pdf.save(buffer, compress_streams=False)
    assert looked_at(buffer.getvalue())


def test_rings_and_bombs(spoil: Any, found_in: Any) -> None:
    def change(pdf: Any) -> None:
        page = pdf.pages[0].obj
        ring = pdf.make_stream(b"/Ring Do " * 3)
        ring.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]))
        page.Resources.XObject.Ring = ring
        ring.Resources = page.Resources
        page.Contents = pdf.make_stream(b"/Ring Do")
        tree = pdf.Root.StructTreeRoot
        tree.K.append(tree)
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        pdf.Root.Outlines.First = pdf.Root.Outlines
        pdf.Root.Outlines.Next = pdf.Root.Outlines

    assert "content-syntax" in found_in(spoil(change))
