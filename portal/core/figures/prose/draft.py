"""A figure in the making, while the words around it are still being weighed."""

from dataclasses import dataclass, field
from decimal import Decimal

from portal.core.figures.figure import Direction, Figure, Kind, Qualifier
from portal.core.figures.period import Period


@dataclass(slots=True)
class Amount:
    """What a number and the words after it say."""

    value: Decimal
    end: int
    """Where the last word that belongs to it ends."""
    scale: int = 1
    decimals: int = 0
    unit: str = ""
    kind: Kind = Kind.COUNT
    qualifier: Qualifier = Qualifier.EXACT
    """From words after the number: *trở lên*; BETWEEN for a range."""
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    second: Decimal | None = None
    second_unit: str = ""


@dataclass(slots=True)
class Lead:
    """What the words before a number say."""

    qualifier: Qualifier = Qualifier.EXACT
    direction: Direction | None = None
    is_level: bool = False
    """*tăng lên 150*: the number is the new level, not the change."""
    of_total: bool = False
    """*trên tổng thu 3.937 tỷ đồng*: out of it, not more than it."""
    is_mark: bool = False
    """*cao hơn mức 95%*, *tăng so với 6 ca*: what something else is compared with."""
    basis_said: bool = False
    """*so với năm trước*: it is compared with that, not with the number."""
    is_share: bool = False
    estimated: bool = False
    verb: str = ""
    basis: str = ""
    quoted: int = 0
    """How many of the words before the number belong to its quote."""
    taken: int = 0
    """How many of them were understood."""


@dataclass(slots=True)
class Draft:
    """One number of the text; offsets are into the source."""

    start: int
    at: int
    """Where the digits begin; ``start`` includes the qualifier's words."""
    lead_start: int
    """Where the words that were understood begin."""
    amount: Amount
    lead: Lead
    in_parenthesis: bool = False
    direction: Direction | None = None
    kind: Kind = Kind.COUNT
    basis: str = ""
    attached_to: int | None = None
    period: Period | None = None
    sentence: int = field(default=0)
    """Where its sentence begins."""

    @property
    def end(self) -> int:
        return self.amount.end

    def figure(self, quote: str, start: int, end: int) -> Figure:
        amount, lead = self.amount, self.lead
        qualifier = amount.qualifier
        if qualifier is Qualifier.EXACT:
            qualifier = lead.qualifier
        return Figure(
            quote=quote,
            start=start,
            end=end,
            value=amount.value,
            scale=amount.scale,
            decimals=amount.decimals,
            qualifier=qualifier,
            value_max=amount.value_max,
            unit=amount.unit,
            kind=self.kind,
            denominator=amount.denominator,
            second=amount.second,
            second_unit=amount.second_unit,
            period=self.period,
            direction=self.direction,
            basis=self.basis,
            attached_to=self.attached_to,
            estimated=lead.estimated,
        )
