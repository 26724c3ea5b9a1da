"""The files of the content folder that may become pages."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from portal.core.problem import Problem, Severity

FOLDERS = ("bai-viet", "trang")
IMAGES = "hinh-anh"
IGNORED_SUFFIXES = ("~", ".tmp", ".bak", ".swp", ".part")
KNOWN_MISTAKES = {".docx", ".doc", ".odt", ".rtf", ".txt", ".pdf", ".markdown", ".htm", ".html"}


class FoundFile(NamedTuple):
    source: str
    """Path relative to the content folder, forward slashes."""
    size: int
    mtime: int
    """Nanoseconds."""


def is_document(source: str) -> bool:
    """Whether :func:`scan` gives a file of this path, if there is one."""
    folder, *rest = source.split("/")
    return folder in FOLDERS and not any(map(_is_ignored, rest)) and _is_markdown(source)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "_", "~$")) or name.endswith(IGNORED_SUFFIXES)


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(".md")


def scan(content: Path) -> tuple[tuple[FoundFile, ...], tuple[Problem, ...]]:
    """Every ``.md`` file of ``bai-viet`` and ``trang``, by name; links are followed once."""
    walk = _Walk(content)
    for folder in FOLDERS:
        if (content / folder).is_dir():
            walk.enter(folder, (os.path.realpath(content / folder),))
    walk.files.sort(key=lambda file: file.source)
    return tuple(walk.files), (*walk.problems, *_strayed(content))


def _strayed(content: Path) -> Iterator[Problem]:
    """Documents that lie where nobody looks for them, the first of each folder."""
    for entry in sorted(content.iterdir()):
        if entry.name in (*FOLDERS, IMAGES) or entry.name.startswith((".", "_")):
            continue
        found = [entry] if entry.is_file() else entry.rglob("*")
        lost = min((path for path in found if path.suffix.lower() == ".md"), default=None)
        if lost:
            yield Problem(
                lost.relative_to(content).as_posix(), 1, "file", "outside-folders", Severity.REMARK,
                "tệp nằm ngoài bai-viet và trang nên không lên cổng",
                "chuyển vào content/bai-viet/<năm> (bài viết) hoặc content/trang (trang riêng)",
            )  # fmt: skip


def _is_utf8(name: str) -> bool:
    return _shown(name) == name


def _shown(name: str) -> str:
    """``name`` as it can be told where it is not UTF-8."""
    return os.fsencode(name).decode(errors="replace")


def _not_markdown(source: str) -> Problem:
    name = os.path.basename(source)
    inner = os.path.splitext(name)[0]
    remedy = "chép nội dung sang tệp .md (lệnh portal new tạo sẵn khuôn)"
    if name.lower().endswith(".docx"):
        remedy = f'chuyển tệp ra chỗ khác, rồi gõ portal new --from "{name}" để có bài từ nó'
    elif _is_markdown(inner):
        remedy = f"đổi tên thành {inner}; Windows giấu đuôi tệp: bật View, File name extensions"
    return Problem(
        source, 1, "file", "not-markdown", Severity.REMARK,
        "tệp này không phải .md nên không lên cổng", remedy,
    )  # fmt: skip


_REASONS = {
    errno.ENOENT: "liên kết dẫn tới tệp không còn", errno.ELOOP: "liên kết quay vòng về chính nó",
    errno.EACCES: "không có quyền", errno.EPERM: "không có quyền",
}  # fmt: skip


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or error.strerror or "ổ đĩa không trả lời"


class _Walk:
    def __init__(self, content: Path) -> None:
        self.root = str(content)
        self.files: list[FoundFile] = []
        self.problems: list[Problem] = []

    def enter(self, folder: str, ancestors: tuple[str, ...]) -> None:
        try:
            entries = list(os.scandir(f"{self.root}/{folder}"))
        except OSError as error:
            self._report(
                folder, "unreadable", f"không mở được thư mục ({_reason(error)})",
                "xem lại quyền truy cập của thư mục này",
            )  # fmt: skip
            return
        for entry in entries:
            source = f"{folder}/{entry.name}"
            if _is_ignored(entry.name):
                continue
            if not _is_utf8(entry.name):  # of an archive made elsewhere, as a rule
                self._report(
                    _shown(source), "unreadable", "tên tệp không phải UTF-8",
                    "đổi tên, chẳng hạn bằng chữ không dấu",
                )  # fmt: skip
                continue
            try:
                if entry.is_dir():
                    real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
                    if entry.is_symlink() and any(
                        ancestor == real or ancestor.startswith(real + "/")
                        for ancestor in ancestors
                    ):
                        self._report(
                            source, "symlink-loop", "liên kết thư mục quay vòng về chính nó",
                            "xóa liên kết này",
                        )  # fmt: skip
                    else:
                        self.enter(source, (*ancestors, os.path.realpath(entry.path)))
                elif _is_markdown(entry.name):
                    status = entry.stat()
                    if stat.S_ISREG(status.st_mode):
                        self.files.append(FoundFile(source, status.st_size, status.st_mtime_ns))
                    else:  # reading a pipe waits for ever
                        self._report(
                            source, "unreadable", "đây không phải tệp thường",
                            "xóa nó, tạo bài bằng lệnh portal new",
                        )  # fmt: skip
                elif os.path.splitext(entry.name)[1].lower() in KNOWN_MISTAKES:
                    self.problems.append(_not_markdown(source))
            except OSError as error:
                self._report(
                    source, "unreadable", f"không đọc được ({_reason(error)})",
                    "xóa liên kết hoặc cấp quyền đọc",
                )  # fmt: skip

    def _report(self, source: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(source, 1, "file", code, Severity.ERROR, message, remedy))
