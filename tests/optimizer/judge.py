"""What is wrong with the plan of a scenario of extreme figures, by the exact oracle."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from optimizer.exact import Best, Question
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import verify

ROOM = Fraction(2, 10**6)
"""The parts of a limit that the program may not see: twice what its guard lets through."""

EQUAL = Fraction(1, 10**6)
"""Relative difference below which two plans are as good."""


def judged(raw: dict[str, Any], resolved: ResolvedScenario, plan: Plan) -> str:
    """What is wrong; empty where the plan is as good as the best that keeps to every limit exactly.

    Where limits are loosened by `ROOM`, another plan may become the best; so the plan may be anything from the best of
    the exact limits to the best of the loosened ones. Whoever says less than `proven best` promises less.
    """
    question = Question(raw)
    strict, loose = question.best(Fraction(0)), question.best(ROOM, ROOM)
    status = plan.status.value
    if status == "impossible":
        return "" if strict is None else f"impossible: there is a plan that misses {float(strict.shortfall):g}"
    if loose is None:
        return f"possible: {status}, but there is no plan"
    breaches = verify(resolved, plan)
    if breaches:
        return f"breach: {breaches}"
    return _lies(raw["goal"], plan, strict) or _misses(raw["goal"], plan, strict, loose)


def _lies(goal: dict[str, Any], plan: Plan, strict: Best | None) -> str:
    """What the status says and is not so."""
    status, missing = plan.status.value, shortfall_of(goal, plan)
    if status == "out-of-reach" and strict is not None and strict.shortfall == 0:
        return f"status: {status}, but the goal can be reached"
    if (status == "out-of-reach") != (missing > 0):
        return f"status: {status}, but {float(missing):g} is missing"
    return ""


def _misses(goal: dict[str, Any], plan: Plan, strict: Best | None, loose: Best) -> str:
    """How it is further from the goal, or worse, than a plan could be."""
    missing = shortfall_of(goal, plan)
    if strict is not None and missing > strict.shortfall + 2 * ROOM:
        return f"shortfall: {float(missing):.9g}, but {float(strict.shortfall):.9g} is possible"
    if missing < loose.shortfall - 2 * ROOM:
        return f"shortfall: {float(missing):.9g}, but {float(loose.shortfall):.9g} is the least"
    is_closer = strict is None or missing < strict.shortfall - Fraction(1, 10**12)
    if plan.status.value in ("within-gap", "best-found"):
        return ""
    return _worse(goal, plan, None if is_closer else strict, loose)


def shortfall_of(goal: dict[str, Any], plan: Plan) -> Fraction:
    """The sum of what is missing of the amount and the targets, each as a part of what is asked."""
    asked = [(plan.results, goal["amount"])] if "amount" in goal else []
    asked += [(plan.outcomes.get(row["outcome"], 0.0), row["amount"]) for row in goal.get("target", ())]
    parts = [1 - Fraction(reached) / Fraction(amount) for reached, amount in asked]
    return sum((part for part in parts if part > EQUAL), start=Fraction(0))


def _worse(goal: dict[str, Any], plan: Plan, strict: Best | None, loose: Best) -> str:
    cost = Fraction(plan.cost.cash if goal["cost"] == "cash" else plan.cost.loaded)
    results = Fraction(plan.results)
    if goal["mode"] == "most-results":
        ours, sign = results, -1
    elif goal["mode"] == "least-cost":
        ours, sign = cost, 1
    else:
        ours, sign = (cost / results if results else None), 1
    if ours is None:
        return "" if loose.value is None or strict is None or strict.value is None else "value: no results"
    if strict is not None and strict.value is not None and sign * (ours - strict.value) > EQUAL * abs(strict.value):
        return f"value: {float(ours):.10g}, but {float(strict.value):.10g} is possible"
    if (
        plan.status.value == "proven-best"
        and loose.value is not None
        and sign * (ours - loose.value) < -2 * EQUAL * abs(loose.value)
    ):
        return f"value: {float(ours):.10g}, but {float(loose.value):.10g} is the best"
    return ""
