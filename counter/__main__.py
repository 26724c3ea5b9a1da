"""``python -m counter`` is ``portal counter`` without what builds sites: it starts much faster."""

import sys

from portal.cli.counter import app
from portal.core.problem import PortalError

try:
    app(prog_name="portal counter")
except PortalError as error:
    sys.exit(f"Lỗi: {error}")
