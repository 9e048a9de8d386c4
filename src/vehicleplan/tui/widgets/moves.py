"""The keys that move through candidates and questions, the same wherever both are shown."""

from __future__ import annotations

from textual.binding import Binding

MOVES = (
    Binding("up,k", "move(-1, 0)", "up", show=False, tooltip="The candidate above"),
    Binding("down,j", "move(1, 0)", "down", show=False, tooltip="The candidate below"),
    Binding("left,h", "move(0, -1)", "left", show=False, tooltip="The question before"),
    Binding("right,l", "move(0, 1)", "right", show=False, tooltip="The next question"),
    Binding("pageup", "page(-1)", "page up", show=False, tooltip="A page up"),
    Binding("pagedown", "page(1)", "page down", show=False, tooltip="A page down"),
    Binding("home", "move(-1000000, 0)", "first", show=False, tooltip="The first candidate"),
    Binding("end", "move(1000000, 0)", "last", show=False, tooltip="The last candidate"),
)
"""Their actions are `move(candidates, questions)` and `page(pages)`."""
