"""Had the draw been known: how often each candidate would have been chosen, and what the plan gives away.

For each draw the best plan of somebody who knows it is found anew, with what the filter ruled out as it is. The plan is
judged in the same draw, by the same goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vehicleplan.analysis.basis import NEVER_WORSE, NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.sample import Percentiles
from vehicleplan.analysis.spread import spread
from vehicleplan.estimates.score import score, shortfalls
from vehicleplan.estimates.worlds import World, world_scenario
from vehicleplan.frozen import dataclass
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, best_plan


@dataclass(frozen=True)
class Choice:
    """How often a candidate would have been chosen.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        times: In how many of the known draws the best plan has it.
        is_in_plan: Whether the plan has it.
    """

    id: str
    name: str
    times: int
    is_in_plan: bool


@dataclass(frozen=True)
class Regret:
    """What the plan gives away by not knowing the draw.

    Attributes:
        value: Over the draws in which the plan reaches the goal, how much better the best plan of the draw is in what
            the mode looks for: results, cost, or cost per result, never below 0; None where there is no such draw.
        reached: In how many draws the plan reaches the goal; all of them where nothing is asked for.
        missed: In how many it misses the goal and the best plan of the draw would have reached it.
        out_of_reach: In how many no plan reaches the goal.
        short: Over the draws in which no plan does, the mean of how much more of the goal the plan misses than the best
            plan of the draw, each amount as a part of what is asked; None where there is no such draw.
    """

    value: Percentiles | None
    reached: int
    missed: int
    out_of_reach: int
    short: float | None


@dataclass(frozen=True)
class KnownDraws:
    """The best plans of known draws, beside the plan.

    Attributes:
        asked: For how many draws they were asked for.
        done: For how many they were found.
        choices: Every candidate that the filter left and the scenario allows, the most often chosen first.
        same_set: In how many draws the best plan has exactly the plan's vehicles.
        regret: What the plan gives away; None where no draw was done.
        is_whole: Whether all that were asked for were found.
    """

    asked: int
    done: int
    choices: tuple[Choice, ...]
    same_set: int
    regret: Regret | None
    is_whole: bool


NOT_ASKED = KnownDraws(0, 0, (), 0, None, is_whole=True)
"""Nobody has asked for any."""


@dataclass(frozen=True)
class _Known:
    """The best plan of one draw, and the plan in it."""

    chosen: frozenset[str]
    best: Standing
    own: Standing


def know_draws(basis: Basis, worlds: Sequence[World], control: Control, *, jobs: int = 1) -> KnownDraws:
    """The best plan of each draw, had it been known.

    Args:
        basis: The scenario with its plan.
        worlds: The draws.
        control: Stops the work; what is found by then is given.
        jobs: How many draws may be worked on at once.

    Raises:
        UnboundedPlanError: Nothing limits the best plan of a draw.
    """

    def known(world: World, own: Control) -> _Known:
        """The answer of one draw."""
        resolved = world_scenario(basis.resolved, world)
        best = best_plan(resolved, ruled_out=basis.ruled_out, control=own)
        chosen = frozenset(vehicle.id for vehicle in best.vehicles)
        return _Known(chosen, standing(best), _own_standing(basis, resolved))

    answers = spread(known, worlds, control, stage="planning for known draws", jobs=jobs)
    found = answers.found
    own_set = frozenset(basis.plan.decisions.activities)
    return KnownDraws(
        asked=len(worlds),
        done=len(found),
        choices=_choices(basis, found),
        same_set=sum(each.chosen == own_set for each in found),
        regret=_regret(found) if found else None,
        is_whole=answers.is_whole,
    )


def _own_standing(basis: Basis, resolved: ResolvedScenario) -> Standing:
    """How good the plan is in a draw."""
    figures = score(resolved, basis.plan.decisions)
    return standing(replace(basis.plan, score=figures, shortfalls=shortfalls(resolved, figures)))


def _choices(basis: Basis, found: Sequence[_Known]) -> tuple[Choice, ...]:
    in_plan = basis.plan.decisions.activities
    choices = [
        Choice(
            candidate.id, candidate.name, sum(candidate.id in each.chosen for each in found), candidate.id in in_plan
        )
        for candidate in basis.resolved.candidates
        if candidate.include != "never" and candidate.id not in basis.ruled_out
    ]
    return tuple(sorted(choices, key=lambda choice: -choice.times))


def _regret(found: Sequence[_Known]) -> Regret:
    """Draws that have no plan at all count as out of reach: no plan keeps to the limits in them."""
    reached = [each for each in found if each.own.shortfall <= NEVER_WORSE]
    missing = [each for each in found if each.own.shortfall > NEVER_WORSE]
    missed = [each for each in missing if each.best.shortfall <= NEVER_WORSE]
    beyond = [each for each in missing if each.best.shortfall > NEVER_WORSE]
    short = [max(0.0, each.own.shortfall - each.best.shortfall) if each.best != NO_PLAN else 0.0 for each in beyond]
    return Regret(
        value=Percentiles.of([_given_away(each) for each in reached]) if reached else None,
        reached=len(reached),
        missed=len(missed),
        out_of_reach=len(beyond),
        short=sum(short) / len(short) if short else None,
    )


def _given_away(known: _Known) -> float:
    """Never below 0: limits on results bind the best plan of the draw, and bound this one only as it was planned."""
    if not known.best.is_better(known.own):
        return 0.0
    return known.own.value - known.best.value
