"""A page as a proof: the page for the press with layers over it that say what is known of it.

Inputs:  a page's folder, `Settings`.
Outputs: proof.pdf and proof.png under <output>/<edition's folder>/<page's folder>/.
Units:   none.
Source:  docs/cli.md, `proof`.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from banmian.check.finding import Finding
from banmian.check.run import run
from banmian.files import write_whole
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import ReadyPage, make_page
from banmian.pipeline.raster import rasterise
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.to_press import slug_face
from banmian.press.boxes import Boxes
from banmian.press.finish import version_of
from banmian.press.slug import short
from banmian.progress import Progress
from banmian.proof.draw import draw_layers
from banmian.proof.overlay import MARGIN, ProofPage, proof_layers
from banmian.proof.stack import stack


@dataclass(frozen=True, slots=True)
class ProofResult:
    """Where a proof is, and the page it shows."""

    pdf: Path
    png: Path | None
    page: MadeUpPage
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "pdf": str(self.pdf),
            "png": str(self.png) if self.png else None,
            "findings": [one.as_json() for one in self.findings],
        }


def build_proof(folder: Path, settings: Settings, progress: Progress) -> ProofResult:
    """Make and write the proof of a page; copy that does not fit is shown, not refused.

    Raises:
        BanmianError: content, layout or fonts are wrong; nothing has been written then.
    """
    wanted = replace(settings, until=Stage.PRESS, png=False, allow_overset=True)
    ready = make_page(folder, wanted, progress)
    assert ready.made is not None
    findings = run(ready.made, ready.job.page, ready.job.house)
    pdf = draw_proof(ready, findings)
    target = ready.files[0][0].parent
    path = target / "proof.pdf"
    write_whole(path, pdf)
    png = None
    if settings.png:
        png = target / "proof.png"
        write_whole(png, rasterise(pdf, whole=True))
    return ProofResult(path, png, ready.made, findings)


def draw_proof(ready: ReadyPage, findings: tuple[Finding, ...]) -> bytes:
    """Lay the layers over a finished page."""
    page = ready.made
    assert page is not None
    proof = ProofPage(page, ready.job.page, findings, short(version_of(ready.painted)))
    grid = page.grid
    boxes = Boxes(grid.page_width, grid.page_height, grid.bleed, MARGIN)
    layers = proof_layers(proof)
    drawn = draw_layers(layers, boxes, slug_face(ready.catalogue))
    return stack(ready.files[0][1], layers, drawn, boxes)
