"""The fact box of an article and the key figures of a year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

from plugins.statistics.views import Delta, delta
from plugins.statistics.wording import change_text, number_and_unit, value_text, when_text
from portal.core.figures.arithmetic import Verdict
from portal.core.figures.claims import Share, earlier_by, share_of
from portal.core.figures.dataset import Dataset
from portal.core.figures.observation import Observation
from portal.core.figures.series import Frequency, Point, Series, Topic
from portal.core.indicator import Indicator
from portal.core.library import Declarations
from portal.core.vietnamese import format_date, format_number, format_percent


class Mark(NamedTuple):
    """What was checked about a figure."""

    text: str
    good: bool = True
    """Agrees; otherwise something readers should know."""
    url: str = ""
    """The article that it was compared with."""


class Fact(NamedTuple):
    """One figure of an article."""

    name: str
    url: str
    """Page of its series."""
    period: str
    """And the office, where it is another than the article's."""
    number: str
    unit: str
    """Empty for percentages, whose sign is part of the number."""
    whole: str
    """*3.441* for a part printed with its whole; empty otherwise."""
    delta: Delta | None
    marks: tuple[Mark, ...]
    status: str
    note: str


@dataclass(frozen=True)
class FactBox:
    """What an article's box shows. It depends on the article and on older ones, never on newer:
    publishing an article changes no other article's page."""

    observations: tuple[Observation, ...]
    whens: tuple[str, ...]
    """For each observation its period, and its office where that is not the article's."""
    indicators: Mapping[str, Indicator]
    earlier: tuple[tuple[Observation | None, Observation | None], ...]
    """For each observation what older articles say of the period compared with, and of its own."""

    @cached_property
    def digest(self) -> str:
        parts = [self.indicators[o.indicator].digest + o.digest for o in self.observations]
        parts += self.whens
        parts += [o.digest if o else "-" for pair in self.earlier for o in pair]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return tuple([
            self._fact(observation, when, before, same)
            for observation, when, (before, same)
            in zip(self.observations, self.whens, self.earlier, strict=True)
        ])  # fmt: skip

    @cached_property
    def _siblings(self) -> Mapping[tuple[str, str, str], Observation]:
        return {observation.key: observation for observation in self.observations}

    def _fact(
        self,
        observation: Observation,
        when: str,
        before: Observation | None,
        same: Observation | None,
    ) -> Fact:
        indicator = self.indicators[observation.indicator]
        change = observation.change
        number, unit = number_and_unit(observation.quantity, observation.unit)
        whole = observation.whole
        marks: list[Mark] = []
        if change is not None:
            marks += _change_marks(observation, before)
        share = share_of(observation, indicator, self._siblings.get)
        if share is not None:
            marks += _share_marks(share)
        if same is not None:
            marks += _agreement_marks(observation, same)
        return Fact(
            name=indicator.name,
            url=indicator.url,
            period=when,
            number=number,
            unit=unit,
            whole="" if whole is None else format_number(whole.value),
            delta=None
            if change is None
            else Delta.of(
                indicator,
                change_text(change, observation.unit),
                change.signed,
                observation.unit,
            ),
            marks=_explained(observation.accept, marks),
            status=observation.status.label,
            note=observation.note,
        )


def fact_box(
    observations: tuple[Observation, ...], dataset: Dataset, declared: Declarations, office: str
) -> FactBox | None:
    """``office``: the article's, of which its figures are unless they say so."""
    if not observations:
        return None
    earlier = []
    for observation in observations:
        change = observation.change
        against = change.against if change else None
        before = dataset.earlier(observation, against) if against else None
        earlier.append((before, dataset.earlier(observation, observation.period)))
    whens = tuple(_when(observation, declared, office) for observation in observations)
    return FactBox(observations, whens, declared.indicators, tuple(earlier))


def _when(observation: Observation, declared: Declarations, office: str) -> str:
    period = observation.period.label
    if observation.office == office:
        return period
    return f"{period}, {declared.offices[observation.office].short}"


def _change_marks(observation: Observation, before: Observation | None) -> Iterator[Mark]:
    previous = observation.previous
    if previous is None:
        return
    change = observation.change
    assert change is not None
    against = change.against
    assert against is not None
    printed = value_text(previous, observation.unit)
    if before is None:
        yield Mark(f"{against.label} tính ra {printed}")
        return
    told = value_text(before.quantity, before.unit)
    if earlier_by(change, observation).meets(before.interval):
        yield Mark(f"khớp với {against.label}: {told}", url=before.source.url)
    else:
        yield Mark(f"{against.label} tính ra {printed}, bài trước ghi {told}", False,
                   before.source.url)  # fmt: skip


def _share_marks(share: Share) -> Iterator[Mark]:
    if not (share.part.exact and share.whole.exact) or share.whole.value <= 0:
        return
    computed = format_percent(share.percent)
    if share.stated is None:
        yield Mark(f"tỷ lệ tính ra {computed}")
    elif share.verdict in (Verdict.HOLDS, Verdict.APPROXIMATE):
        yield Mark(f"tỷ lệ tính lại: {computed}")
    else:
        yield Mark(f"bài ghi {value_text(share.stated, '%')}; tỷ lệ tính lại: {computed}", False)


def _agreement_marks(observation: Observation, same: Observation) -> Iterator[Mark]:
    if observation.revises and observation.revises in (same.source.url, same.source.file):
        told = value_text(same.quantity, same.unit)
        yield Mark(f"đính chính số đã đăng: {told}", False, same.source.url)
    elif observation.interval.meets(same.interval):
        yield Mark(f"khớp với bài ngày {format_date(same.source.day)}", url=same.source.url)


def _explained(reason: str, marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks with the editor's reason for what does not agree."""
    if not reason:
        return tuple(marks)
    for place, mark in enumerate(marks):
        if not mark.good:
            marks[place] = mark._replace(text=f"{mark.text} (giải thích: {reason})")
            return tuple(marks)
    return (*marks, Mark(f"Giải thích: {reason}", good=False))


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure worth the front of a page."""

    name: str
    url: str
    period: str
    number: str
    unit: str
    office: str
    """Short name, where it is not the site's own office."""
    delta: Delta | None


def key_figures(
    topics: Iterable[Topic], office: str, year: int | None, at_most: int
) -> tuple[KeyFigure, ...]:
    """The most telling figures of ``year``, or of the newest year that has any.

    Those of the site's own office, or of all if it has none; figures with a known change before
    others.
    """
    candidates = [
        (series, point)
        for topic in topics
        for series in topic.series
        for point in series.by_frequency.get(Frequency.YEAR, ())
        if point.reported and year in (None, point.period.year)
    ]
    own = [pair for pair in candidates if pair[0].office.id == office]
    chosen = own or candidates
    if year is None and chosen:
        newest = max(point.period.year for _, point in chosen)
        chosen = [pair for pair in chosen if pair[1].period.year == newest]
    ranked = sorted(chosen, key=lambda pair: delta(*pair) is None)
    return tuple(_key_figure(series, point, office) for series, point in ranked[:at_most])


def _key_figure(series: Series, point: Point, office: str) -> KeyFigure:
    number, unit = number_and_unit(point.quantity, point.unit)
    return KeyFigure(
        name=series.indicator.name,
        url=series.indicator.url,
        period=when_text(point),
        number=number,
        unit=unit,
        office="" if series.office.id == office else series.office.short,
        delta=delta(series, point),
    )


def fact_lines(
    observations: Iterable[Observation], declared: Declarations, office: str
) -> tuple[str, ...]:
    """The figures of an article as lines of text, for feeds and mail."""
    lines = []
    for observation in observations:
        value = value_text(observation.quantity, observation.unit)
        name = declared.indicators[observation.indicator].name
        line = f"{name}, {_when(observation, declared, office)}: {value}"
        if observation.status.label:
            line += f" ({observation.status.label})"
        if observation.change is not None:
            line += f", {change_text(observation.change, observation.unit)}"
        lines.append(line)
    return tuple(lines)
