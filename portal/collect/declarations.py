"""The office's own tables: categories, offices, indicators, abbreviations.

A table may be a list of mappings (``- id: …``), a mapping by id, or, for the impatient, a plain
list of names: ids are then made from the names.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from pathlib import Path

from portal.core.indicator import load_indicators
from portal.core.library import Declarations
from portal.core.office import Category, Office
from portal.core.problem import Problem, Severity
from portal.core.usual_yaml import Location
from portal.core.vietnamese import parse_date, slug
from portal.core.yaml_text import Value, YamlText, key_name, read_yaml

FILES = ("categories.yml", "offices.yml", "indicators.yml", "abbreviations.yml")

STARTING_CATEGORIES = (
    "Hoạt động Văn phòng",
    "Chỉ đạo điều hành",
    "Cải cách hành chính",
    "Tiếp công dân",
    "Thi đua – Khen thưởng",
    "Thông báo",
)
"""Used while ``categories.yml`` does not exist."""


def load_declarations(
    content: Path, default_office: str, office_name: str
) -> tuple[Declarations, tuple[Problem, ...]]:
    """Read the four files; a missing one means nothing is declared there."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    hasher = blake2b(default_office.encode() + office_name.encode(), digest_size=16)
    for name in FILES:
        path = content / name
        data = path.read_bytes() if path.is_file() else b""
        hasher.update(name.encode() + b"\0" + data + b"\0")
        try:
            texts[name] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(
                name, 1, "file", "not-utf8", Severity.ERROR, "tệp không phải UTF-8",
                "mở lại bằng trình soạn thảo, chọn «Lưu với mã hóa UTF-8»",
            ))  # fmt: skip
            texts[name] = ""
    categories = _Table("categories.yml", texts["categories.yml"], _CATEGORY_KEYS)
    offices = _Table("offices.yml", texts["offices.yml"], _OFFICE_KEYS)
    indicators, indicator_problems = load_indicators(texts["indicators.yml"], "indicators.yml")
    abbreviations = _Abbreviations(texts["abbreviations.yml"])
    declared_offices = {office.id: office for office in _offices(offices)}
    if not declared_offices:
        declared_offices = {default_office: Office(default_office, office_name, office_name)}
    elif default_office not in declared_offices:
        problems.append(Problem(
            "offices.yml", 1, default_office, "unknown-office", Severity.ERROR,
            f"đơn vị mặc định «{default_office}» (OFFICE trong site_config.py) chưa khai báo",
            "khai báo đơn vị này hoặc sửa OFFICE",
        ))  # fmt: skip
    declared_categories = {category.id: category for category in _categories(categories)}
    problems += (
        *categories.problems,
        *offices.problems,
        *indicator_problems,
        *abbreviations.problems,
    )
    doubtful = _doubtful(problems)
    declarations = Declarations(
        categories=declared_categories
        or {slug(name): Category(slug(name), name) for name in STARTING_CATEGORIES},
        offices=declared_offices,
        indicators=indicators,
        abbreviations=abbreviations.table,
        default_office=default_office,
        digest=hasher.hexdigest(),
        doubtful=doubtful,
    )
    return declarations, tuple(problem for problem in problems if problem.code not in doubtful)


_NAMED_IN = {
    "categories.yml": "unknown-category",
    "offices.yml": "unknown-office",
    "indicators.yml": "unknown-indicator",
}
"""File → the error of those who name what it does not declare."""


def _doubtful(problems: Iterable[Problem]) -> frozenset[str]:
    """Errors that may only follow from mistakes in a file: what it names there may be declared in
    a row that could not be read."""
    return frozenset(
        _NAMED_IN[problem.file]
        for problem in problems
        if problem.blocks and problem.file in _NAMED_IN and problem.code != _NAMED_IN[problem.file]
    )


_CATEGORY_KEYS = ("id", "name", "description")
_OFFICE_KEYS = (
    "id", "name", "short", "valid_from", "valid_to", "predecessors", "successor", "note",
)  # fmt: skip


class _Table:
    """Rows of one file, whatever of the three shapes it has."""

    def __init__(self, file: str, text: str, keys: tuple[str, ...]) -> None:
        self.file = file
        self.keys = keys
        self.yaml = read_yaml(text, file)
        self.problems = list(self.yaml.problems)
        self.rows = list(self._rows())

    def _rows(self) -> Iterator[tuple[Location, dict[str, Value]]]:
        value = self.yaml.value
        items: list[tuple[Location, Value]] = []
        if isinstance(value, list):
            items = [((index,), item) for index, item in enumerate(value)]
        elif isinstance(value, dict):
            for id_, item in value.items():
                row = {"id": id_, **(item if isinstance(item, dict) else {"name": item})}
                items.append(((id_,), row))
        elif value:  # Lines without a sign are one text.
            self.report(
                (), "wrong-type", "mỗi mục phải là một dòng mở đầu bằng «- »",
                "viết - Hoạt động Văn phòng",
            )  # fmt: skip
        seen: set[str] = set()
        for location, item in items:
            row = item if isinstance(item, dict) else {"name": item}
            name = row.get("name")
            if not isinstance(name, str) or not name:
                self.report(location, "missing-key", "thiếu name", "thêm dòng name: Tên đầy đủ")
                continue
            row = {"id": slug(name), **row}
            id_ = str(row["id"])
            if id_ != slug(id_):
                self.report(
                    location, "wrong-id", f"mã «{id_}» có ký tự không dùng được",
                    f"dùng chữ thường không dấu và gạch nối: {slug(id_)}",
                )  # fmt: skip
                continue
            if id_ in seen:
                self.report(location, "duplicate-key", f"mã «{id_}» khai báo hai lần", "xóa một")
                continue
            for key in row.keys() - set(self.keys):
                self.report(
                    (*location, key), "unknown-key", f"không có khóa «{key}»",
                    f"các khóa dùng được: {', '.join(self.keys)}",
                )  # fmt: skip
            seen.add(id_)
            yield location, row

    def report(self, location: Location, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(
            self.file, self.yaml.line(location), key_name(location) or "file", code,
            Severity.ERROR, message, remedy,
        ))  # fmt: skip


def _categories(table: _Table) -> Iterator[Category]:
    owners: dict[str, str] = {}
    for location, row in table.rows:
        owner = owners.setdefault(slug(str(row["name"])), str(row["id"]))
        if owner != row["id"]:
            table.report(
                location, "duplicate-name",
                f"tên «{row['name']}» đã thuộc về chuyên mục «{owner}»",
                "đổi tên, hoặc xóa một trong hai",
            )  # fmt: skip
        yield Category(str(row["id"]), str(row["name"]), str(row.get("description", "")))


def _offices(table: _Table) -> Iterator[Office]:
    ids = {row["id"] for _, row in table.rows}
    for location, row in table.rows:
        predecessors = row.get("predecessors") or ()
        if isinstance(predecessors, str):
            predecessors = [part.strip() for part in predecessors.split(",") if part.strip()]
        successor = str(row.get("successor") or "")
        for key, values in (("predecessors", predecessors), ("successor", [successor])):
            for value in values:
                if value and value not in ids:
                    table.report(
                        (*location, key), "unknown-office", f"chưa khai báo đơn vị «{value}»",
                        "khai báo đơn vị đó trong cùng tệp",
                    )  # fmt: skip
        valid_from = _day(table, location, row, "valid_from")
        valid_to = _day(table, location, row, "valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            table.report(
                (*location, "valid_to"), "wrong-date",
                f"ngày cuối {valid_to:%d/%m/%Y} sớm hơn ngày đầu {valid_from:%d/%m/%Y}",
                "xem lại valid_from và valid_to",
            )  # fmt: skip
            valid_from = valid_to = None  # else each of its figures would be out of its time
        yield Office(
            id=str(row["id"]),
            name=str(row["name"]),
            short=str(row.get("short") or row["name"]),
            valid_from=valid_from,
            valid_to=valid_to,
            predecessors=tuple(map(str, predecessors)),
            successor=successor or None,
            note=str(row.get("note", "")),
        )


def _day(table: _Table, location: Location, row: Mapping[str, Value], key: str) -> date | None:
    value = row.get(key)
    if not value:
        return None
    message = f"không hiểu ngày «{value}»"
    try:
        if parsed := parse_date(str(value)):
            return parsed[0].date()
    except ValueError as error:
        message = str(error)
    table.report((*location, key), "wrong-date", message, "viết 2025-06-30")
    return None


class _Abbreviations:
    def __init__(self, text: str) -> None:
        file = "abbreviations.yml"
        yaml: YamlText = read_yaml(text, file)
        self.problems = list(yaml.problems)
        self.table: dict[str, tuple[str, ...]] = {}
        entries = yaml.value if isinstance(yaml.value, dict) else {}
        if yaml.value and not entries:
            self.problems.append(Problem(
                file, 1, "file", "wrong-type", Severity.ERROR,
                "bảng viết tắt phải gồm các dòng «VIẾT TẮT: viết đầy đủ»",
                "viết UBND: ủy ban nhân dân",
            ))  # fmt: skip
        for short, words in entries.items():
            expansions = words if isinstance(words, list) else [words]
            if not all(isinstance(word, str) and word for word in expansions):
                self.problems.append(Problem(
                    file, yaml.line((short,)), short, "wrong-type", Severity.ERROR,
                    f"«{short}» chưa có lời viết đầy đủ", f"viết {short}: lời đầy đủ",
                ))  # fmt: skip
                continue
            self.table[short] = tuple(map(str, expansions))
