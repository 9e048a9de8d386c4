"""What there is to say of one candidate of a plan: what it does and when, or why it is not in the plan.

The plan's table shows the figures; these sentences stand beside it and say the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import groupby

from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Chosen, NotChosen, Plan, PlanStatus, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers, sentences

_DUST = 1e-6
_MARKS = {
    PlanStatus.PROVEN_BEST: "✔",
    PlanStatus.WITHIN_GAP: "≈",
    PlanStatus.BEST_FOUND: "?",
    PlanStatus.OUT_OF_REACH: "✘",
    PlanStatus.IMPOSSIBLE: "✘",
}


@dataclass(frozen=True)
class LeftOut:
    """A candidate that is not in the plan.

    Attributes:
        id: Its id.
        name: What people call it.
        why: Why it is not in the plan; where a question ruled it out, which one.
        question: The place of that question, from 0; None where the questions left it in.
    """

    id: str
    name: str
    why: str
    question: int | None


def status_mark(plan: Plan) -> str:
    """The sign of how good the plan is, beside the words that say it."""
    return _MARKS[plan.status]


def chosen_words(vehicle: Chosen, plan: Plan, resolved: ResolvedScenario, *, has_when: bool = True) -> tuple[str, ...]:
    """What to do and, where wanted, when; what it takes; what it brings and how that compares."""
    return (
        what_to_do(vehicle, plan, resolved, has_when=has_when),
        takes_words(vehicle, plan),
        *brings_words(vehicle, plan, resolved),
    )


def left_out(plan: Plan) -> tuple[LeftOut, ...]:
    """Every candidate that is not in the plan: near misses first, then those that came furthest in the questions."""
    questions = list(Question)
    order = (WhyNot.NOT_WORTH_IT, WhyNot.NO_RESULT, WhyNot.NEED_MISSING, WhyNot.NEVER)
    others = [other for why in order for other in plan.not_chosen if other.why is why]
    if not sentences.has_plan(plan):
        others = []
    ruled = [other for question in reversed(questions) for other in plan.not_chosen if other.question is question]
    return tuple(_left_out(other) for other in (*others, *ruled))


def _left_out(other: NotChosen) -> LeftOut:
    if other.question is None:
        return LeftOut(other.id, other.name, other.sentence, None)
    why = sentences.ruled_out(other.question, other.sentence)
    return LeftOut(other.id, other.name, why, list(Question).index(other.question))


def bought_words(plan: Plan) -> tuple[str, ...]:
    """Which hours are bought, and when."""
    return tuple(
        f"{skill}: {numbers.hours(math.fsum(use.outsourced for use in uses))} hours bought, "
        f"{_by_time(tuple(use.outsourced for use in uses), plan.labels, numbers.hours)}."
        for skill, uses in plan.score.hours.items()
        if any(use.outsourced > _DUST for use in uses)
    )


def built_words(plan: Plan) -> tuple[str, ...]:
    """The capabilities that are built, when they are ready and what they add."""
    labels = plan.labels
    return tuple(
        f"{build.name}: built in {labels[build.period - 1]} for {numbers.money(build.cash, plan.currency)}, "
        f"{f'ready in {labels[build.ready - 1]}' if build.ready <= len(labels) else 'ready after the horizon'}; "
        f"adds {numbers.hours(build.adds_hours)} hours of {build.skill} per period."
        for build in plan.score.builds
    )


def what_to_do(vehicle: Chosen, plan: Plan, resolved: ResolvedScenario, *, has_when: bool = True) -> str:
    """How many activities and, where wanted, when; else from when on."""
    activity = resolved.candidate_by_id[vehicle.id].activity
    words = f"{numbers.count(math.fsum(vehicle.activities))} × {activity}"
    if has_when:
        words += f": {_by_time(vehicle.activities, plan.labels, numbers.count)}"
    elif len(plan.labels) > 1:
        words += f" from {plan.labels[vehicle.start - 1]} on"
    return f"{words}."


def takes_words(vehicle: Chosen, plan: Plan) -> str:
    """Cost, cash and hours by skill."""
    cost, cash = numbers.money(vehicle.loaded_cost, plan.currency), numbers.money(vehicle.cash)
    share = "all" if cash == numbers.money(vehicle.loaded_cost) else cash
    hours = [(skill, amount) for skill, amount in vehicle.hours.items() if amount > _DUST]
    work = "no hours"
    if hours:
        work = f"{numbers.hours(math.fsum(amount for _, amount in hours))} hours"
        work += f": {sentences.listed([f'{numbers.hours(amount)} {skill}' for skill, amount in hours])}"
    return f"Costs {cost}, {share} of it cash; takes {work}."


def brings_words(vehicle: Chosen, plan: Plan, resolved: ResolvedScenario) -> tuple[str, ...]:
    """Results and what one costs, beside the plan's mean; outcomes; whether anybody insists on it."""
    words = f"Brings {sentences.number_of(vehicle.results, plan.result)}"
    each = "" if vehicle.cost_per_result is None else f"at {numbers.money(vehicle.cost_per_result, plan.currency)} each"
    if len(plan.vehicles) == 1:
        words += f" {each}" if each else ""
    else:
        words += f", {numbers.percent(vehicle.results / plan.results)} of all" if plan.results > 0 else ""
        mean = plan.cost_per_result
        words += f", {each}, where the plan's mean is {numbers.money(mean)}" if each and mean is not None else ""
    outcomes = [f"{numbers.results(amount)} {name}" for name, amount in vehicle.outcomes.items() if amount > _DUST]
    parts = [f"{words}."]
    if outcomes:
        parts.append(f"Outcomes: {sentences.listed(outcomes)}.")
    if resolved.candidate_by_id[vehicle.id].include == "must":
        parts.append("The scenario says that it must be in.")
    return tuple(parts)


def _by_time(amounts: tuple[float, ...], labels: tuple[str, ...], text_of: Callable[[float], str]) -> str:
    """Equal amounts in a row as one: `2 in 2027 Q1, 3 in each of 2027 Q2 to 2027 Q4`."""
    parts = []
    for text, group in groupby(range(len(amounts)), key=lambda t: text_of(amounts[t])):
        places = list(group)
        if amounts[places[0]] <= _DUST:
            continue
        first, last = labels[places[0]], labels[places[-1]]
        parts.append(f"{text} in {first}" if first == last else f"{text} in each of {first} to {last}")
    return ", ".join(parts)
