"""What every analysis starts from: a scenario, what the filter ruled out, and the plan; and how its variants are made.

The filter is not asked again: an analysis is about limits, figures and sets, for the candidates that were left when the
plan was made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Budget, Limits
from vehicleplan.model.plan import Plan, PlanStatus, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Team

NEVER_WORSE = 1e-6
"""Relative difference below which two values of the goal count as equal: the solver's arithmetic."""


@dataclass(frozen=True)
class Basis:
    """A scenario with its plan.

    Attributes:
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        plan: The plan of exactly this scenario.
    """

    resolved: ResolvedScenario
    ruled_out: Mapping[str, RuledOut]
    plan: Plan


@dataclass(frozen=True)
class Standing:
    """How good a plan is by its goal; less is better in both, and the first decides.

    Attributes:
        shortfall: Sum of what is missing of the amount and the targets, each as a part of what is asked; infinite where
            there is no plan.
        value: What the mode looks for: cost per result, cost, or results with a minus.
    """

    shortfall: float
    value: float

    def is_better(self, other: Standing, room: float = NEVER_WORSE) -> bool:
        """Whether it is better by more than arithmetic."""
        if abs(self.shortfall - other.shortfall) > room:
            return self.shortfall < other.shortfall
        if math.isinf(self.shortfall) or self.value == other.value:
            return False
        return self.value < other.value - room * max(1.0, min(abs(self.value), abs(other.value)))

    def is_as_good(self, other: Standing, room: float = NEVER_WORSE) -> bool:
        """Whether it is at least as good but for arithmetic."""
        return not other.is_better(self, room)


NO_PLAN = Standing(math.inf, math.inf)
"""What is worse than any plan."""


def standing(plan: Plan) -> Standing:
    """How good a plan is by its own goal."""
    if plan.status is PlanStatus.IMPOSSIBLE or (plan.status is PlanStatus.BEST_FOUND and not plan.vehicles):
        return NO_PLAN
    shortfall = math.fsum(short.missing / short.asked for short in plan.shortfalls)
    counted = plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded
    if plan.mode is Mode.MOST_RESULTS:
        return Standing(shortfall, -plan.results)
    if plan.mode is Mode.LEAST_COST:
        return Standing(shortfall, counted)
    return Standing(shortfall, math.inf if plan.cost_per_result is None else plan.cost_per_result)


def with_candidate(resolved: ResolvedScenario, vehicle: str, **facts: object) -> ResolvedScenario:
    """The scenario with other facts of one candidate; they are taken as they are, nothing is checked."""
    candidates = tuple(
        candidate.model_copy(update=facts) if candidate.id == vehicle else candidate
        for candidate in resolved.candidates
    )
    return ResolvedScenario(resolved.scenario, candidates, resolved.history)


def with_budget(resolved: ResolvedScenario, budget: Budget) -> ResolvedScenario:
    """The scenario with another budget."""
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"budget": budget}))


def with_team(resolved: ResolvedScenario, team: Team) -> ResolvedScenario:
    """The scenario with another team."""
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"team": team}))


def with_limits(resolved: ResolvedScenario, limits: Limits) -> ResolvedScenario:
    """The scenario with other limits."""
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"limits": limits}))


def with_goal(resolved: ResolvedScenario, **facts: object) -> ResolvedScenario:
    """The scenario with other facts of its goal."""
    goal = resolved.scenario.goal.model_copy(update=facts)
    return replace(resolved, scenario=resolved.scenario.model_copy(update={"goal": goal}))
