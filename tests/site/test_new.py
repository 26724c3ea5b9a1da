"""``portal new``: what an editor begins with can be previewed at once and is not published."""

from pathlib import Path

import pytest
from tiny_site import TinySite

from portal.cli.app import run


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = TinySite(tmp_path)
    site.engine()
    return site


def new(site: TinySite, *arguments: str) -> int:
    content = str(site.root / "content")
    return run(["new", *arguments, "--content", content, "--settings", str(site.settings_file)])


def test_a_new_article_is_a_draft_without_mistakes(site: TinySite) -> None:
    title = 'Đắk Lắk: thông báo "tuyển dụng" \\'
    assert new(site, title, "--category", "thong bao", "--date", "14/01/2022 16:00") == 0
    text = (site.root / "content/bai-viet/2022/dak-lak-thong-bao-tuyen-dung.md").read_text("utf-8")
    assert "\ndate: 2022-01-14 16:00\ncategory: Thông báo\n" in text
    assert site.messages() == []
    engine = site.engine()
    engine.refresh()
    assert engine.collection is not None
    document = engine.collection.documents["bai-viet/2022/dak-lak-thong-bao-tuyen-dung.md"]
    assert document.article is not None
    assert document.article.title == title
    assert document.is_draft


def test_a_day_without_a_time_is_printed_without_one(site: TinySite) -> None:
    """Midnight that nobody gave would stand in the article."""
    assert new(site, "Một", "--date", "14/01/2022") == 0
    text = (site.root / "content/bai-viet/2022/mot.md").read_text("utf-8")
    assert "\ndate: 2022-01-14\n" in text


def test_an_article_that_is_there_is_left_as_it_is(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("bai-viet/2022/mot.md", "x")
    assert new(site, "Một", "--date", "14/01/2022") == 1
    assert "đặt tiêu đề khác" in capsys.readouterr().err
    assert (site.root / "content/bai-viet/2022/mot.md").read_text("utf-8") == "x"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--category", "Thể thao"), "các chuyên mục: Hoạt động Văn phòng, Thông báo"),
        (("--date", "hôm qua"), "không hiểu ngày"),
        (("--date", "31/02/2022"), "không có trong lịch"),
    ],
)
def test_wrong_words_are_told_with_those_that_can_be_used(
    site: TinySite, arguments: tuple[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(site, "Một", *arguments) == 2
    assert told in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert not (site.root / "content/bai-viet").exists()


def test_a_category_with_a_colon_stays_one(site: TinySite) -> None:
    site.write("categories.yml", '- {id: thi-dua, name: "Thi đua: Khen thưởng"}\n')
    assert new(site, "Một") == 0
    assert site.messages() == []


def test_figures_are_declared_by_taking_the_marks_away(site: TinySite) -> None:
    """What is commented out is right already, but for the phrase."""
    site.write("indicators.yml", "van-ban.di: {name: Văn bản đi, english: Documents sent,"
               " topic: Văn bản, definition: Số văn bản phát hành., unit: văn bản}\n")  # fmt: skip
    assert new(site, "Một", "--date", "14/01/2022") == 0
    text = (site.root / "content/bai-viet/2022/mot.md").read_text("utf-8")
    for key in ("statistics:", "  - indicator: van-ban.di", "    figure: "):
        text = text.replace(f"\n# {key}", f"\n{key}")
    phrase = "480 văn bản"
    text = text.replace("Chép nguyên cụm từ có con số trong bài", phrase)
    text = text.replace("Viết nội dung ở đây", f"Năm 2021, Văn phòng ban hành {phrase}")
    site.write("bai-viet/2022/mot.md", text.replace("status: draft", "status: published"))
    assert site.messages() == []
    site.build()
    assert "480" in site.read("so-lieu/van-ban-di/index.html")
