"""What a statement says of its figure, and what its words do not say."""

from decimal import Decimal

import pytest
from stated import one, read, stated

from portal.core.figures.observation import Observation


def observed(words: str, indicator: str) -> Observation:
    statement = stated(indicator, words, "2024")
    return one(read(f"Năm 2024, {words}./.", statement, day="2025-01-14"))


def change_of(observation: Observation) -> str:
    change = observation.change
    if change is None:
        return ""
    against = change.against.label if change.against else ""
    return " ".join(filter(None, [str(change.signed), change.unit.value, against]))


@pytest.mark.parametrize(
    ("words", "indicator", "value"),
    [
        ("giảm từ 9,43% xuống còn 7,86%", "tai-cho", "7.86"),
        ("tăng từ 16.240 lên 17.358 văn bản", "van-ban.di", "17358"),
        ("1.127 văn bản, tăng 15,98%", "van-ban.di", "1127"),
    ],
)
def test_the_value_is_what_was_reached(words: str, indicator: str, value: str) -> None:
    assert observed(words, indicator).value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "indicator", "change"),
    [
        ("512 hồ sơ, gấp 2 lần năm 2023", "ho-so", ""),
        ("512 hồ sơ, tăng gấp đôi so với năm 2023", "ho-so", ""),
        ("512 hồ sơ, tăng 1,4 lần so với năm 2023", "ho-so", ""),
        ("512 hồ sơ, vượt 4% kế hoạch", "ho-so", ""),
        ("512 hồ sơ, vượt 20 hồ sơ so với kế hoạch", "ho-so", ""),
        ("512 hồ sơ, tăng 4% so với năm 2023", "ho-so", "4 percent năm 2023"),
        ("512 hồ sơ, tăng 12 hồ sơ so với cùng kỳ", "ho-so", "12 absolute năm 2023"),
        ("512 hồ sơ, giảm 12 hồ sơ", "ho-so", "-12 absolute"),
        ("95,7%, tăng 1,5 điểm phần trăm so với năm 2023", "tai-cho", "1.5 points năm 2023"),
        ("5,42% (giảm 1,58%)", "tai-cho", "-1.58 points"),
        ("97,2%, thấp hơn bình quân cả nước 1,5 điểm %", "tai-cho", ""),
        ("95,4%, cao hơn 0,4% so với quy định", "tai-cho", ""),
    ],
)
def test_only_against_a_time_it_is_a_change(words: str, indicator: str, change: str) -> None:
    """A factor is no amount; what was planned is no earlier value."""
    observation = observed(words, indicator)
    assert change_of(observation) == change
    if "quy định" not in words:
        assert observation.target is None
    if "lần" in words or "đôi" in words:
        assert observation.previous is None


def test_a_requirement_follows_from_the_points_above_it() -> None:
    assert observed("95,4%, cao hơn 0,4% so với quy định", "tai-cho").target == Decimal("95.0")


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("512 hồ sơ, bằng 92% năm 2023", None),
        ("512 hồ sơ, bằng 92% so với cùng kỳ", None),
        ("512 hồ sơ, chiếm 92%", Decimal(92)),
    ],
)
def test_what_equals_an_earlier_value_is_no_share(words: str, share: Decimal | None) -> None:
    found = observed(words, "ho-so").share
    assert (found and found.value) == share
