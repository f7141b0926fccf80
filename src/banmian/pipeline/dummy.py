"""The empty page of a layout as PDF.

Inputs:  the name of a layout, `Settings`.
Outputs: PDF bytes.
Units:   none.
Source:  docs/layouts.md.
"""

from banmian.errors import Place
from banmian.house.load import load_house
from banmian.pipeline.settings import Settings
from banmian.pipeline.to_press import slug_face
from banmian.press.boxes import Boxes
from banmian.proof.draw import draw_layers
from banmian.proof.dummy import dummy_layers
from banmian.proof.stack import stack
from banmian.typeface.catalogue import load_catalogue


def draw_dummy(layout: str, settings: Settings, asked_at: Place | None = None) -> bytes:
    """Draw the empty page (版样纸) of a layout.

    Raises:
        BanmianError: there is no such layout, or it is wrong.
    """
    house = load_house(settings.project / "layouts", layout, asked_at)
    catalogue = load_catalogue(settings.project / "fonts", cache=settings.cache)
    grid = house.grid
    boxes = Boxes.of(grid.page_width, grid.page_height, grid.bleed, marks=True)
    layers = dummy_layers(house)
    return stack(None, layers, draw_layers(layers, boxes, slug_face(catalogue)), boxes)
