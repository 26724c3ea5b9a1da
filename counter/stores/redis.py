"""Redis or Valkey, shared by any number of service processes.

Each batch is one script, which the server runs alone and logs whole: two processes count
together exactly. How durable an answer is depends on the server: ``appendonly yes`` and
``appendfsync always`` make it as durable as the SQLite store; :meth:`RedisStore.claim` warns
where they are not set.

Keys, below the prefix ``cong-tin:``

=====================  ==========================================================================
``views``              hash: page → visits in all
``days``               set of the days on which anything was counted
``day:2026-11-22``     sorted set: page → visits of the day
``first``              hash: page → first day counted
``start``              hash: page → ``count since``
``key:2026-11-22``     the day's random key; ends with the day
``visit:…``            a visitor was counted on a page; ends after half an hour
``online:2026-11-22``  sorted set: visitor → last seen; ends after five minutes
=====================  ==========================================================================
"""

import logging
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from redis import Redis, RedisError

from counter.days import midnight_after
from counter.store import StoreError
from counter.visitors import KEY_LENGTH
from counter.visits import ONLINE, TOTAL, VISIT, DailyViews, Figure, Hit, Start

_PREFIX = "cong-tin:"
_RECORD = f"""
local prefix, now = KEYS[1], tonumber(redis.call('TIME')[1])
for i = 1, #ARGV, 3 do
  local path, visitor, day = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  redis.call('ZADD', prefix .. 'online:' .. day, now, visitor)
  redis.call('EXPIRE', prefix .. 'online:' .. day, {ONLINE})
  if redis.call('SET', prefix .. 'visit:' .. visitor .. path, 1, 'NX', 'EX', {VISIT}) then
    for _, page in ipairs({{path, '{TOTAL}'}}) do
      redis.call('ZINCRBY', prefix .. 'day:' .. day, 1, page)
      redis.call('HINCRBY', prefix .. 'views', page, 1)
      redis.call('HSETNX', prefix .. 'first', page, day)
    end
    redis.call('SADD', prefix .. 'days', day)
  end
end
"""
_log = logging.getLogger("counter")


class RedisStore:
    """Raises :class:`StoreError` if the server at ``url`` does not answer."""

    def __init__(self, url: str, prefix: str = _PREFIX) -> None:
        self._prefix = prefix
        with _errors():
            # A broken connection fails the batch; the next one opens another.
            self._redis = Redis.from_url(url, socket_timeout=10, socket_connect_timeout=5)
            self._record = self._redis.register_script(_RECORD)
            self._redis.ping()

    def claim(self) -> None:
        with _errors():
            durability = self._redis.info("persistence")
            settings = self._redis.config_get("appendfsync", "maxmemory-policy")
        if not durability.get("aof_enabled") or settings.get("appendfsync") != "always":
            _log.warning(
                "Redis chưa ghi từng lần đếm xuống đĩa: mất điện có thể mất vài lượt đã đếm."
                " Đặt appendonly yes và appendfsync always."
            )
        if settings.get("maxmemory-policy", "noeviction") != "noeviction":
            _log.warning(
                "Redis có thể tự xóa số đếm khi đầy bộ nhớ. Đặt maxmemory-policy noeviction."
            )

    def day_key(self, day: date) -> bytes:
        name = self._name(f"key:{day}")
        seconds = max(1, int(midnight_after(day) - time.time()))
        with _errors():
            self._redis.set(name, secrets.token_hex(KEY_LENGTH), nx=True, ex=seconds)
            key = self._redis.get(name)
        if key is None:
            raise StoreError("Redis: khóa của ngày vừa hết hạn.")
        return bytes.fromhex(_text(key))

    def expire(self, day: date) -> None:
        """The server itself ends what has a time to live."""

    def record(self, hits: Sequence[Hit]) -> None:
        arguments: list[bytes | str] = []
        for hit in hits:
            arguments += (hit.path, hit.visitor, str(hit.day))
        with _errors():
            self._record(keys=[self._prefix], args=arguments)

    def figure(self, path: str, since: date = date.min, until: date = date.max) -> Figure | None:
        with _errors():
            total, first, start = (
                self._redis.hget(self._name(name), path) for name in ("views", "first", "start")
            )
            if (since, until) == (date.min, date.max):
                count = int(total or 0)
            else:
                count = sum(self._counts(path, self._days(since, until)))
        if start:
            before, _, covered = _text(start).partition(" ")
            day = date.fromisoformat(covered)
            if since <= day and until == date.max:
                return Figure(count + int(before), day)
        return Figure(count, date.fromisoformat(_text(first))) if first else None

    def online(self, day: date) -> int:
        with _errors():
            seconds, _ = self._redis.time()
            return self._redis.zcount(self._name(f"online:{day}"), seconds - ONLINE + 1, "+inf")

    def most_read(self, since: date, until: date, limit: int) -> list[tuple[str, int]]:
        with _errors():
            days = [self._name(f"day:{day}") for day in self._days(since, until)]
            pages = _pairs(self._redis.zunion(days, withscores=True)) if days else []
        pages.sort(key=lambda page: (-page[1], page[0]))
        return [page for page in pages if page[0] != TOTAL][:limit]

    def daily_views(self) -> Iterator[DailyViews]:
        with _errors():
            for day in self._days():
                name = self._name(f"day:{day}")
                for path, count in _pairs(self._redis.zrange(name, 0, -1, withscores=True)):
                    yield DailyViews(path, day, count)

    def starts(self) -> list[Start]:
        with _errors():
            found = self._redis.hgetall(self._name("start"))
        starts = []
        for path, value in found.items():
            count, _, since = _text(value).partition(" ")
            starts.append(Start(_text(path), int(count), date.fromisoformat(since)))
        return sorted(starts)

    def set_starts(self, starts: Iterable[Start]) -> None:
        with _errors(), self._redis.pipeline(transaction=True) as batch:
            for start in starts:
                batch.hset(self._name("start"), start.path, f"{start.count} {start.since}")
            batch.execute()

    def load(self, views: Iterable[DailyViews]) -> None:
        with _errors():
            if self._redis.exists(self._name("days")):
                raise StoreError("Redis đã có số đếm, không chép đè.")
            with self._redis.pipeline(transaction=True) as batch:
                for row in sorted(views, key=lambda row: row.day):
                    batch.zincrby(self._name(f"day:{row.day}"), row.count, row.path)
                    batch.hincrby(self._name("views"), row.path, row.count)
                    batch.hsetnx(self._name("first"), row.path, str(row.day))
                    batch.sadd(self._name("days"), str(row.day))
                batch.execute()

    def close(self) -> None:
        self._redis.close()

    def _name(self, name: str) -> str:
        return self._prefix + name

    def _days(self, since: date = date.min, until: date = date.max) -> list[date]:
        """The days counted, within the bounds."""
        members = self._redis.smembers(self._name("days"))
        days = sorted(date.fromisoformat(_text(day)) for day in members)
        return [day for day in days if since <= day <= until]

    def _counts(self, path: str, days: Iterable[date]) -> Iterator[int]:
        with self._redis.pipeline(transaction=False) as batch:
            for day in days:
                batch.zscore(self._name(f"day:{day}"), path)
            for score in batch.execute():
                yield int(score or 0)


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise StoreError(f"Redis: {error}.") from error


def _text(value: object) -> str:
    """What the server answers is bytes or text, as the connection says."""
    return str(value, "utf-8") if isinstance(value, bytes) else str(value)


def _pairs(answer: Iterable[Any]) -> list[tuple[str, int]]:
    """Members and whole scores."""
    return [(_text(member), int(score)) for member, score in answer]
