"""Articles with figures, declarations and readings, made in memory for tests of what reads them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from portal.core.article import Article, Body
from portal.core.figures.dataset import Dataset
from portal.core.figures.observation import Observation
from portal.core.figures.reading import Reading, read_article
from portal.core.figures.statement import Statement
from portal.core.indicator import Indicator, load_indicators
from portal.core.library import Declarations
from portal.core.office import Office
from portal.core.vietnamese import VIETNAM

INDICATORS = """
van-ban.di: {name: Văn bản đi, english: Out, topic: Văn bản, definition: Đã phát hành., unit: văn bản}
van-ban.den: {name: Văn bản đến, english: In, topic: Văn bản, definition: Đã nhận., unit: văn bản}
van-ban: {name: Văn bản, english: All, topic: Văn bản, definition: Cả hai., unit: văn bản,
  total_of: "van-ban.di, van-ban.den"}
cuoc-hop: {name: Cuộc họp, english: Meetings, topic: Họp, definition: Đã phục vụ., unit: cuộc họp, also: cuộc}
nhiem-vu: {name: Nhiệm vụ, english: Tasks, topic: Nhiệm vụ, definition: Được giao., unit: nhiệm vụ}
nhiem-vu.xong: {name: Nhiệm vụ xong, english: Done, topic: Nhiệm vụ, definition: Đã xong., unit: nhiệm vụ,
  part_of: nhiem-vu}
nhiem-vu.ty-le: {name: Tỷ lệ xong, english: Rate, topic: Nhiệm vụ, definition: Xong trên giao., unit: "%",
  kind: share, share_of: {part: nhiem-vu.xong, whole: nhiem-vu}}
tai-cho: {name: Tại chỗ, english: On the spot, topic: Hồ sơ, definition: Tại chỗ., unit: "%", kind: share}
truoc-han: {name: Trước hạn, english: Early, topic: Hồ sơ, definition: Trước hạn., unit: "%", kind: share}
ke-hoach: {name: Kế hoạch, english: Plan, topic: Hồ sơ, definition: Mức đạt., unit: "%", kind: share,
  over_hundred: có}
ho-so: {name: Hồ sơ, english: Dossiers, topic: Hồ sơ, definition: Tiếp nhận., unit: hồ sơ}
tiep.luot: {name: Lượt, english: Visits, topic: Tiếp dân, definition: Số lượt., unit: lượt, kind: pair, additive: có}
tiep.nguoi: {name: Người, english: People, topic: Tiếp dân, definition: Số người., unit: công dân, kind: pair, additive: có}
dong-chi: {name: Đồng chí, english: Comrades, topic: Nhân sự, definition: Lấy phiếu., unit: đồng chí}
thu: {name: Thu ngân sách, english: Revenue, topic: Ngân sách, definition: Tổng thu., unit: đồng, kind: money}
hang: {name: Xếp hạng, english: Rank, topic: Cải cách, definition: Hạng., unit: hạng, additive: không, better: less}
sinh: {name: Tỷ suất sinh, english: Birth rate, topic: Dân số, definition: Trẻ sinh ra., unit: "‰", better: less}
dem.nay: {name: Hôm nay, english: Today, topic: Trang, definition: Bộ đếm., unit: lượt, kind: meter, part_of: dem.tuan}
dem.tuan: {name: Tuần, english: Week, topic: Trang, definition: Bộ đếm., unit: lượt, kind: meter}
"""  # noqa: E501

OFFICES = {
    "lang-son": Office("lang-son", "Văn phòng UBND tỉnh Lạng Sơn", "Lạng Sơn"),
    "lao-cai": Office("lao-cai", "Văn phòng UBND tỉnh Lào Cai", "Lào Cai", None,
                      date(2025, 6, 30), (), "lao-cai-2025"),
    "lao-cai-2025": Office("lao-cai-2025", "Văn phòng UBND tỉnh Lào Cai (mới)", "Lào Cai mới",
                           date(2025, 7, 1), None, ("lao-cai",)),
}  # fmt: skip


@cache  # Reading the table takes longer than most of what is tested with it.
def indicators() -> Mapping[str, Indicator]:
    found, problems = load_indicators(INDICATORS)
    assert not problems
    return MappingProxyType(found)


@cache
def declarations() -> Declarations:
    return Declarations({}, OFFICES, indicators(), {}, "lang-son", "d")


def article(text: str, *statements: dict[str, str], **keys: Any) -> tuple[Article, Body]:
    """An article of 14/01/2022 whose reading text is ``text``; its statements begin in line 5."""
    day = keys.pop("day", "2022-01-14")
    url = keys.pop("url", f"/{day[:4]}/bai-{day}/")
    values: dict[str, Any] = {
        "source": f"bai-viet{url[:-1]}.md",
        "digest": f"{url} {text} {statements}",
        "title": "Hội nghị",
        "date": datetime.fromisoformat(day).replace(tzinfo=VIETNAM),
        "has_time": False,
        "category": "hoat-dong",
        "summary": "",
        "office": "lang-son",
        "url": url,
        "statistics": tuple(Statement.model_validate(s) for s in statements),
        "statistics_lines": tuple(range(5, 5 + 3 * len(statements), 3)),
    } | keys
    return Article(**values), Body("", text, text.replace("\n", "\n\n"), 20)


def stated(indicator: str, figure: str, period: str = "2021", **keys: str) -> dict[str, str]:
    return {"indicator": indicator, "figure": figure, "period": period, **keys}


def read(text: str, *statements: dict[str, str], **keys: Any) -> Reading:
    return read_article(*article(text, *statements, **keys), declarations())


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def dataset(*readings: Reading) -> Dataset:
    """Of articles that are right by themselves."""
    for reading in readings:
        assert not reading.problems, list(map(str, reading.problems))
    return Dataset(o for reading in readings for o in reading.observations)


def one(reading: Reading) -> Observation:
    (observation,) = reading.observations
    return observation
