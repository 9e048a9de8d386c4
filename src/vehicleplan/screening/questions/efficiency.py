"""Is it more efficient than comparable alternatives? Money, time and risk per result beside theirs."""

from __future__ import annotations

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence, PerResult
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import at_most, counted, money, percent, times


def suggest(_brief: Brief, _team: Team, candidate: Candidate, evidence: Evidence, thresholds: Thresholds) -> Suggestion:
    """A verdict on its cost per result after risk, as a multiple of the lowest of itself and the alternatives.

    Beside candidates of other purposes it is weak at worst: they are no alternatives that could make it superfluous.
    """
    own = evidence.per_result
    if own is None:
        return Suggestion(None, _nothing_to_compare(evidence), Confidence.LOW)
    takes = f"A result takes {_takes(own, evidence.currency)}"
    if not evidence.alternatives:
        return Suggestion(None, f"{takes}; no other candidate is left to compare with.", Confidence.LOW)
    best = min(evidence.alternatives, key=lambda other: other.cost_after_risk)
    levels = thresholds.efficiency
    confidence = Confidence.MEDIUM if evidence.is_same_purpose else Confidence.LOW
    if own.cost_after_risk <= best.cost_after_risk:
        words = f"{takes}; {_ahead(candidate, evidence, best)}{_dominated(own, evidence, '; it is')}."
        return Suggestion(levels.verdict(1.0), words, confidence)
    beside = f"{takes}; {_behind(candidate, evidence, best)}"
    if best.cost_after_risk <= 0:
        return Suggestion(None, f"{beside}: nothing, so that there is no multiple of it.", Confidence.LOW)
    multiple = round(own.cost_after_risk / best.cost_after_risk, 9)
    verdict = levels.verdict(multiple)
    if verdict is Verdict.NO and not evidence.is_same_purpose:
        verdict = Verdict.WEAK
    much = f"all counted, this one costs {times(multiple, levels)} as much ({at_most(levels, verdict)})"
    return Suggestion(verdict, f"{beside}; {much}{_dominated(own, evidence, ' and is')}.", confidence)


def _nothing_to_compare(evidence: Evidence) -> str:
    if evidence.solo is None and not evidence.is_unlimited:
        return "What a result takes was not computed."
    return "It brings no result whose cost could be compared."


def _takes(each: PerResult, currency: str) -> str:
    return f"{money(each.money, currency)}, {counted(each.hours, 'hour')} and {percent(each.risk)} risk"


def _ahead(candidate: Candidate, evidence: Evidence, second: PerResult) -> str:
    after = f"before {second.name} with {_takes(second, evidence.currency)}"
    return f"{_others(candidate, evidence)}it is the best of {_group(candidate, evidence)}, {after}"


def _behind(candidate: Candidate, evidence: Evidence, best: PerResult) -> str:
    group = f"{_others(candidate, evidence)}the best of {_group(candidate, evidence)}"
    return f"{group}, {best.name}, takes {_takes(best, evidence.currency)}"


def _others(candidate: Candidate, evidence: Evidence) -> str:
    """Why it is compared with candidates of other purposes; empty where it is not."""
    if evidence.is_same_purpose:
        return ""
    if candidate.purpose is None:
        return "it has no purpose to be compared by, and "
    return f"no other {candidate.purpose} vehicle is left, and "


def _group(candidate: Candidate, evidence: Evidence) -> str:
    count = len(evidence.alternatives) + 1
    return f"{count} {candidate.purpose} vehicles" if evidence.is_same_purpose else f"all {count} candidates"


def _dominated(own: PerResult, evidence: Evidence, link: str) -> str:
    """Names the cheapest alternative that is at least as good in money, time and risk, and better in one."""
    better = [other for other in evidence.alternatives if other.dominates(own)]
    if not better:
        return ""
    return f"{link} dominated by {min(better, key=lambda other: other.cost_after_risk).name}"
