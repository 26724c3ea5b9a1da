"""The sample site's pages by their kinds, and how long a page is waited for."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

# A crowded machine takes its time; what is awaited is the answer, not its speed.
expect.set_options(timeout=20_000)

_BODY = re.compile(r'<body class="page page-([a-z0-9-]+)')


@pytest.fixture(scope="session")
def addresses(sample_site: Path) -> dict[str, list[str]]:
    """Kind of page → addresses, the page with most to show first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in sample_site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        kind = _BODY.search(text)
        if kind:
            address = f"/{file.relative_to(sample_site).as_posix()}".removesuffix("index.html")
            found.setdefault(kind[1], []).append((len(text), address))
    return {kind: [one for _, one in sorted(pages, reverse=True)] for kind, pages in found.items()}
