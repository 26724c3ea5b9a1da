"""A whole article → its figures and what can be said about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.core.figures.figure import Figure, Kind
from portal.core.figures.period import Basis, Period
from portal.core.figures.prose.attach import attach
from portal.core.figures.prose.basis import Measures
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.scan import scan
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.tables import Tables
from portal.core.figures.prose.timeline import Mention, Timeline, Weight

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL | re.MULTILINE
)
_KEY = re.compile(r"^(title|date|summary):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_OPENING_WORDS = 4
_LEAVES = re.compile(r"[,;:](?=\s)|(?<!\w)từ\s+\Z")
"""Ends what is said of a figure: *, bằng 106% năm 2023* is the year of a comparison."""
_OF_ITS_OWN = re.compile(r"(?<!\w)(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|chỉ số)(?!\w)")
"""Things that have a time which is not that of the text."""
_ORIGIN = re.compile(
    r"(?<!\w)từ\s(?:[^\W\d]+\s){0,3}\d[\d.,]*(?=[%\s])(?:(?!đến|tới|lên|xuống|còn)[^\d,;:()])*\(?\Z"
)
"""Before a time: *từ 480 cuộc họp năm 2023 lên 512 cuộc họp*."""
_COUNTED = re.compile(r"(?<![\w/.,])\d[\d.,]*%?(?:\s[^\W\d]+){1,6}\s\Z")
"""Before a time: *480 cuộc họp năm 2023*."""
_ASIDE = re.compile(r"[^\d()]*\d[^()]*\)")
"""Behind a time in brackets: *(năm 2023: 480 cuộc)*."""
_COMPARED = re.compile(r"(?<!\w)so với\s(?:mức\s|con số\s)?\Z")
_APART = re.compile(r"(?<!\w)riêng\s(?:trong\s|chỉ\s|tính\s)?\Z")
"""Before a time that is told beside that of the text: *riêng quý II, …*."""
_RECKONED = re.compile(r"\s\((?:[^\W\d]+\s){0,6}")
_PAST = re.compile(
    r"[-–+*\s]*(?:trong |còn |vào )?(?:cùng kỳ(?: của)?(?: năm (?:trước|ngoái|(?:19|20)\d\d))?"
    r"|năm (?:trước|ngoái)|(?:quý|tháng) trước)(?!\w)"
)
"""Opens a sentence of an earlier time: *Năm trước, phục vụ 480 cuộc*."""
_FAR_BACK = 60
_VALUE_OF_BASIS = re.compile(r"\s*[(:]\s*(?:(?:là|đạt|có)\s+)?")


@dataclass(frozen=True, slots=True)
class Extraction:
    """The figures of a text in order of appearance."""

    text: str
    figures: tuple[Figure, ...]
    low: str = ""
    """The text in lower case with plain blanks, in which the next two are offsets."""
    places: tuple[tuple[int, int], ...] = ()
    """For each figure, where its words stand."""
    sentences: tuple[int, ...] = ()
    """For each figure, where its sentence begins."""


def read(text: str, *, today: date | None = None, title: str = "", summary: str = "") -> Extraction:
    """The figures of an article (Markdown or plain text; front matter is not prose).

    What is not given comes from the front matter if there is one. Periods that the text does
    not tell stay ``None``: better no period than a wrong one.
    """
    front = _FRONT_MATTER.match(text)
    if front:
        keys = {m[1]: m[2].strip("'\"") for m in _KEY.finditer(front[1])}
        today = today or _day(keys.get("date", ""))
        title = title or keys.get("title", "")
        summary = summary or keys.get("summary", "")
        text_read = re.sub(r"[^\n]", " ", front[0]) + text[front.end() :]
    else:
        text_read = text
    about = _topic(Timeline(title.lower(), today).mentions) or _only_topic(summary, today)
    return _read(Source(text_read), text, today=today, about=about)


def _read(source: Source, text: str, *, today: date | None, about: Period | None) -> Extraction:
    timeline = Timeline(source.low, today, about.year if about else None)
    drafts = scan(source, timeline.mentions)
    _assign_periods(drafts, source, timeline.mentions, about)
    if "\n|" in source.low or source.low.startswith("|"):
        tables = Tables(source.low, today, about.year if about else None)
        for draft in drafts:
            tables.complete(draft)
    attach(drafts, source, timeline.mentions)
    for draft in drafts:
        if draft.attached_to is not None and not draft.lead.is_level:
            draft.period = drafts[draft.attached_to].period or draft.period
    figures = []
    for draft in drafts:
        start, end = source.origin(draft.start), source.origin(draft.end)
        figures.append(draft.figure(text[start:end], start, end))
    return Extraction(
        text=text,
        figures=tuple(figures),
        low=source.low,
        places=tuple((draft.start, draft.end) for draft in drafts),
        sentences=tuple(draft.sentence for draft in drafts),
    )


def _assign_periods(
    drafts: list[Draft], source: Source, mentions: list[Mention], topic: Period | None
) -> None:
    """Give each figure the period of its own words, its sentence, its paragraph or the text."""
    low = source.low
    spoken = [m for m in mentions if not m.is_basis and m.weight > Weight.NONE]
    spoken = spoken[:1] + [m for last, m in pairwise(spoken) if not _specifies(low, last, m)]
    measures = Measures(low, mentions)
    first = _first_topic([m for m in spoken if not _is_of_another(low, m)])
    sentence_start, here, position = -1, [], 0
    state: tuple[int, Period] | None = None
    aside: tuple[int, Period | None] | None = None
    for draft in drafts:
        if draft.sentence != sentence_start:
            sentence_start, end = source.sentence(draft.sentence)
            while position < len(spoken) and spoken[position].start < sentence_start:
                mention = spoken[position]
                if _opens(low, mention, source) and not _is_of_another(low, mention):
                    if mention.weight is Weight.TOPIC:
                        before = aside[1] if aside else topic
                        is_apart = _APART.search(low, max(0, mention.start - 12), mention.start)
                        aside = (mention.start, before) if is_apart else None
                        topic, state = mention.period, None
                    elif mention.weight is Weight.STATE and mention.period:
                        state = (mention.start, mention.period)
                position += 1
            here = [m for m in spoken[position:] if m.start < end]
            if state and "\n\n" in low[state[0] : sentence_start]:
                state = None
            if aside and "\n\n" in low[aside[0] : sentence_start]:
                topic, aside = aside[1], None
        draft.period = _of_basis(low, draft, mentions)
        if draft.period is None and _is_compared_with(low, draft, measures):
            continue
        if _PAST.match(low, draft.sentence) and not any(m.end <= draft.start for m in here):
            continue
        nearest = _nearest(low, draft, here)
        draft.period = draft.period or (nearest.period if nearest else None)
        if draft.kind is Kind.METER or nearest is not None or aside:
            continue  # After *riêng quý II, …* nobody knows whether the next sentence goes on so.
        draft.period = draft.period or (state[1] if state else None) or topic
        if draft.period is None and first is not None and first.start < draft.start:
            draft.period = first.period
        if draft.period is None:
            draft.period = next((m.period for m in here if m.weight is Weight.DAY), None)


def _specifies(low: str, called: Mention, mention: Mention) -> bool:
    """*Quý III/2024 (số liệu tính từ 15/6 đến 14/9/2024)*: reckoned so, and called quý III."""
    is_span = mention.period is not None and mention.period.basis is Basis.CUMULATIVE
    return is_span and _RECKONED.fullmatch(low, called.end, mention.start) is not None


def _nearest(low: str, draft: Draft, here: Sequence[Mention]) -> Mention | None:
    """The mention in the figure's own sentence: in brackets after it, before it, else after it."""
    strong = [m for m in here if m.weight > Weight.DAY]
    for mention in strong:
        if mention.start < draft.end:
            continue
        between = low[draft.end : mention.start].strip()
        if between in ("trong", "của", "vào"):
            return mention
        if between in ("(", "(trong") and low[mention.end : mention.end + 1] in (")", ","):
            return mention
    ahead = [
        m for m in strong
        if m.end <= draft.start
        and not (draft.lead.is_level and _ORIGIN.search(low, draft.sentence, m.start))
    ]  # fmt: skip
    before = [m for m in ahead if not _is_closed(low, m, draft)]
    if not before:  # Tuần 42 (từ 14/10 đến 20/10/2024), ghi nhận 87 ca
        before = [m for m in ahead if m.period and m.period.basis is Basis.CUMULATIVE]
    after = [
        m for m in strong
        if m.start >= draft.end and (m.start == draft.end + 1 or not _is_bracketed(low, m))
    ]  # fmt: skip
    if before:
        return after[0] if after and _is_listed(low, before[-1], draft, after[0]) else before[-1]
    if (
        not after
        or after[0].weight < Weight.STATE
        or _LEAVES.search(low, draft.end, after[0].start)
    ):
        return None
    return after[0]


def _of_basis(low: str, draft: Draft, mentions: Sequence[Mention]) -> Period | None:
    """*so với năm 2020 (485 cuộc)*, *(năm 2020: 485 cuộc)*: the earlier value has that time."""
    for mention in mentions:
        if draft.sentence <= mention.start and mention.end <= draft.start:
            if mention.period and _VALUE_OF_BASIS.fullmatch(low, mention.end, draft.start):
                return mention.period
        elif mention.start > draft.start:
            break
    return None


def _is_listed(low: str, before: Mention, draft: Draft, after: Mention) -> bool:
    """*480 cuộc họp năm 2023, 512 cuộc họp năm 2024*: each has the time behind it."""
    words = low[draft.end : after.start]
    leaves = _LEAVES.search(words) or _OF_ITS_OWN.search(words)
    return not leaves and _COUNTED.search(low, draft.sentence, before.start) is not None


def _is_of_another(low: str, mention: Mention) -> bool:
    """Whether the time is that of one value, told beside that of the text."""
    ahead = low[max(0, mention.start - _FAR_BACK) : mention.start]
    is_inside = ahead.rfind("(") > ahead.rfind(")") and _ASIDE.match(low, mention.end)
    return bool(is_inside or _ORIGIN.search(ahead))


def _is_compared_with(low: str, draft: Draft, measures: Measures) -> bool:
    """*cùng kỳ năm trước là 480 cuộc họp*, *so với 480 cuộc họp*: of another time."""
    if _COMPARED.search(low, draft.sentence, draft.start):
        return True
    return draft.direction is None and not draft.lead.is_level and measures.precedes(draft)


def _is_bracketed(low: str, mention: Mention) -> bool:
    return "(" in low[max(0, mention.start - 12) : mention.start]


def _is_closed(low: str, mention: Mention, draft: Draft) -> bool:
    """Whether the mention stands in brackets that end before the figure."""
    return _is_bracketed(low, mention) and ")" in low[mention.end : draft.start]


def _opens(low: str, mention: Mention, source: Source) -> bool:
    """Whether the mention stands at the head of its sentence, so that it goes on being meant."""
    start, _ = source.sentence(mention.start)
    ahead = low[start : mention.start]
    return len(re.findall(r"\w+", ahead)) <= _OPENING_WORDS and not _OF_ITS_OWN.search(ahead)


def _topic(mentions: Sequence[Mention]) -> Period | None:
    first = _first_topic(mentions)
    return first.period if first else None


def _first_topic(mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if m.weight is Weight.TOPIC and not m.is_basis), None)


def _only_topic(summary: str, today: date | None) -> Period | None:
    """A title tells its time first, a sapo may tell several: of two none is taken."""
    mentions = Timeline(summary.lower(), today).mentions if summary else ()
    told = {m.period for m in mentions if m.weight > Weight.NONE and not m.is_basis}
    return _topic(mentions) if len(told) == 1 else None


def _day(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
