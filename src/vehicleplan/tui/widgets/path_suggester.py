"""Completes the paths that a user types."""

from __future__ import annotations

from pathlib import Path

from textual.suggester import Suggester

from vehicleplan.session import browse


class PathSuggester(Suggester):
    """Suggests the first name that begins as what is typed.

    Args:
        folder: Where relative paths begin.
        folders_only: Whether files are left out.
    """

    def __init__(self, folder: Path, *, folders_only: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._folder = folder
        self._folders_only = folders_only

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that begins so."""
        if not value or value.endswith("/"):
            return None
        found = browse.entries(value, self._folder)
        fitting = (entry.typed for entry in found if entry.is_folder or not self._folders_only)
        return next((typed for typed in fitting if typed.startswith(value)), None)
