"""The service worker of a site, or what stands in its place on a site without one."""

import json
from collections.abc import Callable
from hashlib import blake2b

from portal.core.output import File, Page
from portal.core.site import Meta, Site

PATH = "sw.js"
"""At the root: a worker answers for the pages below its own address only."""

OFFLINE = "offline.html"
ASSETS = (
    "main.css",
    "js/main.js",
    "js/preferences.js",
    "components/display-settings/display-settings.js",
    "components/offline-pages/offline-pages.js",
    "components/reader-tools/read-aloud.js",
    "components/reader-tools/reader-tools.js",
    "components/reader-tools/spoken.js",
    "components/sheet/sheet.js",
    "fonts/be-vietnam-pro-400.woff2",
    "fonts/be-vietnam-pro-700.woff2",
)
"""What a page needs to look like itself, and an article for its tools."""

_VERSION = 'const VERSION = "";'
_SHELL = "const SHELL = [];"


def shell(address: Callable[[str], str]) -> tuple[str, ...]:
    """Addresses that are fetched with the worker; those of assets carry their hash."""
    return (f"/{OFFLINE}", *(address(name) for name in ASSETS))


def render(source: str, addresses: tuple[str, ...], site: str) -> bytes:
    """The worker; its version changes with its text, with what it fetches and with the site."""
    parts = (source, *addresses, site)
    version = blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
    for mark in (_VERSION, _SHELL):
        if mark not in source:
            raise ValueError(f"the worker lacks the line {mark!r}")
    text = source.replace(_VERSION, f'const VERSION = "{version}";')
    return text.replace(_SHELL, f"const SHELL = {json.dumps(addresses)};").encode()


def verbatim(source: str) -> bytes:
    return source.encode()


def worker(source: str, site: Site) -> File:
    return File(PATH, render, (source, shell(site.asset), site.digest))


def retired(source: str) -> File:
    """A worker that takes its predecessor out of the browsers that have it."""
    return File(PATH, verbatim, (source,))


def offline_page() -> Page:
    title = "Máy đang không có mạng"
    page = Meta(
        "error", f"/{OFFLINE}", title, "Trang này chưa được lưu trong máy.", robots="noindex"
    )
    return Page(OFFLINE, "offline.html", {"page": page})
