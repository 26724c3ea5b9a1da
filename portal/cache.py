"""Files of the cache: whole, or not there at all, for whoever reads meanwhile."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def keep(path: Path, data: bytes) -> None:
    """Write a cache file so that no reader, in any process, ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    os.replace(file.name, path)
