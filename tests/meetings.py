"""One indicator over two years, each told by an article: what tests of shown figures begin with."""

from stated import OFFICES, dataset, indicators, read, stated

from plugins.statistics.views import Row
from portal.core.figures.reading import Reading
from portal.core.figures.series import Topic, build_topics

GROWN = "554 cuộc họp, tăng 69 cuộc so với năm 2020"


def meetings(words: str, period: str, **keys: str) -> Reading:
    where = {name: keys.pop(name) for name in ("day", "url", "office") if name in keys}
    return read(f"Năm {period[:4]} có {words}.", stated("cuoc-hop", words, period, **keys), **where)


OLD = meetings("485 cuộc họp", "2020", day="2021-01-15", url="/2021/cu/")
NEW = meetings(GROWN, "2021")


def topic(*readings: Reading) -> Topic:
    (only,) = build_topics(dataset(*readings), indicators(), OFFICES)
    return only


def rows(indicator: str, *told: tuple[str, int]) -> list[Row]:
    readings = [
        read(f"Năm {year} là {words}.", stated(indicator, words, str(year)),
             day=f"{year + 1}-01-14")
        for words, year in told
    ]  # fmt: skip
    (series,) = topic(*readings).series
    return [Row(series, point) for point in series.points]
