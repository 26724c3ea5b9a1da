"""A disk without room is nothing unexpected."""

import errno

import pytest

from portal.cli import app


def test_a_full_disk_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(meant: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(app, "make_app", fill)
    assert app.run(["build"]) == 1
    assert "đĩa đầy" in capsys.readouterr().err
