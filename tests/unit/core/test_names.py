"""Categories and offices are found however an editor writes them."""

import pytest

from portal.core.names import Names

NAMES = Names({
    "hoat-dong": "Hoạt động Văn phòng",
    "tiep-cong-dan": "Tiếp công dân",
    "cong-dan": "tiep-cong-dan",
})  # fmt: skip


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("hoat-dong", "hoat-dong"),
        ("Hoạt động Văn phòng", "hoat-dong"),
        ("HOẠT ĐỘNG VĂN PHÒNG", "hoat-dong"),
        ("hoat dong van phong", "hoat-dong"),
        ("Hoạt–động Văn-phòng", "hoat-dong"),
        ("Thể thao", None),
    ],
)
def test_an_id_or_a_name_in_any_spelling_is_found(written: str, id_: str | None) -> None:
    assert NAMES.find(written) == id_


def test_an_id_goes_before_a_name_that_is_spelt_alike() -> None:
    assert NAMES.find("tiep-cong-dan") == NAMES.find("Tiep cong dan") == "tiep-cong-dan"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("Hoạt động văn phong", "có phải «Hoạt động Văn phòng»? Nếu là mục mới, khai báo trong x"),
        ("tiếp cong dân", "có phải «Tiếp công dân»? Nếu là mục mới, khai báo trong x"),
        ("zzz", "khai báo trong x"),
    ],
)
def test_of_an_unknown_one_it_is_said_what_was_meant(written: str, remedy: str) -> None:
    told = NAMES.unknown(f"{written}!", file="a.md", line=3, key="category", where="x")
    assert str(told) == f"a.md:3: category: chưa khai báo «{written}!» → {remedy}"
