"""The words before a number: *ước đạt trên*, *tăng thêm*, *giảm xuống còn*, *chiếm tỷ lệ*."""

import re

from portal.core.figures.figure import Direction, Qualifier
from portal.core.figures.prose.draft import Lead
from portal.core.figures.prose.lexicon import CHANGES, FILLERS, LEVELS, PLACES, QUALIFIERS, SHARES

_LONGEST = 3
_COMPARATIVES = frozenset(("hơn", "tăng", "giảm", "vượt", "động"))
_COMPARISON = re.compile(
    r"(?<!\w)(?:(?P<up>(?:cao|nhiều|lớn|nhanh|dài) hơn(?: so với)?|tăng(?: \w+)? so với|vượt"
    r"|trên(?= báo động \d))"
    r"|(?:thấp|ít|nhỏ|ngắn|kém) hơn(?: so với)?|giảm(?: \w+)? so với|dưới(?= báo động \d))"
    r"(?: mức)? (?:cùng|năm|kỳ|vụ|quý|tháng|nhiệm kỳ|bình quân|trung bình|mặt bằng|kế hoạch"
    r"|đỉnh|chỉ tiêu|mục tiêu|cả nước|toàn quốc|quy định|dự toán|yêu cầu|nghị quyết|báo động)"
    r"(?: (?!có|đạt|với|còn|được|chiếm|trong|tại|do)[^\W\d]+| (?:19|20)\d\d| \d(?= là| ?\Z))*\Z"
)
_KNOWN = frozenset((*CHANGES, *QUALIFIERS, *LEVELS, *SHARES, *FILLERS))
_YEAR = re.compile(r"năm (?:19|20)\d\d")
_TIMES_BEFORE = frozenset(("cùng kỳ", "năm trước", "năm ngoái", "tháng trước", "quý trước"))
_STOPS = frozenset(',;:()|“”"–')
_PLAN = {
    "vượt kế hoạch": "kế hoạch",
    "vượt chỉ tiêu": "chỉ tiêu",
    "vượt dự toán": "dự toán",
    "vượt mục tiêu": "mục tiêu",
    "vượt yêu cầu": "yêu cầu",
}
_PACTS = (["giao"], ["quy"], ["công"], ["mong"], ["điều"], ["hiệp"], ["khế"], ["hương"])
"""Before *ước* they make it a pact or a wish, not an estimate."""
_VERBS_OF_QUANTITY = frozenset(
    ("đạt", "có", "với", "được", "tổng", "là", "hơn", "còn", "lên", "tới", "cho", "gồm", "cả")
)


def read_lead(words: list[str], *, unit: str, value_is_small: bool) -> Lead:
    """Weigh the words before a number, the nearest first, as long as they are understood."""
    lead = Lead()
    index = len(words)
    while index:
        for length in range(min(_LONGEST, index), 0, -1):
            phrase = (
                words[index - length] if length == 1 else " ".join(words[index - length : index])
            )
            if phrase not in _KNOWN and not _YEAR.fullmatch(phrase):
                continue
            if _weigh(
                lead, phrase, words[: index - length], unit, value_is_small, len(words) - index
            ):
                index -= length
                break
        else:
            break
        lead.taken = len(words) - index
        if lead.direction is not None and not lead.is_level:
            break
    if lead.direction is None and not lead.is_level:
        _look_for_comparison(lead, words)
    _look_for_estimate(lead, words)
    return lead


def _weigh(lead: Lead, phrase: str, before: list[str], unit: str, small: bool, taken: int) -> bool:
    """Whether ``phrase`` was understood; notes in ``lead`` what it says."""
    if phrase in CHANGES:
        if lead.is_mark:
            return True
        lead.direction, lead.verb = CHANGES[phrase], phrase
        lead.basis = _PLAN.get(phrase, "")
        return True
    if phrase in QUALIFIERS:
        if phrase == "trên" and (lead.of_total or lead.verb.startswith("chiếm")):
            return False  # trên tổng số 3.937 tỷ đồng; 5 tỉnh kể trên đã chiếm 63%
        if (
            phrase == "trên"
            and small
            and unit in PLACES
            and not _VERBS_OF_QUANTITY & set(before[-1:])
        ):
            return False
        if lead.qualifier is Qualifier.EXACT:
            lead.qualifier = QUALIFIERS[phrase]
        lead.estimated = lead.estimated or "ước" in phrase
        if phrase == "ước đạt":
            lead.is_share, lead.verb = True, lead.verb or "đạt"
        lead.quoted = taken + phrase.count(" ") + 1
        return True
    if phrase in LEVELS:
        lead.is_level = True
    elif phrase.startswith("tổng"):
        lead.of_total = True
    elif phrase == "mức" or (phrase == "so với" and not lead.basis_said):
        lead.is_mark = True
    elif phrase in _TIMES_BEFORE:
        lead.basis_said = True
    elif phrase in SHARES:
        lead.is_share, lead.verb = True, lead.verb or phrase
    return True


def _look_for_comparison(lead: Lead, words: list[str]) -> None:
    """*cao hơn bình quân cả nước 8,1 điểm*: what it is compared with stands before the number."""
    if _COMPARATIVES.isdisjoint(words):
        return
    known = len(words) - lead.taken
    if words[known - 1 : known] == [")"] and "(" in words:  # cao hơn cả nước (9,7%) 1,7 điểm
        known = max(i for i in range(known) if words[i] == "(")
    start = max((i for i in range(known) if words[i] in _STOPS), default=-1) + 1
    match = _COMPARISON.search(" ".join(words[start:known]))
    if match is None:
        return
    lead.direction = Direction.UP if match["up"] else Direction.DOWN
    lead.verb = match[0].split()[0]
    lead.taken = len(words) - start - len(match.string[: match.start()].split())


def _look_for_estimate(lead: Lead, words: list[str]) -> None:
    """*Ước cả năm thu đạt 12.000 tỷ*: the estimate is announced a few words earlier."""
    if lead.estimated or "ước" not in words:
        return
    place = len(words) - 1 - words[::-1].index("ước")
    between = words[place + 1 :]
    if words[place - 1 : place] in _PACTS or between[:1] in (["nguyện"], ["mơ"], ["mong"]):
        return
    if len(between) > 8 or _STOPS.intersection(between):
        return
    lead.estimated = True
    if lead.qualifier is Qualifier.EXACT:
        lead.qualifier = Qualifier.APPROX
