"""The three formats. Each is a pure function of a channel and its entries: same in, same bytes.

RSS 2.0 (rssboard.org/rss-specification), Atom (RFC 4287), JSON Feed 1.1 (jsonfeed.org).
"""

import json
from collections.abc import Mapping
from typing import Any

from plugins.feeds.channel import Channel, Entry

GENERATOR = "Cổng tin"


def rss(channel: Channel) -> bytes:
    feed = _feed(channel, "rss.xml")
    feed.load_extension("dc", atom=False, rss=True)
    for entry in channel.entries:
        item = _item(feed, entry)
        item.guid(entry.id, permalink=False)
        item.content(_cdata(entry.html()), type="CDATA")
        item.category([{"term": name} for name in (entry.category, *entry.tags)])
        if entry.authors:
            item.dc.dc_creator(list(entry.authors))
        if entry.enclosure:
            size, media_type = len(entry.enclosure.read()), entry.enclosure.variant.media_type
            item.enclosure(entry.site + entry.enclosure.variant.url, str(size), media_type)
    return _bytes(feed.rss_str(pretty=True))


def atom(channel: Channel) -> bytes:
    feed = _feed(channel, "atom.xml")
    feed.author(name=channel.publisher, uri=channel.home)
    for entry in channel.entries:
        item = _item(feed, entry)
        item.content(entry.html(), type="html")
        item.category([{"term": name} for name in (entry.category, *entry.tags)])
        if entry.authors:
            item.author([{"name": name} for name in entry.authors])
        if entry.enclosure:
            item.register_extension("enclosures", _AtomEnclosure, rss=False)
            item.enclosures.attributes = {
                "rel": "enclosure",
                "href": entry.site + entry.enclosure.variant.url,
                "type": entry.enclosure.variant.media_type,
                "length": str(len(entry.enclosure.read())),
            }
    return _bytes(feed.atom_str(pretty=True))


def json_feed(channel: Channel) -> bytes:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.folder + "feed.json",
        "description": channel.description,
        "language": channel.language,
        "authors": [{"name": channel.publisher}],
        "items": [_json_item(entry) for entry in channel.entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html(),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": [entry.category, *entry.tags],
    }
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.enclosure:
        variant = entry.enclosure.variant
        item["image"] = entry.site + variant.url
        item["attachments"] = [
            {
                "url": entry.site + variant.url,
                "mime_type": variant.media_type,
                "size_in_bytes": len(entry.enclosure.read()),
            }
        ]
    return item


class _AtomEnclosure:
    """A feedgen extension: its own ``entry.link()`` loses ``rel``, ``type`` and ``length``."""

    attributes: Mapping[str, str]

    def extend_atom(self, entry: Any) -> Any:
        entry.append(entry.makeelement("link", self.attributes))
        return entry


def _feed(channel: Channel, name: str) -> Any:
    # Imported late: it costs 60 ms, and most builds find every feed up to date.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    feed = FeedGenerator()
    feed.id(channel.home)
    feed.title(channel.title)
    feed.description(channel.description)
    feed.subtitle(channel.description)
    feed.link(href=channel.folder + name, rel="self")
    # The last link is the one that feedgen gives to RSS.
    feed.link(href=channel.home, rel="alternate", type="text/html")
    feed.language(channel.language)
    feed.generator(GENERATOR)
    feed.updated(channel.updated)
    feed.lastBuildDate(channel.updated)
    feed.pubDate(channel.updated)
    return feed


def _item(feed: Any, entry: Entry) -> Any:
    item = feed.add_entry(order="append")
    item.id(entry.id)
    item.title(entry.title)
    item.link(href=entry.url)
    item.summary(entry.summary)
    item.published(entry.published)
    item.updated(entry.updated)
    return item


def _cdata(html: str) -> str:
    """The end mark of a CDATA section may stand in an attribute; as an entity it means the same."""
    return html.replace("]]>", "]]&gt;")


def _bytes(text: bytes) -> bytes:
    return text.rstrip(b"\n") + b"\n"


FORMATS = {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}
"""File name → its function."""
LABELS = (("RSS", "rss.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json"))
"""What readers call each file."""
