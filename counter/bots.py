"""Which requests come from programs or are not views at all, by what they say of themselves."""

from collections.abc import Mapping
from functools import lru_cache

from crawlerdetect import CrawlerDetect

_LONGEST = 256
"""Characters of a user agent that are looked at. The library's patterns take time that grows
with the square of the length; what identifies a program stands well within."""

_detector = CrawlerDetect()


def is_reader(headers: Mapping[str, str]) -> bool:
    """Whether a person looks at the page now and has not asked to be left uncounted.

    Not so for known bots, requests without a user agent, prefetching and prerendering
    (``Sec-Purpose``), *Do Not Track* and *Global Privacy Control*.
    """
    if headers.get("dnt") == "1" or headers.get("sec-gpc") == "1":
        return False
    purpose = headers.get("sec-purpose") or headers.get("purpose") or headers.get("x-moz")
    if purpose and purpose.startswith("pre"):
        return False
    user_agent = headers.get("user-agent", "").strip()
    return bool(user_agent) and not is_bot(user_agent[:_LONGEST])


@lru_cache(maxsize=4096)
def is_bot(user_agent: str) -> bool:
    """Whether the library knows ``user_agent`` as a program's. Browsers' are few: remembered."""
    return bool(_detector.is_crawler(user_agent))
