"""Every problem of a file, calmly and all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.errors import Problem
from vehicleplan.report.problems import problem_lines
from vehicleplan.tui.dialogs.dialog import Dialog


class Problems(Dialog[None]):
    """Shows problems until it is closed.

    Args:
        title: What could not be done.
        problems: Why.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("↑ ↓", "scroll"), ("escape", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "close", "close", show=False)]
    DEFAULT_CSS = """
    Problems .dialog { width: 100; }
    Problems VerticalScroll { height: auto; max-height: 66vh; }
    """

    def __init__(self, title: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(title)
        self._problems = problems

    def compose_dialog(self) -> Iterable[Widget]:
        """The problems, one after the other."""
        with VerticalScroll():
            yield Static(Content("\n\n").join(_lines(problem) for problem in self._problems))


def _lines(problem: Problem) -> Content:
    """The lines of one problem; what would be right stands back a little."""
    lines = problem_lines(problem)
    fix = lines[1:] if problem.fix else []
    told = lines[: len(lines) - 1] if fix else lines
    parts = [Content.styled(told[0], "bold"), *(Content(line) for line in told[1:])]
    if fix:
        parts.append(Content.styled(lines[-1], "$text-muted"))
    return Content("\n").join(parts)
