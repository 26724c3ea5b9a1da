"""How an observation comes from a statement, its phrase and its indicator."""

import re
from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2b

from portal.core.figures import period as periods
from portal.core.figures.arithmetic import HUNDRED
from portal.core.figures.figure import RANK, RATES, RELATIVE, Direction, Figure, Kind
from portal.core.figures.measure import (
    Measure,
    equals,
    exceeds,
    is_against_part,
    is_multiple,
    is_of_budget,
    is_of_earlier,
    level_after,
    measure_of,
    origin_of,
    part_of_year_behind,
    time_behind,
    value_then,
    year_of_same_time,
)
from portal.core.figures.notation import Phrase
from portal.core.figures.observation import Change, Earlier, Observation, Quantity, Source
from portal.core.figures.period import Period
from portal.core.figures.printed import Place
from portal.core.figures.statement import ChangeUnit, Statement, Status
from portal.core.indicator import Better, Indicator, IndicatorKind


def choose(phrase: Phrase, indicator: Indicator) -> Figure | None:
    """The figure of ``phrase`` that measures ``indicator``.

    In *207/208 nhiệm vụ, đạt 99,5%* that is 207 for a count and 99,5 for a share; in *10 đồng
    chí, 10 tập thể, 43 cá nhân* the one with the indicator's unit; in *từ 9,43% xuống còn 7,86%*
    the new level.
    """
    chosen = _first_of(phrase, indicator)
    return chosen and (level_after(phrase, chosen) or chosen)


def _first_of(phrase: Phrase, indicator: Indicator) -> Figure | None:
    if indicator.kind is IndicatorKind.SHARE:
        percents = (f for f in phrase.figures if f.kind is Kind.PERCENT)
        return next(percents, None) or phrase.main
    free = [f for f in phrase.figures if f.attached_to is None]
    for unit in indicator.units:
        for figure in free:
            if figure.unit.startswith(unit):
                return figure
            if figure.kind is Kind.PAIR and figure.second_unit.startswith(unit):
                return figure
    return phrase.main


def quantity_of(figure: Figure, statement: Statement, indicator: Indicator) -> Quantity:
    """The chosen figure's number, unless an explicit key says otherwise."""
    if statement.value is not None:
        qualifier = statement.qualifier or figure.qualifier
        return Quantity.written(statement.value, qualifier)
    second = _second(figure, indicator)
    quantity = Quantity.of(figure) if second is None else Quantity(second)
    if indicator.kind is IndicatorKind.METER and (quantity.decimals, quantity.scale) == (3, 1):
        # Site meters group thousands the English way, and never show fractions: 5,924.
        quantity = Quantity(quantity.value.scaleb(3))
    if statement.qualifier is not None:
        quantity = quantity._replace(qualifier=statement.qualifier)
    return quantity


def observe(
    statement: Statement,
    *,
    phrase: Phrase,
    indicator: Indicator,
    period: Period,
    office: str,
    place: Place,
    source: Source,
    position: int,
    line: int,
) -> Observation | None:
    """Put together what a statement says; ``None`` if neither words nor keys give a number."""
    figure = choose(phrase, indicator)
    if figure is None:
        if statement.value is None:
            return None
        figure = Figure(statement.figure, 0, 0, statement.value)
    quantity = quantity_of(figure, statement, indicator)
    about = _attached(phrase, figure, indicator, period)
    change, growth = _change_and_growth(statement, phrase, figure, about, period)
    points = _points(phrase, figure, about, indicator, period)
    return Observation(
        indicator=indicator.id,
        office=office,
        period=period,
        quantity=quantity,
        unit=statement.unit or _unit(figure, indicator),
        status=_status(statement, figure, indicator),
        figure=statement.figure,
        sentence=place.sentence,
        words=place.words,
        source=source,
        position=position,
        line=line,
        whole=_whole(statement, figure),
        share=_share(about, indicator),
        change=change,
        growth=growth,
        points=points,
        target=_target(statement, quantity, points, indicator),
        earlier=_earlier(phrase, figure, period),
        accept=statement.accept,
        revises=statement.revises,
        note=statement.note,
    )


def _change_and_growth(
    statement: Statement,
    phrase: Phrase,
    figure: Figure,
    about: Mapping[str, Figure],
    period: Period,
) -> tuple[Change | None, Change | None]:
    """By how much it changed, and the percentage that is printed beside that."""
    unit = ChangeUnit.PLACES if figure.unit == RANK else None
    moved = about.get("change")
    is_growth = moved is not None and (figure.unit, moved.unit) == ("‰", "%")  # no points of ‰
    change = _change(phrase, moved, period, ChangeUnit.PERCENT if is_growth else unit)
    growth = _change(phrase, about.get("growth"), period)
    if change is None:
        change = _change(phrase, about.get("times"), period, ChangeUnit.TIMES)
    if change is not None and growth is not None and change.against is None:
        change = change._replace(against=growth.against)  # It is said once, after the last.
    if statement.change is not None:
        amount = statement.change.amount
        against = change.against if change else _usual_basis(phrase, period)
        stated = Quantity.written(abs(amount))
        change = Change(stated, unit or statement.change.unit, amount >= 0, against)
    return change, growth


def _points(
    phrase: Phrase,
    figure: Figure,
    about: Mapping[str, Figure],
    indicator: Indicator,
    period: Period,
) -> Change | None:
    """By how many points a plan is met or missed; of *còn 23,4%, vượt 0,1% kế hoạch* nobody knows
    on which side of it the value is."""
    beyond = about.get("points")
    is_wanted_low = indicator.better is Better.LESS or figure.direction is Direction.DOWN
    if beyond and is_wanted_low and exceeds(phrase, beyond):
        return None
    return _change(phrase, beyond, period, ChangeUnit.POINTS)


def _whole(statement: Statement, figure: Figure) -> Quantity | None:
    if statement.of is not None:
        return Quantity.written(statement.of)
    return None if figure.denominator is None else Quantity(figure.denominator)


def _share(about: Mapping[str, Figure], indicator: Indicator) -> Quantity | None:
    """The percentage beside a count; a share is one itself."""
    share = about.get("share")
    if share is None or indicator.kind is IndicatorKind.SHARE:
        return None
    return Quantity.of(share)


def _target(
    statement: Statement, quantity: Quantity, points: Change | None, indicator: Indicator
) -> Decimal | None:
    """Of a share also what follows from *vượt 3 điểm phần trăm so với kế hoạch*."""
    if statement.target is None and points is not None and indicator.kind is IndicatorKind.SHARE:
        return quantity.value - points.signed
    return statement.target


def sealed(observation: Observation, accepted: tuple[str, ...]) -> Observation:
    """The observation with what was accepted and with its digest."""
    o = observation
    shown = (
        o.indicator, o.office, o.period.iso, o.unit, o.status, o.figure, o.sentence,
        o.source.url, o.source.title, o.source.day.isoformat(), o.source.changed.isoformat(),
        o.accept, o.revises, o.note,
        # What the phrase says follows from its words; only keys can say something else.
        o.quantity.qualifier, str(o.quantity.value), str(o.target),
        str(o.whole and o.whole.value), str(o.change and (o.change.signed, o.change.unit.value)),
        *accepted,
    )  # fmt: skip
    digest = blake2b("\x1f".join(shown).encode(), digest_size=8).hexdigest()
    return Observation(*o[:-2], accepted, digest)


def _attached(
    phrase: Phrase, figure: Figure, indicator: Indicator, period: Period
) -> Mapping[str, Figure]:
    """What the phrase says about ``figure``: change, growth, times, share, points of a target."""
    found: dict[str, Figure] = {}
    place = phrase.figures.index(figure) if figure in phrase.figures else None
    for other in phrase.figures:
        if other is figure or other.attached_to is None or other.attached_to != place:
            continue
        name = _role(phrase, other, figure, period)
        if name:
            found.setdefault(name, other)
    if "change" not in found and "growth" in found:
        found["change"] = found.pop("growth")
    if figure.kind is Kind.PAIR:
        is_second = _second(figure, indicator) is not None
        found = {n: f for n, f in found.items() if _is_of_second(phrase, f, figure) is is_second}
    return found


def _usual_basis(phrase: Phrase, period: Period) -> Period | None:
    """The year before, where the phrase compares with nothing else."""
    relative = (f for f in phrase.figures if f.kind in RELATIVE)
    otherwise = any(measure_of(phrase, f) in (Measure.PLAN, Measure.OTHER) for f in relative)
    return None if otherwise else period.shifted(-1)


def _role(phrase: Phrase, other: Figure, figure: Figure, period: Period) -> str:
    """What ``other`` is to ``figure``; empty if nothing that is published."""
    if other.kind is Kind.PERCENT:
        is_of_plan = other.basis or other.value > HUNDRED or is_of_budget(phrase, other, figure)
        return "" if is_of_plan or is_of_earlier(phrase, other) else "share"
    if other.kind not in RELATIVE:
        return ""
    measure = measure_of(phrase, other)
    if other.kind is Kind.POINTS and measure is Measure.PLAN:
        return "points"
    if is_against_part(phrase, other):
        measure = Measure.PERIOD if part_of_year_behind(phrase, other, period) else Measure.OTHER
    if measure in (Measure.PLAN, Measure.OTHER):
        return ""
    if other.kind is Kind.POINTS:
        return "change"
    if other.unit == "lần" != figure.unit or is_multiple(phrase, other):
        # *tăng 2 lần*: some mean twice as much, some thrice.
        return "times" if is_multiple(phrase, other) else ""
    return "growth" if other.unit in RATES else "change"


def _change(
    phrase: Phrase, figure: Figure | None, period: Period, unit: ChangeUnit | None = None
) -> Change | None:
    if figure is None:
        return None
    if unit is None and figure.kind is Kind.POINTS:
        unit = ChangeUnit.POINTS
    elif unit is None:
        unit = ChangeUnit.PERCENT if figure.unit in RATES else ChangeUnit.ABSOLUTE
    against = part_of_year_behind(phrase, figure, period)
    against = against or _time(figure.basis, year_of_same_time(phrase, figure), period)
    return Change(Quantity.of(figure), unit, figure.direction is not Direction.DOWN, against)


def _earlier(phrase: Phrase, figure: Figure, period: Period) -> Earlier | None:
    if len(phrase.figures) == 1:
        return None
    origin = origin_of(phrase, figure)
    if origin is not None:
        level = level_after(phrase, origin) or figure
        told = time_behind(phrase, origin.end), time_behind(phrase, level.end, compared=True)
        against = next((time for when in told if (time := _time(*when, period))), None)
        return _comparable(Quantity.of(origin), against, period)
    for other in phrase.figures:
        if other.kind is Kind.PERCENT and _says_of(phrase, other, figure):
            when = time_behind(phrase, other.end, compared=not equals(phrase, other))
            return _comparable(Quantity.of(other), _time(*when, period), period, is_percent=True)
    then = value_then(phrase, figure) if figure in phrase.figures else None
    return then and _comparable(Quantity.of(then[0]), _time(*then[1:], period), period)


def _comparable(
    quantity: Quantity, against: Period | None, period: Period, *, is_percent: bool = False
) -> Earlier | None:
    """Years with years, quarters with quarters."""
    if against is None or len(against.iso) != len(period.iso) or against == period:
        return None
    return Earlier(quantity, against, is_percent)


def _says_of(phrase: Phrase, other: Figure, figure: Figure) -> bool:
    place = other.attached_to
    return place is not None and phrase.figures[place] is figure


def _time(basis: str, year: int | None, period: Period) -> Period | None:
    """The time that a basis names, for a figure of ``period``."""
    if basis.startswith("cùng kỳ"):
        years = (year or period.year - 1) - period.year
        return period.shifted(years) if years < 0 else None
    name, _, when = basis.partition(" ")
    if when in ("trước", "ngoái"):
        return period.preceding(name)
    return periods.parse(basis) if basis else None


def _second(figure: Figure, indicator: Indicator) -> Decimal | None:
    """The second count of a pair, if that is the one in the indicator's unit."""
    if figure.kind is not Kind.PAIR or figure.unit.startswith(indicator.units):
        return None
    if figure.second_unit.startswith(indicator.units):
        return figure.second  # *lượt* also begins *lượt người*, another name of *công dân*.
    is_second = indicator.counts(figure.second_unit) and not indicator.counts(figure.unit)
    return figure.second if is_second else None


def _is_of_second(phrase: Phrase, other: Figure, pair: Figure) -> bool | None:
    """Which of *155 lượt/182 công dân* a change is of: *tăng 12 lượt*, *tăng 8% số công dân*.

    Per cent of nothing named are of the first; what counts neither is of none.
    """
    is_rate = other.unit in RATES
    said = phrase.words[other.end :].lower() if is_rate else other.unit
    said = re.sub(r"\A\s(?:về|số|lượng)(?:\slượng)?(?=\s)", "", said).lstrip()
    if said.startswith(pair.second_unit):
        return True
    return False if is_rate or said.startswith(pair.unit) else None


def _unit(figure: Figure, indicator: Indicator) -> str:
    """The indicator's unit if the article uses one of its words, else the article's word."""
    printed = figure.unit if _second(figure, indicator) is None else figure.second_unit
    return indicator.unit if not printed or indicator.counts(printed) else printed


def _status(statement: Statement, figure: Figure, indicator: Indicator) -> Status:
    if statement.status is not None:
        return statement.status
    if statement.revises:
        return Status.REVISED
    if figure.estimated:
        return Status.ESTIMATED
    return Status.CAPTURED if indicator.kind is IndicatorKind.METER else Status.NORMAL
