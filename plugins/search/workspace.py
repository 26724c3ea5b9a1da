"""Values kept between builds, each in a file of its own: whole and unaltered, or not at all."""

import pickle
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any, BinaryIO

_CHECK = 32


def load(path: Path, kind: type[Any]) -> Any:
    """What :func:`save` wrote, or ``None`` if it is missing or damaged."""
    try:
        with path.open("rb") as file:
            expected = file.read(_CHECK)
            if file_digest(file, _digest).digest() != expected:
                return None
            file.seek(_CHECK)
            value = pickle.load(file)
    except OSError:
        return None
    return value if isinstance(value, kind) else None


def save(path: Path, value: Any) -> None:
    """Writes ``value`` with a digest before it, without a copy of it in memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(bytes(_CHECK))
        hashing = _Hashing(file)
        pickle.dump(value, hashing, protocol=5)
        file.seek(0)
        file.write(hashing.hasher.digest())


def _digest() -> Any:
    return blake2b(digest_size=_CHECK)


class _Hashing:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hasher = _digest()

    def write(self, data: bytes) -> int:
        self.hasher.update(data)
        return self._file.write(data)
