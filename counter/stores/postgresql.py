"""PostgreSQL, shared by any number of service processes.

What is known of visitors is in *unlogged* tables: they are not in the write-ahead log, not on
replicas, and empty after a crash. A backup by ``pg_dump`` leaves them out with
``--no-unlogged-table-data``; ``portal counter backup`` never reads them.
"""

import secrets
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg

from counter.store import StoreError, tally
from counter.visitors import KEY_LENGTH
from counter.visits import ONLINE, TOTAL, VISIT, DailyViews, Figure, Hit, Start

_SCHEMA = """
CREATE SCHEMA IF NOT EXISTS counter;
CREATE TABLE IF NOT EXISTS counter.views (
    path text NOT NULL, day date NOT NULL, count bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (path, day)
);
CREATE INDEX IF NOT EXISTS views_by_day ON counter.views (day);
CREATE TABLE IF NOT EXISTS counter.start (
    path text PRIMARY KEY, count bigint NOT NULL CHECK (count > 0), since date NOT NULL
);
CREATE UNLOGGED TABLE IF NOT EXISTS counter.day_key (day date PRIMARY KEY, key bytea NOT NULL);
CREATE UNLOGGED TABLE IF NOT EXISTS counter.visit (
    visitor bytea NOT NULL, path text NOT NULL, until timestamptz NOT NULL,
    PRIMARY KEY (visitor, path)
);
CREATE UNLOGGED TABLE IF NOT EXISTS counter.online (
    visitor bytea PRIMARY KEY, day date NOT NULL, seen timestamptz NOT NULL
);
"""
_LOCK = 0x436F6E67
"""Key of the advisory lock under which tables are made: two processes may start together."""


class PostgreSQLStore:
    """Raises :class:`StoreError` if the server at ``url`` does not answer."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._threads = threading.local()
        self._open: list[psycopg.Connection] = []
        with self._transaction() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            connection.execute(_SCHEMA)

    def claim(self) -> None:
        """Any number of services may share the server."""

    def day_key(self, day: date) -> bytes:
        with self._transaction() as connection:
            connection.execute(
                "INSERT INTO counter.day_key (day, key) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (day, secrets.token_bytes(KEY_LENGTH)),
            )
            row = connection.execute(
                "SELECT key FROM counter.day_key WHERE day = %s", (day,)
            ).fetchone()
        if row is None:
            raise StoreError("PostgreSQL: khóa của ngày vừa bị xóa.")
        return bytes(row[0])

    def expire(self, day: date) -> None:
        with self._transaction() as connection:
            connection.execute("DELETE FROM counter.day_key WHERE day < %s", (day,))
            connection.execute("DELETE FROM counter.visit WHERE until < now()")
            connection.execute(
                "DELETE FROM counter.online WHERE seen < now() - make_interval(secs => %s)",
                (ONLINE,),
            )

    def record(self, hits: Sequence[Hit]) -> None:
        # Rows are written in one order everywhere, so that processes wait for, but never block,
        # each other.
        pages = {(hit.visitor, hit.path): hit for hit in reversed(hits)}
        visitors = sorted({hit.visitor: hit.day for hit in hits}.items())
        keys = sorted(pages)
        with self._transaction() as connection:
            new = connection.execute(
                """INSERT INTO counter.visit AS known (visitor, path, until)
                   SELECT visitor, path, now() + make_interval(secs => %s)
                   FROM unnest(%s::bytea[], %s::text[]) AS hit (visitor, path)
                   ON CONFLICT (visitor, path) DO UPDATE SET until = excluded.until
                   WHERE known.until < now()
                   RETURNING visitor, path""",
                (VISIT, [visitor for visitor, _ in keys], [path for _, path in keys]),
            ).fetchall()
            rows = tally(pages[bytes(visitor), path] for visitor, path in new)
            connection.execute(
                """INSERT INTO counter.views AS known (path, day, count)
                   SELECT * FROM unnest(%s::text[], %s::date[], %s::bigint[])
                   ON CONFLICT (path, day) DO UPDATE SET count = known.count + excluded.count""",
                (
                    [row.path for row in rows],
                    [row.day for row in rows],
                    [row.count for row in rows],
                ),
            )
            connection.execute(
                """INSERT INTO counter.online (visitor, day, seen)
                   SELECT visitor, day, now()
                   FROM unnest(%s::bytea[], %s::date[]) AS hit (visitor, day)
                   ON CONFLICT (visitor) DO UPDATE SET day = excluded.day, seen = excluded.seen""",
                ([visitor for visitor, _ in visitors], [day for _, day in visitors]),
            )

    def figure(self, path: str, since: date = date.min, until: date = date.max) -> Figure | None:
        bounds = {"path": path, "since": since, "until": until, "open": until == date.max}
        with self._transaction() as connection:
            count, first = _one(
                connection.execute(
                    """SELECT coalesce(sum(count) FILTER
                                       (WHERE day BETWEEN %(since)s AND %(until)s), 0), min(day)
                       FROM counter.views WHERE path = %(path)s""",
                    bounds,
                )
            )
            start = connection.execute(
                """SELECT count, since FROM counter.start
                   WHERE path = %(path)s AND since >= %(since)s AND %(open)s""",
                bounds,
            ).fetchone()
        if start:
            return Figure(int(count) + start[0], start[1])
        return Figure(int(count), first) if first else None

    def online(self, day: date) -> int:
        with self._transaction() as connection:
            row = connection.execute(
                """SELECT count(*) FROM counter.online
                   WHERE day = %s AND seen > now() - make_interval(secs => %s)""",
                (day, ONLINE),
            )
            return int(_one(row)[0])

    def most_read(self, since: date, until: date, limit: int) -> list[tuple[str, int]]:
        with self._transaction() as connection:
            rows = connection.execute(
                """SELECT path, sum(count)::bigint AS views FROM counter.views
                   WHERE day BETWEEN %s AND %s AND path <> %s
                   GROUP BY path ORDER BY views DESC, path COLLATE "C" LIMIT %s""",
                (since, until, TOTAL, limit),
            ).fetchall()
        return [(path, int(count)) for path, count in rows]

    def daily_views(self) -> Iterator[DailyViews]:
        with self._transaction() as connection, connection.cursor("export") as rows:
            rows.execute(
                'SELECT path, day, count FROM counter.views ORDER BY path COLLATE "C", day'
            )
            for path, day, count in rows:
                yield DailyViews(path, day, count)

    def starts(self) -> list[Start]:
        with self._transaction() as connection:
            rows = connection.execute("SELECT path, count, since FROM counter.start").fetchall()
        return sorted(Start(path, count, since) for path, count, since in rows)

    def set_starts(self, starts: Iterable[Start]) -> None:
        with self._transaction() as connection:
            for start in starts:
                connection.execute(
                    """INSERT INTO counter.start (path, count, since) VALUES (%s, %s, %s)
                       ON CONFLICT (path)
                       DO UPDATE SET count = excluded.count, since = excluded.since""",
                    (start.path, start.count, start.since),
                )

    def load(self, views: Iterable[DailyViews]) -> None:
        with self._transaction() as connection:
            connection.execute("LOCK TABLE counter.views")
            if connection.execute("SELECT 1 FROM counter.views LIMIT 1").fetchone():
                raise StoreError("PostgreSQL đã có số đếm, không chép đè.")
            into = "COPY counter.views (path, day, count) FROM STDIN"
            with connection.cursor().copy(into) as copy:
                for row in views:
                    copy.write_row((row.path, row.day, row.count))

    def close(self) -> None:
        for connection in self._open:
            connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection]:
        """All or nothing. A connection that broke is replaced by the next transaction."""
        try:
            connection: psycopg.Connection | None = getattr(self._threads, "connection", None)
            if connection is None or connection.closed:
                if connection in self._open:
                    self._open.remove(connection)
                connection = psycopg.connect(self._url, connect_timeout=5)
                self._threads.connection = connection
                self._open.append(connection)
            with connection.transaction():
                yield connection
        except psycopg.Error as error:
            raise StoreError(f"PostgreSQL: {error}.") from error


def _one(cursor: psycopg.Cursor[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The row of a query that always gives one."""
    row = cursor.fetchone()
    if row is None:
        raise StoreError("PostgreSQL: câu hỏi không có kết quả.")
    return row
