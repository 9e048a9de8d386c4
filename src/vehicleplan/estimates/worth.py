"""How many results one outcome is worth, and what one activity of a candidate brings."""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.estimates.swanson import planning_value
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.scenario import Scenario

ACCEPTED_STAGE = "conversion"
"""The stage whose outcomes sales accepts or not."""


def worth_by_outcome(scenario: Scenario) -> Mapping[str, float]:
    """Results per outcome: 1 at the goal's stage, upstream the product of the conversion rates from there on.

    Downstream stages and the scenario's own outcomes are worth 0, unless `goal.worth` says otherwise. A stage
    without a conversion rate passes nobody on.
    """
    goal = scenario.goal
    worth = dict.fromkeys(scenario.outcome_names, 0.0)
    if goal.stage in scenario.lifecycle:
        place = scenario.lifecycle.index(goal.stage)
        passed = 1.0
        worth[goal.stage] = passed
        for stage in reversed(scenario.lifecycle[:place]):
            passed *= goal.conversion_rates.get(stage, 0.0)
            worth[stage] = passed
    elif goal.stage is not None:
        worth[goal.stage] = 1.0
    return worth | dict(goal.worth)


def amounts_per_activity(candidate: Candidate, risk_aversion: float) -> Mapping[str, float]:
    """By outcome, what one activity at full yield brings: planning value, `conversion` outcomes × acceptance."""
    return {
        outcome: planning_value(estimate, risk_aversion) * (candidate.acceptance if outcome == ACCEPTED_STAGE else 1.0)
        for outcome, estimate in candidate.outcomes.items()
    }


def results_per_activity(amounts: Mapping[str, float], worth: Mapping[str, float]) -> float:
    """Results of one activity at full yield."""
    return sum(amount * worth.get(outcome, 0.0) for outcome, amount in amounts.items())
