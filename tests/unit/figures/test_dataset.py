"""A dataset that follows changes is the one made anew."""

from hypothesis import given
from hypothesis import strategies as st
from stated import one, read, stated

from portal.core.figures.dataset import Dataset
from portal.core.figures.observation import Observation

numbers = st.integers(1, 5)
meetings = st.tuples(st.sampled_from(("2019", "2020")), st.integers(1, 9))


def said(number: int, subject: tuple[str, int]) -> Observation:
    period, value = subject
    words = f"{value} cuộc họp"
    reading = read(f"Có {words}.", stated("cuoc-hop", words, period), url=f"/2022/bai-{number}/")
    return one(reading)


@given(
    st.dictionaries(numbers, meetings),
    st.lists(st.dictionaries(numbers, st.none() | meetings, max_size=3), max_size=4),
)
def test_changes_one_by_one_give_what_a_fresh_start_gives(
    first: dict[int, tuple[str, int]], edits: list[dict[int, tuple[str, int] | None]]
) -> None:
    held = {number: said(number, subject) for number, subject in first.items()}
    dataset = Dataset(held.values())
    for edit in edits:
        removed = [held.pop(number) for number in edit if number in held]
        added = {number: said(number, subject) for number, subject in edit.items() if subject}
        held |= added
        dataset = dataset.with_changes(removed, added.values())
        anew = Dataset(held.values())
        assert list(dataset.cells) == list(anew.cells)
        assert [o.digest for o in dataset] == [o.digest for o in anew]
