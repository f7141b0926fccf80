import io
from pathlib import Path

import pytest
from PIL import Image

PAGE = """\
number: 5
section: 要闻
layout: plain
slots:
  lead: lead.md
  excerpts:
    intro: intro.md
    items: [one.md, two.md]
photo_credit: (本版图片均由某某摄)
"""
LEAD = """\
---
headline: 头条/标题
byline: [{role: 记者, names: [王婧]}]
---
第一段。

## 小标题

第二段。
"""
ONE = """\
---
headline: 发言一
speaker: {name: 甲, title: 主任}
photos:
  - {file: photos/one.png, caption: 甲, alt: 占位示意图}
---
发言。
"""


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (3, 4), 128).save(buffer, "PNG")
    return buffer.getvalue()


GOOD: dict[str, str | bytes] = {
    "edition.yaml": "newspaper: 湖北日报\ndate: 2024-11-13\n",
    "05/page.yaml": PAGE,
    "05/lead.md": LEAD,
    "05/intro.md": "---\nheadline: 发言摘编\n---\n按语。\n",
    "05/one.md": ONE,
    "05/two.md": "---\nheadline: 发言二\n---\n发言。\n",
    "05/photos/one.png": picture(),
}


class Edition:
    """A good edition on disk, in the current folder, that a test spoils."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = folder / "05"
        for name, content in GOOD.items():
            self.write(name, content)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def delete(self, name: str) -> None:
        (self.folder / name).unlink()


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.chdir(tmp_path)
    return Edition(Path("2024-11-13"))
