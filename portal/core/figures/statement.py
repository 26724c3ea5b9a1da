"""One item of ``statistics:`` in an article's front matter: what the editor says of a figure.

An editor copies a phrase of the article and names its indicator; the phrase is parsed
(``notation``). Every other key overrides or completes what the phrase says.
"""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import unquote

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.core.figures import period as periods
from portal.core.figures.figure import Qualifier
from portal.core.figures.period import Period
from portal.core.refusal import refusal
from portal.core.vietnamese import parse_number


class Status(StrEnum):
    """What an observation is worth; ``code`` is its SDMX code (CL_OBS_STATUS 2.x)."""

    NORMAL = "normal"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    REVISED = "revised"
    """Replaces an earlier value. SDMX has no code of its own for it: the value is normal."""
    BREAK = "break"
    """The way of counting changed here: not comparable with earlier values."""
    MISSING = "missing"
    CAPTURED = "captured"
    """Read off a display at an unknown moment, as site meters are; nobody validated it."""

    @property
    def code(self) -> str:
        return _SDMX[self]

    @property
    def label(self) -> str:
        """As readers see it; empty for a normal value."""
        return _STATUS_LABELS[self]


_SDMX: Final = {
    Status.NORMAL: "A", Status.PROVISIONAL: "P", Status.ESTIMATED: "E", Status.REVISED: "A",
    Status.BREAK: "B", Status.MISSING: "O", Status.CAPTURED: "V",
}  # fmt: skip
_STATUS_LABELS: Final = {
    Status.NORMAL: "", Status.PROVISIONAL: "sơ bộ", Status.ESTIMATED: "ước tính",
    Status.REVISED: "đã đính chính", Status.BREAK: "đổi cách tính", Status.MISSING: "chưa có",
    Status.CAPTURED: "đọc từ bộ đếm",
}  # fmt: skip
_STATUS_WORDS: Final = {
    **{status.value: status for status in Status},
    **{label: status for status, label in _STATUS_LABELS.items() if label},
    "chính thức": Status.NORMAL,
}
_QUALIFIER_WORDS: Final = {
    **{qualifier.value: qualifier for qualifier in Qualifier},
    "đúng": Qualifier.EXACT, "trên": Qualifier.GT, "hơn": Qualifier.GT,
    "ít nhất": Qualifier.GTE, "tối thiểu": Qualifier.GTE, "dưới": Qualifier.LT,
    "chưa đến": Qualifier.LT, "không quá": Qualifier.LTE, "tối đa": Qualifier.LTE,
    "khoảng": Qualifier.APPROX, "gần": Qualifier.APPROX, "xấp xỉ": Qualifier.APPROX,
}  # fmt: skip

_CHANGE = re.compile(
    r"(?P<sign>\+|-|−|tăng|giảm)\s*(?P<number>[\d.,]+)\s*(?P<unit>%|điểm %|điểm phần trăm|điểm)?"
    r"(?:\s.*)?",
    re.IGNORECASE,
)


class ChangeUnit(StrEnum):
    """What the number of a change counts."""

    ABSOLUTE = "absolute"
    PERCENT = "percent"
    POINTS = "points"
    TIMES = "times"
    """*gấp 2 lần*: how many times as much as before."""
    PLACES = "places"
    """*tăng 7 bậc*: up in a ranking, where the number of the rank falls."""


class StatedChange(NamedTuple):
    """An explicit ``change:`` key: signed, in units, per cent or percentage points."""

    amount: Decimal
    unit: ChangeUnit


def _decimal(text: str) -> Decimal | None:
    """A number as articles print it, alone or with a percent sign, without idle zeros."""
    number = parse_number(text.strip().removesuffix("%"))
    return None if number is None else number.normalize() + 0


def _period(value: Any) -> Period | None:
    if isinstance(value, Period) or not value:
        return value or None
    period = periods.parse(value) if isinstance(value, str) else None
    if period is None:
        raise refusal(
            "wrong-period", f"không hiểu kỳ «{value}»", f"viết period: {_meant_period(value)}"
        )
    return period


def _meant_period(value: Any) -> str:
    """What was meant by *quý I/2016*, else every way to write a period."""
    # Loading what reads prose takes long, and few need it.
    from portal.core.figures.prose.timeline import Timeline  # noqa: PLC0415

    words = str(value).lower().rstrip(" .")
    mentions = Timeline(words).mentions
    if len(mentions) == 1 and mentions[0].period and mentions[0].end == len(words):
        return mentions[0].period.iso
    return (
        "2021 (năm), 2021-Q1 (quý), 2021-04 (tháng), 2021-04-01 (ngày), 2021-H1 (6 tháng đầu năm), "
        "2021-01/2021-09 (9 tháng đầu năm), "
        "2021-01-01/2021-12-15 (khoảng) hoặc ../2021-12-10 (tính đến ngày)"
    )


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if not value:
        return None
    number = _decimal(value) if isinstance(value, str) else None
    if number is None:
        raise refusal("wrong-number", f"không hiểu số «{value}»",
                      "viết như trong bài: 17.337 hoặc 95,4")  # fmt: skip
    return number


def _change(value: Any) -> StatedChange | None:
    if isinstance(value, StatedChange) or not value:
        return value or None
    match = _CHANGE.fullmatch(value.strip()) if isinstance(value, str) else None
    number = _decimal(match["number"]) if match else None
    if match is None or number is None:
        raise refusal("wrong-change", f"không hiểu mức tăng giảm «{value}»",
                      "viết tăng 2.013 hoặc giảm 3,2%")  # fmt: skip
    sign = 1 if match["sign"].lower() in ("+", "tăng") else -1
    unit = ChangeUnit.ABSOLUTE
    if match["unit"]:
        unit = ChangeUnit.PERCENT if match["unit"] == "%" else ChangeUnit.POINTS
    return StatedChange(sign * number, unit)


def _status(value: Any) -> Any:
    return _word(value, _STATUS_WORDS, "wrong-status", "trạng thái")


def _qualifier(value: Any) -> Any:
    return _word(value, _QUALIFIER_WORDS, "wrong-qualifier", "từ chỉ mức")


_MARKED = re.compile(r"(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1")


def _without_marks(value: Any) -> Any:
    """``**17.337** văn bản`` as copied from the file, which readers see as *17.337 văn bản*."""
    if not isinstance(value, str) or ("*" not in value and "__" not in value):
        return value
    return _MARKED.sub(r"\2", value)


_HOST = re.compile(r"\A(?:https?://[^/]+|(?:\.{0,2}/)+(?=(?:content|bai-viet)/))")
_SOURCE = re.compile(r"(?:content/)?(bai-viet/.+\.md)")


def _address(value: Any) -> Any:
    """``https://…/2022/ten-bai``, ``2022/ten-bai/index.html`` → ``/2022/ten-bai/``, and
    ``content/bai-viet/2022/ten-bai.md`` → ``bai-viet/2022/ten-bai.md``.

    Whatever site is named, that of a preview too: whether there is such an article is seen later.
    """
    if not value or not isinstance(value, str):
        return value
    path = _HOST.sub("", unquote(re.split(r"[?#]", value.strip())[0].replace("\\", "/")))
    if source := _SOURCE.fullmatch(path.lstrip("/")):
        return source[1]
    inner = path.removesuffix("index.html").strip("/")
    return f"/{inner}/" if inner and not inner.endswith(".html") else value


def _word(value: Any, words: dict[str, Any], code: str, what: str) -> Any:
    if not value or not isinstance(value, str):
        return value or None
    if value.lower() not in words:
        raise refusal(code, f"không có {what} «{value}»", f"dùng một trong: {', '.join(words)}")
    return words[value.lower()]


class Statement(BaseModel):
    """The keys of one item; all but ``indicator`` and ``figure`` may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    indicator: Annotated[str, Field(min_length=1)]
    """Id of a declared indicator."""
    figure: Annotated[str, Field(min_length=1), BeforeValidator(_without_marks)]
    """The words as they stand in the article, without the marks of Markdown."""
    period: Annotated[Period | None, BeforeValidator(_period)] = None
    """The time the figure speaks of; without it, what the phrase, its sentence, the title or
    the sapo say."""
    office: str = ""
    """Id of a declared office; without it, the article's."""
    accept: str = ""
    """Why a discrepancy stands; published beside the figure."""
    value: Annotated[Decimal | None, BeforeValidator(_number)] = None
    unit: str = ""
    qualifier: Annotated[Qualifier | None, BeforeValidator(_qualifier)] = None
    change: Annotated[StatedChange | None, BeforeValidator(_change)] = None
    of: Annotated[Decimal | None, BeforeValidator(_number)] = None
    """The whole of which the value is a part."""
    target: Annotated[Decimal | None, BeforeValidator(_number)] = None
    """What was required, in the unit of the value."""
    status: Annotated[Status | None, BeforeValidator(_status)] = None
    revises: Annotated[str, BeforeValidator(_address)] = ""
    """Address (``/2022/ten-bai/``) of the article whose figure this one replaces."""
    note: str = ""
    """A remark for readers; with ``revises``, the reason."""
