"""What was meant by an address that there is not."""

import pytest

from portal.core.nearest import Nearest, nearest

KNOWN = (
    "/", "/gioi-thieu/", "/2021/tong-ket-nam-2021/", "/2022/hoi-nghi-giao-ban/", "/chuyen-muc/",
    "bai-viet/2021/tong-ket-nam-2021.md", "/tu-khoa/cai-cach-hanh-chinh/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("/gioi-thieu", "/gioi-thieu/"),
        ("/gioi-thiu/", "/gioi-thieu/"),
        ("/2021/tong-ket-nam-201/", "/2021/tong-ket-nam-2021/"),
        ("/2022/tong-ket-nam-2021/", "/2021/tong-ket-nam-2021/"),
        ("/tong-ket-nam-2021/", "/2021/tong-ket-nam-2021/"),
        ("/tu-kho/cai-cach-hanh-chinh-/", "/tu-khoa/cai-cach-hanh-chinh/"),
        ("bai-viet/2021/tong-ket-2021.md", "bai-viet/2021/tong-ket-nam-2021.md"),
        ("/2022/khong-lien-quan-gi-ca/", ""),
    ],
)
def test_the_folder_or_the_name_is_right(wanted: str, meant: str) -> None:
    assert Nearest(KNOWN).to(wanted) == meant


def test_nothing_is_near_nothing() -> None:
    assert Nearest(()).to("/a/") == ""


def test_what_is_not_alike_enough_was_not_meant() -> None:
    """How much that is depends on what may stand there."""
    assert nearest("summery", ("summary", "tags"), 0.5) == "summary"
    assert nearest("summery", ("tags",), 0.5) == ""
    assert nearest("PAGE_SIZES", {"PAGE_SIZE", "PATH"}, 0.8) == "PAGE_SIZE"
    assert nearest("PAGE_COLOUR", {"PAGE_SIZE", "PATH"}, 0.8) == ""
