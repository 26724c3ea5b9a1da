"""Lists of articles: which page shows which, and which pages stay as they are."""

from datetime import timedelta
from typing import Any

import pytest
from tiny_library import article, library, site

from plugins.archive import plan as archive
from plugins.news.lists import LATEST, NOTICE_DAYS, NOTICES, home, lists
from portal.core.output import Page

SIZE = 5
LIST = "chuyen-muc/hoat-dong/"


def pages(count: int) -> dict[str, Page]:
    """The pages of the list of a category with so many articles, by path, the newest first."""
    of_five = site()
    of_five.page_size = SIZE
    found = lists(library(map(article, range(1, count + 1))), of_five, lambda kind, subject: {})
    return {page.path: page for page in found if page.path.startswith(LIST)}


def shown(page: Page) -> list[int]:
    return [int(card.url.strip("/").rpartition("-")[2]) for card in page.values["cards"]]


@pytest.mark.parametrize("count", [1, 5, 9, 10, 11, 14, 15, 23, 60])
def test_every_article_stands_on_one_page_and_numbered_pages_are_full(count: int) -> None:
    """From the newest to the oldest; the first page has what fills no page of its own."""
    first, *numbered = map(shown, pages(count).values())
    assert [number for page in (first, *numbered) for number in page] == [*range(count, 0, -1)]
    assert {len(page) for page in numbered} <= {SIZE}
    assert len(first) == count or SIZE <= len(first) < 2 * SIZE


def test_a_new_article_changes_no_numbered_page_but_where_another_one_begins() -> None:
    """The newest of them names the one that came; all others are as they were."""
    for count in range(1, 50):
        before, after = pages(count), pages(count + 1)
        changed = {path for path in before if before[path].values != after[path].values}
        appeared = after.keys() - before.keys()
        newest = f"{LIST}trang-{len(before) - 1}/index.html"
        assert changed <= {f"{LIST}index.html"} | ({newest} if appeared else set())


def test_a_page_leads_to_its_neighbours_and_to_both_ends() -> None:
    """Every address is one of a page. Of what is newer a page names as little as it can."""
    found = pages(60)
    addresses = {f"/{path.removesuffix('index.html')}" for path in found}
    for page in found.values():
        ways = page.values["pagination"]
        linked = {url for _, url, _ in ways.pages if url}
        assert linked | {ways.newer, ways.older} <= addresses | {None}
        assert [url for _, url, current in ways.pages if current] == [page.values["page"].url]
    middle = found[f"{LIST}trang-6/index.html"].values["pagination"]
    assert [label for label, _, _ in middle.pages] == [
        "Mới nhất", "7", "6", "5", "4", "…", "2", "1",
    ]  # fmt: skip
    newest = found[f"{LIST}index.html"].values["pagination"]
    assert [label for label, _, _ in newest.pages] == ["Mới nhất", "11", "10", "…", "2", "1"]
    assert (middle.newer, middle.older) == (f"/{LIST}trang-7/", f"/{LIST}trang-5/")
    assert found[f"{LIST}trang-1/index.html"].values["pagination"].older is None
    assert found[f"{LIST}index.html"].values["pagination"].newer is None
    assert pages(9)[f"{LIST}index.html"].values["pagination"] is None


def test_notices_stand_on_the_home_page_while_they_are_news() -> None:
    """The newest few, and not among the other news; old ones leave by themselves."""

    def front(days: int) -> Any:
        notices = [article(n, category="thong-bao") for n in range(1, NOTICES + 2)]
        late = notices[-1].date + timedelta(days=days)
        news = [article(90 + n, date=late - timedelta(hours=n)) for n in range(LATEST + 2)]
        return home(library([*notices, *news]), site(), {}).values

    values = front(NOTICE_DAYS)
    assert [card.url for card in values["notices"]] == ["/2021/bai-4/"]
    assert values["lead"].url == "/2021/bai-90/"
    assert [card.url for card in values["latest"]] == [
        f"/2021/bai-{number}/" for number in range(91, 91 + LATEST)
    ]
    assert len(front(1)["notices"]) == NOTICES
    assert front(NOTICE_DAYS + 1)["notices"] == ()


def test_a_home_page_without_articles_is_one() -> None:
    values = home(library([]), site(), {}).values
    assert (values["lead"], values["latest"], values["notices"]) == (None, (), ())


def test_years_lead_to_those_before_and_after_that_have_articles() -> None:
    """A year without articles has no page, and nothing leads to it."""
    written = [article(1), article(2), article(800), article(1600)]
    found = {page.path: page for page in archive(None, library=library(written), site=site())}
    assert {path for path in found if path.count("/") == 1} == {
        "luu-tru/index.html", "2021/index.html", "2023/index.html", "2025/index.html",
    }  # fmt: skip
    year = found["2023/index.html"].values
    assert (year["previous_year"], year["next_year"]) == ((2021, "/2021/"), (2025, "/2025/"))
    assert found["2021/index.html"].values["previous_year"] is None
    assert found["2025/index.html"].values["next_year"] is None
    ((month, count, cards, url),) = found["2021/index.html"].values["months"]
    assert (month, count, url, len(cards)) == (1, 2, "/2021/01/", 2)
    assert found["2021/01/index.html"].values["cards"] == cards
    ((_, years),) = found["luu-tru/index.html"].values["groups"]
    assert years == (
        ("Năm 2025", "/2025/", "1 bài"), ("Năm 2023", "/2023/", "1 bài"),
        ("Năm 2021", "/2021/", "2 bài"),
    )  # fmt: skip
