"""Put the published variants of images where a rendered text names an original."""

import re
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from portal.core.picture import FOLDER, ImageInfo, picture
from portal.core.vietnamese import nfc

_IMAGE = re.compile(r'<img((?:\s+[\w-]+="[^"]*")*)\s*/?>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def embed(html: str, images: Mapping[str, ImageInfo]) -> str:
    """``html`` with each ``<img src="/hinh-anh/…">`` as a ``<picture>`` of its variants.

    Width and height are given, so that nothing moves while images load, which they do when they
    come near. Images that ``images`` does not know are left as they are.
    """
    if "<img" not in html:
        return html

    def replaced(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        info = images.get(source(attributes.get("src", "")))
        return match[0] if info is None else _markup(info, attributes)

    return _IMAGE.sub(replaced, html)


def source(address: str) -> str:
    """The path below ``content/hinh-anh`` that an escaped, site-absolute address names."""
    return nfc(unquote(unescape(address)).removeprefix(FOLDER))


def _markup(info: ImageInfo, attributes: dict[str, str]) -> str:
    shown = picture(info, unescape(attributes.get("alt", "")))
    title = f' title="{attributes["title"]}"' if "title" in attributes else ""
    image = (
        f'<img src="{shown.src}" alt="{escape(shown.alt)}"{title}'
        f' width="{shown.width}" height="{shown.height}" loading="lazy" decoding="async">'
    )
    if not shown.sources:
        return image
    offers = "".join(
        f'<source type="{media_type}" srcset="{srcset}" sizes="{shown.sizes}">'
        for media_type, srcset in shown.sources
    )
    return f"<picture>{offers}{image}</picture>"
