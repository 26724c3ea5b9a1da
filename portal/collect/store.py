"""The cache of what was read: documents, rendered bodies, analyses, by content.

Only a cache: losing it costs time. Every value carries a checksum; a damaged file is thrown away
as a whole and made anew. One file, so that a kill at any moment leaves it usable (SQLite).
"""

import errno
import os
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from portal.core.problem import PortalError
from portal.locking import take_lock

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS document
  (source TEXT PRIMARY KEY, size INT, mtime INT, digest TEXT, value BLOB);
CREATE TABLE IF NOT EXISTS body (digest TEXT PRIMARY KEY, value BLOB);
"""
_ANALYSIS = "CREATE TABLE IF NOT EXISTS analysis_{} (digest TEXT PRIMARY KEY, value BLOB);"
"""A table for each, as all values of one are read in a row, and one's may be large."""
# With rows in the order they come, and a small index of keys beside: large values in the index
# itself (WITHOUT ROWID) take twice the time to write and to read.


_NOT_WRITABLE = (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)


class DamagedError(PortalError):
    """A value is gone or does not match its checksum."""

    def __init__(self) -> None:
        super().__init__("bộ nhớ đệm hỏng hoặc vừa bị một lệnh portal khác thay; hãy thử lại")


class CacheError(PortalError):
    """The cache cannot be written."""


class Stored(NamedTuple):
    """A document as cached, with the file's size and modification time when it was read."""

    source: str
    size: int
    mtime: int
    """Nanoseconds; 0 if the file was too fresh for its time to tell versions apart."""
    digest: str
    value: Any


def pack(value: Any) -> bytes:
    data = pickle.dumps(value, protocol=5)
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpack(data: bytes) -> Any:
    content = memoryview(data)[4:]
    if zlib.crc32(content) != int.from_bytes(data[:4], "big"):
        raise DamagedError
    return pickle.loads(content)


class ContentStore:
    """Open with the ``context`` (code, declarations, settings) that the values depend on, and the
    names of the ``analyses`` (identifiers) that are kept.

    Threads may share it if they take turns.
    """

    def __init__(self, path: Path, context: str, analyses: Iterable[str] = ()) -> None:
        self.path = path
        self._context = context
        self._analyses = tuple(analyses)
        self._connection: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._process = 0
        with self._told(), self._alone():
            try:
                self._open()
                fits = self._meta("context") == context
            except sqlite3.DatabaseError:
                fits = False
            if not fits:
                self._begin_anew()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What keeps the cache from being written, in a sentence."""
        try:
            yield
        except (sqlite3.OperationalError, *_NOT_WRITABLE) as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path)) from error
            raise CacheError(
                f"không ghi được {self.path}; cho phép ghi vào thư mục ấy, hoặc chọn thư mục khác "
                "bằng CACHE_PATH"
            ) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While the file is looked at and exchanged no other build does so: of two that find it
        unfit, one would throw away what the other has begun."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = take_lock(self.path.with_suffix(".lock"), lambda: None)
        try:
            yield
        finally:
            os.close(lock)

    def _open(self) -> None:
        connection = sqlite3.connect(
            self.path, isolation_level=None, timeout=60, check_same_thread=False
        )
        self._connection, self._process = connection, os.getpid()
        connection.execute("PRAGMA page_size=8192")  # a text of usual length fills one
        # A crash of the machine may damage a cache that is not flushed; that is noticed.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript("".join((_TABLES, *map(_ANALYSIS.format, self._analyses))))

    @property
    def connection(self) -> sqlite3.Connection:
        if self._connection is not None and self._process != os.getpid():
            # A forked worker must neither use nor close a connection of its parent.
            self._inherited, self._connection = self._connection, None
        if self._connection is None:
            self._open()
        assert self._connection is not None
        return self._connection

    def discard(self) -> None:
        """Throw everything away and begin anew."""
        with self._told(), self._alone():
            self._begin_anew()

    def _begin_anew(self) -> None:
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self._open()
        self.connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('context', ?)", [self._context]
        )

    def close(self) -> None:
        """Release the file; a later call opens it again (in a forked worker, say)."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _meta(self, key: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE key=?", [key]).fetchone()
        return row[0] if row else None

    def documents(self) -> dict[str, Stored]:
        """All cached documents by source; an empty dict if the cache was damaged."""
        try:
            rows = self.connection.execute(
                "SELECT source, size, mtime, digest, value FROM document"
            )
            return {
                source: Stored(source, size, mtime, digest, unpack(value))
                for source, size, mtime, digest, value in rows
            }
        except (sqlite3.DatabaseError, DamagedError, pickle.UnpicklingError, EOFError):
            self.discard()
            return {}

    def save(
        self,
        documents: Iterable[tuple[str, int, int, str, bytes]],
        bodies: Iterable[tuple[str, bytes]],
        analyses: Iterable[tuple[str, str, bytes]],
    ) -> None:
        """Add packed values; all of them or, if the process dies, none. An analysis is given as
        name, digest and value."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO document VALUES (?,?,?,?,?)", documents)
            connection.executemany("INSERT OR REPLACE INTO body VALUES (?,?)", bodies)
            for name, digest, value in analyses:
                connection.execute(
                    f"INSERT OR REPLACE INTO analysis_{name} VALUES (?,?)", (digest, value)
                )

    def remove(self, sources: Iterable[str]) -> None:
        """Forget documents that are gone; :meth:`sweep` drops what only they used."""
        rows = [(source,) for source in sources]
        if not rows:
            return
        with self._transaction() as connection:
            connection.executemany("DELETE FROM document WHERE source=?", rows)

    def sweep(self, digests: Iterable[str]) -> None:
        """Drop the bodies and the analyses under digests that no document has."""
        rows = [(digest,) for digest in digests]
        with self._transaction() as connection:
            for table in ("body", *(f"analysis_{name}" for name in self._analyses)):
                connection.executemany(f"DELETE FROM {table} WHERE digest=?", rows)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing."""
        connection = self.connection
        with self._told():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # A full disk has rolled back already.
                    connection.execute("ROLLBACK")
                raise

    def body(self, digest: str) -> Any:
        """The cached body; raises :class:`DamagedError` if it is missing or damaged."""
        return self._value("SELECT value FROM body WHERE digest=?", digest)

    def analysis(self, name: str, digest: str) -> Any:
        """The cached value; ``None`` of an analysis that is not kept."""
        if name not in self._analyses:
            return None
        return self._value(f"SELECT value FROM analysis_{name} WHERE digest=?", digest)

    def _value(self, query: str, digest: str) -> Any:
        try:
            row = self.connection.execute(query, [digest]).fetchone()
        except sqlite3.DatabaseError as error:
            raise DamagedError from error
        if row is None:
            raise DamagedError
        return unpack(row[0])

    def analyses(self, name: str) -> Iterator[tuple[str, Any]]:
        """(digest, value) of every cached analysis of that name, in no useful order; none of one
        that is not kept."""
        if name not in self._analyses:
            return
        try:
            rows = self.connection.execute(f"SELECT digest, value FROM analysis_{name}")
            for digest, value in rows:
                yield digest, unpack(value)
        except sqlite3.DatabaseError as error:
            raise DamagedError from error
