"""Where the project's data lies: beside the sources in a checkout, inside the package in a wheel.

Inputs:  where this package is; XDG_CACHE_HOME for an installed one.
Outputs: the folder that holds layouts/, fonts/ and press/, and a folder for the cache.
Units:   none.
Source:  our choice; pyproject.toml puts them into the wheel as banmian/data.
"""

import os
import tomllib
from importlib import metadata
from pathlib import Path

from banmian.errors import EnvironmentFault

_PACKAGE = Path(__file__).resolve().parents[1]
_WHEEL_DATA = _PACKAGE / "data"
_CHECKOUT = _PACKAGE.parents[1]


def project_root() -> Path:
    """The folder that holds layouts/, fonts/ and press/.

    Raises:
        EnvironmentFault: neither a checkout nor a whole wheel.
    """
    for folder in (_WHEEL_DATA, _CHECKOUT):
        if all((folder / name).is_dir() for name in ("layouts", "fonts", "press")):
            return folder
    raise EnvironmentFault.of(
        "project-data-missing",
        f"layouts/, fonts/ and press/ are neither in {_WHEEL_DATA} nor in {_CHECKOUT}",
        hint="install the wheel again, or run from a whole checkout",
    )


def version() -> str:
    """The release: from pyproject.toml in a checkout, which is not installed as a package."""
    try:
        return metadata.version("banmian")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((_CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])


def cache_folder(project: Path) -> Path:
    """Where font subsets and the like are kept between runs; deleting it costs only time.

    In a checkout that belongs to somebody else it is the user's own cache, as for a wheel.
    """
    if project == _CHECKOUT and os.access(project, os.W_OK):
        return _CHECKOUT / ".cache"
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "banmian"
