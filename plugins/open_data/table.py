"""The columns of the open data, and the observations as rows of them.

The names are stable: programs of others read them. A new column goes to the end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Final

from portal.core.figures.figure import RATES, plain
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
           "absolute theo đơn vị tính · percent phần trăm · points điểm phần trăm · "
           "times gấp bao nhiêu lần · places bậc xếp hạng (âm là lên hạng)."),
    Column("change_against", "string", "So với kỳ", "Kỳ được so sánh, theo ISO 8601."),
    Column("whole", "number", "Toàn thể",
           "Số mà giá trị là một phần; của thứ hạng: số nơi được xếp hạng."),
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

ZERO: Final = Decimal(0)
Cell = str | None
Row = tuple[Cell, ...]
"""Values in the order of ``COLUMNS`` as text: numbers with a decimal point; ``None`` is empty."""

Writer = Callable[[Column, Cell], str]
"""A cell as it stands in a file."""


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
    value = plain(quantity.value)
    low: Cell = value
    high: Cell = value
    unit = point.unit if derived else observation.unit
    if not quantity.exact or quantity.decimals or unit in RATES:
        # Per cent are rounded even without decimals, and nothing published is below zero.
        interval = quantity.rounding_interval if quantity.exact else quantity.interval
        low, high = _number(interval.low and max(interval.low, ZERO)), _number(interval.high)
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
        value,
        unit,
        quantity.qualifier,
        low,
        high,
        (observation if own else point).status.code,
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


def _number(value: Decimal | None) -> Cell:
    return None if value is None else plain(value)


_FORMULA: Final = r"^[=+\-@\t\r]"
"""How a cell begins that spreadsheets would run as a formula (OWASP, *CSV Injection*)."""


def _text_writer(delimiter: str) -> Callable[[str], str]:
    """Writes a text: quoted where RFC 4180 wants it, and one that a spreadsheet would take for a
    formula with an apostrophe in front."""
    special = f'["{delimiter}\r\n]'
    is_odd = re.compile(f"{_FORMULA}|{special}").search

    def write(text: str) -> str:
        if is_odd(text) is None:
            return text
        text = re.sub(_FORMULA, r"'\g<0>", text)
        return '"' + text.replace('"', '""') + '"' if re.search(special, text) else text

    return write


_with_commas = _text_writer(",")
_with_semicolons = _text_writer(";")


def csv_cell(column: Column, cell: Cell) -> str:
    """RFC 4180 with ISO dates and decimal points."""
    if not cell or column.type != "string":
        return cell or ""
    return _with_commas(cell)


def excel_cell(column: Column, cell: Cell) -> str:
    """As Excel in Vietnamese opens it by a double click: semicolons, decimal commas."""
    if not cell or column.type != "string":
        return (cell or "").replace(".", ",")
    return _with_semicolons(cell)


def json_cell(column: Column, cell: Cell) -> str:
    """A member of an object; numbers as numbers, exactly as printed. What is empty is left out."""
    if cell is None:
        return ""
    return f'"{column.name}": {cell if column.type == "number" else quoted(cell)}'


def lines_of(table: Sequence[Row]) -> tuple[str, str, str]:
    """The rows as CSV and as CSV for Excel, both without header, and as JSON.

    Cells are written column by column, each text once: most stand in many rows.
    """
    written: dict[Writer, list[Iterable[str]]] = {csv_cell: [], excel_cell: [], json_cell: []}
    for column, texts in zip(COLUMNS, zip(*table, strict=True), strict=True):
        different = set(texts)
        for write, columns in written.items():
            known = {text: write(column, text) for text in different}
            columns.append(map(known.__getitem__, texts))
    csv, excel, json = (zip(*columns, strict=True) for columns in written.values())
    return (
        "".join([f"{','.join(row)}\r\n" for row in csv]),
        "".join([f"{';'.join(row)}\r\n" for row in excel]),
        ",\n".join([f"    {{{', '.join(filter(None, row))}}}" for row in json]),
    )


CSV_HEADER: Final = ",".join([_with_commas(column.name) for column in COLUMNS]) + "\r\n"
EXCEL_HEADER: Final = ";".join([_with_semicolons(column.title) for column in COLUMNS]) + "\r\n"
