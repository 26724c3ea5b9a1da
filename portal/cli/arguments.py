"""The options that commands share: the same word means the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

Content = Annotated[
    Path | None,
    typer.Option("--content", metavar="DIR", help="Thư mục nội dung (thay cho PATH)."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", metavar="DIR", help="Thư mục xuất (thay cho OUTPUT_PATH)."),
]
SettingsFile = Annotated[Path, typer.Option("--settings", metavar="FILE", help="Tệp thiết lập.")]
Jobs = Annotated[
    int,
    typer.Option("--jobs", min=0, metavar="N", help="Số tiến trình; 0: mỗi bộ xử lý một."),
]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]

DEFAULT_SETTINGS = Path("site_config.py")
