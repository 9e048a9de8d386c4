"""The note of an answer, and the initials that sign it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Label, TextArea

from vehicleplan.frozen import dataclass
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.report.problems import harmless
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.typed import Area

LONGEST_NOTE = 20_000
LONGEST_INITIALS = 100


@dataclass(frozen=True)
class Noted:
    """What was written: the note, and who wrote it."""

    note: str
    by: str


class Note(Dialog[Noted | None]):
    """Gives the note and the initials, or None where the user left.

    Args:
        vehicle: What the candidate is called.
        question: The question.
        verdict: The answer that the note stands with.
        noted: What stands there at first.
        on_typed: Called with what stands there at every key.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "keep it"),
        ("ctrl+j", "new line"),
        ("tab", "initials"),
        ("escape", "cancel"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "keep", "keep it", priority=True, tooltip="Keep the note"),
        Binding("ctrl+j,shift+enter", "new_line", "new line", tooltip="Begin a new line"),
    ]
    DEFAULT_CSS = """
    Note TextArea { height: 7; border: tall $border-blurred; }
    Note TextArea:focus { border: tall $border; }
    Note #by-label { margin-top: 1; }
    """

    def __init__(
        self, vehicle: str, question: Question, verdict: Verdict, noted: Noted, on_typed: Callable[[Noted], None]
    ) -> None:
        super().__init__("Note")
        self._on_typed = on_typed
        self._about = f"{harmless(vehicle)} · {question} · {verdict.symbol} {verdict}"
        self._noted = noted

    def compose_dialog(self) -> Iterable[Widget]:
        """The note and the initials."""
        yield Label(self._about, markup=False, classes="muted")
        area = Area(self._noted.note, id="note", tab_behavior="focus", show_line_numbers=False)
        area.move_cursor(area.document.end)
        yield area
        yield Label("Initials, kept for the next answers", id="by-label")
        yield Input(self._noted.by, id="by", max_length=LONGEST_INITIALS)

    @on(TextArea.Changed)
    @on(Input.Changed)
    def _typed(self, event: TextArea.Changed | Input.Changed) -> None:
        event.stop()
        self._on_typed(self._written())

    def _written(self) -> Noted:
        note = self.query_one("#note", TextArea).text.strip()[:LONGEST_NOTE]
        return Noted(note, self.query_one("#by", Input).value.strip())

    def action_keep(self) -> None:
        """Close with what was written."""
        self.dismiss(self._written())

    def action_new_line(self) -> None:
        """Begin a new line of the note."""
        self.query_one("#note", TextArea).insert("\n")
