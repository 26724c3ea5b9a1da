"""What the service answers, in this process, on a store of memory's speed."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from counter_servers import FIREFOX, ORIGIN, TITLES
from starlette.testclient import TestClient

from counter.app import create_app
from counter.days import Clock
from counter.paths import AcceptedPaths
from counter.settings import Settings
from counter.store import StoreError
from counter.stores.presence import Presence
from counter.stores.sqlite import SQLiteStore
from counter.visits import TOTAL, VISIT, Hit, Start
from portal.core.problem import PortalError

HEADERS = {"Origin": ORIGIN, "User-Agent": FIREFOX}


class Bench:
    """The application with clocks that a test sets."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.wall = datetime.fromisoformat("2026-11-22T10:00:00+07:00").timestamp()  # a Sunday
        self.monotonic = 1000.0
        self.store = SQLiteStore(folder / "counter.sqlite", Presence(lambda: self.monotonic))
        self.paths = AcceptedPaths(TITLES)
        options = Settings("", (ORIGIN,), **settings)  # type: ignore[arg-type]
        app = create_app(options, self.store, self.paths, Clock(lambda: self.wall))
        self.client = TestClient(app, client=("203.0.113.1", 50000))

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def hit(self, path: str = "/2021/a/", **headers: str) -> int:
        given = {**HEADERS, **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.post("/count", params={"p": path}, headers=given).status_code

    def read(self, name: str) -> dict[str, str]:
        answer = self.client.get(f"/counter/{name}")
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    made: list[Bench] = []

    def run(**settings: object) -> Bench:
        bench = Bench(tmp_path, **settings)
        bench.client.__enter__()
        made.append(bench)
        return bench

    yield run
    for bench in made:
        bench.client.__exit__(None, None, None)


@pytest.fixture
def bench(make: Callable[..., Bench]) -> Bench:
    return make()


def test_a_first_visit_is_counted_everywhere(bench: Bench) -> None:
    """The article, the four figures of the site, and who is online."""
    assert bench.hit() == 200
    assert bench.read("2021/a.json") == {
        "count": "1", "count_unique": "1", "since": "2026-11-22"
    }  # fmt: skip
    assert bench.read("TOTAL.json") == {
        "count": "1", "count_unique": "1", "since": "2026-11-22",
        "today": "1", "week": "1", "online": "1",
    }  # fmt: skip


def test_the_api_is_goatcounters(bench: Bench) -> None:
    """GET counts too; a path may lack its slashes; counts are formatted strings."""
    bench.store.set_starts([Start("/2021/a/", 265_066, date(2015, 1, 1))])
    answer = bench.client.get("/count", params={"p": "/2021/a"}, headers=HEADERS)
    assert answer.status_code == 200
    for name in ("2021/a.json", "/2021/a/.json", "/2021/a.json", "%2F2021%2Fa%2F.json"):
        assert bench.read(name)["count"] == "265.067"
        assert bench.read(name)["count_unique"] == "265.067"


@pytest.mark.parametrize(
    "name", ["2099/khac.json", "2021/b.json", "ONLINE.json", "total.json", ".json", "%00.json"]
)
def test_what_was_never_visited_is_404(bench: Bench, name: str) -> None:
    """A foreign page, one without visits yet, and figures there are not."""
    assert bench.client.get(f"/counter/{name}").status_code == 404


def test_reload_second_tab_later_and_next_day(bench: Bench) -> None:
    """One visit for half an hour; another after that; another on the next day."""
    for _ in range(3):
        assert bench.hit() == 200
    assert bench.read("2021/a.json")["count"] == "1"
    bench.wait(VISIT)
    bench.hit()
    assert bench.read("2021/a.json")["count"] == "2"
    bench.wait(86_400 - VISIT)
    bench.hit()
    assert bench.read("2021/a.json")["count"] == "3"
    # Monday: the week begins.
    assert bench.read("TOTAL.json") == {
        "count": "3", "count_unique": "3", "since": "2026-11-22",
        "today": "1", "week": "1", "online": "1",
    }  # fmt: skip


def test_at_midnight_in_vietnam_a_visitor_is_a_new_one(bench: Bench) -> None:
    """The key changes with the day, whatever the visit's window says."""
    bench.wait(14 * 3600 - 1)  # 23:59:59
    bench.hit()
    bench.wait(1)
    bench.hit()
    total = bench.read("TOTAL.json")
    assert (total["count"], total["today"], total["online"]) == ("2", "1", "1")


def test_readers_are_told_apart_by_address_and_browser(make: Callable[..., Bench]) -> None:
    """Behind a trusted proxy the reader's address counts, not the proxy's."""
    bench = make(trusted_proxies=("203.0.113.1",))
    for address in ("198.51.100.1", "198.51.100.2", "198.51.100.2", "2001:db8::1", "2001:db8::2"):
        bench.hit(X_Forwarded_For=address)
    bench.hit(X_Forwarded_For="198.51.100.1", User_Agent=FIREFOX.replace("140", "141"))
    assert bench.read("TOTAL.json")["count"] == "4"


def test_addresses_from_strangers_are_not_believed(bench: Bench) -> None:
    """Without a trusted proxy, X-Forwarded-For makes nobody a new visitor."""
    for number in range(5):
        assert bench.hit(X_Forwarded_For=f"198.51.100.{number}", Forwarded="for=1.2.3.4") == 200
    assert bench.read("TOTAL.json")["count"] == "1"


def test_a_proxy_nobody_declared_is_pointed_out(
    bench: Bench, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, without the address: otherwise all readers would silently be one."""
    # Where another test of this process loaded Pelican, its kind of logger drops what was said.
    log = logging.Logger("counter")
    log.parent = logging.root
    monkeypatch.setattr("counter.app._log", log)
    for _ in range(3):
        bench.hit(X_Forwarded_For="198.51.100.77")
    assert [record.message for record in caplog.records if "--trusted-proxy" in record.message]
    assert len(caplog.records) == 1
    assert "198.51.100.77" not in caplog.text


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec_GPC": "1"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User_Agent": "Mozilla/5.0 (compatible; coccocbot-web/1.0)"},
        {"User_Agent": "curl/8.5.0"},
        {"User_Agent": " "},
    ],
    ids=str,
)
def test_bots_prerendering_and_those_who_object_are_not_counted(
    bench: Bench, headers: dict[str, str]
) -> None:
    """The answer says that the hit was ignored; nothing is stored."""
    assert bench.hit(**headers) == 202
    assert bench.store.figure(TOTAL) is None
    assert bench.read("TOTAL.json")["online"] == "0"


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/140.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
        " Gecko) Mobile/15E148 Zalo iOS/521 ZaloTheme/light ZaloLanguage/vn",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
        " coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0.0.0;]",
    ],
)
def test_the_browsers_of_vietnam_are_readers(bench: Bench, user_agent: str) -> None:
    """Cốc Cốc, Zalo and Facebook open many of the links."""
    assert bench.hit(User_Agent=user_agent) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://langson.example.evil.example"},
        {"Origin": ""},
        {"Origin": "", "Referer": "https://evil.example/2021/a/"},
        {"Origin": "", "Referer": "https://["},
    ],
    ids=str,
)
def test_foreign_sites_cannot_send_hits(bench: Bench, headers: dict[str, str]) -> None:
    """Neither by their pages nor by images."""
    assert bench.hit(**headers) == 403
    assert bench.store.figure(TOTAL) is None


def test_a_get_of_our_own_page_is_known_by_its_referer(bench: Bench) -> None:
    """Browsers send no Origin with a GET to the same site."""
    headers = {"Referer": f"{ORIGIN}/2021/a/", "User-Agent": FIREFOX}
    answer = bench.client.get("/count", params={"p": "/2021/a/"}, headers=headers)
    assert answer.status_code == 200


def test_only_our_origin_may_read_in_a_browser(bench: Bench) -> None:
    """The answer to others lacks the header without which browsers withhold it."""
    for origin, allowed in ((ORIGIN, ORIGIN), ("https://evil.example", None)):
        answer = bench.client.get("/counter/TOTAL.json", headers={"Origin": origin})
        assert answer.headers.get("Access-Control-Allow-Origin") == allowed
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/2021/a/?x=1", 404),
        ("/2021/a/#b", 404),
        ("//2021/a/", 200),
        ("/2021/c/", 404),
        ("TOTAL", 404),
        ("/TOTAL", 404),
        ("/2021/../2021/a/", 404),
        ("/2021/a/\x00", 404),
        ("/2021/a/" + "x" * 2048, 400),
        ("", 400),
    ],
)
def test_only_pages_of_the_list_are_counted(bench: Bench, path: str, status: int) -> None:
    """What is stored is the path of the list, never what was sent."""
    assert bench.hit(path) == status
    stored = {row.path for row in bench.store.daily_views()}
    assert stored <= {"/2021/a/", TOTAL}


def test_numbered_pages_count_as_their_list(bench: Bench) -> None:
    """/chuyen-muc/tin/trang-2/ is a visit of the category."""
    assert bench.hit("/chuyen-muc/tin/trang-2/") == 200
    assert bench.read("chuyen-muc/tin.json")["count"] == "1"
    assert bench.hit("/chuyen-muc/khac/trang-2/") == 404


def test_a_new_article_is_accepted_with_the_new_list(bench: Bench) -> None:
    """The list changes while the service runs."""
    assert bench.hit("/2026/moi/") == 404
    bench.paths.accept({**TITLES, "/2026/moi/": "Bài mới"})
    assert bench.hit("/2026/moi/") == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_other_methods_do_not_count(bench: Bench, method: str) -> None:
    """405, and nothing is stored."""
    answer = bench.client.request(method, "/count", params={"p": "/2021/a/"}, headers=HEADERS)
    assert answer.status_code == 405
    assert bench.store.figure(TOTAL) is None


def test_preflights_are_answered(bench: Bench) -> None:
    """Scripts that set headers of their own ask first."""
    asked = {"Access-Control-Request-Method": "POST"}
    assert bench.client.options("/count", headers={**HEADERS, **asked}).status_code == 200
    foreign = {"Origin": "https://evil.example", **asked}
    assert bench.client.options("/count", headers=foreign).status_code == 400


def test_too_many_hits_from_one_address_are_refused(make: Callable[..., Bench]) -> None:
    """Changing the browser's name does not help, and other addresses are not concerned."""
    bench = make(hits_per_minute=5, trusted_proxies=("203.0.113.1",))
    statuses = [
        bench.hit(X_Forwarded_For="198.51.100.1", User_Agent=f"{FIREFOX} {number}")
        for number in range(7)
    ]
    assert statuses == [200] * 5 + [429] * 2
    assert bench.hit(X_Forwarded_For="198.51.100.2") == 200
    assert bench.read("TOTAL.json")["count"] == "6"


def test_too_many_readings_from_one_address_are_refused(make: Callable[..., Bench]) -> None:
    """Likewise, with the time to wait."""
    bench = make(reads_per_minute=2)
    answers = [bench.client.get("/counter/TOTAL.json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("start=2026-11-22", "3"),
        ("start=2026-11-23", "2"),
        ("start=2026-11-22&end=2026-11-22", "1"),
        ("end=2026-11-21", "0"),
        ("start=week", "3"),
        ("start=year", "3"),
        ("start=2010-01-01", "1.003"),
        ("", "1.003"),
    ],
)
def test_totals_of_periods(bench: Bench, query: str, count: str) -> None:
    """Days are Việt Nam's and both ends are included; a start value counts where it fits in."""
    bench.store.set_starts([Start(TOTAL, 1000, date(2015, 1, 1))])
    bench.hit()
    bench.wait(86_400)
    bench.hit()
    bench.hit("/2021/b/")
    assert bench.read(f"TOTAL.json?{query}")["count"] == count


@pytest.mark.parametrize("query", ["start=x", "start=2026-13-01", "end=1.2.2026", "start=%00"])
def test_periods_that_are_none_are_refused(bench: Bench, query: str) -> None:
    """400, not a figure of something else."""
    assert bench.client.get(f"/counter/TOTAL.json?{query}").status_code == 400


@pytest.mark.parametrize("name", ["TOTAL.html", "TOTAL.svg", "TOTAL", "2021/a/"])
def test_figures_come_as_json_only(bench: Bench, name: str) -> None:
    """GoatCounter's pictures are not offered."""
    assert bench.client.get(f"/counter/{name}").status_code == 400


def test_the_most_read_are_articles_with_their_titles(bench: Bench) -> None:
    """Lists and the home page are visited more, but are nothing to read."""
    for path in ("/", "/2021/b/"):
        bench.hit(path)
    bench.hit("/", User_Agent=f"{FIREFOX} 2")
    bench.hit("/2021/a/")
    bench.hit("/2021/a/", User_Agent=f"{FIREFOX} 2")
    assert bench.client.get("/counter/MOST-READ.json").json() == {
        "since": "2026-11-16",
        "pages": [
            {"path": "/2021/a/", "title": "Bài A", "count": "2"},
            {"path": "/2021/b/", "title": "Bài B", "count": "1"},
        ],
    }


def test_the_health_endpoint_says_what_works(bench: Bench) -> None:
    """With the number of pages, by which an operator sees that the list was read."""
    answer = bench.client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "paths": 4})


def test_a_store_that_fails_is_503_and_loses_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The hit is refused, health says so, and the reader is counted at the next try."""

    def full(hits: Sequence[Hit]) -> None:
        raise StoreError("Kho số đếm: database or disk is full.")

    monkeypatch.setattr(bench.store, "_transaction", lambda: full([]))
    assert bench.hit() == 503
    assert bench.client.get("/health").status_code == 503
    monkeypatch.undo()
    assert bench.hit() == 200
    assert bench.client.get("/health").status_code == 200
    assert bench.read("2021/a.json")["count"] == "1"
    assert "disk is full" in caplog.text
    assert "203.0.113.1" not in caplog.text
    assert "Firefox" not in caplog.text


def test_reading_a_store_that_fails_is_503(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not an untrue zero."""

    def broken(*_: object) -> None:
        raise StoreError("Kho số đếm: disk I/O error.")

    monkeypatch.setattr(bench.store, "figure", broken)
    assert bench.client.get("/counter/TOTAL.json").status_code == 503
    assert bench.client.get("/health").status_code == 503


def test_nothing_about_readers_is_on_the_disk(bench: Bench, tmp_path: Path) -> None:
    """Neither address nor browser nor the visitor's name, in any file of the store."""
    bench.hit()
    written = b"".join(file.read_bytes() for file in tmp_path.glob("counter.sqlite*"))
    assert b"/2021/a/" in written
    assert b"203.0.113.1" not in written
    assert b"Firefox" not in written
    for name in bench.store._presence._seen:
        assert name not in written
    with sqlite3.connect(tmp_path / "counter.sqlite") as database:
        schema = [row[0] for row in database.execute("SELECT name FROM pragma_table_list")]
    database.close()
    assert {"views", "start"} >= {name for name in schema if not name.startswith("sqlite_")}


@pytest.mark.parametrize("origin", ["langson.example", "https://x.example/", "ftp://x.example", ""])
def test_an_origin_that_is_none_stops_the_service(origin: str) -> None:
    """A slash too many would refuse every reader, silently."""
    with pytest.raises(PortalError, match="không phải địa chỉ gốc"):
        Settings("", (origin,))


def test_a_proxy_that_is_none_stops_the_service() -> None:
    """Names and typing errors are not networks."""
    with pytest.raises(PortalError, match="không phải địa chỉ IP"):
        Settings("", (ORIGIN,), trusted_proxies=("nginx",))


def test_upkeep_goes_on_whatever_happens(
    make: Callable[..., Bench], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Else keys would outlive their day, which is what readers are promised."""
    asked: list[int] = []
    again = threading.Event()

    def refresh(_: AcceptedPaths) -> None:
        asked.append(1)
        if len(asked) < 3:
            raise RuntimeError("nobody thought of this")
        again.set()

    monkeypatch.setattr("counter.app.UPKEEP", 0.001)
    monkeypatch.setattr(AcceptedPaths, "refresh", refresh)
    make()
    assert again.wait(30)
    assert "nobody thought of this" in caplog.text
