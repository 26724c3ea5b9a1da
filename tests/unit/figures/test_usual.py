"""The usual phrase is read at a glance, and as if it had been read word by word."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures.notation import parse
from portal.core.figures.prose import lexicon
from portal.core.figures.prose.every_word import read_every_word
from portal.core.figures.prose.usual import read_usual
from portal.core.vietnamese import format_number

WORD = re.compile(r"[^\W\d_]+")
VOCABULARY = sorted(
    {
        word
        for value in vars(lexicon).values()
        if isinstance(value, frozenset | dict)
        for entry in value
        if isinstance(entry, str)
        for word in entry.split()
    }
)
NUMBERS = st.one_of(
    st.integers(1, 9).map("{:02}".format),
    st.integers(1, 2100).map(str),
    st.integers(1000, 10**9).map(format_number),
)
PERCENTAGES = st.decimals(0, 130, places=2).map(format_number).map("{}%".format)
UNITS = st.sampled_from([*sorted(lexicon.COUNTED), "lượt"])
THINGS = st.builds(
    lambda unit, comma, more: " ".join([unit + comma * bool(more), *more]),
    UNITS,
    st.sampled_from(["", "", ","]),
    st.lists(st.sampled_from(VOCABULARY), max_size=3),
)
BASES = st.sampled_from(
    [
        "", " so với năm 2020", " so với quý IV/2019", " so với tháng 4/2019",
        " so với cùng kỳ", " so với cùng kỳ năm trước", " so với năm trước",
    ]
)  # fmt: skip


@st.composite
def phrases(draw: st.DrawFn) -> str:
    limit = draw(st.sampled_from(["", "trên ", "hơn ", "khoảng ", "gần "]))
    if draw(st.integers(0, 9)) == 0:
        return limit + draw(PERCENTAGES)
    thing = draw(THINGS)
    words = f"{limit}{draw(NUMBERS)} {thing}"
    form = draw(st.sampled_from(["", "share", "bracket", "comma"]))
    if form == "share":
        return f"{words}, {draw(st.sampled_from(['đạt', 'chiếm']))} {draw(PERCENTAGES)}"
    if not form:
        return words
    first = thing.split()[0].strip(",")
    same = st.sampled_from([thing, first, f"{first}, bài", f"{thing}, bài"])
    amount = draw(st.one_of(PERCENTAGES, st.builds("{} {}".format, NUMBERS, same | UNITS)))
    change = f"{draw(st.sampled_from(['tăng', 'giảm']))} {amount}{draw(BASES)}"
    return f"{words} ({change})" if form == "bracket" else f"{words}, {change}"


@given(phrases())
def test_a_glance_sees_what_reading_every_word_finds(words: str) -> None:
    """Whatever is said of a number, the quick way says the same or nothing."""
    glance = read_usual(words)
    assert glance is None or glance == read_every_word(words)


@pytest.mark.parametrize(
    "phrase",
    [
        "1.204 hồ sơ {}",
        "1.204 hồ sơ {} (tăng 118 hồ sơ so với năm 2020)",
        "1.204 hồ sơ (tăng 118 hồ sơ {} so với năm 2020)",
    ],
)
def test_no_word_says_more_than_the_glance_sees(phrase: str) -> None:
    """Any word that the reader knows, and any of the corpus, behind what is counted."""
    corpus = Path(__file__).parent / "corpus"
    said = {word for text in corpus.glob("*.txt") for word in WORD.findall(text.read_text("utf-8"))}
    for word in sorted({*VOCABULARY, *said}):
        words = phrase.format(word)
        glance = read_usual(words)
        assert glance is None or glance == read_every_word(words)


@pytest.mark.parametrize(
    "words",
    [
        "17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)",
        "3.285 nhiệm vụ, chiếm 95,4%",
        "554 cuộc họp, giảm 12,5% so với cùng kỳ năm trước",
        "1.250 bản sao chứng thực (tăng 3 bản so với tháng 4/2019)",
        "120 tin, bài",
        "372 tin, bài (giảm 28 tin, bài so với quý III/2021)",
        "03 đồng chí",
        "trên 57.000 văn bản đến",
        "hơn 84%",
        "95,4%",
    ],
)
def test_a_usual_phrase_is_one(words: str) -> None:
    """What offices write day by day takes the quick way."""
    assert read_usual(words) == parse(words).figures


@pytest.mark.parametrize(
    "words",
    [
        "trên 12 xã",
        "đạt 95,4%",
        "12 hồ sơ do cấp xã tiếp nhận",
        "12 tháng",
        "2 triệu lượt khách",
        "207/208 nhiệm vụ, đạt 99,5%",
        "15 xã (tăng 3 bậc)",
        "30 hộ trở lên",
        "25 văn bản (tăng 3 văn bản",
        "25 van ba\u0309n",
        "267 lượt xem",
    ],
)
def test_anything_else_is_left_to_the_reader(words: str) -> None:
    """A glance that is not sure says nothing."""
    assert read_usual(words) is None


def test_a_thing_with_two_names_is_compared_too() -> None:
    """*tin, bài*: what follows the comma still belongs to what is counted."""
    _, change = parse("1.112 tin, bài (giảm 77 tin, bài so với năm 2007)").figures
    assert (change.basis, change.attached_to) == ("2007", 0)
