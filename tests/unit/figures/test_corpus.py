"""The annotated texts: how well the reader does what a careful statistician would."""

import pytest
from corpus_scoring import CORPUS, Score, load, score


@pytest.fixture(scope="module")
def result() -> Score:
    return score([load(path) for path in sorted(CORPUS.glob("*.txt"))])


def test_the_corpus_is_large_and_varied() -> None:
    """At least forty texts, hundreds of figures and of numbers that are none."""
    texts = [load(path) for path in CORPUS.glob("*.txt")]
    assert len(texts) >= 40
    assert sum(len(text.figures) for text in texts) >= 800
    assert sum(len(text.traps) for text in texts) >= 300
    assert sum(len(text.relations) for text in texts) >= 120


def test_figures_are_found_and_read(result: Score) -> None:
    """F1 of detection, and of value with qualifier."""
    assert result.f1("detected") >= 0.99, result.notes
    assert result.f1("valued") >= 0.99, result.notes


def test_traps_are_left_alone(result: Score) -> None:
    """Names, dates and document numbers are no figures."""
    assert result.share("fallen", "traps") <= 0.01, result.notes


def test_changes_and_shares_are_attached(result: Score) -> None:
    """Each to the figure it speaks of; few to one that it does not."""
    assert result.share("attached", "attachable") >= 0.98, result.notes
    assert result.share("wrongly attached", "gold") <= 0.01, result.notes


def test_periods_are_resolved(result: Score) -> None:
    """Where the annotation names one."""
    assert result.share("dated", "periods") >= 0.95, result.notes


def test_relations_are_judged_and_true_ones_raise_no_alarm(result: Score) -> None:
    """Shares, sums, differences, rates and orderings, right and wrong ones."""
    assert result.share("judged", "relations") >= 0.97, result.notes
    assert result.counts["false alarms"] == 0, result.notes
