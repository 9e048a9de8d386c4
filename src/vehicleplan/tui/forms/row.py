"""A field on the screen: its label, what one types or chooses, its unit, and below it whatever is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from vehicleplan.model.base import LARGEST
from vehicleplan.model.fault import Fault
from vehicleplan.report import numbers
from vehicleplan.report.problems import harmless
from vehicleplan.session.draft import Draft
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.forms.choice import Choice
from vehicleplan.tui.forms.entry import Entry, LongEntry
from vehicleplan.tui.forms.fields import Field
from vehicleplan.tui.forms.values import Kind, is_unreadable, says_same, text_of, value_of

LABEL = 20
"""Columns of the labels."""
LEAST = 24
"""Columns that one types into at least; a unit that would leave fewer is not shown."""
_SEVERAL = 44
"""Columns for a few figures in a row, where there is room for more."""
_BAR = 12
_SHORT = (Kind.NUMBER, Kind.SHARE, Kind.DATE)
_LONG = (Kind.LONG_TEXT, Kind.LINES)


class FieldRow(Widget):
    """A field. Filling it from a draft tells nobody, and leaves alone text that says the same already."""

    DEFAULT_CSS = """
    FieldRow { height: auto; layout: vertical; text-wrap: nowrap; }
    FieldRow Entry { width: 1fr; height: 1; background: $surface; padding: 0; }
    FieldRow Entry:focus { background: $panel; }
    FieldRow LongEntry { width: 1fr; height: auto; min-height: 2; max-height: 8; background: $surface; padding: 0; }
    FieldRow LongEntry:focus { background: $panel; }
    FieldRow .fault { height: auto; padding-left: 20; color: $text-error; }
    """

    @dataclass
    class Typed(Message):
        """The text of a field has changed by hand."""

        row: FieldRow
        field: Field
        text: str

    def __init__(self, field: Field, inherited: str | None = None) -> None:
        """A field.

        Args:
            field: The field.
            inherited: For a vehicle of a catalog, what the catalog has; None where there is no catalog.
        """
        super().__init__()
        self.field = field
        self._inherited = inherited
        self._holds = field.default if inherited is None else inherited
        self._faults: tuple[Fault, ...] = ()
        self._editor = self._made()
        self._overrides = False
        self._value: object = None
        self._beside = Content("")

    def _made(self) -> Entry | LongEntry | Choice:
        field = self.field
        if field.choices:
            return Choice(field.choices, self._holds)
        if field.kind in _LONG:
            return LongEntry(harmless(self._holds))
        names = field.names
        known = None if names is None else lambda: names(desk_app(self).desk.draft)
        return Entry(harmless(self._holds), known, takes_in=bool(self._inherited), replaces=field.kind in _SHORT)

    def compose(self) -> ComposeResult:
        """What one types into; the rest is drawn beside it."""
        yield self._editor
        if self._faults:
            yield self._wrong()

    def render(self) -> Content:
        """Label and unit, on both sides of what one types into."""
        mark = "" if self._inherited is None else "◆ " if self._overrides else "  "
        label = _fitted(f"{mark}{harmless(self.field.label)}", LABEL - 1)
        style = "bold $text" if self._editor.has_focus else "$accent" if self._overrides else "$text-muted"
        columns = self._columns()
        if self.size.width - LABEL - columns <= self._beside.cell_length:
            return Content.styled(label, style)
        gap = " " * (LABEL - cell_len(label) + columns + 1)
        return Content("").join((Content.styled(label, style), Content(gap), self._beside))

    def _columns(self) -> int:
        """How many columns one types into: few for a figure, else all that the unit leaves if it leaves enough."""
        whole = max(1, self.size.width - LABEL)
        if self.field.is_weight:
            return min(whole, 8)
        if self.field.kind in _SHORT and not self.field.choices:
            return min(whole, max(16, cell_len(self._holds) + 1))
        if isinstance(self._editor, Choice) and self._beside:
            return min(whole, self._editor.columns)
        rest = whole - self._beside.cell_length - 1
        if not self._beside or rest < LEAST:
            return whole
        return min(rest, _SEVERAL) if self.field.kind is Kind.PER_PERIOD else rest

    def on_resize(self) -> None:
        """Leave the unit its room."""
        self._make_room()

    def _make_room(self) -> None:
        margin = (0, max(0, self.size.width - LABEL - self._columns()), 0, LABEL)
        if self._editor.styles.margin != margin:
            self._editor.styles.margin = margin

    def on_descendant_focus(self) -> None:
        """Mark the label."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Mark it no longer."""
        self.refresh()

    @property
    def editor(self) -> Entry | LongEntry | Choice:
        """What has the cursor."""
        return self._editor

    @property
    def text(self) -> str:
        """What stands in it."""
        return self._editor.text if isinstance(self._editor, LongEntry) else self._editor.value

    @property
    def inherited(self) -> str | None:
        """What the catalog has, or None."""
        return self._inherited

    def fill(self, draft: Draft, faults: tuple[Fault, ...], unit: str) -> None:
        """Show what a draft has."""
        value = draft.value(self.field.path)
        typed = value_of(self.field.kind, self.text)
        if (value is None and self.text.strip()) or (value is not None and not says_same(typed, value)):
            self._put(text_of(self.field.kind, value))
        self._overrides = self._inherited is not None and value is not None
        self._value = value
        self._beside = self._words_beside(draft, value) or Content.styled(harmless(unit), "$text-muted")
        self._make_room()
        self.refresh()
        self._show_faults(faults)

    def _put(self, text: str) -> None:
        with (
            self.prevent(Input.Changed, TextArea.Changed, Choice.Changed),
            self._editor.prevent(Input.Changed, TextArea.Changed, Choice.Changed),
        ):
            if isinstance(self._editor, LongEntry):
                self._editor.load_text(text)
            else:
                self._editor.value = text

    def _words_beside(self, draft: Draft, value: object) -> Content | None:
        if self.field.is_weight:
            table = draft.value(self.field.path[:-1])
            weights = table.values() if isinstance(table, dict) else ()
            figures = [max(0.0, float(each)) for each in weights if _is_figure(each)]
            part = float(value) / sum(figures) if _is_figure(value) and sum(figures) > 0 else 0.0  # type: ignore[arg-type]
            return _bar(min(1.0, max(0.0, part)))
        if self.field.meanings is not None:
            return Content.styled(self.field.meanings.get(self.text, ""), "$text-muted")
        return None

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        if faults == self._faults:
            return
        self._faults = faults
        if not self.is_mounted:
            return
        for old in self.query(".fault"):
            old.remove()
        if faults:
            self.mount(self._wrong())

    def _wrong(self) -> Static:
        words = "\n".join(self._fault_words(fault, self._value) for fault in self._faults)
        return Static(words, classes="fault", markup=False)

    def _fault_words(self, fault: Fault, value: object) -> str:
        hint = self.field.kind.hint
        fix = hint if fault.path == self.field.path and is_unreadable(self.field.kind, value) else fault.fix
        return harmless(f"✗ {fault.what[:1].upper()}{fault.what[1:]}. {fix}")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Typed(self, self.field, self.text))


def _fitted(text: str, columns: int) -> str:
    return text if cell_len(text) <= columns else f"{set_cell_size(text, columns - 1)}…"


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _bar(part: float) -> Content:
    full = round(part * _BAR)
    words = f" {numbers.percent(part):>6}"
    return Content.assemble(("█" * full, "$primary"), ("░" * (_BAR - full), "$border-blurred"), (words, "$text-muted"))
