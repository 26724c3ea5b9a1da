"""The pages below ``/so-lieu/``."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.statistics.chart import choose_chart
from plugins.statistics.drawing import Drawing
from plugins.statistics.views import Overview, Table, YearOverview, merger_text
from portal.core.address import output_path
from portal.core.figures.series import Point, Series, Topic
from portal.core.indicator import Indicator, IndicatorKind
from portal.core.json_ld import organization, script_safe
from portal.core.library import Declarations
from portal.core.office import Office
from portal.core.output import Page
from portal.core.site import HOME, Decorate, Meta, Site

ROOT = ("Số liệu", "/so-lieu/")
SECTION = "statistics"
"""Key of the menu item."""
Link = tuple[str, str, int]
"""Title, address, how many indicators or values stand behind it."""


@dataclass(frozen=True)
class Filters:
    """The other ways to cut the figures: by office, by year. All are real pages."""

    offices: tuple[Link, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True)
class TopicPage:
    """All that the page of one indicator shows."""

    topic: Topic
    indicators: Mapping[str, Indicator]
    """Those that have a page."""
    offices: Mapping[str, Office]
    declared: str
    """Digest of the declarations."""
    cache: Path

    @cached_property
    def digest(self) -> str:
        parts = (self.topic.digest, self.declared, *self.indicators)
        return blake2b(" ".join(parts).encode(), digest_size=12).hexdigest()

    @property
    def indicator(self) -> Indicator:
        return self.topic.indicator

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(Table(s, merger_text(s.office, self.offices)) for s in self.topic.series)

    @cached_property
    def drawing(self) -> Drawing | None:
        chart = choose_chart(self.topic.indicator, self.topic.series)
        return Drawing(chart, self.cache) if chart else None

    @cached_property
    def relations(self) -> tuple[tuple[str, tuple[Indicator, ...]], ...]:
        """How the indicator hangs together with others: sentence, those indicators."""
        one = self.topic.indicator
        share = one.share_of
        named = [
            ("Là một phần của", (one.part_of,) if one.part_of else ()),
            ("Tính bằng thương của", (share.part, share.whole) if share else ()),
            ("Là tổng của", one.total_of),
            ("Gồm", tuple(i.id for i in self.indicators.values() if i.part_of == one.id)),
        ]
        linked = [
            (words, tuple(self.indicators[id_] for id_ in ids if id_ in self.indicators))
            for words, ids in named
        ]
        return tuple((words, found) for words, found in linked if found)

    @property
    def has_derived(self) -> bool:
        """Whether any value was derived, which has to be explained."""
        return any(not point.reported for series in self.topic.series for point in series.points)

    @property
    def kind(self) -> str:
        return _KINDS[self.topic.indicator.kind]


_KINDS = {
    IndicatorKind.COUNT: "số đếm", IndicatorKind.SHARE: "tỷ lệ", IndicatorKind.RATIO: "tỷ số",
    IndicatorKind.PAIR: "số đếm đi cặp", IndicatorKind.METER: "bộ đếm",
    IndicatorKind.MONEY: "số tiền",
}  # fmt: skip


def pages(
    topics: tuple[Topic, ...],
    declarations: Declarations,
    site: Site,
    cache: Path,
    decorate: Decorate,
) -> Iterator[Page]:
    """Nothing at all while no article states a figure: an empty page would be untrue."""
    if not topics:
        return
    years = _by_year(topics)
    offices = _by_office(topics)
    filters = Filters(
        tuple((o.short, f"/so-lieu/don-vi/{o.id}/", n) for o, n in offices),
        tuple((str(y), f"/so-lieu/nam/{y}/", len(v)) for y, v in years.items()),
    )
    yield _list_page(
        Meta("statistics", ROOT[1], "Số liệu",
             "Số liệu hành chính trong tin bài của cổng: giá trị mới nhất, mức tăng giảm và nguồn.",
             SECTION, (HOME, ROOT)),
        filters, Overview(topics, site.office.id),
    )  # fmt: skip
    for office, count in offices:
        url = f"/so-lieu/don-vi/{office.id}/"
        yield _list_page(
            Meta("statistics", url, f"Số liệu của {office.short}",
                 f"{count} chỉ tiêu của {office.name}.", SECTION,
                 (HOME, ROOT, (office.short, url))),
            filters, Overview(topics, office.id, only=True), office,
        )  # fmt: skip
    for year, values in years.items():
        url = f"/so-lieu/nam/{year}/"
        yield Page(output_path(url), "statistics/year.html", {
            "page": Meta(
                "statistics-year", url, f"Số liệu năm {year}",
                f"{len(values)} giá trị của năm {year}, mỗi giá trị kèm bài viết nguồn.", SECTION,
                (HOME, ROOT, (f"Năm {year}", url)),
            ),
            "overview": YearOverview(year, values),
            "filters": filters,
        })  # fmt: skip
    published = {topic.indicator.id: topic.indicator for topic in topics}
    for topic in topics:
        view = TopicPage(topic, published, declarations.offices, declarations.digest, cache)
        yield _topic_page(view, site, decorate("indicator", topic.indicator))


def drawings(pages: Iterable[Page]) -> Iterator[Drawing]:
    """The charts of those pages."""
    for page in pages:
        view = page.values.get("view")
        if isinstance(view, TopicPage) and view.drawing:
            yield view.drawing


def _list_page(
    page: Meta, filters: Filters, overview: Overview, office: Office | None = None
) -> Page:
    return Page(output_path(page.url), "statistics/index.html", {
        "page": page,
        "overview": overview,
        "filters": filters,
        "office": office,
    })  # fmt: skip


def _topic_page(view: TopicPage, site: Site, more: Mapping[str, Any]) -> Page:
    indicator = view.indicator
    crumbs = (HOME, ROOT, (indicator.name, indicator.url))
    count = sum(len(series.points) for series in view.topic.series)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": indicator.name,
        "alternateName": indicator.english,
        "description": f"{indicator.name}. {indicator.definition}",
        "url": site.url + indicator.url,
        "inLanguage": site.language,
        "license": site.settings["LICENCE_DATA"],
        "creator": organization(site.office.name, site.url + "/"),
        "variableMeasured": {"@type": "PropertyValue", "name": indicator.name,
                             "unitText": indicator.unit},
    }  # fmt: skip
    if "open-data" in site.offers:
        url = site.url + site.offers["open-data"]
        data["isPartOf"] = {"@type": "DataCatalog", "name": "Dữ liệu mở", "url": url}
    if downloads := more.get("downloads"):
        data["distribution"] = [{
            "@type": "DataDownload", "encodingFormat": "text/csv",
            "contentUrl": site.url + downloads[0][1],
        }]  # fmt: skip
    return Page(output_path(indicator.url), "statistics/indicator.html", {
        "page": Meta(
            "indicator", indicator.url, indicator.name,
            f"{indicator.definition} {count} giá trị, mỗi giá trị kèm bài viết nguồn.", SECTION,
            crumbs, json_ld=script_safe(data),
        ),
        "view": view,
        "downloads": (),
        **more,
    })  # fmt: skip


def _by_year(topics: tuple[Topic, ...]) -> dict[int, tuple[tuple[Series, Point], ...]]:
    """Year → its values, newest year first, values in the order of indicators and offices."""
    years: dict[int, list[tuple[Series, Point]]] = {}
    for topic in topics:
        for series in topic.series:
            for point in series.points:
                years.setdefault(point.period.year, []).append((series, point))
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _by_office(topics: tuple[Topic, ...]) -> list[tuple[Office, int]]:
    """Offices with figures, each with the number of its indicators."""
    counts: dict[str, tuple[Office, int]] = {}
    for topic in topics:
        for series in topic.series:
            _, count = counts.get(series.office.id, (series.office, 0))
            counts[series.office.id] = (series.office, count + 1)
    return list(counts.values())
