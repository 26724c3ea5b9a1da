"""``python -m portal``: the command line where the ``portal`` script is not on the path."""

from portal.cli import main

main()
