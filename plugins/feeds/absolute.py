"""Rewrite the addresses of a sanitised text so that it can be read away from its page."""

import re
from collections.abc import Mapping
from html import escape, unescape
from types import MappingProxyType
from urllib.parse import quote, unquote, urljoin

from portal.core.address import page_linked
from portal.core.picture import FOLDER
from portal.imaging.embedding import source

NO_LINKS: Mapping[str, str] = MappingProxyType({})

_TAG = re.compile(r'<(?:a|img|source)((?:\s+[\w-]+(?:="[^"]*")?)+)\s*/?>')
"""A start tag as the sanitiser writes it: attributes in double quotes, always."""
_ADDRESS = re.compile(r'(\s(?:href|src)=")([^"]*)(")')


def absolute(
    html: str, url: str, pictures: Mapping[str, str], links: Mapping[str, str] = NO_LINKS
) -> str:
    """``html`` with every ``href`` and ``src`` absolute, seen from the page at ``url``.

    An image of the content folder gets its published address from ``pictures`` (``src`` →
    site-absolute address), for originals are never published; a link to a file of the content
    folder gets that of its page from ``links`` (as ``Library.links`` gives them).
    """

    def rewritten(match: re.Match[str]) -> str:
        before, value, after = match.groups()
        address = unescape(value)
        if address.startswith(FOLDER):
            address = quote(pictures.get(source(value), unquote(address)))
        address = page_linked(address, links) or address
        return before + escape(urljoin(url, address)) + after

    return _TAG.sub(lambda tag: _ADDRESS.sub(rewritten, tag.group()), html)
