"""Screens kept as text: compared exactly, written anew with UPDATE_SNAPSHOTS=1 in the environment."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "snapshots"
_UPDATE = "UPDATE_SNAPSHOTS"


def assert_same_screen(name: str, lines: list[str]) -> None:
    """The screen is as it was kept; a difference is shown line by line.

    Args:
        name: The name of the kept screen.
        lines: The screen of now.
    """
    file = FOLDER / f"{name}.txt"
    text = "\n".join(lines) + "\n"
    if os.environ.get(_UPDATE):
        FOLDER.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    kept = file.read_text("utf-8") if file.exists() else ""
    if text != kept:
        changes = difflib.unified_diff(kept.splitlines(), lines, "kept", "now", n=2, lineterm="")
        hint = f"Where the new screen is right: {_UPDATE}=1 pytest tests/tui/test_snapshots.py, and look at the diff."
        pytest.fail("\n".join([f"{file.name} looks different.", *changes, hint]), pytrace=False)
