"""The search as readers meet it: box, page, filters, keys, a broken network, no script."""

import re
from collections.abc import Callable

import pytest
from browsing import Watched
from playwright.sync_api import Browser, expect
from searching import OPTIONS, RESULTS, status
from serving import Serving

Judge = Callable[..., list[str]]


def test_enter_after_more_words_searches_for_them(watched: Watched) -> None:
    """What the arrows had chosen goes with the first letter that is added."""
    page = watched.open("/")
    page.clock.install()
    page.get_by_label("Tìm trong cổng tin").focus()
    box = page.get_by_role("combobox", name="Tìm trong cổng tin")
    page.keyboard.insert_text("tổng")
    expect(page.locator(OPTIONS).first).to_be_visible()
    # From here on no pause ends, so no new suggestions come.
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.insert_text(" thanh tra")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=t%E1%BB%95ng+thanh+tra")


@pytest.mark.parametrize("typed", ["van ban di", "vawn banr ddi", "văn bản đi", "VĂN BẢN ĐI"])
def test_marks_stand_on_the_words_whatever_was_typed(watched: Watched, typed: str) -> None:
    """Unmarked, raw Telex or proper: the same words are marked, and figures are found."""
    page = watched.open(f"/tim-kiem/?q={typed}")
    first = page.locator(RESULTS).first
    expect(first.locator("mark").first).to_have_text("Văn bản đi")
    expect(first.get_by_role("link")).to_have_attribute("href", "/so-lieu/van-ban-di/")


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("UBND", r"(ủy ban nhân dân|UBND)( tỉnh)?"),
        ("hổi nghị", r"hội nghị"),
        ("hội nghi", r"hội nghị"),
        ("nhân dân", r"nhân dân|UBND|HĐND"),
        ("văn bản đi 2021", r"(văn )?bản đi|văn bản|2021"),
        ("TTHC", r"thủ tục hành chính|TTHC"),
        ('"tiếp công dân"', r"tiếp công dân"),
        ("17 337", r"17\.337"),
        ("nghị định 42", r"nghị định|42/2022/NĐ-CP"),
    ],
)
def test_other_spellings_are_marked_only_beside_what_was_typed(
    watched: Watched, typed: str, whole: str
) -> None:
    """«UBND» marks neither «nhận» nor «bản», nor «văn bản» half of «văn phòng»; a slip in one word
    marks both. What is abbreviated or quoted is marked as a whole; other ways to write it, too."""
    page = watched.open(f"/tim-kiem/?q={typed}")
    expect(page.locator(RESULTS).first).to_be_visible()
    marks = page.locator(f"{RESULTS} mark").all_inner_texts()
    assert marks
    assert [text for text in marks if not re.fullmatch(whole, text, re.IGNORECASE)] == []


def test_an_abbreviation_is_marked_for_what_it_stands_for(watched: Watched) -> None:
    """Whoever types the words in full sees where they are."""
    page = watched.open("/tim-kiem/?q=ủy+ban+nhân+dân+tỉnh")
    expect(page.locator(f"{RESULTS} mark").filter(has_text="UBND tỉnh").first).to_be_visible()


def test_the_address_carries_the_query(watched: Watched) -> None:
    """Filters and order are links; going back undoes one step; the address can be shared."""
    page = watched.open("/tim-kiem/?q=hội+nghị")
    count = status(page)
    expect(count).to_contain_text("kết quả cho “hội nghị”")
    facets = page.locator(".search-facets")
    year = facets.get_by_role("link", name=re.compile(r"^20\d\d$")).first
    expect(year).to_be_visible()
    name = year.inner_text()
    year.click()
    expect(count).to_contain_text("trong phần đã lọc")
    expect(page).to_have_url(re.compile(f"nam={name}"))
    expect(facets.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")
    for day in page.locator(f"{RESULTS} time").all():
        assert (day.get_attribute("datetime") or "").startswith(name)
    page.go_back()
    expect(count).not_to_contain_text("đã lọc")
    facets.get_by_role("link", name="Mới nhất").click()
    expect(facets.get_by_role("link", name="Mới nhất")).to_have_attribute("aria-current", "true")
    days = [day.get_attribute("datetime") for day in page.locator(f"{RESULTS} time").all()]
    assert days == sorted(days, key=str, reverse=True)
    shared = watched.open(page.url.removeprefix(watched.origin))
    expect(shared.get_by_label("Từ cần tìm")).to_have_value("hội nghị")
    expect(shared.locator(RESULTS)).to_have_count(page.locator(RESULTS).count())


def test_counts_of_filters_stand_beside_their_words(watched: Watched) -> None:
    """Also where these need two lines."""
    page = watched.open("/tim-kiem/?q=hội+nghị", viewport={"width": 1280, "height": 800})
    expect(page.locator(".search-facets .search-sum").first).to_be_visible()
    below = page.evaluate(
        """() => [...document.querySelectorAll(".search-sum")].filter((sum) =>
            sum.getBoundingClientRect().top >= sum.previousSibling.getBoundingClientRect().bottom)
            .map((sum) => sum.parentElement.innerText)"""
    )
    assert below == []


def test_counts_of_filters_are_true(watched: Watched) -> None:
    """Each filter leads to as many results as its number says."""
    page = watched.open("/tim-kiem/?q=văn+phòng")
    row = page.locator(".search-facets section", has_text="Chuyên mục").locator("li").first
    promised = row.locator(".search-sum").inner_text().strip()
    row.get_by_role("link").click()
    expect(status(page)).to_have_text(
        re.compile(f"^{re.escape(promised)} kết quả trong phần đã lọc")
    )


def test_results_come_as_the_reader_types(watched: Watched) -> None:
    """The list follows the box and the address, without a reload and without an empty moment."""
    page = watched.open("/tim-kiem/")
    page.evaluate("window.stayed = true")
    box = page.get_by_label("Từ cần tìm")
    box.press_sequentially("cai cach")
    expect(page.locator(RESULTS).first).to_contain_text("cải cách", ignore_case=True)
    page.evaluate(
        """() => {
            window.emptied = false;
            const list = document.querySelector(".search-results");
            new MutationObserver(() => { if (!list.children.length) window.emptied = true; })
                .observe(list, {childList: true});
        }"""
    )
    box.press_sequentially(" hanh chinh")
    expect(status(page)).to_contain_text("cai cach hanh chinh")
    assert page.evaluate("window.stayed && !window.emptied")
    assert "cai+cach+hanh+chinh" in page.url


def test_results_of_other_words_are_told_as_such(watched: Watched) -> None:
    """Count, title and suggestions name the words that were found, the page also those typed."""
    page = watched.open("/tim-kiem/?q=hcc")
    expect(status(page)).to_have_text(
        re.compile("^[0-9]+ kết quả cho “học” [(]không có kết quả nào khớp với “hcc”[)]$")
    )
    expect(page).to_have_title(re.compile("^“học” – Tìm kiếm – "))
    marks = page.locator(f"{RESULTS} mark").all_inner_texts()
    assert {text.lower() for text in marks} == {"học"}
    page.get_by_label("Từ cần tìm").fill("HCC")
    expect(status(page)).to_contain_text("Không tìm thấy gì cho “HCC”")
    expect(page).to_have_title(re.compile("^“HCC” – Tìm kiếm – "))
    page = watched.open("/")
    page.get_by_label("Tìm trong cổng tin").fill("hcc")
    page.get_by_label("Tìm trong cổng tin").focus()
    expect(page.locator("header").get_by_role("status")).to_contain_text("gợi ý cho “học”;")


def test_results_with_some_of_the_words_are_told_apart(watched: Watched) -> None:
    """A word that stands nowhere is left out of what the results are said to be for; what lacks
    words says so itself or, where all do, the count does; filters count what has all."""
    page = watched.open("/tim-kiem/?q=xyzt+hội+nghị")
    expect(status(page)).to_have_text(
        re.compile("^[0-9]+ kết quả cho “hội nghị” [(]không có kết quả nào khớp với “xyzt hội ")
    )
    page = watched.open("/tim-kiem/?q=văn+bản+đi+2021")
    expect(status(page)).to_have_text(
        re.compile("^2 kết quả cho “văn bản đi 2021”; [0-9]+ kết quả khác khớp một phần$")
    )
    notes = [
        text.endswith("khớp một phần") for text in page.locator(".card-meta").all_inner_texts()
    ]
    assert notes == sorted(notes)
    assert notes.count(False) == 2
    sums = page.locator(".search-facets section", has_text="Năm").locator(".search-sum")
    expect(sums.first).to_be_visible()  # they come with the years of all results
    assert sum(map(int, sums.all_inner_texts())) == 2
    page = watched.open("/tim-kiem/?q=lịch+bảo+trì")
    expect(status(page)).to_have_text(
        re.compile("^Không có kết quả nào khớp hẳn với “lịch bảo trì”; [0-9]+ kết quả khớp một ")
    )
    expect(page.locator(f"{RESULTS} .search-partly").first).to_be_hidden()


def test_a_query_is_told_in_marks_of_its_own_and_cut_short(watched: Watched) -> None:
    """Quotation marks are not doubled, and a sentence that was pasted stays one line."""
    page = watched.open('/tim-kiem/?q="tiếp công dân"')
    expect(status(page)).to_have_text(re.compile('^[0-9]+ kết quả cho "tiếp công dân"$'))
    page.get_by_label("Từ cần tìm").fill("tổng kết công tác của Văn phòng " * 5)
    expect(status(page)).to_contain_text(
        "“tổng kết công tác của Văn phòng tổng kết công tác của Văn…”"
    )


def test_the_title_is_the_page_s_own_with_the_words(watched: Watched) -> None:
    """Whatever the words are made of, nothing of them stays when they change."""
    page = watched.open("/tim-kiem/")
    own = page.title()
    box = page.get_by_label("Từ cần tìm")
    for text in ("A – B", "$& tổng", "tổng"):
        box.fill(text)
        expect(page).to_have_title(f"“{text}” – {own}")
    box.fill("")
    expect(page).to_have_title(own)


def test_nothing_found_shows_the_way_on(watched: Watched) -> None:
    """One sentence, and the archives; where a filter leaves nothing, it is the filter."""
    page = watched.open("/tim-kiem/?q=qwrtzp")
    expect(status(page)).to_contain_text("Không tìm thấy gì cho “qwrtzp”")
    expect(page.get_by_role("heading", name="Lưu trữ theo năm")).to_be_visible()
    page = watched.open("/tim-kiem/?q=hội+ngị&nam=1999")
    expect(status(page)).to_have_text(
        "Không tìm thấy gì trong phần đã lọc cho “hội nghị”. Thử bỏ bớt điều kiện lọc."
    )


def test_filters_can_be_passed_by(watched: Watched) -> None:
    """With the keyboard, all years and offices are one step on the way to the results."""
    page = watched.open("/tim-kiem/?q=văn+phòng", viewport={"width": 1280, "height": 800})
    expect(page.locator(".search-facets a").first).to_be_visible()
    page.locator("main").get_by_role("button", name="Tìm").focus()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Bỏ qua bộ lọc")
    expect(skip).to_be_focused()
    first = page.locator(f"{RESULTS} a").first.element_handle()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"{RESULTS} a").first).to_be_focused()
    page.go_back()
    expect(page).to_have_url(re.compile("phòng$|ph%C3%B2ng$"))
    assert first
    assert first.evaluate("(link) => link.isConnected")


def test_without_script_the_page_offers_the_archives(
    browser: Browser, sample_server: Serving
) -> None:
    """It says what is missing and links to every year."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{sample_server.url}/tim-kiem/?q=abc")
    expect(page.get_by_text("Phần tìm kiếm cần JavaScript")).to_be_visible()
    expect(page.locator(".year-list a").first).to_be_visible()


def test_filters_are_there_when_a_window_is_widened(watched: Watched) -> None:
    """A tablet that is turned: closed for want of room, they can still be opened."""
    page = watched.open("/tim-kiem/?q=văn+phòng", viewport={"width": 720, "height": 800})
    page.locator(".search-facets a").first.wait_for(state="attached")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_text("Lọc và sắp xếp").click()
    expect(page.locator(".search-facets a").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_open_search_is_accessible(watched: Watched, axe: Judge, scheme: str, width: int) -> None:
    """axe finds nothing on results with filters, nor on an open list of suggestions."""
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    page = watched.open("/tim-kiem/?q=văn+phòng", **context)
    expect(page.locator(".search-facets a").first).to_be_attached()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width > 1000:
        page = watched.open("/", **context)
        page.get_by_label("Tìm trong cổng tin").fill("van phong")
        page.locator(OPTIONS).first.wait_for()
        page.keyboard.press("ArrowDown")
        expect(page.locator("[aria-selected=true]")).to_have_count(1)
        assert axe(page) == []
