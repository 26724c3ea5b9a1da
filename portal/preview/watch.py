"""What an editor's save means for a preview."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import watch

from portal.collect.declarations import FILES
from portal.collect.scan import is_document
from portal.preview.session import Change, Session

DEBOUNCE = 20
"""Milliseconds to wait for more files of the same save."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The folders and files whose changes matter."""

    content: Path
    theme: Path
    code: tuple[Path, ...]
    """Settings, plugins, the portal itself: a change needs a new process."""
    overrides: tuple[Path, ...] = ()
    """Folders with templates that take the place of the theme's."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """The changed files by what they are."""

    documents: tuple[str, ...]
    tables: bool
    """Declarations or images."""
    theme: bool
    code: bool


def sort_changes(paths: Iterable[str], watched: Watched) -> Sorted:
    documents: set[str] = set()
    tables = theme = code = False
    for name in paths:
        path = Path(name)
        if path.suffix == ".py" and _within(path, *watched.code):
            code = True
        elif _within(path, watched.theme, *watched.overrides):
            theme = True
        elif _within(path, watched.content):
            source = path.relative_to(watched.content).as_posix()
            if is_document(source):
                documents.add(source)
            elif source in FILES or source.startswith("hinh-anh/") or _may_be_folder(path):
                # A folder that was renamed names no file: look at everything.
                tables = True
    return Sorted(tuple(sorted(documents)), tables, theme, code)


def _may_be_folder(path: Path) -> bool:
    """Also one that is gone, whose name alone tells."""
    return path.is_dir() or not path.suffix or path.suffix[1:].isdecimal()


def _within(path: Path, *folders: Path) -> bool:
    return any(path == folder or folder in path.parents for folder in folders)


def follow(
    session: Session,
    watched: Watched,
    announce: Callable[[Change], None],
    restart: Callable[[], bool],
    failed: Callable[[BaseException], None],
    stop: threading.Event,
) -> None:
    """Watch until ``stop`` is set, or ``restart`` says that it will be; each save leads to one
    announcement."""
    refused = False
    while not stop.is_set():
        for changes in _changes(watched, stop):
            found = sort_changes(changes, watched)
            try:
                if found.code or (refused and found.tables):  # A table may say what was missing.
                    if restart():
                        return
                    refused = True
                if found.theme:
                    announce(session.restyled())
                if found.tables:
                    announce(session.redeclared(found.documents))
                elif found.documents and (change := session.edited(found.documents)):
                    announce(change)
            except Exception as error:  # A half-saved template must not end the preview.
                failed(error)
            if found.code:
                break  # A file that took the place of another is watched from now on.


def _changes(watched: Watched, stop: threading.Event) -> Iterator[list[str]]:
    all_watched = (watched.content, watched.theme, *watched.overrides, *watched.code)
    folders = [folder for folder in all_watched if folder.exists()]
    for changes in watch(
        *folders, stop_event=stop, debounce=DEBOUNCE, step=5, rust_timeout=500,
        yield_on_timeout=False, raise_interrupt=False,
    ):  # fmt: skip
        yield [path for _, path in changes]
