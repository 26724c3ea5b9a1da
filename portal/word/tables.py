"""A table of Word, whose cells may span others, as a table of Markdown, whose cells cannot."""

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

_NUMBER = re.compile(r"[-+–]?[\d.,]+(?: ?%)?|[-–]?")
"""A figure, or the dash or nothing where there is none."""

_COLUMN = re.compile(r"\(\d+\)[ =()\d+/:x*-]*")
"""*(4)=(2)+(3)*, in a row that numbers the columns."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(r"(?:Năm|Quý|Tháng)\s")
_STARS = re.compile(r"(?<!\\)\*+")
_ESCAPED_BAR = r"\|"

Grid = list[list[str]]


def frame(element: Element) -> list[Element]:
    """The cells of a table that only puts things in their places, as they are read: paragraphs in
    one row or column, pictures side by side with what is said below each. Empty for any other."""
    rows = [[*row] for row in rows_of(element)]
    width = max(map(len, rows), default=0)
    is_album = element.find(".//img") is not None and not any(
        _words(cell) for row in rows[::2] for cell in row
    )
    if len(rows) > 1 and width > 1 and not is_album:
        return []
    step = 2 if is_album else 1
    return [
        row[at]
        for top in range(0, len(rows), step)
        for at in range(width)
        for row in rows[top : top + step]
        if at < len(row)
    ]


def table(element: Element, text_of: Callable[[Element], str]) -> list[str]:
    """The blocks of a table. First rows of one cell are its name, and the unit of its figures."""
    rows = rows_of(element)
    marked = len(element.find("thead") or ())
    blocks = []
    while len(rows) > 2 and len(rows[0]) == 1:
        blocks.append(text_of(rows.pop(0)))
        marked -= 1
    heads = _heads(rows, marked)
    grid = _grid(rows, heads, text_of)
    width = max(map(len, grid), default=0)
    filled = [row + [""] * (width - len(row)) for row in grid]
    plain = [[_STARS.sub("", cell) for cell in row] for row in filled[:heads]]
    head = [_united(column) for column in zip(*plain, strict=True)]
    ruled = [_rule(column) for column in zip(*filled[heads:], strict=True)]
    return [*blocks, "\n".join(map(_row, (head, ruled, *filled[heads:])))]


def rows_of(element: Element) -> list[Element]:
    """Those of the table itself, not of tables within."""
    return [row for part in element for row in ([part] if part.tag == "tr" else part)]


def _words(cell: Element) -> str:
    return "".join(cell.itertext()).strip()


def _heads(rows: Sequence[Element], marked: int) -> int:
    """The number of rows that are the head, of which ``marked`` are said to be."""
    heads, y = max(1, marked), 0
    # A cell of the head that reaches down tells how far the head does; one that stands over
    # several columns has what tells them apart below it.
    while y < min(heads, len(rows) - 1):
        down, across = (
            max((_span(cell, name) for cell in rows[y]), default=1)
            for name in ("rowspan", "colspan")
        )
        heads = max(heads, y + down, y + 1 + (across > 1 and _tells_apart(rows[y + 1])))
        y += 1
    return max(1, min(heads, len(rows) - 1))


def _tells_apart(row: Element) -> bool:
    """Whether it may belong to the head: it holds no figure but years."""
    said = [*filter(None, map(_words, row))]
    return len(row) > 1 and not any(
        _NUMBER.fullmatch(words) and not _YEAR.fullmatch(words) for words in said
    )


def _span(cell: Element, name: str) -> int:
    return int(cell.get(name, "1"))


def _grid(rows: Sequence[Element], heads: int, text_of: Callable[[Element], str]) -> Grid:
    """What stands in each place. Words that span rows stand in each of them, a figure in the first
    alone: it is that of all. So does what spans columns, unless it is in the head."""
    reaching: dict[tuple[int, int], str] = {}
    grid: Grid = []
    for y, row in enumerate(rows):
        found: list[str] = []
        for cell in row:
            _reached(found, y, reaching)
            text = text_of(cell)
            for further in range(_span(cell, "colspan")):
                shown = text if not further or y < heads else ""
                is_once = y >= heads and _NUMBER.fullmatch(_STARS.sub("", text))
                for below in range(1, _span(cell, "rowspan")):
                    reaching[y + below, len(found)] = "" if is_once else shown
                found.append(shown)
        _reached(found, y, reaching)
        grid.append(found)
    return grid


def _reached(found: list[str], y: int, reaching: Mapping[tuple[int, int], str]) -> None:
    """Put into a row what reaches down to its next places."""
    while (y, len(found)) in reaching:
        found.append(reaching[y, len(found)])


def _united(column: Sequence[str]) -> str:
    """The heads of a column as one: *Quý II năm 2026*, *Hồ sơ đã giải quyết, đúng hạn*."""
    first, *rest = dict.fromkeys(filter(None, column)) or [""]
    if rest and _TIME.match(first):
        first, rest = f"{rest[0]} {first[0].lower()}{first[1:]}", rest[1:]
    return ", ".join([first, *(f"{head[0].lower()}{head[1:]}" for head in rest)])


def _rule(column: Sequence[str]) -> str:
    said = [_STARS.sub("", cell) for cell in column]
    is_number = any(said) and all(
        _NUMBER.fullmatch(cell) or _COLUMN.fullmatch(cell) for cell in said
    )
    return "---:" if is_number else "---"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', _ESCAPED_BAR) for cell in cells)} |"
