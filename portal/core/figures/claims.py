"""What a figure says that follows from others: judged here alone, for editors and for readers."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from portal.core.figures.arithmetic import (
    HUNDRED,
    Verdict,
    difference,
    judge,
    negative,
    percent,
    quotient,
)
from portal.core.figures.dataset import Key
from portal.core.figures.figure import RANK, Interval
from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.indicator import Indicator

Stated = Callable[[Key], Observation | None]
"""What is stated of one (indicator, office, period)."""


class Share(NamedTuple):
    """A part, its whole, and the percentage that is stated of them, if one is."""

    part: Quantity
    whole: Quantity
    stated: Quantity | None

    @property
    def percent(self) -> Decimal:
        """As it is computed; the whole must not be zero."""
        return percent(HUNDRED * self.part.value / self.whole.value)

    @property
    def verdict(self) -> Verdict:
        """Whether the percentage follows; nothing contradicts one that is not stated."""
        if self.stated is None:
            return Verdict.APPROXIMATE
        return judge(self.stated, quotient(self.part.interval, self.whole.interval))


def share_of(observation: Observation, indicator: Indicator, stated: Stated) -> Share | None:
    """The share that a figure states, alone or with others of the same office and period."""
    if indicator.share_of is not None:
        return share_of_others(observation, indicator, stated)
    return share_of_own(observation) or share_of_whole(observation, indicator, stated)


def share_of_own(observation: Observation) -> Share | None:
    """*207/208 nhiệm vụ, đạt 99,5%*: part and whole in one phrase."""
    whole = observation.whole
    if whole is None or observation.unit == RANK:
        return None  # *xếp thứ 18/63*: nobody has 28,57% of a rank.
    return Share(observation.quantity, whole, observation.share)


def share_of_others(observation: Observation, indicator: Indicator, stated: Stated) -> Share | None:
    """Of an indicator that is a share of two others: those, or the part alone with its whole."""
    if indicator.share_of is None:
        return None
    _, office, period = observation.key
    part = stated((indicator.share_of.part, office, period))
    whole = stated((indicator.share_of.whole, office, period))
    of = whole.quantity if whole is not None else part and part.whole
    return None if part is None or of is None else Share(part.quantity, of, observation.quantity)


def share_of_whole(observation: Observation, indicator: Indicator, stated: Stated) -> Share | None:
    """*3.285 nhiệm vụ, đạt 95,4%* of an indicator that is a part, its whole stated by itself."""
    if indicator.part_of is None or observation.share is None or observation.whole is not None:
        return None
    whole = stated((indicator.part_of, observation.office, observation.period.iso))
    return whole and Share(observation.quantity, whole.quantity, observation.share)


def earlier_by(change: Change, observation: Observation) -> Interval:
    """What the value was before a change in units, points or places, as far as both are told."""
    signed = change.quantity.interval if change.signed > 0 else negative(change.quantity.interval)
    return difference(observation.interval, signed)
