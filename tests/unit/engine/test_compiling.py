"""Templates print the same as with Jinja's own compiler, and are as strict."""

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup

from portal.engine.compiling import ThemeEnvironment
from portal.engine.templates import OPTIONS

VALUES: dict[str, Any] = {
    "text": "Trần & con <b>'\"</b>",
    "html": Markup("<em>rõ</em>"),
    "number": 17,
    "nothing": None,
    "one": SimpleNamespace(name="A & B", inner=SimpleNamespace(url="/a/?b=1&c=2")),
    "items": [SimpleNamespace(name=name, size=size) for name, size in (("x<", 1), ("y", 2))],
    "pairs": [("k&", "v")],
    "keys": {"base": "a & b"},
    "shout": lambda text, mark="!", times=1: f"{text}{mark * times}",
}
PARTS = {
    "base.html": "<title>{{ one.name }}</title>{% block main %}none{% endblock %}.",
    "macros.html": (
        "{% macro tag(name, kind='a', shown=true) %}<{{ kind }}>{{ name }}</{{ kind }}>"
        "{% if not shown %}hidden{% endif %}{% endmacro %}"
        "{% macro twice(name) %}{{ tag(name, kind='b') }}{{ tag(name) }}{% endmacro %}"
        "{% macro framed() %}[{{ caller() }}]{% endmacro %}"
        "{% macro any() %}{{ varargs | join(',') }}{{ kwargs | length }}{% endmacro %}"
    ),
    "part.html": "part {{ text }}",
}
IMPORT = "{% from 'macros.html' import tag, twice, framed, any as all %}"
SOURCES = (
    "{{ text }}{{ html }}{{ number }}{{ nothing }}{{ one.name }}{{ one.inner.url }}",
    "{{ keys['base'] }}{{ keys.get('base') }}{{ text | upper }}{{ one.name | lower | safe }}",
    "{% for item in items %}{{ loop.index }}{{ item.name }}{{ ',' if not loop.last }}{% endfor %}",
    "{% for key, value in pairs if key %}{{ key ~ value }}{% else %}none{% endfor %}",
    "{{ items | map(attribute='name') | join(' ') }}",
    "{{ items | selectattr('size', 'gt', 1) | list | length }}",
    "{{ shout(text) }}{{ shout(text, times=2) }}{{ shout(text, '?', times=3) }}",
    "{{ shout(*['a'], **{'mark': 'b'}) }}",
    "{{ 'yes' if one.name else 'no' }}{{ (text ~ html).upper() }}{{ 'a,b'.split(',')[1] }}",
    IMPORT + "{{ tag(text) }}{{ tag(html, kind='i') }}{{ tag('x', shown=false) }}",
    IMPORT + "{{ twice(one.name) }}",
    IMPORT + "{% call framed() %}{{ text }}{% endcall %}{{ all(1, 2, a=3) }}",
    "{% macro here(text) %}{{ text }}{{ number }}{% endmacro %}{{ here('<') }}",
    "{% set found %}{{ text }}!{% endset %}{{ found }}{% set n = one.inner %}{{ n.url }}",
    "{% extends 'base.html' %}{% block main %}{{ super() }}{{ text }}{% endblock %}",
    "{% include 'part.html' %}{% with x = one %}{{ x.name }}{% endwith %}",
    "{% filter upper %}{{ text }}{% endfilter %}",
)


def environment(kind: type[Environment], **sources: str) -> Environment:
    return kind(**OPTIONS, loader=DictLoader({**PARTS, **sources}))


@pytest.mark.parametrize("source", SOURCES)
def test_it_prints_what_jinja_prints(source: str) -> None:
    expected, got = (
        environment(kind).from_string(source).render(VALUES)
        for kind in (Environment, ThemeEnvironment)
    )
    assert got == expected


@pytest.mark.parametrize(
    "source",
    ["{{ nobody }}", "{{ nobody.name }}", "{{ one.nothing }}", "{{ keys.base }}",
     IMPORT + "{{ tag() }}", IMPORT + "{{ tag('a', wrong=1) }}"],
)  # fmt: skip
def test_what_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises((UndefinedError, AttributeError, TypeError)):
        environment(ThemeEnvironment).from_string(source).render(VALUES)


def test_an_error_names_the_line_of_the_template() -> None:
    with pytest.raises(AttributeError) as caught:
        environment(ThemeEnvironment, **{"a.html": "\n\n{{ one.nothing }}"}).get_template(
            "a.html"
        ).render(VALUES)
    frame = caught.traceback[-1]
    assert (str(frame.path), frame.lineno + 1) == ("<template>", 3)
