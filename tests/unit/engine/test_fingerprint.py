"""Fingerprints: equal inputs agree, different inputs differ, templates count with all they use."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.problem import ThemeError
from portal.engine.fingerprint import Fingerprints, TemplateDigests


@dataclass(frozen=True)
class Card:
    title: str
    number: int = 0


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.builds(Card, st.text()),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(values, values)
def test_inputs_agree_exactly_when_they_are_equal(one: object, other: object) -> None:
    """Booleans and numbers are told apart, as a template would print them differently."""
    same = repr(one) == repr(other)
    assert (Fingerprints("s").of(one) == Fingerprints("s").of(other)) is same


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_texts_cannot_run_into_each_other(one: list[str], other: list[str]) -> None:
    assert (Fingerprints().of(*one) == Fingerprints().of(*other)) is (one == other)


def test_a_remembered_object_is_not_taken_for_another() -> None:
    """Its id must not be given to a new object while it is remembered."""
    fingerprints = Fingerprints()
    found = {fingerprints.of(Card(f"bài {number}")) for number in range(1000)}
    assert len(found) == 1000


def test_a_digest_stands_for_its_object() -> None:
    class Body:
        digest = "abc"

    assert Fingerprints().of(Body()) == Fingerprints().of(Body())


def test_dates_numbers_and_functions_count() -> None:
    of = Fingerprints().of
    assert of(Decimal("1.0")) != of(Decimal("1.00"))
    assert of(datetime(2022, 1, 1, tzinfo=UTC)) != of(datetime(2022, 1, 2, tzinfo=UTC))
    assert of(test_a_digest_stands_for_its_object) != of(test_dates_numbers_and_functions_count)


def test_what_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be fingerprinted"):
        Fingerprints().of(object())


def test_a_template_counts_with_all_it_uses(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% extends "base.html" %}{% from "m.html" import m %}')
    (tmp_path / "base.html").write_text('{{ fragment("part.html", x=1) }}')
    (tmp_path / "m.html").write_text("{% macro m() %}{% endmacro %}")
    (tmp_path / "part.html").write_text("một")
    (tmp_path / "other.html").write_text("khác")
    before = TemplateDigests((tmp_path,)).of("a.html")
    (tmp_path / "other.html").write_text("khác nữa")
    assert TemplateDigests((tmp_path,)).of("a.html") == before
    (tmp_path / "part.html").write_text("hai")
    assert TemplateDigests((tmp_path,)).of("a.html") != before


def test_a_template_that_hides_what_it_uses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{% include name %}")
    with pytest.raises(ThemeError, match="không ghi rõ tên khuôn"):
        TemplateDigests((tmp_path,)).of("a.html")
