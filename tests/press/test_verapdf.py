"""The validator itself: it must find what is wrong, or its silence says nothing."""

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas


def test_a_plain_pdf_is_neither_an_archive_nor_accessible(
    verapdf: Callable[..., list[str]], tmp_path: Path
) -> None:
    plain, wrong = tmp_path / "plain.pdf", tmp_path / "wrong.pdf"
    canvas = Canvas(str(plain), invariant=1)
    canvas.drawString(72, 72, "Helvetica, not embedded, not tagged")
    canvas.save()
    wrong.write_bytes(b"no PDF at all")
    broken = [line.split(": ")[:2] for line in verapdf(plain, wrong)]
    for rule in ("2a 6.2.11.4.1-1", "2a 6.6.2.1-1", "2a 6.7.2.2-1", "ua1 7.1-8", "ua1 7.21.4.1-1"):
        assert ["plain.pdf", rule] in broken
    assert {line[1].split()[0] for line in broken if line[0] == "wrong.pdf"} == {"2a", "ua1"}
