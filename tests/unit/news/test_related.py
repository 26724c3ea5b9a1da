"""Related articles: what they share with the one that names them, and which come first."""

from tiny_library import article, library

from plugins.news.related import COUNT, RECENT, Related
from portal.core.article import Article, Tag

HARVEST = (Tag("mua-vu", "Mùa vụ"),)


def titled(*titles: str, **changes: object) -> list[Article]:
    """One a day, in this order, without a keyword unless given one."""
    given = {"tags": (), **changes}
    return [article(number, title=title, **given) for number, title in enumerate(titles, 1)]


def related(articles: list[Article], place: int) -> list[str]:
    return [one.title for one in Related(library(articles)).to(articles[place])]


def test_a_rare_pair_of_syllables_relates() -> None:
    """The oldest article of all is found, too; one that shares a single syllable is not."""
    articles = titled("Thu hoạch vải thiều", "Họp thường kỳ", "Thu ngân sách", "Vải thiều được mùa")
    assert related(articles, 3) == ["Thu hoạch vải thiều"]


def test_how_a_word_is_written_does_not_matter() -> None:
    assert related(titled("VAI THIEU", "Vải thiều được mùa"), 1) == ["VAI THIEU"]


def test_nothing_points_to_what_is_newer() -> None:
    """Or a new article would change the page of an old one."""
    assert related(titled("Vải thiều được mùa", "Thu hoạch vải thiều"), 0) == []


def test_a_keyword_relates_and_says_more_than_a_word() -> None:
    tagged = article(1, title="Bón phân", tags=HARVEST)
    worded = article(2, title="Thu hoạch vải thiều", tags=())
    newest = article(3, title="Vải thiều được mùa", tags=HARVEST)
    assert related([tagged, worded, newest], 2) == ["Bón phân", "Thu hoạch vải thiều"]


def test_the_newest_come_first_and_few_are_named() -> None:
    articles = titled(*(f"Vải thiều đợt {number}" for number in range(COUNT + 3)))
    assert related(articles, COUNT + 2) == [
        f"Vải thiều đợt {number}" for number in range(COUNT + 1, 1, -1)
    ]


def test_what_all_say_relates_nothing() -> None:
    """Of words in every title only articles of the latest days would be named, for no reason."""
    articles = titled(*("Họp thường kỳ" for _ in range(RECENT + 1)))
    assert related(articles, RECENT) == []
