"""Visit counters in Chromium, under the site's strict policy, against our own service."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from counter_readers import ANDROID, BAI, TOTALS, VIEWS, WINDOWS, Reader, figures
from counter_servers import OurService
from playwright.sync_api import expect

from counter.days import Clock
from counter.paths import PublishedPaths
from counter.visits import TOTAL, VISIT, Start


def today() -> str:
    return Clock().today().strftime("%d/%m/%Y")


def test_a_first_visit_shows_all_figures(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """One hit, though the page has two places for figures; the reader is in them already."""
    one = reader()
    page = one.open()
    expect(page.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    expect(page.locator(f"{TOTALS} [data-figure=online]")).to_have_text("1")
    assert figures(page) == {
        "Đang xem": "1", "Hôm nay": "1", "Trong tuần": "1", f"Tất cả từ {today()}": "1"
    }  # fmt: skip
    assert one.hits == [f"/count?p={BAI.replace('/', '%2F')}"]
    assert one.complaints == []


def test_second_tab_reload_and_another_reader(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """A tab more and a reload are the same visit; somebody else's is another."""
    one, other = reader(), reader(user_agent=WINDOWS)
    first, second = one.open(), one.open()
    expect(second.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    first.reload()
    expect(first.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    expect(other.open().locator(VIEWS)).to_have_text(" · 2 lượt xem")
    first.reload()
    expect(first.locator(VIEWS)).to_have_text(" · 2 lượt xem")
    assert len(one.hits) == 4


def test_the_next_day_is_another_visit(service: OurService, reader: Callable[..., Reader]) -> None:
    """The total grows, the day's figure begins anew."""
    one = reader()
    page = one.open()
    expect(page.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    service.ahead += VISIT
    page.reload()
    expect(page.locator(VIEWS)).to_have_text(" · 2 lượt xem")
    service.ahead += 86_400
    page.reload()
    expect(page.locator(VIEWS)).to_have_text(" · 3 lượt xem")
    expect(page.locator(f"{TOTALS} [data-figure=online]")).to_have_text("1")
    shown = figures(page)
    assert (shown["Hôm nay"], shown["Đang xem"]) == ("1", "1")
    assert one.complaints == []


def test_numbers_are_written_the_vietnamese_way(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """With the old portal's figures, and since when they have been counted."""
    since = datetime(2015, 1, 1).date()
    service.store.set_starts([Start(TOTAL, 265_066, since), Start(BAI, 266, since)])
    page = reader().open()
    expect(page.locator(VIEWS)).to_have_text(" · 267 lượt xem")
    expect(page.locator(f"{TOTALS} [data-figure=all]")).to_have_text("265.067")
    assert "Tất cả từ 01/01/2015" in figures(page)


def test_the_home_page_lists_what_is_read_most(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """Titles lead to the articles; one summary request fills the list."""
    for number in range(3):
        page = reader(user_agent=f"{ANDROID} {number}").open(BAI)
        expect(page.locator(VIEWS)).to_be_visible()
    one = reader()
    home = one.open("/")
    items = home.locator(".most-read li")
    expect(items).to_have_text(["Tổng kết năm 3 lượt xem"])
    assert [url for _, url in one.sent if "MOST-READ" in url] == ["/counter/MOST-READ.json"]
    items.locator("a").click()
    expect(home).to_have_url(f"{home.url.partition('/2024')[0].rstrip('/')}{BAI}")
    assert one.complaints == []


def test_every_page_of_the_site_is_on_the_list(
    service: OurService, site: Path, reader: Callable[..., Reader]
) -> None:
    """A page that the service does not know would put an error on the reader's console."""
    addresses = sorted(
        f"/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for file in site.rglob("index.html")
    )
    assert len(addresses) > 10
    paths = PublishedPaths(str(site / "counter-paths.txt"))
    assert [address for address in addresses if paths.find(address) is None] == []


def test_a_page_that_is_not_there_is_not_counted(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """404.html has no canonical address; the site's figures may stand on it."""
    service.store.set_starts([Start(TOTAL, 9, Clock().today())])
    one = reader()
    page = one.open("/khong-co/")
    expect(page.locator(f"{TOTALS} [data-figure=all]")).to_have_text("9")
    assert one.hits == []


def test_nothing_is_kept_in_the_browser(service: OurService, reader: Callable[..., Reader]) -> None:
    """No cookie, no storage of any kind: nothing to tell a reader by."""
    one = reader()
    page = one.open()
    expect(page.locator(VIEWS)).to_be_visible()
    assert one.context.cookies() == []
    kept = page.evaluate(
        "async () => [{...localStorage}, {...sessionStorage},"
        " await indexedDB.databases(), await caches.keys()]"
    )
    assert kept == [{}, {}, [], []]
