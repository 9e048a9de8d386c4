"""All wording of a plan and of a screening. Every sentence is made from facts at hand and says its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from vehicleplan.estimates.score import WORLDS
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus, WhyNot
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers
from vehicleplan.report.assurance import closest_words, fresh_words, sampled_words

_IRREGULAR = {"person": "people", "woman": "women", "man": "men", "child": "children"}


def plural(noun: str, amount: float | None = None) -> str:
    """The noun for so many; with no amount, for many."""
    if amount is not None and numbers.results(amount) == numbers.results(1.0):
        return noun
    head, _, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        word = _IRREGULAR[last]
    elif last in _IRREGULAR.values() or not last[-1:].isalpha() or last.endswith("s") or not last.isascii():
        word = last
    elif last.endswith(("x", "ch", "sh", "z")):
        word = f"{last}es"
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        word = f"{last[:-1]}ies"
    else:
        word = f"{last}s"
    return f"{head} {word}" if head else word


def capitalized(text: str) -> str:
    """The text with a capital in front."""
    return f"{text[:1].upper()}{text[1:]}"


def hours_words(hours: float) -> str:
    """Hours with their unit: `1 hour`."""
    text = numbers.hours(hours)
    return f"{text} hour{'' if text == numbers.hours(1.0) else 's'}"


def number_of(amount: float, noun: str) -> str:
    """An amount with its noun: `251 sales-ready leads`."""
    return f"{numbers.results(amount)} {plural(noun, amount)}"


def with_article(noun: str) -> str:
    """The noun with `a` or `an`, by its first letter."""
    return f"{'an' if noun[:1].lower() in ('a', 'e', 'i', 'o') else 'a'} {noun}"


def answer(plan: Plan) -> tuple[str, ...]:
    """The answer: what the plan brings at what cost per result against the goal; what it takes and how good it is."""
    if plan.status is PlanStatus.IMPOSSIBLE:
        return (
            "No plan is possible: no plan keeps to all limits.",
            "Vehicles that must be in, least activities, rules and shares together ask for more than is there.",
        )
    if not has_plan(plan):
        return (
            "No plan was found in the time given.",
            "Whether there is one is not known; a longer time limit may find it.",
        )
    return (_first(plan), *fresh_words(plan), f"{_what_it_takes(plan)}; {status_words(plan)}.")


def has_plan(plan: Plan) -> bool:
    """Whether there is a plan to show."""
    if plan.status is PlanStatus.IMPOSSIBLE:
        return False
    return plan.status is not PlanStatus.BEST_FOUND or bool(plan.vehicles)


def reaches_goal(plan: Plan) -> bool:
    """Whether there is a plan and it brings all that was asked for."""
    return has_plan(plan) and plan.status is not PlanStatus.OUT_OF_REACH and not plan.shortfalls


def status_words(plan: Plan) -> str:
    """How good the plan is known to be, as part of a sentence."""
    if plan.status is PlanStatus.PROVEN_BEST:
        return f"proven best: no other plan within the limits {_better(plan)}"
    if plan.status is PlanStatus.WITHIN_GAP and plan.gap is not None:
        return f"within {numbers.percent(plan.gap)} of the best possible"
    if plan.status is PlanStatus.OUT_OF_REACH:
        if plan.gap == 0:
            return "proven: no plan within the limits comes closer"
        return "the closest that was found; whether another comes closer is not known"
    return "the best found so far; how far from the best possible is not known"


def _better(plan: Plan) -> str:
    """What no other plan does, by mode."""
    if plan.mode is Mode.LEAST_COST:
        often = "" if plan.assurance is None else " in as many of the sampled worlds"
        return f"reaches the goal{often} for less{'' if plan.cost_kind == 'loaded' else ' cash'}"
    than = "" if plan.assurance is None else " and is as sure"
    if plan.mode is Mode.MOST_RESULTS:
        return f"brings more {plural(plan.result)}{than}"
    return f"has a lower cost per {plan.result}{than}"


def _first(plan: Plan) -> str:
    """What the plan brings, at what cost per result, against the goal."""
    each = _each(plan)
    if plan.status is PlanStatus.OUT_OF_REACH:
        return f"The goal is out of reach: the closest plan {_closest(plan)}."
    if plan.results <= 0:
        return f"The plan brings no {plural(plan.result)}."
    on_average = "" if plan.assurance is None else " on average"
    return f"{number_of(plan.results, plan.result)}{each}{on_average}{_against_goal(plan)}."


def _each(plan: Plan) -> str:
    if plan.cost_per_result is None or plan.results <= 0:
        return ""
    if plan.cost_per_result == 0:
        return " at no cost"
    kind = "" if plan.cost_kind == "loaded" else " in cash"
    return f" at {numbers.money(plan.cost_per_result, plan.currency)}{kind} each"


def _against_goal(plan: Plan) -> str:
    if plan.assurance is not None:
        goal = "the goal" if plan.amount is None else f"the goal of {numbers.results(plan.amount)}"
        return f": {goal} is reached {sampled_words(plan.assurance)}"
    if plan.amount is None:
        return ""
    asked, reached = numbers.results(plan.amount), numbers.results(plan.results)
    if asked == reached:
        return f": exactly the goal of {asked}"
    return f": the goal of {asked} is reached with {numbers.results(plan.results - plan.amount)} to spare"


def _closest(plan: Plan) -> str:
    """What the closest plan brings of each part that it misses, and by how much it misses it."""
    parts = []
    if all(short.what != plan.result for short in plan.shortfalls):
        parts.append(f"brings {number_of(plan.results, plan.result)}{each}" if (each := _each(plan)) else "")
    for short in plan.shortfalls:
        if short.what == WORLDS:
            parts.insert(0, closest_words(plan, short))
            continue
        is_amount = short.what == plan.result
        of = plural(short.what) if is_amount else short.what
        missing = f"{numbers.results(short.missing)} ({numbers.percent(short.missing / short.asked)})"
        words = f"{numbers.results(short.reached)} of {numbers.results(short.asked)} {of}"
        parts.append(f"brings {words}{_each(plan) if is_amount else ''}, {missing} short")
    return "; it ".join(part for part in parts if part)


def _what_it_takes(plan: Plan) -> str:
    """Vehicles, cash against the budget, and the team's own hours."""
    count = len(plan.vehicles)
    vehicles = "no vehicle" if count == 0 else f"{count} vehicle{'' if count == 1 else 's'}"
    cash = f"{numbers.money(plan.cost.cash, plan.currency)} of cash"
    if plan.budget_total is not None:
        cash = f"{numbers.money(plan.cost.cash)} of the {numbers.money(plan.budget_total, plan.currency)} budget"
    own = own_hours(plan)
    work = ""
    if own > 0:
        cost = f" ({numbers.money(plan.cost.labour, plan.currency)})" if plan.cost.labour > 0 else ""
        work = f" and {hours_words(own)} of the team{cost}"
    return f"It takes {vehicles}, {cash}{work}"


def own_hours(plan: Plan) -> float:
    """Hours that the team itself works; bought hours are left out."""
    return sum(use.used - use.outsourced for by_time in plan.score.hours.values() for use in by_time)


def remarks(plan: Plan) -> tuple[str, ...]:
    """What became of the candidates that are not in the plan, above their reasons."""
    return candidate_counts(plan, " for the reasons below")


def candidate_counts(plan: Plan, why: str = "") -> tuple[str, ...]:
    """What became of the candidates, where some are not in the plan; `why` is said of those that are left out."""
    if not plan.not_chosen or not has_plan(plan):
        return ()
    total = len(plan.vehicles) + len(plan.not_chosen)
    ruled = sum(other.why is WhyNot.RULED_OUT for other in plan.not_chosen)
    rest = len(plan.not_chosen) - ruled
    parts = [f"{_are(len(plan.vehicles))} in the plan"]
    if ruled:
        parts.append(f"{_are(ruled)} ruled out by the seven questions")
    if rest:
        parts.append(f"{_are(rest)} left out{why}")
    return (f"Of {total} candidate{'' if total == 1 else 's'} {listed(parts)}.",)


def _are(count: int) -> str:
    return f"{count} {'is' if count == 1 else 'are'}"


def listed(parts: Sequence[str], most: int | None = None) -> str:
    """The parts as in a sentence: `A, B and C`. Where there are more than `most`, the first ones `and 9 more`."""
    if most is not None and len(parts) > most:
        parts = (*parts[:most], f"{len(parts) - most} more")
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def ruled_out(question: Question, reason: str) -> str:
    """Where a candidate left the filter and why: `3 message: too simple for the brief`."""
    number = list(Question).index(question) + 1
    return f"{number} {question}: {reason.removeprefix(f'Ruled out at {question}: ')}"


def screened(left: int, total: int, unanswered: int) -> tuple[str, ...]:
    """How many candidates are left after the seven questions."""
    if total == 0:
        return ("The scenario has no candidates.",)
    verb = "is" if left == 1 else "are"
    first = f"{left} of {total} candidate{'' if total == 1 else 's'} {verb} left after the seven questions."
    if not unanswered:
        return (first,)
    many = "question is" if unanswered == 1 else "questions are"
    return (first, f"{unanswered} {many} unanswered: the data cannot say, and nobody has.")
