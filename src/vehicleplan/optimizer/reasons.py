"""Why a candidate is not in the plan, as one true sentence from facts at hand; nothing here is guessed.

What forcing it in would cost takes another run of the optimizer and is not said here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal

from vehicleplan.estimates.score import shortfalls, vehicle_cash
from vehicleplan.estimates.smallest_scale import cost_per_result_alone, smallest_scale
from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.figures import style, to_digits
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Decisions, NotChosen, RuledOut, Score, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Member


def reasons(
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    eligible: frozenset[str],
    decisions: Decisions,
    figures: Score | None,
) -> tuple[NotChosen, ...]:
    """A reason for every candidate that is not in the plan, in their order; without figures there is no plan.

    Figures in the sentences are written in the style that is current (see `model.figures`).
    """
    return tuple(
        _reason(resolved, candidate, ruled_out, eligible, figures)
        for candidate in resolved.candidates
        if candidate.id not in decisions.activities
    )


def _reason(
    resolved: ResolvedScenario,
    candidate: Candidate,
    ruled_out: Mapping[str, RuledOut],
    eligible: frozenset[str],
    figures: Score | None,
) -> NotChosen:
    left = ruled_out.get(candidate.id)
    if candidate.include != "never" and left is not None:
        return NotChosen(candidate.id, candidate.name, WhyNot.RULED_OUT, left.question, left.sentence)
    why, sentence = _fact(resolved, candidate, eligible, figures)
    return NotChosen(candidate.id, candidate.name, why, None, sentence)


def _fact(
    resolved: ResolvedScenario, candidate: Candidate, eligible: frozenset[str], figures: Score | None
) -> tuple[WhyNot, str]:
    """The first of these facts that holds."""
    if candidate.include == "never":
        return WhyNot.NEVER, "The scenario keeps it out (include = never)."
    if candidate.id not in eligible:
        missing = [need for need in candidate.needs if need not in eligible]
        return WhyNot.NEED_MISSING, f"It needs {' and '.join(missing)}, which cannot be in the plan."
    amounts = amounts_per_activity(candidate, resolved.scenario.goal.risk_aversion)
    if results_per_activity(amounts, worth_by_outcome(resolved.scenario)) <= 0:
        return WhyNot.NO_RESULT, f"It brings no {resolved.scenario.goal.result} in this scenario."
    if candidate.lag >= resolved.periods:
        return WhyNot.NO_RESULT, "Its results would come after the horizon."
    if figures is None:
        return WhyNot.NOT_WORTH_IT, "There is no plan to compare it with."
    return WhyNot.NOT_WORTH_IT, _not_worth_it(resolved, candidate, figures)


def _not_worth_it(resolved: ResolvedScenario, candidate: Candidate, figures: Score) -> str:
    """What its first activity costs per result, set-up shared over its least activities, beside the plan's mean."""
    own = cost_per_result_alone(resolved, candidate)
    plan = _plan_ratio(resolved, figures)
    full = _used_up(resolved, candidate, figures, math.fsum(vehicle_cash(candidate, (smallest_scale(candidate),), 0)))
    if own is None:
        return "The best plan does without it."
    price = style().money(*_rounded(own), resolved.scenario.currency)
    words = f"At its smallest scale it costs {price} per {resolved.scenario.goal.result}"
    if plan is None:
        return f"{words}; the best plan does without it."
    if resolved.scenario.goal.chosen_mode is Mode.MOST_RESULTS or shortfalls(resolved, figures):
        # Here cost decides nothing by itself: what is scarce does.
        return full or "Within the limits, what it would displace brings more."
    mean = style().number(*_rounded(plan))
    limit = f" {full}" if full else ""
    if _rounded(own) == _rounded(plan):
        return f"{words}, as much as the plan's mean, but the best set does without it.{limit}"
    if own > plan:
        return f"{words}, the plan's mean is {mean}."
    return f"{words}, less than the plan's mean of {mean}, but the best set does without it.{limit}"


def _rounded(amount: float) -> tuple[Decimal, int]:
    """An amount of money and its digits: whole from 100 on, with cents below."""
    digits = 0 if amount >= 100 else 2
    return to_digits(amount, digits), digits


def _plan_ratio(resolved: ResolvedScenario, figures: Score) -> float | None:
    if figures.results <= 0:
        return None
    cost = figures.cost.cash if resolved.scenario.goal.cost == "cash" else figures.cost.loaded
    return cost / figures.results


def _used_up(resolved: ResolvedScenario, candidate: Candidate, figures: Score, least_cash: float) -> str:
    """Which limit leaves no room for a vehicle that needs this much cash, in words; empty where none is seen."""
    limits = resolved.scenario.limits
    if limits.max_vehicles is not None and len(figures.vehicles) >= limits.max_vehicles:
        return f"The plan has all {limits.max_vehicles} vehicles that the team can master."
    budget = resolved.scenario.budget.total
    if budget is not None and budget - figures.cost.cash < least_cash:
        return "The budget that is left does not pay for it."
    full = [skill for skill in (*candidate.hours, *candidate.setup_hours) if _is_full(resolved, figures, skill)]
    words = " or ".join(dict.fromkeys(full))
    return f"No {words} hours are left in some periods." if full else ""


def _is_full(resolved: ResolvedScenario, figures: Score, skill: str) -> bool:
    """Whether a skill has a period without an hour left: of its own, to buy, or of a member who has it."""
    members = resolved.scenario.team.members
    for t, use in enumerate(figures.hours[skill]):
        to_buy = use.outsourcing_limit is None or use.outsourcing_limit - use.outsourced > 1e-6
        if use.slack > 1e-6 or to_buy:
            continue
        having = [member for member in members if skill in member.skills]
        if not having or all(_is_member_full(resolved, figures, member, t) for member in having):
            return True
    return False


def _is_member_full(resolved: ResolvedScenario, figures: Score, member: Member, t: int) -> bool:
    """Whether a member's hours of a period could all be given; what others give of the same skills counts as theirs."""
    given = math.fsum(figures.hours[skill][t].given for skill in dict.fromkeys(member.skills))
    return given >= by_period(member.hours, resolved.periods)[t] - 1e-6
