"""A table of Word, whose cells may span others, as a table of Markdown, whose cells cannot."""

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

_NUMBER = re.compile(r"[-+–]?[\d.,]+(?: ?%)?|[-–]?")
"""A figure, or the dash or nothing where there is none."""

_TIME = re.compile(r"(?:Năm|Quý|Tháng)\s")
_ESCAPED_BAR = r"\|"

Grid = list[list[str]]


def table(element: Element, text_of: Callable[[Element], str]) -> list[str]:
    """The blocks of a table. One of a single row or column is a frame around paragraphs, and a
    first row of one cell is the table's name."""
    rows = [row for part in element for row in ([part] if part.tag == "tr" else part)]
    blocks = []
    if len(rows) > 2 and len(rows[0]) == 1:
        blocks.append(text_of(rows.pop(0)))
    heads = _heads(element, rows)
    grid = _grid(rows, heads, text_of)
    width = max(map(len, grid), default=0)
    if len(grid) < 2 or width < 2:
        return [*blocks, *(cell for row in grid for cell in row if cell)]
    filled = [row + [""] * (width - len(row)) for row in grid]
    head = [_united(column) for column in zip(*filled[:heads], strict=True)]
    ruled = [_rule(column) for column in zip(*filled[heads:], strict=True)]
    return [*blocks, "\n".join(map(_row, (head, ruled, *filled[heads:])))]


def _heads(element: Element, rows: Sequence[Element]) -> int:
    """The number of rows that are the head."""
    marked = element.find("thead")
    if marked is not None or len(rows) < 3:
        return min(1 if marked is None else len(marked), max(1, len(rows) - 1))
    # A cell of the first row that reaches down tells how far the head does; one that stands over
    # several columns has what tells them apart below it.
    down, across = (
        max((_span(cell, name) for cell in rows[0]), default=1) for name in ("rowspan", "colspan")
    )
    return min(max(down, 2 if across > 1 else 1), len(rows) - 1)


def _span(cell: Element, name: str) -> int:
    return int(cell.get(name, "1"))


def _grid(rows: Sequence[Element], heads: int, text_of: Callable[[Element], str]) -> Grid:
    """What stands in each place. What spans rows stands in each of them; what spans columns, in
    the first alone, unless it is in the head: a figure under two heads would be untrue there."""
    reaching: dict[tuple[int, int], str] = {}
    grid: Grid = []
    for y, row in enumerate(rows):
        found: list[str] = []
        for cell in row:
            _reached(found, y, reaching)
            text = text_of(cell)
            for further in range(_span(cell, "colspan")):
                shown = text if not further or y < heads else ""
                for below in range(1, _span(cell, "rowspan")):
                    reaching[y + below, len(found)] = shown
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
    is_number = any(column) and all(_NUMBER.fullmatch(cell) for cell in column)
    return "---:" if is_number else "---"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', _ESCAPED_BAR) for cell in cells)} |"
