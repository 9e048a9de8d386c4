"""What pages need of a document beside its values."""

from __future__ import annotations

import pytest

from vehicleplan.exports.page_blocks import isolated

ARABIC, HEBREW = "حملة", "שלום"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hosted webinar: 3 × webinar", "Hosted webinar: 3 × webinar"),
        (f"{ARABIC}: 3 × {HEBREW}", f"\u2068{ARABIC}\u2069: 3 × \u2068{HEBREW}\u2069"),
        (f"{ARABIC} {ARABIC}, 12", f"\u2068{ARABIC} {ARABIC}\u2069, 12"),
    ],
)
def test_words_from_right_to_left_turn_nothing_around_them(text: str, shown: str) -> None:
    """Each stretch of them is set apart, so that a figure after a name stays after it."""
    assert isolated(text) == shown
