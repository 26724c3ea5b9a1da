"""Links, images and addresses that lead nowhere, or two ways: what an editor is told."""

import unicodedata
from pathlib import Path

from tiny_site import HEAD, TinySite, article

A = "bai-viet/2024/a.md"


def test_a_link_to_a_page_that_will_be_is_told_what_it_waits_for(tmp_path: Path) -> None:
    """A new site has neither figures nor an article in each category."""
    site = TinySite(tmp_path, {
        A: article(body="[Số liệu](/so-lieu/), [họp](/so-lieu/cuoc-hop/),\n"
                        "[thông báo](/chuyen-muc/thong-bao/), [lạ](/chuyen-muc/la/)."),
        "indicators.yml": "cuoc-hop: {name: Cuộc họp, english: Meetings, topic: Họp,"
                          " definition: Đã phục vụ., unit: cuộc họp}\n",
    })  # fmt: skip
    remedy = "khi có, cổng tự làm trang ấy; tới lúc đó tạm bỏ liên kết"
    assert [line for line in site.messages() if "trang chưa có" in line] == [
        f"{A}:7: body: liên kết tới «/so-lieu/cuoc-hop/» dẫn tới trang chưa có: chỉ tiêu này chưa "
        f"có số liệu nào → {remedy}",
        f"{A}:7: body: liên kết tới «/so-lieu/» dẫn tới trang chưa có: cổng chưa có bài nào khai "
        f"số liệu (statistics) → {remedy}",
        f"{A}:8: body: liên kết tới «/chuyen-muc/thong-bao/» dẫn tới trang chưa có: chuyên mục này "
        f"chưa có bài nào → {remedy}",
    ]


def test_a_file_with_spaces_is_offered_as_it_must_be_written(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {
        "trang/Liên hệ.md": "---\ntitle: Liên hệ\n---\n\nSố 1.\n",
        "trang/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n\n[Liên hệ](lien-he.md).\n",
    })  # fmt: skip
    (told,) = site.messages()
    assert told.endswith("không dẫn đến đâu → có phải <trang/Liên hệ.md>?")


def test_links_to_headings_of_others_are_followed(tmp_path: Path) -> None:
    """Nothing is said of one that is not published: the link to it is told already."""
    body = (
        "Xem [b](/2024/b/#ket-qua), [b](b.md#Kết%20qả),\n[b](/cu/#ket-qa), [a](/2024/a/#x),\n"
        "[b](/2024/b/#top), [b](/2024/b/#:~:text=Sang), [b](/2024/b/#), [b](/2024/b/#rieng)."
    )
    site = TinySite(tmp_path, {
        A: article(body=body),
        "bai-viet/2024/b.md": article(
            aliases=["/cu/"], body="## Kết quả\n\n<span id='rieng'>Sáng</span>./."
        ),
        "bai-viet/2024/c.md": article(status="draft"),
        "bai-viet/2024/d.md": article(body="Xem [c](/2024/c/#x)./."),
    })  # fmt: skip
    assert site.messages() == [
        f"{A}:7: body: liên kết tới «b.md#Kết%20qả» không dẫn đến đề mục nào của bài ấy"
        " → có phải b.md#ket-qua?",
        f"{A}:8: body: liên kết tới «/2024/a/#x» không dẫn đến đề mục nào của bài ấy"
        " → sửa phần sau dấu #, hoặc xóa phần ấy",
        f"{A}:8: body: liên kết tới «/cu/#ket-qa» không dẫn đến đề mục nào của bài ấy"
        " → có phải /cu/#ket-qua?",
        "bai-viet/2024/d.md:7: body: liên kết tới «/2024/c/#x» dẫn tới bài chưa lên cổng (nháp "
        "hoặc hẹn giờ) → đăng bài ấy trước, hoặc tạm bỏ liên kết",
    ]


def test_a_heading_that_goes_is_told_by_a_build_of_texts_alone(tmp_path: Path) -> None:
    """And no longer when it is back."""
    b = "bai-viet/2024/b.md"
    site = TinySite(tmp_path, {A: article(body="Xem [b](b.md#ket-qua)./.")})

    def told(body: str) -> list[str]:
        site.write(b, article(body=body))
        engine = site.engine()
        engine.refresh()
        engine.build(tmp_path / "output")
        return [problem.code for problem in engine.problems()]

    assert told("## Kết quả\n\nMột./.") == []
    assert told("## Kết luận\n\nMột./.") == ["broken-link"]
    assert told("## Kết luận\n\nHai./.") == ["broken-link"]
    assert told("## Kết quả\n\nHai./.") == []


def test_a_link_to_an_article_with_errors_is_no_error_itself(tmp_path: Path) -> None:
    """It will lead there once the article is mended."""
    site = TinySite(tmp_path, {
        A: article(body="Xem [b](/2024/b/), [c](b.md)."),
        "bai-viet/2024/b.md": article(category=""),
    })  # fmt: skip
    assert [problem.file for problem in site.problems()] == ["bai-viet/2024/b.md"]


def test_an_image_beside_its_article_is_to_be_moved(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {
        A: article(body="![Toàn cảnh](hop.png)"), "bai-viet/2024/Hop.png": b"",
    })  # fmt: skip
    assert site.messages() == [
        f"{A}:7: body: không có ảnh «hop.png» trong content/hinh-anh"
        " → tệp đang ở content/bai-viet/2024/Hop.png: chuyển vào content/hinh-anh"
    ]


def test_two_articles_cannot_have_one_address(tmp_path: Path) -> None:
    """The second one is told who has it."""
    site = TinySite(tmp_path, {A: article(), "bai-viet/2024/b.md": article(slug="a")})
    assert site.messages() == [
        "bai-viet/2024/b.md:5: slug: địa chỉ /2024/a/ đã thuộc về bai-viet/2024/a.md"
        " → đổi slug (hoặc tên tệp) của một trong hai bài"
    ]


def test_an_old_address_cannot_be_that_of_another_article(tmp_path: Path) -> None:
    """However it is written; the article that has the address now keeps it."""
    site = TinySite(tmp_path, {
        A: f"{HEAD}aliases:\n  - /2024/b\n  - /cu.html\n---\n\nNội dung./.\n",
        "bai-viet/2024/b.md": f"{HEAD}aliases:\n- /cu-hon.html\n- /cu.html\n---\n\nNội dung./.\n",
    })  # fmt: skip
    assert site.messages() == [
        "bai-viet/2024/a.md:6: aliases[0]: địa chỉ /2024/b đã thuộc về bai-viet/2024/b.md"
        " → bỏ địa chỉ cũ này",
        "bai-viet/2024/b.md:7: aliases[1]: địa chỉ /cu.html đã thuộc về bai-viet/2024/a.md"
        " → bỏ địa chỉ cũ này",
    ]


def test_a_scheduled_article_is_found_under_no_address(tmp_path: Path) -> None:
    """Nor is a draft, nor a word of either in any file."""
    site = TinySite(tmp_path, {
        A: article(),
        "bai-viet/2024/b.md": article("Tin mai sau", date="2030-01-01", tags=["mai sau"]),
        "bai-viet/2024/c.md": article("Tin bản nháp", status="draft"),
    })  # fmt: skip
    site.build()
    for path, data in site.files().items():
        assert b"mai sau" not in data, path
        assert "bản nháp".encode() not in data, path
        assert "/b/" not in path
        assert "/c/" not in path


def test_no_link_leads_to_what_readers_cannot_open(tmp_path: Path) -> None:
    """A draft or a scheduled article; among those the link may wait with them."""
    waiting = article("Bài hẹn giờ", "Xem [nháp](nhap.md).", date="2030-01-01")
    links = "Xem [một](nhap.md) và [hai](/2030/mai/)."
    site = TinySite(tmp_path, {
        A: article(body=links),
        "bai-viet/2024/nhap.md": article("Bản nháp", "Xem [a](../2030/mai.md).", status="draft"),
        "bai-viet/2030/mai.md": waiting.replace("nhap.md", "../2024/nhap.md"),
    })  # fmt: skip
    remedy = "→ đăng bài ấy trước, hoặc tạm bỏ liên kết"
    assert [message for message in site.messages() if "scheduled" not in message][:2] == [
        f"{A}:7: body: liên kết tới «{target}» dẫn tới bài chưa lên cổng (nháp hoặc hẹn giờ) "
        + remedy
        for target in ("/2030/mai/", "nhap.md")
    ]


def test_links_to_files_with_marks_in_their_names_lead_there(tmp_path: Path) -> None:
    """Renderers write such addresses with percent signs."""
    site = TinySite(tmp_path, {
        A: article(body="Xem [cũ](bài-cũ.md) và [cách](<bài có cách.md>)."),
        "bai-viet/2024/bài-cũ.md": article("Bài cũ"),
        "bai-viet/2024/bài có cách.md": article("Bài có cách"),
    })  # fmt: skip
    site.build()
    for path in ("2024/a/index.html", "feeds/atom.xml"):
        text = site.read(path)
        assert ".md" not in text
        assert "/2024/bai-co-cach/" in text


def test_files_from_a_mac_are_linked_to_by_the_names_that_one_sees(tmp_path: Path) -> None:
    """Their names are stored decomposed, links are written composed."""
    name, folder = (unicodedata.normalize("NFD", part) for part in ("bài-cũ.md", "năm-2024"))
    site = TinySite(tmp_path, {
        A: article(body="Xem [cũ](bài-cũ.md), [một](../năm-2024/một.md)."),
        f"bai-viet/2024/{name}": article("Bài cũ"),
        f"bai-viet/{folder}/một.md": article("Một", "Xem [hai](hai.md)."),
        f"bai-viet/{folder}/hai.md": article("Hai"),
    })  # fmt: skip
    assert site.messages() == []
    site.build()
    assert 'href="/2024/bai-cu/"' in site.read("2024/a/index.html")
    assert 'href="/2024/mot/"' in site.read("2024/a/index.html")
    assert 'href="/2024/hai/"' in site.read("2024/mot/index.html")
