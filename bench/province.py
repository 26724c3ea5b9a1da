"""The imaginary province behind the corpus: what happened in each office, month by month.

Articles read their figures from it, so that any two of them agree: quarters are sums of months,
parts are smaller than wholes, and a change is measured against what was published a year before.
"""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

import vocabulary

FIRST_YEAR, LAST_YEAR = 2009, 2025


class Period(NamedTuple):
    """Some months of one year."""

    year: int
    first: int
    last: int

    @property
    def iso(self) -> str:
        if self.last - self.first == 11:
            return str(self.year)
        if self.last - self.first == 2:
            return f"{self.year}-Q{(self.first + 2) // 3}"
        return f"{self.year}-{self.first:02}"

    @property
    def words(self) -> str:
        if self.last - self.first == 11:
            return f"năm {self.year}"
        if self.last - self.first == 2:
            return f"quý {('I', 'II', 'III', 'IV')[self.first // 3]}/{self.year}"
        return f"tháng {self.first}/{self.year}"

    @property
    def year_before(self) -> "Period":
        return self._replace(year=self.year - 1)


class Statement(NamedTuple):
    indicator: str
    figure: str
    period: Period


class Province:
    """Monthly counts, drawn once per indicator, office and year from the seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._years: dict[tuple[str, str, int], list[int]] = {}

    def count(self, indicator: str, office: str, usual: int, period: Period) -> int:
        key = (indicator, office, period.year)
        months = self._years.get(key)
        if months is None:
            random = Random(f"{self._seed} {key}")
            growth = 1 + (period.year - FIRST_YEAR) * 0.03
            months = [max(1, int(usual * growth * random.uniform(0.7, 1.3))) for _ in range(12)]
            self._years[key] = months
        return sum(months[period.first - 1 : period.last])

    def done(self, indicator: str, office: str, usual: int, period: Period) -> int:
        """At most 12 % of the whole is left undone in any month."""
        whole = self.count(indicator, office, usual, period)
        left = sum(
            self.count(indicator, office, usual, Period(period.year, month, month))
            * Random(f"{self._seed} {indicator} {office} {period.year} {month}").randint(0, 12)
            // 100
            for month in range(period.first, period.last + 1)
        )
        return whole - left


def number(value: int) -> str:
    """As printed: dotted thousands, one digit padded (*03 lớp*)."""
    return f"{value:02}" if value < 10 else f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share.normalize():f}".replace(".", ",") + "%"


def figures(
    province: Province, office: str, day: datetime, random: Random, wanted: int
) -> tuple[list[Statement], list[str]]:
    """At most ``wanted`` statements about periods that are over, and the sentences they are in."""
    statements: list[Statement] = []
    sentences: list[str] = []
    period = random.choice(_finished_periods(day))
    counts = random.sample(vocabulary.COUNTS, k=min(wanted, 5))
    if wanted >= 3 and random.random() < 0.5:
        whole_id, _, unit, usual, words = random.choice(vocabulary.RATES)
        whole = province.count(whole_id, office, usual, period)
        done = province.done(whole_id, office, usual, period)
        share = percent(done, whole)
        given, finished = f"{number(whole)} {unit}", f"{number(done)} {unit}, đạt {share}"
        sentences.append(
            f"Trong {period.words}, cơ quan có {given} {words}; đã hoàn thành {finished}."
        )
        statements += [
            Statement(whole_id, given, period),
            Statement(f"{whole_id}.hoan-thanh", finished, period),
        ]
        counts = counts[2:]
    for indicator, _, unit, words, verb, usual in counts:
        value = province.count(indicator, office, usual, period)
        figure = f"{number(value)} {words}"
        change = value - province.count(indicator, office, usual, period.year_before)
        if change and random.random() < 0.4:
            direction = "tăng" if change > 0 else "giảm"
            figure += (
                f" ({direction} {number(abs(change))} {unit} so với {period.year_before.words})"
            )
        sentences.append(f"Trong {period.words}, cơ quan đã {verb} {figure}.")
        statements.append(Statement(indicator, figure, period))
    return statements, sentences


def _finished_periods(day: datetime) -> tuple[Period, ...]:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    quarter = (month // 3) * 3
    return (
        Period(year, month, month),
        Period(year, quarter - 2, quarter) if quarter else Period(year - 1, 10, 12),
        Period(day.year - 1, 1, 12),
    )
