"""Work that was not saved, and what it began from. Quick to load, since Start asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class Beginning:
    """What the changes of a journal begin from.

    Attributes:
        path: The scenario's file, or None where it has none.
        example: The shipped scenario that it began from, or None.
        name: What the scenario is called.
        sha256: The hash of the file when it was read or saved.
        text: The text that it held.
    """

    path: Path | None
    example: str | None
    name: str
    sha256: str
    text: str


@dataclass(frozen=True)
class Unsaved:
    """Work that was not saved.

    Attributes:
        journal: The journal that has it.
        beginning: What it began from.
        tables: What it came to.
        changes: How many values differ from what it began from.
        changed: When it was changed last.
    """

    journal: Path
    beginning: Beginning
    tables: Mapping[str, Any]
    changes: int
    changed: datetime

    @property
    def path(self) -> Path | None:
        """The scenario's file, or None where it has none."""
        return self.beginning.path

    @property
    def name(self) -> str:
        """What the scenario is called."""
        name = self.tables.get("name")
        return name if isinstance(name, str) and name else self.beginning.name
