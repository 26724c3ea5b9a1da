"""Each of the reader's tools as readers meet it: with scripts, without, where it cannot work."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import VOICE, Watched
from playwright.sync_api import Browser, Page, Route, expect
from serving import Serving

ADDRESS = "/2022/tong-ket-cong-tac-nam-2021/"

BAR = ".reader-tools"

Judge = Callable[..., list[str]]


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.open(ADDRESS)


def root(page: Page, name: str) -> str | None:
    return page.locator("html").get_attribute(f"data-{name}")


def tool(page: Page, name: str) -> Any:
    return page.locator(BAR).get_by_role("button", name=name, exact=True)


def font_size(page: Page) -> float:
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    return float(size.removesuffix("px"))


def test_text_grows_in_steps_to_twice_its_size_and_is_remembered(page: Page) -> None:
    """A+ stops at 200 %, A− goes back a step, A to the start; the next page knows."""
    before = font_size(page)
    bigger = tool(page, "Phóng to chữ")
    while bigger.get_attribute("aria-disabled") == "false":
        bigger.click()
    assert font_size(page) == 2 * before
    expect(page.locator(BAR).get_by_role("status").first).to_have_text("Cỡ chữ 200%")
    tool(page, "Thu nhỏ chữ").click()
    assert font_size(page) == 1.75 * before
    page.goto(page.url.replace(ADDRESS, "/"))
    assert font_size(page) == 1.75 * before
    page.get_by_role("button", name="Cỡ chữ ban đầu").click()
    assert font_size(page) == before


def test_text_size_works_on_top_of_the_browsers_own(watched: Watched) -> None:
    """A reader whose browser is set to 24 px gets 48 px at 200 %."""
    page = watched.open(ADDRESS)
    client = page.context.new_cdp_session(page)
    client.send("Page.enable")
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 24, "fixed": 24}})
    page.reload()
    assert font_size(page) == 24
    bigger = tool(page, "Phóng to chữ")
    while bigger.get_attribute("aria-disabled") == "false":
        bigger.click()
    assert font_size(page) == 48


@pytest.mark.parametrize(("choice", "scheme"), [("dark", "dark"), ("light", "light")])
def test_colours_follow_the_choice_or_else_the_system(
    choice: str, scheme: str, watched: Watched
) -> None:
    """Chosen night holds on a bright machine and the other way round, on every page after."""
    page = watched.open(ADDRESS, color_scheme="light" if choice == "dark" else "dark")
    system = paper(page)
    select = page.locator(BAR).get_by_label("Màu nền")
    select.select_option(choice)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme
    assert paper(page) != system
    page.goto(page.url.replace(ADDRESS, "/"))
    assert root(page, "theme") == choice
    page.get_by_label("Màu nền").select_option("")
    assert root(page, "theme") is None
    assert paper(page) == system


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_high_contrast_is_black_on_white_and_says_that_it_is_on(page: Page) -> None:
    button = tool(page, "Tương phản cao")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert paper(page) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert root(page, "contrast") is None


def test_two_tabs_agree(watched: Watched) -> None:
    one = watched.open(ADDRESS)
    other = one.context.new_page()
    other.goto(one.url)
    tool(one, "Tương phản cao").click()
    expect(other.locator("html")).to_have_attribute("data-contrast", "more")
    expect(tool(other, "Tương phản cao")).to_have_attribute("aria-pressed", "true")


def test_a_choice_holds_before_the_first_paint_of_the_next_page(watched: Watched) -> None:
    """No flash: the browser waits with its first paint even where all but the choice is there."""
    page = watched.open(ADDRESS)
    page.locator(BAR).get_by_label("Màu nền").select_option("dark")
    page.add_init_script(
        "window.painted = new Promise((done) => new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries())"
        "  if (entry.name === 'first-contentful-paint') done(entry.startTime);"
        "}).observe({ type: 'paint', buffered: true }));"
        "new MutationObserver((list, observer) => {"
        "  window.chosen = performance.now(); observer.disconnect();"
        "}).observe(document, { subtree: true, attributeFilter: ['data-theme'] });"
    )
    page.route(re.compile("/preferences-"), come_last)
    page.goto(page.url.replace(ADDRESS, "/"))
    assert page.evaluate("painted.then((painted) => chosen < painted)")


def come_last(route: Route) -> None:
    """Let it come when the page and its styles are there and the browser has painted, if it may."""
    page = route.request.frame.page
    # A browser is idle only after it painted; one that still waits with that needs the limit.
    page.evaluate(
        "new Promise((done) => {"
        " const look = () => document.querySelector('footer') && document.styleSheets.length"
        "  ? requestIdleCallback(done, { timeout: 500 }) : setTimeout(look, 10);"
        " look();"
        "})"
    )
    route.continue_()


def test_storage_that_is_forbidden_costs_only_the_memory(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page.reload()
    page.locator(BAR).get_by_label("Màu nền").select_option("dark")
    assert root(page, "theme") == "dark"
    tool(page, "Phóng to chữ").click()
    assert root(page, "text-size") == "112"


def test_printing_asks_the_browser(page: Page) -> None:
    page.evaluate("window.print = () => { window.printed = true; }")
    tool(page, "In").click()
    assert page.evaluate("window.printed")


def test_paper_shows_the_article_and_its_address_and_nothing_to_click(page: Page) -> None:
    """The print style sheet: a letterhead, the text, where it came from."""
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (BAR, "nav.site-menu", ".breadcrumb", ".more", ".pager", ".site-search"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".site-name")).to_be_visible()
    expect(page.locator(".article .print-only")).to_contain_text(ADDRESS)
    assert paper(page) == "rgb(255, 255, 255)"


def test_the_link_is_copied_in_its_canonical_form(watched: Watched) -> None:
    page = watched.open(ADDRESS + "?fbclid=1#x")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool(page, "Chép liên kết").click()
    expect(tool(page, "Đã chép liên kết")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")
    assert copied.endswith(ADDRESS)


def test_a_link_that_cannot_be_copied_is_told(watched: Watched) -> None:
    """A browser that refuses leaves no button that does nothing."""
    page = watched.open(ADDRESS)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    tool(page, "Chép liên kết").click()
    expect(tool(page, "Không chép được liên kết")).to_be_visible()


def test_a_second_press_of_copying_is_told_again(watched: Watched) -> None:
    """To those who hear the page, what does not change is not spoken; to those who come back, the
    button says what it does."""
    page = watched.open(ADDRESS, permissions=["clipboard-read", "clipboard-write"])
    tool(page, "Chép liên kết").click()
    button = tool(page, "Đã chép liên kết")
    expect(button).to_be_visible()
    page.evaluate(
        """(bar) => {
            window.told = [];
            const status = document.querySelector(`${bar} > [role=status]`);
            const note = () => window.told.push(status.textContent);
            new MutationObserver(note).observe(status, { childList: true });
        }""",
        BAR,
    )
    button.click()
    page.wait_for_function("window.told.length === 2")
    assert page.evaluate("window.told") == ["", "Đã chép liên kết"]
    page.keyboard.press("Tab")
    expect(tool(page, "Chép liên kết")).to_be_visible()


def test_sharing_is_offered_only_where_the_system_has_a_sheet(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.add_init_script("delete Navigator.prototype.share;")
    page.reload()
    expect(page.locator(f"{BAR} [data-tool=print]")).to_be_visible()
    expect(page.locator(f"{BAR} [data-tool=share]")).to_be_hidden()
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.reload()
    tool(page, "Chia sẻ").click()
    shared = page.evaluate("window.shared")
    assert shared["url"].endswith(ADDRESS)
    assert shared["title"] == page.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_tools_are_for_everyone(scheme: str, watched: Watched, axe: Judge) -> None:
    """axe finds nothing while the sheet is open on a phone, nor while the article is read."""
    page = watched.open(ADDRESS, color_scheme=scheme, viewport={"width": 360, "height": 740})
    page.add_init_script(VOICE)
    page.reload()
    tool(page, "Công cụ").click()
    assert axe(page) == []
    tool(page, "Nghe đọc").click()
    expect(page.locator(".player")).to_be_visible()
    assert axe(page) == []


def test_on_a_phone_the_tools_wait_in_a_sheet(watched: Watched) -> None:
    """One quiet row; the sheet opens, works by keyboard and closes with Escape."""
    page = watched.open(ADDRESS, viewport={"width": 360, "height": 740})
    expect(page.locator(f"{BAR} [data-step='1']")).to_be_hidden()
    more = tool(page, "Công cụ")
    more.focus()
    page.keyboard.press("Enter")
    expect(tool(page, "Phóng to chữ")).to_be_visible()
    tool(page, "Phóng to chữ").click()
    assert root(page, "text-size") == "112"
    page.keyboard.press("Escape")
    expect(page.locator(f"{BAR} [data-step='1']")).to_be_hidden()
    expect(more).to_be_focused()


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_the_tools_are_one_row(width: int, watched: Watched) -> None:
    """Also where sharing cannot work: its place is in the row, no empty one of its own."""
    page = watched.open(ADDRESS, viewport={"width": width, "height": 740})
    tops = page.locator(f"{BAR} > .tool").evaluate_all("tools => tools.map((one) => one.offsetTop)")
    assert len(tops) == 3
    assert len(set(tops)) == 1


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_moves_when_the_tools_arrive(width: int, watched: Watched) -> None:
    """Their place is kept from the first paint on: a layout shift of zero, fonts being there."""
    page = watched.open(ADDRESS, viewport={"width": width, "height": 740})
    page.reload()
    expect(tool(page, "Công cụ" if width < 700 else "In")).to_be_visible()
    shift = page.evaluate(
        "new Promise((done) => {"
        " let sum = 0;"
        " const add = (list) => list.getEntries().forEach(({ value }) => { sum += value; });"
        " new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });"
        " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));"
        "})"
    )
    assert shift == 0


def test_without_scripts_only_what_works_is_there(sample_site: Path, watched: Watched) -> None:
    """The PDF, the menu and the search stay; no button promises what it cannot do."""
    for file in sorted(sample_site.glob("20*/*/index.html")):
        text = file.read_text("utf-8")
        if "page-article" in text and "tool-pdf" in text:
            break
    else:
        pytest.fail("the sample has no article with a PDF")
    address = f"/{file.parent.relative_to(sample_site).as_posix()}/"
    page = watched.open(address, java_script_enabled=False)
    expect(page.locator(f"{BAR} .tool-pdf")).to_be_visible()
    for gone in (f"{BAR} button", ".display-settings"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    phone = watched.open(address, java_script_enabled=False, viewport={"width": 360, "height": 740})
    menu = phone.get_by_role("navigation", name="Menu chính")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Trang chủ")).to_be_visible()


def test_without_scripts_and_pdf_there_is_no_empty_bar(
    sample_site: Path, sample_server: Serving, browser: Browser
) -> None:
    html = (sample_site / ADDRESS.strip("/") / "index.html").read_text("utf-8")
    html = re.sub(r'<a class="tool tool-pdf".*?</a>', "", html)
    html = re.sub(r'class="reader-tools[^"]*"', 'class="reader-tools reader-tools-scripted"', html)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.route(f"**{ADDRESS}", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(sample_server.url + ADDRESS)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()
    page.context.close()


def test_every_target_is_large_enough_for_a_thumb(page: Page) -> None:
    """44 × 44 CSS pixels for every tool."""
    expect(tool(page, "Phóng to chữ")).to_be_visible()
    targets = page.locator(f"{BAR} :is(button, select, a)").all()
    shown = [target for target in targets if target.is_visible()]
    assert len(shown) > 4
    for element in shown:
        box = element.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44, element.inner_text()


def test_a_browser_without_light_dark_is_offered_no_colours(watched: Watched) -> None:
    """It could not follow the choice; the size of text it can."""
    page = watched.open(ADDRESS)
    page.add_init_script("CSS.supports = () => false;")
    page.reload()
    expect(tool(page, "Phóng to chữ")).to_be_visible()
    expect(page.locator(BAR).get_by_label("Màu nền")).to_be_hidden()
    expect(page.locator(f"{BAR} [data-preference=contrast]")).to_be_hidden()
