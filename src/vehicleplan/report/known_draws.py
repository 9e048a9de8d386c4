"""Had the draw been known: how often each candidate would have been chosen, and what not knowing costs, in words."""

from __future__ import annotations

import math

from vehicleplan.analysis.known_draws import KnownDraws, Regret
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Column, Kind, Section, Table
from vehicleplan.report.sentences import plural

TITLE = "Had the draw been known"


def known_draws_section(known: KnownDraws, plan: Plan) -> Section:
    """How often each candidate would have been chosen, and what the plan gives away by not knowing.

    Args:
        known: What was found out.
        plan: The plan.
    """
    answer = [] if known.is_whole else [f"Stopped after {known.done} of {known.asked} draws."]
    if known.regret is None:
        return Section(TITLE, tuple(answer or ("No draw was looked at.",)))
    answer.append(
        f"Had each of {known.done} draws been known beforehand, the best plan would have had exactly the vehicles of "
        f"this plan in {_none(known.same_set)} of them."
    )
    answer += [*_value_words(known.regret, plan), *_missed_words(known.regret)]
    chosen = [choice for choice in known.choices if choice.times or choice.is_in_plan]
    never = len(known.choices) - len(chosen)
    rows = tuple(
        (choice.name, "yes" if choice.is_in_plan else "", float(choice.times), choice.times / known.done)
        for choice in chosen
    )
    columns = (
        Column("Vehicle"),
        Column("In the plan", may_wrap=False),
        Column(f"Chosen, of\n{known.done} draws", Kind.COUNT),
        Column("Share", Kind.PERCENT),
    )
    notes = [f"{never} more {plural('candidate', never)} in none of them."] if never else []
    if known.regret.short:
        notes.append("What is missed: the missing shares of the amount and of each target, added up.")
    return Section(
        TITLE, tuple(answer), (Table("How often each would have been chosen", columns, rows, notes=tuple(notes)),)
    )


def _value_words(regret: Regret, plan: Plan) -> list[str]:
    """What knowing the draw would have gained where the plan reaches its goal."""
    if regret.value is None or math.isinf(regret.value.mean):
        return []
    mean, most = regret.value.mean, regret.value.p90
    where = (
        f"In the {regret.reached} draws where the plan reaches its goal, knowing"
        if _has_goal(regret, plan)
        else "Knowing"
    )
    if mean == 0:
        return [f"{where} the draw would have gained nothing."]
    if plan.mode is Mode.MOST_RESULTS:
        gain = f"brought {numbers.results(mean)} more {plural(plan.result, mean)} on average"
        return [f"{where} the draw would have {gain}, {numbers.results(most)} or more in one draw of ten."]
    kind = "" if plan.cost_kind == "loaded" else " of cash"
    each = f" per {plan.result}" if plan.mode is Mode.LOWEST_COST_PER_RESULT else ""
    gain = f"saved {numbers.money(mean, plan.currency)}{kind}{each} on average"
    return [f"{where} the draw would have {gain}, {numbers.money(most)} or more in one draw of ten."]


def _missed_words(regret: Regret) -> list[str]:
    """How often the plan misses its goal, and whether another plan would have reached it."""
    words = []
    if regret.missed:
        draws = f"{regret.missed} {plural('draw', regret.missed)}"
        words.append(f"In {draws} the plan misses its goal where another would have reached it.")
    if regret.out_of_reach:
        short = ""
        if regret.short:
            short = (
                f", and this one misses {numbers.percent(regret.short)} more of what is asked than the best, on average"
            )
        words.append(f"In {regret.out_of_reach} {plural('draw', regret.out_of_reach)} no plan reaches the goal{short}.")
    return words


def _has_goal(regret: Regret, plan: Plan) -> bool:
    return plan.amount is not None or bool(regret.missed or regret.out_of_reach)


def _none(count: int) -> str:
    return "none" if count == 0 else str(count)
