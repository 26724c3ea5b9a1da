"""The theme's scripts mean the same when they are published."""

import json
import subprocess
from pathlib import Path

from browsing import need, need_package

from plugins.assets.collection import scorer
from plugins.assets.scripts import minify

ROOT = Path(__file__).resolve().parents[2]
CHANGED = """
import { readFileSync } from "node:fs";
const { parse } = await import(process.argv[1]);
const written = new Set(["start", "end", "raw"]);
const meaning = (text) =>
  JSON.stringify(parse(text, { ecmaVersion: "latest", sourceType: "module" }), (name, value) =>
    written.has(name) ? undefined : typeof value === "bigint" ? String(value) : value);
const scripts = JSON.parse(readFileSync(0, "utf8"));
const changed = scripts.filter(([, one, other]) => meaning(one) !== meaning(other));
process.stdout.write(JSON.stringify(changed.map(([name]) => name)));
"""


def changed(scripts: dict[str, str]) -> list[str]:
    """Names of the scripts that mean something else when they are minified."""
    acorn = need_package("acorn/dist/acorn.mjs").as_uri()
    done = subprocess.run(
        [need("node"), "--input-type=module", "--eval", CHANGED, acorn],
        input=json.dumps([(name, text, minify(text)) for name, text in scripts.items()]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_minifying_changes_nothing_but_blanks_and_comments() -> None:
    """A text within a text, or a regular expression in an unusual place, would lose its blanks."""
    scripts = {str(path): path.read_text("utf-8") for path in (ROOT / "theme").rglob("*.js")}
    scripts["lunr"] = scorer(need_package("lunr/lib/lunr.js").parents[2])
    assert len(scripts) > 20
    assert changed(scripts) == []
    assert changed({"a": 'x = `a ${y ? ` b ${z}` : ""} c`;', "b": "x = 1;  // one"}) == ["a"]
