"""Indicators (*chỉ tiêu*): what a figure measures, as declared in ``content/indicators.yml``.

Figures of different indicators never share a series, however alike their words are: documents
*submitted for issue*, *outgoing* and *incoming* are three indicators though all are "văn bản".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from portal.core.figures.figure import RANK, RATES
from portal.core.nearest import nearest
from portal.core.problem import Problem, Severity
from portal.core.usual_yaml import Location
from portal.core.yaml_text import YamlText, key_name, read_yaml


class IndicatorKind(StrEnum):
    """What sort of quantity an indicator is."""

    COUNT = "count"
    """A number of things."""
    SHARE = "share"
    """A percentage of a whole, or a degree of fulfilment."""
    RATIO = "ratio"
    """Printed as *140/145*: a part beside its whole."""
    PAIR = "pair"
    """Printed beside another count, as in *155 lượt/182 công dân*; no fraction."""
    METER = "meter"
    """A reading of a site meter."""
    MONEY = "money"
    """An amount of đồng."""


SCALED = re.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+", re.IGNORECASE)


def scaled_unit(unit: str) -> tuple[str, str]:
    """What is wrong with a unit that is a multiple, and what to do."""
    plain = SCALED.sub("", unit)
    return f"«{unit}» là bội số: 5 {unit} được giữ là số {plain}", f"viết unit: {plain}"


class Better(StrEnum):
    """Which direction of change is an improvement."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"

    def is_worse(self, change: Decimal | int) -> bool:
        """Whether the ``change`` goes the other way."""
        return (self is Better.MORE and change < 0) or (self is Better.LESS and change > 0)


@dataclass(frozen=True, slots=True)
class ShareOf:
    """The two indicators whose quotient a share is."""

    part: str
    whole: str


@dataclass(frozen=True)
class Indicator:
    """One row of the vocabulary."""

    id: str
    """Dotted identifier, stable for ever: ``nhiem-vu.tinh-giao.hoan-thanh``."""
    name: str
    """Vietnamese name as pages print it."""
    english: str
    topic: str
    """Heading under which lists show it."""
    definition: str
    """What is counted and what is not, in one or two Vietnamese sentences."""
    unit: str
    """Printed unit: ``văn bản``, ``%``, ``lượt``."""
    kind: IndicatorKind = IndicatorKind.COUNT
    additive: bool = False
    """Whether values of adjoining periods add up; then a part of a year cannot exceed it."""
    better: Better = Better.NEITHER
    also: tuple[str, ...] = ()
    """Other words for the unit that articles use: ``đồng chí`` for ``người``."""
    part_of: str | None = None
    """An indicator that this one never exceeds (same office, same period)."""
    share_of: ShareOf | None = None
    total_of: tuple[str, ...] = ()
    """Indicators whose values sum to this one."""
    over_hundred: bool = False
    """A percentage of a plan or of an earlier value, which may exceed 100."""

    @cached_property
    def digest(self) -> str:
        """Of the whole row."""
        return blake2b(repr(self).encode(), digest_size=12).hexdigest()

    @cached_property
    def slug(self) -> str:
        """The id as an address and file name; unique, since the loader refuses collisions."""
        return self.id.replace(".", "-")

    @cached_property
    def url(self) -> str:
        return f"/so-lieu/{self.slug}/"

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Its names, also as the reader of figures gives them: *kWh* as *kwh*."""
        names = (self.unit, *self.also)
        return tuple(dict.fromkeys((*names, *map(str.lower, names))))

    def counts(self, printed: str) -> bool:
        """Whether a printed unit is one of its own: longer (*văn bản đi*) or, read as far as its
        first word or comma, shorter (*tin* of *tin, bài*)."""
        unit = printed.lower()
        return unit != "" and (
            unit.startswith(self.units) or any(name.startswith(unit) for name in self.units)
        )

    @cached_property
    def related(self) -> tuple[str, ...]:
        """Ids of the indicators that its values are held against."""
        share = self.share_of
        parts = (self.part_of or "", *self.total_of, *((share.part, share.whole) if share else ()))
        return tuple(filter(None, parts))


RESERVED_SLUGS: Final = frozenset({"don-vi", "nam", "tat-ca"})
"""Addresses below ``/so-lieu/`` and files below ``/du-lieu/`` that are not indicators."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*")
_REQUIRED: Final = ("name", "english", "topic", "definition", "unit")
_KEYS: Final = (
    *_REQUIRED, "kind", "additive", "better", "also", "part_of", "share_of", "total_of",
    "over_hundred",
)  # fmt: skip
_YES_NO: Final = {"có": True, "yes": True, "true": True, "không": False, "no": False,
                  "false": False}  # fmt: skip


def load_indicators(
    text: str, file: str = "indicators.yml"
) -> tuple[Mapping[str, Indicator], tuple[Problem, ...]]:
    """Read the declarations; the mapping keeps their order, which is the order of pages.

    Indicators with mistakes are left out; every mistake is reported with its line.
    """
    yaml = read_yaml(text, file)
    loader = _Loader(file, yaml)
    return loader.load(), (*yaml.problems, *loader.problems)


class _Loader:
    def __init__(self, file: str, yaml: YamlText) -> None:
        self.file = file
        self.yaml = yaml
        self.problems: list[Problem] = []

    def load(self) -> dict[str, Indicator]:
        value = self.yaml.value
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.report((), "wrong-type", "tệp phải gồm các dòng «mã-chỉ-tiêu:» với các khóa con",
                        "xem mẫu trong sổ tay, phần Chỉ tiêu")  # fmt: skip
            return {}
        indicators: dict[str, Indicator] = {}
        slugs: dict[str, str] = {}
        for id_, entry in value.items():
            indicator = self.indicator(id_, entry)
            if indicator is None:
                continue
            if indicator.slug in RESERVED_SLUGS or indicator.slug in slugs:
                other = slugs.get(indicator.slug, "một trang của hệ thống")
                self.report((id_,), "indicator-address", f"trùng địa chỉ với {other}",
                            "đặt mã khác")  # fmt: skip
                continue
            slugs[indicator.slug] = id_
            indicators[id_] = indicator
        for indicator in indicators.values():
            self.check_references(indicator, indicators)
        return indicators

    def indicator(self, id_: str, entry: Any) -> Indicator | None:
        before = len(self.problems)
        if not _ID.fullmatch(id_):
            self.report((id_,), "indicator-id", f"mã «{id_}» có ký tự không dùng được",
                        "chỉ dùng chữ thường không dấu, số, gạch nối và dấu chấm: "
                        "van-ban.di")  # fmt: skip
        if not isinstance(entry, dict):
            self.report((id_,), "wrong-type", "chỉ tiêu cần các khóa con",
                        "thêm name, english, topic, definition, unit")  # fmt: skip
            return None
        for key in entry:
            if key not in _KEYS:
                near = nearest(key, _KEYS, 0.5)
                self.report((id_, key), "unknown-key", f"không có khóa «{key}»",
                            f"có phải «{near}»?" if near else "xóa dòng này")  # fmt: skip
        for key in _REQUIRED:
            if not isinstance(entry.get(key), str) or not entry[key]:
                self.report((id_, key), "missing-key", f"thiếu khóa {key}",
                            f"thêm dòng {key}: …")  # fmt: skip
        if SCALED.match(str(entry.get("unit"))):
            self.report((id_, "unit"), "scaled-unit", *scaled_unit(entry["unit"]))
        kind = IndicatorKind(self.choice(id_, entry, "kind", IndicatorKind, IndicatorKind.COUNT))
        better = Better(self.choice(id_, entry, "better", Better, Better.NEITHER))
        adds = entry.get("unit") not in (RANK, *RATES)
        additive = self.flag(
            id_, entry, "additive",
            default=kind in (IndicatorKind.COUNT, IndicatorKind.MONEY) and adds,
        )  # fmt: skip
        over_hundred = self.flag(id_, entry, "over_hundred", default=False)
        if additive and (kind in (IndicatorKind.SHARE, IndicatorKind.METER) or not adds):
            self.report((id_, "additive"), "indicator-additive",
                        "tỷ lệ, thứ hạng và bộ đếm không cộng dồn theo thời gian",
                        "xóa dòng additive")  # fmt: skip
        also = self.words(id_, entry, "also")
        total_of = self.words(id_, entry, "total_of")
        share_of = self.share_of(id_, entry)
        part_of = entry.get("part_of") or None
        if len(self.problems) > before:
            return None
        return Indicator(
            id=id_, **{key: entry[key] for key in _REQUIRED}, kind=kind, additive=additive,
            better=better, also=also, part_of=part_of, share_of=share_of, total_of=total_of,
            over_hundred=over_hundred,
        )  # fmt: skip

    def choice(
        self, id_: str, entry: dict[str, Any], key: str, allowed: type[StrEnum], default: str
    ) -> str:
        value = entry.get(key) or default
        if value not in list(allowed):
            self.report((id_, key), "wrong-value", f"giá trị «{value}» không dùng được",
                        f"dùng một trong: {', '.join(allowed)}")  # fmt: skip
            return default
        return str(value)

    def flag(self, id_: str, entry: dict[str, Any], key: str, *, default: bool) -> bool:
        value = entry.get(key)
        if not value:
            return default
        if str(value).lower() not in _YES_NO:
            self.report((id_, key), "wrong-value", f"giá trị «{value}» không dùng được",
                        "viết có hoặc không")  # fmt: skip
            return default
        return _YES_NO[str(value).lower()]

    def words(self, id_: str, entry: dict[str, Any], key: str) -> tuple[str, ...]:
        """A list, or one line with commas."""
        value = entry.get(key) or []
        items = value.split(",") if isinstance(value, str) else value
        if not all(isinstance(item, str) for item in items):
            self.report((id_, key), "wrong-type", "khóa này cần một danh sách từ",
                        "viết trên một dòng, cách nhau bằng dấu phẩy")  # fmt: skip
            return ()
        return tuple(item.strip() for item in items if item.strip())

    def share_of(self, id_: str, entry: dict[str, Any]) -> ShareOf | None:
        value = entry.get("share_of")
        if not value:
            return None
        if not isinstance(value, dict) or set(value) != {"part", "whole"}:
            self.report((id_, "share_of"), "wrong-type", "share_of cần đúng hai khóa part và whole",
                        "viết share_of: {part: …, whole: …}")  # fmt: skip
            return None
        return ShareOf(str(value["part"]), str(value["whole"]))

    def check_references(self, one: Indicator, known: Mapping[str, Indicator]) -> None:
        named: list[tuple[str, str]] = [("total_of", id_) for id_ in one.total_of]
        if one.part_of:
            named.append(("part_of", one.part_of))
        if one.share_of:
            named += [("share_of", one.share_of.part), ("share_of", one.share_of.whole)]
        for key, id_ in named:
            if id_ == one.id:
                self.report(
                    (one.id, key),
                    "indicator-of-itself",
                    "chỉ tiêu không thể dẫn tới chính nó",
                    f"xóa {id_} ở dòng này",
                )
            elif id_ not in known:
                near = indicator_meant(id_, known)
                self.report(
                    (one.id, key),
                    "unknown-indicator",
                    f"không có chỉ tiêu «{id_}»",
                    f"có phải «{near}»?" if near else "khai báo chỉ tiêu đó trong tệp này",
                )

    def report(self, location: Location, code: str, message: str, remedy: str) -> None:
        self.problems.append(
            Problem(self.file, self.yaml.line(location, 1), key_name(location) or "file", code,
                    Severity.ERROR, message, remedy)
        )  # fmt: skip


def indicator_meant(id_: str, known: Mapping[str, Indicator]) -> str | None:
    """The declared id most like ``id_``, or the one whose name it is; ``None`` if none is near."""
    by_name = {indicator.name.lower(): indicator.id for indicator in known.values()}
    if id_.lower() in by_name:
        return by_name[id_.lower()]
    match = nearest(id_.lower(), [*known, *by_name], 0.6)
    return by_name.get(match, match) or None
