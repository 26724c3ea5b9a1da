"""The cache of what was read: all of a change or none, and whatever is damaged is told as that."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.collect import store as store_module
from portal.collect.store import CacheError, ContentStore, DamagedError, pack
from portal.core.problem import PortalError


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ContentStore]:
    store = ContentStore(tmp_path / "content.sqlite", "context", ["search"])
    yield store
    store.close()


def test_after_a_change_that_failed_the_next_one_works(store: ContentStore) -> None:
    def bodies() -> Iterator[tuple[str, bytes]]:
        yield "1", pack("text")
        raise OSError("the file vanished")

    with pytest.raises(OSError, match="vanished"):
        store.save([], bodies(), [])
    with pytest.raises(DamagedError):
        store.body("1")
    store.save([], [("2", pack("text"))], [])
    store.remove(["a.md"])
    store.sweep(["1"])
    assert store.body("2") == "text"


def test_a_damaged_page_of_the_file_is_told_as_damage(store: ContentStore) -> None:
    """Whoever asks, for one value or for all: a build then does without the cache."""
    store.save([], [], [("search", str(number), pack("x" * 900)) for number in range(200)])
    store.close()
    with sqlite3.connect(store.path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    data = bytearray(store.path.read_bytes())
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    store.path.write_bytes(data)
    with pytest.raises(DamagedError):
        list(store.analyses("search"))


def test_of_two_that_begin_at_once_one_waits_and_keeps_what_the_other_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would throw away a file into which the first one writes."""
    path, waits = tmp_path / "content.sqlite", threading.Event()
    take, begin = store_module.take_lock, ContentStore._begin_anew
    begun: list[ContentStore] = []

    def second() -> None:
        ContentStore(path, "context").close()

    other = threading.Thread(target=second)

    def begin_beside_another(store: ContentStore) -> None:
        begun.append(store)
        if len(begun) == 1:
            other.start()
            assert waits.wait(60)
        begin(store)

    monkeypatch.setattr(store_module, "take_lock", lambda file, _: take(file, waits.set))
    monkeypatch.setattr(ContentStore, "_begin_anew", begin_beside_another)
    first = ContentStore(path, "context")
    other.join(60)
    assert begun == [first]
    first.close()


def test_a_full_disk_is_told_as_such(store: ContentStore) -> None:
    store.connection.execute("PRAGMA max_page_count = 8")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as told:
        store.save([], [("1", b"x" * 100_000)], [])
    assert told.value.errno == errno.ENOSPC


def test_a_folder_in_the_place_of_the_cache_is_told(tmp_path: Path) -> None:
    (tmp_path / "content.sqlite").mkdir()
    with pytest.raises(CacheError, match="không ghi được"):
        ContentStore(tmp_path / "content.sqlite", "context")


def test_what_another_command_took_out_is_told_in_a_sentence(store: ContentStore) -> None:
    """A second preview, say, that was quicker to see a file deleted."""
    with pytest.raises(PortalError, match="hãy thử lại"):
        store.body("1")
