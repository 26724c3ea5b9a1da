"""Front-matter lines for the figures of a text: which indicator each one may be, ready to paste."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.figures.extract import Extraction
from portal.core.figures.figure import RELATIVE, Figure, Kind
from portal.core.indicator import Indicator, IndicatorKind
from portal.core.yaml_text import quoted

_KINDS = {
    Kind.COUNT: (IndicatorKind.COUNT, IndicatorKind.MONEY),
    Kind.MONEY: (IndicatorKind.MONEY,),
    Kind.PERCENT: (IndicatorKind.SHARE,),
    Kind.RATIO: (IndicatorKind.RATIO, IndicatorKind.COUNT),
    Kind.PAIR: (IndicatorKind.PAIR, IndicatorKind.COUNT),
    Kind.METER: (IndicatorKind.METER,),
}
_WORD = re.compile(r"\w+")
_IDLE = frozenset(
    (
        "số", "của", "và", "các", "trong", "được", "theo", "do", "tỷ", "lệ", "có", "là", "tại",
        "cho", "tổng", "đã", "ubnd", "tỉnh",
    )
)  # fmt: skip
_AHEAD, _BEHIND = 60, 40
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item for ``statistics`` in the front matter."""

    figure: int
    """Index of the main figure."""
    indicator: str
    """Id of the likeliest indicator; empty if none fits."""
    phrase: str
    """The words to copy: the figure with what is said about it."""

    def yaml(self, period: str | None) -> str:
        """The item as YAML, indented for a list under ``statistics:``."""
        lines = [f"  - indicator: {self.indicator}", f"    figure: {quoted(self.phrase)}"]
        if period:
            lines.append(f"    period: {period}")
        return "\n".join(lines)


def propose(extraction: Extraction, indicators: Mapping[str, Indicator]) -> tuple[Proposal, ...]:
    """A proposal for each figure that stands for itself, in order of appearance."""
    vocabulary = [(entry, _content_words(entry.name)) for entry in indicators.values()]
    return tuple(
        Proposal(index, _best(extraction, index, vocabulary), _phrase(extraction, index))
        for index, figure in enumerate(extraction.figures)
        if figure.attached_to is None and figure.kind not in RELATIVE
    )


def _best(
    extraction: Extraction, index: int, vocabulary: list[tuple[Indicator, frozenset[str]]]
) -> str:
    """Of the indicators whose names the words around mostly say, the likeliest one.

    A name that stands whole beside the number comes first; else a more specific indicator is
    preferred if all that sets it apart is said (*đã hoàn thành*).
    """
    figure = extraction.figures[index]
    start, end = extraction.places[index]
    rest = re.split(r"[.;\n\d]", extraction.low[end : end + _BEHIND], maxsplit=1)[0]
    near = _content_words(extraction.low[start:end] + rest)
    previous = extraction.places[index - 1][1] if index else 0
    since = max(extraction.sentences[index], start - _AHEAD, previous)
    around = near | _content_words(extraction.low[since:start])
    likely = []
    for indicator, name in vocabulary:
        if indicator.kind not in _KINDS.get(figure.kind, ()) or not _unit_fits(figure, indicator):
            continue
        score = (len(name & around) + len(name & near)) / (2 * len(name) or 1)
        if score >= _ENOUGH:
            likely.append((name <= near, score, indicator.id, name))
    if not likely:
        return ""
    whole, _, best, said = max(likely)
    for _, _, indicator_id, name in likely:
        if not whole and name - said and name - said <= around and len(name) > len(said):
            best, said = indicator_id, name
    return best


def _unit_fits(figure: Figure, indicator: Indicator) -> bool:
    units = {word for unit in indicator.units for word in unit.lower().split()}
    return not figure.unit or not units.isdisjoint(figure.unit.lower().split())


def _content_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower())) - _IDLE


def _phrase(extraction: Extraction, index: int) -> str:
    """From the figure to the last one attached to it, with the basis named after that."""
    figures, end = extraction.figures, extraction.places[index][1]
    last = index
    while last + 1 < len(figures) and figures[last + 1].attached_to == index:
        last += 1
    if last > index:
        end = extraction.places[last][1]
        if figures[last].basis:
            rest = re.match(r"[^,;.()\n]{0,60}", extraction.low[end:])
            end += len(rest[0].rstrip()) if rest else 0
        opening = extraction.low[extraction.places[index][1] : end]
        if opening.count("(") > opening.count(")") and extraction.low[end : end + 1] == ")":
            end += 1
    start = extraction.figures[index].start
    words = extraction.text[start : start + end - extraction.places[index][0]]
    return " ".join(words.replace("*", "").replace("_", "").split())
