"""All observations of a build, by what they are about."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from portal.core.figures.observation import Observation
from portal.core.figures.period import Period

Key = tuple[str, str, str]
"""Indicator, office, period in ISO notation."""


class Cell(NamedTuple):
    """Every observation of one key, the oldest article first."""

    observations: tuple[Observation, ...]

    @property
    def standing(self) -> tuple[Observation, ...]:
        """Those that no later article revises."""
        if len(self.observations) == 1:
            return self.observations
        revised = {o.revises for o in self.observations if o.revises}
        if not revised:
            return self.observations
        return tuple(
            o for o in self.observations
            if o.revises or not (o.source.url in revised or o.source.file in revised)
        )  # fmt: skip

    @property
    def current(self) -> Observation:
        """The value that holds: the newest revision, else the most precise, else the oldest."""
        standing = self.standing or self.observations
        if len(standing) == 1:
            return standing[0]
        if standing[-1].revises:
            return standing[-1]
        return next((o for o in standing if o.quantity.exact), standing[0])

    @property
    def superseded(self) -> tuple[Observation, ...]:
        """What was revised, newest first."""
        standing = self.standing
        return tuple(o for o in reversed(self.observations) if o not in standing)

    def until(self, observation: Observation) -> "Cell | None":
        """What other articles said until the one of ``observation`` appeared."""
        moment = age(observation)
        earlier = tuple(
            o for o in self.observations
            if age(o) < moment and o.source.url != observation.source.url
        )  # fmt: skip
        return Cell(earlier) if earlier else None


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
            key: Cell(tuple(sorted(group, key=age) if len(group) > 1 else group))
            for key, group in sorted(groups.items())
        }

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
