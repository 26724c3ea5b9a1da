"""Files of the cache: whole and as they were written, or not there at all."""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


def keep(path: Path, data: bytes) -> None:
    """Write a cache file so that no reader, in any process, ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(_sum_of(path), _checksum(data))  # First: without the file it says nothing.
    _replace(path, data)


def kept(path: Path) -> bytes | None:
    """What :func:`keep` wrote there; ``None`` where that is gone or is something else by now, after
    a power cut, say."""
    try:
        data, checksum = path.read_bytes(), _sum_of(path).read_bytes()
    except OSError:
        return None
    return data if checksum == _checksum(data) else None


def _sum_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.crc")


def _checksum(data: bytes) -> bytes:
    return b"%08x" % zlib.crc32(data)


def _replace(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        name = file.name
        try:
            file.write(data)
            file.close()
            os.chmod(name, 0o644)  # Another user of the machine may build, too.
            os.replace(name, path)
        except BaseException:  # A full disk must not be filled with what came of it.
            with suppress(OSError):
                file.close()
            os.unlink(name)
            raise
