"""What one step more of each limit brings: the best plan of the scenario with the step, beside the plan as it is.

The invariant: every figure is of a plan that was solved for and verified, and a limit is said to bring nothing only
where the solver proved that its step allows no better plan. An integer program has no duals that would say it.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain

from vehicleplan.analysis.basis import NO_PLAN, Basis, standing
from vehicleplan.analysis.slack import is_slack
from vehicleplan.analysis.spread import spread
from vehicleplan.analysis.step_prices import Price, price_of
from vehicleplan.analysis.steps import Step, steps_of, widened
from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.optimizer import Control, best_plan


@dataclass(frozen=True)
class MoreStep:
    """What one step more of one limit brings.

    Attributes:
        step: The limit and the step.
        price: What the step costs to buy.
        after: The best plan with the step, where it is better by the goal than the plan as it is; None where no plan
            is, or where nothing limits the plan any more.
        is_endless: Whether nothing limits the plan any more.
    """

    step: Step
    price: Price
    after: Plan | None = None
    is_endless: bool = False

    @property
    def brings_nothing(self) -> bool:
        """Whether no plan with the step is better than the plan as it is."""
        return self.after is None and not self.is_endless


@dataclass(frozen=True)
class More:
    """What one step more of each limit brings.

    Attributes:
        steps: One for each limit that was looked at, what brings most first, and what brings nothing last, in the order
            of limits. None at all where there is no plan to begin with.
        limits: How many limits there are to look at.
        is_whole: Whether all of them were looked at.
    """

    steps: tuple[MoreStep, ...]
    limits: int
    is_whole: bool


def what_more_brings(basis: Basis, control: Control, *, jobs: int = 1) -> More:
    """What one step more of each limit brings: skills, members, budget, number of vehicles, share, active rules.

    Args:
        basis: The scenario and its plan.
        control: Stops the work; what was found out by then is given.
        jobs: How many runs there may be at once.

    Raises:
        CancelledError: It was stopped before anything was found out.
    """
    if standing(basis.plan) == NO_PLAN:
        return More((), 0, is_whole=True)

    def look(group: tuple[Step, ...], own: Control) -> tuple[MoreStep, ...]:
        return _look(basis, group, own)

    steps = steps_of(basis)
    done = spread(look, _groups(basis, steps), control, stage="looking at what more would bring", jobs=jobs)
    found = {more.step: more for more in chain.from_iterable(done.found)}
    if steps and not found:
        raise CancelledError("stopped before there was an answer")
    ordered = sorted((found[step] for step in steps if step in found), key=_order)
    return More(tuple(ordered), len(steps), done.is_whole)


def _groups(basis: Basis, steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], ...]:
    """What is looked at together: all steps that are slack, and each of the others by itself.

    The last of them come first, for number and rules make the longest runs.
    """
    slack = tuple(step for step in steps if is_slack(basis, step))
    alone = tuple((step,) for step in reversed(steps) if step not in slack)
    return (*alone, slack) if slack else alone


def _look(basis: Basis, group: tuple[Step, ...], control: Control) -> tuple[MoreStep, ...]:
    """What each step of a group brings.

    A plan with one step is a plan with all of them: where all together allow nothing better, none of them does.
    Otherwise each half is looked at.
    """
    is_one = len(group) == 1
    plan = _plan_with(basis, group, control, breaks_ties=is_one)
    if plan is not None and not standing(plan).is_better(standing(basis.plan)):
        return tuple(MoreStep(step, price_of(basis, step)) for step in group)
    if is_one:
        return (MoreStep(group[0], price_of(basis, group[0]), plan, is_endless=plan is None),)
    half = len(group) // 2
    return (*_look(basis, group[:half], control), *_look(basis, group[half:], control))


def _plan_with(basis: Basis, group: tuple[Step, ...], control: Control, *, breaks_ties: bool) -> Plan | None:
    """The best plan with the steps; None where nothing limits it.

    Its ties are broken where it is to be shown.

    Raises:
        CancelledError: The search did not come to its end.
    """

    def is_shown(plan: Plan) -> bool:
        return breaks_ties and standing(plan).is_better(standing(basis.plan))

    wider = reduce(widened, group, basis.resolved)
    try:
        plan = best_plan(wider, ruled_out=basis.ruled_out, control=control, breaks_ties_if=is_shown)
    except UnboundedPlanError:
        return None
    if plan.gap != 0:
        raise CancelledError("stopped before the best plan was proven")
    return plan


def _order(more: MoreStep) -> tuple[int, float, float]:
    if more.after is None:
        return (0 if more.is_endless else 2, 0.0, 0.0)
    reached = standing(more.after)
    return (1, reached.shortfall, reached.value)


def saved(before: Plan, after: Plan) -> float:
    """What the results of `after` would cost at the cost per result of `before`, less what they cost.

    Where the least cost is looked for, by how much the cost is lower. Units: the scenario's currency, by the cost that
    the goal counts.
    """
    if before.mode is Mode.LEAST_COST:
        return counted_cost(before) - counted_cost(after)
    return (before.cost_per_result or 0.0) * after.results - counted_cost(after)


def counted_cost(plan: Plan) -> float:
    """What a plan costs by the cost that its goal counts."""
    return plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded
