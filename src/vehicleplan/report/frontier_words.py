"""What a frontier's limit, its values and what its plans look for are called."""

from __future__ import annotations

import math
from collections.abc import Callable

from vehicleplan.analysis.frontier import FrontierPoint
from vehicleplan.analysis.frontier_axis import Axis, Over
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Kind
from vehicleplan.report.sentences import listed, number_of, plural


@dataclass(frozen=True)
class AxisWords:
    """The words of a limit.

    Attributes:
        each: What there is a plan for: `each budget`.
        without: Where it is no limit.
        none: That no value of it does something, as the beginning of a sentence part.
        own: The scenario's own value.
        scale: What a scale of it is called.
        heading: What a column of it is called.
        value: A value in words: `5 vehicles`.
        at: The same as what a plan has at its disposal: `at most 5 vehicles`.
    """

    each: str
    without: str
    none: str
    own: str
    scale: str
    heading: str
    value: Callable[[float], str]
    at: Callable[[float], str]


def axis_words(axis: Axis, resolved: ResolvedScenario) -> AxisWords:
    """The words of a limit of this scenario."""
    if axis.over is Over.BUDGET:
        currency = resolved.scenario.currency
        return AxisWords(
            each="each budget",
            without="without a limit on the budget",
            none="no budget",
            own="the scenario's budget",
            scale=f"Budget, {currency}",
            heading=f"Budget\n{currency}",
            value=lambda value: numbers.money_as_given(value, currency),
            at=lambda value: numbers.money_as_given(value, currency),
        )
    if axis.over is Over.MAX_VEHICLES:
        return AxisWords(
            each="each number of vehicles",
            without="without a limit on the number of vehicles",
            none="no number of vehicles",
            own="the scenario's limit",
            scale="Most vehicles in the plan",
            heading="Most\nvehicles",
            value=lambda value: f"{numbers.as_given(value)} {plural('vehicle', value)}",
            at=lambda value: f"at most {numbers.as_given(value)} {plural('vehicle', value)}",
        )
    skill, period = axis.skill, resolved.scenario.horizon.period
    each = f" per {period}" if resolved.periods > 1 else ""
    return AxisWords(
        each=f"each number of the team's own hours of {skill}",
        without=f"with any number of own hours of {skill}",
        none=f"no number of own hours of {skill}",
        own="the team's own hours",
        scale=f"Own hours of {skill}{each}",
        heading=f"Hours of\n{skill}",
        value=lambda value: f"{numbers.as_given(value)} {plural('hour', value)}{each}",
        at=lambda value: f"{numbers.as_given(value)} {plural('hour', value)}{each}",
    )


def title_words(mode: Mode, plan: Plan, words: AxisWords) -> str:
    """What the frontier answers."""
    looked_for = {
        Mode.MOST_RESULTS: f"The most {plural(plan.result)}",
        Mode.LOWEST_COST_PER_RESULT: f"The lowest {_cost(plan)} per {plan.result}",
        Mode.LEAST_COST: f"The least {_cost(plan)}",
    }
    return f"{looked_for[mode]} for {words.each}"


def looks_for(plan: Plan) -> str:
    """What a plan looks for, as a thing."""
    if plan.mode is Mode.MOST_RESULTS:
        return f"the most {plural(plan.result)}"
    return (
        f"the lowest {_cost(plan)} per {plan.result}"
        if plan.mode is not Mode.LEAST_COST
        else f"the least {_cost(plan)}"
    )


def brings(plan: Plan) -> str:
    """What a plan brings, and what each costs: `386 leads at 399 USD each`."""
    if plan.results <= 0:
        return f"no {plural(plan.result)}"
    each = ""
    if plan.cost_per_result is not None:
        kind = " in cash" if plan.cost_kind == "cash" else ""
        each = f" at {numbers.money(plan.cost_per_result, plan.currency)}{kind} each"
    return f"{number_of(plan.results, plan.result)}{each}"


def stays_words(most: Plan, first: Plan, words: AxisWords) -> str:
    """What stays as it is where the limit has come to be enough, and that no value of it does better by the goal.

    Args:
        most: The best plan without the limit.
        first: The first plan that is as good by the goal; its cost may be higher.
        words: The words of the limit.
    """
    if most.status is PlanStatus.OUT_OF_REACH:
        return f"the goal comes no closer: {words.none} brings more of it"
    if most.mode is Mode.LEAST_COST:
        spent = most.cost.cash if most.cost_kind == "cash" else most.cost.loaded
        return f"nothing is gained: {words.none} reaches the goal for less than {numbers.money(spent, most.currency)}"
    each = numbers.money(most.cost_per_result or 0.0, most.currency)
    if most.mode is Mode.LOWEST_COST_PER_RESULT:
        return f"nothing is gained: {words.none} lowers the {_cost(most)} per {most.result} below {each}"
    cheaper = ""
    if numbers.change(first.cost_per_result or 0.0, most.cost_per_result or 0.0, Kind.MONEY).startswith("-"):
        cheaper = f"; the {_cost(most)} of each still falls, to {each}"
    amount = numbers.results(most.results)
    return f"the {plural(most.result)} stay at {amount}: {words.none} brings more{cheaper}"


def short_words(plan: Plan) -> str:
    """What is missing of the goal: `11 leads and 300 awareness short`."""
    parts = [
        number_of(short.missing, short.what)
        if short.what == plan.result
        else f"{numbers.results(short.missing)} {short.what}"
        for short in plan.shortfalls
    ]
    return f"{listed(parts)} short"


def rounded_up(value: float, axis: Axis) -> float:
    """A value that is enough, without more digits than people use; never less than it."""
    digits = {Over.BUDGET: 0 if value >= 100 else 2, Over.HOURS: 1, Over.MAX_VEHICLES: 0}[axis.over]
    factor = 10.0**digits
    return math.ceil(value * factor - 1e-6) / factor


def is_alike(one: FrontierPoint, other: FrontierPoint) -> bool:
    """Whether nothing that is shown tells the plans of two points apart."""
    if one.vehicles != other.vehicles or one.plan.status is not other.plan.status:
        return False
    if numbers.change(one.plan.results, other.plan.results, Kind.RESULTS):
        return False
    return all(
        not numbers.change(before, after, Kind.MONEY)
        for before, after in zip(costs(one.plan), costs(other.plan), strict=True)
    )


def costs(plan: Plan) -> tuple[float, ...]:
    """Cash and cost; cash alone where the goal counts nothing else: plans that are equal by it may differ in hours."""
    return (plan.cost.cash,) if plan.cost_kind == "cash" else (plan.cost.cash, plan.cost.loaded)


def _cost(plan: Plan) -> str:
    return "cash cost" if plan.cost_kind == "cash" else "cost"
