"""Files that come many at once, as the preview gives them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from portal.core.output import Bundle, File, Output
from portal.preview.session import Engine, Session

made: list[str] = []


def shards(workspace: Path, name: str) -> Iterator[tuple[str, bytes]]:
    made.append(name)
    assert workspace.is_dir()
    yield f"{name}/0.bin", name.encode()
    yield f"{name}/1.bin", b"1"


def one(text: str) -> bytes:
    return text.encode()


class Fake:
    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def refresh(self) -> None:
        made.clear()

    def locate(self, path: str) -> None:
        return None

    def outputs(self) -> Iterable[Output]:
        return [
            File("a.txt", one, ("a",)),
            Bundle("x", shards, ("x",)),
            Bundle("y", shards, ("y",)),
        ]


def test_a_bundle_is_made_once_and_only_when_one_of_its_files_may_be_asked_for(
    tmp_path: Path,
) -> None:
    session = Session(cast(Engine, cast(Any, Fake(tmp_path))))
    session.start()
    assert session.get("a.txt") == b"a"
    assert made == []
    assert session.get("x/0.bin") == b"x"
    assert session.get("x/1.bin") == b"1"
    assert made == ["x"]
    assert session.get("y/0.bin") == b"y"
    assert session.get("z/0.bin") is None
    assert made == ["x", "y"]
    session.redeclared()
    assert session.get("x/0.bin") == b"x"
    assert made == ["x"]
