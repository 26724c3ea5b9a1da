"""An article's text as a page shows it, read only when the page is rendered."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from html import unescape

from portal.core.address import page_linked
from portal.core.article import Article, StandingPage
from portal.core.library import Library
from portal.core.output import BODY
from portal.core.picture import ImageInfo
from portal.core.vietnamese import bound
from portal.imaging.embedding import embed

_HREF = re.compile(r'href="([^"#]*)')


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page's :class:`portal.core.output.Body`; ``digest`` stands for all that it shows."""

    digest: str
    read: Callable[[], bytes]
    images: Mapping[str, ImageInfo]
    links: Mapping[str, str]

    def __html__(self) -> str:
        return BODY

    def __bytes__(self) -> bytes:
        html = bound(self.read().decode())
        if self.images:
            html = embed(html, self.images)
        if self.links:
            html = _HREF.sub(self._link, html)
        return html.encode()

    def _link(self, match: re.Match[str]) -> str:
        address = page_linked(unescape(match[1]), self.links)
        return f'href="{address}' if address else match[0]


def page_body(library: Library, document: Article | StandingPage) -> PageBody:
    images = library.images.usable(document.images)
    links = library.links(document)
    digest = document.digest
    if images or links:
        shown = sorted((src, info.digest) for src, info in images.items())
        digest = blake2b(
            f"{digest}{shown}{sorted(links.items())}".encode(), digest_size=16
        ).hexdigest()
    return PageBody(digest, partial(library.html, document), images, links)
