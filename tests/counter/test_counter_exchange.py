"""The list of pages, start values from CSV, counts to CSV, copies."""

import io
import threading
from contextlib import closing, suppress
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter import preview
from counter.days import Clock
from counter.exchange import back_up, copy, read_starts, write_starts, write_views
from counter.paths import AcceptedPaths, PublishedPaths, is_path, parse
from counter.stores import open_store
from counter.stores.sqlite import SQLiteStore
from counter.visits import TOTAL, DailyViews, Hit, Start
from plugins.counter.paths import Pages, content
from portal.core.problem import ContentError, PortalError

TODAY = date(2026, 11, 22)
OLD = date(2015, 1, 1)


def test_start_values_are_read_as_offices_write_them() -> None:
    """Grouped numbers, Vietnamese dates, a byte-order mark from Excel."""
    text = "\ufeffpath,views,since\r\nTOTAL,265.067,01/01/2015\r\n/2021/a/,267,2021-01-26\r\n\r\n"
    assert read_starts(text, "old.csv", TODAY) == [
        Start(TOTAL, 265_067, OLD),
        Start("/2021/a/", 267, date(2021, 1, 26)),
    ]


def test_everything_wrong_with_start_values_is_said_at_once() -> None:
    """With line, column and the way out; nothing is imported."""
    text = """path,views,since
2021/a,1,01/01/2015
/b/,1.50,01/01/2015
/c/,-1,31/02/2015
/d/,10,01/01/2027
TOTAL,0,hôm qua
/e/,1,01/01/2015
/e/,2,01/01/2015
"""
    with pytest.raises(ContentError) as raised:
        read_starts(text, "old.csv", TODAY)
    assert str(raised.value).splitlines() == [
        "old.csv:2: path: “2021/a” không phải đường dẫn → viết như /2021/ten-bai/, hoặc TOTAL cho"
        " cả trang",
        "old.csv:3: views: “1.50” không phải số lượt → viết như 265.067 hoặc 265067",
        "old.csv:4: views: “-1” không phải số lượt → viết như 265.067 hoặc 265067",
        "old.csv:4: since: “31/02/2015” không phải ngày đã qua → viết như 01/01/2015",
        "old.csv:5: since: “01/01/2027” không phải ngày đã qua → viết như 01/01/2015",
        "old.csv:6: views: “0” không phải số lượt → viết như 265.067 hoặc 265067",
        "old.csv:6: since: “hôm qua” không phải ngày đã qua → viết như 01/01/2015",
        "old.csv:8: path: “/e/” đã có ở trên → giữ lại một dòng",
    ]


@pytest.mark.parametrize("text", ["", "a,b,c\n", "TOTAL,1,01/01/2015\n"])
def test_a_file_without_its_first_line_is_refused(text: str) -> None:
    """The columns are named, so that nothing is guessed."""
    with pytest.raises(ContentError, match="dòng đầu phải là: path,views,since"):
        read_starts(text, "old.csv", TODAY)


paths = st.from_regex(r"/[a-z0-9-]{1,20}/", fullmatch=True) | st.just(TOTAL)
starts = st.builds(Start, paths, st.integers(1, 10**11), st.dates(date(1990, 1, 1), TODAY))


@given(st.lists(starts, unique_by=lambda start: start.path))
def test_start_values_come_back_as_they_went_out(values: list[Start]) -> None:
    """export --starts writes what import reads."""
    file = io.StringIO()
    write_starts(values, file)
    assert read_starts(file.getvalue(), "x.csv", TODAY) == values


@given(st.text())
def test_no_text_breaks_the_import(text: str) -> None:
    """Whatever the file holds, the answer is start values or problems."""
    for given_text in (text, f"path,views,since\n{text}"):
        with suppress(ContentError):
            assert read_starts(given_text, "x.csv", TODAY) is not None


def test_counts_go_out_as_csv() -> None:
    """One row a page and day."""
    file = io.StringIO()
    write_views([DailyViews("/a/", OLD, 3), DailyViews(TOTAL, OLD, 3)], file)
    assert file.getvalue() == "path,day,views\n/a/,2015-01-01,3\nTOTAL,2015-01-01,3\n"


def test_a_store_is_copied_whole(store_url: str, tmp_path: Path) -> None:
    """From SQLite to any store, and from any store into a backup."""
    day = Clock().today()
    with closing(SQLiteStore(tmp_path / "old.sqlite")) as old:
        old.record([Hit("/a/", b"v" * 16, day), Hit("/b/", b"v" * 16, day)])
        old.set_starts([Start(TOTAL, 265_067, OLD)])
        rows = sorted(old.daily_views())
        with closing(open_store(store_url)) as new:
            copy(old, new)
            assert sorted(new.daily_views()) == rows
            assert new.starts() == old.starts()
            back_up(new, tmp_path / "backup.sqlite")
    with closing(SQLiteStore(tmp_path / "backup.sqlite")) as backup:
        assert sorted(backup.daily_views()) == rows
        assert backup.figure(TOTAL) == open_figure(store_url)
    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(".")]


def open_figure(url: str) -> object:
    with closing(open_store(url)) as store:
        return store.figure(TOTAL)


def test_a_backup_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    """The file is replaced when the new one is complete, and nothing is left behind."""

    class Broken(SQLiteStore):
        def starts(self) -> list[Start]:
            raise PortalError("hỏng")

    target = tmp_path / "backup.sqlite"
    target.write_text("bản cũ", encoding="utf-8")
    with closing(Broken(tmp_path / "counter.sqlite")) as store, pytest.raises(PortalError):
        back_up(store, target)
    assert target.read_text(encoding="utf-8") == "bản cũ"
    assert not [file.name for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_the_list_of_the_build_is_what_the_service_reads() -> None:
    """Titles make an article eligible for “Đọc nhiều”; the format is one."""
    titles = {"/": "", "/2021/a/": "Tổng kết “năm 2021”: 17.337 văn bản", "/so-lieu/": ""}
    text = content(Pages(tuple(sorted(titles.items())))).decode()
    assert text.splitlines()[1] == "/2021/a/\tTổng kết “năm 2021”: 17.337 văn bản"
    assert parse(text) == titles


@pytest.mark.parametrize(
    "line", ["2021/a/", "https://x.example/", "/a b/", "/a?b", "/" + "a" * 600]
)
def test_a_line_that_is_no_path_is_refused(line: str) -> None:
    """With its number: a wrong file is not taken for the list."""
    with pytest.raises(PortalError, match=r"list\.txt:2: .* không phải đường dẫn của một trang"):
        parse(f"/\n{line}\n", "list.txt")


@given(st.text())
def test_what_is_accepted_as_a_path_is_one(text: str) -> None:
    """A path has no query, no space and a bounded length, and finds itself in the list."""
    if is_path(text):
        assert text.startswith("/")
        assert not set(text) & set(" ?#\n\t\0")
        found = AcceptedPaths({text: ""}).find(text)
        assert found == text


def test_a_new_list_is_read_without_a_restart(tmp_path: Path) -> None:
    """A damaged or missing list is warned of, and the good one stays in force."""
    file = tmp_path / "counter-paths.txt"
    file.write_text("/\n/a/\tA\n", encoding="utf-8")
    accepted = PublishedPaths(str(file))
    file.write_text("/\n/a/\tA\n/b/\tB\n", encoding="utf-8")
    accepted.refresh()
    assert accepted.find("/b/") == "/b/"
    file.write_text("not a path\n", encoding="utf-8")
    accepted.refresh()
    file.unlink()
    accepted.refresh()
    assert accepted.titles == {"/": "", "/a/": "A", "/b/": "B"}
    assert accepted.find("/c/") is None


def test_the_list_may_be_read_from_the_site() -> None:
    """A service on another machine asks the published site."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/hong.txt":
                self.wfile.write(b"no HTTP at all\r\n\r\n")
                return
            found = self.path == "/counter-paths.txt"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write("/a/\tBài\n".encode() if found else b"no")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        base = f"http://127.0.0.1:{server.server_port}"
        try:
            assert PublishedPaths(f"{base}/counter-paths.txt").titles == {"/a/": "Bài"}
            for name in ("khac.txt", "hong.txt"):
                with pytest.raises(PortalError, match="Không đọc được danh sách trang được đếm"):
                    PublishedPaths(f"{base}/{name}")
        finally:
            server.shutdown()
            thread.join()
    with pytest.raises(PortalError, match="chỉ đọc được tệp hoặc địa chỉ https://"):
        PublishedPaths("ftp://x.example/counter-paths.txt")


def test_the_preview_counts_and_leaves_nothing() -> None:
    """portal serve shows the counters alive, with a database that is thrown away."""
    origin = "http://127.0.0.1:8000"
    service = preview.start({"/a/": "Bài"}, origin)
    headers = {"Origin": origin, "User-Agent": "Mozilla/5.0 Firefox/140.0"}
    try:
        service.accept({"/a/": "Bài", "/b/": "Bài mới"})
        for path in ("/a/", "/b/", "/so-lieu"):
            hit = Request(f"{service.base}/count?p={path}", method="POST", headers=headers)
            with urlopen(hit, timeout=10) as answer:
                assert answer.status == 200
        with urlopen(f"{service.base}/counter/TOTAL.json", timeout=10) as answer:
            assert b'"count":"3"' in answer.read()
    finally:
        service.stop()
    again = preview.start({}, origin)
    again.stop()
