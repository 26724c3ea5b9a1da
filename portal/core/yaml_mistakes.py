"""What is wrong in a YAML text that cannot be read, said of the line where the mistake was made.

A parser stops where it cannot go on, which is often a line below; here each line is tried by
itself. Only for texts that a parser has refused: it takes its time.
"""

import re
from typing import NamedTuple

import yaml

MAX_SHOWN = 100
"""Characters of a value that is written out in a remedy."""

_GLUED = re.compile(r" *(?:- +)?([A-Za-z_][\w-]*)[ \u00a0]*(?::(?=[^\s/]|\u00a0)|：)\s*(.*)")
_PAIR = re.compile(r" *(?:- +)?([^\s:#\"'\[{-][^:]*?): +(.*)")
_ITEM = re.compile(r" *- +([^\s\"'].*)")
_GLUED_ITEM = re.compile(r" *-([^\W\d_].*)")
_TOP = re.compile(r"[^\s#-]")
"""How a line begins that must have a key of its own."""
_NAMES = {'"': "ngoặc kép", "'": "nháy đơn"}


class Mistake(NamedTuple):
    position: int
    """0-based line."""
    message: str
    remedy: str


def first_mistake(lines: list[str], last: int) -> Mistake | None:
    """The first of the lines up to ``last`` that cannot be read by itself."""
    for index, line in enumerate(lines[: last + 1]):
        below = lines[index + 1] if index + 1 < len(lines) else ""
        found = _mistake_of(line, goes_on=_indent(below) > _indent(line))
        if found:
            return Mistake(index, *found)
    return None


def quoted(value: str) -> str:
    """``value`` so that YAML reads it as it stands, in the quotation marks that suit it."""
    inner = _without_outer_quotes(value.strip())
    if '"' in inner or "\\" in inner:
        return "'" + inner.replace("'", "''") + "'"
    return f'"{inner}"'


def advice_to_quote(key: str, value: str) -> str:
    """The remedy for a value that must stand in quotation marks: the line to be written. A list
    item has no ``key``."""
    written = quoted(value)
    if len(written) > MAX_SHOWN:
        written = f"{written[0]}…{written[0]}"
    return f"đặt cả giá trị trong {_NAMES[written[0]]}: {f'{key}:' if key else '-'} {written}"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _mistake_of(line: str, *, goes_on: bool) -> tuple[str, str] | None:
    """Message and remedy; a line that ``goes_on`` below may have an open bracket."""
    if glued := _GLUED.fullmatch(line):
        key, value = glued.groups()
        return (
            f"thiếu dấu cách sau dấu hai chấm ở «{line.strip()[:60]}»",
            f"viết {key}: {value}" if len(value) <= MAX_SHOWN else f"viết {key}: …",
        )
    pair = _PAIR.fullmatch(line.rstrip())
    if pair:
        key, value = pair.groups()
        return None if goes_on or _is_readable(value) else _mistake_in(key, value)
    if item := _ITEM.fullmatch(line.rstrip()):
        value = item[1]
        return None if goes_on or _is_readable(value) else _mistake_in("", value)
    if glued := _GLUED_ITEM.fullmatch(line.rstrip()):
        return (
            f"thiếu dấu cách sau dấu gạch ở «{line.strip()[:60]}»",
            f"viết - {glued[1][:MAX_SHOWN]}",
        )
    if _TOP.match(line) and not re.search(r":\s*(?:#.*)?$", line) and line[0] not in "\"'":
        return (
            f"dòng «{line.strip()[:60]}» không có dạng «khóa: giá trị»",
            "viết tên khóa, dấu hai chấm, dấu cách rồi mới đến giá trị; phần nối tiếp của dòng "
            "trên thì thụt vào hai dấu cách",
        )
    return None


def _is_readable(value: str) -> bool:
    try:
        yaml.compose(f"k: {value}", Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return True


def _mistake_in(key: str, value: str) -> tuple[str, str]:
    first, advice = value[0], advice_to_quote(key, value)
    if first in "\"'" and value.count(first) == 1:
        name = _NAMES[first]
        return f"dấu {name} mở mà không đóng", f"thêm dấu {name} ở cuối giá trị"
    if first in "\"'":
        return f"dấu {_NAMES[first]} nằm trong giá trị nên không rõ giá trị hết ở đâu", advice
    if first == "[" and "]" not in value:
        return "dấu [ mở mà không đóng", "thêm dấu ] ở cuối danh sách"
    if first == "[" and value.endswith("]"):
        items = [item.strip() for item in value[1:-1].split(",")]
        wrong = [item for item in items if item and not _is_readable(f"[{item}]")]
        mended = ", ".join(quoted(item) if item in wrong else item for item in items if item)
        if _is_readable(f"[{mended}]"):
            what = f"mục «{wrong[0][:40]}» không đọc được" if wrong else "mục trống"
            return f"danh sách có {what}", f"viết {key}: [{mended}]"
    if first in "[{":
        return f"giá trị mở đầu bằng «{first}» nên máy hiểu là danh sách, không đọc được", advice
    if first in "@`%*&!|>-?,]}#":
        return f"giá trị không được mở đầu bằng «{first}»", advice
    return "giá trị có dấu hai chấm nên không đọc được", advice


def _without_outer_quotes(value: str) -> str:
    """``"Bài "hay" quá"`` is quoted as a whole, ``"Một" và "hai"`` is not."""
    mark = value[:1]
    if re.fullmatch("“[^“”]*”|‘[^‘’]*’", value):  # Word's, instead of those of the keyboard
        return value[1:-1]
    if mark not in "\"'" or len(value) < 2 or not value.endswith(mark):
        return value
    inner = value[1:-1]
    end = inner.find(mark)
    return inner if end < 0 or re.match(r"\w", inner[end + 1 :]) else value
