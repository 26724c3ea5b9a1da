"""sitemap.xml (sitemaps.org/protocol.html, with Google's image extension) and robots.txt."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from plugins.sitemap.addresses import Address, Addresses
from portal.core.output import File

MAX_ADDRESSES = 50_000
"""In one file, by the protocol; its 50 MiB are not reached before."""

_URLSET = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
)
_INDEX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def files(
    articles: tuple[Address, ...],
    others: tuple[Address, ...],
    site: str,
    search: str | None = None,
    limit: int = MAX_ADDRESSES,
) -> Iterator[File]:
    """One site map; where it would be too long, an index of several.

    Articles fill the parts from the oldest on, so that a new article changes the last part only;
    the other pages, which change with every article, stand in a part of their own. ``search`` is
    the address of the search page, if there is one.
    """
    yield File("robots.txt", robots, (site, search))
    if len(articles) + len(others) <= limit:
        yield File("sitemap.xml", urlset, (site, Addresses((*others, *articles))))
        return
    parts = {
        f"sitemap-{name}-{number}.xml": Addresses(items[start : start + limit])
        for name, items in (("bai-viet", articles), ("muc-luc", others))
        for number, start in enumerate(range(0, len(items), limit), 1)
    }
    for path, addresses in parts.items():
        yield File(path, urlset, (site, addresses))
    days = tuple((path, addresses.changed) for path, addresses in parts.items())
    yield File("sitemap.xml", index, (site, days))


def urlset(site: str, addresses: Addresses) -> bytes:
    return "".join(
        (_URLSET, *(_url(site, item) for item in addresses.items), "</urlset>\n")
    ).encode()


def index(site: str, parts: tuple[tuple[str, datetime | None], ...]) -> bytes:
    lines = (
        f"<sitemap><loc>{escape(site)}/{path}</loc>{_lastmod(day, has_time=True)}</sitemap>\n"
        for path, day in parts
    )
    return "".join((_INDEX, *lines, "</sitemapindex>\n")).encode()


def robots(site: str, search: str | None) -> bytes:
    """Everything may be read; RFC 9309. The search page's results are no pages of their own."""
    rule = f"Disallow: {search}?" if search else "Allow: /"
    return f"User-agent: *\n{rule}\n\nSitemap: {site}/sitemap.xml\n".encode()


def _url(site: str, item: Address) -> str:
    images = "".join(
        f"<image:image><image:loc>{escape(site + url)}</image:loc></image:image>"
        for url in item.images
    )
    lastmod = _lastmod(item.changed, has_time=item.has_time)
    return f"<url><loc>{escape(site + item.url)}</loc>{lastmod}{images}</url>\n"


def _lastmod(changed: datetime | None, *, has_time: bool) -> str:
    if changed is None:
        return ""
    text = changed.isoformat() if has_time else changed.date().isoformat()
    return f"<lastmod>{text}</lastmod>"
