"""Arrays that wait on the disk while others are made."""

from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_SMALL = 1 << 20
"""Bytes up to which no file is made."""


class Spilled:
    """An array that was put aside; a slice of it is an array again."""

    def __init__(self, spill: "Spill", begin: int, array: Array) -> None:
        self._spill = spill
        self._begin = begin
        self._length = len(array)
        self._type = array.dtype

    def __getitem__(self, part: slice) -> Array:
        begin, end, _ = part.indices(self._length)
        size = self._type.itemsize
        data = self._spill.read(self._begin + begin * size, max(0, end - begin) * size)
        return np.frombuffer(data, self._type)


class Spill:
    """A file without a name in ``folder``; what is small stays in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._file = SpooledTemporaryFile(_SMALL, dir=str(folder) if folder else None)  # noqa: SIM115 (see __exit__)
        self._end = 0

    def put(self, array: Array) -> Spilled:
        begin = self._end
        self._file.seek(begin)
        self._end += self._file.write(np.ascontiguousarray(array).data)
        return Spilled(self, begin, array)

    def read(self, begin: int, size: int) -> bytes:
        self._file.seek(begin)
        return self._file.read(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
