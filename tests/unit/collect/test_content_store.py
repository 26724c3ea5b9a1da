"""The cache of what was read: all of a change or none, and whatever is damaged is told as that."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.collect.store import ContentStore, DamagedError, pack


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
