"""Every page a reader can visit, as the counter's service reads it (:mod:`counter.paths`).

The file is public, like the site map, and says no more than that: addresses and titles.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from portal.core.address import address_of
from portal.core.library import Library
from portal.core.output import File, Page

FILE_NAME = "counter-paths.txt"

_NOT_COUNTED = re.compile(r".*/trang-\d+/|.*\.html")
"""Numbered pages of a list, which the service counts as the list; the pages for lost readers and
for times without network."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Path → title, sorted by path; "" for pages that are no articles."""

    titles: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        return blake2b(_text(self).encode(), digest_size=16).hexdigest()


def titles(library: Library) -> dict[str, str]:
    """Path → title of every article, in one line."""
    return {article.url: " ".join(article.title.split()) for article in library.articles}


def file(library: Library, pages: Iterable[Page]) -> File:
    """The list of ``pages`` as an output of the build."""
    addresses = (address_of(page.path) for page in pages)
    counted = (address for address in addresses if not _NOT_COUNTED.fullmatch(address))
    listed = dict.fromkeys(counted, "") | titles(library)
    return File(FILE_NAME, content, (Pages(tuple(sorted(listed.items()))),))


def content(pages: Pages) -> bytes:
    """One path a line; an article's title follows after a tab."""
    return _text(pages).encode()


def _text(pages: Pages) -> str:
    return "".join(f"{path}\t{title}\n" if title else f"{path}\n" for path, title in pages.titles)
