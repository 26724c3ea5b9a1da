"""Front matter read at a glance says what the parser of all of YAML says."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.core import yaml_text
from portal.core.usual_yaml import read_usual_yaml

_value = st.sampled_from([
    "x", "Đại hội", "2021-01-26 19:14", '"a: b # c"', "'a'", "[a, b]", '["a, b", \'c\' , d e]',
    "", "[]", "[ ]", '""', "a#b", "a:b", "(a)", "a]", "a, b", "x  ", "http://a.b/c?d#e",
    "'it''s'", '"a\\tb"', "[a, ]", "[a, [b]]", "[a: b]", "[a,b", "{a: b}", "a: b", "a:", "a #b",
    "#a", "-a", "- a", "?a", "|", ">-", "&a b", "*a", "!a", "%a", '"a" b', '"a', "'a", "~", "a\tb",
])  # fmt: skip
_key = st.sampled_from(["a", "b", "c", "d", "e-f", "_g"])


def _below(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A key without a value and some lines below it."""
    return st.builds(
        lambda key, below, indent: f"{key}:\n" + "".join(f"{indent}{line}\n" for line in below),
        _key, st.lists(lines, max_size=4), st.sampled_from(["", "  ", "    "]),
    )  # fmt: skip


_pair = st.builds("{}: {}".format, _key, _value)
_block = st.one_of(
    _pair.map("{}\n".format), _pair.map("{}\n".format), st.sampled_from(["\n", "# a\n"]),
    _below(_pair), _below(_value.map("- {}".format)),
    _below(st.one_of(_pair.map("- {}".format), _pair.map("  {}".format))),
)  # fmt: skip
_odd = st.sampled_from([
    "", "", "", " ", "  ", "\n", ":", "#", '"', "'", "[", "]", "-", "- ", ",", "?", "\t", "...",
    "\u200b", "\u00a0", "\u2028", "\x85", "\x07", "ờ́", "\n---\n", "<<: x\n", "a: b\n",
])  # fmt: skip
_text = st.builds(
    lambda blocks, odd, place: (text := "".join(blocks))[:place] + odd + text[place:],
    st.lists(_block, max_size=4), _odd, st.integers(0, 60),
)  # fmt: skip


@settings(max_examples=400)
@given(_text)
@example("a:\n- b: 1\n  c: [x, y]\n- b: 2\nd: e")
@example("a:\n  b: 1\n  c: 2\n\n# e\nd: f\n")
@example("a: [b , c , d , e , f , g , h , i , j , k , l , m , n , o , p , q , r , s , t , u\n")
def test_a_glance_says_what_the_parser_says(text: str) -> None:
    usual = read_usual_yaml(text, 3)
    if usual is not None:
        parsed = yaml_text._read_any_yaml(text, "a.md", 3)
        assert (parsed.value, parsed.lines, parsed.problems) == (*usual, ())


def test_usual_front_matter_is_read_at_a_glance() -> None:
    text = """\
title: "Tổng kết: năm 2021"
date: 2022-01-14 16:00
tags: [chuyển đổi số, "thu, chi"]
# ghi chú
image:
  src: a.png
  alt: Toàn cảnh
aliases:
  - /cu.html
statistics:
  - indicator: van-ban.di
    figure: 17.337 văn bản (tăng 2.013)
  - indicator: van-ban.den
    figure: '5'
"""
    usual = read_usual_yaml(text, 2)
    assert usual is not None
    value, lines = usual
    assert value["title"] == "Tổng kết: năm 2021"
    assert value["tags"] == ["chuyển đổi số", "thu, chi"]
    assert value["image"] == {"src": "a.png", "alt": "Toàn cảnh"}
    assert value["statistics"][1] == {"indicator": "van-ban.den", "figure": "5"}
    assert lines["statistics", 1, "figure"] == 15


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ("title：Bài", 1, "thiếu dấu cách sau dấu hai chấm ở «title：Bài» → viết title: Bài"),
        (
            "title:\u00a0Bài", 1,
            "thiếu dấu cách sau dấu hai chấm ở «title:\u00a0Bài» → viết title: Bài",
        ),
        (
            "tên bài", 1,
            "dòng «tên bài» không có dạng «khóa: giá trị» → viết tên khóa, dấu hai chấm, dấu cách "
            "rồi mới đến giá trị; phần nối tiếp của dòng trên thì thụt vào hai dấu cách",
        ),
        ("title: @Bài", 1, 'giá trị không được mở đầu bằng «@» → title: "@Bài"'),
        ("title: %Bài", 1, 'giá trị không được mở đầu bằng «%» → title: "%Bài"'),
        ("title: **Bài**", 1, 'giá trị không được mở đầu bằng «*» → title: "**Bài**"'),
        ("title: > 100 bài", 1, 'giá trị không được mở đầu bằng «>» → title: "> 100 bài"'),
        ("title: !Bài hay", 1, 'giá trị không được mở đầu bằng «!» → title: "!Bài hay"'),
        ("title: &Bài hay", 1, 'giá trị không được mở đầu bằng «&» → title: "&Bài hay"'),
        ("tags:\n  - a\n  - @b", 3, 'giá trị không được mở đầu bằng «@» → - "@b"'),
        (
            'title: "Bài "hay" quá"', 1,
            "dấu ngoặc kép nằm trong giá trị nên không rõ giá trị hết ở đâu"
            " → title: 'Bài \"hay\" quá'",
        ),
        (
            "title: 'Bài 'hay' quá'", 1,
            "dấu nháy đơn nằm trong giá trị nên không rõ giá trị hết ở đâu"
            " → title: \"Bài 'hay' quá\"",
        ),
        (
            "tags: [a,\n  b]\ntitle: Họp: \"bàn\" về '5K' rồi", 3,
            "giá trị có dấu hai chấm nên không đọc được"
            " → title: 'Họp: \"bàn\" về ''5K'' rồi'",
        ),
        (
            "title: Bài # 1", 1,
            "giá trị bị cắt ở «# 1»: sau dấu # là ghi chú"
            ' → title: "Bài # 1"; nếu đúng là ghi chú, chuyển xuống dòng riêng',
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_to_write(written: str, line: int, told: str) -> None:
    """On its own line; who writes the line of the remedy is done."""
    text = f"{written}\ndate: 1\n"
    (problem,) = yaml_text.read_yaml(text, "a.md").problems
    remedy = problem.remedy
    for advice in ("đặt cả giá trị trong ngoặc kép: ", "đặt cả giá trị trong nháy đơn: "):
        remedy = remedy.removeprefix(advice)
    assert (problem.line, f"{problem.message} → {remedy}") == (line, told)
    if remedy.startswith("title: "):
        mended = text.split("\n")
        mended[line - 1] = remedy.partition("; nếu")[0]
        assert yaml_text.read_yaml("\n".join(mended), "a.md").problems == ()
