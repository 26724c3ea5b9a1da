"""All observations of a build, by what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from portal.core.figures.observation import Observation
from portal.core.figures.period import Period

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


def _cell(group: list[Observation]) -> Cell:
    return cell_of(tuple(sorted(group, key=age) if len(group) > 1 else group))


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
    return (observation.source.day, observation.source.url, observation.position)


class Dataset:
    """Observations in cells. Order is fixed by content, whatever order they come in."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        groups: dict[Key, list[Observation]] = {}
        for observation in observations:
            groups.setdefault(observation.key, []).append(observation)
        self.cells: Mapping[Key, Cell] = {
            key: _cell(group) for key, group in sorted(groups.items())
        }

    def with_changes(
        self, removed: Iterable[Observation], added: Iterable[Observation]
    ) -> "Dataset":
        """This dataset without the objects ``removed`` and with ``added``: as if made anew."""
        gone = {id(observation): observation.key for observation in removed}
        groups: dict[Key, list[Observation]] = {key: [] for key in gone.values()}
        for observation in added:
            groups.setdefault(observation.key, []).append(observation)
        cells = dict(self.cells)
        for key, group in groups.items():
            kept = cells[key].observations if key in cells else ()
            group += [observation for observation in kept if id(observation) not in gone]
            if group:
                cells[key] = _cell(group)
            else:
                del cells[key]
        dataset = Dataset(())
        dataset.cells = cells if cells.keys() == self.cells.keys() else dict(sorted(cells.items()))
        return dataset

    def cell(self, indicator: str, office: str, period: Period) -> Cell | None:
        return self.cells.get((indicator, office, period.iso))

    def earlier(self, observation: Observation, period: Period) -> Observation | None:
        """What earlier articles said of the same indicator and office in ``period``."""
        cell = self.cell(observation.indicator, observation.office, period)
        cell = cell.until(observation) if cell else None
        return cell.current if cell else None

    @cached_property
    def current(self) -> Mapping[Key, Observation]:
        return {key: cell.current for key, cell in self.cells.items()}

    @cached_property
    def by_series(self) -> Mapping[tuple[str, str], tuple[Cell, ...]]:
        """(indicator, office) → its cells in the order of time."""
        groups: dict[tuple[str, str], list[Cell]] = {}
        for (indicator, office, _), cell in self.cells.items():
            groups.setdefault((indicator, office), []).append(cell)
        return {
            key: tuple(sorted(cells, key=lambda cell: cell.observations[0].period.sort_key))
            for key, cells in groups.items()
        }

    def __iter__(self) -> Iterator[Observation]:
        for cell in self.cells.values():
            yield from cell.observations
