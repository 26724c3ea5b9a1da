"""One file of the content folder: bytes in, a typed document and its problems out."""

import posixpath
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from portal.collect.keywords import JOINED, review_tags, tags_named
from portal.collect.summary import summary
from portal.core.article import Article, Body, Image, StandingPage
from portal.core.front_matter import ArticleMatter, Moment, PageMatter, type_matter
from portal.core.library import Declarations
from portal.core.picture import says_nothing
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import clean, guess_encoding, is_ordinary, nfc, slug
from portal.core.yaml_text import YamlText, key_name, read_yaml
from portal.markup.addresses import poor_alt
from portal.markup.layout import without_indents
from portal.markup.references import Reference, references
from portal.markup.render import to_html
from portal.markup.review import review
from portal.markup.review_rendered import review_rendered

MAX_BYTES = 2_000_000
"""A novel has a million; more is a file that was renamed to .md."""

ENCODING_NAMES = {
    "tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258",
    "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip

_KINDS = {
    b"PK\x03\x04": "tệp Word hoặc tệp nén", b"\xd0\xcf\x11\xe0": "tệp Word", b"%PDF": "tệp PDF",
    b"{\\rtf": "tệp Word", b"\xff\xd8\xff": "ảnh", b"\x89PNG": "ảnh",
}  # fmt: skip
"""How files begin whose name only was changed."""
_OPENING = re.compile(r"\A\s*---[ \t]*\n")
_ALMOST_OPENING = re.compile(r"\A\s*([-–—]{1,6}|[=*_]{3,6})[ \t]*\n")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*$", re.M)
_ALMOST_CLOSING = re.compile(
    r"^([ \t]+---|[ \t]*(?:--|----+|[-–—]*[–—][-–—]*|===+|\*{3,}))[ \t]*$", re.M
)
_BODY_WITHIN = re.compile(
    r"\n[ \t]*\n\s*?(?=[^\s#-])(?!(?:[a-z_]+|[^\s:]+(?: [^\s:]+){0,2}):(?:\s|\Z))"
)
"""An empty line before what is neither a key, an item, a comment nor indented."""
_SIGNS_OF_A_BODY = ("unknown-key", "unknown-category", "no-front-matter")


class Document(NamedTuple):
    """What was read from one file; ``article`` and ``page`` are ``None`` where it is unusable."""

    source: str
    digest: str
    article: Article | None = None
    page: StandingPage | None = None
    body: Body | None = None
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_draft: bool = False
    matter: str = ""
    """Digest of the front matter as written."""
    shape: str = ""
    """Digest of everything but the text: front matter, problems, links, and analyses other than
    those of the text. Two readings of one shape differ at most in what their own page says."""
    lines: Mapping[str, int] = MappingProxyType({})
    """Line of each front-matter key that a check across files may have to name, each old address
    (``aliases[0]``) included."""

    @property
    def subject(self) -> Article | StandingPage | None:
        return self.article or self.page

    def is_hidden(self, now: datetime) -> bool:
        """Whether readers cannot open it, or not yet."""
        return self.is_draft or (self.article is not None and self.article.date > now)


_NAMED = ("title", "date", "slug", "image", "aliases", "summary", "tags", "menu")
_PLACES_NAMED = tuple((key,) for key in _NAMED)


def digest_of(source: str, data: bytes) -> str:
    digest = blake2b(source.encode() + b"\0", digest_size=16, person=b"document")
    digest.update(data)
    return digest.hexdigest()


def is_page(source: str) -> bool:
    return source.startswith("trang/")


def read_document(
    source: str, data: bytes, declarations: Declarations, renderer: str = "pyromark"
) -> Document:
    """Read ``content/<source>``. Never raises for what a file holds: it says what is wrong."""
    digest = digest_of(source, data)
    if len(data) > MAX_BYTES:
        return Document(source, digest, problems=(_file_problem(
            source, 1, "too-large",
            f"tệp lớn {len(data) / 1e6:.0f} MB, quá {MAX_BYTES // 10**6} MB",
            "bài viết chỉ chứa chữ: đưa ảnh vào content/hinh-anh, bỏ phần thừa",
        ),))  # fmt: skip
    text, problems = _decode(source, data)
    if text is None:
        return Document(source, digest, problems=problems)
    split = _split(source, text)
    if isinstance(split, Problem):
        return Document(source, digest, problems=(*problems, split))
    yaml_source, yaml_line, markdown, line = split
    markdown, indented = without_indents(markdown)
    if indented:
        problems += (_normalised(
            source, line + indented[0],
            f"{len(indented)} đoạn thụt đầu dòng bằng Tab hoặc dấu cách, Markdown sẽ in thành mã "
            "lệnh; đã bỏ khoảng trống ấy",
        ),)  # fmt: skip
    yaml = read_yaml(yaml_source, source, first_line=yaml_line)
    if yaml.value is None and yaml.problems:
        if not_closed := _not_closed(source, yaml_source, yaml_line):
            return Document(source, digest, problems=(*problems, not_closed))
        problems += (*yaml.problems, *review(markdown, source, line))
        return Document(source, digest, problems=problems)
    decoded, problems = problems, (*problems, *yaml.problems, *review(markdown, source, line))
    body = to_html(markdown, renderer, line)
    problems += (*review_rendered(body, source),)
    found_references = references(markdown, line)
    article: Article | None = None
    page: StandingPage | None = None
    is_draft = False
    if is_page(source):
        page_matter, found = type_matter(PageMatter, yaml, source)
        if page_matter:
            page = _page(source, digest, page_matter, body, found_references)
            is_draft = page_matter.status == "draft"
    else:
        matter, found = type_matter(ArticleMatter, yaml, source, _examples(declarations))
        if matter:
            article, more = _article(
                source, digest, matter, body, yaml, declarations, found_references
            )
            is_draft = matter.status == "draft"
            found += more
    if any(problem.code in _SIGNS_OF_A_BODY for problem in found) and (
        not_closed := _not_closed(source, yaml_source, yaml_line)
    ):
        return Document(source, digest, problems=(*decoded, not_closed))
    lines = {place[0]: yaml.lines[place] for place in _PLACES_NAMED if place in yaml.lines}
    if "aliases" in lines:
        old = [place for place in yaml.lines if len(place) == 2 and place[0] == "aliases"]
        lines |= {key_name(place): yaml.lines[place] for place in old}
    matter_digest = blake2b(yaml_source.encode(), digest_size=12).hexdigest()
    return Document(
        source, digest, article, page, body, found_references,
        problems + found, is_draft, matter_digest, lines=lines,
    )  # fmt: skip


def _decode(source: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    if data.startswith(tuple(_KINDS)):
        kind = next(kind for start, kind in _KINDS.items() if data.startswith(start))
        return None, (_file_problem(
            source, 1, "not-text", f"đây là {kind} đổi đuôi thành .md",
            "mở tệp gốc, chép chữ sang tệp .md mới (lệnh portal new tạo sẵn khuôn)",
        ),)  # fmt: skip
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        guess = guess_encoding(data)
        likely = f", có lẽ là {ENCODING_NAMES.get(guess, guess)}" if guess else ""
        return None, (_file_problem(
            source, data.count(b"\n", 0, error.start) + 1, "not-utf8",
            f"tệp không phải UTF-8{likely}",
            "mở lại bằng trình soạn thảo, chọn «Lưu với mã hóa UTF-8»",
        ),)  # fmt: skip
    if is_ordinary(text):
        return text, ()
    if "\0" in text:
        return None, (_file_problem(
            source, 1, "not-text", "tệp có ký tự rỗng, không phải văn bản",
            "kiểm tra lại tệp: có thể đây là ảnh hay tệp Word đổi đuôi",
        ),)  # fmt: skip
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, notes = clean(text)
    return text, tuple(_normalised(source, note.line, str(note)) for note in notes)


def _split(source: str, text: str) -> tuple[str, int, str, int] | Problem:
    """Front matter, its first line, body, its first line."""
    opening = _OPENING.match(text)
    if not opening and (almost := _ALMOST_OPENING.match(text)):
        return _file_problem(
            source, text.count("\n", 0, almost.end()), "no-front-matter",
            f"dòng đầu «{almost[1]}» không phải ba dấu gạch ngang",
            "sửa thành ---, dòng đóng phần khai báo cũng vậy",
        )  # fmt: skip
    if not opening:
        return _file_problem(
            source, 1, "no-front-matter", "bài không bắt đầu bằng dòng ---",
            "đặt --- ở dòng đầu tiên, rồi các khóa title, date, category, rồi một dòng --- nữa",
        )  # fmt: skip
    start = opening.end()
    closing = _CLOSING.search(text, start - 1)
    yaml_line = text.count("\n", 0, start) + 1
    if not closing:
        return _not_closed(source, text[start:], yaml_line) or _file_problem(
            source, yaml_line - 1, "front-matter-not-closed",
            "phần khai báo mở bằng --- mà không đóng",
            "thêm một dòng --- giữa phần khai báo và nội dung",
        )  # fmt: skip
    body_start = min(closing.end() + 1, len(text))
    line = yaml_line + text.count("\n", start, body_start)
    return text[start : closing.start() + 1], yaml_line, text[body_start:], line


def _not_closed(source: str, text: str, first_line: int) -> Problem | None:
    """Whether the body begins within ``text``, which was taken for front matter. A rule far down
    in the body closes what an editor forgot to close."""
    almost = _ALMOST_CLOSING.search(text)
    begins = _BODY_WITHIN.search(text)
    if almost and not (begins and begins.end() < almost.start()):
        message = f"dòng «{almost[1]}» không đóng được phần khai báo"
        remedy, start = "sửa thành đúng ba dấu gạch ngang --- ở sát lề trái", almost.start(1)
    elif begins:
        line = text[begins.end() :].partition("\n")[0].strip()
        message = f"phần khai báo không đóng trước nội dung «{line[:40]}»"
        remedy, start = "thêm một dòng --- ngay trên dòng này", begins.end()
    else:
        return None
    return _file_problem(
        source, first_line + text.count("\n", 0, start), "front-matter-not-closed", message, remedy
    )


def _examples(declarations: Declarations) -> dict[str, str]:
    category = next(iter(declarations.categories.values()), None)
    return {"category": category.name} if category else {}


def _article(
    source: str,
    digest: str,
    matter: ArticleMatter,
    body: Body,
    yaml: YamlText,
    declarations: Declarations,
    found_references: tuple[Reference, ...],
) -> tuple[Article | None, tuple[Problem, ...]]:
    problems: tuple[Problem, ...] = ()
    category = declarations.category_names.find(matter.category)
    if category is None:
        problems += (declarations.category_names.unknown(
            matter.category, file=source, key="category", line=yaml.line(("category",)),
            where="content/categories.yml",
        ),)  # fmt: skip
    office: str | None = declarations.default_office
    if matter.office:
        office = declarations.office_names.find(matter.office)
    if office is None:
        problems += (declarations.office_names.unknown(
            matter.office, file=source, key="office", line=yaml.line(("office",)),
            where="content/offices.yml",
        ),)  # fmt: skip
    if matter.updated and matter.updated.at < matter.date.at:
        problems += (Problem(
            source, yaml.line(("updated",)), "updated", "updated-before-date", Severity.ERROR,
            "ngày sửa sớm hơn ngày đăng", "xem lại hai khóa date và updated",
        ),)  # fmt: skip
    tags = tags_named(matter.tags)
    if len(tags) < len(matter.tags) or any(map(JOINED.search, matter.tags)):
        problems += (*review_tags(matter.tags, source, yaml),)
    if matter.image and says_nothing(matter.image.alt):
        problems += (poor_alt(source, yaml.line(("image", "alt")), "image.alt", matter.image.alt),)
    if category is None or office is None:
        doubtful = declarations.doubtful
        return None, tuple(problem for problem in problems if problem.code not in doubtful)
    url = f"/{matter.date.at.year}/{matter.slug or slug_of(source)}/"
    article = Article(
        source=source,
        digest=digest,
        title=matter.title,
        date=matter.date.at,
        has_time=matter.date.has_time,
        category=category,
        summary=summary(matter.summary, body),
        has_sapo=bool(matter.summary),
        office=office,
        url=url,
        tags=tags,
        author=matter.author,
        image=_image(matter),
        images=body.images,
        links=_file_links(source, found_references),
        updated=_at(matter.updated),
        status=matter.status,
        aliases=matter.aliases,
        statistics=matter.statistics,
        statistics_lines=tuple(
            yaml.line(("statistics", index)) for index in range(len(matter.statistics))
        ),
    )
    return article, problems


def _page(
    source: str,
    digest: str,
    matter: PageMatter,
    body: Body,
    found_references: tuple[Reference, ...],
) -> StandingPage:
    return StandingPage(
        source=source,
        digest=digest,
        title=matter.title,
        url=f"/{matter.slug or slug_of(source)}/",
        summary=summary(matter.summary, body),
        has_sapo=bool(matter.summary),
        menu=matter.menu,
        updated=_at(matter.updated),
        aliases=matter.aliases,
        images=body.images,
        links=_file_links(source, found_references),
    )


def slug_of(source: str) -> str:
    return slug(posixpath.splitext(posixpath.basename(source))[0])


def link_target(source: str, target: str) -> str:
    """The address or source path that ``target``, written in ``source``, means; no fragment.

    A path is in composed letters, whatever the folder of ``source`` is in.
    """
    path = nfc(unquote(target.partition("#")[0].partition("?")[0]))
    if path.startswith("/") or not path:
        return path
    if path.startswith(("bai-viet/", "trang/")):
        return path
    return posixpath.normpath(posixpath.join(posixpath.dirname(nfc(source)), path))


def _file_links(
    source: str, found_references: tuple[Reference, ...]
) -> tuple[tuple[str, str], ...]:
    """Links to other Markdown files; they are given the file's address when pages are made."""
    if not found_references:
        return ()
    written = [item.target for item in found_references if not item.is_image]
    return tuple(
        (target, link_target(source, target))
        for target in dict.fromkeys(written)
        if target.partition("#")[0].endswith(".md")
    )


def _image(matter: ArticleMatter) -> Image | None:
    if not matter.image:
        return None
    source = re.sub(r"^(?:\.{0,2}/)*(?:content/)?(?:hinh-anh/)?", "", matter.image.src)
    return Image(source, matter.image.alt, matter.image.caption)


def _at(moment: Moment | None) -> datetime | None:
    return moment.at if moment else None


def _normalised(source: str, line: int, message: str) -> Problem:
    remedy = "cổng đã tự sửa khi dựng trang; nên sửa trong tệp gốc"
    return Problem(source, line, "file", "normalised", Severity.REMARK, message, remedy)


def _file_problem(source: str, line: int, code: str, message: str, remedy: str) -> Problem:
    return Problem(source, line, "file", code, Severity.ERROR, message, remedy)
