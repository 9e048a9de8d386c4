"""A file to open: a path is typed, and the list below shows what fits."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from vehicleplan.report.problems import harmless
from vehicleplan.session import browse
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.options import Options


class PickFile(Dialog[Path | None]):
    """Gives the file that was chosen, or None where the user left.

    Args:
        title: What the file is for.
        start: The folder to begin in.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("↑ ↓", "move"),
        ("enter", "open"),
        ("tab", "complete"),
        ("escape", "cancel"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move('cursor_up')", "up", show=False),
        Binding("down", "move('cursor_down')", "down", show=False),
        Binding("pageup", "move('page_up')", "page up", show=False),
        Binding("pagedown", "move('page_down')", "page down", show=False),
        Binding("tab", "complete", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    PickFile OptionList { height: 10; border: none; background: $surface; padding: 0; }
    """

    def __init__(self, title: str, start: Path) -> None:
        super().__init__(title)
        self._start = start.absolute()
        self._entries: tuple[browse.Entry, ...] = ()

    def compose_dialog(self) -> Iterable[Widget]:
        """The path, the folder, and what fits."""
        yield Input(placeholder="a path, or part of a name; ~ is your home folder", select_on_focus=False)
        yield Label(f"In {harmless(str(self._start))}", markup=False, classes="muted", id="where")
        found = Options(compact=True)
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """Show what the folder has."""
        self._list("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._entries = browse.entries(typed, self._start)
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(Option(_label(entry)) for entry in self._entries)
        found.highlighted = 0 if self._entries else None
        head = typed.replace("\\", "/").rpartition("/")
        where = os.path.normpath(browse.typed_path(head[0] + head[1], self._start))
        words = "Nothing has this name." if typed and not self._entries else f"In {where}"
        self.query_one("#where", Label).update(harmless(words))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        path = browse.typed_path(event.value, self._start)
        if event.value.strip() and path.is_file():
            self.dismiss(path)
            return
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self._choose(self._entries[place])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._entries[event.option_index])

    def _choose(self, entry: browse.Entry) -> None:
        if entry.is_folder:
            self._type(entry.typed)
        else:
            self.dismiss(entry.path)

    def action_move(self, how: str) -> None:
        """Move in the list while the cursor stays in the path."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_complete(self) -> None:
        """Type the rest of the name that is marked."""
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self._type(self._entries[place].typed)

    def _type(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)


def _label(entry: browse.Entry) -> Content:
    if entry.typed.endswith("../"):
        return Content.styled("../  the folder above", "dim")
    name = harmless(entry.path.name)
    return Content.styled(f"{name}/", "dim") if entry.is_folder else Content(name)
