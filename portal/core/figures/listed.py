"""Names listed behind a number: *03 đồng chí: A; B; C*, as many as counted.

Commas also stand within names (*Sở Văn hóa, Thể thao và Du lịch*), and so does *và*. Names are
counted only where nothing else can be meant: parted by semicolons, or all of one sort.
"""

import re
from collections.abc import Iterator
from typing import Final

from portal.core.figures.finding import discrepancy, value_of
from portal.core.figures.observation import Observation
from portal.core.problem import Problem

AT_MOST: Final = 20

_LIST = re.compile(
    r"(?P<head>[^.:;]{0,60}?)(?::|,? gồm(?: có)?:?|,? là:?)\s+(?P<names>.+)", re.DOTALL
)
_SOME = re.compile(r"trong đó|như|điển hình|tiêu biểu|nhất là|đặc biệt|nổi bật", re.IGNORECASE)
"""Not all are named."""
_GOES_ON = re.compile(r"(?:\.{2,}|…|v\.\s?v\.?)[\s.;/]*\Z")
_NAME = re.compile(r"(?:(?:đồng chí|ông|bà|các)\s+)?[A-ZÀ-ỸĐ]")
_SORTS: Final = (
    re.compile(r"(?:đồng chí|ông|bà)\s", re.IGNORECASE),
    re.compile(
        r"(?:quyền\s+)?(?:chánh|phó|trưởng|giám đốc|tổng giám đốc|chủ tịch|bí thư|ủy viên|uỷ viên"
        r"|thứ trưởng|bộ trưởng|chủ nhiệm|viện trưởng)(?!\w)", re.IGNORECASE
    ),
    re.compile(
        r"(?:sở|ban|bộ|cục|chi cục|tổng cục|phòng|văn phòng|thanh tra|trung tâm|công an|kho bạc"
        r"|bảo hiểm|trường|bệnh viện|công ty|hội|đoàn|huyện|thành phố|thị xã|xã|phường|thị trấn"
        r"|tỉnh|viện|liên đoàn|bộ chỉ huy)(?!\w)", re.IGNORECASE
    ),
    re.compile(r"(?:[A-ZÀ-ỸĐ][^\W\d_]*(?:\s(?=[A-ZÀ-ỸĐ])|(?:\s[–-]\s)(?=[A-ZÀ-ỸĐ])|\Z)){2,6}\Z"),
)  # fmt: skip
"""People, posts, offices, and proper names of capitals alone (*Nguyễn Văn An*, *Hà Giang*)."""


def check_names(observation: Observation, after: str) -> Iterator[Problem]:
    """As many names as counted; ``after`` is what follows the figure in its sentence."""
    value = observation.value
    if not observation.quantity.exact or value != value.to_integral() or value > AT_MOST:
        return
    match = _LIST.fullmatch(after)
    if match is None or _SOME.search(match["head"]) or _GOES_ON.search(after):
        return
    least, most = _count(match["names"].rstrip(" .;/"))
    if most < 2 or least <= value <= most:
        return
    yield discrepancy(
        observation, "figure", "names-differ",
        f"ghi {value_of(observation)} nhưng liệt kê {least if value < least else most} tên",
        "bổ sung tên hoặc sửa số",
    )  # fmt: skip


def _count(text: str) -> tuple[int, int]:
    """The least and the most names that a list may have; (0, 0) where that cannot be told."""
    if ";" in text:
        names = [name.strip() for name in re.split(r";(?:\s*và\b)?", text) if name.strip()]
        if not all(map(_NAME.match, names)):
            return 0, 0
        return len(names), len(names) + sum(name.count(" và ") for name in names)
    counts = (_count_of(text, sort) for sort in _SORTS)
    return next((count for count in counts if count[1]), (0, 0))


def _count_of(text: str, sort: re.Pattern[str]) -> tuple[int, int]:
    """Of a list with commas, if all its parts are of one sort.

    *Và* before another of the sort parts two; else it may (*Sở Y tế và Nội vụ*) or may not (*Sở
    Nông nghiệp và Môi trường*).
    """
    parts = [part.strip().removeprefix("và ") for part in text.split(",")]
    pieces = [part.split(" và ") for part in parts]
    if not all(_NAME.match(first) and sort.match(first) for first, *_ in pieces):
        return 0, 0
    least = sum(1 + sum(1 for piece in rest if sort.match(piece)) for _, *rest in pieces)
    return least, sum(map(len, pieces))
