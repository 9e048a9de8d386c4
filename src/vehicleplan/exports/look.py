"""The look that all exports share: few colours, each with one meaning, and all of them apart in grey too."""

from __future__ import annotations

from typing import Final

INK: Final = "#1b2733"
"""Text."""
MUTED: Final = "#5b6770"
"""Text that explains; labels of scales."""
RULE: Final = "#d5dbe1"
"""Lines of tables and scales."""
SURFACE: Final = "#f3f5f8"
"""Behind headings of tables and boxes."""
ACCENT: Final = "#1f5fa8"
"""Titles, and whatever is a quantity of the plan as a whole."""
FAINT: Final = "#a9b4be"
"""What is not in the plan; what is there and not used."""
GOOD: Final = "#1e7a4c"
"""The goal, and what reaches it."""
BAD: Final = "#b3392b"
"""What misses the goal, and use that is tight."""
SOURCES: Final = {"own": "#1f5fa8", "spent": "#1f5fa8", "built": "#6fa8dc", "given": "#0f7f8c", "bought": "#d98c1f"}
"""By source, the colour of hours and money that are used."""
