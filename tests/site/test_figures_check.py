"""``portal figures check``: the declared figures alone, in every article and across them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = Path("bai-viet/2022/tong-ket-cong-tac-nam-2021.md")


def check(content: Path) -> tuple[int, list[dict[str, str]]]:
    command = [str(Path(sys.executable).with_name("portal")), "figures", "check", "--json"]
    done = subprocess.run(
        [*command, "--content", str(content)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout)["problems"]


def test_a_changed_digit_is_found_at_its_line(tmp_path: Path) -> None:
    """17.373 for 17.337, in the statement and in the text: last year's article knows better."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    assert check(content) == (0, [])
    article = content / ARTICLE
    text = article.read_text("utf-8")
    article.write_text(text.replace("17.337", "17.373"), "utf-8")
    code, problems = check(content)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "van-ban.di" in row)
    assert code == 1
    assert {(problem["file"], problem["line"]) for problem in problems} >= {
        (ARTICLE.as_posix(), line)
    }


def test_an_office_that_ends_before_it_begins_is_named(tmp_path: Path) -> None:
    """Not only its figures, of which none can be right then."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    offices = content / "offices.yml"
    text = offices.read_text("utf-8")
    offices.write_text(text.replace("valid_from: 1997-01-01", "valid_from: 2027-01-01", 1), "utf-8")
    code, problems = check(content)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "valid_to: 2025-06-30" in row)
    assert code == 1
    assert ("offices.yml", line) in {(problem["file"], problem["line"]) for problem in problems}
