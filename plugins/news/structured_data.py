"""schema.org data (JSON-LD) of articles and of the way to a page."""

from dataclasses import dataclass
from typing import Any

from portal.core.article import Article
from portal.core.json_ld import script_safe
from portal.core.office import Office
from portal.core.site import Site


@dataclass(frozen=True)
class ArticleData:
    """NewsArticle and BreadcrumbList of one page; made into text when the page is rendered.

    Prints as JSON that is safe inside a ``<script>`` element.
    """

    article: Article
    category: str
    office: Office
    breadcrumbs: tuple[tuple[str, str], ...]
    image: str | None
    site: Site

    def __html__(self) -> str:
        article, site = self.article, self.site
        news: dict[str, Any] = {
            "@type": "NewsArticle",
            "headline": article.title,
            "description": article.summary,
            "datePublished": _iso(article),
            "dateModified": (article.updated or article.date).isoformat(),
            "inLanguage": site.language,
            "mainEntityOfPage": site.url + article.url,
            "articleSection": self.category,
            "keywords": [tag.name for tag in article.tags],
            "author": {
                "@type": "GovernmentOrganization",
                "name": self.office.name,
                "url": site.url + self.office.url,
            },
            "publisher": {
                "@type": "GovernmentOrganization",
                "name": site.name,
                "url": site.url + "/",
            },
            "image": self.image and site.url + self.image,
        }
        return script_safe(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {key: value for key, value in news.items() if value},
                    breadcrumb_data(self.breadcrumbs, site.url),
                ],
            }
        )


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
