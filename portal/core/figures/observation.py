"""An observation: one stated figure, read, with everything it says and where it says it."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Self

from portal.core.figures.figure import RANK, Figure, Interval, Qualifier
from portal.core.figures.period import Period
from portal.core.figures.statement import ChangeUnit, Status

# Observations are named tuples, not dataclasses: tens of thousands are read back from the cache
# in every build, and unpickling a tuple costs a third.


class Quantity(NamedTuple):
    """A printed number with what its words and its printed precision leave open."""

    value: Decimal
    decimals: int = 0
    scale: int = 1
    qualifier: Qualifier = Qualifier.EXACT
    value_max: Decimal | None = None

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(figure.value, figure.decimals, figure.scale, figure.qualifier, figure.value_max)

    @classmethod
    def written(cls, value: Decimal, qualifier: Qualifier = Qualifier.EXACT) -> Self:
        """From an explicit key: as precise as it is written."""
        exponent = value.as_tuple().exponent
        return cls(value, max(0, -exponent) if isinstance(exponent, int) else 0, 1, qualifier)

    @property
    def precision(self) -> Decimal:
        """The worth of one unit in the last printed place."""
        return Decimal(self.scale).scaleb(-self.decimals)

    @property
    def interval(self) -> Interval:
        if self.exact and not self.decimals:
            return Interval(self.value, self.value)
        return self._figure.interval

    @property
    def rounding_interval(self) -> Interval:
        """Of a number that was rounded, though it may have no decimals: *84%*."""
        return self._figure.rounding_interval

    @property
    def truncation_interval(self) -> Interval:
        return self._figure.truncation_interval

    @property
    def exact(self) -> bool:
        """A number without qualifier and scale word: what arithmetic may lean on."""
        return self.qualifier is Qualifier.EXACT and self.scale == 1

    @property
    def _figure(self) -> Figure:
        return Figure(
            "", 0, 0, self.value, self.scale, self.decimals, self.qualifier, self.value_max
        )


class Change(NamedTuple):
    """*tăng 2.013 so với năm 2020*."""

    quantity: Quantity
    """Without sign."""
    unit: ChangeUnit
    up: bool
    against: Period | None
    """The period compared with; ``None`` where it is not told. What is compared with a plan or an
    average is no change."""

    @property
    def signed(self) -> Decimal:
        """What is added to the value; of a factor, the factor: it is always more than one."""
        is_added = self.up is not (self.unit is ChangeUnit.PLACES)
        return self.quantity.value if is_added else -self.quantity.value


class Earlier(NamedTuple):
    """What the words say of the value at another time: *từ 480 cuộc*, *bằng 92% năm 2023*."""

    quantity: Quantity
    against: Period
    is_percent: bool
    """The value in per cent of the earlier one, not the earlier one itself."""


class Source(NamedTuple):
    """The article an observation stands in."""

    url: str
    title: str
    moment: datetime
    file: str
    changed: date
    """Day of its publication or, later, of its last update."""

    @property
    def day(self) -> date:
        return self.moment.date()


class Observation(NamedTuple):
    """What one statement says of one (indicator, office, period)."""

    indicator: str
    office: str
    period: Period
    quantity: Quantity
    unit: str
    status: Status
    figure: str
    """The words as printed."""
    sentence: str
    """The sentence of the article in which they stand."""
    words: tuple[int, int]
    """Where in the sentence they begin and end."""
    source: Source
    position: int
    """Place among the article's statements, from 0."""
    line: int
    """1-based line of the statement in the article's file."""
    whole: Quantity | None = None
    """Of which the value is a part."""
    share: Quantity | None = None
    """The stated percentage of the whole."""
    change: Change | None = None
    growth: Change | None = None
    """The change in per cent, where a change in units is stated too."""
    points: Change | None = None
    """Percentage points above or below a target."""
    target: Decimal | None = None
    """Required value: given, or value − points."""
    earlier: Earlier | None = None
    """Only compared with what was published then, never published."""
    accept: str = ""
    revises: str = ""
    note: str = ""
    accepted: tuple[str, ...] = ()
    """Codes of the discrepancies within the article that ``accept`` lets stand."""
    digest: str = ""
    """Stands for all of the above that readers see."""

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def interval(self) -> Interval:
        return self.quantity.interval

    @property
    def key(self) -> tuple[str, str, str]:
        """What may have one value only."""
        return (self.indicator, self.office, self.period.iso)

    @property
    def previous(self) -> Quantity | None:
        """value − change, exact, where the words allow it and tell of when it was."""
        change = self.change
        return self.before(change) if change is not None and change.against is not None else None

    def before(self, change: Change) -> Quantity | None:
        """value − ``change``, exact, where the words allow it."""
        if change.unit not in (ChangeUnit.ABSOLUTE, ChangeUnit.PLACES):
            return None
        if not (self.quantity.exact and change.quantity.exact):
            return None
        return Quantity(
            self.value - change.signed, max(self.quantity.decimals, change.quantity.decimals)
        )

    @property
    def computed_share(self) -> Decimal | None:
        """Part of the whole in per cent, unrounded; ``None`` if either is not exact, and of a rank,
        which is no part."""
        if self.whole is None or self.unit == RANK:
            return None
        if not (self.quantity.exact and self.whole.exact):
            return None
        return 100 * self.value / self.whole.value if self.whole.value else None
