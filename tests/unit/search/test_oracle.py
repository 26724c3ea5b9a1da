"""A full lunr index in Python gives the scores that the browser makes from a few shards."""

from bisect import bisect_left
from collections import defaultdict
from itertools import combinations, pairwise
from math import ceil, log, log2
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import lunr.builder
import pytest
from running import ask, files, source, write
from test_index import prose

from plugins.search.analysis import key, tokens

TITLE, LEAD, BODY = (0, 0.7, 1, 1.4), (0, 1, 2, 3), (0, 0.5, 1, 2, 4, 8, 16, 32)
FIELDS = {"title": 4, "lead": 1.5, "body": 1}

RUN = "tỉnh bản quý văn họp bản tỉnh quý"
QUERIES = {
    "cai cach hanh chinh 2": "prose",
    "hội nghị tổng kết 7": "prose",
    "bao cao quy 5": "prose",
    "kế hoạch họp 1": "prose",
    RUN: "alike",
}
"""Each with its corpus."""
RUNS = {
    tuple(key(word)[0] for word in words[start:end])
    for words in (tokens(query).decode().split() for query in QUERIES)
    for start, end in combinations(range(len(words) + 1), 2)
    if end - start >= 3
}

Rows = dict[tuple[str, ...], list[float]]
"""A document's terms, (fold pair, marks) or a run's folds, with the frequency in each field."""


def rows(title: str, body: str) -> Rows:
    """The document's terms by rule, and those runs of three syllables and more that queries have:
    no other can be asked for."""
    found: Rows = {}
    texts = (title, body[:60], body)
    lengths = [len(tokens(text).split()) for text in texts]
    counts: list[dict[tuple[str, ...], int]] = [{}, {}, {}]
    for place, text in enumerate(texts):
        keys = [key(word) for word in tokens(text).decode().split()]
        held: list[tuple[str, ...]] = [(f" {fold}", marks) for fold, marks in keys]
        held += [(f"{a[0]} {b[0]}", a[1] + b[1]) for a, b in pairwise(keys)]
        folds = [fold for fold, _ in keys]
        for at in range(len(folds)):
            for end in range(at + 3, len(folds) + 1):
                if (run := tuple(folds[at:end])) not in RUNS:
                    break
                held.append(run)
        for term in held:
            counts[place][term] = counts[place].get(term, 0) + 1
    norm = 2 ** ceil(log2(max(lengths[2] / 2000, 1)))
    steps = [norm * 2**0.5 * level for level in BODY[1:-1]]
    for place, having in enumerate(counts):
        for term, count in having.items():
            row = found.setdefault(term, [0, 0, 0])
            if place == 0:
                row[0] = TITLE[3 if lengths[0] <= 8 else 2 if lengths[0] <= 16 else 1]
            elif place == 1:
                row[1] = LEAD[min(count, 3)]
            else:
                row[2] = BODY[1 + bisect_left(steps, count)]
    return found


class Corpus(NamedTuple):
    """Documents, their rows by the first part of the term, and the site that tells of them."""

    count: int
    rows: dict[str, list[tuple[int, tuple[str, ...], list[float]]]]
    site: Path


class Whole(lunr.builder.Builder):
    """A full lunr index over the query's terms of all documents."""

    def put(self, document: int, term: str, frequencies: list[float]) -> None:
        for field, frequency in zip(FIELDS, frequencies, strict=True):
            if not frequency:
                continue
            self.field_term_frequencies[f"{field}/{document}"][term] = frequency
            if term not in self.inverted_index:
                self.inverted_index[term] = {"_index": self.term_index, **{f: {} for f in FIELDS}}
                self.term_index += 1
            self.inverted_index[term][field][str(document)] = {}


def fill(builder: Whole, corpus: Corpus, query: str, used: list[dict[str, Any]]) -> Any:
    """Puts every document's postings of the used terms in; the clauses of the query, and for
    each term the documents that hold it."""
    builder.ref("id")
    for field, boost in FIELDS.items():
        builder.field(field, boost=boost)
    builder.b(0)
    for number in range(corpus.count):
        builder.add({"id": str(number), "title": "x", "lead": "x", "body": "x"})
    folds = [key(word)[0] for word in tokens(query).decode().split()]
    clauses = []
    covering: dict[str, set[int]] = {}
    for group in used:
        text, marks = group["text"], [mark or "0" for mark in group["marks"]]
        run = tuple(folds[place] for place in group["places"])
        wished = any(mark != "0" for mark in marks)
        united: dict[tuple[int, str], list[float]] = {}
        for document, term, frequencies in corpus.rows.get(run[0] if group["gram"] else text, ()):
            kinds = "~" if group["gram"] and term == run else ""
            if not group["gram"] and len(term) == 2:
                spelt = term[1].rjust(2, "0")
                fits = all(m in ("0", s) for m, s in zip(marks, spelt, strict=True))
                kinds = "~=" if wished and fits else "~"
            for kind in kinds:
                best = united.get((document, kind), [0.0, 0, 0])
                if strength(frequencies) > strength(best):
                    united[document, kind] = frequencies
        for (document, kind), frequencies in united.items():
            builder.put(document, text + kind, frequencies)
        weight = 1 if text.startswith(" ") else 1.3
        clauses.append((f"{text}~", weight * (0.4 if wished else 1)))
        if wished:
            clauses.append((f"{text}=", weight * 1.6))
        covering[text] = {document for document, _ in united}
    return clauses, covering


def idf_of(documents: int, held: int) -> float:
    """lunr's idf; each document counts once, not once a field, and all spellings are one term."""
    return log(1 + abs((documents - held + 0.5) / (held + 0.5)))


def strength(frequencies: list[float]) -> float:
    return sum(
        boost * 2.2 * f / (1.2 + f) for boost, f in zip(FIELDS.values(), frequencies, strict=True)
    )


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """Prose, and documents that have all pairs alike: only grams tell those apart."""
    words = ["văn", "bản", "họp", "quý", "tỉnh"]
    made = {}
    texts = prose(300)
    alike = [(title, " ".join(Random(title).choices(words, k=60))) for title, _ in texts]
    alike[40] = (alike[40][0], f"{alike[40][1]} {RUN}")
    for name, documents in (("prose", texts[:100]), ("alike", alike)):
        numbered = [(f"{title} {i % 9}", body) for i, (title, body) in enumerate(documents)]
        folder = tmp_path_factory.mktemp(name)
        found: dict[str, list[tuple[int, tuple[str, ...], list[float]]]] = defaultdict(list)
        for number, document in enumerate(numbered):
            for term, row in rows(*document).items():
                found[term[0]].append((number, term, row))
        site = write(folder / "site", files(folder / "cache", source(numbered)))
        made[name] = Corpus(len(numbered), found, site)
    return made


@pytest.mark.parametrize(("query", "name"), QUERIES.items())
def test_a_full_lunr_index_gives_the_same_order(
    query: str, name: str, corpora: dict[str, Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scores from the few postings fetched are those of lunr over everything (PyPI's lunr)."""
    corpus = corpora[name]
    [answer] = ask(corpus.site, query)
    assert answer["hits"]

    builder = Whole()
    used = answer["used"]
    assert query != RUN or any(group["gram"] for group in used)
    clauses, covering = fill(builder, corpus, query, used)
    names = {id(posting): term[:-1] for term, posting in builder.inverted_index.items()}
    held = {text: len(having) for text, having in covering.items()}
    monkeypatch.setattr(
        lunr.builder,
        "Idf",
        lambda posting, count: idf_of(count, held.get(names[id(posting)], count)),
    )
    index = builder.build()
    asked = index.create_query()
    for term, boost in clauses:
        if term in builder.inverted_index:
            asked.term(term, boost=boost, use_pipeline=False)
    worth = {text: idf_of(corpus.count, count) + 1 for text, count in held.items()}

    def covered(document: int) -> float:
        having = sum(worth[text] for text, numbers in covering.items() if document in numbers)
        return having / sum(worth.values())

    expected = {
        int(hit["ref"]): hit["score"] * covered(int(hit["ref"])) ** 6 for hit in index.query(asked)
    }
    got = {hit["id"]: hit["score"] for hit in answer["hits"]}
    assert len(got) > 3
    best = sorted(expected, key=lambda document: -expected[document])
    shown = [document for document in best if document in got]
    assert shown[0] == best[0]
    for document in shown:
        assert got[document] == pytest.approx(expected[document], rel=0.01)
    assert sorted(got.values(), reverse=True) == list(got.values())
