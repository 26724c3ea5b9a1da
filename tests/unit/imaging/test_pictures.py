"""The arithmetic of pictures and the markup that offers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.picture import (
    WIDTHS,
    ImageInfo,
    fallback,
    offers,
    picture,
    says_nothing,
    variants,
)
from portal.imaging.embedding import embed

PHOTO = ImageInfo("2021/Hội nghị (1).JPG", 2000, 1500, "d", "jpeg")
DRAWING = ImageInfo("so-do.svg", 300, 200, "d", "svg")


def infos() -> st.SearchStrategy[ImageInfo]:
    return st.builds(
        ImageInfo,
        src=st.just("a.jpg"),
        width=st.integers(1, 9000),
        height=st.integers(1, 9000),
        digest=st.text("0123456789abcdef", min_size=8),
        format=st.sampled_from(["jpeg", "png", "webp", "avif", "gif"]),
        transparent=st.booleans(),
    )


@given(infos())
def test_nothing_is_ever_enlarged_and_widths_rise(info: ImageInfo) -> None:
    for group in offers(info):
        widths = [variant.width for variant in group]
        assert 1 <= len(widths) <= len(WIDTHS)
        assert widths == sorted(set(widths))
        assert widths[-1] == min(info.width, WIDTHS[-1])
    assert fallback(info).width <= info.width


@given(infos())
def test_every_variant_keeps_the_shape(info: ImageInfo) -> None:
    for variant in variants(info):
        exact = info.height * variant.width / info.width
        assert abs(variant.height - exact) <= 0.5 or variant.height == 1


def test_addresses_are_readable_and_carry_the_content() -> None:
    first = [variant.url for variant in variants(PHOTO)]
    assert first[0].startswith("/hinh-anh/hoi-nghi-1-")
    assert first[0].endswith("-1200.jpg")
    assert len(set(first)) == 7
    other = ImageInfo(PHOTO.src, 2000, 1500, "other", "jpeg")
    assert not set(first) & {variant.url for variant in variants(other)}


def test_a_photograph_falls_back_to_jpeg_and_a_drawing_to_png() -> None:
    formats = {"jpeg": "jpg", "webp": "jpg", "avif": "jpg", "png": "png", "gif": "png"}
    for kind, extension in formats.items():
        assert fallback(ImageInfo("a", 10, 10, "d", kind)).extension == extension
        assert fallback(ImageInfo("a", 10, 10, "d", kind, transparent=True)).extension == "png"


def test_a_text_offers_the_variants_of_its_images() -> None:
    """Width and height stand in the markup, so that nothing moves while images load."""
    html = (
        "<p>Trước</p><figure>"
        '<img src="/hinh-anh/2021/H%E1%BB%99i%20ngh%E1%BB%8B%20(1).JPG" alt="Bàn &quot;A&quot;">'
        "<figcaption>Chú thích</figcaption></figure>"
    )
    shown = picture(PHOTO, "")
    result = embed(html, {PHOTO.src: PHOTO})
    assert result == (
        "<p>Trước</p><figure><picture>"
        f'<source type="image/avif" srcset="{shown.sources[0][1]}" sizes="{shown.sizes}">'
        f'<source type="image/webp" srcset="{shown.sources[1][1]}" sizes="{shown.sizes}">'
        f'<img src="{shown.src}" alt="Bàn &quot;A&quot;" width="2000" height="1500"'
        ' loading="lazy" decoding="async"></picture>'
        "<figcaption>Chú thích</figcaption></figure>"
    )


def test_a_drawing_needs_no_variants() -> None:
    result = embed('<img src="/hinh-anh/so-do.svg" alt="Sơ đồ" title="t">', {"so-do.svg": DRAWING})
    assert result == (
        f'<img src="{fallback(DRAWING).url}" alt="Sơ đồ" title="t" width="300" height="200"'
        ' loading="lazy" decoding="async">'
    )


def test_images_that_nobody_knows_are_left_alone() -> None:
    html = '<img src="/hinh-anh/mat.png" alt="a > b">'
    assert embed(html, {}) == html


def test_a_text_without_images_is_returned_as_it_is() -> None:
    html = "<p>Không có ảnh</p>"
    assert embed(html, {}) is html


@pytest.mark.parametrize(
    "alt",
    ["IMG_2034.jpg", "anh1.png", "image", "Ảnh 1", "Hình  2", "ẢNH MINH HỌA", "z5432109_a",
     "DSC00123", "hoi-nghi.JPG", "image (1)", "anh_1"],
)  # fmt: skip
def test_a_description_may_say_nothing(alt: str) -> None:
    assert says_nothing(alt)


@pytest.mark.parametrize(
    "alt",
    ["Hội nghị", "A", "Ảnh vệ tinh của cơn bão số 3", "Toàn cảnh hội nghị ngày 15/01/2024", "VNeID",
     "Logo", "Covid-19", "Biểu đồ 2", "Hình chữ S", "2024"],
)  # fmt: skip
def test_few_words_may_say_enough(alt: str) -> None:
    assert not says_nothing(alt)
