"""The document as slides: at most ten, each with a message, native tables and charts, and notes for the speaker."""

from __future__ import annotations

from vehicleplan.exports.pptx_deck import Deck
from vehicleplan.exports.pptx_slides import (
    add_answer,
    add_assumptions,
    add_change,
    add_hours,
    add_how_sure,
    add_measures,
    add_money,
    add_schedule,
    add_why_not,
    add_why_these,
)
from vehicleplan.report.document.contracts import Document

_SLIDES = (
    add_answer,
    add_schedule,
    add_money,
    add_hours,
    add_why_these,
    add_why_not,
    add_how_sure,
    add_change,
    add_measures,
    add_assumptions,
)


def render(document: Document) -> bytes:
    """The file of slides; the same document gives the same bytes."""
    deck = Deck(document)
    for add_slide in _SLIDES:
        add_slide(deck, document)
    return deck.to_bytes()
