"""schema.org data (JSON-LD) of articles and of the way to a page."""

import json
from typing import Any

from portal.core.article import Article
from portal.core.library import Library
from portal.core.site import Site


def article_data(
    article: Article, library: Library, site: Site, breadcrumbs: tuple[tuple[str, str], ...],
    image: str | None,
) -> str:  # fmt: skip
    """NewsArticle and BreadcrumbList, as text that is safe inside a ``<script>`` element."""
    office = library.declarations.offices[article.office]
    organisation = {"@type": "GovernmentOrganization", "name": office.name,
                    "url": site.url + office.url}  # fmt: skip
    news: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": _iso(article),
        "dateModified": (article.updated or article.date).isoformat(),
        "inLanguage": site.language,
        "mainEntityOfPage": site.url + article.url,
        "articleSection": library.declarations.categories[article.category].name,
        "keywords": [tag.name for tag in article.tags],
        "author": organisation,
        "publisher": {"@type": "GovernmentOrganization", "name": site.name, "url": site.url + "/"},
    }
    if image:
        news["image"] = site.url + image
    return script_safe({
        "@context": "https://schema.org",
        "@graph": [
            {key: value for key, value in news.items() if value not in ("", [], None)},
            breadcrumb_data(breadcrumbs, site.url),
        ],
    })  # fmt: skip


def breadcrumb_data(breadcrumbs: tuple[tuple[str, str], ...], site_url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": site_url + url}
            for number, (title, url) in enumerate(breadcrumbs, 1)
        ],
    }


def script_safe(data: dict[str, Any]) -> str:
    """Compact JSON in which no text can close the element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def _iso(article: Article) -> str:
    return article.date.isoformat() if article.has_time else article.day.isoformat()
