"""What an output depends on, as one short digest.

Values are digested by content, so that equal inputs agree across processes and machines. A value
may carry a ``digest`` attribute that stands for it (an article's body, the image catalogue).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

from portal.core.problem import ThemeError

SIZE = 16
REMEMBERED = 20_000
"""Values whose digest is kept: pages made one after the other share what stands near in time."""

LIBRARIES = (
    "brotli", "feedgen", "fonttools", "jinja2", "markdown", "markupsafe", "nh3", "numpy", "pelican",
    "pillow", "pydantic", "pyromark", "typst", "vl-convert-python",
)  # fmt: skip
"""Distributions whose version can change the bytes of an output."""


class Fingerprints:
    """Digests values; remembers those of frozen dataclasses, which many pages share.

    A value is written as text in which no two values are alike; the text is digested. One object
    serves one build: it keeps what it remembered alive.
    """

    def __init__(self, *seeds: str) -> None:
        self._seed = "\0".join(seeds).encode()
        self._known: dict[int, tuple[Any, str]] = {}
        self._writers: dict[type, Callable[[Any], str]] = {
            tuple: self._sequence, list: self._sequence,
            bool: _plain, int: _plain, type(None): _plain,
        }  # fmt: skip

    def of(self, *values: Any) -> str:
        """The fingerprint of an output made from ``values``."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        hasher = blake2b(self._seed, digest_size=SIZE)
        hasher.update("".join(map(self._text, values)).encode("utf-8", "surrogatepass"))
        return hasher.hexdigest()

    def _text(self, value: Any) -> str:
        kind = type(value)
        if kind is str:
            return f"s{len(value)}:{value}"
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        write = self._writers.get(kind)
        if write is None:
            write = self._writers[kind] = self._writer(value)
        return write(value)

    def _writer(self, value: Any) -> Callable[[Any], str]:
        """How values of the type of ``value`` are written."""
        name = type(value).__name__
        if isinstance(getattr(value, "digest", None), str):
            return lambda value: f"d{name}:{value.digest};"
        if is_dataclass(value):
            return partial(self._dataclass, name, tuple(field.name for field in fields(value)))
        if isinstance(value, Enum):
            return lambda value: f"e{self._text(value.value)}"
        if isinstance(value, str):
            return lambda value: self._text(str.__str__(value))
        if isinstance(value, datetime | date):
            return lambda value: f"t{value.isoformat()};"
        if isinstance(value, Mapping):
            return lambda value: f"{{{''.join(map(self._text, chain(*value.items())))}}}"
        if isinstance(value, tuple):
            return lambda value: name + self._sequence(value)
        if isinstance(value, bytes):
            return lambda value: f"b{value.hex()};"
        if isinstance(value, Decimal | float):
            return lambda value: f"n{value!r};"
        if isinstance(value, frozenset | set):
            return lambda value: f"f{''.join(sorted(map(self._text, value)))};"
        if callable(value) and hasattr(value, "__qualname__"):
            return lambda value: f"c{value.__module__}.{value.__qualname__};"
        raise TypeError(f"an output's input cannot be fingerprinted: {name}")

    def _sequence(self, value: Sequence[Any]) -> str:
        return f"({''.join(map(self._text, value))})"

    def _dataclass(self, name: str, names: tuple[str, ...], value: Any) -> str:
        inner = "".join([self._text(getattr(value, name)) for name in names])
        text = "o" + _short(f"{name}({inner}")
        # Holding the value keeps its id from being given to another one.
        self._known[id(value)] = (value, text)
        return text


def _plain(value: Any) -> str:
    return f"{value!r};"


def _short(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest()


def code_version(*places: Path) -> str:
    """Digest of the Python code in ``places``, folders or files, and of the libraries it calls."""
    hasher = blake2b(digest_size=SIZE)
    for place in places:
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            name = path.relative_to(place.parent).as_posix()
            hasher.update(f"{name}\0".encode() + path.read_bytes())
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
                raise ThemeError(
                    f"{current}: «{dynamic[0]}» không ghi rõ tên khuôn → viết tên trong ngoặc kép"
                )
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
                raise ThemeError(
                    f"không có khuôn {name} → sửa tên hoặc thêm tệp vào thư mục templates"
                )
        return self._texts[name]
