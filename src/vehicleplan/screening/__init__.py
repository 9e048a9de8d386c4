"""The seven-question filter: what the data says of every candidate, and who leaves where."""

from vehicleplan.screening.funnel import rule_out, ruled_out, screen

__all__ = ["rule_out", "ruled_out", "screen"]
