"""A phrase of any form, read word by word: without a paragraph there are no periods to tell."""

from portal.core.figures.figure import Figure
from portal.core.figures.prose.attach import attach
from portal.core.figures.prose.scan import scan
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.timeline import Timeline


def read_every_word(words: str) -> tuple[Figure, ...]:
    """The figures of ``words``; offsets are into them."""
    source = Source(words)
    mentions = Timeline(source.low).mentions
    drafts = scan(source, mentions)
    attach(drafts, source, mentions)
    figures = []
    for draft in drafts:
        start, end = source.origin(draft.start), source.origin(draft.end)
        figures.append(draft.figure(words[start:end], start, end))
    return tuple(figures)
