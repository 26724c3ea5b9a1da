"""Results that somebody looked at and agreed to: compared as they are, renewed by one command.

``ACCEPT=1 pytest PATH`` writes what comes out now over what was agreed; the diff is the review.
"""

import os
from pathlib import Path

ACCEPT = os.environ.get("ACCEPT") == "1"


def check(file: Path, got: str) -> None:
    """Compare ``got`` with what ``file`` holds."""
    if ACCEPT:
        file.write_text(got, encoding="utf-8")
    assert file.exists(), f"{file.name} is missing: look at the result, then ACCEPT=1"
    assert got == file.read_text(encoding="utf-8")
