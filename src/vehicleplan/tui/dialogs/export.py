"""Where to write the plan, and as what; a file that is there is only replaced after a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from vehicleplan.report.problems import harmless
from vehicleplan.session import export_run
from vehicleplan.session.export_run import FileKind, Order
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.dialog import Dialog
from vehicleplan.tui.widgets.lines import clipped, few_names, fitted
from vehicleplan.tui.widgets.options import Options
from vehicleplan.tui.widgets.path_suggester import PathSuggester
from vehicleplan.tui.widgets.typed import Line

_ANALYSES = "analyses"
_ASKS = "You are asked before it replaces anything."
_WIDTH = 70
"""The columns of the dialog's lines on a screen that has room for it."""
_NAME, _FILE = 22, 27
"""The columns of a format's name and of its file's."""
_NO_NAME = "Type a name for the files, such as plan."


class Export(Dialog[Order | None]):
    """Gives what is to be exported, or None where the user left.

    Args:
        proposed: The path that stands there at first, without an ending.
        folder: Where relative paths begin.
    """

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("enter", "export"),
        ("space", "choose"),
        ("tab", "file or formats"),
        ("escape", "cancel"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "export", "export", priority=True, tooltip="Write the files"),
        Binding("space", "choose", "choose", tooltip="Choose it, or not"),
        Binding("down", "to_list", "down", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    DEFAULT_CSS = """
    Export #formats { height: auto; padding: 0; background: $surface; margin-top: 1; }
    Export #formats, Export #formats:focus { border: none; background-tint: $surface 0%; }
    Export #formats { text-wrap: nowrap; text-overflow: ellipsis; }
    Export #verdict { margin-top: 1; min-height: 2; max-height: 3; }
    """

    def __init__(self, proposed: str, folder: Path) -> None:
        super().__init__("Export the plan")
        self._typed = proposed
        self._folder = folder
        self._kinds = export_run.file_kinds()
        self._choice = export_run.last_choice()

    def compose_dialog(self) -> Iterable[Widget]:
        """The path, the formats, and what becomes of it."""
        yield Label("File, without an ending", markup=False)
        yield Line(self._typed, suggester=PathSuggester(self._folder, folders_only=True), select_on_focus=False)
        yield Options(id="formats", markup=False)
        yield Label("", markup=False, id="verdict")

    def on_mount(self) -> None:
        """The cursor is at the formats."""
        self._show()
        self.query_one(OptionList).focus()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed = event.value
        self._show()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_choose()

    def action_to_list(self) -> None:
        """Go from the path to the formats."""
        self.query_one(OptionList).focus()

    def action_choose(self) -> None:
        """Choose what the cursor is on, or no longer."""
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None:
            return
        if option.id == _ANALYSES:
            self._choice = replace(self._choice, is_thorough=not self._choice.is_thorough)
        else:
            self._choice = replace(self._choice, suffixes=self._choice.suffixes ^ {option.id})
        self._show()

    def action_export(self) -> None:
        """Close with what is asked for; first ask about files that are there."""
        base = export_run.base_of(self._typed, self._folder)
        if base is None or export_run.trouble_with(base, self._chosen()):
            self._show()
            return
        there = tuple(path for kind in self._chosen() for path in export_run.files_there(base, kind))
        order = Order(base, self._choice, frozenset(there))
        if not there:
            self.dismiss(order)
            return
        choices = (("c", "Choose another name"), ("r", "Replace"))
        details = "What is in the file now will be gone." if len(there) == 1 else "What is in them now will be gone."
        self.app.push_screen(Ask(f"Replace {few_names(there)}?", choices, details), partial(self._asked, order))

    def _asked(self, order: Order, choice: str | None) -> None:
        if choice == "r":
            self.dismiss(order)

    def _chosen(self) -> tuple[FileKind, ...]:
        return tuple(kind for kind in self._kinds if kind.suffix in self._choice.suffixes)

    # What is shown

    def _show(self) -> None:
        """Bring the lines up to date with the path and the choice; the cursor stays."""
        base = export_run.base_of(self._typed, self._folder)
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        lines = [Option(self._line(base, kind), id=kind.suffix) for kind in self._kinds]
        lines += [Option(Content(""), disabled=True), Option(self._line_of_analyses(), id=_ANALYSES)]
        options.set_options(lines)
        options.highlighted = at
        wrong, words = self._verdict(base)
        verdict = self.query_one("#verdict", Label)
        verdict.set_class(bool(wrong), "wrong")
        verdict.update(harmless(wrong) or words)

    def _line(self, base: Path | None, kind: FileKind) -> Content:
        name = "" if base is None else clipped(harmless(kind.file_name(base.name)), _FILE)
        is_there = base is not None and bool(export_run.files_there(base, kind))
        mark = _mark(is_chosen=kind.suffix in self._choice.suffixes)
        words = "some are there" if kind.is_several else "is there already"
        there = Content.styled(f"  {words}", "bold") if is_there else Content("")
        return mark + Content(fitted(kind.name, _NAME)) + Content.styled(name, "dim") + there

    def _line_of_analyses(self) -> Content:
        mark = _mark(is_chosen=self._choice.is_thorough)
        what = "other sets, limits and budgets; takes longer"
        return mark + Content(fitted("what would change it", _NAME)) + Content.styled(what, "dim")

    def _verdict(self, base: Path | None) -> tuple[str, str]:
        """What is wrong; where nothing is, two lines about what will be written."""
        chosen = self._chosen()
        wrong = _NO_NAME if base is None else export_run.trouble_with(base, chosen)
        if base is None or wrong:
            return wrong, ""
        names = [clipped(harmless(kind.file_name(base.name)), _WIDTH // 2) for kind in chosen]
        what = f"Writes {names[0] if len(names) == 1 else f'{len(names)} formats'} into "
        folder = _end_of(harmless(str(base.parent)), _WIDTH - cell_len(what))
        asks = any(export_run.files_there(base, kind) for kind in chosen)
        return "", f"{what}{folder}\n{_ASKS if asks else ''}"


def _end_of(text: str, width: int) -> str:
    """The text in at most so many columns, with an ellipsis where its beginning was cut."""
    shown = text
    while shown and cell_len(shown) > width - (shown != text):
        shown = shown[1:]
    return shown if shown == text else f"…{shown}"


def _mark(*, is_chosen: bool) -> Content:
    return Content.styled("✔ ", "bold") if is_chosen else Content("  ")
