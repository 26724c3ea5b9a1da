"""Lists of articles: home, categories, keywords, offices, and the pages that lead to them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from plugins.news.articles import share_image
from portal.core.address import output_path
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import HOME, Decorate, Meta, Pagination, Site
from portal.core.vietnamese import sort_key

LATEST = 4
PER_SECTION = 4
NOTICES = 3
NOTICE_CATEGORY = "thong-bao"
NOTICE_DAYS = 30
"""A notice stands on the home page until news this much younger appear."""

NEWS = ("Tin tức", "/chuyen-muc/")
KEYWORDS = ("Từ khóa", "/tu-khoa/")
OFFICES = ("Đơn vị", "/don-vi/")
SITE_MAP = ("Sơ đồ cổng", "/so-do-cong/")


def home(library: Library, site: Site, extra: Mapping[str, Any]) -> Page:
    notices = _notices(library)
    noted = {article.url for article in notices}
    news = [article for article in library.newest(NOTICES + LATEST + 1) if article.url not in noted]
    lead, latest = (news[0], news[1 : LATEST + 1]) if news else (None, [])
    categories = library.declarations.categories
    context = {
        "page": Meta("home", "/", site.name, site.slogan or site.name, section="home",
                     updated=library.articles[0].date if library.articles else None,
                     image=share_image(library, lead) if lead else None),
        "lead": library.card(lead) if lead else None,
        "lead_picture": library.picture(lead) if lead else None,
        "lead_time": (lead.date, lead.has_time) if lead else None,
        "latest": library.cards(latest),
        "sections": tuple(
            (category, library.cards(library.by_category[id_][:PER_SECTION]))
            for id_, category in categories.items()
            if id_ in library.by_category
        ),
        "notices": library.cards(notices),
        "years": (),
        "key_figures": (),
        **extra,
    }  # fmt: skip
    return Page("index.html", "home.html", context)


def _notices(library: Library) -> Sequence[Article]:
    articles = library.by_category.get(NOTICE_CATEGORY, ())[:NOTICES]
    if not articles:
        return ()
    oldest = library.articles[0].date - timedelta(days=NOTICE_DAYS)
    return [article for article in articles if article.date >= oldest]


def lists(library: Library, site: Site, decorate: Decorate) -> Iterator[Page]:
    """Every list page of every category, keyword and office."""
    for id_, articles in library.by_category.items():
        category = library.declarations.categories[id_]
        yield from _paged(
            library, site, articles, category.url, "category", category.name, NEWS,
            "Chuyên mục", category.description, more=decorate("category", category),
        )  # fmt: skip
    for slug, articles in library.by_tag.items():
        tag = library.tags[slug]
        yield from _paged(library, site, articles, tag.url, "tag", tag.name, KEYWORDS, "Từ khóa")
    for id_, office in library.declarations.offices.items():
        others = library.declarations.offices
        more = {
            "office": office,
            "predecessors": tuple(
                others[other] for other in office.predecessors if other in others
            ),
            "successor": others.get(office.successor or ""),
        }
        yield from _paged(
            library, site, library.by_office.get(id_, ()), office.url, "office", office.title,
            OFFICES, "Đơn vị", template="office.html", more=more,
        )  # fmt: skip


def _paged(
    library: Library,
    site: Site,
    newest_first: Sequence[Article],
    url: str,
    kind: str,
    heading: str,
    parent: tuple[str, str],
    kicker: str,
    description: str = "",
    *,
    template: str = "list.html",
    more: Mapping[str, Any] | None = None,
) -> Iterator[Page]:
    """The pages of one list. Numbered pages are full and count from the oldest article, so they
    never change; the first page shows the newest: one to two pages' worth."""
    size, total = site.page_size, len(newest_first)
    full = max(0, total // size - 1)
    for number in range(full + 1, 0, -1):
        first = number == full + 1
        end = total - (number - 1) * size
        cards = library.cards(newest_first[0 if first else end - size : end])
        address = url if first else f"{url}trang-{number}/"
        title = heading if first else f"{heading} – trang {number}"
        feed = (more or {}).get("feed_url")
        feeds = ((f"{heading} (RSS)", feed, "application/rss+xml"),) if feed else ()
        yield Page(output_path(address), template, {
            "page": Meta(
                kind=kind, url=address, title=title,
                description=description or f"{kicker}: {heading}",
                section="" if parent is OFFICES else "news",
                breadcrumbs=(HOME, parent, (heading, url)), feeds=feeds,
            ),
            "heading": heading,
            "kicker": kicker,
            "description": description if first else "",
            "cards": cards,
            "pagination": _pagination(url, number, full) if full else None,
            "feed_url": None,
            **(more or {}),
        })  # fmt: skip


def _pagination(url: str, number: int, full: int) -> Pagination:
    """A numbered page names only older pages, its newer neighbour and the newest. So a new article
    changes at most one of them: the last, when its neighbour, until then the newest page, gets a
    number."""

    def address(page: int) -> str:
        return url if page > full else f"{url}trang-{page}/"

    newer = min(number + 1, full + 1)
    near = {number, newer, number - 1, number - 2, 2, 1}
    shown = sorted((page for page in near if 1 <= page <= full), reverse=True)
    pages: list[tuple[str, str | None, bool]] = [("Mới nhất", url, number > full)]
    last = shown[0]  # What lies between it and the newest page changes, so nothing is said of it.
    for page in shown:
        if page < last - 1:
            pages.append(("…", None, False))
        pages.append((str(page), address(page), page == number))
        last = page
    return Pagination(
        pages=tuple(pages),
        newer=address(newer) if number <= full else None,
        older=address(number - 1) if number > 1 else None,
    )


# Pages that lead to others -----------------------------------------------------------------

Link = tuple[str, str, str]
"""Title, address and what else there is to say, if anything."""
Group = tuple[str, tuple[Link, ...]]


def directories(library: Library, site: Site, decorate: Decorate) -> Iterator[Page]:
    """Categories, keywords, offices, the site map, and the page for lost readers.

    None of them shows a count: they change when a list appears, not with every article.
    """
    categories = tuple(
        (category.name, category.url, category.description)
        for id_, category in library.declarations.categories.items()
        if id_ in library.by_category
    )
    keywords = _keyword_links(library)
    offices = tuple((o.title, o.url, "") for o in library.declarations.offices.values())
    yield _directory(NEWS, "news", (("Chuyên mục", categories),))
    if keywords:
        yield _directory(KEYWORDS, "news", (("Tất cả từ khóa", keywords),))
    yield _directory(OFFICES, "", (("Tất cả đơn vị", offices),))
    years = decorate("site-map", None).get("years", ())
    others = (item for item in (*site.menu, *site.more_pages) if item.url != SITE_MAP[1])
    main = tuple((item.title, item.url, "") for item in others)
    yield _directory(SITE_MAP, "", (
        ("Trang chính", main),
        ("Chuyên mục", tuple((title, url, "") for title, url, _ in categories)),
        ("Lưu trữ theo năm", tuple((f"Năm {year}", url, "") for year, url in years)),
        ("Đơn vị", offices),
        ("Từ khóa", keywords),
    ))  # fmt: skip
    yield Page("404.html", "404.html", {
        "page": Meta("error", "/404.html", "Không tìm thấy trang này",
                     "Địa chỉ không có trên cổng.", robots="noindex"),
        "years": (),
        **decorate("error", None),
    })  # fmt: skip


def _keyword_links(library: Library) -> tuple[Link, ...]:
    tags = sorted(library.tags.values(), key=lambda tag: (sort_key(tag.name), tag.slug))
    return tuple((tag.name, tag.url, "") for tag in tags)


def _directory(name: tuple[str, str], section: str, groups: tuple[Group, ...]) -> Page:
    title, url = name
    breadcrumbs = (HOME, (title, url))
    meta = Meta("directory", url, title, f"{title} trên cổng.", section, breadcrumbs=breadcrumbs)
    return Page(
        output_path(url), "site-map.html", {"page": meta, "heading": title, "groups": groups}
    )
