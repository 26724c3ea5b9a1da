"""A preview's session: what an edit means for open pages, and what stays when one is wrong."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import NOW, TABLES, TinySite, article

from plugins.bridge.engine import Options
from plugins.bridge.portal import Portal
from plugins.bridge.resident import ResidentEngine
from plugins.bridge.settings import load
from portal.core.problem import Problem
from portal.preview.session import Session

A, B = "bai-viet/2024/a.md", "bai-viet/2024/b.md"
PAGE = "2024/a/index.html"
FIGURE = {"indicator": "van-ban.di", "figure": "17.337 văn bản đi", "period": "2021"}


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path, {
        A: article("Bài một"),
        B: article("Bài hai"),
        "indicators.yml": "van-ban.di:\n  name: Văn bản đi\n  english: Documents sent\n"
        "  topic: Văn bản\n  definition: Số văn bản đã phát hành.\n  unit: văn bản\n",
    })  # fmt: skip


@pytest.fixture
def session(site: TinySite) -> Session:
    return open_session(site)


def open_session(site: TinySite) -> Session:
    site.engine()
    settings = load(site.settings_file, site.root / "content")
    engine = Portal(settings, Options(1, now=NOW, with_unpublished=True), ResidentEngine).engine
    assert isinstance(engine, ResidentEngine)
    session = Session(engine)
    session.start()
    return session


def shows(session: Session, words: str) -> bool:
    return words.encode() in (session.get(PAGE) or b"")


def test_a_text_concerns_its_own_page_and_front_matter_any(
    site: TinySite, session: Session
) -> None:
    """The pages of figures, say, though no list shows a difference."""
    site.write(A, article("Bài một", "Nội dung hội nghị.\n\nĐã phát hành 17.337 văn bản đi./."))
    change = session.edited([A])
    assert change
    assert change.pages == ("/2024/a/",)
    text = site.root / "content" / A
    lines = [f"    {key}: {value}" for key, value in FIGURE.items()]
    statistics = "\n".join(["statistics:", lines[0].replace("    ", "  - ", 1), *lines[1:]])
    text.write_text(text.read_text().replace("\n---\n\n", f"\n{statistics}\n---\n\n"))
    change = session.edited([A])
    assert change
    assert change.pages is None
    assert session.edited([A]) is None


def test_the_last_good_page_stays_when_something_else_is_read_anew(
    site: TinySite, session: Session
) -> None:
    site.write(A, article("Bài hỏng", category="khong-co"))
    session.edited([A])
    session.redeclared()
    assert shows(session, "Bài một")
    site.write(B, article("Bài khác"))
    session.edited([B])
    assert shows(session, "Bài một")
    site.write(A, article("Bài mới"))
    session.edited([A])
    session.redeclared()
    assert shows(session, "Bài mới")
    site.remove(A)
    session.edited([A])
    session.redeclared()
    assert session.get(PAGE) is None


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("categories.yml", "- {id: hoat-dong, name: [}\n"),
        ("offices.yml", "- {id: khac, name: Khác}\n"),
    ],
)
def test_a_wrong_table_is_told_and_changes_nothing(
    site: TinySite, session: Session, table: str, text: str
) -> None:
    site.write(table, text)
    session.redeclared()
    assert shows(session, "Bài một")
    assert table in [problem.file for problem in session.problems() if problem.blocks]
    site.write(A, article("Bài sửa"))
    session.edited([A])
    assert shows(session, "Bài sửa")
    site.write(table, TABLES[table])
    session.redeclared()
    assert [problem for problem in session.problems() if problem.blocks] == []


IMAGE = ("hinh-anh/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
MORE = ("categories.yml", TABLES["categories.yml"] + "- {id: moi, name: Mới}\n")
WRONG = ("categories.yml", "- {id: hoat-dong, name: [}\n")


@pytest.mark.parametrize("other", [IMAGE, MORE, WRONG], ids=["image", "table", "wrong table"])
def test_an_article_that_breaks_with_another_file_keeps_its_last_good_page(
    site: TinySite, session: Session, other: tuple[str, str]
) -> None:
    site.write(*other)
    site.write(A, article("Bài hỏng", date="hôm qua"))
    session.redeclared([A])
    assert shows(session, "Nội dung hội nghị")
    assert A in [problem.file for problem in session.problems() if problem.blocks]
    site.write("categories.yml", f"{TABLES['categories.yml']}- {{id: nua, name: Nữa}}\n")
    session.redeclared()
    assert shows(session, "Nội dung hội nghị")
    assert shows(session, "Bài một")
    site.write(A, article("Bài chữa"))
    session.edited([A])
    assert shows(session, "Bài chữa")


def test_a_good_article_shows_that_was_saved_with_a_wrong_table(
    site: TinySite, session: Session
) -> None:
    site.write(*WRONG)
    site.write(A, article("Bài sửa"))
    session.redeclared([A])
    assert shows(session, "Bài sửa")


def test_a_last_good_page_needs_its_category(site: TinySite, session: Session) -> None:
    """Without, nothing can be shown of it."""
    site.write("categories.yml", "- {id: thong-bao, name: Thông báo}\n")
    site.write(A, article("Bài hỏng", date="hôm qua"))
    session.redeclared([A])
    assert session.get(PAGE) is None
    assert session.get("index.html")


DEAD = "Xem [số liệu](/du-lieu/khong-co/) và [mục](/chuyen-muc/khong-co/)."


def dead_ends(session: Session) -> list[str]:
    return [problem.file for problem in session.problems() if problem.code == "broken-link"]


def test_links_to_headings_are_followed(site: TinySite, session: Session) -> None:
    site.write(A, article("Bài một", "Xem [mục](b.md#ket-qua)."))
    session.edited([A])
    for heading, told in (("Kết quả", []), ("Kết luận", [A]), ("Kết quả", [])):
        site.write(B, article("Bài hai", f"## {heading}\n\nMột."))
        session.edited([B])
        assert dead_ends(session) == told


def test_links_to_pages_that_the_portal_makes_are_followed(
    site: TinySite, session: Session
) -> None:
    site.write(A, article("Bài một", DEAD))
    session.edited([A])
    session.search_dead_ends()
    assert dead_ends(session) == [A, A]
    site.write(A, article("Bài một", "Xem [mục](/chuyen-muc/thong-bao/)."))
    site.write(B, article("Bài hai", category="thong-bao"))
    session.edited([A, B])
    session.search_dead_ends()
    assert dead_ends(session) == []
    site.write("categories.yml", "- {id: hoat-dong, name: Hoạt động}\n- {id: moi, name: Mới}\n")
    site.write(B, article("Bài hai"))
    session.redeclared([B])
    session.search_dead_ends()
    assert dead_ends(session) == [A]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("MENU", "[('Đâu', '/khong-co/')]", "broken-link"),
        ("EMBLEM", "'/hinh-anh/khong-co.svg'", "missing-image"),
    ],
)
def test_settings_that_lead_nowhere_are_told(
    tmp_path: Path, name: str, value: str, code: str
) -> None:
    site = TinySite(tmp_path, {A: article("Bài một")})
    site.settings[name] = value
    session = open_session(site)
    session.search_dead_ends()
    assert [(one.file, one.key, one.code) for one in session.problems()] == [
        ("site_config.py", name, code)
    ]


def test_dead_ends_of_a_site_that_changed_meanwhile_are_searched_again(
    site: TinySite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are shown meanwhile, and what was looked for is not taken for what is."""
    search = ResidentEngine.find_dead_ends

    def slow(engine: ResidentEngine) -> Iterator[Problem]:
        found = [*search(engine)]
        if not site.files("content/hinh-anh"):
            site.write(*IMAGE)
            site.write(A, article("Bài sửa", DEAD))
            saving = threading.Thread(target=session.edited, args=([A],))
            saving.start()
            saving.join()
            assert shows(session, "Bài sửa")
        yield from found

    monkeypatch.setattr(ResidentEngine, "find_dead_ends", slow)
    session.search_dead_ends()
    assert dead_ends(session) == []
    session.search_dead_ends()
    assert dead_ends(session) == [A, A]


def test_an_article_with_another_address_has_moved(site: TinySite, session: Session) -> None:
    site.write(A, article("Bài một", slug="ten-moi"))
    change = session.edited([A])
    assert change
    assert change.moved == {"/2024/a/": "/2024/ten-moi/"}
    site.write(*MORE)
    site.write(A, article("Bài một"))
    site.write(B, article("Bài hai", "Chữ khác."))
    assert session.redeclared([A, B]).moved == {"/2024/ten-moi/": "/2024/a/"}


def test_every_change_is_another_version(site: TinySite, session: Session) -> None:
    before = session.version
    site.write(A, article("Bài sửa"))
    session.edited([A])
    assert session.version != before
