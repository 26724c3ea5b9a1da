"""Files of the cache: whole, or not there at all, for whoever reads meanwhile."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def keep(path: Path, data: bytes) -> None:
    """Write a cache file so that no reader, in any process, ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # Else a power cut may leave the name with nothing behind it.
    os.chmod(file.name, 0o644)  # Another user of the machine may build, too.
    os.replace(file.name, path)
