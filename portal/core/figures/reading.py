"""The statements of one article → observations, and everything that is wrong with them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.core.article import Article, Body
from portal.core.figures import notation
from portal.core.figures.change_checks import check_basis
from portal.core.figures.checks import check_article, check_statement
from portal.core.figures.clause_time import years_of
from portal.core.figures.context import LIMIT, Context
from portal.core.figures.figure import Figure, Qualifier
from portal.core.figures.finding import settle
from portal.core.figures.listed import check_names
from portal.core.figures.measure import level_after
from portal.core.figures.notation import Phrase
from portal.core.figures.observation import Observation, Source
from portal.core.figures.observing import choose, observe, sealed
from portal.core.figures.period import Basis, Period
from portal.core.figures.period import day as day_period
from portal.core.figures.printed import Place, Printed, one_line, plain
from portal.core.figures.statement import Statement
from portal.core.indicator import Indicator, IndicatorKind, indicator_meant
from portal.core.library import Declarations
from portal.core.office import Office
from portal.core.problem import Problem, Severity

_TIME = re.compile(r"(?:19|20)\d\d|(?<!\w)(?:năm|quý|quí|tháng|kỳ|kì)(?!\w)", re.IGNORECASE)


_YEAR_NEARLY_OVER = 11
_FAR_AHEAD = 40
_AHEAD = re.compile(r"(?<!\S)[^,;:.()]*\Z")
_TAIL = re.compile(r"\s+trở\s+(?:lên|xuống)(?!\w)")
_NAMED_YEAR = re.compile(r"(?<!\w)[A-ZĐ]{2,}\s((?:19|20)\d\d)(?!\d)[^;()]*\Z")
"""*PAR INDEX 2023 đạt …*: a time that is not said like one."""
_MUDDLED = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})*(?: \d{3})+(?:\.\d|,\d+[.,]\d)"
    r"|(?<![\d.,])\d{1,3}(?:[.,]\d{3})+ \d{3}(?!\d)"
)
"""*12 345.6*, *12.345 678*: blanks between thousands, and dots or commas too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article's statements say."""

    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_article(article: Article, body: Body, declarations: Declarations) -> Reading:
    """Read and check every statement against the article's own words and against each other."""
    if not article.statistics:
        return Reading()
    return _Reader(article, body, declarations).read()


class _Reader:
    def __init__(self, article: Article, body: Body, declarations: Declarations) -> None:
        self.article = article
        self.body = body
        self.indicators: Mapping[str, Indicator] = declarations.indicators
        self.offices: Mapping[str, Office] = declarations.offices
        self.printed = Printed(body.text)
        self.source = Source(
            article.url, article.title, article.date, article.source, article.changed.date()
        )
        self.problems: list[Problem] = []
        self._blocks: dict[str, tuple[Figure, ...]] = {}

    def read(self) -> Reading:
        observations = []
        places: dict[int, Place] = {}
        for position, statement in enumerate(self.article.statistics):
            place = self._place(position, statement)
            observation = self._observation(position, statement, place)
            if place is not None and observation is not None:
                places[position] = place
                observations.append(observation)
                self.problems.extend(
                    check_statement(statement, observation, lambda: self.printed.numbers)
                )
                self.problems.extend(check_names(observation, place.after))
                self.problems.extend(check_basis(observation))
        self.problems.extend(check_article(observations, self.indicators))
        self.problems.extend(self._context_problems(observations, places))
        problems, accepted = settle(self.problems, observations)
        return Reading(
            tuple(sealed(o, accepted.get((o.source.file, o.line), ())) for o in observations),
            tuple(sorted(problems)),
        )

    def _context_problems(
        self, observations: Sequence[Observation], places: Mapping[int, Place]
    ) -> Iterator[Problem]:
        """What the words around the figures say against them."""
        context = Context(self.article, self.printed)
        for observation in observations:
            place = places[observation.position]
            yield from context.check_notation(observation)
            yield from context.check_period(observation, place)
            yield from context.check_row(
                observation, self.indicators[observation.indicator].name.lower()
            )
        yield from context.check_sentences(observations, places, self.problems)
        yield from context.check_summary(observations)

    def _observation(
        self, position: int, statement: Statement, place: Place | None
    ) -> Observation | None:
        before = len(self.problems)
        indicator = self._indicator(position, statement)
        office = self._office(position, statement)
        if indicator is None or place is None:
            return None
        if muddled := _MUDDLED.search(one_line(statement.figure)):
            self._report(
                position, "figure", "muddled-number",
                f"không rõ «{muddled[0]}» là số nào: vừa có dấu cách, vừa có dấu chấm hoặc phẩy",
                "viết lại trong bài: dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ (12.345,6)",
            )  # fmt: skip
            return None
        phrase = _with_limit(notation.parse(statement.figure), place)
        period = self._period(position, statement, phrase, indicator, place)
        if period is None or len(self.problems) > before:
            return None
        observation = observe(
            statement,
            phrase=phrase,
            indicator=indicator,
            period=period,
            office=office,
            place=place,
            source=self.source,
            position=position,
            line=self._line(position),
        )
        if observation is None:
            self._report(
                position, "figure", "no-number",
                f"không đọc được số nào trong «{statement.figure}»",
                "chép cả con số cùng đơn vị, hoặc thêm value: …",
            )  # fmt: skip
        return observation

    def _indicator(self, position: int, statement: Statement) -> Indicator | None:
        indicator = self.indicators.get(statement.indicator)
        if indicator is None:
            near = indicator_meant(statement.indicator, self.indicators)
            self._report(
                position, "indicator", "unknown-indicator",
                f"không có chỉ tiêu «{statement.indicator}»",
                f"có phải «{near}»?" if near else "khai báo trong indicators.yml",
            )  # fmt: skip
        return indicator

    def _place(self, position: int, statement: Statement) -> Place | None:
        place = self.printed.find(statement.figure)
        if place is None:
            near = self.printed.nearest(statement.figure)
            message = f"«{statement.figure}» không có trong bài"
            if near is None:
                remedy = "chép đúng cụm từ trong bài"
            else:
                number, words = near
                line = self._body_line(self.printed.blocks[number], words)
                remedy = f"bài viết ghi «{words}» (dòng {line}): sửa bên nào sai"
            self._report(position, "figure", "figure-not-in-text", message, remedy)
        return place

    def _body_line(self, block: str, words: str) -> int:
        """The line of the file on which ``words`` stand, as near as Markdown lets us tell."""
        lines = self.body.markdown.split("\n")
        for wanted in (words, words.split(" ", maxsplit=1)[0], block[:20]):
            for number, line in enumerate(lines):
                if wanted in plain(line):
                    return self.body.line + number
        return self.body.line

    def _office(self, position: int, statement: Statement) -> str:
        office = statement.office or self.article.office
        if office not in self.offices:
            near = next(
                (o.id for o in self.offices.values() if office.lower() in o.name.lower()), None
            )
            self._report(
                position, "office", "unknown-office", f"chưa khai báo đơn vị «{office}»",
                f"có phải «{near}»?" if near else "khai báo trong offices.yml",
            )  # fmt: skip
        return office

    def _period(
        self,
        position: int,
        statement: Statement,
        phrase: Phrase,
        indicator: Indicator,
        place: Place,
    ) -> Period | None:
        day = self.article.day
        period = statement.period or self._told_period(phrase, indicator, place)
        if period is None or not (statement.period or _told_by(period, day)):
            if indicator.kind is IndicatorKind.METER:
                return day_period(day)
            self._report(
                position, "period", "no-period", "chưa rõ số liệu thuộc kỳ nào",
                "thêm period: 2021 (năm), 2021-Q1 (quý), 2021-04 (tháng) "
                "hoặc ../2021-12-10 (tính đến ngày)",
            )  # fmt: skip
            return None
        if not _told_by(period, day):
            self._report(
                position, "period", "period-after-article",
                f"kỳ {period.label} muộn hơn ngày đăng bài ({day:%d/%m/%Y})", "sửa period",
            )  # fmt: skip
            return None
        office = self.offices.get(statement.office or self.article.office)
        if office is not None and not _existed_during(office, period):
            self._report(
                position, "office", "office-outside-period",
                f"{office.name} không tồn tại {_when(period)}",
                _successor_remedy(office, self.offices),
            )  # fmt: skip
            return None
        return period

    def _told_period(self, phrase: Phrase, indicator: Indicator, place: Place) -> Period | None:
        """What the phrase says of its time, else its sentence, its paragraph, title or sapo."""
        figure = choose(phrase, indicator)
        if figure is None or figure.period is not None:
            return figure.period if figure else None
        if _tells_earlier_time(phrase, figure):
            return None
        end = place.start + len(phrase.words)
        figures = self._read_block(place.block)
        around = [f for f in figures if f.start < end and f.end > place.start]
        same = [f for f in around if f.value == figure.value and f.unit == figure.unit]
        told = next((f.period for f in same or around if f.period is not None), None)
        if told is None or _is_running(told, self.article.day, place.sentence):
            return None
        named = _NAMED_YEAR.search(place.sentence, 0, place.words[0])
        return None if named and int(named[1]) not in years_of(told) else told

    def _read_block(self, block: str) -> tuple[Figure, ...]:
        """The figures of a paragraph, which several statements may share."""
        if block not in self._blocks:
            # Loading what reads paragraphs takes long, and few articles need it.
            from portal.core.figures import extract  # noqa: PLC0415

            article = self.article
            sapo = article.summary if article.has_sapo else ""
            text = extract.read(block, today=article.day, title=article.title, summary=sapo)
            self._blocks[block] = text.figures
        return self._blocks[block]

    def _line(self, position: int) -> int:
        lines = self.article.statistics_lines
        return lines[position] if position < len(lines) else 1

    def _report(self, position: int, key: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(
                self.article.source, self._line(position), f"statistics[{position}].{key}", code,
                Severity.ERROR, message, remedy,
            )
        )  # fmt: skip


def _with_limit(phrase: Phrase, place: Place) -> Phrase:
    """The phrase as limited by the words right around it: *trên* before, *trở lên* behind.

    Copied without them, it is no more exact than the article.
    """
    first = next(iter(phrase.figures), None)
    start = place.words[0]
    if first is None or first.start or first.qualifier is not Qualifier.EXACT:
        return phrase
    tail = _TAIL.match(place.after) if first.end == len(phrase.words) else None
    begin = max(0, start - _FAR_AHEAD)
    if tail is None and not LIMIT.search(place.sentence, begin, start):
        return phrase
    ahead = _AHEAD.search(place.sentence, begin, start)
    lead = ahead[0] if ahead else ""
    around = notation.parse(f"{lead}{phrase.words}{tail[0] if tail else ''}").figures
    same = (f for f in around if f.start <= len(lead) < f.end and f.value == first.value)
    found = next(same, None)
    if found is None or (found.kind, found.unit) != (first.kind, first.unit):
        return phrase
    limited = first._replace(qualifier=found.qualifier, estimated=found.estimated)
    return Phrase(phrase.words, (limited, *phrase.figures[1:]))


def _tells_earlier_time(phrase: Phrase, figure: Figure) -> bool:
    """*từ 9,43% năm 2023 xuống còn 7,86%*: of the times around, none need be that of the level."""
    earlier = next((f for f in phrase.figures if level_after(phrase, f) is figure), None)
    return earlier is not None and bool(
        _TIME.search(phrase.words[: earlier.start] + phrase.words[earlier.end :])
    )


def _is_running(period: Period, day: date, sentence: str) -> bool:
    """Whether the period is a year that is not nearly over: the title may speak of its plan, and
    *trong năm* of the year before. Only a sentence that names it means it."""
    if period.iso != str(period.year) or period.iso in sentence:
        return False
    return (period.year, _YEAR_NEARLY_OVER) > (day.year, day.month)


def _told_by(period: Period, day: date) -> bool:
    """Whether an article of ``day`` may speak of ``period``: it has begun, and an end that is
    named as a day has come. A year may be reported before its last day, as offices do."""
    if period.basis is Basis.FLOW and period.start != period.end:
        return period.start is not None and period.start <= day
    return period.end <= day


def _when(period: Period) -> str:
    """The period as it stands after a verb."""
    label = period.label
    if period.start is None:
        return f"tính {label}"
    if period.start == period.end:
        return f"vào {label}"
    return label if label.startswith("từ ") else f"trong {label}"


def _existed_during(office: Office, period: Period) -> bool:
    """Whether the office existed for some day of the period."""
    if office.valid_from is not None and period.end < office.valid_from:
        return False
    return office.valid_to is None or period.start is None or period.start <= office.valid_to


def _successor_remedy(office: Office, offices: Mapping[str, Office]) -> str:
    if office.successor and office.successor in offices:
        return f"dùng office: {office.successor} cho kỳ sau ngày {office.valid_to:%d/%m/%Y}"
    if office.predecessors:
        return f"kỳ này thuộc đơn vị trước sáp nhập: {', '.join(office.predecessors)}"
    return "sửa period hoặc office"
