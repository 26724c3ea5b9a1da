"""``portal figures``: read the figures of texts, check those of the articles."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from portal.cli.arguments import DEFAULT_SETTINGS, AsJson, Content, Jobs, SettingsFile
from portal.cli.report import conclude, print_problems, progress, say
from portal.cli.usage import Command, Group
from portal.core.figures.arithmetic import Verdict
from portal.core.figures.extract import Extraction, read
from portal.core.figures.figure import RELATIVE, Direction, Figure, Kind, Qualifier, with_unit
from portal.core.figures.period import parse
from portal.core.figures.proposal import Proposal, propose
from portal.core.figures.relations import Relation, relate
from portal.core.indicator import Indicator, load_indicators
from portal.core.problem import PortalError, Problem
from portal.core.vietnamese import decode, format_number, guess_encoding

app = typer.Typer(cls=Group, help="Đọc và kiểm tra số liệu.", no_args_is_help=True)

_TABLES = ("indicators.yml", "offices.yml")
"""What is declared there decides which figures there may be."""
_QUALIFIERS = {
    Qualifier.GT: "trên",
    Qualifier.GTE: "ít nhất",
    Qualifier.LT: "dưới",
    Qualifier.LTE: "không quá",
    Qualifier.APPROX: "khoảng",
}
_MARKS = {
    Verdict.HOLDS: "✔", Verdict.TRUNCATED: "≈", Verdict.APPROXIMATE: "≈", Verdict.WRONG: "✘",
}  # fmt: skip


@app.command("read", cls=Command)
def read_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help="Bài viết Markdown hoặc văn bản thường.", show_default=False
        ),
    ],
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
    as_json: AsJson = False,
    indicators: Annotated[
        Path | None,
        typer.Option(
            "--indicators",
            metavar="FILE",
            show_default=False,
            help="Từ vựng chỉ tiêu để gợi ý (thay cho indicators.yml của thư mục nội dung).",
        ),
    ] = None,
) -> None:
    """Tìm số liệu trong bài, gợi ý các dòng để dán vào phần đầu bài, kiểm tra phép tính.

    Với --json: một tệp cho một đối tượng có "figures" và "relations"; nhiều tệp cho một danh sách
    đối tượng như vậy, mỗi đối tượng thêm "file".
    """
    extractions = [(path, read(_text(path))) for path in files]
    if as_json:
        objects = [_as_json(extraction) for _, extraction in extractions]
        if len(files) > 1:
            objects = [
                {"file": str(path), **item} for path, item in zip(files, objects, strict=True)
            ]
        say(json.dumps(objects if len(files) > 1 else objects[0], ensure_ascii=False, indent=2))
        return
    vocabulary = _vocabulary(indicators or _declared(content, settings))
    for path, extraction in extractions:
        say(_report(path, extraction, vocabulary))


@app.command(cls=Command)
def check(
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
    jobs: Jobs = 0,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra riêng số liệu khai báo: trong từng bài và giữa các bài. Không xuất gì."""
    from plugins.bridge.engine import Options  # noqa: PLC0415 (reading texts needs no engine)
    from plugins.bridge.portal import Portal  # noqa: PLC0415
    from plugins.bridge.settings import load  # noqa: PLC0415

    with progress() as report:
        engine = Portal(load(settings, content), Options(jobs, progress=report)).engine
        engine.refresh()
        problems = [problem for problem in engine.problems() if _is_about_figures(problem)]
    conclude(problems, "Số liệu không có lỗi nào.", as_json=as_json)


def _is_about_figures(problem: Problem) -> bool:
    return problem.key.startswith("statistics") or problem.file in _TABLES


def _text(path: Path) -> str:
    """The file as text, offsets counted in characters after line ends became ``\\n``."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PortalError(f"không có tệp {path} → kiểm tra lại tên tệp") from None
    except OSError as error:
        raise PortalError(f"không đọc được {path}: {error.strerror}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        encoding = guess_encoding(data)
        if encoding is None:
            raise PortalError(f"{path} không phải văn bản → lưu lại bằng mã UTF-8") from None
        text = decode(data, encoding)
    return text.replace("\r\n", "\n")


def _declared(content: Path | None, settings: Path) -> Path | None:
    """Where the content folder declares indicators; ``None`` where it does not, and outside of a
    portal: texts can be read all the same."""
    if content is None:
        if settings == DEFAULT_SETTINGS and not settings.is_file():
            return None
        from plugins.bridge.settings import load  # noqa: PLC0415 (as below)

        content = Path(load(settings)["PATH"])
    elif not content.is_dir():
        raise PortalError(f"không có thư mục nội dung {content}; chỉ thư mục bằng --content")
    path = content / "indicators.yml"
    return path if path.is_file() else None


def _vocabulary(path: Path | None) -> Mapping[str, Indicator]:
    if path is None:
        return {}
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise PortalError(f"không đọc được {path} ({error.strerror})") from None
    except UnicodeDecodeError:
        raise PortalError(f"{path.name}: tệp không phải UTF-8") from None
    indicators, problems = load_indicators(text, path.name)
    print_problems(problems)
    return indicators


def _as_json(extraction: Extraction) -> dict[str, Any]:
    return {
        "figures": [figure.as_json() for figure in extraction.figures],
        "relations": [relation.as_json() for relation in relate(extraction)],
    }


def _report(path: Path, extraction: Extraction, vocabulary: Mapping[str, Indicator]) -> str:
    if not extraction.figures:
        return f"{path}\n  Không thấy số liệu nào.\n"
    proposals = propose(extraction, vocabulary)
    relations = relate(extraction)
    lines = [str(path), "", f"Số liệu ({len(extraction.figures)})"]
    named = {proposal.figure: proposal.indicator for proposal in proposals}
    lines += [
        _line(index, extraction, named.get(index, "")) for index in range(len(extraction.figures))
    ]
    if relations:
        lines += ["", f"Phép tính ({len(relations)})", *map(_verdict, relations)]
    chosen = [proposal for proposal in proposals if proposal.indicator]
    if chosen:
        lines += ["", "Dán vào phần đầu bài, giữa hai dòng ---", "statistics:"]
        lines += [_yaml(proposal, extraction) for proposal in chosen]
    return "\n".join(lines) + "\n"


def _line(index: int, extraction: Extraction, indicator: str) -> str:
    figure = extraction.figures[index]
    start = extraction.text.count("\n", 0, figure.start) + 1
    said = [f"dòng {start}", _value(figure)]
    if figure.period and figure.attached_to is None:
        said.append(figure.period.label)
    if figure.basis:
        measure = parse(figure.basis)
        said.append(f"so với {measure.label if measure else figure.basis}")
    if figure.attached_to is not None:
        said.append(f"nói về số {figure.attached_to + 1}")
    if indicator:
        said.append(f"chỉ tiêu {indicator}")
    words = " ".join(figure.quote.split())
    return f"  {index + 1:>3}. {words}  —  {' · '.join(said)}"


def _value(figure: Figure) -> str:
    """The value in full: *trên 57.000*, *từ 10 đến 15*, *155/182*."""
    value = format_number(figure.value.normalize() if figure.value % 1 else int(figure.value))
    if figure.value_max is not None:
        top = figure.value_max
        value = f"từ {value} đến {format_number(top.normalize() if top % 1 else int(top))}"
    if figure.second is not None:
        return f"{value} {figure.unit}/{format_number(int(figure.second))} {figure.second_unit}"
    if figure.denominator is not None:
        value += f"/{format_number(int(figure.denominator))}"
    if figure.qualifier in _QUALIFIERS:
        value = f"{_QUALIFIERS[figure.qualifier]} {value}"
    if figure.kind in RELATIVE and figure.direction:
        value = f"{'tăng' if figure.direction is Direction.UP else 'giảm'} {value}"
    unit = figure.unit or ""
    if figure.kind is Kind.POINTS:
        unit = "điểm phần trăm"
    return with_unit(value, unit)


def _verdict(relation: Relation) -> str:
    return f"  {_MARKS[relation.verdict]} {relation.note}"


def _yaml(proposal: Proposal, extraction: Extraction) -> str:
    period = extraction.figures[proposal.figure].period
    return proposal.yaml(period.iso if period else None)
