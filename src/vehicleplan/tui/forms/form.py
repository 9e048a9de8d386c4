"""Fields below one another, which follow the draft and change it as one types.

What is typed goes to the desk by key path at every key; what the desk has comes back to every field but where it says
the same already. So undo and other places reach the form, and nothing that the form does not show is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.report.sentences import plural
from vehicleplan.session.draft import DELETED, Draft
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.forms.fields import Field
from vehicleplan.tui.forms.row import FieldRow
from vehicleplan.tui.forms.values import says_same, value_of

Groups = tuple[tuple[str, tuple[Field, ...]], ...]
"""Fields under their headings; an empty heading is not shown."""


class Form(Vertical):
    """Some fields of a draft."""

    DEFAULT_CSS = """
    Form { height: auto; }
    Form > .heading { height: 1; margin-top: 1; color: $text; text-style: bold; }
    Form > .heading.-first { margin-top: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    @dataclass
    class Focused(Message):
        """The cursor came to a field."""

        row: FieldRow

    def __init__(self, groups: Groups, draft: Draft, about: str, inherited: Mapping[str, str] | None = None) -> None:
        """Fields of a draft.

        Args:
            groups: The fields under their headings.
            draft: What they show first.
            about: Whose fields they are, for undo.
            inherited: By field, what the catalog has; None where there is no catalog.
        """
        super().__init__()
        self._groups = groups
        self._about = about
        self.rows = [
            FieldRow(field, None if inherited is None else inherited.get(field.name))
            for _, fields in groups
            for field in fields
        ]
        self.fill(draft)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, in order."""
        return tuple(row.field for row in self.rows)

    def compose(self) -> ComposeResult:
        """The rows under their headings."""
        rows = iter(self.rows)
        for number, (heading, fields) in enumerate(self._groups):
            if heading:
                yield Static(heading, classes="heading" if number else "heading -first", markup=False)
            for _ in fields:
                yield next(rows)

    def fill(self, draft: Draft) -> None:
        """Show what a draft has, and what is wrong with it."""
        for row in self.rows:
            row.fill(draft, draft.faults_at(row.field.path), unit_words(row.field.unit, draft))

    def row_at(self, path: KeyPath) -> FieldRow | None:
        """The field that shows a key path, or None."""
        return next((row for row in self.rows if path[: len(row.field.path)] == row.field.path), None)

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        app, field = desk_app(self), event.field
        now, typed = app.value(field.path), value_of(field.kind, event.text)
        if (now is None) if typed is DELETED else (now is not None and says_same(now, typed)):
            return
        label = f"{field.label} of {self._about}"
        app.change(field.changes(app.desk.draft, event.text), label, merges=repr(field.path))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tell which field has the cursor."""
        row = next((node for node in event.widget.ancestors_with_self if isinstance(node, FieldRow)), None)
        if row is not None:
            self.post_message(self.Focused(row))


class HelpLine(Static):
    """What the field with the cursor is, in the model's own words, and how one writes it."""

    DEFAULT_CSS = """
    HelpLine { height: 3; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, row: FieldRow, draft: Draft) -> None:
        """Tell of a field."""
        field = row.field
        words = [field.help, "" if field.choices else field.kind.hint]
        if field.meanings is not None and row.text in field.meanings:
            words.append(f"{row.text} is {field.meanings[row.text]}.")
        unit = unit_words(field.unit, draft)
        if unit:
            words.append(f"Counted in {unit}.")
        if field.names is not None:
            names = field.names(draft)
            listed = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
            words += [f"Known: {listed}."] if names else []
        if row.inherited:
            words.insert(0, "→ takes the catalog's in to change it.")
        self.update(" ".join(word for word in words if word))


_MOST_NAMES = 8


def stray_faults(faults: tuple[Fault, ...], fields: tuple[Field, ...]) -> tuple[Fault, ...]:
    """The faults that none of the fields shows."""
    return tuple(fault for fault in faults if not any(fault.path[: len(field.path)] == field.path for field in fields))


def unit_words(unit: str, draft: Draft) -> str:
    """A unit in the words of the draft."""
    if "{" not in unit:
        return unit
    words = {
        "currency": _word(draft, ("currency",), "USD"),
        "period": _word(draft, ("horizon", "period"), "quarter"),
        "result": plural(_word(draft, ("goal", "result"), "result")),
    }
    for name, word in words.items():
        unit = unit.replace(f"{{{name}}}", word)
    return unit


def _word(draft: Draft, path: KeyPath, default: str) -> str:
    value = draft.value(path)
    return value if isinstance(value, str) and value else default
