"""Values kept between builds, each in a file of its own: whole, unaltered and made by this code,
or not at all."""

import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np

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


class Texts:
    """Values of bytes by number, in a file beside. What is put in again is added at the end, so
    that a build that is killed leaves what was there; each value has a checksum."""

    _FILE = "texts.bin"

    def __init__(self, count: int = 0) -> None:
        self._places = np.zeros((count, 3), np.int64)
        """Beginning, length and checksum of each."""

    def kept(
        self, folder: Path, values: Iterable[tuple[int, bytes]], *, anew: bool = False
    ) -> Iterator[tuple[int, bytes]]:
        """The values, once they are written; ``anew``: in the place of all there were."""
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / self._FILE).open("wb" if anew else "ab", 1 << 20)
        try:
            for number, value in values:
                self._places[number] = file.tell(), len(value), crc32(value)
                file.write(value)
                yield number, value
            file.flush()
        finally:
            with suppress(OSError):  # Of what nobody waits for any more, on a disk that is full.
                file.close()

    def read(self, folder: Path, numbers: Iterable[int]) -> list[tuple[int, bytes]] | None:
        """These values, or ``None`` if one is missing or damaged."""
        found: list[tuple[int, bytes]] = []
        try:
            with (folder / self._FILE).open("rb") as file:
                for number in numbers:
                    begin, length, checksum = self._places[number].tolist()
                    file.seek(begin)
                    value = file.read(length)
                    if crc32(value) != checksum:
                        return None
                    found.append((number, value))
        except OSError:
            return None
        return found
