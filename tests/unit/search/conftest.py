"""What the tests of the search start ends with them."""

from collections.abc import Iterator

import pytest
import running

from plugins.search import grams


@pytest.fixture(scope="session", autouse=True)
def _browser_ends() -> Iterator[None]:
    yield
    running.end()


@pytest.fixture(autouse=True, scope="session")
def _few_counts() -> Iterator[None]:
    """A table of 64 KB: the real one, of 4 MB, is written in every workspace and takes longer to
    fill than these few articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "_BITS", 16)
        yield
