"""A section of Brief on the screen: its fields, its lists with the fields of one item, and what else holds."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.model.fault import KeyPath
from vehicleplan.report.problems import harmless, problem_lines
from vehicleplan.session.draft import DELETED, Draft
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.forms.form import Form, stray_faults
from vehicleplan.tui.forms.item_list import ItemList, ItemPlace
from vehicleplan.tui.forms.sections import SECTIONS, Section
from vehicleplan.tui.forms.stray_list import StrayList, sentence


class Page(VerticalScroll, can_focus=False):
    """One section. It shows the draft that it is filled with, and keeps which item is open."""

    DEFAULT_CSS = """
    Page { height: 1fr; scrollbar-size-vertical: 1; }
    Page > Form { margin-bottom: 1; }
    Page > ItemList { max-height: 60%; }
    Page > .item { height: auto; margin-top: 1; border-left: wide $border-blurred; padding-left: 1; }
    Page > .item:focus-within { border-left: wide $border; }
    Page .item-title { height: auto; text-style: bold; }
    Page > .notes { height: auto; margin-top: 1; color: $text-muted; }
    """

    def __init__(self, section: Section, draft: Draft) -> None:
        super().__init__()
        self.section = section
        self._groups = section.form(draft)
        self._form = Form(self._groups, draft, section.name)
        self._strays = StrayList()
        self._items = ItemList(section.groups)
        self._title = Static(classes="item-title", markup=False)
        self._item = Vertical(self._title, classes="item")
        self._item_form: Form | None = None
        self._open: ItemPlace | None = None
        self._notes = Static(classes="notes", markup=False)

    def compose(self) -> ComposeResult:
        """All parts; what has nothing to say is hidden."""
        yield self._strays
        if self._form.rows:
            yield self._form
        if self.section.groups:
            yield self._items
            yield self._item
        yield self._notes

    async def on_mount(self) -> None:
        """Fill it."""
        await self.fill()

    async def fill(self) -> None:
        """Show what the desk has."""
        desk = desk_app(self).desk
        draft = desk.draft
        if self.section.form(draft) != self._groups:
            await self._rebuild(draft)
        self._form.fill(draft)
        if self.section.groups:
            self._items.fill(draft, desk.resolved)
            await self._open_item(self._items.place)
        self._show_strays(draft)
        self._show_notes()

    async def _rebuild(self, draft: Draft) -> None:
        """Make the fields anew, such as where there are other stages; the cursor stays in its field."""
        focused = next((row.field.path for row in self._form.rows if row.editor.has_focus), None)
        old, self._groups = self._form, self.section.form(draft)
        self._form = Form(self._groups, draft, self.section.name)
        await self.mount(self._form, before=old)
        await old.remove()
        row = self._form.row_at(focused) if focused else None
        if row is not None:
            row.editor.focus()

    async def _open_item(self, place: ItemPlace | None) -> None:
        """Show the fields of an item below the list."""
        draft = desk_app(self).desk.draft
        if place is None or place.number is None:
            self._item.display = False
            self._open = None
            return
        group, number = place.group, place.number
        if number >= len(group.items(draft)):
            return  # it has gone since
        if place == self._open and self._item_form is not None:
            self._item_form.fill(draft)
        else:
            self._open = place
            form = Form((("", group.fields_at(number)),), draft, f"{group.noun} {number + 1}")
            if self._item_form is not None:
                await self._item_form.remove()
            self._item_form = form
            await self._item.mount(form)
        self._item.display = True
        self._show_title(place, draft)

    def _show_title(self, place: ItemPlace, draft: Draft) -> None:
        assert place.number is not None  # noqa: S101 - for the type checker
        group, number = place.group, place.number
        items = group.items(draft)
        path = (*group.path, number)
        title = harmless(f"{group.noun} {number + 1} of {len(items)}: {group.name(items[number], number)}")
        faults = stray_faults(draft.faults_at(path), group.fields_at(number))
        wrong = "".join(f"\n✗ {harmless(f'{sentence(fault.what)} {fault.fix}')}" for fault in faults)
        self._title.update(Content.assemble((title, "$text-muted"), (wrong, "$text-error")))

    def _show_strays(self, draft: Draft) -> None:
        """What is wrong here and has no field."""
        lists = [group.path for group in self.section.groups]
        strays = tuple(
            fault
            for fault in stray_faults(self.section.faults(draft), self.section.fields(draft))
            if not any(len(fault.path) > len(path) and fault.path[: len(path)] == path for path in lists)
        )
        outside = draft.outside if self.section is SECTIONS[-1] else ()
        self._strays.fill(draft, strays, tuple(line for problem in outside for line in problem_lines(problem)))

    def _show_notes(self) -> None:
        resolved = desk_app(self).desk.resolved
        notes = self.section.notes(resolved) if self.section.notes and resolved else ()
        self._notes.display = bool(notes)
        self._notes.update("\n".join(harmless(note) for note in ("Also holds:", *notes)) if notes else "")

    # What one does

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        rows = self._form.rows
        target: Widget = rows[0].editor if rows else self._items
        target.focus()

    def leave_item(self) -> bool:
        """From the fields of an item back to its list; False where the cursor is not in one."""
        if self._item_form is None or not any(row.editor.has_focus for row in self._item_form.rows):
            return False
        self._items.focus()
        return True

    async def go(self, path: KeyPath) -> None:
        """Put the cursor into the field that shows a key path."""
        if self._strays.has(path):
            self._strays.go(path)
            return
        for group in self.section.groups:
            length = len(group.path)
            if path[:length] == group.path and len(path) > length and isinstance(path[length], int):
                self._items.go(group, int(path[length]))
                await self._open_item(self._items.place)
                break
        forms = [form for form in (self._item_form, self._form) if form is not None]
        row = next((row for form in forms if (row := form.row_at(path)) is not None), None)
        if row is not None:
            row.editor.focus()
        elif self._item_form is not None and self._open is not None:
            self._item_form.rows[0].editor.focus()
        else:
            self.focus_first()

    @on(ItemList.Shown)
    async def _shown(self, event: ItemList.Shown) -> None:
        event.stop()
        await self._open_item(event.place)

    @on(ItemList.Resized)
    async def _resized(self, event: ItemList.Resized) -> None:
        event.stop()
        await self.fill()

    @on(ItemList.Opened)
    async def _opened(self, event: ItemList.Opened) -> None:
        event.stop()
        await self._open_item(event.place)
        if self._item_form is not None:
            self._item_form.rows[0].editor.focus()

    @on(ItemList.Added)
    async def _added(self, event: ItemList.Added) -> None:
        event.stop()
        app, group = desk_app(self), event.group
        items = group.items(app.desk.draft)
        app.change(group.addition(app.desk.draft), f"New {group.noun}")
        await self.fill()
        self._items.go(group, len(items))
        await self._open_item(ItemPlace(group, len(items)))
        if self._item_form is not None:
            self._item_form.rows[0].editor.focus()

    @on(ItemList.Removed)
    async def _removed(self, event: ItemList.Removed) -> None:
        event.stop()
        app, group = desk_app(self), event.group
        items = group.items(app.desk.draft)
        if event.number >= len(items):
            return  # it has gone since
        name = group.name(items[event.number], event.number)
        path: KeyPath = (*group.path, event.number) if len(items) > 1 else group.path
        app.change({path: DELETED}, f"Removal of {group.noun} {name}")
        app.notify(f"Removed {name}. u brings it back.", timeout=4, markup=False)

    @on(ItemList.Rested)
    def _rested(self, event: ItemList.Rested) -> None:
        event.stop()
        app, group = desk_app(self), event.group
        path = (*group.path, event.number, "active")
        holds = app.value(path) is False
        app.change({path: holds}, f"{'Rule holds' if holds else 'Rule is ignored'}")
