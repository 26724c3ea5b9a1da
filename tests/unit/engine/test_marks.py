"""Pages are put together of what a template gives and of what is ready."""

from pathlib import Path

import pytest
from jinja2 import Environment
from tiny_library import site

from portal.core.output import BODY, Page
from portal.engine.templates import Templates, environment_options


class Text:
    digest = "d"

    def __html__(self) -> str:
        return BODY

    def __bytes__(self) -> bytes:
        return "<p>Văn bản</p>".encode()


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    for name, text in {
        "page.html": "<h1>{{ title }}</h1>{{ fragment('outer.html', n=n) }}{{ body }}!",
        "outer.html": "<p>{{ n }} {{ fragment('inner.html') }} {{ site.name }}</p>",
        "inner.html": "{% macro m() %}{{ fragment('deep.html') }}{% endmacro %}({{ m() }})",
        "deep.html": "sâu",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = Environment(**environment_options(tmp_path / "cache"))
    return Templates(environment, (tmp_path,), site())  # type: ignore[arg-type]


def test_fragments_within_fragments_and_the_text_come_where_they_are_printed(
    templates: Templates,
) -> None:
    for number in (1, 2, 1):
        page = Page("a", "page.html", {"title": "a < b", "n": number, "body": Text()})
        assert templates(page).decode() == (
            f"<h1>a &lt; b</h1><p>{number} (sâu) Trang tin Văn phòng</p><p>Văn bản</p>!"
        )


def test_no_text_is_taken_for_a_mark(templates: Templates) -> None:
    page = Page("a", "page.html", {"title": f"{BODY}<\0000>", "n": BODY, "body": ""})
    assert templates(page).decode().startswith("<h1>&lt;\0&gt;&lt;\0000&gt;</h1><p>&lt;\0&gt; ")
