"""The archive: a page for every year and every month that has articles."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import Meta

Decorate = Callable[[str, Any], Mapping[str, Any]]

ARCHIVE = (("Trang chủ", "/"), ("Lưu trữ", "/luu-tru/"))


def periods(library: Library, decorate: Decorate) -> Iterator[Page]:
    years = tuple(library.by_year)
    addresses = tuple((year, f"/{year}/") for year in years)
    yield Page("luu-tru/index.html", "site-map.html", {
        "page": Meta("directory", "/luu-tru/", "Lưu trữ", "Tin bài của cổng theo từng năm.",
                     "archive", ARCHIVE),
        "heading": "Lưu trữ",
        "groups": (("Theo năm", tuple((f"Năm {year}", url, None) for year, url in addresses)),),
    })  # fmt: skip
    for year, articles in library.by_year.items():
        months = library.by_month(year)
        crumbs = (*ARCHIVE, (f"Năm {year}", f"/{year}/"))
        yield Page(f"{year}/index.html", "year.html", {
            "page": Meta("year", f"/{year}/", f"Lưu trữ năm {year}",
                         f"{len(articles)} bài đã đăng trong năm {year}.", "archive", crumbs),
            "year": year,
            "months": tuple(
                (month, len(group), library.cards(group), f"/{year}/{month:02}/")
                for month, group in months.items()
            ),
            "previous_year": _next_to(years, year, 1),
            "next_year": _next_to(years, year, -1),
            "all_years": addresses,
            "key_figures": (),
            **decorate("year", year),
        })  # fmt: skip
        for month, group in months.items():
            url = f"/{year}/{month:02}/"
            yield Page(f"{year}/{month:02}/index.html", "month.html", {
                "page": Meta("month", url, f"Lưu trữ tháng {month}/{year}",
                             f"{len(group)} bài đã đăng trong tháng {month}/{year}.", "archive",
                             (*crumbs, (f"Tháng {month}", url))),
                "year": year,
                "month": month,
                "cards": library.cards(group),
            })  # fmt: skip


def _next_to(years: tuple[int, ...], year: int, step: int) -> int | None:
    """The neighbour among the years that have articles; ``years`` are newest first."""
    place = years.index(year) + step
    return years[place] if 0 <= place < len(years) else None
