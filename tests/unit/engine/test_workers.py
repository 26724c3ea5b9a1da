"""Workers: the same results whoever makes them, and a death that is told."""

import os
import select
import signal
from collections.abc import Sequence

import pytest

from portal.engine.workers import WorkerDiedError, apart, map_chunks


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_item_is_done_once(jobs: int) -> None:
    parts = map_chunks(doubled, range(1000), jobs=jobs, chunk=7, least=10)
    assert sorted(item for part in parts for item in part) == doubled(range(1000))


def test_a_long_part_does_not_keep_the_others_waiting() -> None:
    """The first part ends only when another worker has done the last one."""
    reading, writing = os.pipe()

    def work(items: Sequence[int]) -> int:
        if 0 in items:
            return 0 if select.select([reading], [], [], 60)[0] else -1
        if 99 in items:
            os.write(writing, b"!")
        return items[0]

    found = list(map_chunks(work, range(100), jobs=2, chunk=1, least=1))
    assert sorted(found) == list(range(100))
    assert found[-1] in (0, 99)


def test_few_items_are_not_worth_a_fork() -> None:
    here = os.getpid()
    parts = map_chunks(lambda items: os.getpid(), range(5), jobs=2, chunk=1, least=10)
    assert set(parts) == {here}


def test_a_worker_that_is_killed_is_told_in_a_sentence() -> None:
    def die(items: Sequence[int]) -> None:
        if 30 in items:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerDiedError, match="tiến trình con bị dừng"):
        list(map_chunks(die, range(100), jobs=2, chunk=10, least=10))


def test_a_mistake_in_a_worker_reaches_the_caller() -> None:
    def fail(items: Sequence[int]) -> None:
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        list(map_chunks(fail, range(100), jobs=2, chunk=10, least=10))


def test_a_worker_may_do_a_part_in_a_process_of_its_own() -> None:
    """And goes on with its own parts afterwards."""

    def work(items: Sequence[int]) -> tuple[int, int, list[int]]:
        child, *parts = apart(lambda one: [os.getpid(), *doubled(one)], items)
        return os.getpid(), child, parts

    found = list(map_chunks(work, range(20), jobs=2, chunk=5, least=1))
    assert sorted(item for _, _, parts in found for item in parts) == doubled(range(20))
    workers, children = {worker for worker, _, _ in found}, {child for _, child, _ in found}
    assert len(workers) <= 2
    assert len(children) == len(found)
    assert children.isdisjoint(workers | {os.getpid()})
