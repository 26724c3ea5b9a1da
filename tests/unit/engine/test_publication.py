"""The output folder: the old tree or the new one, never a mixture, and nothing touched in vain."""

import errno
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from portal.engine import publication
from portal.engine.publication import (
    MARK,
    Origin,
    OutputError,
    Publication,
    State,
    mark,
    write_file,
)


def publish(output: Path, files: dict[str, bytes]) -> None:
    """Publish exactly ``files``, writing those whose bytes are new."""
    with Publication(output) as publication:
        before = publication.state
        missing = publication.missing()
        kept = {
            path: written
            for path, written in before.files.items()
            if path in files and path not in missing and (output / path).read_bytes() == files[path]
        }
        publication.prepare_spare(before.files.keys() - missing)
        new = {
            path: write_file(str(publication.spare), path, data)
            for path, data in files.items()
            if path not in kept
        }
        state = State({**kept, **new}, {path: Origin("x", (path,), "") for path in files})
        publication.publish(state, {*new, *(before.files.keys() - files.keys())})


def content(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


EDITIONS = [
    {"index.html": b"1", "a/index.html": b"a", "b/index.html": b"b"},
    {"index.html": b"2", "a/index.html": b"a", "c/index.html": b"c"},
    {"index.html": b"2", "a/index.html": b"A", "c/index.html": b"c", "b": b"a file now"},
    {"index.html": b"3", "c/index.html": b"c"},
    {"index.html": b"4", "c": b"c", "b/index.html": b"b"},
]


def test_each_edition_is_published_whole(tmp_path: Path) -> None:
    """Whatever came, changed or went; a folder may become a file and a file a folder."""
    for files in [*EDITIONS, *EDITIONS[::-1]]:
        publish_replacing(tmp_path / "out", files)
        assert content(tmp_path / "out") == files


def publish_replacing(output: Path, files: dict[str, bytes]) -> None:
    """As :func:`publish`, making room first as a build does."""
    with Publication(output) as publication:
        before, missing = publication.state, publication.missing()
        publication.prepare_spare(before.files.keys() - missing)
        gone = before.files.keys() - files.keys()
        publication.remove(gone)
        new = {path: write_file(str(publication.spare), path, data) for path, data in files.items()}
        publication.publish(State(new, {}), {*new, *gone})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="The call is Linux's.")
def test_the_output_is_exchanged_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no moment without an output: none is moved away."""
    publish(tmp_path / "out", EDITIONS[0])
    monkeypatch.setattr("os.rename", lambda *_: pytest.fail("moved"))
    publish(tmp_path / "out", EDITIONS[1])
    assert content(tmp_path / "out") == EDITIONS[1]


def test_where_nothing_can_be_exchanged_trees_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows, some network disks: never mixed."""
    monkeypatch.setattr("portal.engine.publication.swap", lambda *_: False)
    for files in EDITIONS:
        publish_replacing(tmp_path / "out", files)
        assert content(tmp_path / "out") == files


def test_builds_take_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who has to wait is told what for; who has not is told nothing."""
    with Publication(tmp_path / "out"):
        pass
    assert capsys.readouterr().err == ""
    entered: list[str] = []
    waiting = threading.Event()
    tell = publication._tell_of_waiting

    def second() -> None:
        with Publication(tmp_path / "out"):
            entered.append("second")

    def told() -> None:
        tell()
        waiting.set()

    monkeypatch.setattr(publication, "_tell_of_waiting", told)
    other = threading.Thread(target=second)
    with Publication(tmp_path / "out"):
        other.start()
        assert waiting.wait(60)
        entered.append("first")
    other.join(60)
    assert entered == ["first", "second"]
    assert capsys.readouterr().err == "Lần dựng khác đang chạy; chờ nó xong …\n"


def test_a_tree_that_cannot_take_the_others_place_leaves_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows nothing can be moved of which somebody holds a file open."""
    output = tmp_path / "out"
    publish(output, EDITIONS[0])
    monkeypatch.setattr("portal.engine.publication.swap", lambda *_: False)
    rename = os.rename

    def refuse(old: Path, new: Path) -> None:
        if old == tmp_path / ".out.portal/spare":
            raise PermissionError
        rename(old, new)

    monkeypatch.setattr("os.rename", refuse)
    with pytest.raises(PermissionError):
        publish(output, EDITIONS[1])
    monkeypatch.setattr("os.rename", rename)
    assert content(output) == EDITIONS[0]
    publish(output, EDITIONS[1])
    assert content(output) == EDITIONS[1]


def test_a_build_that_died_between_two_renames_is_undone(tmp_path: Path) -> None:
    """Even if nothing is published next: the content has a mistake, say."""
    output = tmp_path / "out"
    publish(output, EDITIONS[0])
    output.rename(tmp_path / ".out.portal/parked")
    with Publication(output) as publication:
        assert publication.missing() == set()
    assert content(output) == EDITIONS[0]


def prepare(output: Path) -> None:
    """Leave the spare ready, as a build does in the end."""
    with Publication(output) as publication:
        publication.prepare_spare(publication.state.files)
        publication.keep_spare()


@pytest.mark.parametrize("links", [True, False])
def test_what_somebody_did_to_the_spare_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Neither is it where trees cannot share files and are copied."""
    if not links:
        monkeypatch.setattr("os.link", _without_links)
    output = tmp_path / "out"
    publish(output, EDITIONS[0])
    prepare(output)
    spare = tmp_path / ".out.portal/spare"
    (spare / "a/index.html").unlink()
    (spare / "new").write_bytes(b"damaged")
    (spare / "new").replace(spare / "b/index.html")
    publish(output, {**EDITIONS[0], "index.html": b"2"})
    assert content(output) == {**EDITIONS[0], "index.html": b"2"}


def _without_links(*_: object) -> None:
    raise OSError(errno.EPERM, "no links here")


def test_unchanged_files_keep_their_inode(tmp_path: Path) -> None:
    """So that ``rsync`` to the host sends what changed and nothing else."""
    publish(tmp_path / "out", EDITIONS[0])
    before = (tmp_path / "out/a/index.html").stat()
    for edition in (EDITIONS[1], EDITIONS[0], EDITIONS[1]):
        publish(tmp_path / "out", edition)
        after = (tmp_path / "out/a/index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_reader_of_the_old_tree_keeps_the_old_bytes(tmp_path: Path) -> None:
    """Files are never written in place: the trees share them."""
    publish(tmp_path / "out", EDITIONS[0])
    with open(tmp_path / "out/index.html", "rb") as reader:
        publish(tmp_path / "out", EDITIONS[1])
        publish(tmp_path / "out", EDITIONS[3])
        assert reader.read() == b"1"


def test_a_build_that_dies_before_the_end_changes_nothing(tmp_path: Path) -> None:
    """And the next one does not trust the half-made tree."""
    output = tmp_path / "out"
    publish(output, EDITIONS[0])
    publish(output, EDITIONS[1])
    with Publication(output) as publication:
        publication.prepare_spare(publication.state.files)
        write_file(str(publication.spare), "index.html", b"half")
        write_file(str(publication.spare), "stray.html", b"half")
    assert content(output) == EDITIONS[1]
    publish(output, EDITIONS[3])
    assert content(output) == EDITIONS[3]


def test_a_note_of_other_code_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it tells in classes that are no more cannot be read."""
    output = tmp_path / "out"
    publish(output, {MARK: mark()})
    monkeypatch.setattr("portal.engine.publication.pickle.loads", _of_no_such_class)
    with Publication(output) as publication:
        assert publication.state.files == {}


def _of_no_such_class(_: bytes) -> None:
    raise AttributeError("Can't get attribute 'Gone'")


def test_files_that_somebody_changed_are_noticed(tmp_path: Path) -> None:
    output = tmp_path / "out"
    publish(output, EDITIONS[0])
    (output / "a/index.html").unlink()
    (output / "b/index.html").write_bytes(b"longer")
    os.utime(output / "index.html", (0, 0))
    with Publication(output) as publication:
        assert publication.missing() == {"a/index.html", "b/index.html", "index.html"}


@pytest.mark.parametrize("damage", [b"", b"x" * 40, None])
def test_a_damaged_note_is_as_none(tmp_path: Path, damage: bytes | None) -> None:
    """It costs a full build, no more."""
    output = tmp_path / "out"
    publish(output, {MARK: mark()})
    (state,) = (tmp_path / ".out.portal").glob("state-*")
    data = bytearray(state.read_bytes())
    data[-1] ^= 1
    state.write_bytes(bytes(data) if damage is None else damage)
    with Publication(output) as publication:
        assert publication.state.files == {}


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.docx").write_bytes(b"x")
    with pytest.raises(OutputError, match="không do cổng tạo ra"), Publication(tmp_path / "out"):
        pass


def test_a_file_system_of_its_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in it would do."""
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "out")
    with pytest.raises(OutputError, match="thư mục con"), Publication(tmp_path / "out"):
        pass
    with Publication(tmp_path / "out" / "a"):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="không ghi được"), Publication(tmp_path / "file" / "out"):
        pass


def test_a_folder_that_bears_the_mark_is_ours_without_any_note(tmp_path: Path) -> None:
    publish(tmp_path / "out", {MARK: mark(), "index.html": b"1"})
    shutil.rmtree(tmp_path / ".out.portal")
    publish(tmp_path / "out", {MARK: mark(), "index.html": b"2"})
    assert content(tmp_path / "out")["index.html"] == b"2"
