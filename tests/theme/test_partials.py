"""The parts that all pages share print what the office has given and nothing for the rest."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from lxml import html

from portal.core.settings import Publisher
from portal.core.site import Site
from portal.engine.templates import Templates, environment_options

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"

Part = Callable[..., Any]


@pytest.fixture
def part(site: Site, tmp_path: Path) -> Part:
    """A fragment of a site that differs from the usual one in what is given."""

    def render(name: str, changes: dict[str, Any], **given: Any) -> Any:
        environment = Environment(**environment_options(tmp_path))
        templates = Templates(environment, (TEMPLATES,), replace(site, **changes))
        return html.fragment_fromstring(templates.part(name, **given).decode(), create_parent="div")

    return render


def test_no_emblem_is_made_up(part: Part) -> None:
    """Its place is empty until the office gives one; its name says what it shows."""
    assert not part("partials/header.html", {}, section="").xpath("//img")
    (emblem,) = part(
        "partials/header.html", {"emblem": "/hinh-anh/huy-hieu.svg"}, section=""
    ).xpath("//img")
    assert emblem.get("src") == "/hinh-anh/huy-hieu.svg"
    assert emblem.get("alt") == ""


def test_the_menu_marks_the_section_of_the_page(part: Part) -> None:
    header = part("partials/header.html", {}, section="news")
    assert header.xpath("//nav//a[@aria-current]/text()") == ["Tin tức"]
    assert not part("partials/header.html", {}, section="").xpath("//nav//a[@aria-current]")


def test_a_site_without_slogan_has_no_empty_line(part: Part) -> None:
    assert part("partials/header.html", {}, section="").xpath("//p[@class='slogan']")
    assert not part("partials/header.html", {"slogan": ""}, section="").xpath(
        "//p[@class='slogan']"
    )


def test_the_imprint_prints_only_what_is_given(part: Part) -> None:
    """No label without its value, and a telephone number one can call."""
    given = Publisher(
        responsible="Chánh Văn phòng UBND tỉnh",
        address="Số 1 đường Hùng Vương",
        phone="0205 3800.000",
        email="vanphong@example.gov.vn",
        licence="Ghi rõ nguồn khi dùng lại.",
        licence_url="https://example.gov.vn/giay-phep/",
    )
    full = part("partials/footer.html", {"publisher": given})
    text = full.text_content()
    for value in (given.responsible, given.address, given.phone, given.email, given.licence):
        assert value in text
    assert "tel:02053800000" in full.xpath("//a/@href")
    assert full.xpath("//a[@rel='license']/@href") == [given.licence_url]
    bare = part("partials/footer.html", {"publisher": Publisher()})
    for label in ("Chịu trách nhiệm", "Địa chỉ", "Điện thoại", "Thư điện tử"):
        assert label in text
        assert label not in bare.text_content()
    assert full.xpath("//address")
    assert not bare.xpath("//address")


def test_the_footer_leads_to_every_standing_page_that_the_menu_lacks(part: Part) -> None:
    footer = part("partials/footer.html", {})
    assert "/tro-nang/" in footer.xpath("//nav//a/@href")
    assert "/so-do-cong/" in footer.xpath("//nav//a/@href")


def test_visit_figures_are_absent_without_a_counter(part: Part) -> None:
    assert not part("partials/footer.html", {}).xpath("//*[@data-module='visit-counter']")
    with_counter = part("partials/footer.html", {"counter": {"base": "https://dem.example.gov.vn"}})
    (widget,) = with_counter.xpath("//*[@data-module='visit-counter']")
    assert widget.get("hidden") is not None


def test_the_head_asks_for_preferences_before_the_style_sheet_and_blocks_on_nothing_else(
    part: Part,
) -> None:
    """The order of the addresses is the order in which a browser asks for them."""
    head = part("partials/head.html", {})
    modules = head.xpath("//script")
    assert all(module.get("type") == "module" for module in modules)
    assert "preferences" in modules[0].get("src")
    assert modules[0].get("async") is not None
    (sheet,) = head.xpath("//link[@rel='stylesheet']")
    assert head.index(modules[0]) < head.index(sheet) < head.index(modules[1])
    assert len(head.xpath("//link[@rel='preload' and @as='font']")) == 2


def test_the_frame_leads_only_to_what_the_site_offers(part: Part) -> None:
    """Search box, feed and the worker for times without network come with their plugins."""
    every = {"search": "/tim-kiem/", "rss": "/feeds/rss.xml", "offline": "/sw.js"}
    for name, found in (
        ("header", "//form | //a[@href='/tim-kiem/']"),
        ("head", "//link[@rel='alternate']"),
        ("footer", "//*[@data-module='offline']"),
    ):
        given = {"section": ""} if name == "header" else {}
        assert part(f"partials/{name}.html", {"offers": every}, **given).xpath(found)
        assert not part(f"partials/{name}.html", {"offers": {}}, **given).xpath(found)
