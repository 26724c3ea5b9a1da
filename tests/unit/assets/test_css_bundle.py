"""Style sheets are joined by layer and made small without changing what they mean."""

from pathlib import Path

import pytest

from plugins.assets.stylesheet import bundle, link, minify
from portal.core.problem import PortalError


@pytest.fixture
def css(tmp_path: Path) -> Path:
    folder = tmp_path / "css"
    folder.mkdir()
    (folder / "main.css").write_text("/* why */ @layer reset, base, components;", "utf-8")
    (folder / "base.css").write_text("a { color: red }", "utf-8")
    return folder


def components(tmp_path: Path, **sheets: str) -> Path:
    for name, text in sheets.items():
        folder = tmp_path / "components" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.css").write_text(text, "utf-8")
    return tmp_path / "components"


def test_each_file_is_the_layer_of_its_name_and_components_are_one_layer(
    css: Path, tmp_path: Path
) -> None:
    """Components come in the order of their names, so two machines build the same bytes."""
    folder = components(tmp_path, tag=".t { }", card=".c { }")
    assert minify(bundle(css, folder)) == (
        "@layer reset,base,components;@layer base{a{color:red}}@layer components{.c{}.t{}}"
    )


def test_a_file_without_a_layer_is_an_error(css: Path, tmp_path: Path) -> None:
    """It would be lost silently otherwise."""
    (css / "extra.css").write_text("", "utf-8")
    with pytest.raises(PortalError, match="extra"):
        bundle(css, tmp_path)


def test_an_order_of_layers_is_needed(css: Path, tmp_path: Path) -> None:
    (css / "main.css").write_text("", "utf-8")
    with pytest.raises(PortalError, match="@layer"):
        bundle(css, tmp_path)


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("a :hover { x: 1 }", "a :hover{x:1}"),
        ("a:hover , b > c {\n  x : 1 ;\n}", "a:hover,b>c{x :1}"),
        ("p { width: calc(1px + 2 * 3px) }", "p{width:calc(1px + 2 * 3px)}"),
        ("@media (a: 1) and (b: 2) { }", "@media (a:1) and (b:2){}"),
        ('p::after { content: " ;  } /* no */" }', 'p::after{content:" ;  } /* no */"}'),
        ("a/* gone */b { x: 1 !important; }", "a b{x:1!important}"),
        (".a :is(.b , .c) .d { }", ".a :is(.b,.c) .d{}"),
        ("""p { background: url("data:image/svg+xml,%3Csvg a='1  2'%3E") }""",
         """p{background:url("data:image/svg+xml,%3Csvg a='1  2'%3E")}"""),
    ],
)  # fmt: skip
def test_minifying_drops_only_what_means_nothing(written: str, small: str) -> None:
    """Strings stay to the letter, and so does space that CSS reads."""
    assert minify(written) == small
    assert minify(small) == small


def test_names_of_assets_become_addresses_and_data_stays() -> None:
    text = 'a{b:url("fonts/x.woff2") url("data:x")}'
    assert link(text, lambda name: f"/assets/{name[6:]}") == (
        'a{b:url("/assets/x.woff2") url("data:x")}'
    )
