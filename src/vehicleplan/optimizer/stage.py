"""What following a mode gives: the best run, and how good it is known to be."""

from __future__ import annotations

from vehicleplan.frozen import dataclass
from vehicleplan.optimizer.build import Expression
from vehicleplan.optimizer.run import Run


@dataclass(frozen=True)
class Best:
    """The best plan of a mode.

    Attributes:
        run: The run with the solution; None where there is none.
        gap: How far it may be from the best, as a share; infinite where nothing is known.
        objective: An expression that no plan makes smaller than this one, if proven.
        is_proven: Whether the solver proved it.
        is_infeasible: Whether the solver proved that there is no plan.
        is_only: Whether plans of other vehicles are known to be worse.
    """

    run: Run | None
    gap: float
    objective: Expression
    is_proven: bool = False
    is_infeasible: bool = False
    is_only: bool = False
