"""What the commands say, and the codes that they end with."""

import json
import re
import signal
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from tiny_site import TinySite, article

from portal.cli.app import run

A = "bai-viet/2024/a.md"


def test_problems_as_json_have_the_agreed_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Machines read the same as people, and the exit code is 1."""
    site = TinySite(tmp_path, {A: article(category=None)})
    site.engine()
    assert run(["check", "--json", "--settings", str(site.settings_file)]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {
                "file": A, "line": 1, "key": "category", "code": "missing-key",
                "severity": "error", "message": "thiếu khóa bắt buộc",
                "remedy": "thêm dòng category: Hoạt động Văn phòng",
            }
        ]
    }  # fmt: skip


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    """``--output ~/Documents`` must not cost anybody their documents."""
    site = TinySite(tmp_path, {A: article()})
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "luan-van.docx").write_bytes(b"x")
    site.engine()
    code = run(["build", "--settings", str(site.settings_file)])
    assert code == 1
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["luan-van.docx"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Who runs the tests in the background has told them to ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_who_stops_a_build_is_told_that_nothing_was_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = TinySite(tmp_path, {A: article()})
    site.build()
    before = site.files()
    site.settings["SLOGAN"] = "__import__('signal').raise_signal(2)"  # Ctrl-C, at a known moment
    assert run(["build", "--settings", str(site.settings_file)]) == 130
    assert capsys.readouterr().err == "\nĐã dừng. Bản đã xuất vẫn nguyên vẹn.\n"
    assert site.files() == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("build --conten x", "không có tùy chọn --conten; có phải --content?"),
        ("build --content", "tùy chọn --content cần một giá trị"),
        ("build --full=yes", "tùy chọn --full không nhận giá trị"),
        ("build --jobs two", "giá trị của --jobs không dùng được: cần một số nguyên"),
        ("build --jobs=-1", "giá trị của --jobs không dùng được: không được dưới 0"),
        ("serve --port 70000", "giá trị của --port không dùng được: không được quá 65535"),
        ("build now", "thừa «now»"),
        ("chek", "không có lệnh chek; có phải check?"),
        ("figures read", "thiếu FILE…"),
    ],
)
def test_wrong_use_is_told_in_vietnamese(
    typed: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(typed.split()) == 2
    assert capsys.readouterr().err.split("\n")[0] == f"Dùng sai lệnh: {told}"


@pytest.mark.parametrize(
    "typed", ["", "figures", "figures read --help", "build --help", "serve --help"]
)
def test_help_is_in_vietnamese(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(typed.split()) == (0 if "--help" in typed else 2)
    shown = capsys.readouterr()
    assert "Cách dùng: portal" in shown.out
    assert "In hướng dẫn này." in shown.out
    assert not re.search(
        r"Usage|Options|Commands|Arguments|OPTIONS|default|exit|[<>{}]|\.\.\.", shown.out
    )
    assert shown.err == ""


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"Cổng tin {version('cong-tin')}\n"
