"""Share cards: which articles get one, and that every word on it can be read."""

import io
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pixels
from tiny_library import LEAD, article, library, site

from plugins.cards import decorate, locate, plan
from plugins.cards.card import BAND, SIZE, TITLE_SIZES, ShareCard, draw, fit
from portal.core.article import Image
from portal.imaging.catalogue import catalogue

WORDS = st.lists(
    st.sampled_from(["Ộng", "khối", "lượng", "Ủy", "ban", "2.013", "hội", "nghị", "triển", "khai"]),
    min_size=1,
    max_size=60,
).map(" ".join)


def card(title: str = "Lịch tiếp công dân") -> ShareCard:
    return ShareCard(title, "Thông báo", "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", "x.gov.vn")


def test_a_card_is_a_small_png_of_the_size_that_networks_want(faces: Path) -> None:
    data = draw(card("Hội nghị tổng kết công tác năm 2020, triển khai nhiệm vụ năm 2021"), faces)
    with Pixels.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 40_000


def test_the_same_words_give_the_same_bytes(faces: Path) -> None:
    assert draw(card(), faces) == draw(card(), faces)
    assert card().digest == card().digest != card("Khác").digest


def test_the_whole_title_is_on_the_card(faces: Path) -> None:
    title = "Ủy ban nhân dân tỉnh họp báo"
    lines = fit(title, faces, TITLE_SIZES, 300)
    assert " ".join(lines.texts) == title
    assert lines.font.size == TITLE_SIZES[0]


@settings(max_examples=40)
@given(words=WORDS)
def test_a_title_of_any_length_stays_within_its_room(faces: Path, words: str) -> None:
    lines = fit(words, faces, TITLE_SIZES, 300)
    assert lines.height <= 300
    assert all(lines.font.getlength(text) <= SIZE[0] - 144 for text in lines.texts)
    shown = " ".join(lines.texts)
    assert shown == words or (shown.endswith(" …") and words.startswith(shown[:-2]))


def test_marks_above_capitals_are_not_clipped(faces: Path) -> None:
    """Ộ is the tallest letter of Vietnamese: its marks must differ from those of Ọ and Ô."""
    cards = {draw(card(letter * 5), faces) for letter in ("O", "Ô", "Ọ", "Ộ", "Ỗ")}
    assert len(cards) == 5


def test_a_title_does_not_paint_over_the_category(faces: Path) -> None:
    def category(title: str) -> bytes:
        with Pixels.open(io.BytesIO(draw(card(title), faces))) as image:
            return image.convert("RGB").crop((0, BAND, 1200, BAND + 80)).tobytes()

    assert category("a") == category("ỘỘ " * 30)


def test_articles_of_the_chosen_years_without_a_picture_get_a_card(
    tmp_path: Path, faces: Path
) -> None:
    """Social networks show no SVG: an article with nothing else gets a card as well."""
    folder = tmp_path / "hinh-anh"
    folder.mkdir()
    Pixels.new("RGB", (60, 40)).save(folder / "hoi-nghi.jpg")
    (folder / "so-do.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    drawn = Image("so-do.svg", "Sơ đồ")
    items = [article(1), article(2, image=LEAD), article(3, image=drawn), article(-400)]
    the_library = library(items, images=catalogue(tmp_path, tmp_path / "cache"))
    the_site: Any = site(CARD_YEARS="newest", CACHE_PATH=str(faces.parent.parent))
    planned = {file.path: file for file in plan(None, library=the_library, site=the_site)}
    assert set(planned) == {"2021/bai-1/anh-chia-se.png", "2021/bai-3/anh-chia-se.png"}
    first = planned["2021/bai-1/anh-chia-se.png"]
    data = first.function(*first.inputs)
    assert data.startswith(b"\x89PNG")
    assert first.function(*first.inputs) == data
    found = locate(None, library=the_library, site=the_site, path=first.path)
    assert found is not None
    assert found.inputs[0] == first.inputs[0]
    for path in ("2021/bai-2/anh-chia-se.png", "2021/bai-1/khac.png", "anh-chia-se.png"):
        assert locate(None, library=the_library, site=the_site, path=path) is None
    told = [
        decorate(None, library=the_library, site=the_site, kind="article", subject=item)
        for item in items
    ]
    assert told == [
        {"card": "/2021/bai-1/anh-chia-se.png"},
        None,
        {"card": "/2021/bai-3/anh-chia-se.png"},
        None,
    ]
    assert decorate(None, library=the_library, site=the_site, kind="home", subject=None) is None


def test_the_words_of_a_card_stand_for_it() -> None:
    """Its digest is what the build compares: two different cards must not share one."""
    first = ShareCard("a", "b", "c", "d")
    others = [
        ShareCard("b", "a", "c", "d"),
        ShareCard("a", "b", "cd", ""),
        ShareCard("ab", "", "c", "d"),
    ]
    assert first.digest not in {other.digest for other in others}
