"""A resident site: reads what changed, renders what is asked for, keeps the last good page."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from portal.collect.document import Document
from portal.core.library import Library
from portal.core.output import Bundle, File, Output, Page
from portal.core.problem import Problem
from portal.core.site import Site
from portal.core.vietnamese import nfc
from portal.engine.plan import key_of


class Engine(Protocol):
    """What a session needs of ``plugins.bridge.resident.ResidentEngine``."""

    content: Path
    cache: Path

    @property
    def library(self) -> Library: ...
    @property
    def site(self) -> Site: ...
    def refresh(self) -> None: ...
    def update(
        self, sources: Iterable[str]
    ) -> Mapping[str, tuple[Document | None, Document | None]]: ...
    def outputs(self) -> Iterable[Output]: ...
    def locate(self, path: str) -> Output | None: ...
    def find_problems(self) -> Iterable[Problem]: ...
    def find_dead_ends(self) -> Iterable[Problem]: ...
    def snapshot(self) -> "Engine": ...
    def templates(self) -> Callable[[Page], bytes]: ...
    def fresh_theme(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit means for whoever looks at the preview."""

    pages: tuple[str, ...] | None
    """Addresses whose text changed; ``None``: any page may have changed."""
    reload: bool = False
    """Whether style or scripts changed, so that the page must be loaded anew."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Old address → new one, of documents that have another now."""


class Session:
    """One site in memory. All methods may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._outputs: dict[str, Output] | None = None
        self._rendered: dict[str, bytes] = {}
        self._bundles: dict[str, dict[str, bytes]] = {}
        self._reading = threading.Lock()
        """Held while something is looked for in all articles, which a thorough change waits for;
        taken before the other lock."""
        self._problems: tuple[Problem, ...] | None = None
        self._dead_ends: tuple[Problem, ...] = ()
        self._searched = 0
        """The version that the dead ends are of."""
        self._refusals: tuple[Problem, ...] = ()
        self._render: Callable[[Page], bytes] | None = None
        # No version of another process has its number: a page may outlive the process it is of.
        self._version = time.time_ns()

    def start(self) -> None:
        """Read the content; pages can be asked for when this returns."""
        with self._lock:
            self._engine.refresh()
            self._forget()

    def warm(self) -> None:
        """Work out ahead what the first edit would otherwise wait for."""
        for article in self._engine.library.newest(1):
            self.get(f"{article.url.strip('/')}/index.html")

    @property
    def version(self) -> int:
        """Another one after every change."""
        return self._version

    # Asking -----------------------------------------------------------------------------

    def get(self, path: str) -> bytes | None:
        """The file at ``path`` (``2022/ten-bai/index.html``), or ``None`` if there is none."""
        with self._lock:
            if path in self._rendered:
                return self._rendered[path]
            output = self._engine.locate(path) or self._all_outputs().get(path)
            if output is None:
                return self._from_bundles(path)
            if isinstance(output, Page):
                if self._render is None:
                    self._render = self._engine.templates()
                data = self._render(output)
            else:
                assert isinstance(output, File)
                data = output.function(*output.inputs)
            self._rendered[path] = data
            return data

    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the content as it stands, the dead ends that were found last, and
        first of all what keeps another session from taking over."""
        # Checking all articles takes a while, in which pages can be asked for.
        with self._reading:
            version = self._version
            found = self._problems
            if found is None:
                found = tuple(self._engine.find_problems())
                with self._lock:
                    if version == self._version:
                        self._problems = found
        return (*self._refusals, *sorted({*found, *self._dead_ends}))

    def search_dead_ends(self) -> None:
        """Find where links and settings lead to nothing: among all pages, which takes longer."""
        with self._reading:
            with self._lock:
                version = self._version
                if version == self._searched:
                    return
                engine = self._engine.snapshot()
            try:
                found = tuple(engine.find_dead_ends())
            except Exception:
                if version == self._version:
                    raise
                return  # Texts that were to be read have changed, and will be searched again.
            self._dead_ends, self._searched = found, version

    def _all_outputs(self) -> dict[str, Output]:
        if self._outputs is None:
            self._outputs = {key_of(output): output for output in self._engine.outputs()}
        return self._outputs

    def _from_bundles(self, path: str) -> bytes | None:
        for key, output in self._all_outputs().items():
            if isinstance(output, Bundle):
                if key not in self._bundles:
                    folder = self._engine.cache / "workspaces" / output.name
                    folder.mkdir(parents=True, exist_ok=True)
                    self._bundles[key] = dict(output.function(folder, *output.inputs))
                if path in self._bundles[key]:
                    return self._bundles[key][path]
        return None

    # Changing ---------------------------------------------------------------------------

    def edited(self, sources: Iterable[str]) -> Change | None:
        """Articles or pages were written, renamed or removed; ``None`` if nothing changed.

        A document that cannot be read any more keeps its last good form.
        """
        with self._lock:
            before, site = self._engine.library, self._engine.site
            changed = self._engine.update(sources)
            if not changed:
                return None
            after = self._engine.library
            moved = _moved(before, after, changed)
            self._forget(theme=self._engine.site is not site)
            if after.shares_lists_with(before) and all(
                old and new and old.shape == new.shape for old, new in changed.values()
            ):
                urls = tuple(new.article.url for _, new in changed.values() if new and new.article)
                return Change(urls)
            return Change(None, moved=moved)

    def redeclared(self, sources: Sequence[str] = ()) -> Change:
        """A table of the content folder or an image changed, and ``sources`` with it: read
        everything anew."""
        with self._reading, self._lock:
            # They first: each keeps its last good form, and is read also while a table is wrong.
            moved = self._reread(sources) if sources else {}
            self._engine.refresh()
            self._forget()
            return Change(None, moved=moved)

    def _reread(self, sources: Sequence[str]) -> Mapping[str, str]:
        before = self._engine.library
        self._engine.update(sources)
        return _moved(before, self._engine.library, sources)

    def restyled(self) -> Change:
        """A file of the theme changed."""
        with self._lock:
            self._engine.fresh_theme()
            self._forget()
            return Change(None, reload=True)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Settings or code were saved with which no other session could take over."""
        self._refusals = tuple(problems)

    def _forget(self, *, theme: bool = True) -> None:
        self._version += 1
        self._outputs = None
        self._rendered.clear()
        self._bundles.clear()
        self._problems = None
        if theme:
            self._render = None


def _moved(before: Library, after: Library, sources: Iterable[str]) -> dict[str, str]:
    """Where documents stood and stand, if that is elsewhere."""
    places = [(before.addresses.get(name), after.addresses.get(name)) for name in map(nfc, sources)]
    return {old: new for old, new in places if old and new and old != new}


def path_of(address: str) -> str:
    """The output path behind an address: ``/2022/`` → ``2022/index.html``."""
    path = address.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def content_type(path: str) -> str:
    suffix = path.rpartition(".")[2].lower()
    return _TYPES.get(suffix, "application/octet-stream")


_TYPES: dict[str, str] = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
