"""Which printing condition a page is made for, and its ICC profile.

Inputs:  press/profiles.yaml, a layout's `press.profile`.
Outputs: `PressProfile`, its bytes as they lie on disk.
Units:   bytes.
Source:  ICC.1:2010, 7.2 (header); ISO 15930-7, 6.2.2: the profile is of class output, for CMYK.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Annotated

from PIL import ImageCms
from pydantic import Field

from banmian.errors import LayoutError
from banmian.house.style import HouseStyle
from banmian.source.model import FileModel
from banmian.source.yaml_file import load_yaml

PROFILES_FILE = "profiles.yaml"
SIZE_LIMIT = 20_000_000
_HINT = "take a CMYK output profile (class prtr), such as the one the plant gives"


class ProfileEntry(FileModel):
    """One printing condition that comes with the project."""

    title: str
    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.icc$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    identifier: str
    condition: str
    licence: str
    registry: str | None = None
    model: bool = False


class ProfilesFile(FileModel):
    """profiles.yaml."""

    profiles: dict[str, ProfileEntry]


@dataclass(frozen=True, slots=True)
class PressProfile:
    """A printing condition.

    Attributes:
        title: for people, in the slug line.
        identifier: what the output intent calls it.
        condition: what it stands for, in a sentence.
        registry: where `identifier` is registered; empty when it is not.
        model: whether it is a model of a press and not a measured one.
        data: the ICC file.
    """

    title: str
    identifier: str
    condition: str
    registry: str
    model: bool
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the ICC file."""
        return sha256(self.data).hexdigest()


def load_profile(house: HouseStyle, folder: Path) -> PressProfile:
    """Read the profile a layout asks for.

    Args:
        house: the layout; its `press.profile` is a name of profiles.yaml, or an .icc of its own.
        folder: the folder that holds profiles.yaml.

    Raises:
        LayoutError: there is no such profile, or it is not one for a CMYK press.
    """
    asked = house.press.profile
    if asked.endswith(".icc"):
        return _own(house, asked)
    shown_as = f"press/{PROFILES_FILE}"
    loaded = load_yaml(folder / PROFILES_FILE, ProfilesFile, shown_as=shown_as, error=LayoutError)
    known = loaded.value.profiles
    entry = known.get(asked)
    if entry is None:
        message = f"there is no press profile {asked!r}"
        hint = f"profiles: {', '.join(known)}; or the name of an .icc file beside layout.yaml"
        raise LayoutError.of("profile-unknown", message, house.press.place, hint)
    data = _read(folder / entry.file, house)
    if sha256(data).hexdigest() != entry.sha256:
        message = f"press/{entry.file} is not the file that {shown_as} names"
        hint = "restore the file, or write its SHA-256 there"
        place = loaded.places.of("profiles", asked, "sha256")
        raise LayoutError.of("profile-changed", message, place, hint)
    return PressProfile(
        entry.title, entry.identifier, entry.condition, entry.registry or "", entry.model, data
    )


def _own(house: HouseStyle, name: str) -> PressProfile:
    """A profile that lies in the layout's folder."""
    folder = house.folder.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        message = f"the press profile {name!r} lies outside the layout's folder"
        raise LayoutError.of("outside-folder", message, house.press.place, "copy it there")
    data = _read(path, house)
    said = _description(data, house)
    return PressProfile(said, said, said, "", model=False, data=data)


def _read(path: Path, house: HouseStyle) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            message = f"{path.name} is larger than {SIZE_LIMIT // 1_000_000} MB"
            raise LayoutError.of("profile-unsuitable", message, house.press.place, _HINT)
        data = path.read_bytes()
    except OSError as fault:
        message = f"the press profile {path.name} cannot be read: {fault.strerror}"
        raise LayoutError.of("profile-missing", message, house.press.place) from fault
    if data[36:40] != b"acsp" or data[12:20] != b"prtrCMYK":
        message = f"{path.name} is not the ICC profile of a CMYK press"
        raise LayoutError.of("profile-unsuitable", message, house.press.place, _HINT)
    return data


def _description(data: bytes, house: HouseStyle) -> str:
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data))
        return ImageCms.getProfileDescription(profile).strip()
    except (OSError, ImageCms.PyCMSError) as fault:
        message = f"{house.press.profile} is damaged: {fault}"
        raise LayoutError.of("profile-unsuitable", message, house.press.place, _HINT) from fault
