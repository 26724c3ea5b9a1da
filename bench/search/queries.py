"""Queries with known answers for a content folder: ``python queries.py CONTENT OUT.json``.

Twelve classes of what people type. Each query is made from words that stand in some article; its
answers are all articles in which these words stand, found by reading every article. Writes a list
of ``{"id", "q", "class", "answers"}``; the same folder and seed give the same list.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

FEW = 10
"""Articles that may answer a query; words that stand in more are not what anyone looks for."""

ABBREVIATIONS = {
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "MTTQ": "mặt trận tổ quốc",
    "TTHC": "thủ tục hành chính",
    "CCHC": "cải cách hành chính",
    "CNTT": "công nghệ thông tin",
}
CONFUSABLE = (
    ("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("d", "gi"), ("gi", "d"), ("r", "d"),
    ("l", "n"), ("n", "l"),
)  # fmt: skip
FRAMES = (
    "cho tôi hỏi về {} ở đâu",
    "làm sao để biết {} vậy",
    "tôi muốn tìm tin về {} của tỉnh mình",
    "{} như thế nào xin cho biết",
    "xin hỏi bài nào nói về {}",
)
_TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_WORD = re.compile(r"\w+(?:[./,-]\w+)*|(?<= )\.(?= )")


class Document(NamedTuple):
    url: str
    title: str
    text: str
    """Title, summary, keywords and body without markup; one line."""
    folded: str
    """``text`` as :func:`plain` gives it, between spaces."""


def read(content: Path) -> Iterator[Document]:
    for path in sorted(content.glob("bai-viet/*/*.md")):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        front = yaml.load(head, yaml.CBaseLoader)
        body = re.sub(r"!\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)", r"\1\2", body)
        body = re.sub(r"^\s*(?:[-#>|]+|\d+\.)\s*|\*\*|\|", " ", body, flags=re.MULTILINE)
        parts = [
            front["title"],
            front.get("summary", ""),
            *front.get("tags", []),
            *body.split("\n"),
        ]
        text = " . ".join(" ".join(part.split()) for part in parts if part.strip())
        slug = front.get("slug", path.stem)
        yield Document(f"/{front['date'][:4]}/{slug}/", front["title"], text, f" {plain(text)} ")


def plain(text: str) -> str:
    """Small letters without marks, abbreviations written out, one space between words."""
    text = fold(text)
    for short, words in ABBREVIATIONS.items():
        text = re.sub(rf"(?<![\w/-]){fold(short)}(?![\w/-])", fold(words), text)
    return " ".join(_WORD.findall(text))


def fold(text: str) -> str:
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def raw(text: str, tones: dict[str, str], letters: Callable[[str, str], str]) -> str:
    """``text`` as typed with the keyboard's method switched off."""
    words = []
    for word in re.sub(r"[,.:;!?()“”\"]", " ", text.lower()).split():
        typed = tone = ""
        for letter in word:
            base, *marks = unicodedata.normalize("NFD", letter)
            for mark in marks:
                tone = tones.get(mark, tone)
            typed += letters(base, "".join(mark for mark in marks if mark not in tones))
        words.append(typed + tone)
    return " ".join(words)


def _telex(base: str, mark: str) -> str:
    if base == "đ":
        return "dd"
    return base + {"": "", "\u0302": base, "\u0306": "w", "\u031b": "w"}[mark]


def _vni(base: str, mark: str) -> str:
    if base == "đ":
        return "d9"
    return base + {"": "", "\u0302": "6", "\u0306": "8", "\u031b": "7"}[mark]


def respell(text: str) -> str:
    """The other usual spelling: *hoà* for *hòa*, *kì* for *kỳ*; the same if there is none."""
    pairs = (("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"),
             ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ"), ("ũy", "uỹ"), ("ụy", "uỵ"))  # fmt: skip
    for old, new in pairs:
        text = re.sub(rf"(?<!q){old}\b", new, text)
    for old, new in zip("ỳýỷỹỵ", "ìíỉĩị", strict=True):
        text = re.sub(rf"\b([hklmst]|qu){old}\b", rf"\1{new}", text)
    return text


class Maker:
    def __init__(self, content: Path, random: Random) -> None:
        self.documents = list(read(content))
        table = yaml.load((content / "abbreviations.yml").read_text("utf-8"), yaml.CBaseLoader)
        self.abbreviations = {
            short: ABBREVIATIONS[short] for short in ABBREVIATIONS if short in table
        }
        """What the site knows; of others nobody can expect to find the meaning."""
        self.random = random
        self.classes: dict[str, Callable[[], tuple[str, str] | None]] = {
            "exact": lambda: self._same(self._run(4, 9)),
            "unmarked": self._unmarked,
            "variant": self._variant,
            "telex": lambda: self._typed(_TELEX_TONES, _telex),
            "vni": lambda: self._typed(_VNI_TONES, _vni),
            "abbreviation": self._abbreviation,
            "number-of-document": self._document,
            "number": self._number,
            "phrase": self._phrase,
            "misspelt": self._misspelt,
            "slip": self._slip,
            "verbose": self._verbose,
        }

    def make(self, each: int) -> Iterator[dict[str, object]]:
        for name, make in self.classes.items():
            found = tries = 0
            while found < each and tries < each * 200:
                tries += 1
                query = make()
                if query is None:
                    continue
                typed, meant = query
                answers = self._answers(meant)
                if not 1 <= len(answers) <= FEW:
                    continue
                found += 1
                yield {"id": f"{name}-{found}", "q": typed, "class": name, "answers": answers}

    def _answers(self, meant: str) -> list[str]:
        words = f" {plain(meant)} "
        found = []
        for document in self.documents:
            if words in document.folded:
                found.append(document.url)
                if len(found) > FEW:
                    break
        return found

    def _run(self, least: int, most: int, *, letters: bool = True) -> str:
        """Some words in a row: of a title, or the first of a clause of an article."""
        document = self.random.choice(self.documents)
        if self.random.random() < 0.5:
            words = document.title.split()
            start = self.random.randint(0, max(0, len(words) - least))
        else:
            clauses = re.split(r"[.;:!?()“”\"]\s|,\s", document.text)
            words = self.random.choice([clause for clause in clauses if clause]).split()
            start = 0
        words = words[start : start + self.random.randint(least, most)]
        if len(words) < least:
            return ""
        return " ".join(words).strip(",.;: ") if letters else " ".join(words)

    def _same(self, run: str) -> tuple[str, str] | None:
        return (run, run) if run else None

    def _unmarked(self) -> tuple[str, str] | None:
        run = self._run(4, 9)
        return (fold(run), run) if run else None

    def _variant(self) -> tuple[str, str] | None:
        run = self._run(4, 9)
        other = respell(run)
        return (other, run) if other != run else None

    def _typed(
        self, tones: dict[str, str], letters: Callable[[str, str], str]
    ) -> tuple[str, str] | None:
        run = self._run(4, 8)
        if not run or re.search(r"[\d/]", run):
            return None
        return raw(run, tones, letters), run

    def _abbreviation(self) -> tuple[str, str] | None:
        run = self._run(4, 9)
        for short, words in self.abbreviations.items():
            if short in run.split():
                return re.sub(rf"\b{short}\b", words, run), run
            if words in run.lower():
                return re.sub(words, short, run, flags=re.IGNORECASE), run
        return None

    def _document(self) -> tuple[str, str] | None:
        text = self.random.choice(self.documents).text
        found = re.findall(r"(?:(\w+ \w+) số )?(\d+(?:/\d{4})?/[A-ZĐ][\w-]*)", text)
        if not found:
            return None
        kind, number = self.random.choice(found)
        form = self.random.random()
        if form < 0.5 or not kind:
            return number, number
        if form < 0.75:
            return f"{kind} số {number}", number
        return f"{kind} {number}", number

    def _number(self) -> tuple[str, str] | None:
        text = self.random.choice(self.documents).text
        found = re.findall(
            r"\b\d{1,3}(?:\.\d{3})+ \w+ \w+|\b\d+,\d+%|\b\d{1,2}/\d{1,2}/\d{4}", text
        )
        if not found:
            return None
        number = self.random.choice(found)
        return (number.replace(".", "") if self.random.random() < 0.5 else number), number

    def _phrase(self) -> tuple[str, str] | None:
        run = self._run(4, 9)
        return (f'"{run}"', run) if run else None

    def _misspelt(self) -> tuple[str, str] | None:
        return self._wrong(self._confuse)

    def _slip(self) -> tuple[str, str] | None:
        return self._wrong(self._mistype)

    def _wrong(self, change: Callable[[str], str]) -> tuple[str, str] | None:
        run = self._run(4, 9)
        words = run.split()
        if len(words) < 4:
            return None
        at = self.random.randrange(len(words))
        wrong = change(words[at].lower())
        if wrong == words[at].lower():
            return None
        return " ".join([*words[:at], wrong, *words[at + 1 :]]), run

    def _confuse(self, word: str) -> str:
        rules = [rule for rule in CONFUSABLE if word.startswith(rule[0])]
        if word.startswith(("tr", "th", "ch", "nh", "ng", "gi")):
            rules = [rule for rule in rules if len(rule[0]) == 2]
        if not rules or not word.isalpha():
            return word
        old, new = self.random.choice(rules)
        return new + word.removeprefix(old)

    def _mistype(self, word: str) -> str:
        if len(word) < 3 or not word.isalpha():
            return word
        at = self.random.randrange(len(word) - 1)
        form = self.random.randrange(3)
        if form == 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if form == 1:
            return word[:at] + word[at + 1 :]
        return word[:at] + word[at] + word[at:]

    def _verbose(self) -> tuple[str, str] | None:
        run = self._run(5, 8)
        return (self.random.choice(FRAMES).format(run), run) if run else None


def main() -> None:
    parser = argparse.ArgumentParser(description="Make queries with known answers.")
    parser.add_argument("content", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=50, help="queries of each class")
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    maker = Maker(arguments.content, Random(arguments.seed))
    queries = list(maker.make(arguments.each))
    arguments.out.write_text(json.dumps(queries, ensure_ascii=False, indent=0), "utf-8")
    sys.stderr.write(f"{len(queries)} queries\n")


if __name__ == "__main__":
    main()
