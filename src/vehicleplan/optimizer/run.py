"""The answer of one run of the solver."""

from __future__ import annotations

import math
from enum import Enum, auto

from vehicleplan.frozen import dataclass
from vehicleplan.optimizer.build import Expression


class Ending(Enum):
    """How a run ended."""

    OPTIMAL = auto()
    STOPPED = auto()
    BETTER = auto()
    """Better than what the run began with, and not looked at further."""
    INFEASIBLE = auto()
    UNBOUNDED = auto()


@dataclass(frozen=True)
class Run:
    """The answer of one run.

    Attributes:
        ending: How it ended.
        values: The value of each variable, or None where there is no solution.
        objective: The objective of that solution.
        bound: A proven bound on the objective.
        is_only: Whether solutions with other vehicles are proven to be worse.
    """

    ending: Ending
    values: tuple[float, ...] | None
    objective: float
    bound: float
    is_only: bool = False

    def value(self, expression: Expression) -> float:
        """The value of an expression in the solution."""
        if self.values is None:
            raise ValueError("the run has no solution")
        terms = [coefficient * self.values[variable.index] for variable, coefficient in expression.items()]
        return math.fsum([*terms, expression.constant])
