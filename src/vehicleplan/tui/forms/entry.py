"""Lines of text to type into: names are completed, and what holds by default can be taken in to change it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from vehicleplan.tui.widgets.typed import Area, Line

_LAST_NAME = re.compile(r"[^\s,;]+$")


class Completion(Suggester):
    """Completes the name that is being typed, also in a list of names."""

    def __init__(self, names: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        """The text with its last name completed, or None."""
        found = _LAST_NAME.search(value)
        if found is None:
            return None
        begun = found.group()
        taken = set(re.split(r"[\s,;]+", value[: found.start()]))
        for name in self._names():
            if name.startswith(begun) and name != begun and name not in taken:
                return value + name[len(begun) :]
        return None


class Entry(Line):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "right", show=False),
        Binding("enter", "app.focus_next", "next field", tooltip="Go to the next field"),
    ]

    def __init__(
        self, placeholder: str, names: Callable[[], tuple[str, ...]] | None, *, takes_in: bool, replaces: bool
    ) -> None:
        """An empty line.

        Args:
            placeholder: What holds while nothing is typed.
            names: Names to complete, or None.
            takes_in: Whether the right arrow brings the placeholder into the line.
            replaces: Whether what one types first replaces what stands there.
        """
        super().__init__(
            placeholder=placeholder,
            suggester=Completion(names) if names else None,
            compact=True,
            select_on_focus=replaces,
        )
        self.takes_in = takes_in

    def on_focus(self) -> None:
        """Begin at the end."""
        if not self.select_on_focus:
            self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Show the beginning again."""
        self.scroll_to(x=0, animate=False)

    def action_right(self) -> None:
        """Move on, take the completion, or take in what is inherited."""
        if self.takes_in and not self.value:
            self.value = self.placeholder
            self.cursor_position = len(self.value)
        else:
            self.action_cursor_right()


class LongEntry(Area):
    """Several lines of text."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(
            soft_wrap=True, tab_behavior="focus", compact=True, placeholder=placeholder, show_line_numbers=False
        )
