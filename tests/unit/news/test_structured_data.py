"""What machines are told of an article: https://schema.org/NewsArticle."""

import json
from datetime import datetime
from typing import Any, cast

from tiny_library import CATEGORIES, OFFICE, SITE, article, site

from plugins.news.structured_data import ArticleData
from portal.core.vietnamese import VIETNAM


def told(image: str | None = None, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The article and the way to it."""
    category = CATEGORIES["hoat-dong"]
    data = ArticleData(article(26, **changes), category, OFFICE, image, cast(Any, site()))
    graph = json.loads(data.__html__())["@graph"]
    return graph[0], graph[1]


def test_an_article_is_told_with_all_that_is_known_of_it() -> None:
    """Addresses are absolute; the office is the author, and publishes."""
    news, way = told("/hinh-anh/a-1200.jpg", updated=datetime(2021, 2, 3, tzinfo=VIETNAM))
    author, publisher = news.pop("author"), news.pop("publisher")
    assert news == {
        "@type": "NewsArticle",
        "headline": "Hội nghị tổng kết lần 26",
        "description": "Văn phòng tổ chức hội nghị lần 26.",
        "datePublished": "2021-01-26T19:14:00+07:00",
        "dateModified": "2021-02-03",
        "inLanguage": "vi",
        "mainEntityOfPage": f"{SITE}/2021/bai-26/",
        "articleSection": "Hoạt động Văn phòng",
        "keywords": ["Hội nghị"],
        "image": f"{SITE}/hinh-anh/a-1200.jpg",
    }
    assert (author["name"], author["url"]) == (OFFICE.name, f"{SITE}/don-vi/lang-son/")
    assert (publisher["name"], publisher["url"]) == (OFFICE.name, f"{SITE}/")
    assert [(step["position"], step["item"]) for step in way["itemListElement"]] == [
        (1, f"{SITE}/"), (2, f"{SITE}/chuyen-muc/hoat-dong/"),
    ]  # fmt: skip


def test_what_is_not_known_is_not_told() -> None:
    """Neither an empty member, nor a time of day that nobody gave."""
    news, _ = told(tags=(), summary="", has_time=False)
    assert news.keys().isdisjoint({"description", "keywords", "image"})
    assert (news["datePublished"], news["dateModified"]) == ("2021-01-26", "2021-01-26")


def test_no_title_ends_the_script_around_it() -> None:
    title = '</script><script>alert("1")</script> &\u2028'
    data = ArticleData(
        article(title=title), CATEGORIES["hoat-dong"], OFFICE, None, cast(Any, site())
    )
    text = data.__html__()
    assert not set("<&\u2028") & set(text)
    assert json.loads(text)["@graph"][0]["headline"] == title
