"""The service as an ASGI application: GoatCounter's API, and what it lacks.

=========================  ======================================================================
``POST /count?p=PATH``     count a view; answered when it is stored. 200 counted, 202 ignored (a
                           bot, Do Not Track), 400, 403 foreign origin, 404 no page of the site,
                           429 too many, 503 cannot be stored now
``GET /counter/PATH.json`` ``{"count": "1.234", "count_unique": "1.234", "since": "2021-01-26"}``
                           or 404; ``?start=`` and ``?end=`` (days, inclusive) limit it
``…/TOTAL.json``           the same of all pages, and ``today``, ``week``, ``online``
``…/MOST-READ.json``       the articles read most in seven days: ``path``, ``title``, ``count``
``GET /health``            200 if hits can be stored and figures read, otherwise 503
=========================  ======================================================================

Nothing that identifies a reader is logged; requests are not logged at all.
"""

import asyncio
import logging
import math
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from hashlib import blake2b
from urllib.parse import urlsplit

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from counter.bots import is_reader
from counter.commits import GroupCommit, QueueFullError
from counter.days import Clock, monday
from counter.paths import AcceptedPaths
from counter.settings import Settings
from counter.store import Store, StoreError
from counter.visitors import KEY_LENGTH, network, visitor
from counter.visits import TOTAL, Figure, Hit
from portal.core.vietnamese import format_number

UPKEEP = 20.0
"""Seconds between looks at the list of paths and at what must be destroyed."""

_MOST_READ = 5
_MOST_READ_DAYS = 7
_PERIODS = {"week": 7, "month": 30, "year": 365}  # days, as GoatCounter has them
_RANKING_AGE = 60.0
"""Seconds for which the ranking is given out unchanged."""
_UNHEALTHY = 60.0
"""Seconds for which a failure of the store shows in /health."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_log = logging.getLogger("counter")


class Service:
    """The service's state and its answers."""

    def __init__(
        self, settings: Settings, store: Store, paths: AcceptedPaths, clock: Clock
    ) -> None:
        self._settings = settings
        self._store = store
        self._paths = paths
        self._clock = clock
        self._key = b""
        self._key_day: date | None = None
        self._secret = secrets.token_bytes(KEY_LENGTH)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._hits = RateLimitItemPerMinute(settings.hits_per_minute, namespace="hits")
        self._reads = RateLimitItemPerMinute(settings.reads_per_minute, namespace="reads")
        self._ranking: tuple[float, dict[str, object]] = (-math.inf, {})
        self._failed_at = -math.inf
        self._warned = False
        self._commits: GroupCommit

    @asynccontextmanager
    async def run(self, app: Starlette) -> AsyncIterator[None]:
        """Commit hits and keep house while the application runs."""
        self._commits = GroupCommit(self._store.record, self._settings.queue)
        upkeep = asyncio.create_task(self._keep_house())
        try:
            yield
        finally:
            upkeep.cancel()
            await self._commits.close()
            await asyncio.to_thread(self._store.close)

    async def count(self, request: Request) -> Response:
        """Count a view."""
        headers = request.headers
        if request.method == "HEAD":
            return _refuse(405, "GET or POST")
        origin = headers.get("origin") or _origin(headers.get("referer", ""))
        if origin not in self._settings.origins:
            return _refuse(403, "foreign origin")
        address = network(request.client.host if request.client else "")
        if not self._within(self._hits, address):
            return _refuse(429, "too many hits", retry_after=60)
        self._warn_of_proxy(headers)
        asked = request.query_params.get("p", "")
        if not 0 < len(asked) <= 2048:
            return _refuse(400, "p is missing or too long")
        path = self._paths.find(asked)
        if path is None:
            return _refuse(404, "no page of this site")
        if not is_reader(headers):
            return PlainTextResponse("ignored", 202, _HEADERS)
        try:
            day = self._clock.today()
            key = self._key if day == self._key_day else await self._begin(day)
            name = visitor(key, address, headers.get("user-agent", "").encode("latin-1"))
            await self._commits.commit(Hit(path, name, day))
        except QueueFullError:
            return _refuse(503, "too busy", retry_after=5)
        except StoreError as error:
            self._fail(error)
            return _refuse(503, "cannot store", retry_after=30)
        self._failed_at = -math.inf
        return PlainTextResponse("counted", 200, _HEADERS)

    async def counter(self, request: Request) -> Response:
        """Give a figure."""
        address = network(request.client.host if request.client else "")
        if not self._within(self._reads, address):
            return _refuse(429, "too many requests", retry_after=60)
        name, dot, extension = request.path_params["name"].rpartition(".")
        if dot + extension != ".json":
            return _refuse(400, "only .json")
        query = request.query_params
        try:
            since = self._day(query["start"]) if query.get("start") else date.min
            until = self._day(query["end"]) if query.get("end") else date.max
        except ValueError:
            return _refuse(400, "start and end are days: 2021-01-26")
        try:
            if name == "MOST-READ":
                return _json(await self._most_read())
            if name == TOTAL:
                return _json(await asyncio.to_thread(self._total, since, until))
            path = self._paths.find(name)
            if path is None:
                return _json({"error": "unknown path"}, 404)
            figure = await asyncio.to_thread(self._store.figure, path, since, until)
            return _json(_shape(figure)) if figure else _json({"error": "no visit yet"}, 404)
        except StoreError as error:
            self._fail(error)
            return _refuse(503, "cannot read", retry_after=30)

    async def health(self, request: Request) -> Response:
        """Say whether the service does its work."""
        healthy = time.monotonic() - self._failed_at > _UNHEALTHY
        try:
            await asyncio.to_thread(self._store.figure, TOTAL)
        except StoreError as error:
            healthy = False
            self._fail(error)
        answer = {"status": "ok" if healthy else "failing", "paths": len(self._paths.titles)}
        return JSONResponse(answer, 200 if healthy else 503, _HEADERS)

    async def _begin(self, day: date) -> bytes:
        self._key = await asyncio.to_thread(self._store.day_key, day)
        self._key_day = day
        return self._key

    async def _tidy(self) -> None:
        await asyncio.to_thread(self._paths.refresh)
        day = self._clock.today()
        if day != self._key_day:
            self._key, self._key_day = b"", None
        await asyncio.to_thread(self._store.expire, day)

    async def _keep_house(self) -> None:
        while True:
            try:
                await self._tidy()
            except StoreError as error:
                self._fail(error)
            except Exception:  # Nobody would take this task up again, and keys would outlive a day.
                _log.exception("Việc dọn dẹp định kỳ gặp lỗi.")
            await asyncio.sleep(UPKEEP)

    def _within(self, limit: RateLimitItemPerMinute, address: str) -> bool:
        # The limiter remembers its keys for a minute; they are no addresses either.
        name = blake2b(address.encode(), key=self._secret, digest_size=16).hexdigest()
        return self._limiter.hit(limit, name)

    def _total(self, since: date, until: date) -> dict[str, str]:
        today = self._clock.today()

        def count(since: date, until: date) -> str:
            figure = self._store.figure(TOTAL, since, until)
            return format_number(figure.count if figure else 0)

        answer = _shape(self._store.figure(TOTAL, since, until) or Figure(0, today))
        if (since, until) == (date.min, date.max):
            answer["today"] = count(today, today)
            answer["week"] = count(monday(today), today)
            answer["online"] = format_number(self._store.online(today))
        return answer

    async def _most_read(self) -> dict[str, object]:
        made_at, ranking = self._ranking
        if time.monotonic() - made_at > _RANKING_AGE:
            today = self._clock.today()
            since = today - timedelta(days=_MOST_READ_DAYS - 1)
            titles = self._paths.titles
            # Lists and standing pages are visited too; they are left out after the question.
            ranks = await asyncio.to_thread(self._store.most_read, since, today, 200)
            pages = [
                {"path": path, "title": titles[path], "count": format_number(count)}
                for path, count in ranks
                if titles.get(path)
            ]
            ranking = {"since": since.isoformat(), "pages": pages[:_MOST_READ]}
            self._ranking = (time.monotonic(), ranking)
        return ranking

    def _day(self, text: str) -> date:
        if text in _PERIODS:
            return self._clock.today() - timedelta(days=_PERIODS[text])
        return date.fromisoformat(text)

    def _fail(self, error: StoreError) -> None:
        now = time.monotonic()
        if now - self._failed_at > 1:  # a full disk fails every hit: once a second is enough
            _log.error("%s", error)
        self._failed_at = now

    def _warn_of_proxy(self, headers: Headers) -> None:
        if not self._settings.trusted_proxies and not self._warned and "x-forwarded-for" in headers:
            self._warned = True
            _log.warning(
                "Có X-Forwarded-For nhưng chưa khai máy chủ trung gian nào: mọi người đọc qua nó"
                " bị coi là một. Thêm --trusted-proxy với địa chỉ của máy chủ trung gian."
            )


def create_app(settings: Settings, store: Store, paths: AcceptedPaths, clock: Clock) -> Starlette:
    """The application. It closes ``store`` when it ends."""
    service = Service(settings, store, paths, clock)
    middleware = [
        Middleware(CORSMiddleware, allow_origins=settings.origins, allow_methods=("GET", "POST"))
    ]
    if settings.trusted_proxies:
        proxies = list(settings.trusted_proxies)
        middleware.insert(0, Middleware(ProxyHeadersMiddleware, trusted_hosts=proxies))
    return Starlette(
        routes=[
            Route("/count", service.count, methods=["GET", "POST"]),
            Route("/counter/{name:path}", service.counter),
            Route("/health", service.health),
        ],
        middleware=middleware,
        lifespan=service.run,
    )


def _shape(figure: Figure) -> dict[str, str]:
    count = format_number(figure.count)
    return {"count": count, "count_unique": count, "since": figure.since.isoformat()}


def _json(answer: object, status: int = 200) -> JSONResponse:
    return JSONResponse(answer, status, _HEADERS)


def _refuse(status: int, reason: str, *, retry_after: int = 0) -> Response:
    wait = {"Retry-After": str(retry_after)} if retry_after else {}
    return PlainTextResponse(reason, status, _HEADERS | wait)


def _origin(referer: str) -> str:
    try:
        parts = urlsplit(referer)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
