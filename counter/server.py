"""Running the application on a port: uvicorn, without a log of requests."""

import logging
import os
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from counter.app import create_app
from counter.days import Clock
from counter.paths import PublishedPaths
from counter.settings import Settings
from counter.stores import open_store
from portal.core.problem import PortalError
from portal.core.vietnamese import format_number

_HEAD_LIMIT = 64 * 1024
"""Bytes a request's line and headers may have; the parser itself knows no bound."""

_CONNECTIONS = 2000


class BoundedProtocol(HttpToolsProtocol):
    """Hangs up on requests whose head does not end."""

    _head = 0

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        if self._head > _HEAD_LIMIT:
            self.transport.close()

    def on_headers_complete(self) -> None:
        self._head = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head = 0
        super().on_body(body)


def server(app: Starlette) -> uvicorn.Server:
    """A server for ``app``, to be run on a socket of :func:`listen`."""
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=BoundedProtocol,
            ws="none",
            loop="auto",
            lifespan="on",
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
            date_header=False,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=10,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 means any free one. Raises :class:`OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere the option would share the port with strangers
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    return listener


def run(settings: Settings, host: str, port: int, announce: Callable[[str], object]) -> None:
    """Serve until the process is told to stop (SIGTERM, SIGINT); what waits is stored first.

    Raises :class:`PortalError` if the port, the store or the list of paths cannot be had.
    """
    paths = PublishedPaths(settings.paths)
    store = open_store(settings.store)
    store.claim()
    try:
        listener = listen(host, port)
    except OSError as error:
        raise PortalError(
            f"Không lắng nghe được ở {host}:{port}: {error}. Chọn cổng khác bằng --port."
        ) from error
    announce(
        f"Đang đếm cho {', '.join(settings.origins)} ở http://{host}:{listener.getsockname()[1]}"
        f" ({format_number(len(paths.titles))} trang). Dừng: Ctrl+C."
    )
    server(create_app(settings, store, paths, Clock())).run(sockets=[listener])
