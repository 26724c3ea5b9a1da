"""Which images are published: those that published texts show, and no others."""

from collections.abc import Iterable, Iterator

from portal.core.output import File
from portal.core.picture import Catalogue, variants
from portal.imaging.store import Rendition, Store


def files(sources: Iterable[str], images: Catalogue, store: Store) -> Iterator[File]:
    """Every variant of every image, once: two folders may hold the same picture."""
    planned: set[str] = set()
    for src in dict.fromkeys(sources):
        info = images.get(src)
        if info is None:
            continue  # The check of references names it to the editor.
        for variant in variants(info):
            if variant.url not in planned:
                planned.add(variant.url)
                yield File(variant.url.lstrip("/"), encoded, (store.rendition(info, variant),))


def encoded(rendition: Rendition) -> bytes:
    return rendition.read()
