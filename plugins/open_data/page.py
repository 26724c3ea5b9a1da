"""The page ``/du-lieu/``."""

from dataclasses import dataclass
from functools import cached_property

from plugins.open_data.catalogue import ALL, FOLDER, Catalogue, schema_org
from plugins.open_data.table import COLUMNS, Column
from portal.core.indicator import Indicator
from portal.core.json_ld import script_safe
from portal.core.output import Page
from portal.core.site import HOME, Meta

ADDRESS = f"/{FOLDER}/"


def downloads(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """(title, address) of the files that stand beside an indicator's values."""
    file = f"{ADDRESS}{indicator.slug}"
    return (("CSV", f"{file}.csv"), ("CSV cho Excel tiếng Việt", f"{file}-excel.csv"))


@dataclass(frozen=True)
class Offer:
    """All that the page shows."""

    catalogue: Catalogue

    @cached_property
    def digest(self) -> str:
        return self.catalogue.digest

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS

    @property
    def everything(self) -> str:
        """Address of the files of all indicators, without extension."""
        return f"/{FOLDER}/{ALL}"

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[tuple[str, str, str, int], ...]], ...]:
        """Topic → (name, address of its page, address of its files, number of values)."""
        groups: dict[str, list[tuple[str, str, str, int]]] = {}
        for topic in self.catalogue.topics:
            one = topic.indicator
            count = sum(len(series.points) for series in topic.series)
            row = (one.name, one.url, f"/{FOLDER}/{one.slug}", count)
            groups.setdefault(one.topic, []).append(row)
        return tuple((name, tuple(rows)) for name, rows in groups.items())

    @property
    def count(self) -> int:
        return sum(row[3] for _, rows in self.groups for row in rows)


def page(catalogue: Catalogue, statistics: str | None) -> Page:
    """``statistics``: address of the page of all figures, if there is one."""
    offer = Offer(catalogue)
    above = (HOME, *((("Số liệu", statistics),) if statistics else ()))
    return Page(f"{FOLDER}/index.html", "open-data.html", {
        "page": Meta(
            "open-data", ADDRESS, "Dữ liệu mở",
            f"{offer.count} giá trị của {len(catalogue.topics)} chỉ tiêu để tải về và dùng lại.",
            "statistics",
            (*above, ("Dữ liệu mở", ADDRESS)),
            json_ld=script_safe(schema_org(catalogue)),
        ),
        "offer": offer,
    })  # fmt: skip
