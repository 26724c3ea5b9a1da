"""Values kept between builds, each in a file of its own: whole and unaltered, or not at all."""

import pickle
from hashlib import blake2b
from pathlib import Path
from typing import Any

_CHECK = 32


def load(path: Path, kind: type[Any]) -> Any:
    """What :func:`save` wrote, or ``None`` if it is missing or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if blake2b(data[_CHECK:], digest_size=_CHECK).digest() != data[:_CHECK]:
        return None
    value = pickle.loads(data[_CHECK:])
    return value if isinstance(value, kind) else None


def save(path: Path, value: Any) -> None:
    data = pickle.dumps(value, protocol=5)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(blake2b(data, digest_size=_CHECK).digest() + data)
