"""PDFs made with the real Typst: accessible, complete, the same each time."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from browsing import ROOT, need
from PIL import Image as Pixels
from tiny_library import LEAD, OFFICE, SITE, article, body, library, site

import plugins.pdf
from plugins.pdf.edition import Edition, edition
from plugins.pdf.typesetter import Typesetter
from portal.core.problem import PortalError
from portal.core.settings import Years
from portal.core.vietnamese import VIETNAM
from portal.core.years import chosen_years
from portal.imaging.catalogue import catalogue
from portal.imaging.store import ImageStore
from portal.markup.render import to_html

MARKDOWN = """
Ngày 26/01/2021, Văn phòng *triển khai* **nhiệm vụ**[^1]. Xem [công báo](https://x.vn/?a=1&b=2).

## Kết quả # $ @ <3

Bảng 1. Văn bản

| Năm | Văn bản |
|-----|--------:|
| 2021 | 17.337 |

- Tiếp 155 lượt
- 12 kỳ

1. Rà soát

> Lời dẫn → mũi tên.

![Biểu đồ](../hinh-anh/bieu-do.svg "Biểu đồ văn bản")

Hết./.

[^1]: Theo báo cáo.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect width="9" height="9"/></svg>'
)


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory, faces: Path) -> Typesetter:
    base = tmp_path_factory.mktemp("typesetter")
    shutil.copytree(faces.parent, base / "cache/fonts")
    folder = base / "content/hinh-anh"
    folder.mkdir(parents=True)
    Pixels.new("RGB", (800, 500), "#1f3a68").save(folder / "hoi-nghi.jpg")
    (folder / "bieu-do.svg").write_text(SVG)
    return Typesetter(
        template=ROOT / "theme/print/article.typ",
        packages=ROOT / "node_modules",
        cache=base / "cache",
        store=ImageStore(folder, base / "cache/images"),
    )


@pytest.fixture(scope="module")
def full(typesetter: Typesetter) -> Edition:
    """An article with everything that an article can have."""
    text = to_html(MARKDOWN)
    images = catalogue(typesetter.store.originals.parent, typesetter.cache)
    item = article(
        1,
        title="Hội nghị tổng kết công tác năm 2020",
        image=LEAD,
        images=text.images,
        updated=datetime(2021, 2, 1, 8, 0, tzinfo=VIETNAM),
    )
    the_library = library([item], {"d1": text}, images=images)
    fact = SimpleNamespace(
        name="Văn bản đi", number="17.337", whole="", unit="văn bản", period="năm 2021",
        status="sơ bộ", note="",
    )  # fmt: skip
    facts: Any = SimpleNamespace(digest="f", facts=(fact,))
    the_site: Any = site()
    return edition(item, the_library, the_site, facts)


@pytest.fixture
def opened(typesetter: Typesetter, full: Edition) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(typesetter.read(full))) as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, pikepdf.Array):
            waiting[:0] = list(item)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item
            if "/K" in item:
                waiting.insert(0, item.K)


def test_it_is_tagged_titled_and_in_vietnamese(opened: pikepdf.Pdf) -> None:
    assert bool(opened.Root.MarkInfo.Marked)
    assert str(opened.Root.Lang) == "vi-VN"
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == "Hội nghị tổng kết công tác năm 2020"
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    tags = [str(element.S) for element in elements(opened)]
    assert tags.count("/H1") == 1
    assert {"/H2", "/Table", "/TH", "/L", "/LI", "/Figure", "/Caption", "/Note", "/Link"} <= {
        "/Note" if tag == "/FENote" else tag for tag in tags
    }


def test_every_image_says_what_it_shows(opened: pikepdf.Pdf) -> None:
    figures = [item for item in elements(opened) if item.S == "/Figure"]
    texts = {str(item.Alt) for item in figures if "/Alt" in item}
    assert {"Toàn cảnh hội nghị", "Biểu đồ"} <= texts


def test_every_font_is_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [
        font.DescendantFonts[0].FontDescriptor
        for page in opened.pages
        for font in page.Resources.Font.values()
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert all("+BeVietnamPro" in str(f.FontName) or "Libertinus" in str(f.FontName) for f in fonts)


def test_the_text_can_be_read_and_copied(
    typesetter: Typesetter, full: Edition, tmp_path: Path
) -> None:
    """Text, figures, letterhead, address and page number, all in composed Vietnamese."""
    program = need("pdftotext")
    file = tmp_path / "a.pdf"
    file.write_bytes(typesetter.read(full))
    done = subprocess.run([program, "-layout", file, "-"], capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    for words in (
        OFFICE.name,
        "Hoạt động Văn phòng",
        "Thứ Sáu, ngày 01/01/2021, 19:14",
        "Văn phòng tổ chức hội nghị lần 1.",
        "Kết quả # $ @ <3",
        "Bảng 1. Văn bản",
        "17.337 văn bản",
        "năm 2021; sơ bộ",
        "Theo báo cáo.",
        "Lời dẫn → mũi tên.",
        "Biểu đồ văn bản",
        "Hết./.",
        "Tin, ảnh: Phòng Tổng hợp",
        f"{SITE}/2021/bai-1/",
        "Đăng ngày 01 tháng 01 năm 2021, cập nhật ngày 01 tháng 02 năm 2021.",
        "Trang 1/",
    ):
        assert words in text, words


def test_links_lead_somewhere(opened: pikepdf.Pdf) -> None:
    addresses = {
        str(link.A.URI)
        for page in opened.pages
        for link in page.get("/Annots", [])
        if "/A" in link and "/URI" in link.A
    }
    assert addresses == {"https://x.vn/?a=1&b=2", f"{SITE}/2021/bai-1/", SITE}


def test_the_same_article_gives_the_same_bytes(
    typesetter: Typesetter, full: Edition, tmp_path: Path
) -> None:
    """In another folder, on another day: the time in the file is the article's."""
    first = typesetter.read(full)
    elsewhere = replace(
        typesetter, cache=tmp_path, store=replace(typesetter.store, cache=tmp_path / "images")
    )
    assert elsewhere.read(full) == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20210101")


def test_the_digest_changes_with_all_that_is_shown(full: Edition) -> None:
    changes = (
        {"article": replace(full.article, digest="other")},
        {"category": "Khác"},
        {"office": "Khác"},
        {"address": "https://khac.vn"},
        {"images": {}},
        {"links": {"a.md": "/a/"}},
        {"facts": None},
    )
    digests = {replace(full, **change).digest for change in changes}  # type: ignore[arg-type]
    assert len(digests | {full.digest}) == len(changes) + 1


def test_a_pdf_is_made_once(
    typesetter: Typesetter, full: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    typesetter.make_all([full])

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr("plugins.pdf.typesetter.map_chunks", fail)
    typesetter.make_all([full])
    assert typesetter.size(full) == len(typesetter.read(full))


def test_a_sign_that_no_font_has_does_not_stop_the_build(typesetter: Typesetter) -> None:
    """The PDF then is no PDF/UA, but it is there, with all other signs."""
    odd = Edition(
        article=article(1), category="c", office="o", site="s", address=SITE,
        read="<p>Chúc mừng 🎉 漢</p>".encode,
    )  # fmt: skip
    assert typesetter.read(odd).startswith(b"%PDF")


def test_what_typst_cannot_make_is_named_by_its_article(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    template = tmp_path / "article.typ"
    template.write_text("#let article(..a) = panic()")
    broken = replace(typesetter, template=template)
    item = Edition(article(1), "c", "o", "s", SITE, lambda: b"<p>a</p>")
    with pytest.raises(PortalError, match=r"bai-viet/2021/bai-1\.md: không tạo được PDF"):
        broken.read(item)


def test_articles_of_the_chosen_years_have_a_pdf_and_say_its_size(typesetter: Typesetter) -> None:
    """In a preview, where none was made yet, they say where it will be."""
    the_site: Any = site(
        PDF_YEARS="newest", THEME=str(ROOT / "theme"), CACHE_PATH=str(typesetter.cache), PATH="none"
    )
    new, old = article(1), article(-400)
    the_library = library([new, old], {key: body("<p>a</p>") for key in ("d1", "d-400")})

    def told(kind: str, subject: object) -> Any:
        return plugins.pdf.decorate(
            None, library=the_library, site=the_site, kind=kind, subject=subject
        )

    url = "/2021/bai-1/bai-1.pdf"
    assert told("article", new) == {"pdf": {"url": url, "bytes": None}}
    (planned,) = plugins.pdf.plan(None, library=the_library, site=the_site)
    assert planned.path == url[1:]
    size = len(planned.function(*planned.inputs))
    assert told("article", new) == {"pdf": {"url": url, "bytes": size}}
    assert told("article", old) == {"pdf": None}
    assert told("home", None) is None


def test_a_preview_finds_one_pdf_without_making_the_others(typesetter: Typesetter) -> None:
    the_site: Any = site(
        PDF_YEARS="all", THEME=str(ROOT / "theme"), CACHE_PATH=str(typesetter.cache), PATH="none",
        PREVIEW=True,
    )  # fmt: skip
    items = [article(number, digest=f"preview{number}") for number in (1, 2)]
    bodies = {item.digest: body("<p>a</p>") for item in items}
    the_library = library(items, bodies)

    def found(path: str) -> Any:
        return plugins.pdf.locate(None, library=the_library, site=the_site, path=path)

    file = found("2021/bai-1/bai-1.pdf")
    assert file.function(*file.inputs).startswith(b"%PDF")
    other = found("2021/bai-2/bai-2.pdf").inputs[0]
    assert not found("2021/bai-2/bai-2.pdf").inputs[1].path(other).exists()
    planned = plugins.pdf.plan(None, library=the_library, site=the_site)
    assert len(list(planned)) == 2
    assert not found("2021/bai-2/bai-2.pdf").inputs[1].path(other).exists()
    for path in ("2021/bai-1/khac.pdf", "2021/bai-9/bai-9.pdf", "a.pdf", "2021/bai-1/index.html"):
        assert found(path) is None


@pytest.mark.parametrize(
    ("setting", "years"),
    [
        ("newest", {2022}),
        ("all", {2020, 2021, 2022}),
        ((2019, 2020), {2020}),
        ((), set()),
    ],
)
def test_years_are_chosen_by_a_setting(setting: Years, years: set[int]) -> None:
    assert chosen_years(setting, [2020, 2021, 2022]) == years
    assert chosen_years(setting, []) == set()


def test_verapdf_finds_nothing_against_pdf_ua(
    typesetter: Typesetter, full: Edition, tmp_path: Path
) -> None:
    """ISO 14289-1 as veraPDF checks it, the validator that the PDF Association keeps."""
    maven, java = need("mvn"), need("java")
    need("javac")
    jars = ROOT / ".cache/verapdf"
    if not jars.exists():
        fetched = tmp_path / "verapdf"
        subprocess.run(
            [maven, "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={fetched}"],
            cwd=ROOT / "tests/verapdf",
            check=True,
        )
        # Moved when complete: a run that was interrupted leaves nothing half-fetched.
        shutil.copytree(fetched, jars.with_name("verapdf.new"), dirs_exist_ok=True)
        jars.with_name("verapdf.new").rename(jars)
    file = tmp_path / "a.pdf"
    file.write_bytes(typesetter.read(full))
    done = subprocess.run(
        [java, "-cp", f"{jars}/*", ROOT / "tests/verapdf/Validate.java", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " checks" in done.stdout
