"""Everything that can go wrong, in one tree and one value.

    VehiclePlanError           a fault that ends the command; its message is for the user
    ├── BadInputError          files that cannot be used; carries every Problem found
    ├── UnboundedPlanError     nothing limits the plan
    ├── TooFarApartError       figures that no solver can weigh against each other
    ├── UnknownLocaleError     there is no locale of that name
    └── CancelledError         the user asked to stop before there was an answer
        └── OutOfTimeError     the time limit was over before there was an answer

A `Problem` is a fault in a file, as a value: problems are gathered and shown all at once.
"""

from __future__ import annotations

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault in a file: where, what, and what would be right.

    Attributes:
        file: The file as the user named it.
        line: Line number from 1, or None where the fault has no place in the file.
        key: The field as a dotted path such as `goal.mode` or `vehicle[2] (webinar).cost`, places counted from 1; for
            a key that is unknown or missing its table, such as `[goal]`; empty for the file as a whole.
        what: What is wrong.
        fix: What would be right.
        excerpt: The line as it stands in the file, or empty.
        column: Column of the caret from 1, in characters of the excerpt.
        width: Length of the caret, in characters.
    """

    file: str
    line: int | None
    key: str
    what: str
    fix: str = ""
    excerpt: str = ""
    column: int = 1
    width: int = 1


class VehiclePlanError(Exception):
    """A fault that the user can mend; the message says how."""


class BadInputError(VehiclePlanError):
    """Files that cannot be used.

    Attributes:
        problems: Every fault found, in order of place.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems


class UnboundedPlanError(VehiclePlanError):
    """Nothing limits how much of a vehicle the plan may use."""


class TooFarApartError(VehiclePlanError):
    """Figures of the scenario lie so far apart that the solver's plan breaks a limit; the message names them."""


class UnknownLocaleError(VehiclePlanError):
    """There is no locale of the name that was asked for."""


class CancelledError(VehiclePlanError):
    """The user asked to stop before there was an answer."""


class OutOfTimeError(CancelledError):
    """The time limit that the user gave was over before there was an answer."""
