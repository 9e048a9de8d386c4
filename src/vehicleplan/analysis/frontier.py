"""The frontier: the best plan at each of many budgets, hours or numbers of vehicles.

The invariant: every point is a plan that was solved for and verified at its value; between points nothing is claimed.
That more brings nothing is claimed only against the best plan without the limit, which was solved for as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vehicleplan.analysis.basis import NO_PLAN, Basis, Standing, standing, with_goal
from vehicleplan.analysis.frontier_axis import Axis, Over, at_value, needed_value, own_value, without_limit
from vehicleplan.analysis.spread import spread_in_rounds
from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.estimates.score import score
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, best_plan
from vehicleplan.optimizer.verify import breached_limits

_FIRST_STEP = 8
"""Every so many values are looked at first."""


@dataclass(frozen=True)
class FrontierPoint:
    """The best plan at one value.

    Attributes:
        value: The value of the axis.
        plan: The plan: its figures are to be shown, its schedule is not to be carried out.
        standing: How good it is by the goal.
        comes_in: Vehicles that the point before has not, by id; none at the first point.
        goes_out: Vehicles that only the point before has, by id.
        is_most: Whether it is proven that no more of the axis brings anything better.
    """

    value: float
    plan: Plan
    standing: Standing
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]
    is_most: bool

    @property
    def has_plan(self) -> bool:
        """Whether there is any plan at this value."""
        return self.standing != NO_PLAN

    @property
    def is_reached(self) -> bool:
        """Whether the plan brings all that the goal asks for."""
        return self.has_plan and self.plan.status is not PlanStatus.OUT_OF_REACH and not self.plan.shortfalls

    @property
    def vehicles(self) -> tuple[str, ...]:
        """The set of the plan, by id."""
        return tuple(vehicle.id for vehicle in self.plan.vehicles)

    @property
    def changes_set(self) -> bool:
        """Whether its set is another than that of the point before."""
        return bool(self.comes_in or self.goes_out)


@dataclass(frozen=True)
class FrontierRange:
    """What a frontier is asked for.

    Attributes:
        axis: The limit that is varied.
        values: Its values: cash of the horizon, own hours per period, or most vehicles.
        mode: What the plans look for; None for what the scenario looks for. Amount and targets stay.
    """

    axis: Axis
    values: tuple[float, ...]
    mode: Mode | None = Mode.MOST_RESULTS


@dataclass(frozen=True)
class Frontier:
    """The best plans over a range of one limit.

    Attributes:
        axis: The limit.
        mode: What the plans look for.
        own: The scenario's own value; None where it has no such limit.
        points: The points that were looked at, in the order of their values.
        missing: Values that there was no time to look at.
        most: The best plan without the limit; None where nothing bounds it or it is not proven best.
        enough: A value at which the plan without the limit keeps to it, so that from there on more brings nothing. It
            may be that less is enough. None where nothing is known.
        is_whole: Whether every value was looked at.
    """

    axis: Axis
    mode: Mode
    own: float | None
    points: tuple[FrontierPoint, ...]
    missing: tuple[float, ...]
    most: Plan | None
    enough: float | None
    is_whole: bool


def frontier(basis: Basis, within: FrontierRange, control: Control, *, jobs: int = 1) -> Frontier:
    """The best plan at each value of a range, ties broken as those of the plan are.

    Args:
        basis: The scenario and its plan.
        within: The limit that is varied, its values, and what the plans look for.
        control: Stops the work; the points that are found by then are given.
        jobs: How many points may be worked on at once.

    Raises:
        CancelledError: It was stopped before there was a point.
        UnboundedPlanError: At some value nothing limits the plan.
    """
    axis, values = within.axis, tuple(sorted(set(within.values)))
    asked = basis.resolved if within.mode is None else with_goal(basis.resolved, mode=within.mode)
    most = _without_limit(asked, basis, axis, control)

    rounds = _rounds(values)
    beside = _beside(rounds)
    plans: dict[float, Plan] = {}

    def look(value: float, own: Control) -> Plan:
        here = at_value(asked, axis, value)
        less, more = (None if other is None else plans.get(other) for other in beside[value])
        plan = next((kept for wider in (more, most) if wider and (kept := _kept(here, wider))), None)
        plans[value] = plan or _best(here, basis, own, likely=_sets(less, more or most))
        return plans[value]

    done = spread_in_rounds(look, rounds, control, stage="looking at the frontier", jobs=jobs)
    if values and not done.found:
        raise CancelledError("stopped before there was a point")
    answers = dict(zip((value for items in rounds for value in items), done.answers, strict=True))
    return Frontier(
        axis=axis,
        mode=asked.scenario.goal.chosen_mode,
        own=own_value(asked, axis),
        points=_points(values, answers, most),
        missing=tuple(value for value in values if answers[value] is None),
        most=most,
        enough=None if most is None else needed_value(asked, axis, most),
        is_whole=done.is_whole,
    )


def _rounds(values: Sequence[float]) -> tuple[tuple[float, ...], ...]:
    """The values in rounds, the highest first: a few far apart, then those halfway between."""
    falling, step = tuple(reversed(values)), _FIRST_STEP
    rounds = [falling[::step]]
    while step > 1:
        rounds.append(falling[step // 2 :: step])
        step //= 2
    return tuple(items for items in rounds if items)


def _beside(rounds: Sequence[Sequence[float]]) -> dict[float, tuple[float | None, float | None]]:
    """By value, the nearest below and above it of the rounds before its own; which they are must not depend on time."""
    beside: dict[float, tuple[float | None, float | None]] = {}
    known: list[float] = []
    for items in rounds:
        for value in items:
            less = max((other for other in known if other < value), default=None)
            more = min((other for other in known if other > value), default=None)
            beside[value] = less, more
        known += items
    return beside


def _sets(*plans: Plan | None) -> tuple[frozenset[str], ...]:
    """The sets of plans, each once."""
    sets = (frozenset(plan.decisions.activities) for plan in plans if plan is not None)
    return tuple(each for each in dict.fromkeys(sets) if each)


def _best(resolved: ResolvedScenario, basis: Basis, control: Control, likely: Sequence[frozenset[str]] = ()) -> Plan:
    """The best plan with its ties broken: cost per result is shown beside results, so it must be the plan's own."""
    return best_plan(resolved, ruled_out=basis.ruled_out, control=control, breaks_ties_if=lambda _: True, likely=likely)


def _without_limit(resolved: ResolvedScenario, basis: Basis, axis: Axis, control: Control) -> Plan | None:
    """The best plan where the axis is no limit; None where there is none, or it is not proven best."""
    freed = without_limit(resolved, basis.ruled_out, axis)
    if freed is None or control.is_cancelled():
        return None
    try:
        plan = _best(freed, basis, replace(control, on_progress=lambda _: None))
    except (UnboundedPlanError, CancelledError):
        return None
    is_proven = plan.gap == 0 and not control.is_cancelled()
    return plan if is_proven and standing(plan) != NO_PLAN else None


def _kept(resolved: ResolvedScenario, wider: Plan) -> Plan | None:
    """The plan of a wider limit, where it is proven and keeps to this one: then it is the best here too."""
    if wider.gap != 0 or standing(wider) == NO_PLAN:
        return None
    figures = score(resolved, wider.decisions)
    if any(breached_limits(resolved, wider.decisions, figures)):
        return None
    return replace(wider, score=figures, budget_total=own_value(resolved, Axis(Over.BUDGET)))


def _points(
    values: Sequence[float], plans: Mapping[float, Plan | None], most: Plan | None
) -> tuple[FrontierPoint, ...]:
    points: list[FrontierPoint] = []
    before: tuple[str, ...] | None = None
    best = None if most is None else standing(most)
    for value in values:
        plan = plans[value]
        if plan is None:
            continue
        good = standing(plan)
        here = tuple(vehicle.id for vehicle in plan.vehicles)
        has_change = before is not None and not math.isinf(good.shortfall)
        points.append(
            FrontierPoint(
                value=value,
                plan=plan,
                standing=good,
                comes_in=tuple(v for v in here if v not in (before or ())) if has_change else (),
                goes_out=tuple(v for v in before or () if v not in here) if has_change else (),
                is_most=best is not None and good.is_as_good(best),
            )
        )
        before = before if math.isinf(good.shortfall) else here
    return tuple(points)
