"""The same function over many items, in forked workers where there is enough to do."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from portal.core.problem import PortalError

Item = TypeVar("Item")
Result = TypeVar("Result")

CAN_FORK = hasattr(os, "fork")

# Workers inherit these through the fork; nothing but bounds and results travels through pipes.
_function: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()


class WorkerDiedError(PortalError):
    """A worker was killed (out of memory, say); nothing of its chunk was used."""

    def __init__(self) -> None:
        super().__init__(
            "một tiến trình con bị dừng đột ngột (có thể do thiếu bộ nhớ); "
            "bản đã xuất giữ nguyên, hãy chạy lại với --jobs 1"
        )


def default_jobs() -> int:
    """One worker a processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def map_chunks(
    function: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    *,
    jobs: int,
    chunk: int,
    least: int,
) -> Iterator[Result]:
    """Yield ``function(part)`` for parts of ``items``, in the order in which they are done.

    Forks ``jobs`` workers if there are at least ``least`` items; else works here. At most two
    parts a worker are under way, so that memory does not grow with the number of items.
    """
    parts = [(start, min(start + chunk, len(items))) for start in range(0, len(items), chunk)]
    if jobs <= 1 or not CAN_FORK or len(items) < least:
        for start, end in parts:
            yield function(items[start:end])
        return
    with _forked(function, items, jobs) as pool:
        yield from _as_they_end(pool, parts, limit=2 * jobs)


def apart(function: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> Result:
    """``function(items)`` in a process of its own, which takes the memory it needed with it."""
    if not CAN_FORK:
        return function(items)
    with _forked(function, items, 1) as pool:
        result: Result = pool.submit(_work, 0, len(items)).result()
        return result


@contextmanager
def _forked(
    function: Callable[[Sequence[Item]], Result], items: Sequence[Item], jobs: int
) -> Iterator[ProcessPoolExecutor]:
    """Workers that know ``function`` and ``items``; also from within a worker."""
    global _function, _items
    before = _function, _items
    _function, _items = function, items
    gc.freeze()
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("fork"), initializer=_prepare_worker
    )
    try:
        yield pool
    except BrokenProcessPool:
        raise WorkerDiedError from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()
        _function, _items = before


def _as_they_end(
    pool: ProcessPoolExecutor, parts: list[tuple[int, int]], limit: int
) -> Iterator[Any]:
    waiting = iter(parts)
    under_way = {pool.submit(_work, *part) for part in islice(waiting, limit)}
    while under_way:
        ended, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        under_way |= {pool.submit(_work, *part) for part in islice(waiting, len(ended))}
        yield from (future.result() for future in ended)


def _prepare_worker() -> None:
    # Ctrl-C is the parent's to handle: it cancels what waits and lets the rest end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _work(start: int, end: int) -> Any:
    assert _function is not None
    return _function(_items[start:end])
