"""Visit counters in Chromium against a real GoatCounter."""

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.request import Request, urlopen

import pytest
from counter_readers import BAI, TOTALS, VIEWS, WINDOWS, Reader, figures
from counter_servers import goatcounter_server
from playwright.sync_api import Route, expect


class Goat:
    """A real GoatCounter, asked as anybody may ask it."""

    def __init__(self, base: str) -> None:
        self.base = base

    def hit(self, visitor: str, path: str = BAI) -> None:
        agent = f"{WINDOWS} {visitor}"
        request = Request(f"{self.base}/count?p={path}", method="POST")
        request.add_header("User-Agent", agent)
        with urlopen(request, timeout=10) as answer:
            assert answer.status == 200

    def count(self, path: str = BAI) -> str:
        try:
            with urlopen(f"{self.base}/counter{path.rstrip('/')}.json", timeout=10) as answer:
                count: str = json.load(answer)["count"]
                return count
        except OSError:
            return ""

    def wait_for(self, count: str) -> None:
        """Hits are written every second: until the figure is reached."""
        deadline = time.monotonic() + 30
        while self.count() != count:
            assert time.monotonic() < deadline, f"{self.count()} instead of {count}"
            time.sleep(0.1)  # between two questions


@pytest.fixture
def goat(port: int) -> Iterator[Goat]:
    with goatcounter_server(port) as base:
        yield Goat(base)


def at(page_time: datetime) -> Callable[[Route], None]:
    """The site's own clock, which is its Date header, shows that time."""

    def answer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, headers={"Date": format_datetime(page_time, usegmt=True)})
        else:
            route.continue_()

    return answer


def noon() -> datetime:
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def test_goatcounter_counts_and_is_shown(goat: Goat, reader: Callable[..., Reader]) -> None:
    """First visit, second tab, reload: one visit. Its figures stand where ours would, "online"
    does not, and what its days are is said."""
    for visitor in "abc":
        goat.hit(visitor)
    goat.wait_for("3")
    one = reader()
    one.context.route(f"**{BAI}", at(noon()))
    page = one.open()
    # GoatCounter writes hits every second: this one may be in already.
    expect(page.locator(VIEWS)).to_have_text(re.compile(r"^\s*·\s[34]\slượt\sxem$"))
    expect(page.locator(f"{TOTALS} [data-figure=week]")).to_be_visible()
    shown = figures(page)
    assert [*shown] == ["Hôm nay, từ 7 giờ", "Trong tuần, từ 7 giờ thứ Hai", "Tất cả"]
    assert {*shown.values()} <= {"3", "4"}
    goat.wait_for("4")
    one.open()
    page.reload()
    one.begin(page)
    assert len(one.hits) == 3
    goat.hit("d")  # written after what came before
    goat.wait_for("5")
    assert one.complaints == []


def test_goatcounters_day_is_not_shown_before_it_begins(
    goat: Goat, reader: Callable[..., Reader]
) -> None:
    """Between midnight and seven in Việt Nam its day is still yesterday's."""
    goat.hit("a")
    goat.wait_for("1")
    one = reader()
    one.context.route(f"**{BAI}", at(noon().replace(hour=18)))
    page = one.open()
    expect(page.locator(f"{TOTALS} [data-figure=all]")).to_be_visible()
    one.fill(page)
    assert [*figures(page)] == ["Tất cả"]


def test_the_next_day_is_sent_to_goatcounter_too(goat: Goat, reader: Callable[..., Reader]) -> None:
    """The page keeps nothing, so another day's view is another hit; the days asked for follow
    the site's clock, whatever the reader's says."""
    goat.hit("a")
    goat.wait_for("1")
    one = reader()
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    one.context.clock.install(time=datetime(2001, 1, 1))
    for day, starts in ((22, {"2026-11-22", "2026-11-16"}), (23, {"2026-11-23"})):
        one.sent.clear()
        one.context.unroute(f"**{BAI}")
        one.context.route(f"**{BAI}", at(sunday.replace(day=day)))
        page = one.open()
        expect(page.locator(VIEWS)).to_be_visible()
        one.fill(page)
        assert len(one.hits) == 1
        asked = {url.partition("start=")[2] for _, url in one.sent if "start=" in url}
        assert asked == starts


@pytest.mark.parametrize("wish", ["doNotTrack", "globalPrivacyControl"])
def test_goatcounter_learns_nothing_of_who_objects(
    goat: Goat, reader: Callable[..., Reader], wish: str
) -> None:
    """DNT and GPC hold for every provider."""
    one = reader()
    value = "'1'" if wish == "doNotTrack" else "true"
    one.context.add_init_script(f"Object.defineProperty(navigator, '{wish}', {{value: {value}}})")
    one.open()
    assert one.sent == []
    goat.hit("a")
    goat.wait_for("1")


def test_goatcounter_has_no_list_of_the_most_read(
    goat: Goat, reader: Callable[..., Reader]
) -> None:
    """It answers 404, and the list stays hidden with its heading."""
    one = reader()
    page = one.open("/")
    one.fill(page)
    assert "/counter/MOST-READ.json" in [url for _, url in one.sent]
    expect(page.locator(".most-read")).to_be_hidden()
