"""The facts behind one card: what the candidate has beside what the scenario asks for, where a question looks.

Every figure is the candidate's own, as the filter and the optimizer take it: converted, and with the scenario's
overrides. What is not known is said to be so, never left out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from vehicleplan.estimates.worth import worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Asked, Screened
from vehicleplan.model.screening import Answer
from vehicleplan.model.team import Skill
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers
from vehicleplan.report.catalog_tables import estimate_words
from vehicleplan.report.periods import MONTHS
from vehicleplan.report.sentences import listed, number_of, plural
from vehicleplan.screening.track import track_records

NOT_KNOWN = "not known"
NOTHING = numbers.RANGE
"""Where one side has nothing to say."""


@dataclass(frozen=True)
class Fact:
    """One fact on both sides.

    Attributes:
        label: What it is about.
        vehicle: What the candidate has.
        asked: What the scenario asks for, or what it is compared with.
    """

    label: str
    vehicle: str
    asked: str


@dataclass(frozen=True)
class CardEvidence:
    """What a question looks at.

    Attributes:
        of_vehicle: Whose figures stand on the left.
        of_scenario: What stands on the right.
        facts: The facts, one below the other.
        converted: What was converted from the catalog's own periods and currency.
        sources: Where the figures come from.
    """

    of_vehicle: str
    of_scenario: str
    facts: tuple[Fact, ...]
    converted: tuple[str, ...]
    sources: tuple[str, ...]


def card_evidence(resolved: ResolvedScenario, candidate: Candidate, question: Question) -> CardEvidence:
    """The facts that a question to a candidate rests on, and where they come from."""
    of_scenario, facts = _FACTS[question]
    origin = "own vehicle" if candidate.catalog is None else f"catalog {candidate.catalog}"
    return CardEvidence(origin, of_scenario, tuple(facts(resolved, candidate)), candidate.converted, candidate.sources)


def left_words(screened: Screened) -> str:
    """How many are left of how many: `9 of 24 left`."""
    total = len(screened.candidates)
    left = screened.left_after.get(Question.EFFICIENCY, total)
    return f"{numbers.count(left)} of {numbers.count(total)} left"


def open_words(count: int) -> str:
    """How many questions of candidates that are still in have no answer."""
    return "all answered" if not count else f"{numbers.count(count)} open"


def suggestion_words(asked: Asked) -> str:
    """The suggestion and how sure it is: `strong, sure`."""
    suggestion = asked.suggestion
    if suggestion.verdict is None:
        return "the data cannot say" if suggestion.evidence else "not asked yet"
    return f"{suggestion.verdict}, {suggestion.confidence}"


def signed(answer: Answer) -> str:
    """Who gave an answer and when: `AL, 22 Nov 2026`."""
    day = answer.on
    when = "" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return ", ".join(part for part in (answer.by, when) if part)


def problems_line(count: int, first: str) -> str:
    """That a scenario has problems, in one line."""
    words = "1 problem" if count == 1 else f"{numbers.count(count)} problems"
    return f"{words} in Brief: {first}"


def _objective(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    weights = {stage: weight for stage, weight in resolved.scenario.brief.stages.items() if weight > 0}
    whole = math.fsum(weights.values())
    no_fit = "no" if candidate.stage_fit else NOT_KNOWN
    facts = [
        Fact(stage, candidate.stage_fit.get(stage, no_fit), numbers.percent(weight / whole))
        for stage, weight in weights.items()
    ]
    rest = [(stage, fit) for stage, fit in candidate.stage_fit.items() if stage not in weights]
    facts += [Fact(stage, fit, NOTHING) for stage, fit in rest]
    return facts or [Fact("stages", NOT_KNOWN, NOT_KNOWN)]


def _audience(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    segment = resolved.scenario.brief.segment
    asked = segment or NOT_KNOWN
    if not candidate.reach:
        return [Fact("segment", NOT_KNOWN, asked)]
    reach = None if segment is None else candidate.reach.get(segment)
    facts = [
        Fact("reach", "none of it" if reach is None else numbers.percent(reach.share), asked),
        Fact("resonance", NOTHING if reach is None else reach.resonance, NOTHING),
    ]
    others = [f"{name} {numbers.percent(each.share)}" for name, each in candidate.reach.items() if name != segment]
    return [*facts, Fact("also", ", ".join(others), NOTHING)] if others else facts


def _message(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    brief = resolved.scenario.brief
    span = candidate.message_complexity
    carries = NOT_KNOWN if span is None else numbers.RANGE.join(str(step) for step in dict.fromkeys(span))
    asked = NOT_KNOWN if brief.message_complexity is None else str(brief.message_complexity)
    words = ", ".join(candidate.positioning) or NOT_KNOWN
    return [Fact("complexity", carries, asked), Fact("positioning", words, ", ".join(brief.positioning) or NOTHING)]


def _capability(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    skills = dict.fromkeys((*candidate.setup_hours, *candidate.hours))
    if not skills:
        return [Fact("hours", "none of the team", NOTHING)]
    facts = [Fact(skill, _hours_needed(candidate, skill), _hours_there(resolved, skill)) for skill in skills]
    return [*facts, Fact("each", candidate.activity, NOTHING)]


def _hours_needed(candidate: Candidate, skill: str) -> str:
    setup, each = candidate.setup_hours.get(skill, 0.0), candidate.hours.get(skill, 0.0)
    parts = [f"{numbers.hours(setup)} h set-up"] if setup else []
    parts += [f"{numbers.hours(each)} h each"] if each else []
    return ", ".join(parts) or "0 h"


def _hours_there(resolved: ResolvedScenario, skill: str) -> str:
    """The team's own hours in a period, and who and what else can give some."""
    team, period = resolved.scenario.team, resolved.scenario.horizon.period
    own = next((each for each in team.skills if each.id == skill), None)
    parts = [] if own is None else _own_hours(own, resolved.periods, period)
    shared = [f"{m.name} {_per_period(m.hours, resolved.periods)} h" for m in team.members if skill in m.skills]
    parts += [f"{listed(shared)}, shared"] if shared else []
    parts += [f"build {build.name}" for build in team.builds if build.skill == skill]
    return "; ".join(parts) or "nobody has it"


def _own_hours(skill: Skill, periods: int, period: str) -> list[str]:
    parts = [f"{_per_period(skill.hours, periods)} h a {period}"]
    if skill.outsource is not None:
        most = skill.outsource.hours
        parts.append(f"{'any' if most is None else _per_period(most, periods) + ' h'} to buy")
    return parts


def _per_period(hours: float | tuple[float, ...], periods: int) -> str:
    by_time = by_period(hours, periods)
    low, high = numbers.hours(min(by_time)), numbers.hours(max(by_time))
    return low if low == high else f"{low}{numbers.RANGE}{high}"


def _impact(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    goal, budget, period = resolved.scenario.goal, resolved.scenario.budget, resolved.scenario.horizon.period
    wanted = NOTHING if goal.amount is None else number_of(goal.amount, goal.result)
    limits = [] if candidate.max_activities is None else [f"at most {numbers.count(candidate.max_activities)}"]
    if candidate.max_per_period is not None:
        limits.append(f"{numbers.count(candidate.max_per_period)} a {period}")
    money = NOTHING if budget.total is None else f"{numbers.money(budget.total, resolved.scenario.currency)} budget"
    lag = "at once" if not candidate.lag else f"{candidate.lag} {period}{'' if candidate.lag == 1 else 's'} later"
    horizon = f"{resolved.periods} {period}{'' if resolved.periods == 1 else 's'}"
    return [
        *_outcomes(resolved, candidate),
        Fact("how many", ", ".join(limits) or "no limit", f"for {wanted}" if wanted != NOTHING else NOTHING),
        Fact("cost", _cost(resolved, candidate), money),
        Fact("results", lag, f"within {horizon}"),
    ]


def _outcomes(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    """What one activity brings, and what that is worth in results."""
    worth = worth_by_outcome(resolved.scenario)
    facts = [
        Fact(name, estimate_words(figure), _worth(worth.get(name, 0.0))) for name, figure in candidate.outcomes.items()
    ]
    if not facts:
        return [Fact("outcomes", NOT_KNOWN, NOTHING)]
    return [Fact("each", candidate.activity, "in results"), *facts]


def _worth(worth: float) -> str:
    """What one outcome counts in results."""
    return f"× {numbers.as_given(float(f'{worth:.3g}'))}" if worth else "none"


def _cost(resolved: ResolvedScenario, candidate: Candidate) -> str:
    currency = resolved.scenario.currency
    setup = f", {numbers.money(candidate.setup_cost, currency)} set-up" if candidate.setup_cost else ""
    return f"{numbers.money(candidate.cost, currency)} each{setup}"


def _track_record(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    """Its own history beside its estimate and the others."""
    record = track_records(resolved).get(candidate.id) if resolved.history else None
    if record is None:
        return [Fact("history", "no track record", NOTHING), *_outcomes(resolved, candidate)]
    goal, currency = resolved.scenario.goal, resolved.scenario.currency
    estimated = numbers.results(record.estimated_results)
    facts = [
        Fact("activities", numbers.count(record.activities), NOTHING),
        Fact(plural(goal.result), numbers.results(record.results), estimated),
    ]
    if record.cost_per_result is not None:
        promised = record.estimated_cost_per_result
        beside = NOTHING if promised is None else numbers.money(promised, currency)
        facts.append(Fact("cost of one", numbers.money(record.cost_per_result, currency), beside))
    if record.median_of_others is not None:
        others = numbers.count(record.others)
        facts.append(Fact("others", NOTHING, f"median {numbers.money(record.median_of_others, currency)} of {others}"))
    return facts


def _efficiency(resolved: ResolvedScenario, candidate: Candidate) -> list[Fact]:
    alike = [c for c in resolved.candidates if c.purpose == candidate.purpose and c.id != candidate.id]
    names = listed([each.name for each in alike], 4) if candidate.purpose and alike else "none"
    hours = math.fsum(candidate.hours.values())
    return [
        *_outcomes(resolved, candidate),
        Fact("cost", _cost(resolved, candidate), NOTHING),
        Fact("hours", f"{numbers.hours(hours)} h each", NOTHING),
        Fact("purpose", candidate.purpose or NOT_KNOWN, names),
    ]


_FACTS: Mapping[Question, tuple[str, Callable[[ResolvedScenario, Candidate], list[Fact]]]] = {
    Question.OBJECTIVE: ("brief", _objective),
    Question.AUDIENCE: ("brief", _audience),
    Question.MESSAGE: ("brief", _message),
    Question.CAPABILITY: ("team", _capability),
    Question.IMPACT: ("goal", _impact),
    Question.TRACK_RECORD: ("estimate", _track_record),
    Question.EFFICIENCY: ("beside it", _efficiency),
}
"""By question what stands on the right side, and the facts."""
