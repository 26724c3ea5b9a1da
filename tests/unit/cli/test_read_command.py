"""``portal figures read``: for people, and for machines."""

import json
from pathlib import Path

import pytest

from portal.cli.app import run

TEXT = """---
title: Tổng kết năm 2021
date: 05/01/2022
---
Văn phòng phát hành 17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020). Tỉnh giao
3.441 nhiệm vụ; đã hoàn thành 3.285 nhiệm vụ, chiếm 95,4%.
"""
INDICATORS = """
van-ban.di:
  name: Văn bản đi
  english: Outgoing documents
  topic: Văn bản
  definition: Số văn bản phát hành trong kỳ.
  unit: văn bản
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bai.md"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "indicators.yml").write_text(INDICATORS, "utf-8")
    return path


def test_one_file_is_one_object(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of a figure are those that the handbook names, in every figure."""
    assert run(["figures", "read", str(article), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"figures", "relations"}
    assert [f["value"] for f in data["figures"]] == ["17337", "2013", "3441", "3285", "95.4"]
    assert data["figures"][1] == {
        "quote": "2.013 văn bản", "start": TEXT.index("2.013"), "end": TEXT.index("2.013") + 13,
        "value": "2013", "scale": 1, "qualifier": "exact", "value_max": None, "unit": "văn bản",
        "kind": "change", "denominator": None, "second": None, "period": "2021",
        "direction": "up", "basis": "2020", "attached_to": 0,
    }  # fmt: skip
    assert [r["holds"] for r in data["relations"]] == ["truncation"]


def test_several_files_are_a_list(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each object names its file."""
    assert run(["figures", "read", str(article), str(article), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [item["file"] for item in data] == [str(article)] * 2


def test_people_read_words_and_lines_to_paste(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found, what does not add up, and YAML that can be pasted as it is."""
    indicators = str(article.with_name("indicators.yml"))
    assert run(["figures", "read", str(article), "--indicators", indicators]) == 0
    out = capsys.readouterr().out
    assert "tăng 2.013 văn bản · so với năm 2020 · nói về số 1" in out
    assert "≈ 3.285 / 3.441: tính ra 95,47%" in out
    assert out.endswith(
        "statistics:\n"
        "  - indicator: van-ban.di\n"
        '    figure: "17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)"\n'
        "    period: 2021\n\n"
    )


SPECIFIC = (
    INDICATORS
    + """
nhiem-vu.tinh-giao:
  name: Nhiệm vụ tỉnh giao
  english: Tasks assigned
  topic: Nhiệm vụ
  definition: Số nhiệm vụ.
  unit: nhiệm vụ

nhiem-vu.tinh-giao.hoan-thanh:
  name: Nhiệm vụ tỉnh giao đã hoàn thành
  english: Tasks completed
  topic: Nhiệm vụ
  definition: Số nhiệm vụ đã hoàn thành.
  unit: nhiệm vụ
"""
)


def test_the_more_specific_indicator_is_proposed(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """*Đã hoàn thành 3.285 nhiệm vụ* is not the number of tasks given."""
    indicators = article.with_name("nhieu-chi-tieu.yml")
    indicators.write_text(SPECIFIC, "utf-8")
    assert run(["figures", "read", str(article), "--indicators", str(indicators)]) == 0
    lines = capsys.readouterr().out.splitlines()
    proposed = [line.split()[-1] for line in lines if "- indicator:" in line]
    assert proposed == ["van-ban.di", "nhiem-vu.tinh-giao", "nhiem-vu.tinh-giao.hoan-thanh"]


def test_indicators_are_those_of_the_content_folder(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named like that of any other command, or by the settings; none outside of a portal."""
    settings = article.with_name("cong.py")
    settings.write_text(
        f"PATH = {str(article.parent)!r}\nSITENAME = 'Cổng'\nOFFICE = 'lang-son'\n"
        "SITEURL = 'https://vp.example.vn'\n", "utf-8",
    )  # fmt: skip
    monkeypatch.chdir(article.parent)

    def proposed(*options: str) -> bool:
        assert run(["figures", "read", str(article), *options]) == 0
        return "- indicator: van-ban.di" in capsys.readouterr().out

    assert proposed("--content", str(article.parent))
    assert proposed("--settings", "cong.py")
    assert not proposed()
    assert run(["figures", "read", str(article), "--content", "mat"]) == 1
    assert "không có thư mục nội dung mat" in capsys.readouterr().err
    assert run(["figures", "read", str(article), "--settings", "mat.py"]) == 1
    assert "không thấy tệp thiết lập mat.py" in capsys.readouterr().err


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, exit code 1."""
    assert run(["figures", "read", str(tmp_path / "khong-co.md")]) == 1
    assert "không có tệp" in capsys.readouterr().err


def test_a_text_in_an_old_encoding_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows editors still save UTF-16."""
    path = tmp_path / "cu.txt"
    path.write_text("Có 12 kỳ tiếp công dân.", "utf-16")
    assert run(["figures", "read", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"][0]["value"] == "12"


def test_a_vocabulary_that_cannot_be_read_is_told(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not taken for an empty one; a mistake in it is told, and the rest of it used."""
    missing = article.with_name("no.yml")
    assert run(["figures", "read", str(article), "--indicators", str(missing)]) == 1
    assert f"không đọc được {missing}" in capsys.readouterr().err
    indicators = article.with_name("indicators.yml")
    indicators.write_text(f"{INDICATORS}  unti: văn bản\n", "utf-8")
    assert run(["figures", "read", str(article), "--indicators", str(indicators)]) == 0
    assert "indicators.yml:8: van-ban.di.unti" in capsys.readouterr().err
