"""A scenario in which a plan is looked for while its limits are taken away: what is left is a sound model.

The invariant: no vehicle and no skill is ever without a bound, and every bound that the scenario itself does not have
is far beyond what it allows or asks. Without a budget, or with endless hours, the optimizer would refuse some models,
and its tolerances would make others wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import Decisions, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control
from vehicleplan.optimizer.feasible import Aim, Least, least_of, possible_plan
from vehicleplan.optimizer.index import LARGEST_LINK, index_items

BEYOND_ALLOWED = 100.0
"""How many times what the scenario allows of a vehicle it may do where nothing limits it any more."""
BEYOND_ASKED = 2.0
"""How many times what the scenario asks for, were it to come from one vehicle alone."""
_ENDLESS = 1e6
"""Activities of a vehicle that nothing limits in the scenario itself."""
_MOST_PARTS = 1e9
"""The most activities of a divisible vehicle; of any other it is LARGEST_LINK."""


@dataclass(frozen=True)
class Case:
    """A scenario with some of its limits loosened, and what is ruled out of it.

    Attributes:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        most: By candidate, the most activities where nothing else limits them.
    """

    resolved: ResolvedScenario
    ruled_out: Mapping[str, RuledOut]
    most: Mapping[str, float]

    def enough_hours(self, skill: str) -> float:
        """Hours of a skill in a period that are no limit: every vehicle could do the most of it at once."""
        vehicles = (
            c.setup_hours.get(skill, 0.0) + c.hours.get(skill, 0.0) * max(self.most[c.id], _finite(c.most_activities))
            for c in self.resolved.candidates
        )
        builds = (build.takes_hours.get(skill, 0.0) for build in self.resolved.scenario.team.builds)
        return math.fsum(vehicles) + math.fsum(builds) + 1.0

    def is_possible(self, control: Control) -> bool:
        """Whether there is a plan that keeps to every limit and reaches the goal.

        Raises:
            CancelledError: It was stopped before that was known.
        """
        return self.plan(control) is not None

    def plan(self, control: Control) -> Decisions | None:
        """Some such plan; None where there is none.

        Raises:
            CancelledError: It was stopped before that was known.
        """
        return possible_plan(self.bounded, self.ruled_out, control)

    def least(self, aim: Aim, control: Control, *, known: float | None = None) -> Least | None:
        """The least of something among such plans; None where there is none. It is `known` to be at least so much.

        Raises:
            CancelledError: It was stopped before that was known.
        """
        return least_of(self.bounded, self.ruled_out, aim, control, known=known)

    @cached_property
    def bounded(self) -> ResolvedScenario:
        """The scenario with a bound for every vehicle."""
        candidates = tuple(
            c if math.isfinite(c.most_activities) else c.model_copy(update={"max_activities": self.most[c.id]})
            for c in self.resolved.candidates
        )
        return replace(self.resolved, candidates=candidates)


def case_of(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut]) -> Case:
    """The case of a scenario with all its limits."""
    items = index_items(resolved, resolved.candidates)
    return Case(resolved, ruled_out, {item.candidate.id: _most(resolved, item.candidate, item.most) for item in items})


def _most(resolved: ResolvedScenario, candidate: Candidate, allowed: float) -> float:
    """Activities that are no limit. Those that the scenario allows are endless where they need nothing scarce."""
    largest = _MOST_PARTS if candidate.divisible else float(LARGEST_LINK)
    allowed = BEYOND_ALLOWED * max(1.0, allowed, _finite(candidate.most_activities))
    asked = BEYOND_ASKED * max(_asked(resolved, candidate))
    return min(float(math.ceil(max(_ENDLESS if math.isinf(allowed) else allowed, asked))), largest)


def _asked(resolved: ResolvedScenario, candidate: Candidate) -> Iterator[float]:
    """Activities of this vehicle alone that each thing asked for would take."""
    goal = resolved.scenario.goal
    amounts = amounts_per_activity(candidate, goal.risk_aversion)
    each = {
        "activities": 1.0,
        "cash": candidate.cost,
        "results": results_per_activity(amounts, worth_by_outcome(resolved.scenario)),
        "hours": math.fsum(candidate.hours.values()),
        **{f"hours.{skill}": hours for skill, hours in candidate.hours.items()},
        **amounts,
    }
    asked = [("results", goal.amount or 0.0)]
    asked += [(target.outcome, target.amount) for target in goal.targets]
    asked += [(rule.measure, rule.min or 0.0) for rule in resolved.scenario.limits.rules if rule.active]
    yield candidate.min_activities
    yield candidate.min_per_period * resolved.periods
    for measure, amount in asked:
        if each.get(measure, 0.0) > 0:
            yield amount / each[measure]


def _finite(most: float) -> float:
    return most if math.isfinite(most) else 0.0
