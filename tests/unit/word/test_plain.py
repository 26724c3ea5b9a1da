"""What Word works out when it shows a document is text in the article; nothing of it is lost."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese.encodings import _TCVN3
from portal.markup.render import to_html
from portal.word.document import WordDocument
from portal.word.markdown import markdown

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
OPENED = (
    f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="a" Type="{DOCUMENT}" Target="word/document.xml"/></Relationships>'
)


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>')
    + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "-")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "Chương %1:")
    + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'
        for number, key, more in (
            (1, 0, ""),
            (2, 1, ""),
            (3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    )
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:name w:val="A"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/>'
    '<w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/>'
    '<w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cũ"/>'
    '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
)


def opened(body: str, path: Path) -> WordDocument:
    parts = {"document": f"<w:body>{body}</w:body>", "styles": STYLES, "numbering": NUMBERING}
    with ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", OPENED)
        for name, inner in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{inner}</w:{name}>")
    return WordDocument.open(path)


def paragraph(text: str, number: str = "", style: str = "", look: str = "") -> str:
    """``number``: *1/0*, the list and the level."""
    own = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        key, _, depth = number.partition("/")
        own += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    return f"<w:p><w:pPr>{own}</w:pPr>{run(text, look)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(*numbers: str) -> str:
    return "".join(paragraph("x", number) for number in numbers)


CHOICE = "<mc:AlternateContent><mc:Choice>{}</mc:Choice>{}</mc:AlternateContent>"
BOX = f"<w:txbxContent>{paragraph('Hộp')}</w:txbxContent>"
NUMBERED = f"<w:txbxContent>{numbered('1/0')}</w:txbxContent>"
BOX_OF_OLD = f"<v:textbox xmlns:v='urn:schemas-microsoft-com:vml'>{BOX}</v:textbox>"
FALLBACK = f"<mc:Fallback><w:pict>{BOX_OF_OLD}</w:pict></mc:Fallback>"
CASES = {
    "numbers of three levels, and bullets": (
        numbered("1/0", "1/1", "1/1", "1/2", "1/3", "1/0", "1/1"),
        "I. x\n\n1.1. x\n\n1.2. x\n\na) x\n\n- x\n\nII. x\n\n2.1. x",
    ),
    "articles count on from chapter to chapter": (
        numbered("2/0", "2/1", "2/1", "2/0", "2/1"),
        "Chương 1: x\n\nĐiều 1. x\n\nĐiều 2. x\n\nChương 2: x\n\nĐiều 3. x",
    ),
    "a list goes on behind other text, another may begin anew": (
        numbered("1/0") + paragraph("Xen.") + numbered("1/0", "3/0", "3/0"),
        "I. x\n\nXen.\n\nII. x\n\nV. x\n\nVI. x",
    ),
    "styles number, make bold and tell a heading": (
        paragraph("Kết quả", style="Muc") + paragraph("Văn bản", style="Con") + paragraph("Đi."),
        "## I. Kết quả\n\n### Văn bản\n\nĐi.",
    ),
    "fields": (
        f'<w:p>{run("Bảng ")}<w:fldSimple w:instr="SEQ">{run("7")}</w:fldSimple></w:p>', "Bảng 7"
    ),
    "formulas in one line": (
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r>"
        "</m:den></m:f></m:oMath></w:p>",
        "(a+b)/c",
    ),
    "breaks within a paragraph part words": (
        '<w:p><w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/>'
        "<w:t>d</w:t></w:r></w:p>",
        "a\n\nb\n\nc d",
    ),
    "signs that are letters": ('<w:p><w:r><w:sym w:font="Arial" w:char="2265"/>'
        '<w:sym w:font="Symbol" w:char="00A3"/></w:r></w:p>', "≥≤"),
    "boxes, said once": (
        f"<w:p>{run('Ngoài')}<w:r>{CHOICE.format(BOX, '')}</w:r></w:p>"
        f"<w:p>{run('Sau')}<w:r>{CHOICE.format(BOX, FALLBACK)}</w:r></w:p>",
        "Ngoài\n\nHộp\n\nSau\n\nHộp",
    ),
    "numbers within boxes are counted once": (
        f"<w:p>{run('Ngoài')}<w:r>{CHOICE.format(NUMBERED, FALLBACK.replace(BOX, NUMBERED))}"
        f"</w:r></w:p>{numbered('1/0')}",
        "Ngoài\n\nI. x\n\nII. x",
    ),
    "directions of text": (f'<w:p><w:bdo w:val="ltr">{run("a")}</w:bdo></w:p>', "a"),
    "fonts of before Unicode, by the style, and those that draw capitals": (
        paragraph("V¨n phßng", style="Cu")
        + paragraph("b¸o c¸o", look='<w:rFonts w:hAnsi=".VnTimeH"/>')
        + paragraph("Vaên phoøng", look='<w:rFonts w:hAnsi="VNI-Times"/>')
        + paragraph("Đã là Unicode", style="Cu"),
        "Văn phòng\n\n## BÁO CÁO\n\nVăn phòng\n\nĐã là Unicode",
    ),
    "what is struck out twice": (paragraph("95%", look="<w:dstrike/>"), "~~95%~~"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_word_works_out(case: str, tmp_path: Path) -> None:
    body, expected = CASES[case]
    assert markdown(opened(body, tmp_path / "a.docx").blocks, []) == expected


LEFT_OUT = {
    "phần đánh dấu xóa": '<w:del w:id="1"><w:r><w:delText>ẩn</w:delText></w:r></w:del>',
    "chữ ẩn": run("ẩn", "<w:vanish/>"),
    "biểu đồ, SmartArt (trong Word bấm phải từng hình, Save as Picture, rồi chép vào bài)": (
        '<w:r><w:drawing><c:chart xmlns:c="urn:c"/></w:drawing></w:r>'
    ),
    "nhận xét của người duyệt": '<w:r><w:commentReference w:id="1"/></w:r>',
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_is_told(name: str, tmp_path: Path) -> None:
    word = opened(f"<w:p>{run('Còn')}{LEFT_OUT[name]}</w:p>", tmp_path / "a.docx")
    assert word.left_out == [name]
    assert markdown(word.blocks, []) == "Còn"


def test_every_letter_of_tcvn3_is_mended(tmp_path: Path) -> None:
    word = opened(paragraph(" ".join(_TCVN3), style="Cu"), tmp_path / "a.docx")
    assert markdown(word.blocks, []) == " ".join(_TCVN3.values())


WORD_OF_TEXT = re.compile(r"[^\W_]+")
WORDS = st.text("aăâđêôơư*_`#~[]()|!:;,-+.", min_size=1, max_size=4)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:strike/>"])
RUNS = st.lists(st.tuples(TEXTS, LOOKS), min_size=1, max_size=3).map(
    lambda runs: "".join(run(text, look) for text, look in runs)
)
PARAGRAPHS = st.tuples(RUNS, st.sampled_from(["", "Muc", "Con", "Heading1", "ListBullet"])).map(
    lambda made: f'<w:p><w:pPr><w:pStyle w:val="{made[1]}"/></w:pPr>{made[0]}</w:p>'
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(PARAGRAPHS, min_size=width, max_size=width).map(
            lambda cells: "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        ),
        min_size=1,
        max_size=4,
    ).map(lambda rows: f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
)


@given(body=st.lists(PARAGRAPHS | TABLES, min_size=1, max_size=6).map("".join))
def test_every_word_of_the_body_stands_in_the_article_in_order(
    body: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "law.docx"
    said = re.sub(r"<w:p>|<w:tc>", " ", body)
    expected = WORD_OF_TEXT.findall(re.sub(r"<[^>]+>", "", said))
    shown = to_html(markdown(opened(body, path).blocks, [])).text
    assert [word for word in WORD_OF_TEXT.findall(shown) if word not in ROMAN] == expected


ROMAN = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"} | {
    f"X{number}" for number in ("", "I", "II", "III", "IV", "V")
}
"""Numbers of paragraphs of the style *Mục*."""
