"""Arrays put aside come back as they were, from memory or from the disk."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.search import spill
from plugins.search.spill import Spill

numbers = st.lists(st.integers(0, 2**16 - 1), max_size=30)
types = st.sampled_from((np.uint16, np.uint32, np.uint64))


@pytest.mark.parametrize("small", [1, 1 << 20])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.tuples(numbers, types), max_size=6), low=st.integers(0, 40),
       high=st.integers(0, 40))  # fmt: skip
def test_what_is_put_aside_comes_back(
    small: int, parts: list[tuple[list[int], type]], low: int, high: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(spill, "_SMALL", small)
    arrays = [np.array(values, kind) for values, kind in parts]
    with Spill(tmp_path) as aside:
        kept = [aside.put(array) for array in arrays]
        for array, one in zip(arrays, kept, strict=True):
            assert one[:].dtype == array.dtype
            assert one[:].tolist() == array.tolist()
            assert one[low:high].tolist() == array[low:high].tolist()
    assert list(tmp_path.iterdir()) == []
