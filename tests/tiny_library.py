"""A library of a few articles, made in memory, for the outputs that are functions of one."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any

from portal.core.article import Article, Body, Image, StandingPage, Tag
from portal.core.library import Declarations, Library
from portal.core.office import Category, Office
from portal.core.picture import Catalogue
from portal.core.settings import Settings
from portal.core.vietnamese import VIETNAM

SITE = "https://vanphong.example.gov.vn"
CATEGORIES = {
    "hoat-dong": Category("hoat-dong", "Hoạt động Văn phòng", "Tin hoạt động của Văn phòng."),
    "thong-bao": Category("thong-bao", "Thông báo & lịch"),
}
DEFAULTS = {
    name: field.default for name, field in Settings.model_fields.items() if not field.is_required()
}
OFFICE = Office("lang-son", "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn")


def article(number: int = 1, **changes: Any) -> Article:
    """The ``number``-th article: one a day, from 01/01/2021 on."""
    values: dict[str, Any] = {
        "source": f"bai-viet/2021/bai-{number}.md",
        "digest": f"d{number}",
        "title": f"Hội nghị tổng kết lần {number}",
        "date": datetime(2021, 1, 1, 19, 14, tzinfo=VIETNAM) + timedelta(days=number - 1),
        "has_time": True,
        "category": "hoat-dong",
        "summary": f"Văn phòng tổ chức hội nghị lần {number}.",
        "office": "lang-son",
        "tags": (Tag("hoi-nghi", "Hội nghị"),),
        "author": "Tin, ảnh: Phòng Tổng hợp",
    } | changes
    values.setdefault("url", f"/{values['date'].year}/bai-{number}/")
    return Article(**values)


def body(html: str, text: str = "", images: tuple[str, ...] = ()) -> Body:
    return Body(html=html, text=text, markdown="", line=1, images=images)


def library(
    articles: Iterable[Article],
    bodies: Mapping[str, Body] | None = None,
    pages: Iterable[StandingPage] = (),
    images: Catalogue | None = None,
) -> Library:
    """``bodies``: digest → body; articles without one say a sentence of their own."""
    digest = blake2b(repr(CATEGORIES).encode()).hexdigest()
    declared = Declarations(CATEGORIES, {OFFICE.id: OFFICE}, {}, {}, OFFICE.id, digest)
    known = bodies or {}

    def read(key: str) -> Body:
        return known.get(key, body(f"<p>Nội dung của {key}./.</p>"))

    return Library(
        articles,
        pages,
        declared,
        read_body=read,
        read_html=lambda key: read(key).html.encode(),
        read_analysis=lambda name, key: None,
        read_analyses=lambda name: iter(()),
        images=images,
    )


def site(**settings: Any) -> SimpleNamespace:
    """What planning reads of the site."""
    return SimpleNamespace(
        name="Trang tin Văn phòng",
        slogan="Công khai, kịp thời, dễ hiểu",
        url=SITE,
        language="vi",
        office=OFFICE,
        menu=(),
        more_pages=(),
        offers={},
        page_size=DEFAULTS["PAGE_SIZE"],
        settings={**DEFAULTS, "PATH": "content", "CACHE_PATH": ".cache", **settings},
        asset=lambda name: f"/assets/{name}",
    )


LEAD = Image("hoi-nghi.jpg", "Toàn cảnh hội nghị", "Toàn cảnh hội nghị tổng kết")
