"""The search box on every page: suggestions, keys, and nothing fetched before it is used."""

import re

from browsing import Watched, started
from playwright.sync_api import Browser, expect
from searching import OPTIONS, RESULTS
from serving import Serving


def test_suggestions_follow_the_keys(watched: Watched) -> None:
    """Ctrl and slash go to the box, arrows walk the list, Enter opens what is chosen."""
    page = watched.open("/")
    started(page)
    page.keyboard.press("Control+/")
    box = page.get_by_role("combobox", name="Tìm trong cổng tin")
    expect(box).to_be_focused()
    # At once: suggestions for half of it may come late, and would take the choice back.
    page.keyboard.insert_text("tiep cong dan")
    expect(page.locator(OPTIONS).first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(OPTIONS).first).to_be_hidden()
    expect(box).to_have_value("tiep cong dan")
    page.keyboard.press("ArrowDown")
    target = page.locator("[aria-selected=true]").get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")


def test_how_many_suggestions_there_are_is_announced(watched: Watched) -> None:
    """The region is there before it speaks, and says nothing of a list that is closed."""
    page = watched.open("/", forced_colors="active")
    box = page.get_by_label("Tìm trong cổng tin")
    box.focus()
    region = page.locator("header").get_by_role("status")
    expect(region).to_have_text("")
    page.keyboard.insert_text("tiếp công dân")
    expect(region).to_have_text("5 gợi ý; Enter để xem tất cả kết quả.")
    page.keyboard.press("ArrowDown")
    sides = page.locator(OPTIONS).evaluate_all(
        "(options) => options.map((one) => getComputedStyle(one).borderInlineStartColor)"
    )
    assert sides[0] not in sides[1:]
    page.keyboard.press("Escape")
    expect(region).to_have_text("")
    page.keyboard.press("ArrowDown")
    expect(region).to_contain_text("5 gợi ý")


def test_a_key_is_told_only_where_there_are_keys(watched: Watched) -> None:
    """A telephone has none; nor does the key do anything where no script runs."""
    expect(watched.open("/tim-kiem/").locator(".search-key")).to_be_visible()
    for phone in ({"has_touch": True, "is_mobile": True}, {"java_script_enabled": False}):
        expect(watched.open("/tim-kiem/", **phone).locator(".search-key")).to_be_hidden()


def test_enter_in_the_box_leads_to_the_page(watched: Watched) -> None:
    """Without a choice the form goes where forms go."""
    page = watched.open("/")
    page.get_by_role("combobox").or_(page.get_by_label("Tìm trong cổng tin")).first.fill("văn bản")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_who_comes_to_search_can_type_at_once(watched: Watched) -> None:
    """On a phone the header leads to the box of the page; who comes otherwise begins above."""
    page = watched.open("/", viewport={"width": 360, "height": 700})
    page.locator("header").get_by_role("link", name="Tìm").click()
    expect(page.get_by_label("Từ cần tìm")).to_be_focused()
    page.keyboard.insert_text("văn bản")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_nothing_is_loaded_before_the_reader_turns_to_the_box(
    browser: Browser, sample_server: Serving
) -> None:
    """A page costs no index and no engine until then; afterwards nobody else is asked."""
    page = browser.new_context(locale="vi-VN").new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{sample_server.url}/")
    started(page)
    assert not [url for url in asked if re.search(r"/search/|engine|lunr", url)]
    page.keyboard.press("Control+/")
    page.keyboard.type("báo cáo")
    page.locator(OPTIONS).first.wait_for()
    assert all(url.startswith(sample_server.url) for url in asked)
    assert not [url for url in asked if "q=" in url or "b%C3%A1o" in url]
