"""Visit counters in Chromium, under the site's strict policy, against real counters.

The same built site is served throughout; what answers at the counter's address is our service,
GoatCounter, or a server that misbehaves.
"""

import asyncio
import gzip
import json
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from browsing import CHROMIUM_FLAGS, ROOT, need
from counter_servers import free_port, goatcounter_server
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect
from serving import Serving

from counter.app import create_app
from counter.days import Clock
from counter.paths import PublishedPaths
from counter.server import listen, server
from counter.settings import Settings
from counter.stores.presence import Presence
from counter.stores.sqlite import SQLiteStore
from counter.visits import TOTAL, VISIT, Start

expect.set_options(timeout=30_000)
PORTAL = str(Path(sys.executable).with_name("portal"))
ARTICLE = """---
title: {title}
date: {date}
category: Thông báo
summary: Tóm tắt của bài.
---

Nội dung của bài.
"""
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Mobile Safari/537.36"
)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/140.0.0.0 Safari/537.36"
)
VIEWS = ".dateline .visit-counter"
TOTALS = ".visit-totals"
BAI = "/2024/tong-ket-nam/"


@pytest.fixture(scope="module")
def port() -> int:
    """Where the counter of the built site is."""
    return free_port()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """A small site with a counter, as it is published."""
    folder = tmp_path_factory.mktemp("counted")
    articles = folder / "content/bai-viet/2024"
    articles.mkdir(parents=True)
    for name, title, date in (
        ("tong-ket-nam", "Tổng kết năm", "20/12/2024"),
        ("thong-bao", "Thông báo nghỉ lễ", "19/12/2024"),
    ):
        text = ARTICLE.format(title=title, date=date)
        (articles / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "content/hinh-anh").mkdir()
    for name in ("categories.yml", "offices.yml", "indicators.yml"):
        shutil.copy(ROOT / "content" / name, folder / "content")
    own = (ROOT / "site_config.py").read_text(encoding="utf-8")
    own += f'\nCOUNTER = {{"base": "http://127.0.0.1:{port}"}}\n'
    own += 'PDF_YEARS = ()\nCARD_YEARS = ()\nOFFLINE = False\nCACHE_PATH = "cache"\n'
    own += 'PLUGINS = sorted({*PLUGINS, "plugins.counter"})\n'
    (folder / "site_config.py").write_text(own, encoding="utf-8")
    done = subprocess.run(
        [PORTAL, "build", "--settings", "site_config.py", "--output", "output"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def served(site: Path, port: int) -> Iterator[Serving]:
    with Serving(site, connect=f"http://127.0.0.1:{port}") as serving:
        yield serving


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser that does not say that it is driven by a program: such are not counted."""
    executable = need("chromium", "chromium-browser", "google-chrome")
    flags = [*CHROMIUM_FLAGS, "--disable-blink-features=AutomationControlled"]
    started = playwright.chromium.launch(executable_path=executable, args=flags)
    yield started
    started.close()


class Reader:
    """Somebody with a browser; ``sent`` are the requests to the counter."""

    def __init__(self, context: BrowserContext, origin: str, base: str) -> None:
        self.context = context
        self.sent: list[tuple[str, str]] = []
        self.complaints: list[str] = []
        self._origin = origin
        self._base = base
        context.on("request", lambda request: self._request(request.method, request.url))

    def open(self, path: str = BAI) -> Page:
        page = self.context.new_page()
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self._origin + path)
        return page

    @property
    def hits(self) -> list[str]:
        return [url for method, url in self.sent if method == "POST"]

    def _request(self, method: str, url: str) -> None:
        if url.startswith(f"{self._base}/"):
            self.sent.append((method, url.removeprefix(self._base)))
        elif url.startswith("http") and not url.startswith(f"{self._origin}/"):
            self.complaints.append(f"asks {url}")

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)


@pytest.fixture
def reader(chromium: Browser, served: Serving, port: int) -> Iterator[Callable[..., Reader]]:
    """``reader()`` is a new one, with a browser of its own; options go to ``new_context``."""
    made: list[Reader] = []

    def make(**options: Any) -> Reader:
        options = {"user_agent": ANDROID, "locale": "vi-VN", **options}
        made.append(Reader(chromium.new_context(**options), served.url, f"http://127.0.0.1:{port}"))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


class OurService:
    """The service as ``portal counter run`` starts it, but with clocks that a test sets."""

    def __init__(self, folder: Path, site: Path, origin: str, port: int) -> None:
        self.ahead = 0.0
        self.store = SQLiteStore(
            folder / "counter.sqlite", Presence(lambda: time.monotonic() + self.ahead)
        )
        clock = Clock(lambda: time.time() + self.ahead)
        settings = Settings("", (origin,))
        paths = PublishedPaths(str(site / "counter-paths.txt"))
        self._listener = listen("127.0.0.1", port)
        self._server = server(create_app(settings, self.store, paths, clock))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        asyncio.run(self._server.serve([self._listener]))

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


@pytest.fixture
def service(tmp_path: Path, site: Path, served: Serving, port: int) -> Iterator[OurService]:
    running = OurService(tmp_path, site, served.url, port)
    yield running
    running.stop()


def figures(page: Page) -> dict[str, str]:
    """Label → figure of the widget, as it is shown."""
    expect(page.locator(TOTALS)).to_be_visible()
    rows = page.locator(f"{TOTALS} dl > div:visible")
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}


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


@pytest.mark.parametrize(
    "wish",
    [
        "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})",
        "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
        "Object.defineProperty(navigator, 'webdriver', {value: true})",
    ],
    ids=["Do Not Track", "Global Privacy Control", "a program drives the browser"],
)
def test_who_objects_sends_nothing(
    service: OurService, reader: Callable[..., Reader], wish: str
) -> None:
    """No hit and no question: the counter does not learn that somebody reads."""
    one = reader()
    one.context.add_init_script(wish)
    page = one.open()
    page.wait_for_load_state("networkidle")
    assert one.sent == []
    expect(page.locator(VIEWS)).to_be_hidden()
    expect(page.locator(TOTALS)).to_be_hidden()
    assert service.store.figure(TOTAL) is None


def test_do_not_track_as_the_browser_sets_it(
    service: OurService, served: Serving, port: int, playwright: Playwright, tmp_path: Path
) -> None:
    """The switch in Chromium's own settings, not one that a test imitates."""
    profile = tmp_path / "profile"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text('{"enable_do_not_track": true}')
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=need("chromium", "chromium-browser", "google-chrome"),
        args=[*CHROMIUM_FLAGS, "--disable-blink-features=AutomationControlled"],
        user_agent=ANDROID,
    )
    try:
        one = Reader(context, served.url, f"http://127.0.0.1:{port}")
        page = one.open()
        assert page.evaluate("navigator.doNotTrack") == "1"
        page.wait_for_load_state("networkidle")
        assert one.sent == []
        expect(page.locator(VIEWS)).to_be_hidden()
    finally:
        context.close()


def test_a_page_that_nobody_looks_at_yet_is_not_counted(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """Prerendered, or opened in the background: counted when it comes to the front."""
    one = reader()
    one.context.add_init_script(
        "let state = 'hidden';"
        "Object.defineProperty(document, 'visibilityState', {get: () => state});"
        "window.look = () => { state = 'visible';"
        " document.dispatchEvent(new Event('visibilitychange')); };"
    )
    page = one.open()
    page.wait_for_load_state("networkidle")
    assert one.sent == []
    page.evaluate("look()")
    expect(page.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    page.evaluate("look()")
    assert len(one.hits) == 1


def test_a_crawler_is_answered_but_not_counted(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """Google's renderer runs the scripts of pages; it is no reader."""
    bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/140.0"
    one = reader(user_agent=bot)
    page = one.open()
    page.wait_for_load_state("networkidle")
    assert len(one.hits) == 1
    assert service.store.figure(TOTAL) is None
    expect(page.locator(VIEWS)).to_be_hidden()


# A counter that misbehaves -------------------------------------------------------------------


@contextmanager
def answering(
    port: int, status: int, body: bytes, kind: str = "application/json"
) -> Iterator[None]:
    """A server that answers everything alike, with what browsers need to hand it on."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    counter = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=counter.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield
    finally:
        counter.shutdown()
        thread.join()
        counter.server_close()


WRONG = {
    "404": (404, b'{"count": "5"}'),
    "500": (500, b'{"count": "5", "today": "5", "week": "5", "online": "5"}'),
    "503": (503, b"busy"),
    "HTML": (200, b"<!doctype html><p>5"),
    "empty": (200, b""),
    "an empty object": (200, b"{}"),
    "null": (200, b"null"),
    "a list": (200, b'["5"]'),
    "a number": (200, b'{"count": 5, "today": 5, "week": 5, "online": 5}'),
    "zero": (200, b'{"count": "0", "today": "0", "week": "0", "online": "0"}'),
    "words": (200, b'{"count": "many", "today": "5 people", "week": "", "online": null}'),
    "a fraction": (200, b'{"count": "1.5", "today": "12,34", "week": "-5", "online": "1e5"}'),
    "mixed signs": (200, b'{"count": "1.234,567", "today": "1,23,456", "week": "NaN"}'),
    "markup": (200, b'{"count": "<b>5</b>", "today": "5<", "since": "<i>"}'),
    "a wrong list": (200, b'{"count": {}, "pages": [{"path": "/a/", "count": "5"}, 7]}'),
}


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_no_figure_is_not_shown(
    port: int, reader: Callable[..., Reader], wrong: str
) -> None:
    """No empty heading, no half a sentence: the page is as it would be without a counter."""
    status, body = WRONG[wrong]
    with answering(port, status, body):
        for path in (BAI, "/"):
            one = reader()
            page = one.open(path)
            page.wait_for_load_state("networkidle")
            assert len(one.sent) >= 3
            for place in (".visit-counter", TOTALS, ".most-read"):
                for element in page.locator(place).all():
                    expect(element).to_be_hidden()
            assert "undefined" not in page.inner_text("body")
            assert not [text for text in one.complaints if "Failed to load" not in text]


@pytest.mark.parametrize(
    "count", ["1\u202f234", "1\u2009234", "1,234", "1.234", "1'234", "1 234", "1234"]
)
def test_counts_are_understood_however_they_are_grouped(
    port: int, reader: Callable[..., Reader], count: str
) -> None:
    """GoatCounter groups as its owner chose; here it is always the Vietnamese way."""
    with answering(port, 200, json.dumps({"count": count}).encode()):
        page = reader().open()
        expect(page.locator(VIEWS)).to_have_text(" · 1.234 lượt xem")


def test_a_counter_that_is_blocked_leaves_no_trace(reader: Callable[..., Reader]) -> None:
    """Nothing listens there: the page is complete, the figures stay hidden."""
    one = reader()
    page = one.open()
    page.wait_for_load_state("networkidle")
    assert one.hits
    expect(page.locator("h1")).to_have_text("Tổng kết năm")
    expect(page.locator(VIEWS)).to_be_hidden()
    expect(page.locator(TOTALS)).to_be_hidden()


def test_a_slow_counter_does_not_slow_the_page(port: int, reader: Callable[..., Reader]) -> None:
    """The page is loaded while the counter says nothing; after five seconds nobody waits."""
    listener = listen("127.0.0.1", port)  # takes connections, never answers
    try:
        one = reader()
        page = one.context.new_page()
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.failure or ""))
        page.goto(f"{one._origin}{BAI}", wait_until="load")
        assert failed == []
        with page.expect_event("requestfailed", lambda request: request.method == "POST"):
            expect(page.locator(VIEWS)).to_be_hidden()
        expect(page.locator(VIEWS)).to_be_hidden()
    finally:
        listener.close()


# GoatCounter ---------------------------------------------------------------------------------


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
    page.wait_for_load_state("networkidle")
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
    page.wait_for_load_state("networkidle")
    assert [*figures(page)] == ["Tất cả"]


def test_the_next_day_is_sent_to_goatcounter_too(goat: Goat, reader: Callable[..., Reader]) -> None:
    """The page keeps nothing, so another day's view is another hit; the days asked for follow
    the site's clock, whatever the reader's says."""
    goat.hit("a")
    goat.wait_for("1")
    one = reader()
    sunday = datetime(2026, 11, 22, 12, tzinfo=UTC)
    one.context.clock.install(time=datetime(2001, 1, 1))
    for day, starts in ((22, ["2026-11-22", "2026-11-16"]), (23, ["2026-11-23", "2026-11-23"])):
        one.sent.clear()
        one.context.unroute(f"**{BAI}")
        one.context.route(f"**{BAI}", at(sunday.replace(day=day)))
        page = one.open()
        expect(page.locator(VIEWS)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert len(one.hits) == 1
        asked = [url.partition("start=")[2] for _, url in one.sent if "start=" in url]
        assert asked == starts


@pytest.mark.parametrize("wish", ["doNotTrack", "globalPrivacyControl"])
def test_goatcounter_learns_nothing_of_who_objects(
    goat: Goat, reader: Callable[..., Reader], wish: str
) -> None:
    """DNT and GPC hold for every provider."""
    one = reader()
    value = "'1'" if wish == "doNotTrack" else "true"
    one.context.add_init_script(f"Object.defineProperty(navigator, '{wish}', {{value: {value}}})")
    one.open().wait_for_load_state("networkidle")
    assert one.sent == []
    goat.hit("a")
    goat.wait_for("1")


def test_goatcounter_has_no_list_of_the_most_read(
    goat: Goat, reader: Callable[..., Reader]
) -> None:
    """It answers 404, and the list stays hidden with its heading."""
    one = reader()
    page = one.open("/")
    page.wait_for_load_state("networkidle")
    assert "/counter/MOST-READ.json" in [url for _, url in one.sent]
    expect(page.locator(".most-read")).to_be_hidden()


# Without a counter ---------------------------------------------------------------------------


def test_without_a_counter_there_is_no_trace_of_one(
    sample_site: Path, sample_server: Serving, chromium: Browser
) -> None:
    """COUNTER = None: no markup, no script, nobody asked, no list of paths."""
    for file in sample_site.rglob("*.html"):
        assert "visit-counter" not in file.read_text(encoding="utf-8"), file
    assert not (sample_site / "counter-paths.txt").exists()
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sample_server.url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "visit-counter" in url]
    assert all(url.startswith(sample_server.url) for url in asked)
    page.close()


def test_the_module_is_small(site: Path) -> None:
    """At most two kilobytes on the way to the reader."""
    (module,) = site.glob("assets/visit-counter*.js")
    assert len(gzip.compress(module.read_bytes(), 9, mtime=0)) <= 2000
