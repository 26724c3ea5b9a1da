"""Settings that the content does not bear out: the check refuses what a build would refuse."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_site import ROOT, TinySite, article

from portal.cli.app import run

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = TinySite(tmp_path, {
        "bai-viet/2024/a.md": article(tags=["giao ban"]),
        "hinh-anh/huy-hieu.svg": DRAWING,
        "hinh-anh/hong.png": "không phải ảnh",
    })  # fmt: skip
    site.settings["CACHE_PATH"] = repr(str(tmp_path / "cache"))
    return site


def refused(site: TinySite, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What both commands say, which is the same, without the numbers of lines."""
    told = []
    for command in ("check", "build"):
        assert run([command, "--settings", str(site.settings_file)]) == 1
        lines = capsys.readouterr().err.splitlines()
        told.append([line for line in lines if re.search(r"site_config\.py:\d+: ", line)])
    assert told[0] == told[1]
    assert not (site.root / "output" / "index.html").exists()
    return [re.sub(r"^(?:Lỗi: )?site_config\.py:\d+: ", "", line) for line in told[0]]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MENU", "[('Giới thiệu', '/gioi-thieu')]",
         "MENU: trên cổng không có địa chỉ /gioi-thieu → có phải /gioi-thieu/?"),
        ("MENU", "[('Giới thiệu', '/gioi-thiu/')]",
         "MENU: trên cổng không có địa chỉ /gioi-thiu/ → có phải /gioi-thieu/?"),
        ("MENU", "[('Công báo', '/xyz/')]",
         "MENU: trên cổng không có địa chỉ /xyz/ → sửa địa chỉ hoặc bỏ mục này"),
        ("MENU", "[('Số liệu', '/so-lieu/')]",
         "MENU: trên cổng không có địa chỉ /so-lieu/ → sửa địa chỉ hoặc bỏ mục này"),
        ("PUBLISHER", "{'licence_url': '/giay-phep/'}",
         "PUBLISHER.licence_url: trên cổng không có địa chỉ /giay-phep/ → sửa địa chỉ hoặc bỏ mục"
         " này"),
        ("EMBLEM", "'/hinh-anh/quoc-huy.svg'",
         "EMBLEM: không có ảnh «quoc-huy.svg» trong content/hinh-anh → chép tệp ảnh vào"
         ' content/hinh-anh, hoặc viết EMBLEM = ""'),
        ("EMBLEM", "'/hinh-anh/hong.png'", "EMBLEM: «hong.png»: "),
        ("CARD_YEARS", "'latest'", 'CARD_YEARS: cần "newest", "all" hoặc danh sách năm như'),
        ("PLUGINS", "['plugins.assets', 'plugins.images', 'plugins.news', 'plugins.serch']",
         "PLUGINS: không có plugin plugins.serch → có phải plugins.search?"),
        ("PLUGINS", "['plugins.assets', 'plugins.news']",
         "PLUGINS: thiếu plugins.images, cổng không dựng được nếu không có nó → thêm dòng"
         ' "plugins.images",'),
    ],
)  # fmt: skip
def test_a_check_refuses_what_a_build_refuses(
    name: str, value: str, told: str, site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.settings[name] = value
    (line,) = refused(site, capsys)
    assert line.startswith(told)


def test_addresses_of_every_kind_may_stand_in_the_menu(site: TinySite) -> None:
    """Pages of content and of plugins, files, parts of pages, other sites."""
    addresses = ("/2024/a/", "/gioi-thieu/", "/gioi-thieu/#dia-chi", "/chuyen-muc/hoat-dong/",
                 "/tu-khoa/giao-ban/", "/don-vi/lang-son/", "/2024/01/", "/tim-kiem/?q=lịch",
                 "/feeds/rss.xml", "/feeds/atom.xml", "https://dichvucong.gov.vn/",
                 "mailto:a@example.gov.vn")  # fmt: skip
    site.settings["MENU"] = repr([(f"Mục {number}", one) for number, one in enumerate(addresses)])
    assert [problem.code for problem in site.problems()] == ["menu-full"]


def test_the_emblem_is_an_image_of_the_content(site: TinySite) -> None:
    """It is published although no article shows it, under the address that the header has."""
    site.settings["EMBLEM"] = "'/hinh-anh/huy-hieu.svg'"
    site.build()
    found = re.search(r'<img class="emblem" src="/([^"]+)"', site.read("2024/a/index.html"))
    assert found
    assert found[1] in site.files()


def test_a_plugin_whose_library_is_not_installed_says_so(
    site: TinySite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / "own_plugin.py").write_text("import no_such_library\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site.root))
    site.settings["PLUGINS"] = "['plugins.assets', 'plugins.images', 'plugins.news', 'own_plugin']"
    assert run(["check", "--settings", str(site.settings_file)]) == 1
    assert "PLUGINS: own_plugin cần thư viện no_such_library" in capsys.readouterr().err


def test_pelicans_own_command_tells_the_same(site: TinySite) -> None:
    """In a sentence, without a traceback."""
    site.settings["PLUGINS"] = "['plugins.assets', 'plugins.images', 'plugins.newz']"
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", str(site.settings_file)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "PLUGINS: không có plugin plugins.newz → có phải plugins.news?" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    site.settings["PLUGINS"] = "['plugins.assets', 'plugins.images', 'plugins.news']"
    subprocess.run(
        [sys.executable, "-m", "pelican", "-s", str(site.settings_file)],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    assert "2024/a/index.html" in site.files()


@pytest.mark.parametrize(
    ("plugin", "link"),
    [
        ("statistics", "/so-lieu/"),
        ("open_data", "/du-lieu/tat-ca.csv"),
        ("archive", "/2024/#thang-1"),
        ("search", "/tim-kiem/?q=lịch"),
        ("feeds", "/feeds/rss.xml"),
        ("redirects", "/cu/hop/"),
    ],
)
def test_a_text_may_lead_to_what_a_plugin_publishes_and_not_without_it(
    plugin: str, link: str, tmp_path: Path
) -> None:
    """The editor of the text is told, who cannot see the settings from there."""
    words = "5 cuộc họp"
    text = article("Năm 2023", f"Có {words}. Xem [thêm]({link})./.", aliases="[/cu/hop/]")
    statement = f'statistics:\n  - {{indicator: cuoc-hop, figure: "{words}", period: 2023}}'
    site = TinySite(tmp_path, {
        "bai-viet/2024/a.md": text.replace("\n---\n", f"\n{statement}\n---\n", 1)
        .replace('"[/cu/hop/]"', "[/cu/hop/]"),
        "indicators.yml": "cuoc-hop: {name: Cuộc họp, english: Meetings, topic: Họp,"
        " definition: Đã phục vụ., unit: cuộc họp}\n",
    })  # fmt: skip
    assert [line for line in site.messages() if "liên kết" in line] == []
    site.settings["PLUGINS"] = f"[name for name in PLUGINS if name != 'plugins.{plugin}']"
    (told,) = [line for line in site.messages() if "liên kết" in line]
    assert re.match(rf"bai-viet/2024/a\.md:\d+: body: liên kết tới «{re.escape(link)}»", told)
    site.write("bai-viet/2024/a.md", article(body="Xem [năm 2019](/2019/)./."))
    assert "liên kết tới «/2019/» không dẫn đến đâu" in "".join(site.messages())


def test_a_page_for_which_the_menu_has_no_room_is_told(site: TinySite) -> None:
    """With its line: it stands in the footer then, which nobody asked for."""
    site.write("trang/lien-he.md", "---\ntitle: Liên hệ\nmenu: 9\n---\n\nĐiện thoại.\n")
    told = (
        "trang/lien-he.md:3: menu: thực đơn đã đủ 7 mục nên trang này nằm ở chân trang → bớt mục "
        "trong MENU hoặc bỏ menu ở trang khác; muốn ở chân trang thì bỏ khóa này"
    )
    taken = len(site.engine().site.menu)
    for number in (7 - taken, 8 - taken):
        site.settings["MENU"] = repr([("Luật", f"https://{n}.vn") for n in range(number)])
        assert site.messages() == ([told] if number > 7 - taken else [])
