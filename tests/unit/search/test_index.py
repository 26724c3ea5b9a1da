"""The index is a function of the content: whatever was cached, however it was put together."""

import errno
import os
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from running import ABBREVIATIONS, ask, files, source, write

from plugins.search import grams, merging, sample, segment, shards, workspace
from plugins.search.analysis import key, stands_alone, tokens
from plugins.search.grams import NOTHING_COUNTED, Units, counted, fold_hash, units
from plugins.search.lexicon import Lexicon
from plugins.search.mending import decode
from plugins.search.postings import Postings, split
from plugins.search.source import fields

SYLLABLES = (
    tokens(
        "văn phòng bản đi đến hội nghị tổng kết công tác năm tỉnh ủy ban nhân dân cải cách hành "
        "chính thủ tục tiếp số liệu báo cáo quý kế hoạch giao ban lãnh đạo họp chuyên đề"
    )
    .decode()
    .split()
)


def counts(text: str, known: Units | None = None) -> bytes:
    """What a sample of one text says about runs."""
    words = tokens(text).decode().split()
    folds = [0 if stands_alone(word) else fold_hash(key(word)[0]) for word in words]
    return counted(np.array(folds, np.uint32), known or {}, 1)


def random_words(count: int) -> list[str]:
    return Random(count).choices(SYLLABLES, k=count)


def prose(count: int, seed: int = 1, longest: int = 200) -> list[tuple[str, str]]:
    random = Random(seed)
    return [
        (
            f"{' '.join(random.choices(SYLLABLES, k=6))} {number}",
            " ".join(random.choices(SYLLABLES, k=random.randint(min(30, longest // 2), longest))),
        )
        for number in range(count)
    ]


def held(postings: Postings) -> dict[tuple[str, str, str], list[int]]:
    """Each term with its documents."""
    first, second, tail = split(postings.codes)
    return {
        (
            f"{postings.folds[first[i]]} {postings.folds[second[i]]}",
            chr(tail[i] >> 7) if tail[i] >> 7 else "",
            chr(tail[i] & 127),
        ): postings.documents[postings.starts[i] : postings.starts[i + 1]].tolist()
        for i in range(len(postings.codes))
    }


def test_postings_are_what_reading_each_document_gives() -> None:
    """Every token and pair of every document is found, and nothing else."""
    documents = prose(40)
    expected: dict[tuple[str, str, str], set[int]] = {}
    for number, (title, body) in enumerate(documents):
        for text in (title, body):
            words = tokens(text).decode().split()
            for one, other in zip(["", *words], words, strict=False):
                folded, mark = key(other)
                expected.setdefault((f" {folded}", "", mark), set()).add(number)
                if one and not stands_alone(one) and not stands_alone(other):
                    before, its = key(one)
                    expected.setdefault((f"{before} {folded}", its, mark), set()).add(number)
    stream = [(i, fields(title, "", body)) for i, (title, body) in enumerate(documents)]
    got = held(segment.index(stream, {}, NOTHING_COUNTED))
    assert got == {term: sorted(numbers) for term, numbers in expected.items()}


def test_the_order_of_reading_does_not_matter() -> None:
    """A cache may give the documents in any order."""
    stream = [(i, fields(title, "", body)) for i, (title, body) in enumerate(prose(60))]
    counted = counts(" ".join(body for _, body in prose(60)))
    one = segment.index(stream, ABBREVIATIONS, counted)
    other = segment.index(stream[::-1], ABBREVIATIONS, counted)
    assert one.folds == other.folds
    assert np.array_equal(one.codes, other.codes)
    assert np.array_equal(one.documents, other.documents)
    assert np.array_equal(one.weights, other.weights)


def test_words_of_the_title_weigh_by_its_length_and_of_the_body_by_frequency() -> None:
    """A weight keeps the title in two bits, the lead in two, the body in four."""
    data = fields("hội nghị", "hội", "hội " * 4 + "nghị")
    postings = segment.index([(0, data)], {}, NOTHING_COUNTED)
    weights = dict(zip(held(postings), postings.weights.tolist(), strict=True))
    often, once = (weights[f" {key(word)[0]}", "", key(word)[1]] for word in ("hội", "nghị"))
    assert often >> 4 == 0b1101
    assert often & 15 > once & 15


@pytest.mark.parametrize(("words", "sentence"), [(20, 12), (340, 30), (1150, 60), (1900, 90)])
def test_a_sentence_more_changes_no_other_weight(words: int, sentence: int) -> None:
    """Of a body that is not very long; else an edit would change a thousand shards."""
    body = " ".join(random_words(words))
    added = body + " mới" * sentence

    def weights(text: str) -> dict[tuple[str, str, str], int]:
        postings = segment.index([(0, fields("hội nghị", "", text))], {}, NOTHING_COUNTED)
        return dict(zip(held(postings), postings.weights.tolist(), strict=True))

    before, after = weights(body), weights(added)
    assert {term: weight for term, weight in after.items() if "moi" not in term[0]} == before


def test_a_body_that_is_very_long_weighs_less() -> None:
    short, long = (" ".join(random_words(length)) for length in (1000, 5000))
    stream = [(i, fields("", "", f"chỉ một lần {text}")) for i, text in enumerate((short, long))]
    postings = segment.index(stream, {}, NOTHING_COUNTED)
    at = list(held(postings)).index((" lan", "", key("lần")[1]))
    first, second = postings.weights[postings.starts[at] : postings.starts[at + 1]]
    assert first > second > 0


CHANGES = {
    "edited": lambda documents: [*documents[:7], ("đề mới", "một câu mới"), *documents[8:]],
    "edited twice": lambda documents: [
        ("a b", "c d"),
        *documents[1:-9],
        ("e", "f"),
        *documents[-8:],
    ],
    "published": lambda documents: [*documents, ("bài mới", "nội dung mới toanh")],
    "back-dated": lambda documents: [*documents[:20], ("bài chen", "vào giữa"), *documents[20:]],
    "withdrawn": lambda documents: [*documents[:5], *documents[6:]],
    "all gone": lambda documents: documents[:1],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_later_build_gives_the_bytes_of_a_first_one(change: str, tmp_path: Path) -> None:
    """What the workspace remembers changes the time, never a byte."""
    before = prose(100, longest=60)
    after = CHANGES[change](before)
    warm = tmp_path / "warm"
    files(warm, source(before))
    assert files(warm, source(after)) == files(tmp_path / "cold", source(after))


@pytest.fixture
def crumbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small shards, so that a few documents fill many, of which some pairs fill one alone; and
    articles of which only those with a 7 in their number are of the sample."""
    monkeypatch.setattr(shards, "SMALLEST", 60)
    monkeypatch.setattr(shards, "LARGEST", 150)
    monkeypatch.setattr(segment, "sampled", lambda url, _: "7" in url)


@pytest.mark.usefixtures("crumbs")
@pytest.mark.parametrize("seed", range(2))
def test_a_mended_base_is_what_a_new_one_would_be(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edit after edit: words that come and go, pairs that fill a shard and fill it no more."""
    random = Random(seed)
    documents = [*prose(100, seed, 60), *[("hội nghị", "số liệu 7 năm 2021")] * 14]
    warm = tmp_path / "warm"
    files(warm, source(documents))
    monkeypatch.setattr(segment, "_made", None)  # From here on nothing is made anew.
    for step in range(8):
        for _ in range(random.choice((1, 1, 3))):
            place = random.choice([i for i in range(96) if "7" not in str(i)])
            title, body = documents[place]
            words = body.split()
            at = random.randrange(len(words))
            new = random.choices([*SYLLABLES, "2021", "95,4%", "lạ", "ồ", "z"], k=9)
            documents[place] = title, " ".join([*words[:at], *new, *words[at + 5 :]])
        # One pair in so many, in three spellings, fills a shard, and in half as many none.
        for i in [i for i in range(60) if "7" not in str(i)][: {5: 40, 6: 20}.get(step, 0)]:
            documents[i] = "một", "hai ba" + (" hải bà hái bá" if step == 5 else "")
        mended = files(warm, source(documents))
        if step % 2:  # What went wrong in one step is still wrong after the next.
            with monkeypatch.context() as anew:
                anew.setattr(segment, "_made", MADE)
                assert files(tmp_path / f"cold-{step}", source(documents)) == mended


MADE = segment._made


@pytest.mark.usefixtures("crumbs")
@pytest.mark.parametrize("seed", range(2))
def test_an_edit_of_the_sample_is_mended_in_all_articles(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a run becomes common, or rare, other articles have other grams: those are found."""
    monkeypatch.setattr(grams, "_rate", lambda _: 8)
    monkeypatch.setattr(segment, "_CONCERNED", (100, 1))
    concerned: list[int] = []
    find = segment._concerned

    def noted(*given: Any) -> frozenset[int] | None:
        found = find(*given)
        concerned.append(len(found or ()))
        return found

    monkeypatch.setattr(segment, "_concerned", noted)
    random = Random(seed)
    documents = prose(100, seed, 60)
    warm = tmp_path / "warm"
    files(warm, source(documents))
    monkeypatch.setattr(segment, "_made", None)  # From here on nothing is made anew.
    for step in range(6):
        place = random.choice([i for i in range(96) if "7" in str(i)])
        title, body = documents[place]
        at = random.randrange(len(body.split()))
        new = random.choices([*SYLLABLES, "lạ"], k=12) if step % 2 else ["hoàn", "toàn", "mới"]
        documents[place] = title, " ".join([*body.split()[:at], *new, *body.split()[at + 2 :]])
        mended = files(warm, source(documents))
        if step % 2:  # What went wrong in one step is still wrong after the next.
            with monkeypatch.context() as anew:
                anew.setattr(segment, "_made", MADE)
                assert files(tmp_path / f"cold-{step}", source(documents)) == mended
    assert any(concerned)


@pytest.mark.usefixtures("crumbs")
def test_a_base_is_made_anew_where_the_texts_are_damaged(tmp_path: Path) -> None:
    """What an article said before is read from a cache, which may be cut, altered or gone."""
    documents = prose(100, longest=60)
    for damage in (b"", b"rubbish" * 9999, None):
        files(tmp_path / "warm", source(documents))
        texts = tmp_path / "warm" / "texts.bin"
        if damage is None:
            texts.unlink()
        else:
            texts.write_bytes(damage)
        documents[5] = documents[5][0], f"{documents[5][1]} thêm một câu"
        mended = files(tmp_path / "warm", source(documents))
        assert mended == files(tmp_path / f"cold-{damage and damage[:1]}", source(documents))


def test_the_file_of_a_shard_says_what_was_put_in() -> None:
    """However far documents are apart; what is mended is read from the file."""
    numbers = (0, 1, 129, 20_000, 3_000_000)
    stream = [(number, fields("hội nghị", "", f"số {number}")) for number in numbers]
    postings = segment.index(stream, {}, NOTHING_COUNTED)
    first, second, tail = split(postings.codes)
    expected = {
        (postings.folds[first[i]], postings.folds[second[i]], int(tail[i])): dict(
            zip(postings.documents[begin:end].tolist(), postings.weights[begin:end], strict=True)
        )
        for i, (begin, end) in enumerate(pairwise(postings.starts.tolist()))
    }
    found = shards.cut([postings], max(numbers) + 1)
    assert {k: v for shard in found for k, v in decode(shard.contents).items()} == expected


def test_terms_are_cut_the_same_in_however_many_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many postings are looked at at once shows nowhere."""
    monkeypatch.setattr(shards, "SMALLEST", 200)
    monkeypatch.setattr(shards, "LARGEST", 400)
    made = source([(title, body[:90]) for title, body in prose(40)])
    whole = files(tmp_path / "whole", made)
    for size in (1, 100, 3000):
        monkeypatch.setattr(merging, "AT_ONCE", size)
        assert files(tmp_path / f"in-{size}", made) == whole


def test_growing_over_the_segment_gives_the_same_bytes(tmp_path: Path) -> None:
    """The base takes the news over when they are many; nobody can tell how it came about."""
    documents = prose(97, longest=60)
    for count in (63, 64, 65, 96, 97):
        made = source(documents[:count])
        assert files(tmp_path / "warm", made) == files(tmp_path / f"cold-{count}", made)


@pytest.mark.parametrize("name", ["base.pickle", "cards.pickle", "sample.pickle"])
def test_a_damaged_workspace_does_no_harm(name: str, tmp_path: Path) -> None:
    """A cut or altered cache is thrown away."""
    made = source(prose(40))
    expected = files(tmp_path, made)
    for damage in (b"", b"\x80rubbish", (tmp_path / name).read_bytes()[:-3]):
        (tmp_path / name).write_bytes(damage)
        assert files(tmp_path, made) == expected


def test_publishing_leaves_the_base_alone(tmp_path: Path) -> None:
    """A new article changes branches, the newest cards and the manifest; no shard."""
    documents = prose(100)
    before = files(tmp_path, source(documents[:-1]))
    after = files(tmp_path, source(documents))
    changed = {name for name in after if before.get(name) != after[name]}
    assert not any("/shards/" in name for name in changed)
    assert before.keys() - after.keys() | changed


def test_caches_of_other_code_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older version packed would stay in the files for ever."""
    files(tmp_path, source(prose(40)))
    kept = sorted(tmp_path.glob("*.pickle"))
    assert all(workspace.load(path, object) is not None for path in kept)
    monkeypatch.setattr(workspace, "code", lambda: 1)
    assert [path.stem for path in kept] == ["base", "cards", "sample"]
    assert all(workspace.load(path, object) is None for path in kept)


def test_an_edited_sentence_moves_few_shards(tmp_path: Path) -> None:
    """Shards end where the hash of a term says, so their borders hold still."""
    documents = prose(320, seed=3)
    before = files(tmp_path, source(documents))
    documents[11] = (documents[11][0], documents[11][1] + " một câu hoàn toàn mới")
    after = files(tmp_path, source(documents))
    old = {name for name in before if "/shards/" in name}
    new = {name for name in after if "/shards/" in name} - old
    assert 0 < len(new) < len(old) / 2


def test_all_spellings_of_a_pair_share_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query without marks never needs a second shard for one pair."""
    monkeypatch.setattr(shards, "SMALLEST", 60)
    monkeypatch.setattr(shards, "LARGEST", 200)
    stream = [(i, fields(title, "", body)) for i, (title, body) in enumerate(prose(200))]
    found = shards.cut([segment.index(stream, {}, NOTHING_COUNTED)], 200)
    assert len(found) > 10
    seen = Counter(text for shard in found for text in set(texts(shard)))
    assert set(seen.values()) == {1}


def texts(shard: shards.Shard) -> list[str]:
    """The pairs that a shard's file names, one for each spelling."""
    body = zlib.decompress(shard.contents[shards.NAME_BYTES :], -15)
    names = body[8 : 8 + int.from_bytes(body[:4], "little")].decode().split(" ")
    found: list[str] = []
    for first, second in zip(names[::2], names[1::2], strict=True):
        before = found[-1].split(" ") if found else ["", ""]
        found.append(f"{first or before[0]} {second or before[1]}")
    return found


def test_a_run_is_a_gram_if_it_is_rare_and_the_runs_within_it_are_not() -> None:
    """“văn phòng tỉnh” is no gram where both pairs are rare, nor where it is common itself."""
    common = " | ".join(["văn phòng", "phòng tỉnh"] * 9)
    stream = [(0, fields("", "", "văn phòng tỉnh"))]

    def grams(sample: str) -> int:
        return sum(len(mark) > 0 and ord(mark) > 127 for _, mark, _ in held(
            segment.index(stream, {}, counts(sample))
        ))  # fmt: skip

    assert grams(common.replace("|", "\n")) == 1
    assert grams("văn phòng\nphòng tỉnh") == 0
    assert grams("văn phòng tỉnh\n" * 30) == 0


def test_no_count_is_told_more_exactly_than_it_matters() -> None:
    """The lowest stands for all below it, the highest for all above: the grams are the same."""
    documents = prose(60, seed=5)
    table = counts("\n".join(body for _, body in documents))
    told = np.frombuffer(table, np.uint8, offset=1)
    lowest, highest = int(told.min()), int(told.max())
    assert 1 < lowest < highest < 127
    random = np.random.default_rng(5)
    below = random.integers(0, lowest + 1, len(told))
    above = random.integers(highest, 256, len(told))
    exact = np.where(told == lowest, below, np.where(told == highest, above, told))
    other = table[:1] + exact.astype(np.uint8).tobytes()
    stream = [(i, fields(title, "", body)) for i, (title, body) in enumerate(documents)]
    one, same = (segment.index(stream, {}, grams) for grams in (table, other))
    assert np.array_equal(one.codes, same.codes)
    assert len(one.codes) > len(segment.index(stream, {}, NOTHING_COUNTED).codes)


def test_counts_are_told_in_powers_of_two() -> None:
    """Else nearly every edit of a sampled article would give other articles other grams."""
    told = [counts("văn phòng\n" * times) for times in (7, 8, 9, 15, 16)]
    assert told[1] == told[2] == told[3]
    assert len(set(told)) == 3


@pytest.mark.usefixtures("crumbs")
def test_of_a_sample_only_the_edited_articles_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the others say is kept; with other abbreviations it is another thing."""
    documents = prose(40)
    files(tmp_path, source(documents))
    documents[7] = documents[7][0], "một câu mới"
    of_all = source(documents).read
    asked: list[frozenset[int] | None] = []

    def read(wanted: frozenset[int] | None) -> Any:
        asked.append(wanted)
        return of_all(wanted)

    for context in ("declarations", "others"):
        made = source(documents, read=read, context=context)
        sample.judge(tmp_path, made, [7, 17, 27], Lexicon(made.abbreviations))
    assert asked == [frozenset({7}), frozenset({7, 17, 27})]


def test_what_an_abbreviation_stands_for_counts_as_one_syllable() -> None:
    """A run of nine syllables is a gram only if four of them are “ủy ban nhân dân”."""
    known = {"UBND": ("ủy ban nhân dân",)}
    folds = units([["uy", "ban", "nhan", "dan"]])
    for words, expected in (
        ("phòng ủy ban nhân dân tỉnh họp giao tổ", 1),
        ("phòng hội nghị kết luận tỉnh họp giao tổ", 0),
    ):
        first, last = words.rsplit(" ", 1)[0], words.split(" ", 1)[1]
        sample = counts("\n".join([first, last] * 9), folds)
        found = held(segment.index([(0, fields("", "", words))], known, sample))
        assert sum(len(mark) > 0 and ord(mark) > 127 for _, mark, _ in found) == expected


def test_an_empty_site_has_a_search(tmp_path: Path) -> None:
    """Nothing to find is no mistake."""
    site = write(tmp_path / "site", files(tmp_path / "cache", source([])))
    [answer] = ask(site, "văn phòng")
    assert answer["hits"] == []


def test_names_of_files_tell_their_contents(tmp_path: Path) -> None:
    """Every file but the manifest begins with its name, so a wrong one is noticed."""
    made = files(tmp_path, source(prose(70), [("Văn bản đi", "Số văn bản")]))
    kinds = Counter(name.split("/")[1] for name in made)
    assert {"shards", "branches", "cards", "columns", "abbreviations", "manifest.json"} == set(
        kinds
    )
    for name, data in made.items():
        if not name.endswith("manifest.json"):
            parts = name.removesuffix(".bin").split("/")
            own = parts[2]
            assert data[: shards.NAME_BYTES].hex() == own


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="There is no disk that is always full.")
def test_a_full_disk_is_told_to_who_waits_and_to_nobody_else(tmp_path: Path) -> None:
    """Whoever stopped in the middle has told why."""
    (tmp_path / "texts.bin").symlink_to("/dev/full")
    values = [(0, b"text")]
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        list(workspace.Texts(1).kept(tmp_path, values))
    left = workspace.Texts(1).kept(tmp_path, values)
    assert next(left) == values[0]
    left.close()
