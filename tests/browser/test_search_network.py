"""The search where files are slow, lost or stale, or come after other words were typed."""

import pytest
from browsing import Watched, started
from playwright.sync_api import Browser, Page, Route, expect
from searching import OPTIONS, RESULTS, status
from serving import Serving


class Cards:
    """The files of cards of a page, which come when they are let go, or are lost."""

    def __init__(self, page: Page, free: int) -> None:
        self.free = free
        self.held: list[Route] = []
        page.route("**/search/cards/**", self._answer)

    def _answer(self, route: Route) -> None:
        self.free -= 1
        if self.free < 0:
            self.held.append(route)
        else:
            route.continue_()

    def go(self) -> None:
        self.free = 1000
        while self.held:
            self.held.pop(0).continue_()

    def lose(self) -> None:
        while self.held:
            self.held.pop(0).abort()


def addresses(page: Page) -> list[str | None]:
    return [link.get_attribute("href") for link in page.locator(f"{RESULTS} h2 a").all()]


def test_more_results_are_added_once(watched: Watched) -> None:
    """However often the button is pressed while they are on their way."""
    page = watched.open("/tim-kiem/?q=các&xep=moi-nhat")
    more = page.get_by_role("button", name="Xem thêm kết quả")
    expect(more).to_be_visible()
    cards = Cards(page, 0)
    more.click()
    more.click()
    cards.go()
    expect(page.locator(RESULTS)).to_have_count(20)
    assert len(set(addresses(page))) == 20
    expect(page.locator(RESULTS).nth(10).get_by_role("link")).to_be_focused()


def test_more_results_of_older_words_are_dropped(watched: Watched) -> None:
    """They neither stand among what the new words find, nor take the reader out of the box."""
    page = watched.open("/tim-kiem/?q=các&xep=moi-nhat")
    more = page.get_by_role("button", name="Xem thêm kết quả")
    expect(more).to_be_visible()
    cards = Cards(page, 0)
    more.click()
    box = page.get_by_label("Từ cần tìm")
    box.fill("qwrtzp")
    expect(status(page)).to_contain_text("Không tìm thấy gì cho “qwrtzp”")
    late = [route.request.url for route in cards.held]
    assert late
    cards.go()
    # The page reads each in the same way, and began before.
    page.evaluate(
        """(urls) => Promise.all(urls.map(async (url) => {
            const bytes = (await (await fetch(url)).blob()).slice(6);
            const read = bytes.stream().pipeThrough(new DecompressionStream("deflate-raw"));
            await new Response(read).arrayBuffer();
        }))""",
        late,
    )
    expect(page.locator(RESULTS)).to_have_count(0)
    expect(box).to_be_focused()


def test_results_that_came_stay_when_others_are_lost(
    browser: Browser, sample_server: Serving
) -> None:
    """The first ones are shown, and the button asks again for the rest."""
    page = browser.new_context(locale="vi-VN").new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # The newest five of all articles lie in two files, of four each.
    cards = Cards(page, 2)
    page.goto(f"{sample_server.url}/tim-kiem/?q=các&xep=moi-nhat")
    expect(page.locator(RESULTS)).to_have_count(5)
    cards.lose()
    more = page.get_by_role("button", name="Xem thêm kết quả")
    expect(more).to_be_visible()
    expect(status(page)).to_contain_text("kết quả cho “các”")
    cards.go()
    more.click()
    expect(page.locator(RESULTS)).to_have_count(15)
    assert len(set(addresses(page))) == 15
    page = browser.new_context(locale="vi-VN").new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/search/cards/**", lambda route: route.abort())
    page.goto(f"{sample_server.url}/tim-kiem/?q=các")
    expect(status(page)).to_contain_text("Chưa tải được")
    assert errors == []


def test_a_broken_network_keeps_what_was_typed(browser: Browser, sample_server: Serving) -> None:
    """The page says what happened; once the network is back, the same words find again."""
    page = browser.new_context(locale="vi-VN").new_page()
    page.goto(f"{sample_server.url}/tim-kiem/")
    page.route("**/search/**", lambda route: route.abort())
    box = page.get_by_label("Từ cần tìm")
    box.fill("văn phòng")
    box.press("Enter")
    expect(status(page)).to_contain_text("Từ bạn gõ vẫn còn đây")
    expect(box).to_have_value("văn phòng")
    page.unroute("**/search/**")
    box.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()


@pytest.mark.parametrize("lost", ["*", "analysis-*"])
def test_suggestions_come_when_the_network_is_back(
    browser: Browser, sample_server: Serving, lost: str
) -> None:
    """A focus without network throws nothing, and a later one starts the box, whichever of its
    modules were missing."""
    page = browser.new_context(locale="vi-VN").new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{sample_server.url}/")
    started(page)
    page.route(f"**/assets/{lost}.js", lambda route: route.abort("internetdisconnected"))
    field = page.get_by_label("Tìm trong cổng tin")
    with page.expect_event("requestfailed"):
        field.focus()
    page.unroute(f"**/assets/{lost}.js")
    page.wait_for_function(
        """(field) => {
            field.blur();
            field.focus();
            return field.role === "combobox";
        }""",
        arg=field.element_handle(),
    )
    page.keyboard.insert_text("văn bản")
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert errors == []


def test_results_are_not_said_to_be_awaited_while_filters_are(
    browser: Browser, sample_server: Serving
) -> None:
    """On a slow line the counts of filters come after the results, which are told at once."""
    page = browser.new_context(locale="vi-VN").new_page()
    page.clock.install()
    page.route("**/search/columns/*.bin", lambda _: None)
    page.goto(f"{sample_server.url}/tim-kiem/?q=văn phòng")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.clock.run_for(2000)
    expect(status(page)).to_contain_text("kết quả cho “văn phòng”")


def test_a_stale_file_is_fetched_anew(browser: Browser, sample_server: Serving) -> None:
    """A cache that answers with another release's file is passed by."""
    page = browser.new_context(locale="vi-VN").new_page()
    spoilt: list[str] = []

    def spoil(route: object) -> None:
        if spoilt:
            route.continue_()  # type: ignore[attr-defined]
        else:
            spoilt.append("once")
            route.fulfill(status=200, body="another release")  # type: ignore[attr-defined]

    page.route("**/search/branches/*.bin", spoil)
    page.goto(f"{sample_server.url}/tim-kiem/?q=văn phòng")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert spoilt
