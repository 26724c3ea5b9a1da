"""Reads the annotated texts of ``corpus/`` (notation: its README) and scores a reading of them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from portal.core.figures.extract import read
from portal.core.figures.figure import Figure
from portal.core.figures.relations import Relation, relate

CORPUS = Path(__file__).parent / "corpus"
_MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}|‹([^›]*)›")
_RELATION = re.compile(r"(\w+) ([\d+]+)(?:([/<>])(\d+))?(?:=(\d+))? (\w+)")


@dataclass
class Gold:
    start: int
    end: int
    value: Decimal
    qualifier: str = "exact"
    value_max: Decimal | None = None
    denominator: Decimal | None = None
    second: Decimal | None = None
    attached_to: int | None = None
    period: str | None = None


@dataclass
class Annotated:
    name: str
    text: str
    figures: list[Gold] = field(default_factory=list)
    traps: list[tuple[int, int]] = field(default_factory=list)
    relations: dict[tuple[str, frozenset[int], int | None], str] = field(default_factory=dict)


def load(path: Path) -> Annotated:
    marked, _, below = path.read_text("utf-8").partition("\n===\n")
    note = Annotated(path.stem, "")
    text, last = "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match[1] or match[3]
        last = match.end()
        if match[3] is not None:
            note.traps.append((start, len(text)))
        else:
            note.figures.append(_gold(start, len(text), match[2], len(note.figures)))
    note.text = text + marked[last:]
    for line in filter(None, below.splitlines()):
        stated_relation = _RELATION.fullmatch(line)
        assert stated_relation, (path, line)
        kind, first, _sign, whole, stated, verdict = stated_relation.groups()
        parts = frozenset(map(int, first.split("+")))
        if kind == "sum":
            whole, stated = stated, None
        note.relations[(kind, parts | {int(whole)}, int(stated) if stated else None)] = verdict
    return note


def _gold(start: int, end: int, annotation: str, index: int) -> Gold:
    value, *rest = annotation.split()
    gold = Gold(start, end, Decimal(value))
    for word in rest:
        if word[0] == "^":
            gold.attached_to = index - int(word[1:]) if word != "^0" else -1
        elif word[0] == "/":
            gold.denominator = Decimal(word[1:])
        elif word[0] == "&":
            gold.second = Decimal(word[1:])
        elif word[0] == ":":
            gold.period = word[1:]
        else:
            gold.qualifier, _, top = word.partition(":")
            gold.value_max = Decimal(top) if top else None
    return gold


@dataclass
class Score:
    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def f1(self, right: str) -> float:
        return 2 * self.counts[right] / (self.counts["gold"] + self.counts["found"])

    def share(self, right: str, of: str) -> float:
        return self.counts[right] / max(1, self.counts[of])


def score(texts: list[Annotated]) -> Score:
    result = Score()
    for note in texts:
        _score_one(note, result)
    return result


def _score_one(note: Annotated, score: Score) -> None:
    counts = score.counts
    reading = read(note.text)
    found = reading.figures
    pairs: dict[int, int] = {}
    for i, gold in enumerate(note.figures):
        for j, figure in enumerate(found):
            if j not in pairs.values() and figure.start < gold.end and gold.start < figure.end:
                pairs[i] = j
                break
    back = {j: i for i, j in pairs.items()}
    counts["gold"] += len(note.figures)
    counts["found"] += len(found)
    counts["detected"] += len(pairs)
    for i, gold in enumerate(note.figures):
        words = note.text[gold.start : gold.end]
        if i not in pairs:
            score.notes.append(f"{note.name}: missed {words!r}")
            continue
        figure = found[pairs[i]]
        if _same(gold, figure):
            counts["valued"] += 1
        else:
            score.notes.append(f"{note.name}: misread {words!r} as {figure}")
        counts["quoted"] += figure.quote == words
        if gold.period:
            counts["periods"] += 1
            ok = figure.period is not None and figure.period.iso == gold.period
            counts["dated"] += ok
            if not ok:
                score.notes.append(
                    f"{note.name}: {words!r} dated {figure.period}, not {gold.period}"
                )
        if gold.attached_to is not None:
            counts["attachable"] += 1
            ok = figure.attached_to == pairs.get(gold.attached_to)
            counts["attached"] += ok
            if not ok:
                score.notes.append(f"{note.name}: {words!r} attached to {figure.attached_to}")
        elif figure.attached_to is not None:
            counts["wrongly attached"] += 1
            score.notes.append(f"{note.name}: {words!r} wrongly attached to {figure.attached_to}")
    for j, figure in enumerate(found):
        if j not in back:
            score.notes.append(f"{note.name}: invented {figure.quote!r}")
    for start, end in note.traps:
        counts["traps"] += 1
        counts["fallen"] += any(f.start < end and start < f.end for f in found)
    _score_relations(note, relate(reading), back, score)


def _score_relations(
    note: Annotated, relations: tuple[Relation, ...], back: dict[int, int], score: Score
) -> None:
    counts = score.counts
    told: dict[tuple[str, frozenset[int], int | None], Relation] = {}
    for relation in relations:
        members = frozenset(
            back.get(i, -1) for i in (*relation.parts, relation.whole) if i is not None
        )
        stated = None if relation.stated is None else back.get(relation.stated, -1)
        told[(relation.kind, members, None if relation.kind == "sum" else stated)] = relation
    for key, verdict in note.relations.items():
        counts["relations"] += 1
        answer = told.pop(key, None)
        holds = answer and answer.as_json()["holds"]
        if str(holds).lower() == verdict:
            counts["judged"] += 1
        else:
            score.notes.append(f"{note.name}: {key} is {verdict}, told {holds}")
        if answer and answer.is_wrong and verdict != "false":
            counts["false alarms"] += 1
    for relation in told.values():
        if relation.is_wrong:
            counts["false alarms"] += 1
            score.notes.append(f"{note.name}: false alarm {relation}")
        else:
            counts["unannotated"] += 1


def _same(gold: Gold, figure: Figure) -> bool:
    return (
        (gold.value, gold.qualifier, gold.value_max)
        == (figure.value, figure.qualifier.value, figure.value_max)
        and gold.denominator == figure.denominator
        and gold.second == figure.second
    )
