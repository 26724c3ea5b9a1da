"""The browser's engine over small indexes: what is found, in what order, and what goes wrong."""

from pathlib import Path

import pytest
from running import ask, files, source, write
from test_index import prose

from plugins.search import shards
from plugins.search.bundle import build

TITLES = [
    ("Tổng kết công tác văn phòng năm 2021", "Ban hành 17.337 văn bản đi, đạt 95,4%."),
    ("Hội nghị cải cách hành chính", "Ủy ban nhân dân tỉnh họp ngày 26/01/2021 về thủ tục."),
    ("Quyết định về tiếp công dân", "Căn cứ Quyết định số 1234/QĐ-UBND ngày 05/3/2020."),
    ("Kế hoạch chuyển đổi số", "Văn phòng triển khai Nghị định 42/2022/NĐ-CP."),
    ("Hòa giải ở cơ sở", "Các xã Hoà Bình, Mỹ Hòa đã hoà giải; quí III đạt kế hoạch."),
    ("Đầu tư công quý IV", "Quý IV/2022 giải ngân vốn đầu tư công; sản xuất, xuất khẩu tăng."),
    ("UBND tỉnh họp phiên thường kỳ", "Chủ tịch UBND tỉnh chủ trì, thảo luận về ngân sách."),
    ("Xếp hạng PAR INDEX năm 2023", "Chỉ số của tỉnh tăng ba bậc."),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven articles among forty of other words, and one indicator."""
    folder = tmp_path_factory.mktemp("search")
    others = [("xe lửa", f"chuyện riêng thứ {n} bên lề") for n in range(40)]
    made = source(TITLES + others, [("Văn bản đi: số liệu", "Số văn bản gửi đi.")])
    return write(folder / "site", files(folder / "cache", made))


def first(site: Path, *queries: str) -> list[str]:
    """Title of the first result of each query."""
    answers = ask(site, *queries)
    return [answer["cards"][0]["title"] if answer["cards"] else "" for answer in answers]


FOUND = {
    "tổng kết công tác": 0,
    "tong ket cong tac": 0,
    "toongr keets coong tacs": 0,
    "to6ng3 ke6t1 co6ng ta1c": 0,
    "PAR INDEX": 7,
    "par": 7,
    "par index": 7,
    "17.337": 0,
    "17337 văn bản": 0,
    "95,4%": 0,
    "cai cach hanh chinh": 1,
    "26/1/2021": 1,
    "ngày 26 tháng 01 năm 2021": 1,
    "ngay 26 thang 1 nam 2021": 1,
    "tháng 1/2021": 1,
    "Tháng 01 năm 2021": 1,
    "thang 1 2021": 1,
    "UBND họp ngày 26/01/2021": 1,
    "1234/QĐ-UBND": 2,
    "quyết định 1234": 2,
    "Quyết định số 1234": 2,
    "5.3.2020": 2,
    "42/2022/NĐ-CP": 3,
    "nghị định 42": 3,
    "hoà giải": 4,
    "hòa giải": 4,
    "mĩ hoà": 4,
    "quý III": 4,
    "quý 3": 4,
    "quy 4": 5,
    "quý 4/2022": 5,
    "quý 3 đạt kế hoạch": 4,
    "quy 3 đạt kế hoạch": 4,
    "17 337": 0,
    "17 337 văn bản": 0,
    "dau tu cong": 5,
    "ủy ban nhân dân tỉnh họp phiên": 6,
    '"thảo luận về ngân sách"': 6,
}


def test_what_people_type_is_understood(site: Path) -> None:
    """Marks or none, Telex, VNI, spellings, abbreviations, numbers, dates, documents, phrases."""
    expected = {query: TITLES[place][0] for query, place in FOUND.items()}
    assert dict(zip(FOUND, first(site, *FOUND), strict=True)) == expected


SLIPS = {
    "xản xuất": "sản xuất",
    "cải cáhc hành chính": "cải cách hành chính",
    "triển khai ngị định": "triển khai nghị định",
    "đàu tu côg": "",
    "thảo nuận": "thảo luận",
}


def test_misspelt_words_are_mended_and_a_spelling_is_suggested(site: Path) -> None:
    """Confused letters and slips of one letter find what was meant, and the page can say so."""
    answers = ask(site, *SLIPS)
    for (typed, suggestion), answer in zip(SLIPS.items(), answers, strict=True):
        assert answer["hits"], typed
        if suggestion:
            assert answer["told"] == suggestion


MENDED = {
    "hcc": "học",
    "ngày 5/5/1999 hội ngị": "hội nghị",
    "hội ngị 1/2022": "hội nghị 1/2022",
    "Hội ngị về 05/3/2020, 1.234 đại biểu": "Hội nghị về 05/3/2020, 1.234 đại biểu",
    "HỘI NGỊ": "HỘI NGHỊ",
    "UBND họp phien thườg kỳ": "UBND họp phien thường kỳ",
}


def test_what_is_mended_is_told_in_the_reader_s_own_words(site: Path) -> None:
    """The query stays as it was typed, but for the words that were misspelt; an abbreviation is
    none, nor a word with nothing beside it but a date."""
    documents = [
        ("Học tập", "học tập ở tỉnh"),
        ("Hằng năm", "tổ chức hằng 1/2022"),
        ("Hội nghị", "hội nghị 1/2022; hội nghị về 05/3/2020 có 1.234 đại biểu"),
        ("Phiên họp", "ủy ban nhân dân họp phiên thường kỳ"),
        ("Học", "học"),
    ]
    made = write(site.parent / "told", dict(build(site.parent / "told-cache", source(documents))))
    answers = ask(made, *MENDED)
    assert {text: answer["told"] for text, answer in zip(MENDED, answers, strict=True)} == MENDED
    assert [answer["mended"] for answer in ask(made, "hcc", "HCC", "HCC TỈNH")] == [
        True, False, False,
    ]  # fmt: skip
    assert [len(answer["hits"]) for answer in ask(made, "HCC", "hội HCC")] == [0, 0]


LEFT_OUT = {
    "xyz hội nghị": "hội nghị",
    "Hội nghị, xyz": "Hội nghị",
    "hội nghị 31/NQ-XYZ, cải cách": "hội nghị, cải cách",
    "tháng 5/1999 hội nghị": "hội nghị",
    "Hội ngị xyz": "Hội nghị",
}


def test_words_that_stand_nowhere_are_not_told_as_found(site: Path) -> None:
    """Results are those of the other words, and said to be of these alone."""
    answers = ask(site, *LEFT_OUT)
    assert {text: answer["told"] for text, answer in zip(LEFT_OUT, answers, strict=True)} == (
        LEFT_OUT
    )
    assert all(answer["whole"] and answer["hits"] for answer in answers)


def test_a_number_is_not_all_that_was_meant(site: Path) -> None:
    """Where nothing tells of “covid-26”, what happened on some 26th is no answer."""
    [left, alone] = ask(site, "covid-26", "26")
    assert not left["hits"]
    assert alone["hits"]


def test_what_holds_but_some_of_the_words_matches_partly(tmp_path: Path) -> None:
    """It follows what holds all, and is told apart; syllables strewn about are no word, and a
    syllable that is everywhere says nothing."""
    documents = [
        ("Thuế đất", "xã thu thuế đất; phối hợp tác chiến"),
        ("Đất", "xã giao đất rừng"),
        ("Thuế", "xã thu thuế đất rừng phòng hộ"),
        ("Dân ca", "xã hát dân ca cùng đất mẹ"),
        ("Quan họ", "xã hát quan họ"),
    ]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    asked = ("thu thuế đất rừng", "hợp tác xã", "quan ca", "hợp đất")
    answers = [
        (answer["whole"], [(hit["id"], hit["partly"]) for hit in answer["hits"]])
        for answer in ask(made, *asked)
    ]
    assert answers == [
        (True, [(2, False), (0, True)]),
        (False, [(0, True)]),
        (False, []),
        (False, [(0, True)]),
    ]


def test_a_word_that_exists_is_not_mended_for_what_happens_to_stand_there(tmp_path: Path) -> None:
    """xã is not đã, nor the beginning of xây: what is meant keeps its tone and is confused at
    most; the neighbour of one that has no neighbour is not the wrong one."""
    documents = [(f"Tin {n}", "hợp tác đã ký; công tác xây dựng của xã kiểu mẫu") for n in range(9)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [kept, mended] = ask(made, "hợp tác xã", "công tác xâi dựng")
    assert (kept["told"], kept["mended"], kept["whole"]) == ("hợp tác xã", False, False)
    assert (mended["told"], mended["mended"], mended["whole"]) == ("công tác xây dựng", True, True)


KEPT = ["hoa hậu", "giải dân", "dân tiếp", "bóng đá", "thuế"]


@pytest.mark.parametrize("largest", [120, shards.LARGEST])
def test_a_word_is_mended_only_where_both_words_may_be_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    """hóa hạ tầng is not hoa hậu, giai đoạn not giải dân, thời gian not dân, Khuyến nông đã not
    bóng đá, however common; and a syllable by itself is what was typed."""
    monkeypatch.setattr(shards, "SMALLEST", largest // 2)
    monkeypatch.setattr(shards, "LARGEST", largest)
    text = "số hóa hạ tầng; giai đoạn; đã tiếp; thời gian tiếp; Khuyến nông đã ký; thế là hội nghị"
    documents = [(f"Tin {n}", text) for n in range(90)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    *kept, mended = ask(made, *KEPT, "hội ngị")
    assert [answer["mended"] for answer in kept] == [False] * len(KEPT)
    assert [answer["hits"] for answer in kept] == [[]] * len(KEPT)
    assert mended["told"] == "hội nghị"


def test_syllables_strewn_about_match_in_a_title_or_lead_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“tiếp dân” finds “tiếp công dân” there, however common both are, and not what happens to
    hold both somewhere; a word that is no syllable counts wherever it stands."""
    monkeypatch.setattr(shards, "SMALLEST", 60)
    monkeypatch.setattr(shards, "LARGEST", 120)
    far = f"{'chuyện khác ' * 20}công dân, phối hợp, công tác, wifi ở xã; tiếp tục"
    documents = [("Lịch tiếp công dân", far), *((f"Tin {n}", far) for n in range(90))]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    named, strewn, other = ask(made, "tiếp dân", "hợp tác xã", "wifi lịch")
    assert [(hit["id"], hit["partly"]) for hit in named["hits"]] == [(0, True)]
    assert not strewn["hits"]
    assert [hit["id"] for hit in other["hits"]] == [0]


def test_a_document_that_is_named_holds_the_words_of_its_name(tmp_path: Path) -> None:
    """“quyết định số 1234” is held by what says 1234/QĐ-UBND, whatever words stand before it."""
    documents = [("Một", "thực hiện 1234/QĐ-UBND"), *((f"{n}", "quyết định số 7") for n in "abc")]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [answer] = ask(made, "quyết định số 1234")
    first = answer["hits"][0]
    assert (first["id"], first["partly"]) == (0, False)


def test_a_verbose_question_finds_what_it_is_about(site: Path) -> None:
    """Words that stand nowhere do not keep the rest from being found."""
    [title] = first(site, "cho tôi hỏi hội nghị cải cách hành chính họp lúc nào vậy")
    assert title == TITLES[1][0]


QUESTIONS = {
    "cho tôi hỏi về cải cách hành chính ở đâu": "cải cách hành chính",
    "xin hoi bai nao noi ve cai cach hanh chinh": "cai cach hanh chinh",
    "Tôi muốn tìm tin về tiếp công dân của tỉnh mình": "tiếp công dân",
    "tiếp công dân như thế nào, xin cho biết": "tiếp công dân",
    "làm sao để biết kế hoạch chuyển đổi số vậy": "kế hoạch chuyển đổi số",
    "hòa giải là gì": "hòa giải",
}


def test_of_a_question_only_its_subject_is_looked_for(site: Path) -> None:
    """The words around it cost bytes and rank what holds them higher; quoted words are meant."""
    questions, subjects = ask(site, *QUESTIONS), ask(site, *QUESTIONS.values())
    assert [answer["used"] for answer in questions] == [answer["used"] for answer in subjects]
    assert [len(answer["hits"]) > 0 for answer in questions] == [True] * len(QUESTIONS)
    assert ask(site, '"cho tôi hỏi về hòa giải"')[0]["hits"] == []


def test_an_abbreviation_meets_each_of_its_meanings(site: Path) -> None:
    """Both ways: written out here and short there, with one meaning or several."""
    documents = [
        ("Một", "CT số 5 về phòng cháy"),
        ("Hai", "thực hiện chỉ thị của cấp trên"),
        ("Ba", "chủ tịch giao nhiệm vụ"),
        ("Bốn", "hồ sơ khác"),
        ("Năm", "nghị quyết của TU"),
        ("Sáu", "họp Tỉnh ủy mở rộng"),
    ]
    made = write(site.parent / "short", dict(build(site.parent / "short-cache", source(documents))))
    asked = ("CT", "chỉ thị", "chủ tịch", "TU")
    found = [{card["title"] for card in answer["cards"]} for answer in ask(made, *asked)]
    assert found == [{"Một", "Hai", "Ba"}, {"Một", "Hai"}, {"Một", "Ba"}, {"Năm", "Sáu"}]


def test_typed_marks_are_a_wish(site: Path) -> None:
    """What is spelt as typed comes before what is merely alike."""
    documents = [("Bàn giao", "bàn giao"), ("Bản giao", "bản giao"), ("Ban giao", "ban giao")]
    made = write(site.parent / "marks", dict(build(site.parent / "marks-cache", source(documents))))
    assert first(made, "bàn giao", "bản giao") == ["Bàn giao", "Bản giao"]
    assert len(ask(made, "ban giao")[0]["hits"]) == 3


def test_quotation_marks_ask_for_the_words_in_a_row(site: Path) -> None:
    """A document with the words elsewhere does not match."""
    [loose, strict] = ask(site, "công tác hành chính", '"công tác hành chính"')
    assert loose["hits"]
    assert not strict["hits"]


def test_each_quotation_is_a_row_of_its_own(site: Path) -> None:
    """From the end of one to the beginning of the next nothing has to stand in a row."""
    [both, other] = ask(site, '"thủ tục" "hội nghị"', '"thủ tục" "công dân"')
    assert [hit["id"] for hit in both["hits"]] == [1]
    assert not other["hits"]


def test_what_matches_partly_comes_after_the_rest(tmp_path: Path) -> None:
    """However heavily a title weighs."""
    documents = [
        ("Tin", "thu thuế. Có đất rừng"),
        ("Thuế đất rừng", "đất rừng. Có thuế đất"),
        ("Khác", "khác"),
        ("Nữa", "nữa"),
    ]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [answer] = ask(made, "thu thuế đất rừng")
    assert [(hit["id"], hit["partly"]) for hit in answer["hits"]] == [(0, False), (1, True)]


def test_the_last_word_may_be_unfinished(site: Path) -> None:
    """As the reader types, the beginning of a word is enough."""
    assert first(site, "chuyển đ", "cải cách hàn", "tiếp cô") == [
        TITLES[3][0],
        TITLES[1][0],
        TITLES[2][0],
    ]


def test_the_number_of_a_document_may_be_unfinished(site: Path) -> None:
    """Each letter of its symbols leads to the same document; a figure is what it is."""
    typed = ("quyết định 1234/Q", "1234/q", "1234/QĐ-U", "số 42/2022/N")
    assert first(site, *typed) == [TITLES[place][0] for place in (2, 2, 2, 3)]
    documents = [("Một", "đạt 95,45%"), ("Hai", "đạt 95,4%"), ("Ba", "đạt 95%")]
    made = write(site.parent / "figures", dict(build(site.parent / "figures-c", source(documents))))
    assert [hit["id"] for hit in ask(made, "95,4%")[0]["hits"]] == [1]


def test_what_an_unfinished_word_begins_may_lie_in_the_next_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a small index pairs are not common enough for shards of their own."""
    monkeypatch.setattr(shards, "SMALLEST", 60)
    monkeypatch.setattr(shards, "LARGEST", 120)
    others = [f"bảo h{'aeiou'[n % 5]}{'nc'[n // 5]}" for n in range(10)]
    documents = [(f"Tin {n}", text) for n, text in enumerate(["bảo hiểm"] * 12 + others)]
    documents += [(f"Khác {n}", f"chuyện {n}") for n in range(40)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [answer] = ask(made, "bảo h")
    assert set(answer["matches"]) >= set(range(12))


def test_an_unfinished_word_may_begin_one_that_fills_a_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Common pairs lie apart from their rare neighbours, and are found all the same."""
    monkeypatch.setattr(shards, "SMALLEST", 60)
    monkeypatch.setattr(shards, "LARGEST", 120)
    documents = [("Cải cách hành chính", f"chuyện {n}") for n in range(90)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [answer] = ask(made, "cải cách hàn")
    assert len(answer["matches"]) >= 90


def test_a_rewritten_query_must_find_more(site: Path) -> None:
    """Key words that stand nowhere side by side are no misspellings."""
    [answer] = ask(site, "văn bản đi 2021")
    assert answer["hits"]
    assert not answer["mended"]


def test_figures_are_found_too(site: Path) -> None:
    """The page of an indicator stands among the results, without a date."""
    [answer] = ask(site, "văn bản đi số liệu")
    assert answer["cards"][0]["url"] == "/so-lieu/0/"
    assert answer["cards"][0]["day"] == ""


def test_pages_without_a_day_come_after_the_oldest_news(tmp_path: Path) -> None:
    """By day, the newest article is first; pages follow all of them, the closest one first."""
    pages = [("Văn bản đi", "Số văn bản gửi đi."), ("Giới thiệu", "Nơi giữ văn bản.")]
    documents = [(f"Tin {n}", f"gửi văn bản thứ {n}") for n in range(4)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents, pages)))
    [answer] = ask(made, "văn bản")
    assert answer["newest"] == [3, 2, 1, 0, 4, 5]


def test_all_that_match_can_be_shown(tmp_path: Path) -> None:
    """However many: what lunr does not score follows, and by day the oldest are reached."""
    documents = [("Họp giao ban", f"giao ban lần {n}") for n in range(260)]
    made = write(tmp_path / "site", files(tmp_path / "cache", source(documents)))
    [answer] = ask(made, "giao ban")
    assert sorted(hit["id"] for hit in answer["hits"]) == list(range(260))
    assert answer["newest"] == list(reversed(range(260)))
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_a_date_that_stands_nowhere_is_not_answered_with_its_words(site: Path) -> None:
    """Not everything that tells a day or a month is meant."""
    documents = [("Một", "ngày 26/01/2021"), ("Hai", "tháng 3/2022, ngày đầu năm 2021")]
    made = write(site.parent / "dates", dict(build(site.parent / "dates-c", source(documents))))
    asked = ("ngày 9/9/1999", "tháng 7 năm 2021", "ngày 26 tháng 1 năm 2021")
    found = [[hit["id"] for hit in answer["hits"]] for answer in ask(made, *asked)]
    assert found == [[], [], [0]]


def test_nothing_is_found_without_an_error(site: Path) -> None:
    """Empty, meaningless and hostile queries have no results."""
    answers = ask(site, "", "   ", "zzzz qqqq", '"', "***", "__proto__", "\\u0000", "東京 " * 40)
    assert [len(answer["hits"]) for answer in answers] == [0] * 8


def test_a_query_fetches_a_few_files_only(tmp_path: Path) -> None:
    """Neither all shards nor all cards: what the words ask for; and no more once one article
    stands out, though words are left that were not looked up."""
    final = ("Đội bóng chuyền nữ thắng trận chung kết giải mùa xuân", "Tin vui.")
    made = files(tmp_path / "cache", source([final, *prose(300, seed=9)]))
    site = write(tmp_path / "site", made)
    usual, clear = ask(site, "cải cách thủ tục 77", final[0])
    assert usual["hits"]
    assert len([name for name in usual["asked"] if "/shards/" in name]) <= 8
    assert len(made) > 3 * len(usual["asked"])
    assert [card["title"] for card in clear["cards"]] == [final[0]]
    shards = [name for name in clear["asked"] if "/shards/" in name]
    assert sum(len(made[name.lstrip("/")]) for name in shards) <= 6000


def test_a_stale_file_is_noticed_and_asked_for_past_the_cache(site: Path) -> None:
    """A cache that gives another file's contents costs a second request, never a wrong result."""
    [fresh] = ask(site, "cải cách hành chính")
    [columns] = [f"/{path.relative_to(site).as_posix()}" for path in site.glob("search/columns/*")]
    for kind in ("branches", "shards", "cards"):
        wanted = next(url for url in fresh["asked"] if f"/{kind}/" in url)
        [answer] = ask(site, "cải cách hành chính", stale={wanted: columns})
        assert answer["hits"] == fresh["hits"]
        assert answer["cards"] == fresh["cards"]
        assert f"{wanted}!" in answer["asked"]


def test_an_old_manifest_is_read_anew(site: Path, tmp_path: Path) -> None:
    """Files that a release took away lead to the new manifest, then to the answer."""
    old = write(tmp_path / "old", dict(build(tmp_path / "cache", source(TITLES[:3]))))
    stale = site / "search" / "old.json"
    stale.write_bytes((old / "search" / "manifest.json").read_bytes())
    [answer] = ask(site, "cải cách hành chính", stale={"/search/manifest.json": "/search/old.json"})
    assert answer["cards"][0]["title"] == TITLES[1][0]
    assert "/search/manifest.json!" in answer["asked"]
