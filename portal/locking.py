"""One build at a time: a lock that the system drops when its holder ends, however it ends."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EDEADLK):
                    raise
                if not wait:
                    return False
                # Windows gives up after ten seconds.
            else:
                return True
else:
    import fcntl

    def _lock(file: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


def take_lock(path: Path, waiting: Callable[[], None]) -> int:
    """Hold ``path`` until the file is closed; ``waiting`` is called if another one holds it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _lock(file, wait=False):
            waiting()
            _lock(file, wait=True)
    except BaseException:
        os.close(file)
        raise
    return file
