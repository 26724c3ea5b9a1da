"""Data for machines inside a page (JSON-LD)."""

from json import JSONEncoder
from typing import Any

compact = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def organization(name: str, address: str) -> dict[str, str]:
    """An office as schema.org knows it. The site's own is author and publisher unless another is
    named."""
    return {"@type": "GovernmentOrganization", "name": name, "url": address}


def script_safe(data: dict[str, Any]) -> str:
    """Compact JSON in which no text can close the ``<script>`` element around it."""
    return harmless(compact(data))


def harmless(json: str) -> str:
    """``json`` with what could end a script written as escapes."""
    return json.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028")
