"""What all dialogs share: a titled box in the middle, its keys in the last line; Escape closes it without a result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.keys_line import KeysLine

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """The base of all dialogs. A dialog composes its widgets in `compose_dialog`."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("escape", "cancel"),)
    """The keys of the last line, and what they do."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "cancel", tooltip="Close without a change")]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="dialog") as box:
            if self._title:
                box.border_title = Content(harmless(self._title))
            yield from self.compose_dialog()
            yield KeysLine(*self.KEYS)

    def compose_dialog(self) -> Iterable[Widget]:
        """The widgets of the dialog."""
        return ()

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)
