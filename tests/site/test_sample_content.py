"""The sample content: the figures of five offices, the edge cases of a real one, nothing untrue."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from portal.collect.declarations import load_declarations
from portal.collect.document import Document, read_document
from portal.core.figures.collected import reading
from portal.core.figures.observation import Observation
from portal.core.problem import Problem

CONTENT = Path(__file__).resolve().parents[2] / "content"
DECLARATIONS, DECLARATION_PROBLEMS = load_declarations(CONTENT, "lang-son", "Văn phòng")
SOURCES = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.glob("bai-viet/*/*.md"))

# Office, indicator, period, qualifier, value: what the five portals printed.
PRINTED = """
bac-kan      chuong-trinh.noi-dung.hoan-thanh           2019                   exact  140
bac-kan      cuoc-hop.phuc-vu                           2019                   exact  483
bac-kan      van-ban.trinh-ban-hanh                     2019                   exact  16486
bac-kan      khen-thuong.dong-chi                       2019                   exact  10
bac-kan      khen-thuong.tap-the                        2019                   exact  10
bac-kan      khen-thuong.ca-nhan                        2019                   exact  43
lao-cai      nhan-su.lay-phieu                          2016-04-01             exact  3
lao-cai      trang-tin.dang-truy-cap                    ../2016-04-08          exact  19
lao-cai      trang-tin.hom-nay                          ../2016-04-08          exact  176
lao-cai      trang-tin.tuan-nay                         ../2016-04-08          exact  5924
lao-cai      trang-tin.tat-ca                           ../2016-04-08          exact  265067
thai-binh    ho-so.truoc-han.ty-le                      2020                   gt     84
thai-binh    trang-tin.luot-xem-bai                     ../2021-02-05          exact  267
lang-son     nhiem-vu.tinh-giao                         2021-01-01/2021-12-15  exact  3441
lang-son     nhiem-vu.tinh-giao.hoan-thanh              2021-01-01/2021-12-15  exact  3285
lang-son     nhiem-vu.tinh-giao.ty-le-hoan-thanh        2021-01-01/2021-12-15  exact  95.4
lang-son     van-ban.di                                 2021                   exact  17337
lang-son     cuoc-hop.phuc-vu                           2021                   exact  554
lang-son     tiep-cong-dan.ky                           2021                   exact  12
lang-son     tiep-cong-dan.luot                         2021                   exact  155
lang-son     tiep-cong-dan.nguoi                        2021                   exact  182
lang-son     tthc.bon-tai-cho.ty-le                     2021                   exact  32.49
lang-son     ho-so.tiep-nhan                            ../2021-12-10          exact  140400
tuyen-quang  van-ban.den                                2024                   gt     57000
tuyen-quang  van-ban.di                                 2024                   gt     13650
tuyen-quang  van-ban.chi-dao-khac                       2024                   gt     4500
tuyen-quang  nhiem-vu.chinh-phu-giao.hoan-thanh         2024                   exact  207
tuyen-quang  nhiem-vu.chinh-phu-giao.ty-le-hoan-thanh   2024                   exact  99.5
tuyen-quang  nhiem-vu.tren-he-thong                     2024                   exact  2127
tuyen-quang  khen-thuong.bang-khen.tap-the              2024                   exact  2
tuyen-quang  khen-thuong.bang-khen.ca-nhan              2024                   exact  5
"""


def read(source: str, text: str | None = None) -> Document:
    data = (CONTENT / source).read_bytes() if text is None else text.encode()
    return read_document(source, data, DECLARATIONS)


def figures(document: Document) -> tuple[tuple[Observation, ...], tuple[Problem, ...]]:
    assert document.article is not None
    assert document.body is not None
    found = reading(document.article, document.body, DECLARATIONS)
    return tuple(found.observations), tuple(found.problems)


ARTICLES = {source: read(source) for source in SOURCES}
OBSERVATIONS = {
    observation.key: observation
    for document in ARTICLES.values()
    for observation in figures(document)[0]
}


def test_the_content_needs_no_correction() -> None:
    """Only what the article with Ð is meant to show is remarked."""
    problems = [*DECLARATION_PROBLEMS]
    for document in ARTICLES.values():
        problems += [*document.problems, *figures(document)[1]]
    assert [problem.code for problem in problems] == ["normalised"]


@pytest.mark.parametrize("line", PRINTED.strip().splitlines())
def test_every_printed_figure_is_read(line: str) -> None:
    """Value, office, period and bound are those that the portals printed."""
    office, indicator, period, qualifier, value = line.split()
    observation = OBSERVATIONS[indicator, office, period]
    assert observation.quantity.value == Decimal(value)
    assert observation.quantity.qualifier == qualifier


def test_what_the_phrases_say_besides_is_read() -> None:
    """Wholes, shares, changes and points are attached to the figures they speak of."""
    one = OBSERVATIONS["nhiem-vu.tinh-giao.hoan-thanh", "lang-son", "2021-01-01/2021-12-15"]
    assert one.share is not None
    assert one.share.value == Decimal("95.4")
    assert one.accept == "tỷ lệ làm tròn xuống"
    sent = OBSERVATIONS["van-ban.di", "lang-son", "2021"]
    assert sent.previous is not None
    assert sent.previous.value == OBSERVATIONS["van-ban.di", "lang-son", "2020"].value
    met = OBSERVATIONS["cuoc-hop.phuc-vu", "lang-son", "2021"]
    assert met.previous is not None
    assert met.previous.value == 485
    assert ("cuoc-hop.phuc-vu", "lang-son", "2020") not in OBSERVATIONS  # derived, never printed
    assert OBSERVATIONS["tthc.bon-tai-cho.ty-le", "lang-son", "2021"].target == Decimal("20.00")
    for office, indicator, period, whole in (
        ("tuyen-quang", "nhiem-vu.chinh-phu-giao.hoan-thanh", "2024", 208),
        ("bac-kan", "chuong-trinh.noi-dung.hoan-thanh", "2019", 145),
    ):
        part = OBSERVATIONS[indicator, office, period]
        assert part.whole is not None
        assert part.whole.value == whole


STATED = [
    (source, statement.figure)
    for source, document in ARTICLES.items()
    if document.article
    for statement in document.article.statistics
]


@pytest.mark.parametrize(("source", "figure"), STATED)
def test_a_changed_digit_is_found(source: str, figure: str) -> None:
    """Each digit of a phrase, changed in the front matter or in the text, is reported there."""
    text = (CONTENT / source).read_text("utf-8")
    matter, separator, body = text.partition("\n---\n")
    position = matter.index(f'figure: "{figure}"')
    for digit in re.finditer(r"\d", figure):
        other = str((int(digit[0]) + 1) % 10)
        changed = figure[: digit.start()] + other + figure[digit.end() :]
        misquoted = (
            f'{matter[:position]}figure: "{changed}"'
            + matter[position + len(f'figure: "{figure}"') :]
        )
        misprinted = body.replace(figure, changed)
        for version in (misquoted + separator + body, matter + separator + misprinted):
            _, problems = figures(read(source, version))
            assert any(problem.blocks and problem.file == source for problem in problems), changed


def test_the_edge_cases_of_an_office_are_there() -> None:
    """Long title, no image, no tags, one minute twice, old addresses, Ð, notice, table, note."""
    articles = [document.article for document in ARTICLES.values() if document.article]
    assert len(articles) == len(SOURCES) >= 14
    assert {article.year for article in articles} >= {2016, 2020, 2021, 2022, 2025}
    assert max(len(article.title) for article in articles) > 200
    assert any(article.image is None for article in articles)
    assert any(not article.tags for article in articles)
    assert max(Counter(article.date for article in articles).values()) == 2
    assert any(article.aliases for article in articles)
    assert any(article.category == "thong-bao" for article in articles)
    assert any(not article.has_time for article in articles)
    assert any(article.updated for article in articles)
    bodies = [document.body.html for document in ARTICLES.values() if document.body]
    for mark in ("<table", 'class="footnotes"', "<blockquote", "<ol", "<ul", "<figure"):
        assert any(mark in body for body in bodies), mark
    assert any("Ð" in (CONTENT / source).read_text("utf-8") for source in SOURCES)
    assert all(category in {a.category for a in articles} for category in DECLARATIONS.categories)


def test_articles_end_as_articles_of_an_office_do() -> None:
    """Every article closes with ./. and has a sapo that is not its first paragraph."""
    for source, document in ARTICLES.items():
        assert document.article is not None
        assert document.body is not None
        text = re.sub(r"\n\[\^.*", "", (CONTENT / source).read_text("utf-8"), flags=re.DOTALL)
        assert text.rstrip().endswith("./."), source
        assert document.article.summary not in document.body.text, source


def test_images_are_light() -> None:
    """A picture of the sample is small enough for git and for slow lines."""
    for image in (CONTENT / "hinh-anh").iterdir():
        assert image.stat().st_size < 120_000, image.name
