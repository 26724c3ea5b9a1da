"""The default store: one SQLite file, written by one service.

What is known of visitors (the day's key, who visited what in the last half hour) stays in this
process's memory: the file, its write-ahead log and its backups hold counts and nothing else.
"""

import secrets
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from counter.store import StoreError, tally
from counter.stores.presence import Presence
from counter.visitors import KEY_LENGTH
from counter.visits import DailyViews, Figure, Hit, Start

_APPLICATION_ID = 0x436F6E67  # "Cong": what `file` shows of a database
_VERSION = 1
_SCHEMA = """
CREATE TABLE views (
    path TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (path, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX views_by_day ON views (day, path, count);
CREATE TABLE start (
    path TEXT PRIMARY KEY, count INTEGER NOT NULL CHECK (count > 0), since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_ADD = """
INSERT INTO views (path, day, count) VALUES (?, ?, ?)
ON CONFLICT (path, day) DO UPDATE SET count = count + excluded.count
"""


class SQLiteStore:
    """Raises :class:`StoreError` if ``file`` cannot be opened or is another program's database."""

    def __init__(self, file: str | Path, presence: Presence | None = None) -> None:
        self._file = Path(file)
        self._presence = presence or Presence()
        self._day: date | None = None
        self._key = b""
        self._lock: sqlite3.Connection | None = None
        self._readers = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._writing = threading.Lock()
        with self._errors():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._connect()
            self._prepare()

    def claim(self) -> None:
        # The lock is a database of its own: the system releases it with the process, however
        # that ends, and backup and export may go on reading and importing beside the service.
        lock = sqlite3.connect(
            f"{self._file}-lock", isolation_level=None, timeout=0, check_same_thread=False
        )
        try:
            lock.execute("PRAGMA locking_mode = EXCLUSIVE")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            lock.close()
            raise StoreError(
                f"Một dịch vụ đếm khác đang dùng {self._file}. Dừng dịch vụ ấy, hoặc dùng Redis"
                " hay PostgreSQL nếu cần chạy nhiều tiến trình."
            ) from None
        self._lock = lock

    def day_key(self, day: date) -> bytes:
        self.expire(day)
        if not self._key:
            self._key = secrets.token_bytes(KEY_LENGTH)
            self._day = day
        return self._key

    def expire(self, day: date) -> None:
        if day != self._day:
            self._key = b""
        self._presence.online(day)

    def record(self, hits: Sequence[Hit]) -> None:
        visits = self._presence.visits(hits)
        if visits:
            rows = [(row.path, str(row.day), row.count) for row in tally(visits)]
            with self._transaction() as connection:
                connection.executemany(_ADD, rows)
        self._presence.remember(hits, visits)

    def figure(self, path: str, since: date = date.min, until: date = date.max) -> Figure | None:
        with self._errors():
            count, first = self._reader.execute(
                """SELECT coalesce(sum(count) FILTER (WHERE day BETWEEN ? AND ?), 0), min(day)
                   FROM views WHERE path = ?""",
                (str(since), str(until), path),
            ).fetchone()
            start = self._reader.execute(
                "SELECT count, since FROM start WHERE path = ? AND since >= ? AND ?",
                (path, str(since), until == date.max),
            ).fetchone()
        if start:
            return Figure(count + start[0], date.fromisoformat(start[1]))
        return Figure(count, date.fromisoformat(first)) if first else None

    def online(self, day: date) -> int:
        return self._presence.online(day)

    def most_read(self, since: date, until: date, limit: int) -> list[tuple[str, int]]:
        with self._errors():
            return self._reader.execute(
                """SELECT path, sum(count) AS views FROM views
                   WHERE day BETWEEN ? AND ? AND path LIKE '/%'
                   GROUP BY path ORDER BY views DESC, path LIMIT ?""",
                (str(since), str(until), limit),
            ).fetchall()

    def daily_views(self) -> Iterator[DailyViews]:
        # One statement sees one state, whatever the service commits meanwhile.
        with self._errors():
            rows = self._reader.execute("SELECT path, day, count FROM views ORDER BY path, day")
            for path, day, count in rows:
                yield DailyViews(path, date.fromisoformat(day), count)

    def starts(self) -> list[Start]:
        with self._errors():
            rows = self._reader.execute("SELECT path, count, since FROM start ORDER BY path")
            return [Start(path, count, date.fromisoformat(since)) for path, count, since in rows]

    def set_starts(self, starts: Iterable[Start]) -> None:
        with self._transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO start (path, count, since) VALUES (?, ?, ?)",
                [(start.path, start.count, str(start.since)) for start in starts],
            )

    def load(self, views: Iterable[DailyViews]) -> None:
        with self._transaction() as connection:
            if connection.execute("SELECT 1 FROM views LIMIT 1").fetchone():
                raise StoreError(f"{self._file} đã có số đếm, không chép đè.")
            connection.executemany(_ADD, ((row.path, str(row.day), row.count) for row in views))

    def close(self) -> None:
        for connection in (*self._open, self._lock):
            if connection:
                connection.close()

    @property
    def _reader(self) -> sqlite3.Connection:
        if not hasattr(self._readers, "connection"):
            self._readers.connection = self._connect()
        connection: sqlite3.Connection = self._readers.connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        # Each thread has a reader of its own; only close() touches those of others.
        connection = sqlite3.connect(
            self._file, isolation_level=None, timeout=10, check_same_thread=False
        )
        self._open.append(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def _prepare(self) -> None:
        version = self._writer.execute("PRAGMA user_version").fetchone()[0]
        application = self._writer.execute("PRAGMA application_id").fetchone()[0]
        tables = self._writer.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if (application, version) == (_APPLICATION_ID, _VERSION):
            return
        if tables:
            raise StoreError(f"{self._file} không phải kho số đếm của phiên bản này.")
        self._writer.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id = {_APPLICATION_ID};"
            f" PRAGMA user_version = {_VERSION}; COMMIT;"
        )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on the disk when it is left without an error."""
        with self._writing, self._errors():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already.
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"Kho số đếm {self._file}: {error}.") from error
