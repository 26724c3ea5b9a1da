"""The three stores, on real servers, and the service on each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from counter_servers import Service, postgresql_server, redis_server

from counter.store import Store
from counter.stores import open_store
from counter.stores.postgresql import PostgreSQLStore
from counter.stores.redis import RedisStore


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with redis_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "redis", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "counter.sqlite")
    url: str = request.getfixturevalue(f"{request.param}_url")
    empty(url)
    return url


@pytest.fixture(params=["redis", "postgresql"])
def shared_url(request: pytest.FixtureRequest) -> str:
    """An empty store of each kind that several processes may share."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    empty(url)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()


def empty(url: str) -> None:
    """Forget everything that earlier tests left on a server."""
    opened = open_store(url)
    if isinstance(opened, RedisStore):
        opened._redis.flushall()
    elif isinstance(opened, PostgreSQLStore):
        with opened._transaction() as connection:
            connection.execute("DROP SCHEMA counter CASCADE")
    opened.close()


Start = Callable[..., Service]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """``start(store, *options)`` runs the service; it is killed after the test."""
    services: list[Service] = []

    def run(store: str, *options: str, port: int = 0) -> Service:
        service = Service(tmp_path, store, "--trusted-proxy", "127.0.0.1", *options, port=port)
        services.append(service)
        return service

    yield run
    for service in services:
        service.kill()
