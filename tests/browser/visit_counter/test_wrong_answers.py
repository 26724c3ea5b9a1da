"""A counter that misbehaves, is blocked, slow, or not there at all: the page is complete."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsing import started
from counter_readers import BAI, TOTALS, VIEWS, Reader
from playwright.sync_api import Browser, expect
from serving import Serving

from counter.server import listen


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
            one.fill(page)
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
    one.fill(page)
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
        page.goto(f"{one.origin}{BAI}", wait_until="load")
        assert failed == []
        with page.expect_event("requestfailed", lambda request: request.method == "POST"):
            expect(page.locator(VIEWS)).to_be_hidden()
        expect(page.locator(VIEWS)).to_be_hidden()
    finally:
        listener.close()


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
    started(page)
    assert not [url for url in asked if "visit-counter" in url]
    assert all(url.startswith(sample_server.url) for url in asked)
    page.close()


def test_the_module_is_small(site: Path) -> None:
    """At most two kilobytes on the way to the reader."""
    (module,) = site.glob("assets/visit-counter*.js")
    assert len(gzip.compress(module.read_bytes(), 9, mtime=0)) <= 2000
