"""Where counts are kept: one file (SQLite), or a server that several processes share."""

import pkgutil

from counter.store import Store, StoreError

_BY_SCHEME = {
    "": "counter.stores.sqlite:SQLiteStore",
    "redis": "counter.stores.redis:RedisStore",
    "rediss": "counter.stores.redis:RedisStore",
    "unix": "counter.stores.redis:RedisStore",
    "postgresql": "counter.stores.postgresql:PostgreSQLStore",
}


def open_store(url: str) -> Store:
    """The store that ``url`` names: a file's name, or the address of a server.

    A server's client library is imported only if it is used. Raises :class:`StoreError` if the
    store cannot be opened.
    """
    scheme, separator, _ = url.partition("://")
    name = _BY_SCHEME.get(scheme if separator else "")
    if name is None:
        raise StoreError(
            f"Không có kho số đếm loại “{scheme}”. Dùng tên tệp, redis://… hoặc postgresql://…."
        )
    store: Store = pkgutil.resolve_name(name)(url)
    return store
