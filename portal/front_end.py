"""The front-end packages: the typeface, and the search's scorer."""

from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[1] / "node_modules"
"""Where ``tools/setup.py`` lets npm install them."""
