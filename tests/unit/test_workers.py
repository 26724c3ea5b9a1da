"""Workers: the same results whoever makes them, and a death that is told."""

import os
import select
import signal
from collections.abc import Sequence

import pytest

from portal.workers import WorkerDiedError, map_chunks, map_parts


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
    assert found.index(0) > found.index(99)


def test_few_items_are_not_worth_a_fork() -> None:
    here = os.getpid()
    parts = map_chunks(lambda items: os.getpid(), range(5), jobs=2, chunk=1, least=10)
    assert set(parts) == {here}


def test_a_worker_that_is_killed_is_told_in_a_sentence() -> None:
    here = os.getpid()

    def die(items: Sequence[int]) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerDiedError, match="tiến trình con bị dừng"):
        list(map_chunks(die, range(100), jobs=2, chunk=10, least=10))


def test_who_is_interrupted_waits_for_nobody() -> None:
    here = os.getpid()
    nothing, _ = os.pipe()
    reading, writing = os.pipe()

    def work(items: Sequence[int]) -> None:
        if os.getpid() == here:
            raise KeyboardInterrupt
        select.select([nothing], [], [], 20)
        os.write(writing, b"!")

    with pytest.raises(KeyboardInterrupt):
        list(map_parts(work, [[1]], apart=[[0]], jobs=2))
    assert select.select([reading], [], [], 0)[0] == []


def test_workers_end_with_whom_they_work_for() -> None:
    """However that was ended; a worker that stayed would hold the lock on the output."""
    nothing, _ = os.pipe()
    reading, writing = os.pipe()

    def work(items: Sequence[int]) -> None:
        os.write(writing, b"!")
        select.select([nothing], [], [], 40)

    parent = os.fork()
    if parent == 0:
        list(map_parts(work, [[1], [2]], jobs=2, here=False))
        os._exit(0)
    os.close(writing)
    assert os.read(reading, 1) == b"!"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    while select.select([reading], [], [], 20)[0]:
        if not os.read(reading, 1):
            return
    pytest.fail("a worker lives on")


@pytest.mark.parametrize("here", [True, False])
def test_a_mistake_in_a_worker_reaches_the_caller(here: bool) -> None:
    def fail(items: Sequence[int]) -> None:
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        list(map_chunks(fail, range(100), jobs=2, chunk=10, least=10, here=here))


def test_nothing_is_done_here_that_is_not_to_be() -> None:
    pids = set(map_chunks(lambda _: os.getpid(), range(20), jobs=2, chunk=1, least=1, here=False))
    assert os.getpid() not in pids


@pytest.mark.parametrize("jobs", [2, 3])
def test_parts_apart_have_a_process_each_one_after_the_other(jobs: int) -> None:
    reading, writing = os.pipe()

    def work(items: Sequence[int]) -> tuple[int, list[int]]:
        if items[0] < 30:
            os.write(writing, b"(")
            os.write(writing, b")")
        return os.getpid(), doubled(items)

    apart = [range(0, 10), range(10, 20), range(20, 30)]
    parts = [range(start, start + 2) for start in range(30, 60, 2)]
    found = list(map_parts(work, parts, apart=apart, jobs=jobs))
    assert sorted(item for _, part in found for item in part) == doubled(range(60))
    alone = [pid for pid, part in found if part[0] < 60]
    others = {pid for pid, part in found if part[0] >= 60}
    assert len({*alone}) == len(apart)
    assert others.isdisjoint(alone)
    assert os.getpid() in others
    assert os.read(reading, 100) == b"()()()"
