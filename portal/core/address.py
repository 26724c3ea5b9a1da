"""Addresses of the site: where each is written, and which belong to the portal itself."""

import re
from urllib.parse import unquote

RESERVED = frozenset((
    "assets", "chuyen-muc", "don-vi", "du-lieu", "feeds", "hinh-anh", "luu-tru",
    "nguon-tin", "pdf", "search", "so-do-cong", "so-lieu", "tim-kiem", "tu-khoa",
))  # fmt: skip
"""First parts of addresses that belong to the portal itself."""

_MADE = re.compile(r"(?:\d{4}/(?:\d\d/)?(?:trang-\d+/)?)?index\.html|(?:404|offline)\.html")
"""Home, years and months with the further pages of their lists, the page of errors and the one for
times without network."""


def output_path(address: str) -> str:
    """Where a site-absolute address is written: ``/cu/bai/`` → ``cu/bai/index.html``."""
    path = unquote(address).strip("/")
    if address.endswith("/") or "." not in path.rpartition("/")[2]:
        return f"{path}/index.html" if path else "index.html"
    return path


def address_of(path: str) -> str:
    """The address of what is written at ``path``: ``cu/bai/index.html`` → ``/cu/bai/``."""
    return f"/{path.removesuffix('index.html')}"


def is_generated(path: str) -> bool:
    """Whether the portal itself writes ``path``, as far as that tells."""
    return path.partition("/")[0] in RESERVED or _MADE.fullmatch(path) is not None
