"""The images of the project's own site, as readers get them."""

from hashlib import sha256
from pathlib import Path

import pytest
from browsing import ROOT
from lxml import html
from PIL import Image

OLD = (".jpg", ".png")


@pytest.fixture(scope="module")
def images(sample_site: Path) -> list[Path]:
    return sorted((sample_site / "hinh-anh").iterdir())


def test_no_original_is_published(images: list[Path]) -> None:
    """An original carries what its camera and its editor wrote into it."""
    originals = {
        sha256(path.read_bytes()).digest()
        for path in (ROOT / "content/hinh-anh").rglob("*")
        if path.suffix != ".svg"
    }
    assert images
    assert not [path for path in images if sha256(path.read_bytes()).digest() in originals]


def test_no_published_image_says_anything_but_its_pixels(images: list[Path]) -> None:
    assert images
    for path in images:
        if path.suffix != ".svg":
            with Image.open(path) as image:
                assert not image.getexif(), path.name
                assert not {"icc_profile", "xmp", "comment", "exif"} & set(image.info), path.name


def test_modern_formats_are_lighter_than_what_they_stand_in_for(images: list[Path]) -> None:
    """Otherwise a reader would wait longer for having a newer browser. Pixel by pixel, at the
    width that is nearest: the old format is offered in one width of its own."""
    density: dict[tuple[str, str], dict[int, float]] = {}
    for path in images:
        if path.suffix != ".svg":
            stem, _, width = path.stem.rpartition("-")
            found = density.setdefault((stem, path.suffix), {})
            found[int(width)] = path.stat().st_size / int(width) ** 2
    old = [(stem, *of.items()) for (stem, suffix), of in density.items() if suffix in OLD]
    assert len(old) > 5
    for stem, (width, weight) in old:
        for suffix in (".avif", ".webp"):
            widths = density[stem, suffix]
            assert widths[min(widths, key=lambda one: abs(one - width))] <= weight, stem


def test_nothing_moves_while_images_load(sample_site: Path) -> None:
    """Every image has its size, its text and its way of loading in the markup."""
    seen = 0
    for file in sample_site.rglob("*.html"):
        for image in html.parse(file).iterfind(".//img"):
            seen += 1
            where = f"{file.relative_to(sample_site)}: {image.get('src')}"
            assert image.get("alt") is not None, where
            assert int(image.get("width", 0)) > 0, where
            assert int(image.get("height", 0)) > 0, where
    assert seen > 20


def test_an_image_at_the_top_is_not_put_off(sample_site: Path) -> None:
    """The first image of an article is what readers wait for: it must not be lazy."""
    first = [
        image
        for file in sample_site.glob("20*/*/index.html")
        for image in html.parse(file).iterfind(".//figure[@class='lead-figure']//img")
    ]
    assert len(first) > 5
    for image in first:
        assert image.get("loading") is None
        assert image.get("fetchpriority") == "high"
