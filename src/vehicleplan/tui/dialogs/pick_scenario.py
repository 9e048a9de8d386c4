"""A scenario to set beside the open one: a recent one, an example, or any file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from vehicleplan.frozen import dataclass
from vehicleplan.report.problems import harmless
from vehicleplan.session.recent import Recent
from vehicleplan.session.workspace import Template
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.options import Options


@dataclass(frozen=True)
class AnyFile:
    """A file that is still to be found."""


Choice = Path | Template | AnyFile


class PickScenario(Dialog[Choice | None]):
    """Gives what was chosen, or None where the user left.

    Args:
        title: What the scenario is for.
        recents: The scenarios that were opened lately.
        examples: The shipped scenarios.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("↑ ↓", "move"), ("enter", "add"), ("escape", "cancel"))
    DEFAULT_CSS = """
    PickScenario OptionList { height: auto; max-height: 62vh; border: none; background: $surface; padding: 0; }
    PickScenario OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, title: str, recents: tuple[Recent, ...], examples: tuple[Template, ...]) -> None:
        super().__init__(title)
        self._recents = recents
        self._examples = examples
        self._choices: dict[str, Choice] = {}

    def compose_dialog(self) -> Iterable[Widget]:
        """The list."""
        options: list[Option] = []
        groups = (
            ("Recent", [(_recent_line(each), each.path) for each in self._recents]),
            ("", [(Content("  A file…"), AnyFile())]),
            ("Examples", [(Content(f"  {each.about.partition(':')[0]}"), each) for each in self._examples]),
        )
        for title, lines in groups:
            if title and lines:
                options.append(Option(Content.styled(title, "bold $text-muted"), disabled=True))
            for line, choice in lines:
                key = str(len(self._choices))
                self._choices[key] = choice
                options.append(Option(line, id=key))
        yield Options(*options, compact=True)

    def on_mount(self) -> None:
        """Mark the first choice."""
        choices = self.query_one(OptionList)
        choices.focus()
        choices.highlighted = 1 if self._recents else 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_id or ""])


def _recent_line(recent: Recent) -> Content:
    return Content.assemble("  ", harmless(recent.name), "  ", (harmless(recent.path.name), "$text-muted"))
