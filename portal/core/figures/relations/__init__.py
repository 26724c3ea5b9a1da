"""Which figures of a text belong together, and whether their arithmetic holds.

A relation that the words state outright (*207/208, đạt 99,5%*) is judged either way. One that is
only likely (two counts and a percentage in one sentence) is reported when it holds; that it
does not hold then merely shows that it was not meant. So a true text raises no alarm.
"""

from collections.abc import Iterator

from portal.core.figures.extract import Extraction
from portal.core.figures.figure import RELATIVE, Kind
from portal.core.figures.relations.changes import Changes
from portal.core.figures.relations.neighbourhood import Neighbourhood
from portal.core.figures.relations.orderings import Orderings
from portal.core.figures.relations.relation import Relation, explain, number
from portal.core.figures.relations.shares import Shares
from portal.core.figures.relations.sums import Sums
from portal.core.figures.relations.tabular import Tables

__all__ = ["Relation", "relate"]


def relate(extraction: Extraction) -> tuple[Relation, ...]:
    """Every relation that the text states or plainly implies, in order of the figures."""
    near = Neighbourhood(extraction)
    tables = Tables(near)
    found = [
        *tables.relations(),
        *_stated(near, tables.cells),
        *_sums_and_orderings(near, tables.cells),
    ]
    found.sort(key=lambda relation: (min(*relation.parts, relation.whole), relation.whole))
    return tuple(dict.fromkeys(found))


def _stated(near: Neighbourhood, cells: set[int]) -> Iterator[Relation]:
    shares, changes, orderings = Shares(near), Changes(near), Orderings(near)
    unresolved: list[int] = []
    for index, figure in enumerate(near.figures):
        relation = None
        if index in cells:
            continue
        if figure.kind is Kind.PERCENT:
            relation = orderings.level(index) or shares.share(index)
        elif figure.kind in RELATIVE:
            relation = changes.change(index)
        elif figure.attached_to is not None and figure.direction:
            relation = orderings.level(index)
        if relation:
            yield relation
        elif figure.kind is Kind.PERCENT:
            unresolved.append(index)
    for index in unresolved:
        relation = shares.sibling(index)
        if relation:
            yield relation


def _sums_and_orderings(near: Neighbourhood, cells: set[int]) -> Iterator[Relation]:
    sums = Sums(near, cells)
    for found in sums.find():
        terms = " + ".join(number(near.figures[index].value) for index in found.parts)
        words = explain(terms, (found.total, found.verdict), near.figures[found.whole])
        yield Relation("sum", found.parts, found.whole, found.whole, found.verdict, words)
    orderings = Orderings(near)
    yield from orderings.comparisons()
    yield from orderings.superlatives()
    yield from orderings.parts(sums.taken)
    yield from orderings.meters()
