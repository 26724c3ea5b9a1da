"""Two articles, of one year and of the next: what phrases of the second say beside their value."""

from stated import OFFICES, dataset, indicators, one, read, stated

from plugins.statistics.views import Row
from plugins.statistics.wording import change_text
from portal.core.figures.cross_checks import check_dataset
from portal.core.figures.observation import Observation
from portal.core.figures.reading import Reading
from portal.core.figures.series import build_topics
from portal.core.problem import Problem

OLD = {"day": "2024-01-15", "url": "/2024/nam-2023/"}
NEW = {"day": "2025-01-15", "url": "/2025/nam-2024/"}


def last_year(indicator: str, words: str) -> Reading:
    return read(f"Năm 2023 đạt {words}.", stated(indicator, words, "2023"), **OLD)


def this_year(indicator: str, words: str) -> Reading:
    return read(f"Năm 2024 đạt {words}.", stated(indicator, words, "2024"), **NEW)


def said(indicator: str, words: str) -> Observation:
    return one(this_year(indicator, words))


def change_of(observation: Observation) -> str:
    """As pages print it; empty where they print none."""
    change = observation.change
    return "" if change is None else change_text(change, observation.unit).replace("\u00a0", " ")


def told(*readings: Reading) -> list[Problem]:
    return check_dataset(dataset(*readings), indicators(), OFFICES)[0]


def rows(*readings: Reading) -> list[tuple[str, str]]:
    """Periods and values of the only series."""
    (topic,) = build_topics(dataset(*readings), indicators(), OFFICES)
    (series,) = topic.series
    found = (Row(series, point) for point in series.points)
    return [(row.point.period.iso, row.number) for row in found]
