"""Tables in Markdown: a figure has the period and the unit that head its column or row."""

import re
from dataclasses import dataclass, replace
from datetime import date

from portal.core.figures import period as periods
from portal.core.figures.figure import Kind
from portal.core.figures.period import Period
from portal.core.figures.prose.amount import read_amount
from portal.core.figures.prose.draft import Amount, Draft
from portal.core.figures.prose.lexicon import CURRENCIES, UNITS
from portal.core.figures.prose.moments import Calendar, moments

_YEAR = re.compile(r"(?:[^\d|]*\s)?((?:19|20)\d\d)\s*\Z")
_IN_BRACKETS = re.compile(
    r"\((?:(?:đvt|đơn vị(?: tính)?)\s*:\s*)?([^()\d]{1,24})\)|\A[^\d%]*(%)\s*\Z"
)
_UNIT_COLUMN = re.compile(r"\s*(?:đvt|đv tính|đơn vị tính|đơn vị)\s*\Z")
_CAPTION = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^\n;.()|]+)")
_CAPTION_ROOM = 160
"""How many characters above a table the unit of all its cells may be named."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a table says about its columns."""

    periods: tuple[Period | None, ...]
    measures: tuple[Amount | None, ...]
    """One unit of what the cells of a column measure: *tỷ đồng* is 10⁹ đồng."""
    unit_column: int | None
    """The column that names the unit of each row."""
    general: Amount | None
    """The unit named above the table, of whatever has no unit of its own."""


class Tables:
    """Finds the table around a place of a text, and reads each table's head once."""

    def __init__(self, low: str, today: date | None, year: int | None) -> None:
        self._low = low
        self._calendar = Calendar(low, today, year)
        self._heads: dict[int, _Head] = {}
        """Beginning of a row → the head of its table."""

    def complete(self, draft: Draft) -> None:
        """Give a figure that stands in a table what its column and its row say about it."""
        start = self._low.rfind("\n", 0, draft.at) + 1
        if not self._is_row(start):
            return
        head = self._head(start)
        column = self._low.count("|", start, draft.at)
        if column >= len(head.periods):
            return
        draft.period = head.periods[column] or draft.period
        amount = draft.amount
        if amount.kind is Kind.COUNT and amount.scale == 1 and not amount.unit:
            measure = head.measures[column] or self._of_row(start, head) or head.general
            if measure is not None:
                draft.amount = replace(
                    amount,
                    value=amount.value * measure.scale,
                    scale=measure.scale,
                    unit=measure.unit,
                    kind=measure.kind,
                )
                if draft.kind is Kind.COUNT:
                    draft.kind = measure.kind

    def _of_row(self, start: int, head: _Head) -> Amount | None:
        cells = self._cells(start)
        if head.unit_column is not None and head.unit_column < len(cells):
            return _measure(cells[head.unit_column])
        return next(filter(None, map(_measure_in_brackets, cells)), None)

    def _head(self, start: int) -> _Head:
        rows = [start]
        while rows[-1] not in self._heads:
            above = self._low.rfind("\n", 0, max(0, rows[-1] - 1)) + 1
            if rows[-1] == 0 or not self._is_row(above):
                self._heads[rows[-1]] = self._read_head(rows[-1])
                break
            rows.append(above)
        head = self._heads[rows[-1]]
        self._heads.update(dict.fromkeys(rows, head))
        return head

    def _read_head(self, start: int) -> _Head:
        cells = self._cells(start)
        above = self._low[max(0, start - _CAPTION_ROOM) : start]
        captions = _CAPTION.findall(above)
        return _Head(
            tuple(map(self._period, cells)),
            tuple(map(_measure_in_brackets, cells)),
            next((i for i, cell in enumerate(cells) if _UNIT_COLUMN.match(cell)), None),
            _measure(captions[-1]) if captions else None,
        )

    def _cells(self, start: int) -> list[str]:
        end = self._low.find("\n", start)
        return self._low[start : end if end >= 0 else len(self._low)].split("|")

    def _period(self, cell: str) -> Period | None:
        year = _YEAR.match(cell)
        if year:
            return periods.year(int(year[1]))
        return next((self._calendar.period(match) for match in moments(cell)), None)

    def _is_row(self, start: int) -> bool:
        return self._low[start : start + 4].lstrip(" ")[:1] == "|"


def _measure_in_brackets(cell: str) -> Amount | None:
    """*Kế hoạch (tỷ đồng)*, *Tỷ lệ (%)*, *So sánh %*."""
    match = _IN_BRACKETS.search(cell)
    return _measure(match[1] or match[2]) if match else None


def _measure(words: str) -> Amount | None:
    """One of the known unit that ``words`` are, and nothing else; else ``None``."""
    one = f"1 {words.strip()}"
    amount = read_amount(one, one, 0, 1, meter=False, after_from=False)
    if amount is None or amount.end < len(one):
        return None
    basic = amount.unit.partition("/")[0]
    known = basic in UNITS or amount.unit in CURRENCIES.values() or amount.kind is not Kind.COUNT
    return amount if known or amount.scale > 1 else None
