"""The words around a stated figure against the figure: period, tables, sapo, sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Final

from portal.core.article import Article
from portal.core.figures.clause_time import YEAR, other_time, years_of
from portal.core.figures.figure import APPROXIMATION
from portal.core.figures.finding import discrepancy, remark, value_of
from portal.core.figures.observation import Observation
from portal.core.figures.printed import ALIKE_ENOUGH, Place, Printed, Row, likeness, plain
from portal.core.figures.prose.lexicon import COUNTED, QUALIFIERS, SCALES, TIMES
from portal.core.problem import Problem
from portal.core.vietnamese import format_number, parse_number

_LIMITS = "|".join(map(re.escape, QUALIFIERS))
LIMIT = re.compile(rf"(?<!\w)(?:ước(?:\s[^\W\d]+){{0,3}}|{_LIMITS})\s*\Z", re.IGNORECASE)
"""Right before a number: *trên*, *khoảng*, *ước đạt*."""
_DIGIT = re.compile(r"\d", re.ASCII)
_TOKEN = re.compile(r"\d[\d.,/-]*", re.ASCII)
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?[.,]?|\d{1,2}/\d{4}", re.ASCII)
_TIMES_BEFORE = ("ngày", "tháng", "quý", "quí", "năm", "kỳ")
_QUARTER_BEFORE = re.compile(r"qu[ýí]\s+[ivx]+\s*/\Z")
_TIME_AFTER = re.compile(r"\s*(?:tháng|giờ)")
_LOOK_BACK: Final = 12
RELATED: Final = 3
"""Numbers from which copied words may disagree among themselves."""
_THOUSANDS_OR_DECIMALS = re.compile(
    r"(?<![\d.,])(?:\d{1,3},\d{3}|\d+\.(?!\d{3}(?!\d))\d+)(?![\d.,]*\d)", re.ASCII
)
"""*12,345*, *12.34*: which it is depends on who writes."""
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,\d{3})+\.\d|(?:,\d{3}){2})", re.ASCII)
"""*12,345.6*, *1,234,567*: surely not Vietnamese."""
_ASIDE = re.compile(r"\s*\([^()]*\)\Z")
"""*Tỷ lệ bao phủ (%)*."""
_NAME = re.compile(r"(?<![\d.,])(\d[\d.,]*) ([^\W\d_]+(?: [^\W\d_]+)*)(?=\Z| ?[,;.(/])")
"""A number and what a figure calls that which it counts."""
_COUNTED = re.compile(r"(\d+(?:[.,]\d+)*)(%|\s+[^\W\d_]+)((?: [^\W\d_]+){0,4})")


class Context:
    """The words of one article, asked about its observations."""

    def __init__(self, article: Article, printed: Printed) -> None:
        self.article = article
        self.printed = printed

    def check_period(self, observation: Observation, place: Place) -> Iterator[Problem]:
        """The figure's own clause says no other time than the one stated."""
        told = other_time(observation, place, self.article.day)
        if told:
            yield discrepancy(
                observation, "period", "period-differs",
                f"khai kỳ {observation.period.label} nhưng bài viết nói {told}",
                "sửa period, hoặc ghi lý do vào accept",
            )  # fmt: skip
        elif self._speaks_of_other_years(observation):
            yield remark(
                observation, "period", "period-untold",
                f"khai kỳ {observation.period.label} nhưng cả bài không nhắc năm ấy",
                "xem lại period",
            )  # fmt: skip

    def check_notation(self, observation: Observation) -> Iterator[Problem]:
        """Marks in numbers mean what they mean in Vietnamese, unless the words make that doubtful:
        a fraction of what is counted, a decimal comma in an article that groups by commas."""
        value = observation.value
        if value == int(value) and not observation.quantity.decimals:
            return
        match = _THOUSANDS_OR_DECIMALS.search(observation.figure)
        if match is None:
            return
        is_counted = observation.unit in COUNTED and observation.quantity.scale == 1
        english = "," in match[0] and _ENGLISH.search(self.printed.text)
        if is_counted or english:
            yield discrepancy(
                observation, "figure", "unclear-number",
                f"«{match[0]}» có thể là số nghìn hoặc số lẻ, cổng đọc là {value_of(observation)}",
                "viết dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ (12.345,6), "
                "hoặc ghi lý do vào accept",
            )  # fmt: skip

    def _speaks_of_other_years(self, observation: Observation) -> bool:
        """Whether the article names years, but none of the period: *2012* for *2021*.

        The year of the article and the one before need no name: *năm nay*, *năm ngoái*.
        """
        period, day = observation.period, self.article.day
        stated = years_of(period)
        if not stated.isdisjoint((day.year, day.year - 1)):
            return False
        heads = f"{self.article.title}\n{self.article.summary}\n{self.printed.text}"
        told = set(map(int, YEAR.findall(heads)))
        return bool(told) and stated.isdisjoint(told)

    def check_row(self, observation: Observation, name: str) -> Iterator[Problem]:
        """A table row with the figure, called like it or its indicator (``name``) or beside its
        change and its earlier value, repeats it in the column of its year.

        Other columns are of other things: plans, other years, comparisons. Only numbers of the
        same size: what a table counts in thousands or for one district may be called the same.
        What only the indicator's name ties to the figure is no more than a remark.
        """
        year, value = observation.period.year, observation.value
        if "\t" not in self.printed.text or observation.period.iso != str(year):
            return
        rows = [row for row in self.printed.rows if year in row.by_year]
        told = [row for row in rows if self._repeats(row, observation)]
        tell = discrepancy if told else remark
        if not told and observation.office == self.article.office:
            told = [row for row in rows if _called(row) == name]
        if len(told) > 1 or any(row.by_year[year] in observation.interval for row in told):
            return
        for row in told:
            number = row.by_year[year]
            if value / 2 < number < value * 2:
                yield tell(
                    observation, "figure", "table-differs",
                    f"dòng «{row.name}» trong bảng ghi {format_number(number)} cho năm {year}, "
                    f"không khớp với «{observation.figure}»",
                    "sửa bảng hoặc sửa số liệu",
                )  # fmt: skip

    def _repeats(self, row: Row, observation: Observation) -> bool:
        if observation.office == self.article.office and _called(row) == _name(observation):
            return True
        return len(row.numbers & (_known_numbers(observation) - {observation.value})) >= 2

    def check_sentences(
        self,
        observations: Sequence[Observation],
        places: Mapping[int, Place],
        problems: Iterable[Problem],
    ) -> Iterator[Problem]:
        """Arithmetic that the paragraph states beyond the copied words.

        Only paragraphs with more numbers than were copied are read, or with copied words that
        may disagree among themselves: reading costs.
        """
        reported = {problem.line for problem in problems}
        blocks: dict[int, list[Observation]] = {}
        for observation in observations:
            blocks.setdefault(places[observation.position].number, []).append(observation)
        for here in blocks.values():
            block = places[here[0].position].block
            rest = block
            for figure in sorted((o.figure for o in here), key=len, reverse=True):
                if figure in rest:
                    rest = rest.replace(figure, " ")
                else:
                    rest = plain(rest).replace(plain(figure), " ")
            if any(o.line in reported for o in here):
                continue
            if not _figures_in(rest) and all(len(_figures_in(o.figure)) < RELATED for o in here):
                continue
            # Loading what reads paragraphs takes long, and few of them need it.
            from portal.core.figures import extract, relations  # noqa: PLC0415

            text = extract.read(block, today=self.article.day)
            for relation in relations.relate(text):
                if relation.is_wrong:
                    yield discrepancy(
                        _nearest(here, text.figures[relation.whole].start, places),
                        "figure", "sentence-disagrees", f"câu văn tự mâu thuẫn: {relation.note}",
                        "sửa số trong bài, hoặc ghi lý do vào accept",
                    )  # fmt: skip

    def check_summary(self, observations: Sequence[Observation]) -> Iterator[Problem]:
        """Title and sapo count the same things as the text: *554 cuộc* here, *545 cuộc* there."""
        if not observations:
            return
        heads = f"{self.article.title}. {self.article.summary}"
        if not _DIGIT.search(heads):
            return
        heads = plain(heads)
        counted = [m for at in _figures_in(heads) if (m := _COUNTED.match(heads, at))]
        if not counted:
            return
        told: dict[str, dict[Decimal | None, str]] = {}
        for number, thing, more in _COUNTED.findall(self.printed.text):
            found = told.setdefault(thing.strip().lower(), {})
            found.setdefault(parse_number(number), f"{number}{thing}{more}")
        for match in counted:
            thing, number = match[2].strip().lower(), parse_number(match[1])
            numbers = told.get(thing)
            if number is None or not numbers or number in numbers or thing in TIMES:
                continue
            if LIMIT.search(heads, 0, match.start()) and _is_about(number, numbers):
                continue  # Gần 600 cuộc họp: 598.
            if thing == "%" or thing in SCALES:  # They count anything; what is a slip looks alike.
                numbers = {n: words for n, words in numbers.items() if _is_like(match[1], words)}
            here = [words for _, words in sorted(numbers.items(), key=itemgetter(1))[:3]]
            if here:
                yield remark(
                    observations[0], "figure", "summary-differs",
                    f"tiêu đề hoặc sapo ghi «{_alike(match[0], here)}», trong bài là "
                    + ", ".join(f"«{_alike(words, [match[0]])}»" for words in here),
                    "xem lại sapo",
                )  # fmt: skip


def _is_about(number: Decimal, numbers: Iterable[Decimal | None]) -> bool:
    """Whether one of the ``numbers`` may be called *gần* or *hơn* this one."""
    return any(n is not None and abs(n - number) <= number * APPROXIMATION for n in numbers)


def _is_like(number: str, words: str) -> bool:
    """Whether ``words`` begin with a number that may be a slip of this one, or the other way."""
    token = _TOKEN.match(words)
    return token is not None and likeness(number, token[0]) >= ALIKE_ENOUGH


def _alike(words: str, others: Sequence[str]) -> str:
    """``words`` as far as any of the ``others`` goes on with the same after its number."""
    parts = words.split()
    ends = [other.lower().split()[1:] for other in others]
    length = len(parts)
    while length > 1 and [part.lower() for part in parts[1:length]] not in (
        end[: length - 1] for end in ends
    ):
        length -= 1
    return " ".join(parts[:length])


def _figures_in(words: str) -> list[int]:
    """Where numbers begin that are no part of a date, a year, a time of day."""
    found = []
    for match in _TOKEN.finditer(words):
        start, end = match.span()
        if _DATE.fullmatch(match[0]) or _TIME_AFTER.match(words, end):
            continue
        before = words[max(0, start - _LOOK_BACK) : start].rstrip().lower()
        if before.endswith(_TIMES_BEFORE):
            continue
        if before.endswith("/") and _QUARTER_BEFORE.search(before):
            continue
        found.append(start)
    return found


def _called(row: Row) -> str:
    """Its name, as a figure would be called."""
    return _ASIDE.sub("", row.name.lower())


def _name(observation: Observation) -> str:
    """What the figure calls that which its value counts, if that can be told for sure."""
    for match in _NAME.finditer(observation.figure):
        if parse_number(match[1]) == observation.value:
            return match[2].lower()
    return ""


def _known_numbers(observation: Observation) -> set[Decimal]:
    """All that the observation says or implies."""
    known = {observation.value}
    for quantity in (observation.whole, observation.share, observation.previous):
        if quantity is not None:
            known.add(quantity.value)
    for change in (observation.change, observation.growth, observation.points):
        if change is not None:
            known.add(change.quantity.value)
    return known


def _nearest(
    observations: Sequence[Observation], start: int, places: Mapping[int, Place]
) -> Observation:
    """The observation whose words begin nearest to ``start`` of their common block."""
    return min(observations, key=lambda o: abs(places[o.position].start - start))
