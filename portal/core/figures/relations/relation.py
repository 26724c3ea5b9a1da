"""What a relation between figures is, and how it is told to editors."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import Figure
from portal.core.figures.relations.verdict import Judged
from portal.core.vietnamese import format_number

_HOLDS: Final[dict[Verdict, bool | str]] = {
    Verdict.HOLDS: True, Verdict.TRUNCATED: "truncation", Verdict.APPROXIMATE: "approximate",
    Verdict.WRONG: False,
}  # fmt: skip
"""What ``portal figures read --json`` prints of each; stable."""


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
    verdict: Verdict
    note: str = ""
    """A Vietnamese sentence for editors."""

    @property
    def is_wrong(self) -> bool:
        return self.verdict is Verdict.WRONG

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "parts": list(self.parts),
            "whole": self.whole,
            "stated": self.stated,
            "holds": _HOLDS[self.verdict],
            "note": self.note,
        }


_TOLD: Final = {
    Verdict.HOLDS: "khớp", Verdict.TRUNCATED: "khớp nếu bỏ phần lẻ, nhưng làm tròn thì khác",
    Verdict.APPROXIMATE: "gần đúng", Verdict.WRONG: "không khớp",
}  # fmt: skip


def explain(terms: str, found: Judged, stated: Figure) -> str:
    """What was computed, what is printed, and whether they agree, in one Vietnamese sentence."""
    computed, verdict = found
    percent = "%" if stated.unit == "%" else ""
    result = number(
        round(computed, max(2, stated.decimals + 1)) if percent or computed % 1 else computed
    )
    printed = number(stated.value) + percent
    said = f"{terms}: tính ra {result}{percent}, bài viết ghi {printed}"
    return f"{said}: {_TOLD[verdict]}"


def number(value: Decimal) -> str:
    """As Vietnamese prints it, without idle zeros."""
    return format_number(value.normalize() if value % 1 else value.to_integral_value())
