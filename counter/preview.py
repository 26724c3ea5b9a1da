"""The service for the preview: in this process, on loopback, with a database thrown away."""

import asyncio
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from counter.app import create_app
from counter.days import Clock
from counter.paths import AcceptedPaths, is_path
from counter.server import listen, server
from counter.settings import Settings
from counter.stores.sqlite import SQLiteStore


class _LookedAt(AcceptedPaths):
    """Whatever is looked at: which pages there are, a preview knows only when it plans them all."""

    def find(self, path: str) -> str | None:
        name = path.strip("/")
        page = f"/{name}/" if name else "/"
        return super().find(path) or (page if is_path(page) else None)


@dataclass(frozen=True, slots=True)
class Preview:
    """A running service."""

    base: str
    """Its address, for ``COUNTER = {"base": …}`` and ``connect-src``: ``http://127.0.0.1:40123``."""
    accept: Callable[[Mapping[str, str]], None]
    """Replaces the titles, as when an article was added."""
    stop: Callable[[], None]
    """Ends the service and removes its database; returns when both are done."""


def start(titles: Mapping[str, str], origin: str, *, port: int = 0) -> Preview:
    """Start a service in a thread; it answers as soon as this returns.

    ``titles`` are those of articles by their paths, ``origin`` is the preview's own:
    ``http://127.0.0.1:8000``. ``port`` 0 takes any free one; :class:`OSError` if the given one is
    taken.
    """
    listener = listen("127.0.0.1", port)
    folder = tempfile.TemporaryDirectory(prefix="counter-", ignore_cleanup_errors=True)
    paths = _LookedAt(titles)
    # One person previews, and reloads more often than any reader.
    settings = Settings("", (origin,), hits_per_minute=10_000, reads_per_minute=100_000)
    store = SQLiteStore(Path(folder.name) / "counter.sqlite")
    service = server(create_app(settings, store, paths, Clock()))

    def serve() -> None:
        asyncio.run(service.serve([listener]))

    thread = threading.Thread(target=serve, name="counter-preview", daemon=True)
    thread.start()

    def stop() -> None:
        service.should_exit = True
        thread.join()
        listener.close()
        folder.cleanup()

    return Preview(f"http://127.0.0.1:{listener.getsockname()[1]}", paths.accept, stop)
