"""Pictures of another office than ours: small ones, tall ones, drawings without ground."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from browsing import Watched
from PIL import Image
from playwright.sync_api import Browser, Locator, Page
from serving import Serving
from tiny_site import TinySite, article

BODY = """Một đoạn văn.

![Biểu tượng](/hinh-anh/nho.png)

![Cây cao](/hinh-anh/cao.jpg)

![Sơ đồ](/hinh-anh/so-do.svg)
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path d="M0 0h9v9"/></svg>'
TEN_CENTIMETRES = 378


def _picture(mode: str, size: tuple[int, int], kind: str) -> bytes:
    file = BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    site = TinySite(tmp_path_factory.mktemp("pictures"), {
        "bai-viet/2024/a.md": article(body=BODY),
        "hinh-anh/nho.png": _picture("RGBA", (200, 100), "PNG"),
        "hinh-anh/cao.jpg": _picture("RGB", (900, 2700), "JPEG"),
        "hinh-anh/so-do.svg": DRAWING,
    })  # fmt: skip
    site.build()
    with Serving(site.root / "output") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    watched = Watched(browser, server.url)
    page = watched.open("/2024/a/", viewport={"width": 1280, "height": 900}, color_scheme="light")
    for picture in page.locator(".prose img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    yield page
    page.context.close()
    assert watched.complaints == []


def _size(picture: Locator) -> tuple[int, int]:
    box = picture.bounding_box()
    assert box
    return round(box["width"]), round(box["height"])


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_photograph_is_never_enlarged(page: Page, media: str) -> None:
    page.emulate_media(media="print" if media == "print" else "screen")
    small, _, drawing = page.locator(".prose img").all()
    assert _size(small) == (200, 100)
    assert _size(drawing)[0] > 600


def test_a_tall_picture_takes_no_whole_sheet_and_keeps_its_shape(page: Page) -> None:
    page.emulate_media(media="print")
    tall = page.locator(".prose img").nth(1)
    assert _size(tall)[1] <= TEN_CENTIMETRES
    assert tall.evaluate("(picture) => getComputedStyle(picture).objectFit") == "contain"


def test_a_drawing_keeps_a_light_ground_at_night(page: Page) -> None:
    """Its dark lines would be lost on a dark page; a photograph has no ground that shows."""

    def grounds() -> list[str]:
        return page.locator(".prose img").evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one).backgroundImage)"
        )

    assert all("rgb(233, 236, 239)" not in ground for ground in grounds())
    page.emulate_media(color_scheme="dark")
    small, tall, drawing = grounds()
    assert "rgb(233, 236, 239)" in small
    assert tall == "none"
    assert "rgb(233, 236, 239)" in drawing
