"""Put the published variants of images where a rendered text names an original."""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from portal.core.picture import FOLDER, ImageInfo, picture
from portal.core.vietnamese import nfc

SIZES = "(min-width: 46rem) 44rem, 100vw"
"""Images of a text are as wide as its column."""

_IMAGE = re.compile(r'<img((?:\s+[\w-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def embed(html: str, images: Mapping[str, ImageInfo], *, sizes: str = SIZES, eager: int = 0) -> str:
    """``html`` with each ``<img src="/hinh-anh/…">`` as a ``<picture>`` of its variants.

    Width and height are given, so that nothing moves while images load. All images are loaded
    when they come near, but for the first ``eager`` ones. Images that ``images`` does not know
    are left as they are.
    """
    if "<img" not in html:
        return html
    seen = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal seen
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        info = images.get(source(attributes.get("src", "")))
        if info is None:
            return match[0]
        seen += 1
        return _markup(info, attributes, sizes, lazy=seen > eager)

    return _IMAGE.sub(replaced, html)


def source(address: str) -> str:
    """The path below ``content/hinh-anh`` that an escaped, site-absolute address names."""
    return nfc(unquote(unescape(address)).removeprefix(FOLDER))


def _markup(info: ImageInfo, attributes: dict[str, str], sizes: str, *, lazy: bool) -> str:
    shown = picture(info, unescape(attributes.get("alt", "")), sizes)
    title = f' title="{attributes["title"]}"' if "title" in attributes else ""
    loading = ' loading="lazy"' if lazy else ""
    image = (
        f'<img src="{shown.src}" alt="{escape(shown.alt)}"{title}'
        f' width="{shown.width}" height="{shown.height}"{loading} decoding="async">'
    )
    if not shown.sources:
        return image
    offers = "".join(
        f'<source type="{media_type}" srcset="{srcset}" sizes="{shown.sizes}">'
        for media_type, srcset in shown.sources
    )
    return f"<picture>{offers}{image}</picture>"
