"""From painted pages to the press: profile, pictures, the finished PDF.

Inputs:  layouts, painted pages, `Settings`.
Outputs: `PressJob`, press PDFs.
Units:   none.
Source:  docs/press.md.
"""

from banmian.house.style import HouseStyle
from banmian.pipeline.settings import Settings
from banmian.press.finish import PressJob
from banmian.press.profile import load_profile


def load_press(house: HouseStyle, settings: Settings) -> PressJob:
    """How pages of a layout go to press.

    Raises:
        LayoutError: there is no such profile, or it is not one of a CMYK press.
    """
    profile = load_profile(house, settings.project / "press")
    return PressJob(profile, house.press.overprint, house.press.marks)
