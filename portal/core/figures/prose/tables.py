"""Tables in Markdown: a figure has the period that heads its column."""

import re
from datetime import date

from portal.core.figures import period as periods
from portal.core.figures.period import Period
from portal.core.figures.prose.moments import Calendar, moments

_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*\Z")


class Tables:
    """Finds the table around a place of a text, and reads each table's head once."""

    def __init__(self, low: str, today: date | None, year: int | None) -> None:
        self._low = low
        self._calendar = Calendar(low, today, year)
        self._heads: dict[int, tuple[Period | None, ...]] = {}
        """Beginning of a row → the periods of the columns of its table."""

    def period(self, at: int) -> Period | None:
        """The period that heads the column of what stands at ``at``, if it stands in a table."""
        start = self._low.rfind("\n", 0, at) + 1
        if not self._is_row(start):
            return None
        columns = self._columns(start)
        column = self._low.count("|", start, at)
        return columns[column] if column < len(columns) else None

    def _columns(self, start: int) -> tuple[Period | None, ...]:
        rows = [start]
        while rows[-1] not in self._heads:
            above = self._low.rfind("\n", 0, max(0, rows[-1] - 1)) + 1
            if rows[-1] == 0 or not self._is_row(above):
                self._heads[rows[-1]] = tuple(map(self._head, self._cells(rows[-1])))
                break
            rows.append(above)
        columns = self._heads[rows[-1]]
        self._heads.update(dict.fromkeys(rows, columns))
        return columns

    def _cells(self, start: int) -> list[str]:
        end = self._low.find("\n", start)
        return self._low[start : end if end >= 0 else len(self._low)].split("|")

    def _head(self, cell: str) -> Period | None:
        year = _YEAR.match(cell)
        if year:
            return periods.year(int(year[1]))
        return next((self._calendar.period(match) for match in moments(cell)), None)

    def _is_row(self, start: int) -> bool:
        return self._low[start : start + 4].lstrip(" ")[:1] == "|"
