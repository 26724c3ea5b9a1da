"""What is published of an image file, and which files are refused."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from plugins.images.published import files, find
from portal.core.picture import Catalogue, Defect, ImageInfo, fallback, variants
from portal.core.problem import PortalError
from portal.imaging import drawing, inspection
from portal.imaging.catalogue import catalogue
from portal.imaging.encoding import encode
from portal.imaging.inspection import inspect
from portal.imaging.store import ImageStore


def gradient(width: int, height: int) -> Image.Image:
    """Not one colour, so that a wrong side or turn shows."""
    image = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (image, image.transpose(Image.Transpose.ROTATE_180), image))


def save(path: Path, image: Image.Image, **options: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def found(path: Path) -> ImageInfo:
    info = inspect(path, path.name)
    assert isinstance(info, ImageInfo)
    return info


def refused(path: Path) -> Defect:
    defect = inspect(path, path.name)
    assert isinstance(defect, Defect)
    return defect


@pytest.fixture
def telephone(tmp_path: Path) -> Path:
    """A photograph as a telephone makes it: lying on its side, and saying where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Model] = "Telephone"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (21.0, 51.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return save(tmp_path / "chup.jpg", gradient(900, 600), exif=exif, icc_profile=profile)


def test_every_variant_stands_upright_and_says_nothing_of_where_it_was_taken(
    telephone: Path,
) -> None:
    info = found(telephone)
    assert (info.width, info.height) == (600, 900)
    for variant in variants(info):
        data = encode(telephone, info, variant)
        assert b"Telephone" not in data
        with Image.open(BytesIO(data)) as image:
            assert image.size == (variant.width, variant.height)
            assert not image.getexif()
            assert "icc_profile" not in image.info
            # Orientation 6: the left side of what was stored is the top of what is shown.
            top, bottom = (
                image.convert("RGB").getpixel((image.width - 2, y)) for y in (1, image.height - 2)
            )
            assert top == pytest.approx(bottom, abs=12)
            left, right = (image.convert("RGB").getpixel((x, 5)) for x in (1, image.width - 2))
            assert left[0] - right[0] > 200


def test_the_same_original_gives_the_same_bytes(telephone: Path) -> None:
    info = found(telephone)
    for variant in variants(info):
        assert encode(telephone, info, variant) == encode(telephone, info, variant)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_can_be_published(tmp_path: Path, mode: str) -> None:
    image = gradient(40, 30).convert("L" if mode == "I;16" else mode)
    if mode in {"LA", "RGBA"}:
        image.putalpha(100)
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 256).convert("I;16")
    path = save(tmp_path / ("a.jpg" if mode == "CMYK" else "a.png"), image)
    info = found(path)
    for variant in variants(info):
        with Image.open(BytesIO(encode(path, info, variant))) as made:
            assert made.size == (40, 30)
            assert made.has_transparency_data == (mode in {"LA", "RGBA"})


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_profile_costs_no_transparency(tmp_path: Path, mode: str) -> None:
    """A colour that is said to be transparent, and a channel of its own, beside a profile."""
    image = Image.new(mode, (40, 30), (200, 30, 40, 100)[: len(mode)])
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clear = {"transparency": (200, 30, 40)} if mode == "RGB" else {}
    path = tmp_path / "a.png"
    image.save(path, icc_profile=profile, **clear)
    info = found(path)
    with Image.open(BytesIO(encode(path, info, fallback(info)))) as made:
        red, green, blue, alpha = made.convert("RGBA").getpixel((5, 5))
    assert alpha == (0 if mode == "RGB" else 100)
    if mode == "RGBA":
        assert (red, green, blue) == pytest.approx((200, 30, 40), abs=3)


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", Image.new("I;16", (4, 4), 128 * 256))
    info = found(path)
    with Image.open(BytesIO(encode(path, info, fallback(info)))) as made:
        assert made.convert("L").getpixel((1, 1)) == pytest.approx(128, abs=1)


def test_a_few_colours_are_kept_exactly(tmp_path: Path) -> None:
    """A drawn chart becomes a palette file, smaller and with the same pixels."""
    drawn = Image.new("RGB", (60, 40), "#1f3a68")
    drawn.paste("#a32020", (10, 10, 30, 30))
    path = save(tmp_path / "bieu-do.png", drawn)
    info = found(path)
    with Image.open(BytesIO(encode(path, info, fallback(info)))) as made:
        assert made.mode == "P"
        assert made.convert("RGB").tobytes() == drawn.tobytes()


def test_only_the_first_frame_of_a_moving_image_is_published(tmp_path: Path) -> None:
    """Thông tư 32/2017: nothing on the page moves by itself."""
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("#f00", "#0f0")]
    path = save(tmp_path / "dong.gif", frames[0], save_all=True, append_images=frames[1:])
    info = found(path)
    assert info.animated
    for variant in variants(info):
        with Image.open(BytesIO(encode(path, info, variant))) as made:
            assert getattr(made, "n_frames", 1) == 1
            assert made.convert("RGB").getpixel((5, 5))[0] > 240


def test_a_half_copied_file_is_refused(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png", "a.gif", "a.webp", "a.avif"):
        path = save(tmp_path / name, gradient(300, 300))
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        assert refused(path).code == "image-broken", name


def test_a_file_that_is_no_image_is_refused_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    for data, code in (
        (b"", "image-empty"),
        (b"%PDF-1.7", "image-unknown-type"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image-heic"),
        (b"BM" + b"\0" * 60, "image-unknown-type"),
        (b"\xff\xd8\xff\xe0", "image-broken"),
    ):
        path.write_bytes(data)
        defect = refused(path)
        assert defect.code == code
        assert defect.remedy
    path.unlink()
    assert refused(path).code == "image-unreadable"


def test_a_heavy_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "nang.jpg"
    with path.open("wb") as file:
        file.truncate(inspection.MAX_BYTES + 1024 * 1024)
    assert refused(path) == Defect(
        "image-too-heavy",
        "ảnh nặng 21,0 MB, quá 20 MB",
        "thu nhỏ ảnh, chiều rộng 2.000 điểm ảnh là đủ",
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a PNG file (PNG 3, §5.3)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("side", [7800, 20000])
def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path, side: int) -> None:
    """A file of some bytes may claim to be huge: its head is all that is read."""
    path = tmp_path / "bom.png"
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b""))
    assert refused(path).code == "image-too-large"


def test_a_file_that_breaks_after_the_check_stops_the_build_by_name(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg", gradient(30, 30))
    info = found(path)
    path.write_bytes(b"")
    with pytest.raises(PortalError, match=r"hinh-anh/a\.jpg"):
        encode(path, info, fallback(info))


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="300px" height="2in"', (300, 192)),
        ('viewBox="0 0 120.4 60"', (120, 60)),
        ('width="100%" height="100%" viewBox="0,0,12,6"', (12, 6)),
    ],
)
def test_drawings_are_measured(tmp_path: Path, attributes: str, size: tuple[int, int]) -> None:
    path = tmp_path / "a.svg"
    path.write_text('<?xml version="1.0"?>\n' + SVG.format(attributes, ""))
    info = found(path)
    assert (info.width, info.height, info.format) == (*size, "svg")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<script>alert(1)</script>", "image-active"),
        ('<rect onclick="x()"/>', "image-active"),
        ('<a href="javascript:x()"><rect/></a>', "image-active"),
        ("<foreignObject/>", "image-active"),
        ("<g>", "image-broken"),
    ],
)
def test_drawings_with_active_content_are_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format('viewBox="0 0 9 9"', content))
    assert refused(path).code == code


def test_a_drawing_without_a_size_or_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG.format("", ""))
    assert refused(path).code == "image-no-size"
    for size in ('width="1.2.3" height="5"', 'viewBox="0 0 1e400 5"', 'viewBox="0 0 nan 5"'):
        path.write_text(SVG.format(size, ""))
        assert refused(path).code == "image-no-size"
    path.write_text('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format('viewBox="0 0 9 9"', "&a;"))
    assert refused(path).code == "image-broken"


def test_a_cleaned_drawing_refers_to_nothing_outside_it() -> None:
    content = (
        '<!-- lời --><metadata>x</metadata><style>@import url("https://x.vn/a.css");</style>'
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="5" height="5"/>'
        '<rect style="fill:url(https://x.vn/f)"/><image href="https://x.vn/a.png"/>'
        '<use href="#g"/><text font-family="Be Vietnam Pro">Tỷ lệ</text>'
    )
    cleaned = drawing.clean(SVG.format('width="9" height="9"', content).encode()).decode()
    assert "x.vn" not in cleaned
    assert "metadata" not in cleaned
    assert "lời" not in cleaned
    assert 'fill="url(#g)"' in cleaned
    assert "Tỷ lệ" in cleaned
    assert 'viewBox="0 0 9 9"' in cleaned
    assert drawing.clean(cleaned.encode()).decode() == cleaned


def test_the_catalogue_opens_no_file_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look costs one stat a file; a changed file is looked at again."""
    folder = tmp_path / "hinh-anh"
    save(folder / "2021/a.png", gradient(30, 20))
    save(folder / "b.jpg", gradient(30, 20))
    (folder / "hong.png").write_bytes(b"\x89PNG")
    (folder / "Thumbs.db").write_bytes(b"x")
    opened: list[str] = []

    def looking(path: Path, src: str) -> ImageInfo | Defect:
        opened.append(src)
        return inspect(path, src)

    monkeypatch.setattr("portal.imaging.catalogue.inspect", looking)
    first = catalogue(tmp_path, tmp_path / "cache")
    assert set(first) == {"2021/a.png", "b.jpg"}
    assert set(first.defects) == {"hong.png"}
    assert opened == ["2021/a.png", "b.jpg", "hong.png"]
    assert catalogue(tmp_path, tmp_path / "cache") == first
    assert len(opened) == 3
    save(folder / "b.jpg", gradient(40, 20))
    os.utime(folder / "b.jpg", ns=(1, 1))
    assert catalogue(tmp_path, tmp_path / "cache")["b.jpg"].width == 40
    assert opened[3:] == ["b.jpg"]


def test_the_catalogue_survives_loops_lost_files_and_a_damaged_cache(tmp_path: Path) -> None:
    folder = tmp_path / "hinh-anh"
    save(folder / "a.png", gradient(30, 20))
    (folder / "vong").symlink_to(folder)
    (folder / "mat.png").symlink_to(folder / "khong-co.png")
    first = catalogue(tmp_path, tmp_path / "cache")
    assert set(first) == {"a.png"}
    (tmp_path / "cache/images/catalogue.json").write_text("{")
    assert catalogue(tmp_path, tmp_path / "cache") == first
    assert dict(catalogue(tmp_path / "none", tmp_path / "cache")) == {}


def test_a_name_in_decomposed_letters_is_found_by_its_composed_one(tmp_path: Path) -> None:
    """Files copied from a Mac are named that way."""
    decomposed = "a\u0309nh.png"
    save(tmp_path / "hinh-anh" / decomposed, gradient(30, 20))
    info = catalogue(tmp_path, tmp_path / "cache")["\u1ea3nh.png"]
    store = ImageStore(tmp_path / "hinh-anh", tmp_path / "cache")
    assert store.read(info, fallback(info))


def test_a_variant_is_encoded_once(tmp_path: Path) -> None:
    path = save(tmp_path / "hinh-anh/a.png", gradient(30, 20))
    store = ImageStore(tmp_path / "hinh-anh", tmp_path / "cache")
    info = found(path)
    rendition = store.rendition(info, fallback(info))
    first = rendition.read()
    path.unlink()
    assert rendition.read() == first


def test_images_are_published_once_and_only_where_a_text_shows_them(tmp_path: Path) -> None:
    """An image in the folder that no published text shows stays private."""
    folder = tmp_path / "hinh-anh"
    for name in ("a/x.png", "b/x.png", "nhap.png"):
        save(folder / name, gradient(30, 20))
    images = catalogue(tmp_path, tmp_path / "cache")
    planned = list(files(["a/x.png", "b/x.png", "mat.png"], images, ImageStore(folder, tmp_path)))
    paths = [file.path for file in planned]
    assert len(paths) == len(set(paths)) == 3
    assert all(path.startswith("hinh-anh/x-") for path in paths)
    assert all(file.function(*file.inputs) for file in planned)
    for file in planned:
        assert find(file.path, images, ImageStore(folder, tmp_path)) is not None
    assert find("hinh-anh/x.png", images, ImageStore(folder, tmp_path)) is None
    assert find("2021/index.html", images, ImageStore(folder, tmp_path)) is None


def test_an_empty_catalogue_is_a_mapping() -> None:
    assert dict(Catalogue()) == {}
