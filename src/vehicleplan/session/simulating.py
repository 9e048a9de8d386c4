"""A simulation as a person asks for it: what is left out is as the scenario says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vehicleplan.frozen import dataclass
from vehicleplan.session.analyses import analyse

if TYPE_CHECKING:
    from vehicleplan.analysis.basis import Basis
    from vehicleplan.analysis.simulate import Simulated
    from vehicleplan.optimizer import Control
    from vehicleplan.session.jobs import Planned
    from vehicleplan.session.watch import Watch


@dataclass(frozen=True)
class SimulateRequest:
    """What a person asks for.

    Attributes:
        draws: How many draws; None for the scenario's own number.
        seed: Which draws; None for the scenario's own.
        correlation: How much vehicles fare alike, 0 to 1; None for the scenario's own.
        choices: For how many of the draws the best plan is found that one would have made, had they been known.
    """

    draws: int | None
    seed: int | None
    correlation: float | None
    choices: int


def simulate_scenario(source: str, request: SimulateRequest, watch: Watch) -> tuple[Planned, Simulated]:
    """Plan the scenario of a file, and simulate the plan; the time limit is for the work after the plan.

    Raises:
        BadInputError: The files have problems.
        UnboundedPlanError: Nothing limits the plan, or the best plan of a draw.
        CancelledError: It was stopped before the first draw.
        OutOfTimeError: The time limit was over before the first draw.
    """
    given = {"draws": request.draws, "seed": request.seed, "correlation": request.correlation}
    own = {key: value for key, value in given.items() if value is not None}

    def in_draws(basis: Basis, control: Control) -> Simulated:
        """The plan in the draws; the solver is loaded here, in the job that may be stopped."""
        from vehicleplan.analysis.simulate import simulate

        settings = basis.resolved.scenario.simulation.model_copy(update=own)
        return simulate(basis, control, settings, choices=request.choices, jobs=watch.jobs)

    return analyse(source, in_draws, watch)
