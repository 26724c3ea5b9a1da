"""All observations of a build, by what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from portal.core.figures.observation import Observation
from portal.core.figures.period import Period

SeriesKey = tuple[str, str]
"""Indicator, office."""
Key = tuple[str, str, str]
"""Indicator, office, period in ISO notation."""


class Cell(NamedTuple):
    """Every observation of one key, the oldest article first; build it with :func:`cell_of`."""

    observations: tuple[Observation, ...]
    standing: tuple[Observation, ...]
    """Those that no later article revises."""
    current: Observation
    """The value that holds: the newest revision, else the most precise, else the oldest."""

    @property
    def superseded(self) -> tuple[Observation, ...]:
        """What was revised, newest first."""
        return tuple(o for o in reversed(self.observations) if o not in self.standing)

    def until(self, observation: Observation) -> "Cell | None":
        """What other articles said until the one of ``observation`` appeared."""
        if len(self.observations) == 1 and self.observations[0] is observation:
            return None
        moment, url = age(observation), observation.source.url
        earlier = tuple(o for o in self.observations if o.source.url != url and age(o) < moment)
        if len(earlier) == len(self.observations):
            return self
        return cell_of(earlier) if earlier else None


def cell_of(observations: tuple[Observation, ...]) -> Cell:
    """``observations`` of one key, the oldest article first."""
    if len(observations) == 1:
        return Cell(observations, observations, observations[0])
    revised = {o.revises for o in observations if o.revises}
    standing = observations
    if revised:
        standing = tuple(
            o for o in observations
            if o.revises or not (o.source.url in revised or o.source.file in revised)
        ) or observations  # fmt: skip
    if standing[-1].revises:
        return Cell(observations, standing, standing[-1])
    exact = (o for o in standing if o.quantity.exact)
    return Cell(observations, standing, next(exact, standing[0]))


def age(observation: Observation) -> tuple[object, ...]:
    """Order of publication."""
    return (observation.source.moment, observation.source.url, observation.position)


class Dataset:
    """Observations in cells. Order is fixed by content, whatever order they come in."""

    series: Mapping[SeriesKey, Mapping[str, Cell]]
    """For each indicator and office its cells by period, in the order of time."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        groups: dict[SeriesKey, list[Observation]] = {}
        for observation in observations:
            groups.setdefault((observation.indicator, observation.office), []).append(observation)
        self.series = {key: _cells(group) for key, group in sorted(groups.items())}

    def with_changes(
        self, removed: Iterable[Observation], added: Iterable[Observation]
    ) -> "Dataset":
        """This dataset without the objects ``removed`` and with ``added``: as if made anew."""
        gone = {id(observation) for observation in removed}
        groups: dict[SeriesKey, list[Observation]] = {(o.indicator, o.office): [] for o in removed}
        for observation in added:
            groups.setdefault((observation.indicator, observation.office), []).append(observation)
        series = dict(self.series)
        for key, group in groups.items():
            for cell in self.series.get(key, {}).values():
                group += [o for o in cell.observations if id(o) not in gone]
            series[key] = _cells(group)
        dataset = Dataset(())
        dataset.series = {key: cells for key, cells in sorted(series.items()) if cells}
        return dataset

    def cell(self, indicator: str, office: str, period: Period) -> Cell | None:
        return self.series.get((indicator, office), {}).get(period.iso)

    def current(self, key: Key) -> Observation | None:
        """The value that holds, if any article states one."""
        indicator, office, iso = key
        cell = self.series.get((indicator, office), {}).get(iso)
        return cell.current if cell else None

    def earlier(self, observation: Observation, period: Period) -> Observation | None:
        """What earlier articles said of the same indicator and office in ``period``."""
        cell = self.cell(observation.indicator, observation.office, period)
        cell = cell.until(observation) if cell else None
        return cell.current if cell else None

    def __iter__(self) -> Iterator[Observation]:
        for cells in self.series.values():
            for cell in cells.values():
                yield from cell.observations


def _cells(observations: Iterable[Observation]) -> Mapping[str, Cell]:
    """The observations of one indicator and office by period."""
    groups: dict[str, list[Observation]] = {}
    for observation in observations:
        groups.setdefault(observation.period.iso, []).append(observation)
    ordered = sorted(groups.items(), key=lambda item: item[1][0].period.sort_key)
    return {
        iso: cell_of(tuple(sorted(group, key=age) if len(group) > 1 else group))
        for iso, group in ordered
    }
