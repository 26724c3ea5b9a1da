"""What the cache gives back is what was put in, or nothing."""

import errno
import os
import stat
from pathlib import Path

import pytest

from portal.cache import keep, kept


def test_what_was_kept_comes_back_and_others_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a/b.png"
    assert kept(path) is None
    for data in (b"one", b"another", b""):
        keep(path, data)
        assert kept(path) == data
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize("damage", [b"", b"o", b"onE", None])
def test_what_was_damaged_is_as_gone(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "b.png"
    keep(path, b"one")
    if damage is None:
        path.with_name("b.png.crc").unlink()
    else:
        path.write_bytes(damage)
    assert kept(path) is None
    keep(path, b"one")
    assert kept(path) == b"one"


def test_what_could_not_be_kept_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk every build would add to what fills it."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        keep(tmp_path / "b.png", b"one")
    assert list(tmp_path.iterdir()) == []
