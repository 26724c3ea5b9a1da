"""The same function over many items, in forked workers where there is enough to do."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from itertools import islice
from multiprocessing.connection import wait as wait_for
from typing import Any, TypeVar

from portal.core.problem import PortalError

Item = TypeVar("Item")
Result = TypeVar("Result")

CAN_FORK = hasattr(os, "fork")

# Workers inherit these through the fork; nothing but places and results travels through pipes.
_function: Callable[[Any], Any] | None = None
_parts: Sequence[Sequence[Any]] = ()


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
    here: bool = True,
) -> Iterator[Result]:
    """:func:`map_parts` over parts of ``items``; where there are fewer than ``least``, without
    workers."""
    parts = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    return map_parts(function, parts, jobs=jobs if len(items) >= least else 1, here=here)


def map_parts(
    function: Callable[[Sequence[Item]], Result],
    parts: Sequence[Sequence[Item]],
    *,
    apart: Sequence[Sequence[Item]] = (),
    jobs: int,
    here: bool = True,
) -> Iterator[Result]:
    """Yield ``function(part)`` for all parts, in the order in which they are done, made by ``jobs``
    processes.

    Those ``apart`` are made one after the other, each in a process of its own, which takes the
    memory it needed with it. The rest is for this process, unless it is not to work ``here``, and
    for workers, of which each is at most two parts ahead, so that memory does not grow with their
    number. A process that only waits costs memory: of all that a worker changes it holds a copy.
    """
    if jobs <= 1 or not CAN_FORK:
        yield from map(function, (*apart, *parts))
        return
    known = (*apart, *parts)
    with _inherited(function, known), ExitStack() as stack:
        single = stack.enter_context(ExitStack())
        alone = iter(range(len(apart)))
        waiting = iter(range(len(apart), len(apart) + len(parts)))
        workers = jobs - here - bool(apart)
        pool = stack.enter_context(_forked(workers)) if workers > 0 else None
        lonely: Future[Result] | None = None
        under_way: set[Future[Result]] = set()
        while True:
            if lonely not in under_way:
                single.close()
                for place in islice(alone, 1):
                    lonely = single.enter_context(_forked(1)).submit(_work, place)
                    under_way.add(lonely)
            if pool:
                room = 2 * workers - len(under_way - {lonely})
                under_way |= {pool.submit(_work, place) for place in islice(waiting, room)}
            own = next(waiting, None) if here else None
            if own is not None:
                yield function(known[own])
            if not under_way and own is None:
                return
            patience = None if own is None else 0
            ended, under_way = wait(under_way, patience, FIRST_COMPLETED)
            yield from (future.result() for future in ended)


@contextmanager
def _inherited(
    function: Callable[[Sequence[Item]], Result], parts: Sequence[Sequence[Item]]
) -> Iterator[None]:
    """What is forked meanwhile knows ``function`` and ``parts``; also within a worker."""
    global _function, _parts
    before = _function, _parts
    _function, _parts = function, parts
    gc.freeze()
    try:
        yield
    except BrokenProcessPool:
        raise WorkerDiedError from None
    finally:
        gc.unfreeze()
        _function, _parts = before


@contextmanager
def _forked(workers: int) -> Iterator[ProcessPoolExecutor]:
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("fork"), initializer=_prepare_worker
    )
    try:
        yield pool
    except BaseException:
        # Nobody waits for what they make any more.
        for child in set(multiprocessing.active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare_worker() -> None:
    # Ctrl-C is the parent's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever, and hold what it inherited:
    its memory, and the lock on the output, for which every later build would wait."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait_for([parent.sentinel])
    os._exit(1)


def _work(place: int) -> Any:
    assert _function is not None
    return _function(_parts[place])
