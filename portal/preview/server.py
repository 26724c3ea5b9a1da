"""The preview's web server: pages of a session, and a stream of what changed in them."""

import json
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.preview.session import Change, Session, content_type, path_of

LIVE_SCRIPT = "/__portal/live.js"
LIVE_STYLE = "/__portal/live.css"
OWN = (LIVE_SCRIPT, LIVE_STYLE, "/__portal/news.js", "/__portal/problems.js")
EVENTS = "/__portal/events"
NEWS = "/__portal/news"
_HERE = Path(__file__).parent
PING = 15.0
"""Seconds between signs of life on the event stream, so that closed tabs are noticed."""

CHECK_AFTER = 0.3
"""Seconds after an edit when all else is looked at: the page that is looked at goes first."""


def content_security_policy(counter_base: str | None = None) -> str:
    """The policy that the handbook tells hosts to send; the preview sends it too, so that what
    would break there breaks here."""
    # A base on the site itself needs no word of its own; of another only the origin counts.
    address = urlsplit(counter_base or "")
    connect = "'self'" + (f" {address.scheme}://{address.netloc}" if address.netloc else "")
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; connect-src {connect}; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Broadcast:
    """Sends each event to every open page."""

    def __init__(self) -> None:
        self._queues: set[queue.SimpleQueue[str]] = set()
        self._lock = threading.Lock()

    def send(self, kind: str, data: Any) -> None:
        event = _event(kind, data)
        with self._lock:
            for waiting in self._queues:
                waiting.put(event)

    def listen(self) -> "queue.SimpleQueue[str]":
        waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._queues.add(waiting)
        return waiting

    def leave(self, waiting: "queue.SimpleQueue[str]") -> None:
        with self._lock:
            self._queues.discard(waiting)


class Preview(ThreadingHTTPServer):
    """Serves ``session`` on loopback."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, session: Session, host: str, port: int) -> None:
        super().__init__((host, port), Handler)
        self.session = session
        self.events = Broadcast()
        self.policy = content_security_policy()
        self._telling = threading.Lock()
        self._waiting: threading.Timer | None = None
        self.on_failure: Callable[[BaseException], None] = lambda error: None
        self.on_change: Callable[[], None] = lambda: None
        """Called some time after changes, when nobody waits for a page."""

    @property
    def address(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"

    def announce(self, change: Change) -> None:
        """Tell open pages what changed, then what is wrong with the content now."""
        self.events.send("change", self.change_data(change))
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = threading.Timer(CHECK_AFTER, self.conclude_change)
        self._waiting.daemon = True
        self._waiting.start()

    def conclude_change(self) -> None:
        try:
            self.on_change()
            self.announce_problems()
        except Exception as error:  # Of a plugin; there is nobody else to tell it.
            self.on_failure(error)

    def announce_problems(self) -> None:
        """What is wrong with the content first, as that is known sooner than the rest."""
        with self._telling:  # The last word is of the last change.
            told = self.problems_data()
            self.events.send("problems", told)
            self.session.search_dead_ends()
            all_of_them = self.problems_data()
            if all_of_them != told:
                self.events.send("problems", all_of_them)

    def change_data(self, change: Change) -> dict[str, Any]:
        # As text: it has more digits than a number in a page.
        version = str(self.session.version)
        return {
            "pages": change.pages,
            "reload": change.reload,
            "moved": dict(change.moved),
            "version": version,
        }

    def problems_data(self) -> list[Any]:
        return [problem.as_json() for problem in self.session.problems() if problem.blocks]

    def news(self, query: str) -> Iterator[tuple[str, Any]]:
        """For whoever begins to listen: what is wrong, and whether an edit was missed."""
        yield "problems", self.problems_data()
        if query != f"version={self.session.version}":
            yield "change", self.change_data(Change(None))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves early is not an error worth a traceback."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Preview

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        address = unquote(urlsplit(self.path).path)
        if address == EVENTS:
            self._stream()
            return
        if address == NEWS:
            news = self.server.news(urlsplit(self.path).query)
            told = json.dumps([{"kind": kind, "data": data} for kind, data in news])
            self._send(200, told.encode(), content_type(".json"), body=body)
            return
        if address in OWN:
            name = address.rpartition("/")[2]
            self._send(200, (_HERE / name).read_bytes(), content_type(name), body=body)
            return
        session = self.server.session
        version = session.version  # before the page is asked for: it is of this one or a later
        path = path_of(address)
        status = 200
        try:
            data = session.get(path)
            if data is None and not address.endswith("/") and session.get(f"{path}/index.html"):
                self.send_response(301)
                self.send_header("Location", f"{address}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if data is None:
                status, path = 404, "404.html"
                data = session.get(path) or b""
        except Exception as error:  # The preview must outlive any mistake of a theme or plugin.
            self.server.on_failure(error)
            status, path = 500, "loi.html"
            data = _failure_page(error)
        if path.endswith(".html"):
            data = data.replace(b"<head>", b"<head>" + _injected(version), 1)
        self._send(status, data, content_type(path), body=body)

    def _send(self, status: int, data: bytes, kind: str, *, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        waiting = self.server.events.listen()
        try:
            for kind, data in self.server.news(urlsplit(self.path).query):
                self.wfile.write(_event(kind, data).encode())
            while True:
                try:
                    event = waiting.get(timeout=PING)
                except queue.Empty:
                    event = ": còn đây\n\n"
                self.wfile.write(event.encode())
        except OSError:
            pass
        finally:
            self.server.events.leave(waiting)
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Requests are not worth a line each."""


def _event(kind: str, data: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _injected(version: int) -> bytes:
    """What every page gets, before scripts of its own."""
    return (
        f'<link rel="stylesheet" href="{LIVE_STYLE}">'
        f'<script type="module" src="{LIVE_SCRIPT}" data-version="{version}"></script>'
    ).encode()


def _failure_page(error: BaseException) -> bytes:
    from html import escape  # noqa: PLC0415

    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Chưa dựng được trang'
        "</title></head><body><main><h1>Chưa dựng được trang này</h1><p>"
        f"{escape(type(error).__name__)}: {escape(str(error))}</p></main></body></html>"
    ).encode()


def start(session: Session, host: str, port: int, tries: int = 20) -> Preview:
    """A preview on ``port`` or, where that is taken, on the next free one."""
    for candidate in range(port, port + tries):
        try:
            with socket.socket() as probe:
                if probe.connect_ex((host, candidate)) == 0:
                    continue
            return Preview(session, host, candidate)
        except OSError:
            continue
    return Preview(session, host, 0)
