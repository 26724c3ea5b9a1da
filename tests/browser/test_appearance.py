"""The main pages look as somebody agreed they look, in four sizes and two themes.

``ACCEPT=1 pytest tests/browser/test_appearance.py`` takes the pictures anew; look at them before
you commit. They are small and grey: what is compared is layout and weight, not the dots that the
next version of a browser draws differently.
"""

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import agreed
import pytest
from browsing import ROOT
from PIL import Image, ImageChops
from playwright.sync_api import Browser
from serving import Serving

PICTURES = Path(__file__).with_name("appearance")
SCALE = 4
"""How many pixels of the page one of the picture stands for, each way."""
VISIBLE = 24
"""Difference of two greys, of 255, that an eye would notice."""
TOLERANCE = 0.01
"""Share of a picture that may differ so."""

PAGES = {
    "home": "/",
    "article": "/2022/tong-ket-cong-tac/",
    "year": "/2022/",
    "statistics": "/so-lieu/",
}
WIDTHS = (360, 768, 1280, 1920)

SETTINGS = """
SITENAME = "Văn phòng Ủy ban nhân dân tỉnh"
SLOGAN = "Rõ việc, rõ người, rõ hạn"
OFFICE = "lang-son"
PUBLISHER = {"responsible": "Chánh Văn phòng UBND tỉnh", "phone": "0205 3800 000"}
PDF_YEARS = CARD_YEARS = ()
CACHE_PATH = "cache"
"""
ARTICLES = {
    "2022/tong-ket-cong-tac": """
title: Tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022
date: 14/01/2022 16:00
category: Hoạt động Văn phòng
summary: Văn phòng phát hành 17.337 văn bản đi và chuẩn bị 554 cuộc họp trong năm.
tags: [tổng kết, văn bản đi]
author: "Tin, ảnh: Phòng Tổng hợp"
image: {src: doi-nui.svg, alt: Đồi núi, caption: Đồi núi trong sương.}
statistics:
  - indicator: van-ban.di
    figure: "17.337 văn bản đi"
    period: 2021
---
Cả năm, Văn phòng phát hành 17.337 văn bản đi. Kết quả được cập nhật hằng tuần.

## Văn bản và cuộc họp

Bảng 1. Kết quả chính

| Nội dung | Năm 2021 |
|---|---:|
| Văn bản đi | 17.337 |
| Cuộc họp | 554 |

- Theo dõi, đôn đốc đến từng việc.
- Trả lời đúng hạn.

> “Số liệu phải đúng, phải có nguồn.”

Hội nghị kết thúc trong ngày./.
""",
    "2022/lich-tiep-cong-dan": """
title: Lịch tiếp công dân định kỳ
date: 20/01/2022
category: Thông báo
summary: Mỗi tháng một kỳ, tại trụ sở Tiếp công dân.
---
Mỗi tháng một kỳ.
""",
    "2022/mo-them-quay-ho-tro": """
title: Mở thêm quầy hỗ trợ người cao tuổi nộp hồ sơ trực tuyến tại bộ phận một cửa
date: 05/7/2022
category: Cải cách hành chính
summary: Hai quầy mới mở cửa từ thứ Hai.
image: {src: doi-nui.svg, alt: Đồi núi}
---
Hai quầy mới mở cửa từ thứ Hai.
""",
    "2021/giao-ban-quy-mot": """
title: Giao ban quý I
date: 08/4/2021
category: Hoạt động Văn phòng
summary: Đẩy nhanh xử lý đơn thư.
---
Đẩy nhanh xử lý đơn thư.
""",
}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9" width="1600" height="900">'
    '<path fill="#ccd" d="M0 0h16v9H0z"/><path fill="#235" d="M0 7 5 3l4 4 3-2 4 3v1H0z"/></svg>'
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A small site whose words are this file's, so that only the theme can change its looks."""
    folder = tmp_path_factory.mktemp("appearance")
    for name, text in ARTICLES.items():
        file = folder / "content/bai-viet" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---{text}", encoding="utf-8")
    (folder / "content/hinh-anh").mkdir()
    (folder / "content/hinh-anh/doi-nui.svg").write_text(DRAWING)
    for name in ("categories.yml", "offices.yml", "indicators.yml"):
        shutil.copy(ROOT / "content" / name, folder / "content")
    own = (ROOT / "site_config.py").read_text(encoding="utf-8") + SETTINGS
    (folder / "site_config.py").write_text(own, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("portal")), "build", "--output", "output"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with Serving(folder / "output") as serving:
        yield serving


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_agreed(
    name: str, width: int, theme: str, server: Serving, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(server.url + PAGES[name])
    page.evaluate("document.fonts.ready.then(() => {})")
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    context.close()
    got = taken.reduce(SCALE)
    file = PICTURES / f"{name}-{width}-{theme}.png"
    if agreed.ACCEPT:
        PICTURES.mkdir(exist_ok=True)
        got.quantize(16).save(file, optimize=True)
    assert file.exists(), f"{file.name} is missing: look at the page, then ACCEPT=1"
    before = Image.open(file).convert("L")
    kept = tmp_path / file.name
    got.save(kept)
    assert abs(got.height - before.height) <= 2, f"another height: see {kept}"
    box = (0, 0, before.width, min(before.height, got.height))
    difference = ImageChops.difference(got.crop(box), before.crop(box)).histogram()
    differing = sum(difference[VISIBLE:]) / sum(difference)
    assert differing <= TOLERANCE, f"{differing:.1%} differs: see {kept}"
