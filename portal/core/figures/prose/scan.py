"""One pass over a text: every number that states a quantity, with the words that belong to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.core.figures.figure import Direction, Kind, Qualifier
from portal.core.figures.prose.amount import DIGITS, read_amount
from portal.core.figures.prose.draft import Amount, Draft
from portal.core.figures.prose.lead import read_lead
from portal.core.figures.prose.lexicon import SCALES, TIMES, UNITS
from portal.core.figures.prose.norms import is_norm
from portal.core.figures.prose.numeral import (
    DIGIT_WORDS,
    MULTIPLE,
    SPELLED,
    read_multiple,
    read_spelled,
)
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.timeline import Mention
from portal.core.figures.prose.traps import Traps, is_code, is_item_number, shape

_NUMBER = re.compile(DIGITS)
_BEFORE = re.compile(r"\w+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]+[²³23]?(?![^\W_])")
_GLUED = frozenset(
    (
        "km", "m", "ha", "kg", "g", "cm", "mm", "m2", "m3", "m²", "m³", "tr", "trđ", "đ", "tỷ",
        "tỉ", "nghìn", "triệu", "tấn", "tạ", "hộ", "xã", "lít", "mw", "kwh", "kva",
    )
)  # fmt: skip
"""Units that may touch their number."""
_METER_LABEL = re.compile(
    r"(?:hôm nay|hôm qua|tuần này|tuần qua|tháng này|năm nay|tất cả|tổng(?: số)?|"
    r"đang[^:;|\n]{0,16}|trực tuyến|online|khách)\s*:?\s*\Z"
)
_METER = re.compile(
    r"truy cập|bộ đếm|lượt xem|lượt đọc|(?:đang|khách) trực tuyến\s*:|online|đang xem"
    r"|hôm nay:? [\d.,]+(?: lượt)?[;,]? (?:hôm qua|tuần|tháng)"
)
_IN_BRACKETS = re.compile(r"\s*\((\d+)\)")
_SPELLED_SIGNS = ("mười", "mươi", " trăm", " nghìn", " ngàn", " triệu", " tỷ", " tỉ ")
_WINDOW = 64
_CHANGEABLE = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATIO)
_NO_SPELLED_AFTER = frozenset(
    ("thứ", "tháng", "ngày", "lần", "khóa", "điều", "hàng", "vài", "phần", "cả", "mồng")
)


@dataclass(slots=True)
class _Scanner:
    """Walks from number to number."""

    source: Source
    mentions: list[Mention]
    traps: Traps
    done: int = 0
    meter: bool = False

    def drafts(self) -> Iterator[Draft]:
        low = self.source.low
        mentions, next_mention = self.mentions, 0
        starts, sentence = self.source.starts, 0
        has_meter = _METER.search(low) is not None
        for start, stop, spelled in self._numbers():
            if start < self.done:
                continue
            while next_mention < len(mentions) and mentions[next_mention].end <= start:
                next_mention += 1
            if next_mention < len(mentions) and mentions[next_mention].start <= start:
                self.done = self.traps.named_until = mentions[next_mention].end
                continue
            while sentence + 1 < len(starts) and starts[sentence + 1] <= start:
                sentence += 1
            begin = starts[sentence]
            if has_meter:
                self.meter = _is_meter(low, start)
            draft = self._read(start, stop, begin, spelled)
            if draft is not None:
                draft.sentence = begin
                self.done = draft.end
                yield draft

    def _numbers(self) -> Iterator[tuple[int, int, int]]:
        """Start, end and, for number words, the value of each number."""
        low = self.source.low
        digits = ((m.start(), m.end(), 0) for m in _NUMBER.finditer(low))
        words: list[tuple[int, int, int]] = []
        if any(word in low for word in _SPELLED_SIGNS):
            spelled = ((m.start(), m.end(), read_spelled(m)) for m in SPELLED.finditer(low))
            words += [number for number in spelled if number[2]]
        if "gấp " in low:
            words += [(m.start(), m.end(), -1) for m in MULTIPLE.finditer(low)]
        return iter(sorted([*digits, *words])) if words else digits

    def _read(self, start: int, stop: int, begin: int, spelled: int) -> Draft | None:
        low, plain = self.source.low, self.source.plain
        if spelled < 0:
            return self._multiple(start, stop, begin)
        if spelled:
            return self._spelled(start, stop, begin, spelled)
        end = shape(plain, start)
        if end:
            self.done = self.traps.named_until = end
            return None
        line = plain.rfind("\n", begin, start) + 1 or begin
        if is_code(plain, start, stop) or is_item_number(plain, start, line):
            return None
        if low[stop : stop + 1].isalpha():
            letters = _LETTERS.match(low, stop)
            if letters is None or not _may_touch(letters[0], plain[stop]):
                return None
        words = _BEFORE.findall(low, max(begin, start - _WINDOW), start)
        sign = self._sign(words, start)
        amount = read_amount(
            low, plain, start, stop, meter=self.meter, after_from=bool(words) and words[-1] == "từ"
        )
        if amount is None or self.traps.is_trap(amount, words, start, stop):
            return None
        if is_norm(low, plain, amount, words, start, self.done):
            self.done = self.traps.named_until = amount.end
            return None
        runs_on = low[stop : stop + 1] in ("-", "–") and low[stop + 1 : stop + 2].isdigit()
        if runs_on and amount.value_max is None and not amount.unit:
            self.done = stop + 3
            return None
        return self._draft(start, amount, words, sign)

    def _multiple(self, start: int, stop: int, begin: int) -> Draft:
        """*gấp đôi*, *gấp rưỡi*, *gấp ba lần*."""
        low = self.source.low
        words = _BEFORE.findall(low, max(begin, start - _WINDOW), start)
        value = read_multiple(low[start:stop])
        amount = Amount(value, stop, decimals=int(value % 1 > 0), unit="lần")
        draft = self._draft(start, amount, [*words, "gấp"], None)
        draft.start = draft.lead_start = start
        return draft

    def _spelled(self, start: int, stop: int, begin: int, value: int) -> Draft | None:
        low, plain = self.source.low, self.source.plain
        words = _BEFORE.findall(low, max(begin, start - _WINDOW), start)
        bracket = _IN_BRACKETS.match(low, stop)
        after = bracket.end() if bracket else stop
        digits = str(value)
        amount = read_amount(
            digits + low[after : after + 60],
            digits + plain[after : after + 60],
            0,
            len(digits),
            meter=False,
            after_from=False,
        )
        if amount is None or (value < 10 and amount.scale == 1):
            return None
        if words and (words[-1] in _NO_SPELLED_AFTER or words[-1] in SCALES):
            return None
        rest = amount.unit or "".join(_words_at(low, amount.end + after - len(digits))[:1])
        if rest.partition(" ")[0] in DIGIT_WORDS:
            return None  # only the first part of a long number
        if not low[self.done : start].strip(" (") and self.done:
            return None  # 1.250.000 đồng (một triệu hai trăm …)
        counted = amount.unit in UNITS and amount.unit not in TIMES
        if not (counted or amount.scale > 1 or amount.unit in ("%", "đồng")):
            return None
        amount.end += after - len(digits)
        return self._draft(start, amount, words, None)

    def _draft(self, start: int, amount: Amount, words: list[str], sign: Direction | None) -> Draft:
        low = self.source.low
        if sign is not None:
            words = words[:-1]
        if words == [">"]:  # a quotation in Markdown
            words = []
        lead = read_lead(words, unit=amount.unit, value_is_small=amount.value < 100)
        if sign is not None:
            lead.direction = sign
        between = low[self.done : start].strip()
        if self.done and between == "trên":
            lead.qualifier, lead.quoted = Qualifier.EXACT, 0  # 2,3 doanh nghiệp trên 1.000 dân
        if amount.value_max is not None and words[-1:] == ["từ"]:
            lead.quoted = 1
        before = words[: len(words) - lead.taken]
        draft = Draft(
            start=_back(low, start, words, lead.quoted),
            at=start,
            lead_start=_back(low, start, words, lead.taken),
            amount=amount,
            lead=lead,
            in_parenthesis=bool(before) and before[-1] == "(",
            kind=amount.kind,
            basis=lead.basis,
        )
        if lead.direction is not None:
            draft.direction = lead.direction
            if not lead.is_level and amount.kind in _CHANGEABLE:
                draft.kind = Kind.CHANGE
        return draft

    def _sign(self, words: list[str], start: int) -> Direction | None:
        """*(+13,1%)*, *-5,2%*: a sign that touches its number."""
        if not words or words[-1] not in ("+", "-", "−", "–"):
            return None
        plain = self.source.plain
        if plain[start - 1] != words[-1] or plain[start - 2 : start - 1].strip(" (|:"):
            return None
        line = plain.rfind("\n", 0, start) + 1
        if not plain[line : start - 1].strip():
            return None
        return Direction.UP if words[-1] == "+" else Direction.DOWN


def scan(source: Source, mentions: list[Mention]) -> list[Draft]:
    """The numbers of a text that state quantities, in order, not yet tied to one another."""
    return list(_Scanner(source, mentions, Traps(source, mentions)).drafts())


def _may_touch(letters: str, first: str) -> bool:
    """Whether letters right after a number are its unit (*12km*), not part of a code (*4A*)."""
    return first not in "GMK" and (letters in _GLUED or (len(letters) > 2 and letters in UNITS))


def _is_meter(low: str, start: int) -> bool:
    """Whether the number stands in a line about visits, or behind a label of a visit counter."""
    line = max(low.rfind("\n", 0, start) + 1, start - 2 * _WINDOW)
    end = low.find("\n", start, start + _WINDOW)
    return (
        _METER.search(low, line, end if end > 0 else start + _WINDOW) is not None
        or _METER_LABEL.search(low, max(line, start - 30), start) is not None
    )


def _words_at(low: str, offset: int) -> list[str]:
    return low[offset : offset + 12].split()


def _back(low: str, start: int, words: list[str], count: int) -> int:
    """Where the last ``count`` words before ``start`` begin."""
    for word in words[len(words) - count :][::-1]:
        start = low.rfind(word, 0, start)
    return start
