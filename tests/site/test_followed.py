"""All that a page may be made of is followed: plugins, their code, settings that templates read."""

import errno
import os
from pathlib import Path

import pytest
from tiny_site import ROOT, TinySite, article

from plugins.bridge.settings import load
from portal.cli.app import run
from portal.collect.store import CacheError, ContentStore
from portal.core.problem import ThemeError
from portal.engine.publication import Publication

A = "bai-viet/2024/a.md"
FOOTER = "partials/footer.html"
PLUGIN = """
from plugins.bridge import planning
from portal.core.output import File

def words():
    return b"{words}"

def plan(_, *, library, site):
    yield File("rieng.txt", words)

def register():
    planning.connect(plan)
"""


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path, {A: article()})


def equals_a_build_from_nothing(site: TinySite, number: int) -> None:
    site.build()
    site.build(f"fresh-{number}", cache=f"empty-{number}")
    assert site.files() == site.files(f"fresh-{number}")


@pytest.mark.parametrize("left_out", ["plugins.sitemap", "plugins.redirects", "plugins.offline"])
def test_a_plugin_that_is_left_out_takes_its_files_with_it(site: TinySite, left_out: str) -> None:
    site.write(A, article(aliases=["/cu/"]))
    site.build()
    whole = site.files()
    site.settings["PLUGINS"] = f"[one for one in PLUGINS if one != {left_out!r}]"
    site.build()
    assert site.files().keys() < whole.keys()
    del site.settings["PLUGINS"]
    site.build()
    assert site.files() == whole


@pytest.fixture
def own_plugin(site: TinySite) -> Path:
    folder = site.root / "my-plugins"
    folder.mkdir()
    site.settings["PLUGIN_PATHS"] = repr([str(folder)])
    site.settings["PLUGINS"] = "[*PLUGINS, 'rieng_cua_tinh']"
    return folder / "rieng_cua_tinh.py"


def test_the_code_of_a_plugin_from_elsewhere_is_followed(site: TinySite, own_plugin: Path) -> None:
    digests = set()
    for words in ("one", "other"):
        own_plugin.write_text(PLUGIN.format(words=words), encoding="utf-8")
        site.build()  # The module stays as it was first read; a new process reads it anew.
        digests.add(site.engine().code_version)
    assert len(digests) == 2
    assert site.read("rieng.txt") == "one"


def test_settings_that_templates_read_are_followed(site: TinySite) -> None:
    site.override(FOOTER, "<p>{{ site.settings['HOTLINE'] }} {{ 'a' | loud }}</p>")
    for number, (hotline, loud) in enumerate([("111", "!"), ("222", "!"), ("222", "?")]):
        site.settings["HOTLINE"] = repr(hotline)
        site.settings["JINJA_FILTERS"] = f"{{'loud': lambda text: text + {loud!r}}}"
        equals_a_build_from_nothing(site, number)
        assert f"<p>{hotline} a{loud}</p>" in site.read("index.html")


def test_a_new_place_of_the_same_site_makes_no_page_anew(site: TinySite, tmp_path: Path) -> None:
    """Paths are settings, too, and no page shows one."""
    digest = site.engine().site.settings_digest
    other = TinySite(tmp_path / "other", {A: article()})
    other.settings["OUTPUT_PATH"] = "'public'"
    assert other.engine().site.settings_digest == digest


def test_all_is_read_anew_where_that_is_asked_for(site: TinySite) -> None:
    """Even what was changed without a trace: a copying program may set times as it likes."""
    site.build()
    path = site.root / "content" / A
    before = path.stat()
    path.write_text(path.read_text().replace("Nội dung", "Nội Dung"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    site.build(full=True)
    assert "Nội Dung hội nghị" in site.read("2024/a/index.html")


def test_settings_left_out_have_the_defaults_of_the_handbook(site: TinySite) -> None:
    path = site.root / "least.py"
    path.write_text(
        'SITENAME = "Cổng tin"\nSITEURL = "https://langson.example"\nOFFICE = "lang-son"\n'
        f"THEME = {str(ROOT / 'theme')!r}\n"
    )
    settings = load(path)
    assert Path(settings["PATH"]) == site.root / "content"
    assert Path(settings["OUTPUT_PATH"]) == site.root / "output"
    assert Path(settings["CACHE_PATH"]) == site.root / ".cache"
    assert settings["DEFAULT_LANG"] == "vi"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("<p>\n{% if %}", r"footer\.html:2: khuôn trang viết sai \(.*\) → sửa dòng này"),
        ("<p>\n\n{{ 1 | no }}", r"footer\.html:3: khuôn trang viết sai \(No filter named 'no'\.\)"),
        ("\n{{ nobody }}", r"footer\.html:2: khuôn trang dùng giá trị không có \('nobody' is"),
        ("{% include 'no.html' %}", r"không có khuôn no\.html → sửa tên hoặc thêm tệp"),
    ],
)
def test_what_is_wrong_with_a_template_is_told_with_its_line(
    site: TinySite, template: str, told: str
) -> None:
    site.build()
    before = site.files()
    site.override(FOOTER, template)
    with pytest.raises(ThemeError, match=told):
        site.build()
    assert site.files() == before


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "content.sqlite"
    path.mkdir()
    with pytest.raises(CacheError, match=r"không ghi được .*content\.sqlite"):
        ContentStore(path, "context")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("/gioi-thieu/", "/gioi-thieu/index.html: không đổi, giữ nguyên tệp đã xuất"),
        ("https://langson.example/gioi-thieu/#x", "/gioi-thieu/index.html: không đổi"),
        ("trang/gioi-thieu.md", "/gioi-thieu/index.html: không đổi"),
        (f"content/{A}", "/2024/a/index.html: nội dung"),
        ("bai-viet/2024/b.md", "bai-viet/2024/b.md: tệp có lỗi, xem portal check"),
        ("search/manifest.json", "/search/manifest.json (một tệp của phần «search»): nội dung"),
        ("/2024/b/", "/2024/b/: không có trang này trong cổng"),
        ("/2024/c/", "/2024/c/index.html: chưa có"),
    ],
)
def test_why_a_page_was_made(
    site: TinySite, page: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.settings["CACHE_PATH"] = repr(str(site.root / "cache"))
    assert run(["build", "--settings", str(site.settings_file)]) == 0
    site.write("bai-viet/2024/b.md", article(date="hôm qua"))
    site.write("bai-viet/2024/c.md", article("Bài mới"))
    capsys.readouterr()
    assert run(["build", "--settings", str(site.settings_file), "--explain", page]) == 0
    assert told in capsys.readouterr().out


def test_what_changes_no_byte_leaves_the_spare_tree_ready(site: TinySite) -> None:
    """As after a new comment in a template: all is made again, and nothing linked anew."""
    site.build()
    site.write(A, article("Hội nghị mới"))
    site.build()
    before = (site.root / "output/index.html").stat().st_ctime_ns  # a link changes it
    footer = (ROOT / "theme/templates" / FOOTER).read_text(encoding="utf-8")
    site.override(FOOTER, footer.rstrip("\n") + "{# chân trang #}\n")
    outcome = site.build()
    assert (outcome.made > 5, outcome.changed) == (True, [])
    assert (site.root / "output/index.html").stat().st_ctime_ns == before
    site.write(A, article("Hội nghị mới nữa"))
    site.build()
    assert "Hội nghị mới nữa" in site.read("index.html")
    assert (site.root / "output/404.html").exists()


def test_what_is_published_is_not_undone_by_a_disk_that_is_full_afterwards(
    site: TinySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build links anew what could not be linked."""

    def refuse(_: Publication) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    site.build()
    site.write(A, article("Hội nghị mới"))
    with monkeypatch.context() as full:
        full.setattr(Publication, "keep_spare", refuse)
        assert "2024/a/index.html" in site.build().changed
    site.write(A, article("Hội nghị mới nữa"))
    equals_a_build_from_nothing(site, 1)
