"""What reading aloud says: numbers in the words of an announcer, and print turned into speech."""

import json
import random
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from browsing import need
from spoken_numbers import spell_number

from portal.core.vietnamese import format_number

MODULE = Path(__file__).resolve().parents[2] / "theme/templates/components/reader-tools/spoken.js"
SENTENCES = {
    "Đến 15/12/2021 đạt 95,4%./.": (
        "Đến ngày mười lăm tháng mười hai năm hai nghìn không trăm hai mươi mốt"
        " đạt chín mươi lăm phẩy bốn phần trăm."
    ),
    "ngày 05/7/2022": "ngày năm tháng bảy năm hai nghìn không trăm hai mươi hai",
    "từ ngày 01/01 đến hết ngày 15/12": (
        "từ ngày một tháng một đến hết ngày mười lăm tháng mười hai"
    ),
    "17.337 văn bản, tăng 2.013": (
        "mười bảy nghìn ba trăm ba mươi bảy văn bản, tăng hai nghìn không trăm mười ba"
    ),
    "hoàn thành 207/208 nhiệm vụ": "hoàn thành hai trăm linh bảy trên hai trăm linh tám nhiệm vụ",
    "quí I/2016": "quí một năm hai nghìn không trăm mười sáu",
    "tháng 4/2016": "tháng bốn năm hai nghìn không trăm mười sáu",
    "lúc 16:00, kết thúc 19:14": "lúc mười sáu giờ, kết thúc mười chín giờ mười bốn",
    "từ 10–15%": "từ mười đến mười lăm phần trăm",
    "0,5‰": "không phẩy năm phần nghìn",
    "lạnh −5 độ": "lạnh âm năm độ",
    "03 đồng chí": "ba đồng chí",
    "gọi 0205": "gọi không hai không năm",
    "Dịch Covid-19": "Dịch Covid-mười chín",
    "mẫu A4, VNPT2": "mẫu A4, VNPT2",
    "01/01–15/12/2021": (
        "ngày một tháng một đến ngày mười lăm tháng mười hai năm hai nghìn không trăm hai mươi mốt"
    ),
    "rộng 22,5m2, dài 12.480km, mục 2.1": "rộng 22,5m2, dài 12.480km, mục 2.1",
}


def run(expression: str, *arguments: object) -> object:
    """The value of a JavaScript expression over the module's exports and ``given``."""
    script = (
        f"import {{ spell, spoken }} from {json.dumps(MODULE.as_uri())};"
        f"const given = {json.dumps(arguments)};"
        f"process.stdout.write(JSON.stringify({expression}));"
    )
    command = [need("node"), "--input-type=module", "--eval", script]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def test_numbers_have_the_words_that_python_gives_them() -> None:
    """Every number below a thousand, and enough of the others, grouped as they are printed."""
    chance = random.Random(2021)
    numbers = [Decimal(number) for number in range(1000)]
    numbers += [Decimal(chance.randrange(10 ** chance.randrange(4, 16))) for _ in range(2000)]
    numbers += [
        Decimal(chance.randrange(10**6)).scaleb(-chance.randrange(1, 5)) for _ in range(500)
    ]
    printed = [format_number(number) for number in numbers]
    said = run("given[0].map((text) => spoken(text))", printed)
    assert said == [spell_number(number) for number in numbers]


@pytest.mark.parametrize(("printed", "said"), SENTENCES.items())
def test_print_becomes_speech(printed: str, said: str) -> None:
    """Dates, quarters, ratios, shares and times; names with figures in them stay."""
    assert run("spoken(given[0])", printed) == said
