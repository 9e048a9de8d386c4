"""Textual's list of options, which falls over a page key while it has no room on the screen; this one does not."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList):
    """A list of options: the base of all lists here."""

    def action_page_up(self) -> None:
        """Move the cursor up by a page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move the cursor down by a page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]
