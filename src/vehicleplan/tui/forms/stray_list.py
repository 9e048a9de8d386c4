"""What is wrong and has no field: a key that nobody knows, a table that is none. It can only go."""

from __future__ import annotations

from textwrap import wrap
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.report.problems import harmless
from vehicleplan.session.draft import DELETED, Draft
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.widgets.options import Options

_WIDTH = 56


class StrayList(Options):
    """Faults without a field; hidden where there are none."""

    DEFAULT_CSS = """
    StrayList { height: auto; max-height: 50%; border: none; background: transparent; padding: 0; color: $text-error; }
    StrayList:focus { border: none; background: transparent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "remove", "remove it", tooltip="Take the key out; undo brings it back"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._faults: tuple[Fault, ...] = ()
        self.display = False

    def fill(self, draft: Draft, faults: tuple[Fault, ...], more: tuple[str, ...] = ()) -> None:
        """Show faults, and below them problems that lie in other files."""
        width = max(20, (self.size.width or _WIDTH) - 2)
        words = [
            f"✗ {draft.place_words(fault.path)}: {sentence(fault.what)} {fault.fix}"
            + (" The delete key removes it." if _can_go(draft, fault.path) else "")
            for fault in faults
        ]
        had_focus = self.has_focus
        self._faults = faults
        self.display = bool(words or more)
        self.clear_options()
        self.add_options(Content("\n  ".join(wrap(harmless(each), width))) for each in (*words, *more))
        if self.option_count and had_focus:
            self.highlighted = 0

    def has(self, path: KeyPath) -> bool:
        """Whether it shows the fault of a key path."""
        return any(fault.path == path for fault in self._faults)

    def go(self, path: KeyPath) -> None:
        """Highlight a fault and come to it."""
        self.highlighted = next(n for n, fault in enumerate(self._faults) if fault.path == path)
        self.focus()

    def action_remove(self) -> None:
        """Take the key out."""
        at = self.highlighted
        if at is None or at >= len(self._faults):
            return
        app, path = desk_app(self), self._faults[at].path
        if _can_go(app.desk.draft, path):
            app.change({path: DELETED}, f"Removal of {path[-1]}")


def _can_go(draft: Draft, path: KeyPath) -> bool:
    """Whether a path is a key that stands in the file; an item of a list is removed in its list."""
    return bool(path) and isinstance(path[-1], str) and draft.value(path) is not None


def sentence(text: str) -> str:
    """Words as a sentence."""
    return f"{text[:1].upper()}{text[1:]}."
