"""The theme on its own: its templates in the engine's environment, around a site of no content."""

from pathlib import Path

import pytest
from jinja2 import Environment

from plugins.assets.collection import Assets
from portal.core.office import Category, Office
from portal.core.settings import Publisher
from portal.core.site import MenuItem, Site
from portal.engine.templates import Templates, environment_options

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"


@pytest.fixture(scope="session")
def site() -> Site:
    return Site(
        name="Văn phòng Ủy ban nhân dân tỉnh",
        slogan="Rõ việc, rõ người, rõ hạn",
        url="https://example.gov.vn",
        language="vi",
        office=Office("lang-son", "Văn phòng UBND tỉnh Lạng Sơn", "Lạng Sơn"),
        publisher=Publisher(responsible="Chánh Văn phòng UBND tỉnh", phone="0205 3800 000"),
        page_size=20,
        menu=(MenuItem("Trang chủ", "/", "home"), MenuItem("Tin tức", "/chuyen-muc/", "news")),
        more_pages=(
            MenuItem("Sơ đồ cổng", "/so-do-cong/", "site-map"),
            MenuItem("Trợ năng", "/tro-nang/", "/tro-nang/"),
        ),
        offers={"search": "/tim-kiem/", "open-data": "/du-lieu/", "rss": "/feeds/rss.xml"},
        categories=(Category("thong-bao", "Thông báo"),),
        counter=None,
        settings={},
        settings_digest="",
        assets=Assets(THEME, ROOT / "node_modules"),
    )


@pytest.fixture(scope="session")
def templates(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Jinja as the engine sets it up: escaping, strict about what is undefined, with fragments."""
    environment = Environment(**environment_options(tmp_path_factory.mktemp("templates")))
    return Templates(environment, (THEME / "templates",), site)
