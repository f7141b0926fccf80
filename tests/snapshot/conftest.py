"""Pages to compare: one WeasyPrint made alone, with columns, a tint, pictures, a link, tags."""

from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
STORY = (
    "全省人大代表工作会议在武汉举行。会议总结分享我省代表工作及代表行动经验做法，研究部署新时代新征程"
    "代表工作建设。每年政府工作报告的起草专班都会主动听取人大代表意见，去年办结率100%。己所不欲，"
    "勿施于人。"
)
PAGE = """<html lang="zh"><head><meta charset="utf-8"><title>版面</title><style>
@font-face {{ font-family: s; src: url({font}) }}
@page {{ size: 120mm 160mm; margin: 10mm; bleed: 3mm }}
body {{ font: 9pt/1.4 s }}
.c {{ columns: 2; column-rule: .3pt solid device-cmyk(0 0 0 1) }}
.t {{ background: device-cmyk(0 0 0 .1); padding: 2mm }}
img {{ width: 20mm }}
p, figcaption {{ color: device-cmyk(0 0 0 1) }}
h2 {{ border-bottom: .5pt solid device-cmyk(0 .9 .8 0) }}
</style></head><body><h1>标题一</h1><div class="c">{story}
<p><a href="https://example.com/a">链接到别处去看一看</a> <a href="#z">看下面的第二节去</a></p>
<figure><img src="a.png" alt="甲"><figcaption>图一：左边的人</figcaption></figure>
<figure><img src="b.png" alt="乙"><figcaption>图二：右边的人</figcaption></figure>
<div class="t">底色上的文字也要看一看</div></div><h2 id="z">标题二</h2></body></html>"""


Maker = Callable[..., bytes]


@pytest.fixture(scope="session")
def make_page(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Makes the page with any copy."""
    folder = tmp_path_factory.mktemp("plain")
    for name, image in (("a", Image.linear_gradient("L")), ("b", Image.radial_gradient("L"))):
        image.resize((120, 90)).convert("RGB").save(folder / f"{name}.png")

    def make(story: str = STORY) -> bytes:
        font = (ROOT / "fonts" / "banmian-song.ttf").as_uri()
        paragraphs = "".join(f"<p>{story}{number}</p>" for number in range(3))
        html = PAGE.format(font=font, story=paragraphs)
        data = weasyprint.HTML(string=html, base_url=folder.as_uri() + "/").write_pdf(pdf_tags=True)
        assert data is not None
        return bytes(data)

    return make


@pytest.fixture(scope="session")
def plain_pdf(make_page: Maker) -> bytes:
    """The page with its copy as it is."""
    return make_page()
