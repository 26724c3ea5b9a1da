"""Keywords of articles: which are one and the same, and which are several in one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.core.article import Tag
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import slug
from portal.core.yaml_text import YamlText, key_name

JOINED = re.compile(r"\A-|;")
"""What shows that a keyword is several; commas are within many: *khiếu nại, tố cáo*."""


def tags_named(names: tuple[str, ...]) -> tuple[Tag, ...]:
    tags: dict[str, Tag] = {}
    for name in names:
        tag = tag_named(name)
        if tag.slug:
            tags.setdefault(tag.slug, tag)
    return tuple(tags.values())


def review_tags(names: tuple[str, ...], source: str, yaml: YamlText) -> Iterator[Problem]:
    """Keywords of one article that are one and the same, each spelling once; several in one."""
    shown: dict[str, str] = {}
    told: set[str] = set()

    def remark(index: int, code: str, message: str, remedy: str) -> Problem:
        place = ("tags", index)
        return Problem(
            source, yaml.line(place), key_name(place), code, Severity.REMARK, message, remedy
        )

    for index, tag in enumerate(map(tag_named, names)):
        if tag.slug not in shown:
            shown[tag.slug] = tag.name
            if JOINED.search(tag.name):
                yield remark(
                    index, "joined-tags", f"«{tag.name[:60]}» thành một từ khóa",
                    "nếu là nhiều từ khóa thì viết mỗi từ một dòng «- », hoặc cả trên dòng tags:",
                )  # fmt: skip
        elif tag.name not in told:
            told.add(tag.name)
            kept = shown[tag.slug]
            message = f"từ khóa «{tag.name}» viết hai lần"
            if tag.name != kept:
                message = f"«{tag.name}» và «{kept}» là một từ khóa, trang chỉ hiện «{kept}»"
            yield remark(index, "duplicate-tag", message, "giữ một, xóa một")


@lru_cache(maxsize=16_384)
def tag_named(name: str) -> Tag:
    """Articles share keywords: each is folded once and kept once."""
    stripped = " ".join(name.split())
    return Tag(slug(stripped), stripped)
