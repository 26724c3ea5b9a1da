"""An article read aloud: a voice, sentences, speed, and a player in nobody's way."""

import re
from typing import Any

import pytest
from browsing import VOICE, Watched
from playwright.sync_api import Page, expect

ADDRESS = "/2022/tong-ket-cong-tac-nam-2021/"

BAR = ".reader-tools"


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.open(ADDRESS)


def tool(page: Page, name: str) -> Any:
    return page.locator(BAR).get_by_role("button", name=name, exact=True)


@pytest.fixture
def reading(watched: Watched) -> Page:
    page = watched.open(ADDRESS)
    page.add_init_script(VOICE)
    page.reload()
    tool(page, "Nghe đọc").click()
    expect(page.locator(".player")).to_be_visible()
    return page


def last(page: Page) -> str:
    return str(page.evaluate("spoken.at(-1).text"))


def end_sentence(page: Page) -> None:
    page.evaluate("spoken.at(-1).onend()")


def marked(page: Page) -> str:
    """The words that are highlighted."""
    return str(page.evaluate("[...CSS.highlights.get('spoken') ?? []].map(String).join('')"))


def test_without_a_vietnamese_voice_reading_aloud_is_not_offered(page: Page) -> None:
    expect(page.locator(f"{BAR} [data-tool=print]")).to_be_visible()
    expect(page.locator(f"{BAR} [data-tool=listen]")).to_be_hidden()


def test_a_voice_that_arrives_late_is_noticed(watched: Watched) -> None:
    page = watched.open(ADDRESS)
    page.add_init_script(
        "const late = new EventTarget(); let known = [];"
        "late.getVoices = () => known; late.cancel = () => {};"
        "window.arrive = () => { known = [{ lang: 'vi-VN' }];"
        " late.dispatchEvent(new Event('voiceschanged')); };"
        "Object.defineProperty(window, 'speechSynthesis', { value: late });"
    )
    page.reload()
    expect(page.locator(f"{BAR} [data-tool=print]")).to_be_visible()
    expect(page.locator(f"{BAR} [data-tool=listen]")).to_be_hidden()
    page.evaluate("arrive()")
    expect(tool(page, "Nghe đọc")).to_be_visible()


def test_the_article_is_read_sentence_by_sentence_from_title_to_end(reading: Page) -> None:
    """Figures as words, the sentence marked, no captions, no tables, no closing mark."""
    page = reading
    said = []
    while page.locator(".player").count():
        said.append(last(page))
        assert marked(page)
        assert page.evaluate("spoken.at(-1).voice.lang") == "vi_VN"
        end_sentence(page)
    text = " ".join(said)
    assert said[0].startswith("Tổng kết công tác năm hai nghìn không trăm hai mươi mốt")
    assert "mười bảy nghìn ba trăm ba mươi bảy văn bản đi" in text
    assert "chiếm chín mươi lăm phẩy bốn phần trăm" in text
    assert not re.search(r"[\d%]|\./\.|tranh minh họa|Bảng", text)
    assert marked(page) == ""
    expect(tool(page, "Nghe đọc")).to_be_focused()


def test_pausing_resumes_at_the_same_sentence_and_speed_is_the_readers(reading: Page) -> None:
    page = reading
    end_sentence(page)
    sentence = last(page)
    player = page.get_by_role("group", name="Nghe đọc bài")
    expect(player.get_by_role("button", name="Tạm dừng")).to_be_focused()
    player.get_by_role("button", name="Tạm dừng").click()
    before = page.evaluate("spoken.length")
    end_sentence(page)  # what a cancelled utterance reports late changes nothing
    assert page.evaluate("spoken.length") == before
    player.get_by_label("Tốc độ").select_option("1.5")
    player.get_by_role("button", name="Đọc tiếp").click()
    assert last(page) == sentence
    assert page.evaluate("spoken.at(-1).rate") == 1.5
    player.get_by_role("button", name="Dừng", exact=True).click()
    expect(player).to_have_count(0)
    assert marked(page) == ""


def test_the_player_never_hides_what_has_the_focus(reading: Page) -> None:
    """It sticks to the lower edge; focused links scroll clear of it (WCAG 2.2, 2.4.11)."""
    page = reading
    page.set_viewport_size({"width": 360, "height": 480})
    links = page.locator(".prose a, .tag-list a").all()
    assert links
    for link in links:
        link.focus()
        box, bar = link.bounding_box(), page.locator(".player").bounding_box()
        assert box
        assert bar
        assert box["y"] + box["height"] <= bar["y"] or box["y"] >= bar["y"] + bar["height"]
