"""The columns of the open data, and the observations as rows of them.

The names are stable: programs of others read them. A new column goes to the end.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Final

from portal.core.figures.figure import Interval, plain
from portal.core.figures.observation import Observation
from portal.core.figures.series import Origin, Point, Series, Topic


@dataclass(frozen=True, slots=True)
class Column:
    """One field, described for Frictionless, CSVW and the handbook."""

    name: str
    type: str
    """Frictionless type: ``string``, ``number``, ``date``."""
    title: str
    description: str
    required: bool = False


COLUMNS: Final = (
    Column("indicator", "string", "Mã chỉ tiêu", "Mã trong danh mục chỉ tiêu, không đổi.", True),
    Column("indicator_name", "string", "Chỉ tiêu", "Tên tiếng Việt của chỉ tiêu.", True),
    Column("office", "string", "Mã đơn vị", "Mã đơn vị; đơn vị sau sáp nhập có mã mới.", True),
    Column("office_name", "string", "Đơn vị", "Tên đầy đủ của đơn vị.", True),
    Column("period", "string", "Kỳ",
           "Kỳ theo ISO 8601: 2021, 2021-H1, 2021-Q1, 2021-04, 2021-04-01, "
           "2021-01-01/2021-12-15; ../2021-12-10 là tính đến ngày.", True),
    Column("period_start", "date", "Từ ngày", "Ngày đầu của kỳ; trống nếu tính đến một ngày."),
    Column("period_end", "date", "Đến ngày", "Ngày cuối của kỳ.", True),
    Column("value", "number", "Giá trị", "Giá trị in trong bài, đã nhân với nghìn, triệu, tỷ.",
           True),
    Column("unit", "string", "Đơn vị tính", "Đơn vị của giá trị; % là phần trăm.", True),
    Column("qualifier", "string", "Mức",
           "exact đúng · gt trên · gte từ … trở lên · lt dưới · lte tối đa · approx khoảng · "
           "between từ … đến.", True),
    Column("value_low", "number", "Cận dưới", "Giá trị thật không nhỏ hơn; trống nếu không rõ."),
    Column("value_high", "number", "Cận trên", "Giá trị thật không lớn hơn; trống nếu không rõ."),
    Column("obs_status", "string", "Trạng thái",
           "Mã SDMX CL_OBS_STATUS: A thường · P sơ bộ · E ước tính · B đổi cách tính · "
           "V đọc từ bộ đếm, chưa kiểm tra.", True),
    Column("origin", "string", "Nguồn gốc",
           "reported in trong bài · previous giá trị trừ mức tăng giảm · share phần chia toàn "
           "thể · superseded đã bị thay.", True),
    Column("change", "number", "Tăng giảm", "Mức tăng (dương) hay giảm (âm) in trong bài."),
    Column("change_unit", "string", "Đơn vị tăng giảm",
           "absolute theo đơn vị tính · percent phần trăm · points điểm phần trăm."),
    Column("change_against", "string", "So với kỳ", "Kỳ được so sánh, theo ISO 8601."),
    Column("whole", "number", "Toàn thể", "Số mà giá trị là một phần."),
    Column("share", "number", "Tỷ lệ in", "Tỷ lệ phần trăm in trong bài."),
    Column("target", "number", "Mức yêu cầu", "Mức phải đạt, theo đơn vị tính."),
    Column("accepted", "string", "Giải thích", "Lý do chấp nhận một chênh lệch."),
    Column("note", "string", "Ghi chú", "Ghi chú của ban biên tập."),
    Column("figure", "string", "Cụm từ", "Con số đúng như in trong bài.", True),
    Column("sentence", "string", "Câu văn", "Câu chứa con số.", True),
    Column("source_title", "string", "Bài viết", "Tiêu đề bài.", True),
    Column("source_date", "date", "Ngày đăng", "Ngày đăng bài.", True),
    Column("source_url", "string", "Địa chỉ", "Địa chỉ bài viết.", True),
)  # fmt: skip

Row = tuple[str | None, ...]
"""Values in the order of ``COLUMNS`` as text: numbers with a decimal point; ``None`` is empty."""

_NUMBERS: Final = tuple(n for n, column in enumerate(COLUMNS) if column.type == "number")
_KEYS: Final = tuple((f'"{column.name}": ', column.type == "number") for column in COLUMNS)


def rows(topic: Topic, site_url: str) -> Iterator[Row]:
    """Every reported, derived and superseded value of an indicator."""
    for series in topic.series:
        for point in series.points:
            for observation in point.observations if point.reported else point.observations[:1]:
                yield _row(series, point, observation, point.origin.value, site_url)
            for old in point.superseded:
                yield _row(series, point, old, "superseded", site_url)


def _row(series: Series, point: Point, observation: Observation, origin: str, site_url: str) -> Row:
    derived = origin not in (Origin.REPORTED.value, "superseded")
    quantity = point.quantity if derived else observation.quantity
    period = point.period
    interval: Interval = quantity.interval
    change = None if derived else observation.change
    source = observation.source
    own = not derived
    return (
        series.indicator.id,
        series.indicator.name,
        series.office.id,
        series.office.name,
        period.iso,
        period.start.isoformat() if period.start else None,
        period.end.isoformat(),
        plain(quantity.value),
        point.unit if derived else observation.unit,
        quantity.qualifier,
        _number(interval.low),
        _number(interval.high),
        observation.status.code if own else "A",
        origin,
        plain(change.signed) if change else None,
        change.unit if change else None,
        change.against.iso if change and change.against else None,
        plain(observation.whole.value) if own and observation.whole else None,
        plain(observation.share.value) if own and observation.share else None,
        _number(observation.target) if own else None,
        observation.accept or None,
        observation.note or None,
        observation.figure,
        observation.sentence,
        source.title,
        source.day.isoformat(),
        site_url + source.url,
    )


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


_DANGEROUS: Final = "=+-@\t\r"
"""How a cell begins that spreadsheets would run as a formula (OWASP, *CSV Injection*)."""


def to_csv(table: Iterable[Row], *, header: bool = True) -> str:
    """RFC 4180 with ISO dates and decimal points."""
    names = [column.name for column in COLUMNS] if header else []
    return _write(table, names, ",")


def to_excel_csv(table: Iterable[Row], *, header: bool = True) -> str:
    """As Excel in Vietnamese opens it by a double click: semicolons, decimal commas, titles."""
    titles = [column.title for column in COLUMNS] if header else []
    return _write(map(_with_commas, table), titles, ";")


def to_json_lines(table: Iterable[Row]) -> str:
    """An object a row, without what is empty; numbers as numbers, exactly as printed."""
    return ",\n".join(
        "    {" + ", ".join([
            key + (value if is_number else quoted(value))
            for (key, is_number), value in zip(_KEYS, row, strict=True)
            if value is not None
        ]) + "}"
        for row in table
    )  # fmt: skip


def _write(table: Iterable[Sequence[str | None]], header: list[str], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    if header:
        writer.writerow(header)
    writer.writerows(table)
    return out.getvalue()


def harmless(row: Row) -> Row:
    """Texts that a spreadsheet would take for a formula get an apostrophe in front."""
    if not [cell for cell in row if cell and cell[0] in _DANGEROUS]:
        return row
    return tuple(
        f"'{cell}" if cell and cell[0] in _DANGEROUS and place not in _NUMBERS else cell
        for place, cell in enumerate(row)
    )


def _with_commas(row: Row) -> list[str | None]:
    cells = list(row)
    for place in _NUMBERS:
        cell = cells[place]
        if cell is not None and "." in cell:
            cells[place] = cell.replace(".", ",")
    return cells
