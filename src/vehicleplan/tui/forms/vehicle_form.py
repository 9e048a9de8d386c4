"""The facts of one candidate: its own, or a catalog's with what the scenario has in their place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from vehicleplan.model.fault import KeyPath
from vehicleplan.model.scenario import Scenario
from vehicleplan.report.problems import harmless
from vehicleplan.session.desk import Desk
from vehicleplan.session.draft import Draft, place_of_vehicle
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.forms.entry import Entry
from vehicleplan.tui.forms.form import Form, Groups, HelpLine, stray_faults
from vehicleplan.tui.forms.inherited import Inherited, inherited_by
from vehicleplan.tui.forms.stray_list import StrayList
from vehicleplan.tui.forms.vehicle_fields import GROUPS


class VehicleForm(ModalScreen[None]):
    """The form of a candidate. What one types changes the open scenario at once; escape closes it."""

    CSS_PATH = "vehicle_form.tcss"
    TITLE_OF_HELP: ClassVar[str] = "Vehicle"
    HELP_TEXT: ClassVar[str] = (
        "The facts of one vehicle. What one types holds at once and can be undone. For a vehicle of a catalog, grey is "
        "the catalog's; the right arrow takes it into an empty field to change it, and an emptied field is the "
        "catalog's again. Answers to the seven questions are given in Questions."
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="close_vehicle", tooltip="Back to where one was"),
        Binding("ctrl+z", "app.undo", "undo", tooltip="Take the last change back"),
        Binding("ctrl+r,ctrl+y", "app.redo", "redo", show=False, tooltip="Do again what was taken back"),
        Binding("ctrl+s", "app.save", "save", show=False, tooltip="Save the scenario"),
        Binding("f1", "app.help", "help", show=False, tooltip="What one does here"),
    ]

    def __init__(self, vehicle_id: str, place: int | None = None, problem: KeyPath | None = None) -> None:
        """The form of a candidate.

        Args:
            vehicle_id: The id by which the scenario knows it.
            place: Its place in the file, for one whose id is wrong.
            problem: The key path to begin at.
        """
        super().__init__()
        self.vehicle_id = vehicle_id
        self._place = place
        self._problem = problem
        self._count: int | None = None
        self._shown: Draft | None = None
        self._kind: object = None
        self._form: Form | None = None

    def compose(self) -> ComposeResult:
        """Title and origin, the fields, help."""
        with Vertical(classes="dialog", id="vehicle-form"):
            yield Static(id="origin", markup=False)
            yield StrayList()
            yield VerticalScroll(id="fields", can_focus=False)
            yield HelpLine()
            yield Static("esc closes · ctrl+z takes back · ↑ ↓ fields", id="keys", markup=False)

    @property
    def _desk(self) -> Desk:
        return desk_app(self).desk

    async def on_mount(self) -> None:
        """Fill it, and follow the desk."""
        self.watch(self.app, "revision", self._revised, init=False)
        await self._show()
        strays, problem = self.query_one(StrayList), self._problem
        if self._form is not None:
            row = self._form.row_at(problem) if problem else None
            (row or self._form.row_at(("vehicle", self._place or 0, "name")) or self._form.rows[0]).editor.focus()
            if problem and strays.has(problem):
                strays.go(problem)

    async def _revised(self) -> None:
        await self._show()

    async def _show(self) -> None:
        draft = self._desk.draft
        if self._shown is draft:
            return
        self._shown = draft
        entry = self._entry()
        if entry is None or self._place is None:
            self.call_later(self.action_close)
            return
        found = inherited_by(draft, self._place, draft.scenario or self._last_scenario())
        kind = (self._place, found)
        if self._form is None or kind != self._kind:
            self._kind = kind
            await self._build(found)
        elif self._form is not None:
            self._form.fill(draft)
        self._tell(entry, found)

    def _entry(self) -> Mapping[str, Any] | None:
        """The candidate's table; it keeps its place while its id is typed, and is looked for when others come or go."""
        draft = self._desk.draft
        vehicles = draft.value(("vehicle",))
        count = len(vehicles) if isinstance(vehicles, list) else 0
        if self._place is None or self._count not in (None, count):
            with suppress(KeyError):
                self._place = place_of_vehicle(draft, self.vehicle_id)
        self._count = count
        if self._place is None:
            return None
        entry = draft.value(("vehicle", self._place))
        if not isinstance(entry, dict):
            return None
        self.vehicle_id = str(entry.get("id") or entry.get("use") or self.vehicle_id)
        return entry

    def _last_scenario(self) -> Scenario | None:
        return None if self._desk.resolved is None else self._desk.resolved.scenario

    async def _build(self, found: Inherited | None) -> None:
        assert self._place is not None  # noqa: S101 - for the type checker
        groups: Groups = tuple(
            (heading, tuple(field.at(("vehicle", self._place)) for field in fields)) for heading, fields in GROUPS
        )
        every = tuple(field for _, fields in groups for field in fields)
        texts = None if found is None else found.texts(every)
        form = Form(groups, self._desk.draft, f"vehicle {self.vehicle_id}", texts)
        focused = self._focused_path()
        cursor = self.focused.cursor_position if isinstance(self.focused, Entry) else 0
        box = self.query_one("#fields", VerticalScroll)
        await box.remove_children()
        await box.mount(form)
        self._form = form
        row = form.row_at(focused) if focused else None
        if row is not None:
            self.set_focus(row.editor)
            row.editor.call_later(partial(setattr, row.editor, "cursor_position", cursor))

    def _focused_path(self) -> KeyPath | None:
        if self._form is None or self.focused is None:
            return None
        return next((row.field.path for row in self._form.rows if row.editor is self.focused), None)

    def _tell(self, entry: Mapping[str, Any], found: Inherited | None) -> None:
        draft, place = self._desk.draft, self._place
        name = entry.get("name") or (found.name if found else "") or self.vehicle_id
        self.query_one("#vehicle-form").border_title = Content(harmless(f"{name} · {self.vehicle_id}"))
        self.query_one("#origin", Static).update(harmless(_origin(found)))
        faults = draft.faults_at(("vehicle", place if place is not None else -1))
        strays = stray_faults(faults, self._form.fields if self._form else ())
        self.query_one(StrayList).fill(draft, strays)

    @on(Form.Focused)
    def _focused(self, event: Form.Focused) -> None:
        self.query_one(HelpLine).tell(event.row, self._desk.draft)

    def action_close(self) -> None:
        """Back to where one was."""
        if self.is_current:
            self.dismiss()


def _origin(found: Inherited | None) -> str:
    if found is None:
        return "A vehicle of the scenario's own."
    origin = f"From the catalog “{found.catalog}”. Grey is the catalog's; ◆ is yours, and empty takes it back."
    return origin + (f" Converted: {', '.join(found.converted)}." if found.converted else "")
