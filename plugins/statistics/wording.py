"""Values, changes and periods in the words of the pages."""

from decimal import Decimal
from typing import Final

from portal.core.figures.figure import RANK, RATES, Qualifier, with_unit
from portal.core.figures.magnitude import readable
from portal.core.figures.observation import Change, Quantity
from portal.core.figures.series import Difference, Point
from portal.core.figures.statement import ChangeUnit
from portal.core.vietnamese import format_number, format_percent

NO_BREAK: Final = "\u00a0"

_QUALIFIERS: Final = {
    Qualifier.EXACT: "", Qualifier.GT: "trên ", Qualifier.GTE: "ít nhất ", Qualifier.LT: "dưới ",
    Qualifier.LTE: "tối đa ", Qualifier.APPROX: "khoảng ", Qualifier.BETWEEN: "",
}  # fmt: skip


def number_text(quantity: Quantity) -> str:
    """*17.337*, *trên 57.000*, *10–15*: the number with its limits, as precise as printed."""
    text = format_number(_printed(quantity))
    if quantity.qualifier is Qualifier.BETWEEN and quantity.value_max is not None:
        return f"{text}–{format_number(quantity.value_max)}"
    return _QUALIFIERS[quantity.qualifier] + text


def value_text(quantity: Quantity, unit: str) -> str:
    """With its unit: *17.337 văn bản*, *95,4%*."""
    quantity, unit = readable(quantity, unit)
    return with_unit(number_text(quantity), unit)


def number_and_unit(quantity: Quantity, unit: str) -> tuple[str, str]:
    """The same apart, to show the number large; a rate or a rank has no unit behind its number."""
    if unit in (RANK, *RATES):
        return value_text(quantity, unit), ""
    quantity, unit = readable(quantity, unit)
    return number_text(quantity), unit


def cell_text(quantity: Quantity, unit: str) -> str:
    """Without its unit, which stands above it, unless that is part of the number or it is read in
    another one."""
    if unit in RATES:
        return value_text(quantity, unit)
    divided, told = readable(quantity, unit)
    return number_text(quantity) if told == unit else value_text(divided, told)


def change_text(change: Change, unit: str) -> str:
    """*tăng 2.013 so với năm 2020*, *gấp 2 lần so với năm 2020*, as stated."""
    word = "tăng" if change.up else "giảm"
    if change.unit is ChangeUnit.TIMES:
        word, number = "gấp", f"{number_text(change.quantity)}{NO_BREAK}lần"
    elif change.unit is ChangeUnit.PERCENT:
        number = f"{number_text(change.quantity)}%"
    elif change.unit is ChangeUnit.PLACES:
        number = f"{number_text(change.quantity)}{NO_BREAK}bậc"
    elif change.unit is ChangeUnit.POINTS or unit in RATES:
        number = f"{number_text(change.quantity)}{NO_BREAK}{_points(unit)}"
    else:
        number = cell_text(change.quantity, unit)
    return f"{word} {number}" + (f" so với {change.against.label}" if change.against else "")


def difference_text(difference: Difference) -> str:
    """*tăng 2.013 (13,14%) so với năm 2020*, computed."""
    amount = difference.amount
    label = difference.before.period.label
    if not amount:
        return f"bằng {label}"
    word = "tăng" if amount > 0 else "giảm"
    if difference.after.unit == RANK:
        word = "giảm" if amount > 0 else "tăng"
        return f"{word} {format_number(abs(amount))}{NO_BREAK}bậc so với {label}"
    if difference.after.unit in RATES:
        number = f"{format_number(abs(amount))}{NO_BREAK}{_points(difference.after.unit)}"
        return f"{word} {number} so với {label}"
    number = cell_text(Quantity(abs(amount)), difference.after.unit)
    rate = difference.percent
    if rate is not None:
        number += f" ({format_percent(abs(rate))})"
    return f"{word} {number} so với {label}"


def derivation_text(point: Point) -> str:
    """How a derived value follows from what articles state; empty for a reported one."""
    observation = point.main
    if point.reported:
        return ""
    if len(point.observations) == 2:
        part, whole = point.observations
        return f"tính từ {format_number(part.value)}/{format_number(whole.value)}"
    if observation.whole is not None and point.unit == "%":
        return (
            f"tính từ {format_number(observation.value)}/{format_number(observation.whole.value)}"
        )
    change = observation.change
    if change is None:
        return "số tính lại"
    sign = "−" if change.signed > 0 else "+"
    return (
        f"tính từ {format_number(observation.value)} {sign} "
        f"{format_number(change.quantity.value)} ({observation.period.label})"
    )


def when_text(point: Point) -> str:
    """*năm 2024*, *năm 2024 (sơ bộ)*: of when a value is, and what it is worth if not settled."""
    status = point.status.label
    return f"{point.period.label} ({status})" if status else point.period.label


def direction(amount: Decimal | int) -> str:
    """``up``, ``down`` or ``same``: for the arrow, never for the meaning."""
    return "up" if amount > 0 else "down" if amount < 0 else "same"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points(unit: str) -> str:
    """What a difference of two rates counts."""
    return "điểm phần nghìn" if unit == "‰" else "điểm phần trăm"


def _printed(quantity: Quantity) -> Decimal:
    """The value with the decimals that were printed: 20.00 stays 20,00; 4,2 nghìn tỷ has none."""
    if quantity.scale != 1:
        whole = quantity.value.to_integral_value()
        return whole if whole == quantity.value else quantity.value.normalize()
    if not quantity.decimals:
        return quantity.value
    return quantity.value.quantize(Decimal(1).scaleb(-quantity.decimals))
