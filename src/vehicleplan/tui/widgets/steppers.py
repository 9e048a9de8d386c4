"""A list of values that are moved in steps: each with its minus and its plus, for the keyboard and the mouse.

The list shows what it is given and tells what was asked for; what a step does is decided by whoever listens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from vehicleplan.frozen import dataclass
from vehicleplan.tui.widgets.columns import MINUS
from vehicleplan.tui.widgets.lines import fitted

_MARK = "●"
_WIDE = 48
"""From this width on there is a column for the base values."""
_LEAST_NAME = 8


@dataclass(frozen=True)
class Stepper:
    """One line of the list.

    Attributes:
        group: What it belongs to; lines of a group stand under one heading.
        name: What it is called.
        value: Its value in words.
        base: The value that it had at first, in words.
        is_moved: Whether the two differ.
        is_on: For a switch, whether it is on; None for a value that has steps.
    """

    group: str
    name: str
    value: str
    base: str
    is_moved: bool
    is_on: bool | None = None


class _Lines(Static):
    """The lines themselves; tells the list where it was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Pass the place on."""
        parent = self.parent
        if isinstance(parent, Steppers):
            parent.clicked(event.x, event.y)


class Steppers(VerticalScroll, can_focus=True):
    """The list. One line has the cursor."""

    DEFAULT_CSS = """
    Steppers > _Lines { width: 1fr; height: auto; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("pagedown", "page(1)", "page down", show=False),
        Binding("home", "move(-100_000)", "first", show=False),
        Binding("end", "move(100_000)", "last", show=False),
        Binding("left,minus,h", "ask('less')", "less", key_display="←", id="less", tooltip="One step down"),
        Binding("right,plus,equals_sign,l", "ask('more')", "more", key_display="→", id="more", tooltip="One step up"),
        Binding(
            "shift+left,less_than_sign",
            "ask('much-less')",
            "much less",
            key_display="<",
            id="much-less",
            show=False,
            tooltip="Five steps down",
        ),
        Binding(
            "shift+right,greater_than_sign",
            "ask('much-more')",
            "much more",
            key_display=">",
            id="much-more",
            show=False,
            tooltip="Five steps up",
        ),
        Binding("enter", "ask('type')", "type", id="type", tooltip="Type the value; a rule is switched"),
        Binding("space", "ask('switch')", "on/off", id="switch", tooltip="Switch the rule or the limit off, and on"),
        Binding("backspace,delete", "ask('base')", "base", id="base", tooltip="Back to the value in the scenario"),
    ]
    cursor: reactive[int] = reactive(0)
    """The line that the keys move."""

    Wish = Literal["less", "more", "much-less", "much-more", "type", "switch", "base"]

    class Asked(Message):
        """Something was asked of a line."""

        def __init__(self, line: int, wish: Steppers.Wish) -> None:
            super().__init__()
            self.line = line
            self.wish = wish

    class Highlighted(Message):
        """The cursor has come to a line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._steppers: tuple[Stepper, ...] = ()
        self._rows: list[int | None] = []
        self._lines = _Lines()

    def compose(self) -> Sequence[Static]:
        """The lines."""
        return (self._lines,)

    def show(self, steppers: tuple[Stepper, ...]) -> None:
        """Show these lines; the cursor stays where it is, or on the last one."""
        if steppers == self._steppers:
            return
        self._steppers = steppers
        self._arrange()
        self.cursor = min(self.cursor, max(0, len(steppers) - 1))

    def on_resize(self) -> None:
        """Use the room at hand."""
        self._arrange()

    def on_focus(self) -> None:
        """Show where the keys go."""
        self._draw()

    def on_blur(self) -> None:
        """Show where the keys go."""
        self._draw()

    def watch_cursor(self) -> None:
        """Bring the line into view and tell."""
        self._draw()
        if self.cursor in self._rows:
            row = self._rows.index(self.cursor)
            top = 0 if self.cursor == 0 else row
            self.scroll_to_region(Region(0, top, 1, row - top + 1), animate=False, force=True)
        self.post_message(self.Highlighted())

    def action_move(self, by: int) -> None:
        """Move the cursor by some lines."""
        self.cursor = min(max(self.cursor + by, 0), max(0, len(self._steppers) - 1))

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in view."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_ask(self, wish: Wish) -> None:
        """Tell what is asked of the line under the cursor."""
        if self._steppers:
            self.post_message(self.Asked(self.cursor, wish))

    def clicked(self, x: int, y: int) -> None:
        """Go to the line that was clicked; on its minus or its plus, take that step."""
        place = self._rows[y] if 0 <= y < len(self._rows) else None
        if place is None:
            return
        self.focus()
        self.cursor = place
        if self._steppers[place].is_on is not None:
            if x <= _SWITCH_WIDTH:
                self.action_ask("switch")
            return
        minus, plus = self._signs()
        if abs(x - minus) <= 1:
            self.action_ask("less")
        elif abs(x - plus) <= 1:
            self.action_ask("more")

    # Drawing

    def _arrange(self) -> None:
        """Put a heading over each group, and a blank line before it where there is room for all of them."""
        groups = len({each.group for each in self._steppers})
        has_room = len(self._steppers) + 2 * groups - 1 <= self.size.height
        self._rows = []
        for place, each in enumerate(self._steppers):
            if place == 0 or self._steppers[place - 1].group != each.group:
                self._rows += [None, None] if has_room and place else [None]
            self._rows.append(place)
        self._draw()

    def _widths(self) -> tuple[int, int, int]:
        """The widths of name, value and base value."""
        numbers = [each for each in self._steppers if each.is_on is None]
        value = max((cell_len(each.value) for each in numbers), default=0)
        base = max((cell_len(each.base) for each in numbers), default=0) if self._width >= _WIDE else 0
        name = self._width - value - 8 - (base + 1 if base else 0)
        return max(_LEAST_NAME, name), value, base

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _signs(self) -> tuple[int, int]:
        """Where minus and plus stand."""
        name, value, _ = self._widths()
        return name + 3, name + value + 6

    def _draw(self) -> None:
        if self.is_mounted and self._width > 0:
            self._lines.update(Content("\n").join(self._line(row) for row in range(len(self._rows))))

    def _line(self, row: int) -> Content:
        place = self._rows[row]
        if place is not None:
            return self._stepper_line(self._steppers[place], has_cursor=place == self.cursor)
        below = self._rows[row + 1]
        return Content("") if below is None else Content.styled(self._steppers[below].group, "$text-muted")

    def _stepper_line(self, stepper: Stepper, *, has_cursor: bool) -> Content:
        name, value, base = self._widths()
        mark = f"{_MARK} " if stepper.is_moved else "  "
        moved = "bold $accent" if stepper.is_moved else ""
        if stepper.is_on is not None:
            switch = "[x] " if stepper.is_on else "[ ] "
            parts = [(mark, moved), (switch, moved), (fitted(stepper.name, self._width - len(mark + switch)), "")]
        else:
            parts = [
                (mark, moved),
                (fitted(stepper.name, name), ""),
                (f" {MINUS} ", "$footer-key-foreground"),
                (fitted(stepper.value, value, right=True), moved),
                (" + ", "$footer-key-foreground"),
            ]
            if base:
                parts.append((fitted(stepper.base if stepper.is_moved else "", base + 1, right=True), "$text-muted"))
        if not has_cursor:
            return Content.assemble(*parts)
        plain = fitted("".join(text for text, _ in parts), self._width)
        style = "$block-cursor-foreground on $block-cursor-background" if self.has_focus else "bold on $panel"
        return Content.styled(plain, style)


_SWITCH_WIDTH = 6
"""Where the box of a switch ends."""
