"""What follows changes one by one is what a fresh start gives: cells, series, figures."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import declarations, read, stated

from portal.core.article import Article
from portal.core.figures import collected
from portal.core.figures.collected import Figures, Kept, figures_around
from portal.core.figures.observation import Observation
from portal.core.library import Library
from portal.core.vietnamese import VIETNAM

numbers = st.integers(1, 5)
statements = st.tuples(
    st.sampled_from(("nhiem-vu", "nhiem-vu.xong", "ho-so")),
    st.sampled_from(("2019", "2020")),
    st.integers(1, 9),
    st.sampled_from(("lang-son", "lao-cai")),
)
articles = st.lists(statements, max_size=2)
DECLARED = declarations()


def said(number: int, subjects: list[Any]) -> tuple[Observation, ...]:
    url = f"/2022/bai-{number}/"
    found: list[Observation] = []
    for position, (indicator, period, value, office) in enumerate(subjects):
        words = f"{value} {DECLARED.indicators[indicator].unit}"
        reading = read(f"Có {words}.", stated(indicator, words, period), url=url, office=office)
        found += [o._replace(position=position) for o in reading.observations]
    return tuple(found)


def library(shown: dict[str, Article], says: dict[str, tuple[Observation, ...]]) -> Library:
    never: Any = None
    return Library(
        shown.values(), (), DECLARED, read_body=never, read_html=never,
        read_analysis=lambda _, digest: Kept.of(says[digest]),
        read_analyses=lambda _: ((a.digest, Kept.of(says[a.digest])) for a in shown.values()),
    )  # fmt: skip


def article(number: int, edition: int) -> Article:
    day = datetime(2022, 1, number, tzinfo=VIETNAM)
    return Article(
        f"bai-{number}.md", f"{number} {edition}", "Hội nghị", day, False, "hoat-dong", "",
        "lang-son", f"/2022/bai-{number}/",
    )  # fmt: skip


@given(
    st.dictionaries(numbers, articles),
    st.lists(st.dictionaries(numbers, st.none() | articles, max_size=3), max_size=4),
    st.booleans(),
)
def test_following_is_as_good_as_beginning_anew(
    first: dict[int, list[Any]], edits: list[dict[int, list[Any] | None]], looked_at: bool
) -> None:
    says: dict[str, tuple[Observation, ...]] = {}
    shown: dict[str, Article] = {}

    def put(number: int, subjects: list[Any], edition: int) -> None:
        written = article(number, edition)
        shown[written.url] = written
        says[written.digest] = said(number, subjects)

    for number, subjects in first.items():
        put(number, subjects, 0)
    figures = Figures(library(shown, says))
    for edition, edit in enumerate(edits, 1):
        if looked_at:
            assert figures.topics is not None
            assert figures.problems is not None
        for number, subject in edit.items():
            if subject is None:
                shown.pop(f"/2022/bai-{number}/", None)
            else:
                put(number, subject, edition)
        now = library(shown, says)
        figures, anew = figures.following(now), Figures(now)
        assert figures.dataset.series == anew.dataset.series
        assert [o.digest for o in figures.dataset] == [o.digest for o in anew.dataset]
        assert [t.digest for t in figures.topics] == [t.digest for t in anew.topics]
        assert figures.problems == anew.problems
        assert [figures.of(a) for a in now.articles] == [anew.of(a) for a in now.articles]


def test_a_page_asks_only_for_the_series_its_article_tells_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is not opened is not missed; the next article that tells of others gets all."""
    monkeypatch.setattr(collected, "_last_figures", None)
    subjects = {1: ("nhiem-vu", "2019"), 2: ("nhiem-vu", "2020"), 3: ("ho-so", "2020")}
    written = {number: article(number, 0) for number in subjects}
    says = {
        written[number].digest: said(number, [(indicator, period, 5, "lang-son")])
        for number, (indicator, period) in subjects.items()
    }
    found = library({a.url: a for a in written.values()}, says)
    near = figures_around(found, written[2])
    assert [len(near.of(written[number])) for number in subjects] == [1, 1, 0]
    assert figures_around(found, written[1]) is near
    assert [len(figures_around(found, written[3]).of(a)) for a in written.values()] == [1, 1, 1]
