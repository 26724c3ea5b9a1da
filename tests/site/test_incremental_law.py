"""The law of the engine: after any edits, what is published equals a build from nothing."""

import shutil
import tempfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image
from tiny_site import NOW, TABLES, TinySite, article

NAMES = st.sampled_from(["mot", "hai", "ba", "bon"])
TITLES = st.sampled_from(["Hội nghị tổng kết năm", "Hội nghị giao ban quý", "Tiếp công dân"])
CATEGORIES = st.sampled_from(["hoat-dong", "thong-bao"])
TAGS = st.lists(st.sampled_from(["tổng kết", "giao ban", "Đường dây nóng"]), unique=True)
DAYS = st.integers(0, 400)
COLOURS = st.sampled_from(["red", "blue"])


def picture(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


def pictured(text: str, alt: str) -> str:
    return text.replace("---", f"---\nimage:\n  src: a.png\n  alt: {alt}", 1)


class Editing(RuleBasedStateMachine):
    """An editor, a designer and a clock at work, with a build after each of their steps."""

    compiled: Path
    """The theme's templates as another site's build compiled them, which takes two thirds of a
    build from nothing. What the designer changes is not among them."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-law-"))
        self.site = TinySite(self.folder, {"bai-viet/2023/mot.md": article("Bài đầu tiên")})
        self.now = NOW
        self.site.settings["PAGE_SIZE"] = "5"
        self.redraw("red")

    def sources(self) -> list[str]:
        content = self.folder / "content"
        return sorted(str(p.relative_to(content)) for p in content.glob("bai-viet/*/*.md"))

    @rule(name=NAMES, title=TITLES, category=CATEGORIES, tags=TAGS, days=DAYS,
          alt=st.sampled_from(["", "Toàn cảnh", "Chủ tọa"]))  # fmt: skip
    def write(
        self, name: str, title: str, category: str, tags: list[str], days: int, alt: str
    ) -> None:
        """Adds an article or gives another form to one, dated before or after now."""
        date = NOW - timedelta(days=300) + timedelta(days=days)
        text = article(f"{title} {name}", category=category, tags=tags,
                       date=f"{date:%Y-%m-%d %H:%M}")  # fmt: skip
        self.site.write(f"bai-viet/2023/{name}.md", pictured(text, alt) if alt else text)

    @rule(colour=COLOURS)
    def redraw(self, colour: str) -> None:
        self.site.write("hinh-anh/a.png", picture(colour))

    @rule(name=NAMES, words=st.text("abcđê ", min_size=1, max_size=20))
    def edit_text(self, name: str, words: str) -> None:
        path = self.folder / "content" / f"bai-viet/2023/{name}.md"
        if path.exists():
            path.write_text(f"{path.read_text()}\nThêm {words}.\n")

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        source = self.folder / "content" / f"bai-viet/2023/{name}.md"
        target = self.folder / "content" / f"bai-viet/2023/{other}.md"
        if source.exists():
            source.replace(target)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.folder / "content" / f"bai-viet/2023/{name}.md").unlink(missing_ok=True)

    @rule(lines=st.sampled_from(["<p>Chân trang A</p>", "<p>Chân trang B</p>", None]))
    def change_template(self, lines: str | None) -> None:
        self.site.override("partials/footer.html", lines)

    @rule(slogan=st.sampled_from(["'Phục vụ'", "'Tận tâm'"]), compress=st.booleans())
    def change_settings(self, slogan: str, compress: bool) -> None:
        self.site.settings |= {"SLOGAN": slogan, "COMPRESS": str(compress)}

    @rule(left_out=st.sampled_from(["", "plugins.sitemap", "plugins.archive"]))
    def change_plugins(self, left_out: str) -> None:
        self.site.settings["PLUGINS"] = f"[one for one in PLUGINS if one != {left_out!r}]"

    @rule(description=st.sampled_from(["", ", description: Tin trong tuần"]))
    def change_declaration(self, description: str) -> None:
        table = TABLES["categories.yml"].replace("Văn phòng}", f"Văn phòng{description}}}")
        self.site.write("categories.yml", table)

    @rule(days=st.integers(1, 120))
    def wait(self, days: int) -> None:
        """Scheduled articles come due."""
        self.now += timedelta(days=days)

    @rule(path=st.sampled_from(["index.html", "feeds/rss.xml", "sitemap.xml"]))
    def tamper(self, path: str) -> None:
        """Somebody deletes a published file."""
        (self.folder / "output" / path).unlink(missing_ok=True)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    @rule()
    def damage_the_state(self) -> None:
        for path in (self.folder / ".output.portal").glob("state-*"):
            data = bytearray(path.read_bytes())
            data[len(data) // 2] ^= 0xFF
            path.write_bytes(data)

    @invariant()
    def equals_a_build_from_nothing(self) -> None:
        self.site.build(now=self.now)
        shutil.rmtree(self.folder / "fresh", ignore_errors=True)
        shutil.rmtree(self.folder / ".fresh.portal", ignore_errors=True)
        shutil.rmtree(self.folder / "empty-cache", ignore_errors=True)
        shutil.copytree(self.compiled, self.folder / "empty-cache" / "templates")
        self.site.build("fresh", cache="empty-cache", now=self.now)
        assert self.site.files("output") == self.site.files("fresh")
        outcome = self.site.build(now=self.now)
        assert (outcome.made, outcome.changed, outcome.removed) == (0, [], [])

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


Editing.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=7,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestEditing = Editing.TestCase


@pytest.fixture(scope="module", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    other = TinySite(tmp_path_factory.mktemp("other"), {"bai-viet/2023/mot.md": article()})
    other.build()
    Editing.compiled = other.root / "cache" / "templates"


def test_an_edit_leaves_the_size_of_its_pdf_right(tmp_path: Path, faces: Path) -> None:
    """The page tells how much its PDF weighs, so the PDF comes first also when only a text changed;
    and no more articles have one than the setting says."""
    site = TinySite(tmp_path, {
        f"bai-viet/2024/{name}.md": article(f"Bài {name}", date=f"2024-01-0{day}")
        for day, name in enumerate(("mot", "hai", "ba"), 1)
    })  # fmt: skip
    site.settings |= {"PDF_YEARS": "'all'", "EXTRAS_AT_MOST": "2"}
    for cache in ("cache", "empty-cache"):
        shutil.copytree(faces.parent, tmp_path / cache / "fonts")
    site.build()
    assert sorted(path for path in site.files() if path.endswith(".pdf")) == [
        "2024/ba/ba.pdf", "2024/hai/hai.pdf",
    ]  # fmt: skip
    text = article("Bài ba", "Nội dung dài hơn nhiều lần. " * 40, date="2024-01-03")
    site.write("bai-viet/2024/ba.md", text)
    outcome = site.build()
    assert {"2024/ba/ba.pdf", "2024/ba/index.html"} <= set(outcome.changed)
    assert "2024/hai/index.html" not in outcome.changed
    site.build("fresh", cache="empty-cache")
    assert site.files("output") == site.files("fresh")


def test_a_page_follows_its_picture(tmp_path: Path) -> None:
    """Neither its article nor an older one has changed."""
    site = TinySite(tmp_path, {
        "hinh-anh/a.png": picture("red"),
        "bai-viet/2024/mot.md": pictured(article("Bài một"), "Toàn cảnh"),
    })  # fmt: skip
    site.build()
    before = site.read("2024/mot/index.html")
    site.write("hinh-anh/a.png", picture("blue"))
    site.build()
    assert site.read("2024/mot/index.html") != before
    site.build("fresh", cache="empty")
    assert site.files() == site.files("fresh")


def test_what_is_gone_goes_also_where_no_state_tells_of_it(tmp_path: Path) -> None:
    """And does not come back with the tree that is exchanged next."""
    site = TinySite(tmp_path, {"bai-viet/2024/a.md": article(), "bai-viet/2024/b.md": article()})
    site.build()
    for state in (tmp_path / ".output.portal").glob("state-*"):
        state.unlink()
    site.remove("bai-viet/2024/a.md")
    for number in range(3):
        site.write("bai-viet/2024/b.md", article(f"Hội nghị {number}"))
        site.build()
        assert "2024/a/index.html" not in site.files()


def test_files_of_others_do_not_stay(tmp_path: Path) -> None:
    """They are looked for at the top alone, as that costs nothing, and everywhere if asked for."""
    site = TinySite(tmp_path, {"bai-viet/2024/a.md": article()})
    site.build()
    for name in ("la.html", "la/a/b.txt", "2024/la.html"):
        (tmp_path / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / name).write_text("lạ")
    outcome = site.build()
    assert (outcome.made, outcome.removed) == (0, ["la.html", "la/a/b.txt"])
    (tmp_path / "output" / "2024/la.html").write_text("lạ")
    assert site.build(full=True).removed == ["2024/la.html"]
    for number in range(3):
        site.write("bai-viet/2024/a.md", article(body=f"Câu {number}."))
        site.build()
        assert not {"la.html", "la/a/b.txt", "2024/la.html"} & site.files().keys()
