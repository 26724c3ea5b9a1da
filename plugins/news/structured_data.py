"""schema.org data (JSON-LD) of articles and of the way to a page."""

from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any

from portal.core.article import Article
from portal.core.json_ld import compact, harmless, organization
from portal.core.office import Category, Office
from portal.core.site import HOME, Site


@dataclass(frozen=True)
class ArticleData:
    """NewsArticle and BreadcrumbList of one page; made into text when the page is rendered.

    Prints as JSON that is safe inside a ``<script>`` element.
    """

    article: Article
    category: Category
    office: Office
    image: str | None
    site: Site

    @property
    def digest(self) -> str:
        """Nothing of its own: all that it says is among the other values of its page."""
        return ""

    def __html__(self) -> str:
        article, site = self.article, self.site
        section, makers, way = _shared(self.category, self.office, site.office.name, site.url)
        members = [
            '"@type":"NewsArticle"',
            f'"headline":{quoted(article.title)}',
            f'"description":{quoted(article.summary)}' if article.summary else "",
            f'"datePublished":"{_iso(article)}"',
            f'"dateModified":"{article.updated.date() if article.updated else _iso(article)}"',
            f'"inLanguage":{quoted(site.language)}',
            f'"mainEntityOfPage":{quoted(site.url + article.url)}',
            section,
            f'"keywords":[{",".join([quoted(tag.name) for tag in article.tags])}]'
            if article.tags
            else "",
            makers,
            f'"image":{quoted(site.url + self.image)}' if self.image else "",
        ]
        news = ",".join([member for member in members if member])
        return harmless(f'{{"@context":"https://schema.org","@graph":[{{{news}}},{way}]}}')


@lru_cache(maxsize=512)
def _shared(category: Category, office: Office, publisher: str, url: str) -> tuple[str, str, str]:
    """What articles of one category and office have in common: the section, who wrote and
    publishes, the way to the page."""
    return (
        f'"articleSection":{quoted(category.name)}',
        f'"author":{compact(organization(office.name, url + office.url))}'
        f',"publisher":{compact(organization(publisher, url + "/"))}',
        compact(breadcrumb_data(levels_above(category), url)),
    )


def levels_above(category: Category) -> tuple[tuple[str, str], ...]:
    """(title, address) from the home page down to an article's category."""
    return (HOME, (category.name, category.url))


def breadcrumb_data(breadcrumbs: tuple[tuple[str, str], ...], site_url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": site_url + url}
            for number, (title, url) in enumerate(breadcrumbs, 1)
        ],
    }


def _iso(article: Article) -> str:
    return article.date.isoformat() if article.has_time else article.day.isoformat()
