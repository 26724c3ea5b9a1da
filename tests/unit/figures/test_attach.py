"""Changes and shares find the figure they speak of: one sentence, one test.

In ``attachments.txt`` stands behind each sentence which value says something about which.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from portal.core.figures.extract import read

SENTENCES = Path(__file__).with_name("attachments.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("line", SENTENCES)
def test_each_change_is_of_something(line: str) -> None:
    """The value before ``>`` is attached to the value after it."""
    text, _, expected = line.partition("|")
    figures = read(text).figures
    attached = {
        figure.value: figures[figure.attached_to].value
        for figure in figures
        if figure.attached_to is not None
    }
    pairs = (pair.split(">") for pair in expected.split(","))
    assert attached == {Decimal(change): Decimal(main) for change, main in pairs}
