"""The few words that formats need beside what the document says: headings of charts' figures, names of sheets."""

from __future__ import annotations

from typing import Final

from vehicleplan.report import numbers

PLAN: Final = "Plan"
CONTENTS: Final = "Contents"
KEY_FIGURES: Final = "Key figures"
IN_WORDS: Final = "In words"
FIGURES: Final = "Figures"

VEHICLE: Final = "Vehicle"
ACTIVITY: Final = "One activity is a"
QUESTION: Final = "Question"
PERIOD: Final = "Period"
LINE: Final = "Line"

CANDIDATES: Final = "All candidates"
LEFT: Final = "Left"
OUT: Final = "Out"
IN_THE_PLAN: Final = "In the plan"
FILLED_OR_OUTLINED: Final = "Filled: in the plan. Outlined: not in the plan."

ALL_GOES_WELL: Final = "If all\ngoes well"
LITTLE_DOES: Final = "If little\ndoes"
DRAWN_UP_TO: Final = "Drawn\nup to"
UP_TO_THE_MARK: Final = "Up to\nthe mark"
BEYOND_THE_MARK: Final = "Beyond\nthe mark"
TO_P90: Final = "P90"
P90_TO_PLANNED: Final = "P90 to planned"
PLANNED_TO_P10: Final = "Planned to P10"

GOAL_REACHED: Final = "The goal is reached"
GOAL_MISSED: Final = "The goal is missed"
REACHES: Final = "Brings what is asked for"
MISSES: Final = "Brings less"
SHARE_OF_DRAWS: Final = "Share of draws"

USED: Final = "Used"
AVAILABLE: Final = "Available"
TIGHT: Final = "Tight"
USED_OF: Final = "Used of what there is"


def and_more(count: int) -> str:
    """What stands for rows that there is no room for."""
    return f"and {numbers.count(float(count))} more"


def first_shown(count: int) -> str:
    """What stands under the first of many."""
    return f"The first {numbers.count(float(count))} are shown."


def left_of(total: int) -> str:
    """The heading over what is left of all candidates."""
    return f"Left of {numbers.count(float(total))}"
