"""A fontconfig set-up that knows no fonts but the given ones.

Inputs:  folders with fonts; a folder of our own for the set-up and its cache.
Outputs: fonts.conf.
Units:   none.
Source:  fontconfig's fonts.dtd. With the machine's own set-up a rare character silently took a
         system face, and a fake oblique of it was embedded; without rules that cannot happen.
         The whole faces go under another name, because a page brings its own subsets of them
         under the real one, and fontconfig would take the whole face first.
"""

import os
from pathlib import Path
from xml.sax.saxutils import escape

from banmian.errors import EnvironmentFault

CONF_FILE = "fonts.conf"
STAND_IN = "Banmian Stand-in"  # the family of every font but a page's own


def private_fontconfig(folder: Path, *font_folders: Path) -> Path:
    """Write fonts.conf into `folder` and give its path, for FONTCONFIG_FILE.

    The variable must be set before WeasyPrint is imported.

    Raises:
        EnvironmentFault: the folder cannot be written.

    """
    cache = folder.resolve() / "cache"
    text = _conf([place.resolve() for place in font_folders], cache)
    path = folder.resolve() / CONF_FILE
    try:
        cache.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(path)
    except OSError as fault:
        message = f"cannot write {path}: {fault.strerror}"
        raise EnvironmentFault.of("fontconfig-unwritable", message) from fault
    return path


def _conf(font_folders: list[Path], cache: Path) -> str:
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        "<fontconfig>",
        *(f"  <dir>{escape(str(place))}</dir>" for place in font_folders),
        f"  <cachedir>{escape(str(cache))}</cachedir>",
        '  <match target="scan"><edit name="family" mode="assign">',
        f"    <string>{STAND_IN}</string>",
        "  </edit></match>",
        "  <config><rescan><int>0</int></rescan></config>",
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"
