"""What an output depends on, as one short digest.

Values are digested by content, so that equal inputs agree across processes and machines. A value
may carry a ``digest`` attribute that stands for it (an article's body, the image catalogue).
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

SIZE = 16
REMEMBERED = 20_000
"""Values whose digest is kept: pages made one after the other share what stands near in time."""

LIBRARIES = (
    "brotli", "feedgen", "fonttools", "jinja2", "markdown", "nh3", "pelican", "pillow", "pydantic",
    "pyromark", "typst", "vl-convert-python",
)  # fmt: skip
"""Distributions whose version can change the bytes of an output."""


class Fingerprints:
    """Digests values; remembers those of frozen dataclasses, which many pages share.

    One object serves one build: it keeps what it remembered alive.
    """

    def __init__(self, *seeds: str) -> None:
        self._seed = "\0".join(seeds).encode()
        self._known: dict[int, tuple[Any, bytes]] = {}
        self._fields: dict[type, tuple[str, ...] | None] = {}

    def of(self, *values: Any) -> str:
        """The fingerprint of an output made from ``values``."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        hasher = blake2b(self._seed, digest_size=SIZE)
        for value in values:
            hasher.update(self._bytes(value))
        return hasher.hexdigest()

    def _bytes(self, value: Any) -> bytes:
        kind = type(value)
        if kind is str:
            text: str = value
            return b"s%d:" % len(text) + text.encode("utf-8", "surrogatepass")
        if value is None or kind is bool or kind is int:
            return b"%s;" % repr(value).encode()
        if kind is tuple or kind is list:
            return b"(" + b"".join([self._bytes(item) for item in value]) + b")"
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        return self._complex(value, kind)

    def _complex(self, value: Any, kind: type) -> bytes:
        digest = getattr(value, "digest", None)
        if isinstance(digest, str):
            return b"d" + kind.__name__.encode() + b":" + digest.encode() + b";"
        if is_dataclass(value):
            names = self._fields.get(kind)
            if names is None:
                names = self._fields[kind] = tuple(field.name for field in fields(value))
            inner = b"".join([self._bytes(getattr(value, name)) for name in names])
            result = (
                b"o" + blake2b(kind.__name__.encode() + b"(" + inner, digest_size=SIZE).digest()
            )
            # Holding the value keeps its id from being given to another one.
            self._known[id(value)] = (value, result)
            return result
        if isinstance(value, Enum):
            return b"e" + self._bytes(value.value)
        if isinstance(value, str):
            return self._bytes(str.__str__(value))
        if isinstance(value, datetime | date):
            return b"t" + value.isoformat().encode() + b";"
        if isinstance(value, Mapping):
            return (
                b"{"
                + b"".join([self._bytes(key) + self._bytes(item) for key, item in value.items()])
                + b"}"
            )
        if isinstance(value, bytes):
            return b"b%d:" % len(value) + value
        if isinstance(value, Decimal | float):
            return b"n" + repr(value).encode() + b";"
        if isinstance(value, frozenset | set):
            return b"f" + b"".join(sorted(self._bytes(item) for item in value)) + b";"
        if callable(value) and hasattr(value, "__qualname__"):
            return f"c{value.__module__}.{value.__qualname__};".encode()
        raise TypeError(f"an output's input cannot be fingerprinted: {kind.__name__}")


def code_version(*folders: Path) -> str:
    """Digest of the Python code in ``folders`` and of the libraries it calls."""
    hasher = blake2b(digest_size=SIZE)
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            hasher.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for name in LIBRARIES:
        hasher.update(f"{name}={version(name)}\0".encode())
    return hasher.hexdigest()


_REFERENCE = re.compile(
    r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']|fragment\(\s*["']([^"']+)["']"""
)
_DYNAMIC = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+(?!\s*[\"'])\S+")


class TemplateDigests:
    """For each template a digest of itself and of all it extends, includes, imports, embeds."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._texts: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def of(self, name: str) -> str:
        if name not in self._digests:
            hasher = blake2b(digest_size=SIZE)
            for part in sorted(self._closure(name)):
                hasher.update(f"{part}\0{self._text(part)}\0".encode())
            self._digests[name] = hasher.hexdigest()
        return self._digests[name]

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in found:
                continue
            found.add(current)
            text = self._text(current)
            if dynamic := _DYNAMIC.search(text):
                raise ValueError(f"{current}: {dynamic[0]!r} must name its template by a literal")
            waiting += [a or b for a, b in _REFERENCE.findall(text)]
        return found

    def _text(self, name: str) -> str:
        if name not in self._texts:
            for folder in self._folders:
                path = folder / name
                if path.is_file():
                    self._texts[name] = path.read_text(encoding="utf-8")
                    break
            else:
                raise FileNotFoundError(f"template {name!r} is in none of {self._folders}")
        return self._texts[name]
