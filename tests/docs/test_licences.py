"""Everything that is shipped has its licence beside it, and the wheel takes them along."""

import hashlib
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FONTS = tomllib.loads((ROOT / "fonts" / "fonts.toml").read_text(encoding="utf-8"))
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
# of http://www.apache.org/licenses/LICENSE-2.0.txt with LF line ends
APACHE = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
# of its text from PREAMBLE on, blanks squeezed
OFL = "65a67a379d9157a5d3e26b95313206afe983db9743688fc98d9545c9f24bbe7d"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_code_is_under_the_apache_licence() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE
    assert PROJECT["project"]["license"].startswith("Apache-2.0")


def test_every_face_names_its_licence_which_is_whole() -> None:
    for key, face in FONTS["faces"].items():
        text = (ROOT / "fonts" / face["licence_file"]).read_text(encoding="utf-8")
        assert face["file"] in text.split("-----")[0], key
        assert face["file"] in NOTICE, key
        body = squeezed(text[text.index("PREAMBLE") :])
        assert hashlib.sha256(body.encode()).hexdigest() == OFL, key


def test_the_wheel_carries_all_of_them() -> None:
    taken = {path for glob in PROJECT["project"]["license-files"] for path in ROOT.glob(glob)}
    wanted = {ROOT / "LICENSE", ROOT / "NOTICE", *(ROOT / "fonts").glob("OFL-*.txt")}
    wanted.add(ROOT / "press" / "LICENSE-fogra39l.txt")
    assert taken == wanted


def test_the_unicode_licence_is_told() -> None:
    listed = ROOT / "src" / "banmian" / "typeface" / "general-standard-characters.txt"
    assert listed.relative_to(ROOT).as_posix() in NOTICE
    assert "COPYRIGHT AND PERMISSION NOTICE" in NOTICE
    assert "Unicode-3.0" in PROJECT["project"]["license"]


def test_the_newspapers_copy_is_outside_the_licence_wherever_it_lies() -> None:
    for folder in ("content/2024-11-13", "tests/data/reference", "docs/images"):
        said = (ROOT / folder / "LICENSE.md").read_text(encoding="utf-8")
        assert "**not** covered" in squeezed(said), folder
        assert folder in squeezed(NOTICE), folder
        assert f"({folder}/LICENSE.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
