"""Tables: columns that follow from others (*kế hoạch, thực hiện, tỷ lệ*) and rows that are totals.

What holds in most rows of a table is its rule; a row that breaks the rule is wrong.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import Direction, Figure, Kind
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import Neighbourhood
from portal.core.figures.relations.relation import Relation, explain, number
from portal.core.figures.relations.verdict import Judged

_TOTAL_ROW = re.compile(r"(?<!\w)(?:tổng(?: cộng| số)?|cộng|toàn tỉnh)(?!\w)")
_CLOSE = Decimal("0.25")
_Row = dict[int, int]
"""Column → figure."""
_Rule = Callable[[Figure, Figure, Figure], Judged | None]


class Tables:
    """The figures of a text that stand in Markdown tables."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.tables = [rows for rows in self._read() if len(rows) > 1]
        self.cells = {index for rows in self.tables for row in rows for index in row.values()}

    def relations(self) -> Iterator[Relation]:
        """What the columns and the total rows state."""
        for rows in self.tables:
            total = next((row for row in reversed(rows) if self._is_total(row)), None)
            stated: set[int] = set()
            for relation in (*self._by_columns(rows), *self._shares_of_total(rows, total)):
                if relation.stated not in stated:
                    stated.add(relation.stated or 0)
                    yield relation
            if total:
                yield from self._sums(rows, total)

    def _read(self) -> list[list[_Row]]:
        """The rows of each table."""
        low = self.near.low
        tables: list[list[_Row]] = []
        last_start = last_end = -1
        for index in range(len(self.figures)):
            at = self.near.at(index)
            start = low.rfind("\n", 0, at) + 1
            if low[start : start + 4].lstrip(" ")[:1] != "|":
                continue
            if start != last_start:
                between = low[last_end:start].split("\n")[1:-1] if last_end >= 0 else [""]
                if not all(line.lstrip().startswith("|") for line in between):
                    tables.append([])
                tables[-1].append({})
                last_start = start
            last_end = at
            tables[-1][-1].setdefault(low.count("|", start, at), index)
        return tables

    def _is_total(self, row: _Row) -> bool:
        at = self.near.at(min(row.values()))
        return (
            _TOTAL_ROW.search(self.near.low, self.near.low.rfind("\n", 0, at) + 1, at) is not None
        )

    def _by_columns(self, rows: list[_Row]) -> Iterator[Relation]:
        columns = sorted({column for row in rows for column in row})
        for first, second, third in permutations(columns, 3):
            triples = [
                (row[first], row[second], row[third])
                for row in rows
                if {first, second, third} <= row.keys()
            ]
            if triples and third == max(first, second, third):
                for kind, rule in self._rules(triples, ordered=first < second):
                    yield from self._apply(kind, rule, triples)

    def _rules(
        self, triples: list[tuple[int, int, int]], *, ordered: bool
    ) -> Iterator[tuple[str, _Rule]]:
        """What the third column may be of the other two, going by what it counts."""
        a, b, c = (self.figures[index] for index in triples[0])
        if a.kind is Kind.PERCENT or b.kind is not a.kind or a.unit != b.unit:
            return
        if c.kind is Kind.PERCENT:
            yield "share", verdict.share
            if ordered:
                yield "rate_of_change", _rate
        elif c.kind is a.kind and ordered:
            yield "difference", _difference

    def _apply(
        self, kind: str, rule: _Rule, triples: list[tuple[int, int, int]]
    ) -> Iterator[Relation]:
        found = []
        for first, second, third in triples:
            judged = rule(*(self.figures[i] for i in (first, second, third)))
            if judged:
                found.append(((first, second, third), judged))
        held = sum(judged is not Verdict.WRONG for _, (_, judged) in found)
        if held < min(2, len(found)) or 2 * held < len(found):
            return
        for (first, second, third), result in found:
            stated = self.figures[third]
            if result[1] is Verdict.WRONG and not verdict.is_near(result[0], stated.value, _CLOSE):
                continue
            terms = f"{number(self.figures[first].value)} và {number(self.figures[second].value)}"
            words = explain(terms, result, stated)
            yield Relation(kind, (first,), second, third, result[1], words)

    def _shares_of_total(self, rows: list[_Row], total: _Row | None) -> Iterator[Relation]:
        """*Đất đai 61 (22,4%)*: of the total of its column."""
        for column, whole in (total or {}).items():
            for rate in {c for row in rows for c in row if c > column}:
                triples = [
                    (row[column], whole, row[rate])
                    for row in rows
                    if row is not total and {column, rate} <= row.keys()
                ]
                kinds = {self.figures[i].kind for _, _, i in triples}
                if len(triples) > 1 and kinds == {Kind.PERCENT}:
                    yield from self._apply("share", verdict.share, triples)

    def _sums(self, rows: list[_Row], total: _Row) -> Iterator[Relation]:
        for column, whole in total.items():
            parts = [row[column] for row in rows if row is not total and column in row]
            figure = self.figures[whole]
            if len(parts) < 2 or figure.kind is Kind.PERCENT:
                continue
            found = verdict.total((self.figures[i] for i in parts), figure)
            if found[1] is Verdict.WRONG and not verdict.is_near(found[0], figure.value):
                continue
            terms = " + ".join(number(self.figures[i].value) for i in parts)
            yield Relation(
                "sum", tuple(parts), whole, whole, found[1], explain(terms, found, figure)
            )


def _towards(before: Figure, after: Figure, stated: Figure) -> Figure:
    """A column headed *giảm* prints no sign: the direction is that of the two values."""
    down = after.value < before.value
    return stated._replace(direction=Direction.DOWN if down else Direction.UP)


def _rate(before: Figure, after: Figure, stated: Figure) -> Judged | None:
    return verdict.rate(before, after, _towards(before, after, stated))


def _difference(before: Figure, after: Figure, stated: Figure) -> Judged | None:
    return verdict.change(before, after, _towards(before, after, stated))
