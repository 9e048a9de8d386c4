"""Why each candidate is in the plan or not: for each, one sentence with its numbers, then what would change it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vehicleplan.analysis.basis import NEVER_WORSE, standing
from vehicleplan.analysis.thresholds import Threshold, WhyNone
from vehicleplan.analysis.why import Explanation, Explanations, Kind
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer.turning import Figure
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Section, Told, ToldGroup
from vehicleplan.report.sentences import has_plan, listed, number_of, plural

TITLE = "Why this and not that"

_FIGURES = {Figure.CASH: "cash cost", Figure.HOURS: "hours", Figure.OUTCOMES: "outcomes"}
_COUNT = {
    Kind.CHOSEN: "in the plan",
    Kind.LEFT_OUT: "left out",
    Kind.RULED_OUT: "ruled out",
    Kind.NEVER: "kept out by the scenario",
    Kind.NEED_MISSING: "without what they need",
}


def why_section(found: Explanations, plan: Plan, resolved: ResolvedScenario) -> Section:
    """Why each candidate is in the plan or not, what the wrong no's are, and who is nearest to it.

    Args:
        found: What was found out.
        plan: The plan.
        resolved: Its scenario.
    """
    answer = [] if found.is_whole else [f"Stopped after {len(found.candidates)} of {found.asked} candidates."]
    if not has_plan(plan):
        return Section(TITLE, (*answer, "There is no plan that a candidate could be in."))
    if not found.candidates:
        return Section(TITLE, (*answer, "The scenario has no candidates."))
    if len(found.candidates) == 1:
        only = found.candidates[0]
        return Section(only.name, (*answer, *explanation_words(only, plan, resolved)))
    answer += [_counts(found.candidates), *_wrong_noes(found.candidates), *_nearest(found.candidates)]
    kept = [each for each in found.candidates if not _changes_nothing(each)]
    groups = tuple(
        ToldGroup(title, tuple(_told(each, plan, resolved) for each in group)) for title, group in _grouped(kept)
    )
    return Section(TITLE, tuple(answer), notes=tuple(_notes(found.candidates, plan)), groups=groups)


def explanation_words(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> tuple[str, ...]:
    """Why one candidate is in the plan or not, and at which change of its figures the plan takes it."""
    return tuple(
        words for words in (_WORDS[each.kind](each, plan, resolved), _threshold_words(each.thresholds)) if words
    )


def _grouped(candidates: Sequence[Explanation]) -> Iterator[tuple[str, list[Explanation]]]:
    """The candidates under the title of their group: those in the plan, those left out, those never asked."""
    for kinds, title in (
        ((Kind.CHOSEN,), "In the plan"),
        ((Kind.LEFT_OUT,), "Left out"),
        ((Kind.RULED_OUT, Kind.NEVER, Kind.NEED_MISSING), "Ruled out or kept out"),
    ):
        group = [each for each in candidates if each.kind in kinds]
        if group:
            yield title, group


def _told(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> Told:
    return Told(each.id, each.name, " ".join(explanation_words(each, plan, resolved)))


# What is said first


def _counts(candidates: Sequence[Explanation]) -> str:
    parts = [
        f"{count} {'is' if count == 1 else 'are'} {words}"
        for kind, words in _COUNT.items()
        if (count := sum(each.kind is kind for each in candidates))
    ]
    return f"Of {len(candidates)} candidates, {listed(parts)}."


def _wrong_noes(candidates: Sequence[Explanation]) -> Iterator[str]:
    """Whom the plan would take had they stayed."""
    taken = [each.name for each in candidates if each.kind in (Kind.RULED_OUT, Kind.NEVER) and each.is_taken]
    if taken:
        them = "it" if len(taken) == 1 else "them"
        yield f"The plan would take {listed(taken)} if it could: what keeps {them} out is worth a second look."
    elif any(each.kind is Kind.RULED_OUT for each in candidates):
        yield "None that was ruled out would be in the plan had it stayed."


def _nearest(candidates: Sequence[Explanation]) -> Iterator[str]:
    """Whose figures would have to change least."""
    changes = [
        (abs(threshold.change), each.name, threshold)
        for each in candidates
        for threshold in each.thresholds
        if threshold.change is not None
    ]
    if changes:
        size, name, threshold = min(changes, key=lambda change: change[0])
        if size == 0:
            yield f"{name} is as good as what the plan has."
        else:
            yield f"Nearest to the plan is {name}: it comes in if {_change_words(threshold, 'its ')}."


def _changes_nothing(each: Explanation) -> bool:
    """Whether all there is to say is that it would be out anyway."""
    return each.kind is Kind.RULED_OUT and not each.is_taken and not each.missing and each.other is not None


def _notes(candidates: Sequence[Explanation], plan: Plan) -> Iterator[str]:
    same = [each.name for each in candidates if _changes_nothing(each)]
    if same:
        yield f"Ruled out, and not in the plan had they stayed: {listed(same)}."
    if any(each.thresholds for each in candidates):
        yield (
            "Each change is by itself, and the same for all such figures of the vehicle; it is found to 0.1 %, with "
            "the plan solved at both sides of it."
        )
    if plan.status in (PlanStatus.WITHIN_GAP, PlanStatus.BEST_FOUND):
        yield "The plan is not proven best; all this is against the plan that was found."


# One candidate


def _chosen(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> str:
    if each.other is None:
        return "No plan is possible without it."
    return _other_case("Without it", each, plan, resolved)


def _left_out(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> str:
    if each.other is None:
        return "No plan within the limits has it."
    return _other_case("With it", each, plan, resolved)


def _ruled_out(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> str:
    where = "" if each.question is None else f" by question {_place(each.question)} ({each.question})"
    if each.missing:
        return f"Ruled out{where}; it also needs {_needs(each, resolved)}"
    if each.is_endless:
        return f"Ruled out{where}. Had it stayed, nothing would limit how much of it the plan uses."
    if not each.is_taken or each.other is None:
        return f"Ruled out{where}. Had it stayed, the plan would not have it."
    return f"Ruled out{where}. {_other_case('Had it stayed, it would be in: with it', each, plan, resolved)}"


def _never(each: Explanation, plan: Plan, resolved: ResolvedScenario) -> str:
    start = "The scenario keeps it out (include = never)"
    if each.missing:
        return f"{start}; it also needs {_needs(each, resolved)}"
    if each.is_endless:
        return f"{start}. Were it allowed, nothing would limit how much of it the plan uses."
    if not each.is_taken or each.other is None:
        return f"{start}. Were it allowed, the plan would not have it."
    return f"{start}. {_other_case('Were it allowed, it would be in: with it', each, plan, resolved)}"


def _need_missing(each: Explanation, _: Plan, resolved: ResolvedScenario) -> str:
    return f"It needs {_needs(each, resolved)}"


_WORDS: dict[Kind, Callable[[Explanation, Plan, ResolvedScenario], str]] = {
    Kind.CHOSEN: _chosen,
    Kind.LEFT_OUT: _left_out,
    Kind.RULED_OUT: _ruled_out,
    Kind.NEVER: _never,
    Kind.NEED_MISSING: _need_missing,
}


def _place(question: Question) -> int:
    return list(Question).index(question) + 1


def _needs(each: Explanation, resolved: ResolvedScenario) -> str:
    return f"{listed([resolved.candidate_by_id[need].name for need in each.missing])}, which cannot be in the plan."


def _other_case(start: str, each: Explanation, plan: Plan, resolved: ResolvedScenario) -> str:
    """What becomes of the plan, such as `With it the plan brings 405 leads instead of 421; Webinar goes.`."""
    other = each.other
    assert other is not None  # noqa: S101 - whoever calls has looked
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    moves = [
        f"{listed([names[vehicle] for vehicle in vehicles])} {one if len(vehicles) == 1 else many}"
        for vehicles, one, many in ((each.goes_out, "goes", "go"), (each.comes_in, "comes in", "come in"))
        if vehicles
    ]
    figures = _figures(other, plan)
    if not figures and not moves:
        return f"{start} the plan is as good."
    words = f"{start} the plan {listed(figures)}" if figures else f"{start} the plan is as good"
    return f"{'; '.join((words, *moves))}."


def _figures(other: Plan, plan: Plan) -> list[str]:
    """What the other plan brings and costs beside the present one, without what reads the same."""
    parts = []
    results = numbers.results(other.results), numbers.results(plan.results)
    is_less = standing(plan).is_better(standing(other)) and other.results < plan.results
    if plan.mode is Mode.MOST_RESULTS and results[0] == results[1] and is_less:
        parts.append(f"brings {numbers.percent(1 - other.results / plan.results)} fewer {plural(plan.result)}")
    elif plan.mode is not Mode.LEAST_COST and results[0] != results[1]:
        parts.append(f"brings {number_of(other.results, other.result)} instead of {results[1]}")
    each = " for each" if parts else f" per {plan.result}"
    is_named = not parts
    if plan.mode is not Mode.LOWEST_COST_PER_RESULT:
        kind = "cash" if plan.cost_kind == "cash" else "loaded"
        parts += _money("costs", getattr(other.cost, kind), getattr(plan.cost, kind), plan)
    elif other.cost_per_result is not None and plan.cost_per_result is not None:
        parts += _money("pays", other.cost_per_result, plan.cost_per_result, plan, each)
    if abs(standing(other).shortfall - standing(plan).shortfall) > NEVER_WORSE:
        parts.append(_short_words(other, plan, is_named=is_named))
    return parts


def _short_words(other: Plan, plan: Plan, *, is_named: bool) -> str:
    """How far from the goal the other plan is: `is 27 short of the goal`; results are named where nothing else did."""
    if not other.shortfalls:
        return "reaches the goal"
    is_named = is_named or any(short.what != plan.result for short in other.shortfalls)
    missing = [
        f"{numbers.results(short.missing)} {plural(short.what) if short.what == plan.result else short.what}"
        if is_named
        else numbers.results(short.missing)
        for short in other.shortfalls
    ]
    is_same = [short.what for short in other.shortfalls] == [short.what for short in plan.shortfalls]
    before = [numbers.results(short.missing) for short in plan.shortfalls]
    return f"is {listed(missing)} short of the goal{f' instead of {listed(before)}' if is_same else ''}"


def _money(verb: str, other: float, present: float, plan: Plan, each: str = "") -> list[str]:
    before = numbers.money(present)
    if numbers.money(other) == before:
        return []
    kind = "" if plan.cost_kind == "loaded" else " in cash"
    return [f"{verb} {numbers.money(other, plan.currency)}{kind}{each} instead of {before}"]


# Thresholds


def _threshold_words(thresholds: Sequence[Threshold]) -> str:
    """At which change of each kind of figures the plan takes it, and which change is not enough."""
    if not thresholds:
        return ""
    if any(threshold.change == 0 for threshold in thresholds):
        return "It is as good as what the plan has."
    changes = [_change_words(threshold, "its ") for threshold in thresholds if threshold.change is not None]
    never = [_stays_words(threshold) for threshold in thresholds if threshold.why_none is WhyNone.STAYS_OUT]
    open_ = [_FIGURES[each.figure] for each in thresholds if each.why_none is WhyNone.NOT_SETTLED]
    sentences = []
    if changes:
        sentences.append(f"The plan takes it if {_or(changes)}.")
    if never:
        sentences.append(f"It stays out even if it {_or(never)}.")
    if open_:
        sentences.append(f"What change of its {_or(open_)} it would take is not known.")
    return " ".join(sentences)


def _change_words(threshold: Threshold, whose: str) -> str:
    """`its hours fall by 12.3 %`, rounded so that the change is enough."""
    assert threshold.change is not None  # noqa: S101 - whoever calls has looked
    verb = "rise" if threshold.change > 0 else "fall"
    if threshold.figure is Figure.CASH:
        verb += "s"
    return f"{whose}{_FIGURES[threshold.figure]} {verb} by {numbers.percent_enough(abs(threshold.change))}"


def _stays_words(threshold: Threshold) -> str:
    """The farthest change that was asked for, as what `it` would do."""
    if threshold.figure is Figure.OUTCOMES:
        return f"brought {numbers.count(threshold.tried_to)} times as much"
    verb, what = ("cost", "cash") if threshold.figure is Figure.CASH else ("took", "hours")
    return (
        f"{verb} no {what}"
        if threshold.tried_to == 0
        else f"{verb} {numbers.percent(threshold.tried_to)} of its {what}"
    )


def _or(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} or {last}" if first else last
