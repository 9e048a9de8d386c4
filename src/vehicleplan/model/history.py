"""The team's own history: what vehicles took and brought."""

from __future__ import annotations

from datetime import date

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class HistoryEntry:
    """One row of a history file: some activities of a vehicle and what came of them.

    Attributes:
        vehicle: The candidate's id.
        date: When.
        activities: How many activities.
        cash: Money spent, in the scenario's currency.
        hours: The team's hours over all skills.
        outcome: The outcome that was counted.
        count: How many people or accounts moved there.
    """

    vehicle: str
    date: date
    activities: float
    cash: float
    hours: float
    outcome: str
    count: float
