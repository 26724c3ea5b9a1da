"""A mapping with items exchanged is what a dictionary would be."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from portal.core import overlay
from portal.core.overlay import exchanged

keys = st.sampled_from("abcdef")
items = st.dictionaries(keys, st.integers(0, 3), max_size=3)


@given(items, st.lists(st.tuples(st.sets(keys, max_size=3), items)), st.integers(1, 4))
def test_exchanging_again_and_again_gives_what_a_dictionary_gives(
    first: dict[str, int], changes: list[tuple[set[str], dict[str, int]]], many: int
) -> None:
    expected, known = first, exchanged(first, (), {})
    with patch.object(overlay, "MANY", many):
        for left, came in changes:
            before = dict(known)
            now = exchanged(known, left, came)
            expected = {key: value for key, value in expected.items() if key not in left} | came
            assert dict(known) == before
            known = now
            assert known == expected
            assert len(known) == len(expected)
            assert {key: known.get(key) for key in "abcdef"} == {
                key: expected.get(key) for key in "abcdef"
            }
