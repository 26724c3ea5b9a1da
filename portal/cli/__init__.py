"""The command line ``portal``, for editors and for CI.

Exit codes: 0 well, 1 problems that block (or another failure, said in one sentence), 2 wrong use,
130 stopped with Ctrl-C.
"""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``portal`` with ``arguments`` (those of the process by default) and exit."""
    # A command that ends soon leaves few circles; those that do not end switch it on again.
    gc.disable()
    # Before NumPy comes in: its threads for linear algebra, of which there is none here, would
    # wait for work at the cost of a core. And pydantic need not look through all packages.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from portal.cli.app import run  # noqa: PLC0415 (a broken installation must be reported too)

    # Windows consoles of other code pages must not turn a message into a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    os.environ.setdefault("PYTHONUTF8", "1")
    code = run(sys.argv[1:] if arguments is None else list(arguments))
    sys.stdout.flush()
    sys.stderr.flush()
    # Python would free ten thousand articles one by one, for half a second, before it ends.
    os._exit(code)
