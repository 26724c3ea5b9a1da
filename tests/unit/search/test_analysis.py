"""The analysis is one: in Python, in JavaScript, and for every spelling of one word."""

import json
import unicodedata
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import run

from plugins.search.analysis import key, stands_alone, tokens
from plugins.search.lexicon import is_unmistakable
from portal.core.vietnamese import fold
from portal.core.vietnamese.syllables import ONSETS, RHYMES, is_syllable

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def words() -> list[str]:
    """Those of the table, and every syllable of Vietnamese with one tone or none."""
    told = {word for text, _ in VECTORS["tokens"] for word in tokens(text).decode().split()}
    syllables = {
        word
        for onset, rhyme in product(ONSETS, RHYMES)
        for word in (
            onset + rhyme,
            onset + rhyme[:1] + "\u0301" + rhyme[1:],
            onset + rhyme[:2] + "\u0301" + rhyme[2:],
        )
        if is_syllable(word)
    }
    return sorted(told | syllables)


@pytest.fixture(scope="module")
def browser(words: list[str]) -> Any:
    return run({"vectors": True, "words": words})


@pytest.mark.parametrize(("text", "expected"), VECTORS["tokens"])
def test_text_becomes_tokens(text: str, expected: list[str]) -> None:
    """Python cuts each text of the table into the tokens that stand beside it."""
    assert tokens(text).decode().split() == expected


@pytest.mark.parametrize(("token", "folded", "marks"), VECTORS["keys"])
def test_token_becomes_key(token: str, folded: str, marks: str) -> None:
    """Python gives each token of the table the fold and the marks that stand beside it."""
    assert key(token) == (folded, marks)


def test_the_browser_agrees_on_tokens_and_keys(browser: Any) -> None:
    """JavaScript reads the same table with the same results."""
    assert browser["tokens"] == [expected for _, expected in VECTORS["tokens"]]
    assert browser["keys"] == [expected for _, *expected in VECTORS["keys"]]


def test_a_query_asks_for_forms_that_the_index_holds(browser: Any) -> None:
    """The terse tokens of a query are among the tokens that the index makes of the same text."""
    for (text, expected), terse in zip(VECTORS["tokens"], browser["terse"], strict=True):
        assert set(terse) <= set(expected), text


def test_raw_telex_and_vni_are_read_and_words_are_left(browser: Any) -> None:
    """Only what is no syllable, and becomes one, is taken for raw typing."""
    got = [key(word) if word else "" for word in browser["raw"]]
    assert got == [key(word) if word else "" for _, word in VECTORS["raw"]]


def test_slips_are_near_what_was_meant(browser: Any) -> None:
    """Each misspelling of the table has the right word among its neighbours."""
    assert browser["near"] == [True] * len(VECTORS["near"])


def test_suggestions_are_spelt_in_the_house_style(browser: Any) -> None:
    """A fold and its marks give the word back, its tone where the house puts it."""
    assert browser["spelt"] == [word for _, word in VECTORS["spelt"]]


def test_the_browser_takes_every_syllable_for_one(browser: Any, words: list[str]) -> None:
    """What the orthography allows, with or without marks, is not taken for a puzzle."""
    for word, known in zip(words, browser["syllables"], strict=True):
        assert known or not is_syllable(word), word


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuý", "thúy"), ("uỷ", "ủy"), ("quí", "quý"), ("kì", "kỳ"), ("mĩ", "mỹ")],
)
def test_two_spellings_of_one_word_meet(one: str, other: str) -> None:
    """Where the tone stands, and i or y alone after a consonant, makes no difference."""
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("tay", "tai"), ("yêu", "iêu"), ("thuy", "thui")])
def test_two_words_do_not_meet(one: str, other: str) -> None:
    """Within a longer rhyme i and y are two letters."""
    assert key(one)[0] != key(other)[0]


@given(st.text(max_size=60))
def test_any_text_is_cut_and_keyed(text: str) -> None:
    """No text breaks the analysis; tokens hold no white space, keys no marks."""
    for token in tokens(text).decode().split():
        folded, marks = key(token)
        assert len(marks) == 1
        # A token of nothing but combining characters has no letters.
        if folded and not stands_alone(token) and not token.isascii():
            plain = "".join(c for c in fold(token) if not unicodedata.category(c).startswith("M"))
            assert folded.rstrip("iy") == plain.rstrip("iy") or not folded.isascii()


@pytest.mark.parametrize(("short", "expected"), [("UBND", True), ("CNTT", True), ("TU", False)])
def test_only_what_is_no_word_is_written_out(short: str, expected: bool) -> None:
    """An abbreviation that could be a word stays as it is in documents."""
    assert is_unmistakable(short) is expected
