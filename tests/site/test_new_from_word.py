"""``portal new --from``: a Word document becomes a draft that lacks only what nobody can guess."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from tiny_site import TinySite

from portal.cli.app import run

INDICATORS = (
    "van-ban.di: {name: Văn bản đi, english: Documents sent, topic: Văn bản,"
    " definition: Số văn bản phát hành., unit: văn bản}\n"
)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = TinySite(tmp_path, {"indicators.yml": INDICATORS})
    site.engine()
    return site


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report as an office writes it: what makes a heading is bold type, not a style."""
    word = Document()
    head = word.add_table(1, 2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN TỈNH\nVĂN PHÒNG"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for bold in ("BÁO CÁO", "Kết quả công tác quý III năm 2023"):
        word.add_paragraph().add_run(bold).bold = True
    word.add_paragraph("Quý III/2023, Văn phòng làm việc đúng chương trình.")
    word.add_paragraph().add_run("I. Văn bản").bold = True
    word.add_paragraph("- Phát hành 480 văn bản đi;")
    word.add_paragraph("- Tiếp nhận đủ.")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Nội dung", "2023", "Văn bản đi", "480"), strict=True):
        cell.text = text
    picture = BytesIO()
    Image.new("RGB", (640, 360), "teal").save(picture, "PNG")
    picture.seek(0)
    word.add_picture(picture)
    word.add_paragraph().add_run("Quang cảnh hội nghị.").italic = True
    word.add_paragraph("Trên đây là kết quả quý III./.")
    word.add_table(1, 2).cell(0, 0).text = "Nơi nhận:\n- Như trên;"
    path = tmp_path / "bao cao.docx"
    word.save(str(path))
    return path


def new(site: TinySite, *arguments: str) -> int:
    content = str(site.root / "content")
    settings = str(site.settings_file)
    given = ("--date", "2/10/2023", "--content", content, "--settings", settings)
    return run(["new", *arguments, *given])


NAME = "bao-cao-ket-qua-cong-tac-quy-iii-nam-2023"
DRAFT = f"bai-viet/2023/{NAME}.md"
BODY = f"""\
Quý III/2023, Văn phòng làm việc đúng chương trình.

## I. Văn bản

- Phát hành 480 văn bản đi;
- Tiếp nhận đủ.

| Nội dung | 2023 |
| --- | ---: |
| Văn bản đi | 480 |

![](/hinh-anh/{NAME}-1.png)
*Quang cảnh hội nghị.*

Trên đây là kết quả quý III./.
"""


def test_a_report_becomes_a_draft(
    site: TinySite, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(site, "--from", str(report)) == 0
    text = (site.root / "content" / DRAFT).read_text("utf-8")
    assert '\ntitle: "Báo cáo kết quả công tác quý III năm 2023"\n' in text
    assert text.partition("\n---\n\n")[2] == BODY
    assert capsys.readouterr().out == (
        f"Đã tạo {site.root}/content/{DRAFT}\n"
        "Không lấy: quốc hiệu, nơi nhận, chữ ký\n"
        f"Đã chép 1 ảnh vào {site.root}/content/hinh-anh: viết lời mô tả của từng ảnh giữa dấu"
        " ngoặc vuông ![…]\nĐọc lại bài, rồi chạy portal check\n"
    )
    # What the picture shows is all that an editor has still to say.
    (problem,) = site.problems()
    assert problem.code == "image-without-alt"
    site.write(DRAFT, text.replace("![]", "![Hội trường]").replace(": draft", ": published"))
    assert site.messages() == []
    site.build()
    page = site.read(f"2023/{NAME}/index.html")
    assert "<figcaption>Quang cảnh hội nghị.</figcaption>" in page


def test_a_title_that_is_given_leaves_the_text_whole(site: TinySite, report: Path) -> None:
    assert new(site, "Sơ kết", "--from", str(report)) == 0
    text = (site.root / "content/bai-viet/2023/so-ket.md").read_text("utf-8")
    assert "\n---\n\n## BÁO CÁO\n\n## Kết quả công tác quý III năm 2023\n\n" in text


def test_pictures_that_are_there_stay(site: TinySite, report: Path) -> None:
    """A second report of the same name gets names of its own for its pictures."""
    site.write(f"hinh-anh/{NAME}-1.png", b"mine")
    assert new(site, "--from", str(report)) == 0
    assert (site.root / f"content/hinh-anh/{NAME}-1.png").read_bytes() == b"mine"
    assert f"![](/hinh-anh/{NAME}-1-2.png)" in (site.root / "content" / DRAFT).read_text("utf-8")


def test_nothing_is_written_where_the_article_is_there(site: TinySite, report: Path) -> None:
    site.write(DRAFT, "x")
    assert new(site, "--from", str(report)) == 1
    assert (site.root / "content" / DRAFT).read_text("utf-8") == "x"
    assert not (site.root / "content/hinh-anh").exists()


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0 Word 97", b"PK\x03\x04 cut off"])
def test_what_is_no_document_is_told(
    site: TinySite, tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(data)
    assert new(site, "--from", str(path)) == 1
    assert capsys.readouterr().err == (
        f"Lỗi: {path} không phải tệp .docx đọc được → mở bằng Word, chọn Save As, kiểu Word"
        " Document (*.docx), không đặt mật khẩu\n"
    )


def test_a_name_that_is_wrong_is_told(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(site, "--from", "khong-co.docx") == 1
    assert capsys.readouterr().err == "Lỗi: không có tệp khong-co.docx → kiểm tra lại tên tệp\n"


def test_news_bring_their_author(site: TinySite, tmp_path: Path) -> None:
    word = Document()
    for text in ("Hội nghị tổng kết", "Tin, ảnh: Phòng Tổng hợp"):
        word.add_paragraph().add_run(text).bold = True
        word.add_paragraph("Sáng nay, Văn phòng họp./." if text.startswith("Hội") else "")
    word.save(str(path := tmp_path / "tin.docx"))
    assert new(site, "--from", str(path)) == 0
    text = (site.root / "content/bai-viet/2023/hoi-nghi-tong-ket.md").read_text("utf-8")
    assert '\nauthor: "Tin, ảnh: Phòng Tổng hợp"\n' in text
    assert text.endswith("\n---\n\nSáng nay, Văn phòng họp./.\n")
    assert site.messages() == []


def test_an_emblem_of_a_letterhead_is_not_copied(site: TinySite, report: Path) -> None:
    word = Document(str(report))
    emblem = BytesIO()
    Image.new("RGB", (64, 64), "red").save(emblem, "PNG")
    emblem.seek(0)
    word.tables[0].cell(0, 0).paragraphs[0].add_run().add_picture(emblem)
    word.save(str(report))
    assert new(site, "--from", str(report)) == 0
    (copied,) = (site.root / "content/hinh-anh").iterdir()
    assert copied.name == f"{NAME}-1.png"
    with Image.open(copied) as picture:
        assert picture.size == (640, 360)


def test_a_document_without_text_is_told(
    site: TinySite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Document().save(str(path := tmp_path / "trang.docx"))
    assert new(site, "--from", str(path)) == 1
    assert "không có nội dung → kiểm tra" in capsys.readouterr().err
