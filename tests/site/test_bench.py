"""What measures the search asks the very modules that readers run."""

import json
import subprocess
from pathlib import Path

from browsing import ROOT, need


def test_queries_are_answered_over_a_built_site(sample_site: Path, tmp_path: Path) -> None:
    """Addresses of articles, and what they cost."""
    queries = tmp_path / "queries.json"
    queries.write_text(json.dumps([{"id": "hn", "q": "hội nghị"}]), "utf-8")
    done = subprocess.run(
        [need("node"), ROOT / "bench/search.mjs", sample_site, queries],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    [answer] = json.loads(done.stdout)
    assert answer["results"]
    for address in answer["results"]:
        assert (sample_site / address.strip("/") / "index.html").is_file()
    assert 0 < answer["bytes"] < 50_000
    assert json.loads(done.stderr)["modules"] > 5_000
