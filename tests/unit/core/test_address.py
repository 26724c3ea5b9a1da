"""Where addresses are written, and which are the portal's own."""

import pytest

from portal.core.address import is_generated, output_path, page_linked


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/a/b/", "a/b/index.html"),
        ("/a/b", "a/b/index.html"),
        ("/a/b.html", "a/b.html"),
        ("/a/b.html/", "a/b.html/index.html"),
        ("/tin%20cu/", "tin cu/index.html"),
    ],
)
def test_where_an_address_is_written(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/", True),
        ("/2022/", True),
        ("/2022/01", True),
        ("/2022/trang-2/", True),
        ("/2022/01/trang-2/", True),
        ("/404.html", True),
        ("/offline.html", True),
        ("/tim-kiem/", True),
        ("/chuyen-muc/a/", True),
        ("/2022/bai-viet/", False),
        ("/2022/01/bai-viet/", False),
        ("/gioi-thieu/", False),
        ("/trang-2/", False),
    ],
)
def test_which_addresses_are_the_portal_s_own(address: str, expected: bool) -> None:
    assert is_generated(output_path(address)) is expected


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../2021/bai%20cu.md", "/2021/bai-cu/"),
        ("../2021/bai cu.md#ket-qua", "/2021/bai-cu/#ket-qua"),
        ("../2021/bai-moi.md", None),
        ("https://example.org/bai.md", None),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(href: str, address: str | None) -> None:
    """Renderers put percent signs in; the fragment of a link stays."""
    assert page_linked(href, {"../2021/bai cu.md": "/2021/bai-cu/"}) == address
