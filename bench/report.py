"""Turn the measurements of ``run.py`` into a table, a picture and docs/bench.md."""

import json
from pathlib import Path
from statistics import median
from typing import Any

from rivals import RIVALS, ROOT

COLUMNS = (
    ("cold", "cpu", "All, CPU s", ".1f"),
    ("cold", "wall", "All, s", ".1f"),
    ("cold", "peak", "Peak, MiB", ".0f"),
    ("edit", "cpu", "One edited, CPU s", ".2f"),
    ("edit", "files", "files changed", ".0f"),
    ("new", "cpu", "One new, CPU s", ".2f"),
    ("new", "files", "files changed", ".0f"),
)
RATIOS = (("cold", "cpu"), ("cold", "wall"), ("cold", "peak"), ("edit", "cpu"), ("new", "cpu"))


def values(result: dict[str, Any], site: str, build: str, what: str) -> list[float]:
    return [one[site][build][what] for one in result["rounds"]]


def paired(result: dict[str, Any], site: str, build: str, what: str) -> float:
    """Median over the rounds of this site's cost divided by Hugo's in the same round."""
    mine, hugo = (values(result, one, build, what) for one in (site, "hugo"))
    return median(a / b for a, b in zip(mine, hugo, strict=True))


def table(result: dict[str, Any]) -> str:
    sites = list(result["versions"])
    lines = [
        "| | " + " | ".join(title for *_, title, _ in COLUMNS) + " | files in all |",
        "|---|" + "--:|" * (len(COLUMNS) + 1),
    ]
    for site in sites:
        cells = []
        for build, what, _, form in COLUMNS:
            cell = format(median(values(result, site, build, what)), form)
            if "hugo" in sites and site != "hugo" and (build, what) in RATIOS:
                cell += f" ({paired(result, site, build, what):.2f} ×)"
            cells.append(cell)
        files = int(median(values(result, site, "cold", "files")))
        name = f"{RIVALS[site].name} {result['versions'][site]}"
        lines.append(f"| {name} | {' | '.join(cells)} | {files:,} |")
    return "\n".join(lines) + "\n"


def picture(result: dict[str, Any]) -> str:
    """Bars of processor time for the three builds, as SVG."""
    sites = list(result["versions"])
    builds = (("cold", "Everything"), ("edit", "One article edited"), ("new", "One article added"))
    parts: list[str] = []
    y = 26
    for build, title in builds:
        parts.append(f'<text x="0" y="{y}" class="title">{title}, CPU seconds</text>')
        y += 12
        costs = {site: median(values(result, site, build, "cpu")) for site in sites}
        for site, seconds in costs.items():
            width = 440 * seconds / max(costs.values())
            kind = "ours" if site == "portal" else "theirs"
            bar = f'x="116" y="{y + 2}" width="{max(width, 1):.1f}" height="17"'
            parts += [
                f'<text x="108" y="{y + 15}" text-anchor="end">{RIVALS[site].name}</text>',
                f'<rect {bar} class="{kind}"/>',
                f'<text x="{122 + width:.1f}" y="{y + 15}">{seconds:.2f}</text>',
            ]
            y += 23
        y += 26
    style = (
        "text{font:14px sans-serif;fill:#1c2733}.title{font-weight:600}"
        ".ours{fill:#0b5c8a}.theirs{fill:#9aa7b3}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}"
        ".ours{fill:#6cb8e6}.theirs{fill:#566472}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 {y - 10}" role="img" '
        f'aria-label="Processor time of builds of {result["articles"]:,} articles">'
        f"<style>{style}</style>{''.join(parts)}</svg>\n"
    )


def slopes(results: list[dict[str, Any]]) -> str:
    """What a million articles would take, from the two largest sizes measured."""
    measured = [
        {
            "articles": result["articles"],
            "cpu": median(values(result, "portal", "cold", "cpu")),
            "peak": median(values(result, "portal", "cold", "peak")),
            "edit": median(values(result, "portal", "edit", "cpu")),
        }
        for result in results
        if "portal" in result["versions"]
    ]
    if len(measured) < 2:
        return ""
    small, large = measured[-2:]
    step = large["articles"] - small["articles"]
    rows = []
    for key, title, unit, form in (
        ("cpu", "Everything", "CPU s", ",.0f"),
        ("peak", "Peak memory", "MiB", ",.0f"),
        ("edit", "One article edited, new process", "CPU s", ",.1f"),
    ):
        slope = (large[key] - small[key]) / step
        million = large[key] + slope * (1_000_000 - large["articles"])
        rows.append(
            f"| {title}, {unit} | {small[key]:{form}} | {large[key]:{form}} "
            f"| {slope * 1000:.3f} | {million:{form}} |"
        )
    head = (
        f"| | {small['articles']:,} | {large['articles']:,} | each further 1,000 | 1,000,000 |\n"
        "|---|--:|--:|--:|--:|\n"
    )
    return head + "\n".join(rows) + "\n"


def previews(results: list[dict[str, Any]]) -> str:
    """How long an editor waits, for each size measured."""
    lines = [
        "| | ready, empty cache, s | ready, s "
        "| text saved, ms | title saved, ms | article added, ms |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for result in results:
        saves = (
            f"{result['saves'][kind]['median']} (p95 {result['saves'][kind]['p95']})"
            for kind in ("text", "title", "new")
        )
        lines.append(
            f"| {result['articles']:,} articles | {result['cold']:.1f} | {result['warm']:.1f} "
            f"| {' | '.join(saves)} |"
        )
    return "\n".join(lines) + "\n" if results else ""


def load(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.json"), key=lambda file: int(file.stem))
    return [json.loads(file.read_text()) for file in files]


def write(folder: Path) -> None:
    """Fill the marked places of docs/bench.md with the last results of every size."""
    results = load(folder)
    tables = "\n".join(
        f"### {result['articles']:,} articles\n\n{table(result)}\n"
        f"{result['date']}, {len(result['rounds'])} rounds on {result['machine']}.\n"
        for result in results
    )
    page = ROOT / "docs" / "bench.md"
    text = page.read_text(encoding="utf-8")
    parts = {
        "results": tables,
        "preview": previews(load(folder / "preview")),
        "million": slopes(results),
    }
    for name, content in parts.items():
        before, rest = text.split(f"<!-- {name} -->\n", 1)
        _, after = rest.split(f"<!-- end {name} -->", 1)
        text = f"{before}<!-- {name} -->\n\n{content}\n<!-- end {name} -->{after}"
    page.write_text(text, encoding="utf-8")
    shown = max(
        (result for result in results if len(result["versions"]) > 3 or result is results[-1]),
        key=lambda result: (
            len(result["versions"]) * 1_000_000 + result["articles"]
            if result["articles"] >= 10_000
            else result["articles"]
        ),
    )
    (ROOT / "docs" / "bench.svg").write_text(picture(shown), encoding="utf-8")
