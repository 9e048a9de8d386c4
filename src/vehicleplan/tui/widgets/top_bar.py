"""The bar on top: the scenario, whether it is saved, and the places to go to."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from vehicleplan.report.problems import harmless
from vehicleplan.tui.desk_app import desk_app
from vehicleplan.tui.widgets.lines import clipped

PLACES = (
    ("1", "brief", "Brief"),
    ("2", "questions", "Questions"),
    ("3", "matrix", "Matrix"),
    ("4", "plan", "Plan"),
    ("5", "what-if", "What-if"),
    ("6", "compare", "Compare"),
    ("7", "why", "Why"),
)
"""The key, the id and the name of each place."""
_UNSAVED = "● unsaved"
_MARK = "●"
_AT_RISK = "▲"
"""Stands for the mark where what is not saved would be lost with the program."""
_ROOMY = 100
"""The columns from which places stand apart by two blanks."""


class TopBar(Widget):
    """One line; a click on a place goes there."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the desk."""
        self.watch(self.app, "revision", self._revised, init=False)

    def _revised(self) -> None:
        self.refresh()

    def render(self) -> Content:
        """The line for the width at hand: on a narrow screen the names of things give way, not the places."""
        app = desk_app(self)
        width = self.size.width
        end = " " if width >= _ROOMY else ""
        labels = [(key, place, f" {key} {name}{end}") for key, place, name in PLACES]
        room = sum(cell_len(label) for _, _, label in labels) + 1
        unsaved = app.is_unsaved
        program = "vehicleplan  " if width >= 130 else ""
        mark = (_UNSAVED if width >= 120 else _MARK) if unsaved else ""
        if app.is_at_risk:
            mark = mark.replace(_MARK, _AT_RISK)
        left = width - room - cell_len(program) - 2 - (cell_len(mark) + 1 if mark else 0)
        name = clipped(harmless(app.scenario_name) or ("" if program else "vehicleplan"), max(0, left))
        head = f" {program}{name}"
        gap = max(1, width - room - cell_len(head) - (cell_len(mark) + 1 if mark else 0))
        parts = [
            Content.styled(f" {program}", "$text-muted"),
            Content.styled(name, "bold"),
            Content(" " * gap),
            Content.styled(f"{mark} " if mark else "", "$error" if app.is_at_risk else "$warning"),
        ]
        at = width - room
        self._spots = []
        for key, place, label in labels:
            here = app.current_mode == place
            style = "bold $block-cursor-foreground on $block-cursor-background" if here else "$foreground"
            parts.append(Content.styled(label, style) if here else _tab(key, label))
            self._spots.append((at, at + cell_len(label), place))
            at += cell_len(label)
        return Content("").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked."""
        app = desk_app(self)
        for start, end, place in self._spots:
            if start <= event.x < end:
                self.call_later(app.run_action, f"app.go('{place}')")


def _tab(key: str, label: str) -> Content:
    end = 1 + len(key)
    return Content.styled(label[:end], "$footer-key-foreground") + Content.styled(label[end:], "$foreground")
