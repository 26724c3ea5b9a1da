from decimal import Decimal

import pytest
from pydantic import ValidationError

from portal.core.figures.figure import Qualifier
from portal.core.figures.statement import ChangeUnit, Statement, Status


def faults(**keys: str) -> list[tuple[str, str]]:
    """(key, Vietnamese message) of everything that is refused."""
    with pytest.raises(ValidationError) as caught:
        Statement.model_validate({"indicator": "a", "figure": "1 văn bản", **keys})
    return [(str(e["loc"][0]), e["msg"]) for e in caught.value.errors()]


def test_texts_become_values() -> None:
    """Every scalar of the front matter is text; the statement types it."""
    statement = Statement.model_validate(
        {
            "indicator": "van-ban.di", "figure": "17.337 văn bản", "period": "2021-Q1",
            "value": "17.337", "qualifier": "trên", "change": "giảm 3,2%", "of": "20.000",
            "target": "95,5", "status": "sơ bộ", "office": "",
        }
    )  # fmt: skip
    assert statement.period is not None
    assert statement.period.iso == "2021-Q1"
    assert statement.value == 17337
    assert statement.qualifier is Qualifier.GT
    assert statement.change == (Decimal("-3.2"), ChangeUnit.PERCENT)
    assert statement.target == Decimal("95.5")
    assert statement.status is Status.PROVISIONAL


def test_what_cannot_be_read_is_refused_with_an_example() -> None:
    """Dots group thousands: 95.4 is not guessed at."""
    assert faults(value="95.4") == [("value", "không hiểu số «95.4»")]
    assert faults(period="năm ngoái") == [("period", "không hiểu kỳ «năm ngoái»")]
    assert faults(change="nhiều") == [("change", "không hiểu mức tăng giảm «nhiều»")]
    assert faults(status="xong") == [("status", "không có trạng thái «xong»")]
    assert [key for key, _ in faults(nam="2021")] == ["nam"]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("năm 2023", "viết period: 2023"),
        ("Năm 2023.", "viết period: 2023"),
        ("Quý I/2016", "viết period: 2016-Q1"),
        ("tính đến ngày 10/12/2021", "viết period: ../2021-12-10"),
        ("năm ngoái", "viết period: 2021 (năm), 2021-Q1 (quý)"),
        ("01/01/2021-15/12/2021", "viết period: 2021 (năm), 2021-Q1 (quý)"),
    ],
)
def test_a_period_in_words_is_written_out(written: str, remedy: str) -> None:
    """As it is said in the article; where it is not clear, every way is named."""
    with pytest.raises(ValidationError) as caught:
        Statement.model_validate({"indicator": "a", "figure": "1 văn bản", "period": written})
    assert caught.value.errors()[0]["ctx"]["remedy"].startswith(remedy)


def test_nine_months_are_among_the_ways_to_write_a_period() -> None:
    with pytest.raises(ValidationError) as caught:
        Statement.model_validate({"indicator": "a", "figure": "1 văn bản", "period": "2024-9M"})
    assert "2021-01/2021-09 (9 tháng đầu năm)" in caught.value.errors()[0]["ctx"]["remedy"]


def test_words_are_copied_with_or_without_marks_of_markdown() -> None:
    """From the file or from the page."""

    def figure(words: str) -> str:
        return Statement.model_validate({"indicator": "a", "figure": words}).figure

    assert figure("**17.337** *văn bản* __đi__") == "17.337 văn bản đi"
    assert figure("5 * 3 * 2 và 4*") == "5 * 3 * 2 và 4*"


def test_an_empty_key_is_not_given() -> None:
    """Editors leave keys empty rather than delete them."""
    statement = Statement.model_validate({"indicator": "a", "figure": "1", "value": "", "of": ""})
    assert statement.value is None
    assert statement.of is None


def test_zero_is_a_value() -> None:
    """Nothing happened, and that is known."""
    assert Statement.model_validate({"indicator": "a", "figure": "0", "value": "0"}).value == 0


def test_sdmx_codes() -> None:
    """Each status has a code of CL_OBS_STATUS."""
    assert [status.code for status in Status] == ["A", "P", "E", "A", "B", "O", "V"]
