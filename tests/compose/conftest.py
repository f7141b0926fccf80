"""The shipped faces, and text of every kind a newspaper may be sent."""

from pathlib import Path

import pytest

from banmian.typeface.catalogue import Catalogue, load_catalogue

FONTS = Path(__file__).resolve().parents[2] / "fonts"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(FONTS)
