"""The copy of a page that bears the name its plant wants; a page without marks."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2

from banmian.pipeline.page import PageResult


def test_the_plants_copy_is_the_page(
    build: Callable[..., PageResult], project: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "project"
    (mine / "layouts" / "fayan-zhaibian").mkdir(parents=True)
    for name in ("fonts", "press"):
        (mine / name).symlink_to(project / name)
    for path in (project / "layouts" / "fayan-zhaibian").iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "layout.yaml":
            text += '\npress: {file_name: "{paper}-{page}-{version}.pdf", marks: false}\n'
        (mine / "layouts" / "fayan-zhaibian" / path.name).write_text(text, encoding="utf-8")
    result = build(project=mine)
    assert result.pdf is not None
    assert result.plant is not None
    assert result.plant.name.startswith("湖北日报-05-")
    assert result.plant.read_bytes() == result.pdf.read_bytes()
    document = pypdfium2.PdfDocument(result.pdf)
    assert document[0].get_mediabox() == document[0].get_bleedbox()
    document.close()
