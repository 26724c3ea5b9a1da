"""The archive: a page for every year and every month that has articles."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import HOME, Decorate, Meta
from portal.core.vietnamese import format_number

ARCHIVE = (HOME, ("Lưu trữ", "/luu-tru/"))


class Year(NamedTuple):
    """A year that has a page, as a link to it."""

    title: int
    url: str


def years(library: Library) -> tuple[Year, ...]:
    """Newest first."""
    return tuple(Year(year, f"/{year}/") for year in library.by_year)


def periods(library: Library, decorate: Decorate) -> Iterator[Page]:
    all_years = years(library)
    yield Page("luu-tru/index.html", "site-map.html", {
        "page": Meta("directory", "/luu-tru/", "Lưu trữ", "Tin bài của cổng theo từng năm.",
                     "archive", ARCHIVE),
        "heading": "Lưu trữ",
        "groups": (("Theo năm", tuple(
            (f"Năm {year}", url, f"{format_number(len(library.by_year[year]))} bài")
            for year, url in all_years
        )),),
    })  # fmt: skip
    for place, (year, address) in enumerate(all_years):
        articles, months = library.by_year[year], library.by_month(year)
        crumbs = (*ARCHIVE, (f"Năm {year}", address))
        yield Page(f"{year}/index.html", "year.html", {
            "page": Meta("year", address, f"Lưu trữ năm {year}",
                         f"{len(articles)} bài đã đăng trong năm {year}.", "archive", crumbs),
            "year": year,
            "months": tuple(
                (month, len(group), library.cards(group), f"/{year}/{month:02}/")
                for month, group in months.items()
            ),
            "previous_year": all_years[place + 1] if place + 1 < len(all_years) else None,
            "next_year": all_years[place - 1] if place else None,
            "all_years": all_years,
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
