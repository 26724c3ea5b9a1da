"""What a relation between figures is, and how it is told to editors."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.figures.figure import Figure
from portal.core.figures.relations.verdict import Holds
from portal.core.vietnamese import format_number


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetical statement of the text; members are indices of figures."""

    kind: str
    """share, sum, difference, rate_of_change or ordering."""
    parts: tuple[int, ...]
    """The part of a share, the terms of a sum, the earlier value of a change, the smaller one of
    an ordering. A ratio (207/208) is part and whole at once."""
    whole: int
    """The whole, the sum, the later value, the greater one."""
    stated: int | None
    """The figure that states the result; ``None`` for orderings."""
    holds: Holds
    note: str = ""
    """A Vietnamese sentence for editors."""

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "parts": list(self.parts),
            "whole": self.whole,
            "stated": self.stated,
            "holds": self.holds,
            "note": self.note,
        }


def explain(terms: str, found: tuple[Decimal, Holds], stated: Figure) -> str:
    """What was computed, what is printed, and whether they agree, in one Vietnamese sentence."""
    computed, holds = found
    percent = "%" if stated.unit == "%" else ""
    result = number(
        round(computed, max(2, stated.decimals + 1)) if percent or computed % 1 else computed
    )
    printed = number(stated.value) + percent
    said = f"{terms}: tính ra {result}{percent}, bài viết ghi {printed}"
    if holds is True:
        return f"{said}: khớp"
    if holds == "truncation":
        return f"{said}: khớp nếu bỏ phần lẻ, nhưng làm tròn thì khác"
    return f"{said}: gần đúng" if holds else f"{said}: không khớp"


def number(value: Decimal) -> str:
    """As Vietnamese prints it, without idle zeros."""
    return format_number(value.normalize() if value % 1 else value.to_integral_value())
