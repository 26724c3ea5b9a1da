"""A library and its related articles, made anew or by following changes, are the same."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tiny_library import article, library

from plugins.news.related import Related
from portal.core.article import Article, Tag
from portal.core.vietnamese import VIETNAM

WORDS = ("tiếp công dân", "chuyển đổi số", "văn bản đi", "cải cách hành chính", "kết nối")
TAGS = (Tag("hoi-nghi", "Hội nghị"), Tag("thi-dua", "Thi đua"))

subjects = st.tuples(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sets(st.sampled_from(TAGS))
)


def about(number: int, words: list[str], tags: set[Tag]) -> Article:
    """Articles of several years and categories; a category changes with the words."""
    return article(
        number,
        title=" và ".join(words),
        tags=tuple(sorted(tags, key=str)),
        date=datetime(2021, 1, 1, tzinfo=VIETNAM) + timedelta(days=40 * number),
        category=("hoat-dong", "thong-bao")[len(words) % 2],
    )


def found(related: Related, articles: list[Article]) -> list[list[str]]:
    return [[other.url for other in related.to(item)] for item in articles]


@given(
    st.dictionaries(st.integers(1, 40), subjects, min_size=2, max_size=12),
    st.lists(st.dictionaries(st.integers(1, 40), st.none() | subjects, max_size=4), max_size=5),
)
def test_following_a_library_is_as_good_as_beginning_anew(
    first: dict[int, tuple[list[str], set[Tag]]],
    edits: list[dict[int, tuple[list[str], set[Tag]] | None]],
) -> None:
    articles = {number: about(number, *subject) for number, subject in first.items()}
    followed = library(articles.values())
    related = Related(followed)
    for edit in edits:
        for number, subject in edit.items():
            changed = None if subject is None else about(number, *subject)
            followed = followed.with_article(article(number).source, changed)
            if changed is None:
                articles.pop(number, None)
            else:
                articles[number] = changed
        now = library(articles.values())
        for name in (
            *("articles", "by_category", "by_office", "by_tag", "by_year", "ranks", "addresses"),
            *("tags", "_by_digest"),
        ):
            assert getattr(followed, name) == getattr(now, name)
        for name in ("by_category", "by_office", "by_year"):
            assert list(getattr(followed, name)) == list(getattr(now, name))
        assert followed.cards(followed.articles) == now.cards(now.articles)
        related = related.following(followed)
        assert found(related, list(now.articles)) == found(Related(now), list(now.articles))


def test_the_spelling_of_a_keyword_follows_the_oldest_article() -> None:
    """An article that moves in time may lend its spelling to a keyword, or lose it."""
    old, new = (
        article(number, tags=(Tag("hoi-nghi", name),))
        for number, name in ((3, "Hội nghị"), (5, "hội nghị"))
    )
    before = library([old, new])
    assert before.tags["hoi-nghi"].name == "Hội nghị"
    earlier = replace(new, date=article(1).date)
    after = before.with_article(new.source, earlier)
    assert after.tags == library([old, earlier]).tags
    assert after.tags["hoi-nghi"].name == "hội nghị"


def test_numbers_between_two_articles_run_out_without_harm() -> None:
    """Each article is put right below the newest, sixty times."""
    newest = article(100)
    articles = [article(1), newest]
    related = Related(library(articles))
    for number in range(2, 62):
        articles.append(replace(article(number), title=f"Hội nghị giao ban lần {number}"))
        now = library(articles)
        related = related.following(now)
    assert found(related, [newest]) == found(Related(now), [newest])
