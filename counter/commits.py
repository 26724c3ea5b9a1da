"""Group commit: a hit is answered when it is stored, and all hits that wait are stored together.

While one commit waits for the disk, the next hits gather; so a commit costs the same for one hit
or for hundreds, and no hit waits for a timer.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from counter.visits import Hit


class QueueFullError(Exception):
    """More hits wait than may wait, or the service is stopping."""


class GroupCommit:
    """Hands hits to ``record`` in batches, one batch at a time, on a thread of its own.

    ``record`` stores a batch whole or not at all, and raises in the latter case.
    """

    def __init__(self, record: Callable[[Sequence[Hit]], None], limit: int) -> None:
        self._record = record
        self._limit = limit
        self._waiting: list[tuple[Hit, asyncio.Future[None]]] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._thread = ThreadPoolExecutor(1, "counter-commit")
        self._task = asyncio.create_task(self._run())

    async def commit(self, hit: Hit) -> None:
        """Return when ``hit`` is stored.

        Raises :class:`QueueFullError`, or what ``record`` raised for the batch it was in.
        """
        if self._closing or len(self._waiting) >= self._limit:
            raise QueueFullError
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((hit, stored))
        self._wake.set()
        await stored

    async def close(self) -> None:
        """Store what waits, then stop."""
        self._closing = True
        self._wake.set()
        await self._task
        self._thread.shutdown()

    async def _run(self) -> None:
        while self._waiting or not self._closing:
            await self._wake.wait()
            await self._store()

    async def _store(self) -> None:
        batch, self._waiting = self._waiting, []
        self._wake.clear()
        failure: Exception | None = None
        try:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._thread, self._record, [hit for hit, _ in batch])
        except Exception as error:  # whatever it is, nobody may wait for ever
            failure = error
        for _, stored in batch:
            if stored.done():
                continue
            if failure:
                stored.set_exception(failure)
            else:
                stored.set_result(None)
