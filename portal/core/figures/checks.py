"""What an article's figures must satisfy among themselves. Every rule is a pure function.

An *error* blocks the build. A *discrepancy* blocks it until the figure is corrected or accepted
with a reason (``accept``), which is then published. The messages are for editors.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from portal.core.figures import notation
from portal.core.figures.arithmetic import HUNDRED, Verdict, total
from portal.core.figures.claims import (
    Share,
    Stated,
    share_of_others,
    share_of_own,
    share_of_whole,
)
from portal.core.figures.dataset import Key
from portal.core.figures.figure import RATES, Qualifier
from portal.core.figures.finding import change_of, discrepancy, error, number_of, remark, value_of
from portal.core.figures.observation import Observation, Quantity
from portal.core.figures.statement import ChangeUnit, Statement
from portal.core.indicator import SCALED, Indicator, IndicatorKind, scaled_unit
from portal.core.problem import Problem
from portal.core.vietnamese import format_number, format_percent

Indicators = Mapping[str, Indicator]


_NEGATIVE = re.compile(r"\D*?(?:(?<!\S)âm\s*|(?<!\S)[-−])\d", re.IGNORECASE)
_NONE = re.compile(r"(?<!\w)(?:không|chưa)(?!\w)", re.IGNORECASE)
_FALLEN = re.compile(r"\D*?(?<!\S)giảm\s+(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?\d", re.IGNORECASE)


def check_statement(
    statement: Statement, observation: Observation, numbers: Callable[[], frozenset[Decimal]]
) -> Iterator[Problem]:
    """Explicit keys: each number an editor adds must be among the ``numbers`` printed."""
    given = (
        ("value", statement.value),
        ("of", statement.of),
        ("change", None if statement.change is None else abs(statement.change.amount)),
    )
    for key, number in given:
        if number is not None and number not in numbers() and not _is_told_none(number, statement):
            yield discrepancy(
                observation, key, "number-not-in-text",
                f"số {format_number(number)} không có trong bài",
                "chép đúng số trong bài, hoặc ghi lý do vào accept",
            )  # fmt: skip
    if statement.value is not None and not _is_among(statement.value, statement.figure):
        yield discrepancy(
            observation, "value", "value-differs",
            f"value là {format_number(statement.value)} nhưng cụm từ ghi «{statement.figure}»",
            "xóa dòng value hoặc chép đúng cụm từ, hoặc ghi lý do vào accept",
        )  # fmt: skip
    if SCALED.match(statement.unit or ""):
        yield error(observation, "unit", "scaled-unit", *scaled_unit(statement.unit or ""))
    if statement.value is None:
        yield from _check_sign(observation)
    target = statement.target
    points = observation.points
    if target is not None and points is not None:
        computed = observation.value - points.signed
        if computed != target:
            yield error(
                observation, "target", "target-differs",
                f"mức yêu cầu {format_number(target)} không bằng {value_of(observation)} "
                f"{'trừ' if points.up else 'cộng'} {format_number(points.quantity.value)} điểm "
                f"= {format_number(computed)}",
                "xóa dòng target (hệ thống tự tính) hoặc sửa số",
            )  # fmt: skip
    elif target is not None and target not in numbers():
        yield discrepancy(
            observation, "target", "number-not-in-text",
            f"mức yêu cầu {format_number(target)} không có trong bài",
            "chép đúng số trong bài, hoặc ghi lý do vào accept",
        )  # fmt: skip


def check_article(observations: Sequence[Observation], indicators: Indicators) -> Iterator[Problem]:
    """Each observation by itself, then all of them together."""
    for observation in observations:
        indicator = indicators[observation.indicator]
        for check in SINGLE_CHECKS:
            yield from check(observation, indicator)
    if len(observations) > 1:
        by_key = {observation.key: observation for observation in observations}
        if len(by_key) < len(observations):
            yield from check_twice(observations)
        for observation in observations:
            if indicators[observation.indicator].related:
                for related in RELATED_CHECKS:
                    yield from related(observation, by_key.get, indicators)


# --- one observation ---------------------------------------------------------------------------


def _is_told_none(number: Decimal, statement: Statement) -> bool:
    """*không có nhiệm vụ quá hạn*: a zero in words."""
    return number == 0 and _NONE.search(statement.figure) is not None


def _is_among(value: Decimal, words: str) -> bool:
    """Whether ``words`` give the number, leave it open, or give none at all."""
    figures = notation.parse(words).figures
    # A site meter groups thousands the English way: 5,924.
    grouped = (f.value.scaleb(f.decimals) for f in figures)
    given = {*grouped, *(n for f in figures for n in (f.value, f.second, f.denominator))}
    return not figures or value in given or any(value in f.interval for f in figures)


def _check_sign(observation: Observation) -> Iterator[Problem]:
    """Values are never negative; what fell is told by ``change``, beside the value."""
    if _NEGATIVE.match(observation.figure):
        yield error(
            observation, "figure", "negative-value",
            f"«{observation.figure}» là số âm, cổng chỉ ghi được giá trị từ 0 trở lên",
            "bỏ số liệu này khỏi statistics, hoặc dùng chỉ tiêu đo mức giảm",
        )  # fmt: skip
    elif observation.unit == "%" and _FALLEN.match(observation.figure):
        yield discrepancy(
            observation, "figure", "decrease-as-value",
            f"«{observation.figure}» là mức giảm, nhưng cổng sẽ ghi thành giá trị "
            f"{value_of(observation)}",
            "chép cụm từ có giá trị; nếu chỉ tiêu đo mức giảm, ghi lý do vào accept",
        )  # fmt: skip


def check_unit(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """The unit printed is the indicator's, or one of its other names."""
    if indicator.counts(observation.unit):
        return
    unit = observation.unit
    yield discrepancy(
        observation, "unit", "unit-differs",
        f"đơn vị «{unit}» khác đơn vị của chỉ tiêu ({indicator.unit})",
        f"chọn chỉ tiêu khác; nếu «{unit}» chỉ là tên khác, khai thêm vào also của chỉ tiêu",
    )  # fmt: skip


def check_ratio(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """*207/208 nhiệm vụ, đạt 99,5%*: the part within the whole, the share as printed."""
    whole = observation.whole
    if whole is None:
        return
    if indicator.kind is IndicatorKind.SHARE and observation.unit in RATES:
        yield error(
            observation, "of", "share-with-whole",
            f"{value_of(observation)} là tỷ lệ, không phải một phần đếm được của "
            f"{format_number(whole.value)}",
            "xóa dòng of; tổng ấy khai thành một mục riêng với chỉ tiêu của nó",
        )  # fmt: skip
    elif exceeds(observation.quantity, whole):
        yield error(
            observation, "figure", "part-exceeds-whole",
            f"{value_of(observation)} lớn hơn tổng {format_number(whole.value)}",
            "xem lại hai số",
        )  # fmt: skip
    else:
        yield from _check_share(observation, share_of_own(observation))


def check_hundred(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """Over 100 % only for the fulfilment of plans and for growth."""
    if indicator.unit != "%" or indicator.over_hundred:
        return
    low = observation.interval.low
    if low is not None and low > HUNDRED:
        yield error(
            observation, "figure", "share-over-hundred",
            f"tỷ lệ {value_of(observation)} lớn hơn 100%",
            "xem lại số; nếu là mức hoàn thành kế hoạch, dùng chỉ tiêu có over_hundred",
        )  # fmt: skip


def check_previous(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """value − change is not negative for things that are counted, nor less than the first rank."""
    change = observation.change
    if change is None or indicator.kind is IndicatorKind.SHARE:
        return
    before = observation.value - change.signed
    if change.unit is ChangeUnit.PLACES and before < 1:
        yield error(
            observation, "figure", "change-exceeds-value",
            f"{change_of(change)} mà nay là {value_of(observation)}: trước đó không thể là hạng "
            f"{format_number(before)}", "xem lại số bậc và thứ hạng",
        )  # fmt: skip
    elif change.unit is ChangeUnit.ABSOLUTE and before < 0:
        yield error(
            observation, "figure", "change-exceeds-value",
            f"tăng {format_number(change.quantity.value)} nhưng chỉ có {value_of(observation)}",
            "xem lại mức tăng và giá trị",
        )  # fmt: skip


def check_growth(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """*tăng 2.013 (13,1%)*: the per cent follow from the change."""
    change, growth = observation.change, observation.growth
    if change is None or growth is None or growth.against not in (None, change.against):
        return  # so với quý trước … so với cùng kỳ
    previous = observation.before(change)
    if previous is None or previous.value <= 0:
        return
    share = Share(change.quantity, previous, growth.quantity)
    verdict = share.verdict
    if change.up != growth.up or verdict is Verdict.WRONG:
        yield error(
            observation, "figure", "growth-differs",
            f"{change_of(growth)} không bằng {number_of(change.quantity.value, observation.unit)}/"
            f"{number_of(previous.value, observation.unit)} = {format_percent(share.percent)}",
            "sửa một trong hai số",
        )  # fmt: skip
    elif verdict is Verdict.TRUNCATED:
        rate = format_percent(share.percent)
        yield discrepancy(
            observation, "figure", "growth-truncated",
            f"{change_of(growth)} là số cắt bớt, làm tròn đúng phải từ {rate}",
            "sửa số, hoặc ghi accept: tỷ lệ làm tròn xuống",
        )  # fmt: skip


def check_target(observation: Observation, indicator: Indicator) -> Iterator[Problem]:
    """value − points lies where a share can lie."""
    target = observation.target
    if target is None or indicator.kind is not IndicatorKind.SHARE or indicator.over_hundred:
        return
    if not 0 <= target <= HUNDRED:
        yield error(
            observation, "figure", "target-outside",
            f"mức yêu cầu tính ra {format_percent(target)}, ngoài khoảng 0–100%",
            "xem lại số điểm phần trăm",
        )  # fmt: skip


# --- observations of one article together ------------------------------------------------------


def check_twice(observations: Iterable[Observation]) -> Iterator[Problem]:
    """One (indicator, office, period) has one value."""
    seen: dict[Key, Observation] = {}
    for observation in observations:
        first = seen.setdefault(observation.key, observation)
        if first is observation:
            continue
        if observation.interval.meets(first.interval):
            yield remark(
                observation, "indicator", "stated-twice",
                f"chỉ tiêu này đã khai ở statistics[{first.position}]", "xóa một mục",
            )  # fmt: skip
        else:
            yield error(
                observation, "figure", "contradiction",
                f"{value_of(observation)} khác {value_of(first)} ở statistics[{first.position}] "
                f"cho cùng chỉ tiêu và kỳ",
                "sửa số, hoặc sửa period nếu là hai kỳ khác nhau",
            )  # fmt: skip


def check_share(
    observation: Observation, stated: Stated, indicators: Indicators
) -> Iterator[Problem]:
    """A share indicator against its part and whole."""
    indicator = indicators[observation.indicator]
    yield from _check_share(observation, share_of_others(observation, indicator, stated))


def check_part(
    observation: Observation, stated: Stated, indicators: Indicators
) -> Iterator[Problem]:
    """A part never exceeds its whole; a share printed beside the part follows from both."""
    indicator = indicators[observation.indicator]
    whole_id = indicator.part_of
    if whole_id is None:
        return
    whole = stated((whole_id, observation.office, observation.period.iso))
    if whole is None:
        return
    if exceeds(observation.quantity, whole.quantity):
        own = observation.whole
        if own is not None and own.interval.meets(whole.interval):
            return  # The phrase says so by itself.
        name = indicators[whole_id].name.lower()
        yield error(
            observation, "figure", "part-exceeds-whole",
            f"{value_of(observation)} lớn hơn {name} ({value_of(whole)})",
            "xem lại hai số",
        )  # fmt: skip
        return
    if observation.whole is not None and not observation.whole.interval.meets(whole.interval):
        yield error(
            observation, "figure", "contradiction",
            f"tổng {format_number(observation.whole.value)} khác {value_of(whole)} "
            f"ở statistics[{whole.position}]",
            "sửa một trong hai số",
        )  # fmt: skip
    else:
        yield from _check_share(observation, share_of_whole(observation, indicator, stated))


def check_total(
    observation: Observation, stated: Stated, indicators: Indicators
) -> Iterator[Problem]:
    """A total is the sum of its parts, if all of them are stated."""
    parts_ids = indicators[observation.indicator].total_of
    _, office, period = observation.key
    found = [stated((id_, office, period)) for id_ in parts_ids]
    parts = [part for part in found if part is not None]
    if not parts or len(parts) < len(parts_ids):
        return
    quantities = [part.quantity for part in parts]
    if any(q.qualifier is not Qualifier.EXACT for q in (*quantities, observation.quantity)):
        return
    if not total(quantities).meets(observation.interval):
        printed = " + ".join(map(value_of, parts))
        added = number_of(sum((part.value for part in parts), Decimal(0)), observation.unit)
        yield error(
            observation, "figure", "total-differs",
            f"{value_of(observation)} khác tổng các phần: {printed} = {added}",
            "xem lại từng số",
        )  # fmt: skip


SingleCheck = Callable[[Observation, Indicator], Iterator[Problem]]
RelatedCheck = Callable[[Observation, Stated, Indicators], Iterator[Problem]]

SINGLE_CHECKS: Final[tuple[SingleCheck, ...]] = (
    check_unit, check_ratio, check_hundred, check_previous, check_growth, check_target,
)  # fmt: skip
RELATED_CHECKS: Final[tuple[RelatedCheck, ...]] = (check_share, check_part, check_total)


# --- shared by these and by the checks across articles -----------------------------------------


def exceeds(part: Quantity, whole: Quantity) -> bool:
    """Whether the part is certainly greater than the whole."""
    low, high = part.interval.low, whole.interval.high
    return low is not None and high is not None and low > high


def _check_share(observation: Observation, share: Share | None) -> Iterator[Problem]:
    if share is None or share.stated is None:
        return
    verdict = share.verdict
    if verdict in (Verdict.HOLDS, Verdict.APPROXIMATE):
        return
    computed = format_percent(share.percent)
    numbers = f"{format_number(share.part.value)}/{format_number(share.whole.value)}"
    printed = format_percent(share.stated.value)
    if verdict is Verdict.TRUNCATED:
        yield discrepancy(
            observation, "figure", "share-truncated",
            f"{printed} chỉ đúng khi cắt bớt số lẻ: {numbers} = {computed}",
            "làm tròn lại, hoặc ghi accept: tỷ lệ làm tròn xuống",
        )  # fmt: skip
    else:
        yield error(
            observation, "figure", "share-differs",
            f"{printed} không bằng {numbers} = {computed}",
            "sửa một trong ba số",
        )  # fmt: skip
