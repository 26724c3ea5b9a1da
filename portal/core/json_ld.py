"""Data for machines inside a page (JSON-LD)."""

import json
from typing import Any


def script_safe(data: dict[str, Any]) -> str:
    """Compact JSON in which no text can close the ``<script>`` element around it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028")
