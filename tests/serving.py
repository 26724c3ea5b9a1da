"""A web server for a built site that behaves as the handbook tells offices to set theirs up.

It sends the strict Content-Security-Policy, compresses, lets hashed files be kept for ever, and
answers with ``404.html`` for what is not there.
"""

import gzip
import mimetypes
import threading
from contextlib import suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
TYPES = {
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


class Serving:
    """``with Serving(folder) as server: server.url``; ``connect`` is added to connect-src."""

    def __init__(self, folder: Path, connect: str = "") -> None:
        self.folder = folder
        policy = {**POLICY, "connect-src": f"{POLICY['connect-src']} {connect}".strip()}
        self.headers = {
            "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in policy.items()),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def file(self, path: str) -> Path | None:
        """The file that answers ``path``, or ``None``."""
        file = (self.folder / unquote(path).lstrip("/")).resolve()
        if file.is_dir():
            file /= "index.html"
        return file if file.is_file() and self.folder.resolve() in file.parents else None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        serving = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                path = urlsplit(self.path).path
                file = serving.file(path)
                status = 200 if file else 404
                file = file or serving.file("/404.html")
                self.answer(path, status, file)

            do_HEAD = do_GET  # noqa: N815

            def answer(self, path: str, status: int, file: Path | None) -> None:
                body, suffix = (file.read_bytes(), file.suffix) if file else (b"", ".txt")
                self.send_response(status)
                mime = TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "text/plain"
                self.send_header("Content-Type", f"{mime}; charset=utf-8" if suffix == ".html"
                                 else mime)  # fmt: skip
                if mime.startswith(("text/", "application/j", "application/xml", "image/svg")) and (
                    "gzip" in self.headers.get("Accept-Encoding", "")
                ):
                    body = _compressed(body)
                    self.send_header("Content-Encoding", "gzip")
                for name, value in serving.headers.items():
                    self.send_header(name, value)
                lasting = path.startswith("/assets/") and status == 200
                self.send_header(
                    "Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache"
                )
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

            def handle(self) -> None:
                # A browser that has seen enough hangs up.
                with suppress(ConnectionError):
                    super().handle()

        return Handler


@cache
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)
