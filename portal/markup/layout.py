"""What lines of a body become on the page that their writer did not mean: tables that are none,
cells that are left out, lines that run together, headings that are only bold.

Word shows every line as it was typed; Markdown joins lines, and knows a table by its second line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from portal.core.problem import Problem, Severity
from portal.markup.prose import FENCE

Said = tuple[int, str, str, str, Severity]
"""0-based line, code, message, remedy, severity."""

_RULED = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
"""The second line of a table; no renderer needs more of it."""
_GRID = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_ALMOST_RULED = re.compile(r"[\s|:=_\-–—]*")
_CELL_END = re.compile(r"(?<!\\)\|")
_LABEL = re.compile(r"\(?\w{1,4}[.)]|[^\w\s]{1,2}")
_ITEM = re.compile(
    r"\s*(?:([•●■▪◦–—])|\(\w{1,3}\)|(?:[a-zđ]|[ivx]{1,4})\)|[a-zđ]\.|\d{1,2}/|(?:\d{1,2}\.){2,4})\s+\S"
)
"""A line that is meant as an item of a list, by signs that Markdown does not know."""
_OTHER_BLOCK = re.compile(r"[\s#>|<=:\[]|[-+*]\s|[-*_]{3}|\d+[.)]\s|!\[")
"""What begins a line with which no paragraph goes on, or not visibly."""
_NUMBERED = re.compile(r"(\d{1,9})([.)])\s+\S")
_GLUED_ITEM = re.compile(r"([-+]|\d{1,2}[.)])(?=[^\W\d_]{2,} )")
_CLOSED_BLOCK = re.compile(r"[\s#>|<]|\[\^|[-*_=]+$")
"""What begins a line that is no paragraph to which the next could be joined."""
_NAMED = re.compile(r"[^\W\d][^:.;]{0,30}: ")
_SENTENCE_END = re.compile(r"[.!?…/][\"”’)\]]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:-+|=+)\s*")
_WRAPPED = range(60, 121)
"""Lengths of the lines of a text that an editor program wraps: they are meant to be joined."""
_MATTER = re.compile(r"(?:title|date|category|summary|tags): ")
_BOLD = re.compile(r"\*\*([^*\n]{3,120}[^*\s.,;:!?…]):?\*\*:?\s*")
_CAPITALS = re.compile(
    r"(?:PHẦN +)?(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.):/-]* +([^\n]{3,120}[^\s.,;!?…])\s*"
)


def review_layout(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """One problem for each table and each run of lines; ``text`` is a body without its code."""
    lines = text.split("\n")
    # Most are paragraphs between empty lines, or rows and items as they should be: one look.
    asked = [
        at for at, (above, line) in enumerate(pairwise(("", *lines)))
        if line and (above or line[0] in _SIGNS) and line[:2] not in _USUAL
    ]  # fmt: skip
    found = [
        *_joined(lines, asked), *_glued_items(lines, asked), *_headings(lines, asked),
        *_renumbered(lines, asked),
    ]  # fmt: skip
    if "---" in lines:
        found += _second_matter(lines)
    if "|" in text:
        found += _tables(lines)
    if "\t" in text:
        found += _tabs(lines)
    for line, code, message, remedy, severity in found:
        yield Problem(file, first_line + line, "body", code, severity, message, remedy)


def _as_written(line: int, message: str, remedy: str) -> Said:
    return line, "text-as-written", message, remedy, Severity.REMARK


_SIGNS = "*-+0123456789IVXABCDEP"
"""What a line begins with that may be no paragraph though it is meant as something else."""
_USUAL = frozenset(("- ", "+ ", "* ", "| ", "> ", "# ", "##"))


# Indentation ------------------------------------------------------------------------------

_LISTED = re.compile(r"(?:[-+*]\s|\d+[.)]\s|\[\^[^\]]+\]:)")
"""What lines that are indented may belong to."""
_CODE_FROM = 4
"""Columns from which Markdown takes a line for code."""
_CODE_WITHIN = 6
"""Columns behind the sign of an item beyond which a paragraph of it would be code."""


def without_indents(markdown: str) -> tuple[str, tuple[int, ...]]:
    """``markdown`` whose paragraphs begin at the margin, and the 0-based lines that did not.

    Word's writers indent the first line of a paragraph; Markdown would print it as code. Lists,
    notes and what stands between fences keep their indentation.
    """
    if "\n    " not in markdown and "\t" not in markdown and markdown[:1] != " ":
        return markdown, ()
    lines = markdown.split("\n")
    mended: list[int] = []
    above, fence, is_listed, margin, depth = "", "", False, 0, 0
    for at, line in enumerate(lines):
        mark = FENCE.match(line)
        if fence:
            if mark and line.strip() == mark[1] and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence, is_listed = mark[1], False
        elif not line or line.isspace():
            margin = 0
        else:
            text = line.lstrip(" \t")
            space = line[: len(line) - len(text)].expandtabs(_CODE_FROM)
            is_apart = not above or above.isspace()
            is_item = _LISTED.match(text) is not None
            if is_apart and len(space) >= _CODE_FROM and not is_listed:
                margin = len(space)
                mended.append(at)
            elif is_apart and is_listed and not is_item and len(space) > depth + _CODE_WITHIN:
                margin = len(space) - depth - _CODE_FROM
                mended.append(at)
            if margin:
                space = space[margin:]
                lines[at] = space + text
            if is_item and (is_listed or len(space) < _CODE_FROM):
                is_listed, depth = True, len(space)
            elif is_apart and not space:
                is_listed = False
        above = line
    return "\n".join(lines) if mended else markdown, tuple(mended)


# Lines ------------------------------------------------------------------------------------


def _joined(lines: Sequence[str], asked: Iterable[int]) -> Iterator[Said]:
    last = -1
    for at in asked:
        above, below = lines[at - 1], lines[at]
        if not (at and above) or _CLOSED_BLOCK.match(above) or not (tail := above.rstrip()):
            continue
        if said := _neighbours(at, tail, below, above):
            if last < at - 1:
                yield said
            last = at


def _neighbours(at: int, tail: str, below: str, above: str) -> Said | None:
    is_long = len(tail) >= _WRAPPED.stop
    if _UNDERLINE.fullmatch(below):
        if not is_long and tail[-1] not in ".,:;!?…":
            return None  # a heading, as some write it
        return _as_written(
            at, f"dòng «{below.strip()}» ngay dưới chữ biến cả đoạn trên thành đề mục",
            "để trống một dòng phía trên dòng này, hoặc xóa nó",
        )  # fmt: skip
    if above.endswith(("  ", "\\")) or "\t" in tail or _GLUED_ITEM.match(below):
        return None
    item = _ITEM.match(below)
    if item or (
        not _OTHER_BLOCK.match(below)
        and (
            (is_long and _SENTENCE_END.search(tail[-4:]))
            or (tail[-1] in ";:" and len(tail) not in _WRAPPED)
            or (_NAMED.match(above) and _NAMED.match(below))
        )
    ):
        remedy = "để trống một dòng giữa hai dòng"
        if item and item[1]:
            remedy = f"mở đầu mỗi dòng bằng «- » thay cho «{item[1]}», hoặc {remedy}"
        return _as_written(at, f"dòng «{_shown(below)}» nhập vào đoạn của dòng trên", remedy)
    return None


def _glued_items(lines: Sequence[str], asked: Iterable[int]) -> Iterator[Said]:
    """*-Một*, *1.Một*: without a space behind its sign an item is none."""
    last = -1
    for at in asked:
        if match := _GLUED_ITEM.match(lines[at]):
            if last < at - 1:
                yield _as_written(
                    at, f"«{_shown(lines[at])}» thiếu dấu cách sau «{match[1]}» nên không thành "
                    "danh sách", f"viết {match[1]} {_shown(lines[at][match.end():])}",
                )  # fmt: skip
            last = at


def _renumbered(lines: Sequence[str], asked: Iterable[int]) -> Iterator[Said]:
    """Items that get other numbers than they were written with: a list counts on from its first.
    One whose items all bear the same number is meant to be counted."""
    first, sign, shown, last, told = 0, "", 0, 0, False
    for at in asked:
        match = _NUMBERED.match(lines[at])
        if match is None:
            continue
        number = int(match[1])
        if match[2] != sign or any(map(_begins_paragraph, pairwise(lines[last:at]))):
            first, sign, shown, told = number, match[2], number, False
        else:
            shown += 1
            if number not in (shown, first) and not told:
                told = True
                yield _as_written(
                    at, f"số «{number}{sign}» hiện thành «{shown}{sign}» vì danh sách đếm tiếp",
                    f"viết {number}\\{sign} để giữ số này",
                )  # fmt: skip
        last = at


def _begins_paragraph(neighbours: tuple[str, str]) -> bool:
    above, line = neighbours
    return line[:1] == "#" or (not above.strip() and line[:1] not in ("", " ", "\t"))


def _headings(lines: Sequence[str], asked: Iterable[int]) -> Iterator[Said]:
    """Lines that stand alone and look like headings; they are none to those who listen."""
    for at in asked:
        line = lines[at]
        if line[:2] != "**" and not line.isupper():
            continue
        match = (_BOLD if line[0] == "*" else _CAPITALS).fullmatch(line)
        if match is None or (at and lines[at - 1].strip()):
            continue
        below = [*filter(None, map(str.strip, lines[at + 1 : at + 4]))]
        # A caption, or the last line of an article, who signed it.
        if lines[at + 1 : at + 2] == [""] and below and not match[1].startswith(("Bảng", "Biểu")):
            words = match[1] if line[0] == "*" else line.strip()
            yield _as_written(
                at, f"«{_shown(words)}» là đề mục với người nhìn, không phải với máy đọc màn hình",
                f"viết ## {words}",
            )  # fmt: skip


def _second_matter(lines: Sequence[str]) -> Iterator[Said]:
    at = lines.index("---")
    if _MATTER.match("".join(lines[at + 1 : at + 2])):
        yield _as_written(
            at, "phần khai báo thứ hai trong cùng một tệp in thành chữ",
            "mỗi tệp một bài: chuyển từ dòng này sang tệp .md khác, hoặc xóa",
        )  # fmt: skip


# Tables -----------------------------------------------------------------------------------


def _tables(lines: Sequence[str]) -> Iterator[Said]:
    at, belongs, told = 0, False, False
    while at < len(lines):
        if "|" not in lines[at]:
            if lines[at].strip() and not _GRID.fullmatch(lines[at]):
                belongs = told = False
            at += 1
            continue
        end = at
        while end < len(lines) and "|" in lines[end]:
            end += 1
        rows = lines[at:end]
        if (
            len(rows) > 1
            and _RULED.fullmatch(rows[1].rstrip(" "))
            and len(_cells(rows[0])) == len(_cells(rows[1]))
        ):
            yield from _lost_cells(rows, at)
            yield from _nameless_columns(rows[0], at)
            belongs, told = True, False
        elif rows[0].lstrip().startswith("|") and not told:
            below = next(filter(str.strip, lines[end:]), "")
            is_grid = at > 0 and _GRID.fullmatch(lines[at - 1])
            yield (
                _grid(rows, at)
                if is_grid
                else _no_table(rows, at, is_cut=belongs or (len(rows) == 1 and "|" in below))
            )
            belongs = told = True
        at = end


def _no_table(rows: Sequence[str], at: int, *, is_cut: bool) -> Said:
    is_ruled = len(rows) > 1 and _ALMOST_RULED.fullmatch(rows[1]) is not None
    if is_cut and not (is_ruled and "--" in rows[1]):
        return _as_written(
            at, f"dòng trống làm đứt bảng ở «{_shown(rows[0])}»",
            "xóa các dòng trống giữa các dòng của bảng",
        )  # fmt: skip
    count = len(_cells(rows[0]))
    ruled = "|" + "---|" * count
    if is_ruled:
        return _as_written(
            at + 1, f"dòng gạch «{_shown(rows[1])}» không hợp với {count} cột của dòng tiêu đề, "
            "nên không thành bảng", f"sửa dòng này thành {ruled}",
        )  # fmt: skip
    return _as_written(
        at, f"«{_shown(rows[0])}» không thành bảng vì không có dòng gạch ở dưới",
        f"thêm ngay dưới dòng này: {ruled}",
    )  # fmt: skip


def _grid(rows: Sequence[str], at: int) -> Said:
    """As converters write the tables of Word: each row between lines of plus signs."""
    return _as_written(
        at, f"«{_shown(rows[0])}» kẻ bằng những dòng +---+ nên không thành bảng",
        f"xóa mọi dòng +---+, thêm ngay dưới dòng này: |{'---|' * len(_cells(rows[0]))}",
    )  # fmt: skip


def _lost_cells(rows: Sequence[str], at: int) -> Iterator[Said]:
    count = len(_cells(rows[0]))
    for number, row in enumerate(rows):
        lost = [cell.strip() for cell in _cells(row)[count:] if cell.strip()]
        if lost:
            yield (
                at + number, "table-cells",
                f"dòng này nhiều ô hơn dòng tiêu đề của bảng ({count} ô): "
                f"«{_shown(' | '.join(lost))}» không lên trang",
                "thêm cột vào dòng tiêu đề và dòng gạch, hoặc bỏ ô thừa; dấu | trong ô viết là \\|",
                Severity.ERROR,
            )  # fmt: skip


def _nameless_columns(head: str, at: int) -> Iterator[Said]:
    """What were merged cells in Word; the corner of a table may be empty, and a whole head."""
    cells = [cell.strip() for cell in _cells(head)]
    nameless = [number for number, cell in enumerate(cells, 1) if number > 1 and not cell]
    if nameless and any(cells):
        yield (
            at, "table-cells",
            f"cột thứ {nameless[0]} của bảng không có tiêu đề: ô gộp của Word không chép sang được",
            "ghi tiêu đề cho từng cột: | Năm 2023: số lượng | Năm 2023: tỷ lệ |", Severity.REMARK,
        )  # fmt: skip


def _cells(row: str) -> list[str]:
    cells = _CELL_END.split(row.strip().removeprefix("|"))
    return cells if cells[-1].strip() else cells[:-1]


def _tabs(lines: Sequence[str]) -> Iterator[Said]:
    """Tables as Word gives them to programs that know only text."""
    told = False
    rows = [(at, line.strip().split("\t")) for at, line in enumerate(lines) if line.strip()]
    for (at, cells), (_, below) in pairwise(rows):
        if len(cells) < 2 or (len(cells) == 2 and _LABEL.fullmatch(cells[0])):
            told = False
        elif len(below) > 1 and not told and "|" not in "".join(cells):
            told = True
            row = f"| {' | '.join(map(str.strip, cells))} |"
            yield _as_written(
                at, f"«{_shown(' '.join(cells))}» ngăn bằng phím Tab nên không thành bảng",
                f"viết {row}, dòng dưới |{'---|' * len(cells)}, các dòng sau cũng ngăn bằng |",
            )  # fmt: skip


def _shown(line: str) -> str:
    text = " ".join(line.split())
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
