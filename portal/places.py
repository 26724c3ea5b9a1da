"""Where the portal itself lies, and what was installed beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"
"""The front-end packages, where ``tools/setup.py`` lets npm install them: the typeface, and the
search's scorer."""
