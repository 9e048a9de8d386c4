"""Every limit as one plain sentence that stands alone and promises what the optimizer keeps to, no more.

Cash and hours of a rule are those of a vehicle's own set-up and activities, shares are of the whole plan, and figures
stand as they were given: a limit that was rounded would be another limit. While a scenario is being edited a rule may
name vehicles that are not there; they are called by their id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.limits import AtLeast, Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.numbers import as_given, money_as_given
from vehicleplan.report.sentences import listed, plural

MOST_NAMES = 3
"""Vehicles that a sentence names; the others are counted."""


@dataclass(frozen=True)
class LimitSentence:
    """A limit in words.

    Attributes:
        path: Where it stands in the scenario's file.
        sentence: What it asks.
        name: What its file calls it; empty where it has no name.
        is_active: Whether it holds; an inactive rule is kept and ignored.
    """

    path: KeyPath
    sentence: str
    name: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class _Measure:
    """The words of a measure.

    Attributes:
        verbs: What one vehicle does with it, and what several do.
        one: One unit of it.
        many: Units of it.
        noun: What it is, without a unit.
        whole: All of it, of which a share is a part.
        same: As much of it as others have.
        of_others: That of other vehicles.
        currency: Where it is money, its currency.
    """

    verbs: tuple[str, str]
    one: str
    many: str
    noun: str
    whole: str
    same: str
    of_others: str
    currency: str = ""

    def amount(self, figure: float) -> str:
        """So much of it: `1 activity`."""
        if self.currency:
            return f"{money_as_given(figure, self.currency)} of {self.noun}"
        return f"{as_given(figure)} {self.one if figure == 1 else self.many}"


def limit_sentences(resolved: ResolvedScenario) -> tuple[LimitSentence, ...]:
    """All limits on the choice: the goal's minimums, the team's, every rule, and vehicles that must, never or need."""
    return (*_goal_sentences(resolved), *_rule_sentences(resolved), *_vehicle_sentences(resolved))


def _goal_sentences(resolved: ResolvedScenario) -> list[LimitSentence]:
    goal = resolved.scenario.goal
    found = []
    if goal.amount is not None:
        least = _measure("results", goal.result, "").amount(goal.amount)
        found.append(LimitSentence(("goal", "amount"), f"The plan brings at least {least}."))
    for number, target in enumerate(goal.targets):
        sentence = f"The plan brings at least {as_given(target.amount)} {target.outcome}."
        found.append(LimitSentence(("goal", "target", number), sentence))
    return found


def _rule_sentences(resolved: ResolvedScenario) -> list[LimitSentence]:
    limits, scenario = resolved.scenario.limits, resolved.scenario
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    found = []
    if limits.max_vehicles is not None:
        vehicles = "vehicle" if limits.max_vehicles == 1 else "vehicles"
        found.append(LimitSentence(("limits", "max_vehicles"), f"At most {as_given(limits.max_vehicles)} {vehicles}."))
    if limits.max_share is not None:
        part = f"{_part(limits.max_share)} of all {plural(scenario.goal.result)}"
        found.append(LimitSentence(("limits", "max_share"), f"No vehicle brings more than {part}."))
    for number, rule in enumerate(limits.rules):
        sentence = rule_sentence(rule, names, scenario.goal.result, scenario.currency)
        found.append(LimitSentence(("limits", "rule", number), sentence, rule.name or "", rule.active))
    return found


def _vehicle_sentences(resolved: ResolvedScenario) -> list[LimitSentence]:
    names = {candidate.id: candidate.name for candidate in resolved.candidates}
    found = []
    for number, candidate in enumerate(resolved.candidates):
        if candidate.include != "may":
            verb = "must be" if candidate.include == "must" else "must not be"
            found.append(LimitSentence(("vehicle", number, "include"), f"{candidate.name} {verb} in the plan."))
        if candidate.needs:
            needed = listed([names.get(need, need) for need in dict.fromkeys(candidate.needs)])
            sentence = f"{candidate.name} is in the plan only together with {needed}."
            found.append(LimitSentence(("vehicle", number, "needs"), sentence))
    return found


def rule_sentence(rule: Rule, names: Mapping[str, str], result: str, currency: str) -> str:
    """A rule as one sentence: whose measure is limited, and how.

    Args:
        rule: The rule; an inactive one has the same sentence.
        names: By candidate, what people call it.
        result: What one result is called.
        currency: The currency of all money.
    """
    side = _names(rule.vehicles, names)
    has_share = rule.min_share is not None or rule.max_share is not None
    if rule.measure == "vehicles" and not has_share and rule.at_least is None:
        return _number_in_the_plan(rule, side)
    measure = _measure(rule.measure, result, currency)
    parts = []
    if rule.min is not None or rule.max is not None:
        parts.append(_absolute(rule, measure))
    if has_share:
        parts.append(_share(rule, measure))
    if rule.at_least is not None:
        other = _names(rule.at_least.vehicles, names)
        is_same = rule.at_least.measure in (None, rule.measure)
        theirs = measure if is_same else _measure(rule.at_least.measure or "", result, currency)
        parts.append(_comparison(rule.at_least, measure, theirs, other))
    is_one = side is not None and len(side) == 1
    return f"{_together(side)} {measure.verbs[0 if is_one else 1]} {', and '.join(parts)}."


def _names(vehicles: tuple[str, ...] | None, names: Mapping[str, str]) -> tuple[str, ...] | None:
    """What the vehicles are called, each once; None for all candidates."""
    return None if vehicles is None else tuple(names.get(vehicle, vehicle) for vehicle in dict.fromkeys(vehicles))


def _together(side: tuple[str, ...] | None) -> str:
    """One side of a rule as a subject."""
    if side is None:
        return "All vehicles together"
    if not side:
        return "Vehicles that are not named yet"
    return listed(side, MOST_NAMES) + (" together" if len(side) > 1 else "")


def _measure(measure: str, result: str, currency: str) -> _Measure:
    brings = ("brings", "bring")
    if measure == "activities":
        return _countable(("has", "have"), "activity", "activities")
    if measure == "vehicles":
        many = "vehicles in the plan"
        same = f"as many {many} as"
        return _Measure(("makes up", "make up"), "vehicle in the plan", many, many, many, same, f"× {same}")
    if measure == "cash":
        unit = f"{currency} of cash"
        spent = "cash spent on vehicles"
        return _Measure(("takes", "take"), unit, unit, "cash", spent, "as much cash as", "× the cash of", currency)
    if measure == "results":
        return _countable(brings, result, plural(result))
    if measure == "hours" or measure.startswith("hours."):
        skill = measure.partition(".")[2]
        of = f" of {skill}" if skill else ""
        return _countable(("needs", "need"), f"hour{of}", f"hours{of}", f"hours{of} that vehicles need")
    return _Measure(brings, measure, measure, measure, measure, f"1 × the {measure} of", f"× the {measure} of")


def _countable(verbs: tuple[str, str], one: str, many: str, whole: str = "") -> _Measure:
    return _Measure(verbs, one, many, many, whole or many, f"as many {many} as", f"× the {many} of")


def _number_in_the_plan(rule: Rule, side: tuple[str, ...] | None) -> str:
    """How many of some vehicles are chosen, in the words that people use for it."""
    is_one = side is not None and len(side) == 1
    if is_one and (rule.max == 0 or rule.min == 1):
        return f"{_together(side)} {'must not be' if rule.max == 0 else 'must be'} in the plan."
    last = rule.min if rule.max is None else rule.max
    verb = "is" if last in (0, 1) else "are"
    if side is None:
        number = "No" if rule.max == 0 else _bounds(rule.min, rule.max).capitalize()
        return f"{number} {'vehicle' if last in (0, 1) else 'vehicles'} {verb} in the plan."
    number = "None" if rule.max == 0 else _bounds(rule.min, rule.max).capitalize()
    of = listed(side, MOST_NAMES) if side else "the vehicles that are not named yet"
    return f"{number} of {of} {verb} in the plan."


def _absolute(rule: Rule, measure: _Measure) -> str:
    if rule.max == 0:
        return f"no {measure.noun}"
    return _bounds(rule.min, rule.max, as_given, measure.amount)


def _bounds(
    low: float | None,
    high: float | None,
    words: Callable[[float], str] = as_given,
    last_words: Callable[[float], str] | None = None,
) -> str:
    """At least, at most, or exactly; the last figure may have words of its own, for its unit."""
    last = last_words or words
    if low is not None and low == high:
        return f"exactly {last(low)}"
    low_words = last if high is None else words
    least = "" if low is None or (low == 0 and high is not None) else f"at least {low_words(low)}"
    most = "" if high is None else f"at most {last(high)}"
    return " and ".join(part for part in (least, most) if part)


def _share(rule: Rule, measure: _Measure) -> str:
    return f"{_bounds(rule.min_share, rule.max_share, _part)} of all {measure.whole}"


def _part(share: float) -> str:
    return "half" if share == 0.5 else f"{as_given(share * 100)} %"


def _comparison(other: AtLeast, mine: _Measure, theirs: _Measure, side: tuple[str, ...] | None) -> str:
    """At least so many times what others have, or so much for each unit of theirs where the measures differ."""
    whose = _together(side)
    if side is None or not side:
        whose = whose[0].lower() + whose[1:]
    if mine == theirs:
        if other.times == 1:
            return f"at least {mine.same} {whose}"
        return f"at least {as_given(other.times)} {mine.of_others} {whose}"
    return f"at least {mine.amount(other.times)} {_for_each(other.measure, theirs, side, whose)}"


def _for_each(measure: str | None, theirs: _Measure, side: tuple[str, ...] | None, whose: str) -> str:
    if measure != "vehicles":
        return f"for each {theirs.one} of {whose}"
    if side is None:
        return f"for each {theirs.one}"
    if len(side) == 1:
        return f"if {side[0]} is in the plan"
    return f"for each of {listed(side, MOST_NAMES) if side else whose} that is in the plan"
