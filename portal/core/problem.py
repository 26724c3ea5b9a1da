"""What is wrong with the content, said so that an editor can act on it.

Problems are values: checks return them, all at once; nothing is raised for a mistake in an
article. Developers' mistakes and broken environments raise :class:`PortalError`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Blocks the build."""
    DISCREPANCY = "discrepancy"
    """Figures that disagree: blocks the build until corrected or accepted with a reason."""
    REMARK = "remark"
    """For the editor's eyes; never blocks."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake at one place, with the way out; ``message`` and ``remedy`` are Vietnamese."""

    file: str
    """Path relative to the content folder, with forward slashes; or the settings file's name."""
    line: int
    """1-based line in the file; 1 where the problem is the file as a whole."""
    key: str
    """The front-matter key (``statistics[2].figure``), ``body``, or ``file``."""
    code: str
    """Stable identifier for machines, e.g. ``unknown-category``."""
    severity: Severity
    message: str
    remedy: str

    @property
    def blocks(self) -> bool:
        return self.severity is not Severity.REMARK

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message} → {self.remedy}"

    def as_json(self) -> dict[str, str | int]:
        return {
            "file": self.file,
            "line": self.line,
            "key": self.key,
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "remedy": self.remedy,
        }


class PortalError(Exception):
    """Root of everything the portal raises itself; its text is one Vietnamese sentence."""


class ThemeError(PortalError):
    """A template cannot be found, compiled or rendered."""


class ContentError(PortalError):
    """The content has problems that block; carries all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
