"""Large mappings of which a few items change: what a preview keeps between two saves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")

MANY = 1000
"""Changes from which on they are put into a mapping of their own."""
_GONE: Any = object()


class Overlay(Mapping[str, Value]):
    """A mapping behind some changes, which it is as quick to make as they are few."""

    def __init__(self, base: Mapping[str, Value], changes: Mapping[str, Value]) -> None:
        self.base = base
        self.changes = changes

    def __getitem__(self, key: str) -> Value:
        value = self.changes.get(key, self)
        if value is self:
            return self.base[key]
        if value is _GONE:
            raise KeyError(key)
        return value  # type: ignore[return-value]

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self.base if key not in self.changes)
        yield from (key for key, value in self.changes.items() if value is not _GONE)

    def __len__(self) -> int:
        hidden = sum(key in self.base for key in self.changes)
        return len(self.base) - hidden + sum(it is not _GONE for it in self.changes.values())


def exchanged(
    known: Mapping[str, Value], left: Iterable[str], came: Mapping[str, Value]
) -> Mapping[str, Value]:
    """``known`` without some keys and with other items; ``known`` itself stays."""
    base, changes = (known.base, known.changes) if isinstance(known, Overlay) else (known, {})
    overlay = Overlay(base, {**changes, **dict.fromkeys(left, _GONE), **came})
    return overlay if len(overlay.changes) < MANY else dict(overlay)
