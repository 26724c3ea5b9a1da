"""Values kept between builds, each in a file of its own: whole, unaltered and made by this code,
or not at all."""

import pickle
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

_CHECK = 4


@cache
def code() -> int:
    """Checksum of this plugin's code, where every other checksum begins."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return crc32(b"\0".join(path.read_bytes() for path in sources))


def load(path: Path, kind: type[Any]) -> Any:
    """What :func:`save` wrote, or ``None`` if it is missing, damaged or of other code."""
    try:
        with (
            path.open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as data,
            memoryview(data) as view,
            view[_CHECK:] as content,
        ):
            if crc32(content, code()) != int.from_bytes(view[:_CHECK], "little"):
                return None
            value = pickle.loads(content)
    except (OSError, ValueError):  # An empty file cannot be mapped.
        return None
    return value if isinstance(value, kind) else None


def save(path: Path, value: Any) -> None:
    """Writes ``value`` with a checksum before it, without a copy of it in memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(bytes(_CHECK))
        summing = _Summing(file)
        pickle.dump(value, summing, protocol=5)
        file.seek(0)
        file.write(summing.sum.to_bytes(_CHECK, "little"))


class _Summing:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.sum = code()

    def write(self, data: bytes) -> int:
        self.sum = crc32(data, self.sum)
        return self._file.write(data)
