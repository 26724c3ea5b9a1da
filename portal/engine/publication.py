"""The output folder, which readers never see half-written.

A build works on a *spare* tree beside the output and then exchanges the two with one system call,
so that whoever looks, at whatever moment the build dies, sees the old site or the new one. The
spare shares all unchanged files with the output (hard links): publishing one article costs what
changed, not what exists. After the exchange the old tree is the next build's spare.

What the output holds is noted in a state file, named after the tree it describes (its inode), so
that the exchange switches tree and note together. The note is only a cache: without it, or where
it does not agree with the files, they are written again.
"""

import errno
import os
import pickle
import shutil
import sys
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from portal.core.problem import PortalError, Problem
from portal.engine.exchange import swap
from portal.locking import take_lock

FORMAT = 3
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

MARK = ".cong-tin"
"""A file of every output: by it a build knows a folder that it may replace."""


def mark() -> bytes:
    """What the mark says to people who come upon it."""
    return "Cổng tin dựng thư mục này; tệp thêm hay sửa ở đây sẽ mất khi dựng lại.\n".encode()


class OutputError(PortalError):
    """The output folder cannot be used."""


class Written(NamedTuple):
    """One published file as it was written."""

    size: int
    mtime: int
    """Nanoseconds."""

    def is_at(self, status: os.stat_result) -> bool:
        """Whether a file of this ``status`` is the one that was written."""
        return status.st_size == self.size and status.st_mtime_ns == self.mtime


class Origin(NamedTuple):
    """From what an output was made, and what it became."""

    fingerprint: str
    files: tuple[str, ...]
    """The paths that it wrote, compressed siblings included."""
    basis: str
    """Fingerprint of the basis of a page; empty without one."""


@dataclass(slots=True)
class State:
    """What a tree holds, and from what each part of it was made."""

    files: dict[str, Written] = field(default_factory=dict)
    """Path → the file, compressed siblings included."""
    outputs: dict[str, Origin] = field(default_factory=dict)
    """Output (a path, or ``bundle:<name>``) → its origin."""
    surroundings: str = ""
    """Digest of all that the plan depends on but the texts of articles."""
    texts: dict[str, str] = field(default_factory=dict)
    """Address of each article and page → digest of its text as published."""
    of_texts: frozenset[str] = frozenset()
    """Those of ``outputs`` that are made of texts; they are planned at every build."""
    problems: tuple[Problem, ...] = ()
    """What the check said of this content."""


def _tell_of_waiting() -> None:
    sys.stderr.write("Lần dựng khác đang chạy; chờ nó xong …\n")
    sys.stderr.flush()


class Publication:
    """The output folder at ``output``; use as a context manager, one build at a time."""

    def __init__(self, output: Path) -> None:
        self.output = Path(os.path.realpath(output))
        self.home = self.output.parent / f".{self.output.name}.portal"
        self.spare = self.home / "spare"
        self._stamp = self.home / "spare-behind"
        self._parked = self.home / "parked"
        self._unshared: set[str] = set()
        """Files of the output that lie in no other tree, not even in the spare."""
        self._lock: int | None = None
        self.state = State()

    # Opening and closing ----------------------------------------------------------------

    def __enter__(self) -> "Publication":
        if os.path.ismount(self.output):  # It cannot be exchanged for another folder.
            raise OutputError(
                f"{self.output} là một ổ đĩa gắn riêng, không thay cả thư mục được; "
                "chọn một thư mục con của nó bằng --output"
            )
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._lock = take_lock(self.home / "lock", _tell_of_waiting)
            if self._parked.exists() and not self.output.exists():
                # A build died between the two renames of an exchange.
                os.rename(self._parked, self.output)
        except OSError as error:
            raise OutputError(
                f"không ghi được vào {self.output.parent} ({error.strerror}); "
                "chọn thư mục khác bằng --output"
            ) from error
        self.state = self._read_state()
        if not self.state.files and not self._may_replace():
            self._release_lock()
            raise OutputError(
                f"thư mục {self.output} đã có tệp không do cổng tạo ra; "
                "chọn thư mục khác bằng --output hoặc dọn thư mục này trước"
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._release_lock()

    def _release_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _may_replace(self) -> bool:
        if not self.output.exists():
            return True
        if not self.output.is_dir():
            return False
        if not any(self.output.iterdir()):
            return True
        return (self.output / MARK).is_file()

    # State ------------------------------------------------------------------------------

    def _state_file(self, tree: Path) -> Path:
        return self.home / f"state-{tree.stat().st_ino}"

    def _read_state(self) -> State:
        """The note on the current output; empty if there is none or it is damaged."""
        try:
            data = self._state_file(self.output).read_bytes()
            if zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
                return State()
            kind, files, outputs, *rest = pickle.loads(data[4:])
        except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError):
            return State()
        except (AttributeError, ImportError):  # A note of other code, whose classes are gone.
            return State()
        if kind != FORMAT:
            return State()
        return State(
            {path: Written._make(written) for path, written in files.items()},
            {key: Origin._make(origin) for key, origin in outputs.items()},
            *rest,
        )

    def _write_state(self, tree: Path, state: State) -> None:
        # Plain tuples are written and read in half the time.
        files = {path: tuple(written) for path, written in state.files.items()}
        outputs = {key: tuple(origin) for key, origin in state.outputs.items()}
        rest = (state.surroundings, state.texts, state.of_texts, state.problems)
        data = pickle.dumps((FORMAT, files, outputs, *rest), protocol=5)
        target = self._state_file(tree)
        temporary = target.with_suffix(".new")
        temporary.write_bytes(zlib.crc32(data).to_bytes(4, "big") + data)
        temporary.replace(target)

    def missing(self) -> set[str]:
        """Files of the state that are not in the output any more, or not as they were written."""
        root = f"{self.output}/"
        gone = set()
        for path, written in self.state.files.items():
            try:
                status = os.stat(root + path)
            except OSError:
                gone.add(path)
                continue
            if not written.is_at(status):
                gone.add(path)
            elif status.st_nlink < 2:
                self._unshared.add(path)
        return gone

    def strays(self, *, everywhere: bool) -> set[str]:
        """Files in the output that the state does not know: somebody else put them there. Looked
        for at the top alone, or ``everywhere``, which takes as long as a look at every folder."""
        root = str(self.output)
        if not self.state.files:
            return set()
        if everywhere:
            return set(_files(f"{root}/")) - self.state.files.keys()
        known = {path.partition("/")[0] for path in self.state.files}
        return set(_files(f"{root}/", but=known))

    # The spare tree ---------------------------------------------------------------------

    def prepare_spare(self, keep: Iterable[str]) -> None:
        """Make the spare hold ``keep``, files of the current output, and nothing else needed.

        Files besides may linger in it until :meth:`publish` is told that they are gone.
        """
        # Where no state tells what the output holds, neither is it known what lies in the spare.
        behind = self._read_stamp() if self.state.files else None
        self._stamp.unlink(missing_ok=True)
        keep = set(keep)
        if behind is None:
            self._clear_spare()
            wanted: Iterable[str] = keep
        else:
            renewed = {*behind, *self._lost_from_spare()}
            self.remove(renewed)
            wanted = renewed & keep
        self._link(wanted)
        self._unshared.clear()

    def _lost_from_spare(self) -> Iterator[str]:
        """What somebody took out of the spare or exchanged in it. It shares its files with the
        output, whose links were seen on the way: nothing is looked for where none is missing."""
        for path in self._unshared:
            try:
                if self.state.files[path].is_at(os.stat(f"{self.spare}/{path}")):
                    continue  # a copy: here, trees cannot share files
            except OSError:
                pass
            yield path

    def _read_stamp(self) -> list[str] | None:
        """In which files the spare differs from the output; ``None``: not known."""
        try:
            data = self._stamp.read_text(encoding="utf-8").split("\n")
            expected = f"{self.output.stat().st_ino} {self.spare.stat().st_ino}"
        except (OSError, UnicodeDecodeError):
            return None
        return [path for path in data[1:] if path] if data[0] == expected else None

    def _clear_spare(self) -> None:
        if self.spare.exists():
            # Its state must not outlive it: the inode may be given to another tree.
            self._state_file(self.spare).unlink(missing_ok=True)
            shutil.rmtree(self.spare)
        self.spare.mkdir(parents=True)

    def _link(self, paths: Iterable[str]) -> None:
        made = {""}
        source, target = f"{self.output}/", f"{self.spare}/"

        def make(folder: str) -> None:
            if folder in made:
                return
            make(folder.rpartition("/")[0])
            made.add(folder)
            with suppress(FileExistsError):
                os.mkdir(target + folder)

        for path in paths:
            make(path.rpartition("/")[0])
            try:
                os.link(source + path, target + path)
            except OSError as error:
                if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
                    raise
                shutil.copy2(source + path, target + path)

    def forget_spare(self) -> None:
        """Whatever lies in the spare, make it anew."""
        self._stamp.unlink(missing_ok=True)

    def publish(self, state: State, changed: Iterable[str]) -> None:
        """Exchange the trees. ``state`` is what the spare holds now; ``changed`` are the paths,
        written or gone, in which it differs from the output."""
        changed = set(changed)
        self.remove(changed - state.files.keys())
        self._write_state(self.spare, state)
        self._exchange()
        if self.state.files:  # Else what is the spare now may hold anything.
            self._write_stamp(changed)
        self.state = state
        self._forget_other_states()

    def note(self, state: State) -> None:
        """Remember ``state`` although no file changed."""
        self.state = state
        self._write_state(self.output, state)

    def keep_spare(self) -> None:
        """After :meth:`prepare_spare`: nothing was written, the spare is as the output."""
        self._write_stamp(())

    def _write_stamp(self, behind: Iterable[str]) -> None:
        if self.spare.exists():
            stamp = f"{self.output.stat().st_ino} {self.spare.stat().st_ino}\n"
            temporary = self._stamp.with_suffix(".new")
            temporary.write_text(stamp + "\n".join(sorted(behind)), encoding="utf-8")
            temporary.replace(self._stamp)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files from the spare, and the folders that this leaves empty."""
        root = f"{self.spare}/"
        left = set()
        for path in paths:
            # In one tree a path may be a file that is a folder in the other.
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
                os.unlink(root + path)
            left.add(path.rpartition("/")[0])
        for folder in left:
            above = folder
            with suppress(OSError):  # Something stands in it still, or it is gone already.
                while above:
                    os.rmdir(root + above)
                    above = above.rpartition("/")[0]

    def _exchange(self) -> None:
        if not self.output.exists():
            os.rename(self.spare, self.output)
        elif not swap(self.spare, self.output):
            # No system call for it here (Windows, some network file systems): two renames,
            # between which the output is absent for an instant, but never mixed.
            shutil.rmtree(self._parked, ignore_errors=True)
            os.rename(self.output, self._parked)
            try:
                os.rename(self.spare, self.output)
            except BaseException:  # Something holds a file of it open, or Ctrl-C was pressed.
                os.rename(self._parked, self.output)
                raise
            os.rename(self._parked, self.spare)

    def _forget_other_states(self) -> None:
        current = self._state_file(self.output).name
        for path in self.home.glob("state-*"):
            if path.name != current:
                path.unlink(missing_ok=True)


def _files(root: str, prefix: str = "", but: Collection[str] = ()) -> Iterator[str]:
    """The paths of all files below ``root`` and ``prefix``, ``but`` for what bears those names."""
    with os.scandir(root + prefix) as entries:
        for entry in entries:
            if entry.name in but:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(root, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def write_file(root: str, path: str, data: bytes) -> Written:
    """Write ``root/path`` anew. Never in place: the old file is shared with another tree."""
    target = f"{root}/{path}"
    try:
        descriptor = os.open(target, _NEW_FILE, 0o644)
    except FileExistsError:
        os.unlink(target)
        descriptor = os.open(target, _NEW_FILE, 0o644)
    except FileNotFoundError:
        _make_folder(os.path.dirname(target))
        descriptor = os.open(target, _NEW_FILE, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return Written(status.st_size, status.st_mtime_ns)


def _make_folder(path: str) -> None:
    """As ``os.makedirs``, which first looks for each parent; as a rule the parent is there."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)
