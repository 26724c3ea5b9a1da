"""The sites that are measured: the portal and four generators over the same articles.

Each rival gets the corpus in its own front matter and a minimal theme of the same pages: articles,
home page, categories, tags and years in pages of twenty, feed, site map. The portal builds all it
has (checks, search index, figures, feeds, archives); the rivals build plain pages.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vocabulary
import yaml
from corpus import slug

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
TOOLS = BENCH / "work" / "tools"
"""Where rivals are installed, apart from the project's own environment."""

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One article of the corpus, split."""

    path: Path
    """Relative to the content folder."""
    matter: dict[str, Any]
    body: str

    @property
    def year(self) -> str:
        return str(self.matter["date"])[:4]

    @property
    def moment(self) -> str:
        return f"{self.matter['date']}:00+07:00".replace(" ", "T")


def read(content: Path) -> Iterable[Source]:
    for file in sorted(content.glob("bai-viet/*/*.md")):
        yield split(file.relative_to(content), file.read_text(encoding="utf-8"))


def split(path: Path, text: str) -> Source:
    _, matter, body = text.split("---\n", 2)
    return Source(path, yaml.load(matter, Loader=yaml.CBaseLoader), body)


def _yaml(matter: dict[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(v, ensure_ascii=False)}\n" for key, v in matter.items())


class Rival:
    """A generator, its site and how to run it. Subclasses say what differs."""

    name: str
    site: str
    """Folder of ``bench/sites`` with its configuration and templates."""
    content = Path()
    """Folder of articles below the site's."""
    output: Path
    caches: tuple[str, ...] = ()
    """Out of the way before a cold build, with the output."""

    def prepare(self, corpus: Path, folder: Path) -> None:
        """Make the site in ``folder``, which must not exist."""
        shutil.copytree(BENCH / "sites" / self.site, folder)
        for article in read(corpus):
            self.put(folder, article)
        self.copy_static(corpus, folder)

    def put(self, folder: Path, article: Source) -> Path:
        """Write one article in the generator's own form."""
        body = article.body.replace("](anh-", "](/hinh-anh/anh-")
        file = folder / self.content / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.front_matter(article) + body, encoding="utf-8")
        return file

    def front_matter(self, article: Source) -> str:
        raise NotImplementedError

    def copy_static(self, corpus: Path, folder: Path) -> None:
        raise NotImplementedError

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        """The build; ``again`` if the last one's output is there and a little has changed."""
        raise NotImplementedError

    def version(self) -> str:
        raise NotImplementedError

    def clean(self, folder: Path) -> None:
        """Put what earlier builds made out of the way. It is not deleted: for half a minute after
        that, some file systems make new files at several times the price."""
        aside = Path(tempfile.mkdtemp(dir=folder.parent))
        for path in (folder / self.output, *(folder / cache for cache in self.caches)):
            if path.exists():
                path.rename(aside / path.name)


class Portal(Rival):
    """This project with its own settings; only PDF and share cards, which no rival has and which
    cost more than all else, are left out."""

    name = "Cổng tin"
    site = "portal"
    content = Path("content")
    output = Path("output")
    caches = (".cache", ".output.portal")

    def prepare(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus, folder / "content")
        changes = {
            "OFFICE": vocabulary.OFFICES[0][0],
            "THEME": str(ROOT / "theme"),
            "PDF_YEARS": (),
            "CARD_YEARS": (),
        }
        settings = (ROOT / "site_config.py").read_text(encoding="utf-8")
        settings += "".join(f"{name} = {value!r}\n" for name, value in changes.items())
        (folder / "settings.py").write_text(settings, encoding="utf-8")

    def put(self, folder: Path, article: Source) -> Path:
        file = folder / "content" / article.path
        matter = _yaml(article.matter)
        if file.exists():  # An edit of the text leaves the front matter as its editor wrote it.
            matter = file.read_text(encoding="utf-8").split("---\n", 2)[1]
        file.write_text(f"---\n{matter}---\n{article.body}", encoding="utf-8")
        return file

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        portal = Path(sys.executable).with_name("portal")
        options = ("--content", "content", "--output", "output", "--settings", "settings.py")
        return [str(portal), "build", *options]

    def version(self) -> str:
        head = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
        return subprocess.run(head, capture_output=True, text=True, check=True).stdout.strip()


class Hugo(Rival):
    name = "Hugo"
    site = "hugo"
    content = Path("content")
    output = Path("public")
    caches = ("resources",)

    def front_matter(self, article: Source) -> str:
        matter = article.matter
        return "---\n{}---\n".format(
            _yaml(
                {
                    "title": matter["title"],
                    "date": article.moment,
                    "slug": matter["slug"],
                    "summary": matter["summary"],
                    "author": matter["author"],
                    "categories": [matter["category"]],
                    "tags": matter["tags"],
                    "years": [article.year],
                }
            )
        )

    def copy_static(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus / "hinh-anh", folder / "static" / "hinh-anh")
        shutil.copy(BENCH / "sites" / "style.css", folder / "static")

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        return [str(TOOLS / "venv/bin/hugo"), "--quiet"]

    def version(self) -> str:
        return _python_version("hugo")


class Eleventy(Rival):
    name = "Eleventy"
    site = "eleventy"
    output = Path("_site")
    caches = (".cache",)

    def prepare(self, corpus: Path, folder: Path) -> None:
        super().prepare(corpus, folder)
        (folder / "node_modules").symlink_to(TOOLS / "eleventy/node_modules")
        (folder / "bai-viet/bai-viet.json").write_text('{"layout": "article.11ty.js"}')

    def front_matter(self, article: Source) -> str:
        matter = article.matter
        return "---\n{}---\n".format(
            _yaml(
                {
                    "title": matter["title"],
                    "date": article.moment,
                    "permalink": f"/{article.year}/{matter['slug']}/",
                    "summary": matter["summary"],
                    "author": matter["author"],
                    "category": matter["category"],
                    "keywords": matter["tags"],
                }
            )
        )

    def copy_static(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus / "hinh-anh", folder / "hinh-anh")
        shutil.copy(BENCH / "sites" / "style.css", folder)

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        eleventy = folder / "node_modules/@11ty/eleventy/cmd.cjs"
        # --incremental=FILE, in a new process, fails in 3.1 where templates are JavaScript.
        return ["node", str(eleventy), "--quiet"]

    def version(self) -> str:
        package = TOOLS / "eleventy/node_modules/@11ty/eleventy/package.json"
        return str(json.loads(package.read_text())["version"])


class Pelican(Rival):
    name = "Pelican"
    site = "pelican"
    content = Path("content")
    output = Path("output")
    caches = ("cache", "__pycache__")

    def front_matter(self, article: Source) -> str:
        matter = article.matter
        # The summary goes by another name: Pelican would render it as Markdown as well.
        lines = {
            "Title": matter["title"],
            "Date": matter["date"],
            "Slug": matter["slug"],
            "Category": matter["category"],
            "Tags": ", ".join(tag.replace(",", "") for tag in matter["tags"]),
            "Abstract": matter["summary"],
            "Byline": matter["author"],
        }
        return "".join(f"{key}: {value}\n" for key, value in lines.items()) + "\n"

    def copy_static(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus / "hinh-anh", folder / "content/hinh-anh")
        (folder / "content/extra").mkdir()
        shutil.copy(BENCH / "sites" / "style.css", folder / "content/extra")

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        pelican = Path(sys.executable).with_name("pelican")
        return [str(pelican), "-s", "pelicanconf.py", "--quiet"]

    def version(self) -> str:
        from importlib.metadata import version  # noqa: PLC0415

        return version("pelican")


class Zensical(Rival):
    """Has no notion of articles: its list pages are written as Markdown beforehand."""

    name = "Zensical"
    site = "zensical"
    content = Path("docs")
    output = Path("site")
    caches = (".cache",)

    def put(self, folder: Path, article: Source) -> Path:
        file = super().put(folder, article)
        target = folder / "docs" / article.year / f"{article.matter['slug']}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        return file.rename(target)

    def prepare(self, corpus: Path, folder: Path) -> None:
        super().prepare(corpus, folder)
        shutil.rmtree(folder / "docs/bai-viet")
        groups: dict[str, list[Source]] = {"": []}
        for article in sorted(read(corpus), key=lambda one: one.moment, reverse=True):
            tags = (f"tu-khoa/{slug(tag)}/" for tag in article.matter["tags"])
            category = f"chuyen-muc/{article.matter['category']}/"
            for group in ("", category, f"{article.year}/", *tags):
                groups.setdefault(group, []).append(article)
        for group, articles in groups.items():
            for start in range(0, len(articles), PAGE_SIZE):
                number = start // PAGE_SIZE + 1
                file = folder / "docs" / group / (f"page/{number}.md" if start else "index.md")
                file.parent.mkdir(parents=True, exist_ok=True)
                items = (
                    f"- [{one.matter['title']}](/{one.year}/{one.matter['slug']}/) "
                    f"{one.matter['summary']}\n"
                    for one in articles[start : start + PAGE_SIZE]
                )
                file.write_text(f"# {group or 'Trang chủ'}\n\n{''.join(items)}", encoding="utf-8")

    def front_matter(self, article: Source) -> str:
        matter = article.matter
        head = f"---\n{_yaml({'title': matter['title']})}---\n\n# {matter['title']}\n\n"
        return f"{head}{article.moment} · {matter['category']}\n\n{matter['summary']}\n"

    def copy_static(self, corpus: Path, folder: Path) -> None:
        shutil.copytree(corpus / "hinh-anh", folder / "docs/hinh-anh")

    def command(self, folder: Path, *, again: bool = False) -> list[str]:
        command = [str(TOOLS / "venv/bin/zensical"), "build"]
        return command if again else [*command, "--clean"]

    def version(self) -> str:
        return _python_version("zensical")


RIVALS: dict[str, Rival] = {
    rival.site: rival for rival in (Portal(), Hugo(), Eleventy(), Pelican(), Zensical())
}


def install() -> None:
    """Install the rivals, unless they are there."""
    venv = TOOLS / "venv"
    if not (venv / "bin/zensical").exists():
        _run(sys.executable, "-m", "venv", venv)
        lock = ROOT / "requirements-bench.lock"
        _run(venv / "bin/pip", "install", "--quiet", "--require-hashes", "-r", lock)
    eleventy = TOOLS / "eleventy"
    if not (eleventy / "node_modules").exists():
        eleventy.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(BENCH / "sites/eleventy" / name, eleventy)
        _run("npm", "--prefix", eleventy, "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def _run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True)


def _python_version(package: str) -> str:
    script = f"from importlib.metadata import version; print(version('{package}'))"
    python = str(TOOLS / "venv/bin/python")
    return subprocess.run(
        [python, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()
