"""Observations as plain tuples: the form in which the cache keeps them.

Tens of thousands are written by a build and read by the next one; the named tuples themselves,
with their numbers and periods, take twice the time for both.
"""

import pickle
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.core.figures import period as periods
from portal.core.figures.figure import Qualifier
from portal.core.figures.observation import Change, Earlier, Observation, Quantity, Source
from portal.core.figures.period import Period
from portal.core.figures.statement import ChangeUnit, Status

_FIELDS = Observation._fields
_PERIOD, _STATUS, _SOURCE, _TARGET, _EARLIER = map(
    _FIELDS.index, ("period", "status", "source", "target", "earlier")
)
_QUANTITIES = tuple(map(_FIELDS.index, ("quantity", "whole", "share")))
_CHANGES = tuple(map(_FIELDS.index, ("change", "growth", "points")))

_QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier}
_STATUSES = {status.value: status for status in Status}
_CHANGE_UNITS = {unit.value: unit for unit in ChangeUnit}


def record_of(observations: Sequence[Observation]) -> bytes:
    """The observations of one article, for :func:`observations_of`."""
    return pickle.dumps([*map(_plain, observations)], protocol=5)


def observations_of(data: bytes) -> tuple[Observation, ...]:
    return tuple(map(_observation, pickle.loads(data)))


def _plain(observation: Observation) -> tuple[Any, ...]:
    values: list[Any] = [*observation]
    values[_PERIOD] = observation.period.iso
    values[_STATUS] = observation.status.value
    url, title, moment, file, changed = observation.source
    values[_SOURCE] = url, title, moment.isoformat(), file, changed.isoformat()
    for place in _QUANTITIES:
        if (quantity := values[place]) is not None:
            values[place] = _plain_quantity(quantity)
    for place in _CHANGES:
        if (change := values[place]) is not None:
            against = change.against and change.against.iso
            values[place] = _plain_quantity(change.quantity), change.unit.value, change.up, against
    if observation.earlier is not None:
        stated, against, is_percent = observation.earlier
        values[_EARLIER] = _plain_quantity(stated), against.iso, is_percent
    if observation.target is not None:
        values[_TARGET] = str(observation.target)
    return tuple(values)


def _plain_quantity(quantity: Quantity) -> tuple[Any, ...]:
    value, decimals, scale, qualifier, most = quantity
    return str(value), decimals, scale, qualifier.value, None if most is None else str(most)


def _observation(plain: tuple[Any, ...]) -> Observation:
    values: list[Any] = [*plain]
    values[_PERIOD] = _period(values[_PERIOD])
    values[_STATUS] = _STATUSES[values[_STATUS]]
    url, title, moment, file, changed = values[_SOURCE]
    values[_SOURCE] = Source(
        url, title, datetime.fromisoformat(moment), file, date.fromisoformat(changed)
    )
    for place in _QUANTITIES:
        if (quantity := values[place]) is not None:
            values[place] = _quantity(*quantity)
    for place in _CHANGES:
        if (change := values[place]) is not None:
            quantity, unit, up, against = change
            values[place] = Change(
                _quantity(*quantity), _CHANGE_UNITS[unit], up, against and _period(against)
            )
    if values[_EARLIER] is not None:
        quantity, against, is_percent = values[_EARLIER]
        values[_EARLIER] = Earlier(_quantity(*quantity), _period(against), is_percent)
    if values[_TARGET] is not None:
        values[_TARGET] = Decimal(values[_TARGET])
    return Observation(*values)


def _quantity(value: str, decimals: int, scale: int, qualifier: str, most: str | None) -> Quantity:
    value_max = None if most is None else Decimal(most)
    return Quantity(Decimal(value), decimals, scale, _QUALIFIERS[qualifier], value_max)


def _period(iso: str) -> Period:
    """Equal periods become one object."""
    period = periods.parse(iso)
    assert period is not None
    return period
