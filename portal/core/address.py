"""Addresses of the site: where each is written, and which belong to the portal itself."""

import re
from collections.abc import Mapping
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


def page_linked(href: str, links: Mapping[str, str]) -> str | None:
    """The address of the page whose file a link of a text names, with the fragment of the link;
    ``None`` of any other link. ``links`` are those of the text, as ``Library.links`` gives them."""
    file, mark, fragment = href.partition("#")
    address = links.get(unquote(file))
    return address and address + mark + fragment


def is_generated(path: str) -> bool:
    """Whether the portal itself writes ``path``, as far as that tells."""
    return path.partition("/")[0] in RESERVED or _MADE.fullmatch(path) is not None
