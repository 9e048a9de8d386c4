"""Has it the best absolute and relative returns? Its own history beside its estimate and the other vehicles."""

from __future__ import annotations

import math

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence, TrackRecord
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import at_most, counted, money, number, times

SURE_FROM = 30.0
"""Events for a sure verdict: a count of 30 varies by 18 % (Poisson: 1 ÷ √30), less than a step of the thresholds."""
LIKELY_FROM = 10.0
"""Events for a likely verdict: a count of 10 varies by 32 % (Poisson: 1 ÷ √10)."""
TELLING = 3.0
"""Results promised from which none at all says something: with 3 expected, none comes once in 20 times (e⁻³)."""


def suggest(
    _brief: Brief, _team: Team, _candidate: Candidate, evidence: Evidence, thresholds: Thresholds
) -> Suggestion:
    """A verdict on the worse multiple of cost per result: of the estimate, of the median of the others.

    A no must hold with more luck too, else it is weak: a handful of events should rule nothing out.
    """
    record = evidence.track_record
    if record is None:
        words = f"There is no track record; it counts as {evidence.unproven}."
        return Suggestion(evidence.unproven, words, Confidence.LOW)
    if not record.is_counted:
        return Suggestion(None, "Its track record counts nothing that is a result here.", Confidence.LOW)
    cost = record.cost_per_result
    if cost is None:
        return _without_results(record, evidence)
    return _judge(record, cost, evidence.currency, thresholds)


def _without_results(record: TrackRecord, evidence: Evidence) -> Suggestion:
    words = f"{_activities(record)} brought no result, its estimate promised {number(record.estimated_results)}"
    if record.estimated_results < TELLING:
        sentence = f"{words}: too few to tell, so that it counts as {evidence.unproven}."
        return Suggestion(evidence.unproven, sentence, Confidence.LOW)
    return Suggestion(Verdict.NO, f"{words}.", Confidence.MEDIUM)


def _judge(record: TrackRecord, cost: float, currency: str, thresholds: Thresholds) -> Suggestion:
    levels = thresholds.track_record
    brought = f"{_activities(record)} brought {counted(record.results, 'result')} at {money(cost, currency)} each"
    multiples: list[float] = []
    parts: list[str] = []
    references = (
        (record.estimated_cost_per_result, "its estimate"),
        (record.median_of_others, f"the median of {counted(record.others, 'other vehicle')}"),
    )
    for reference, words in references:
        if reference is not None and reference > 0:
            multiple = round(cost / reference, 9)
            multiples.append(multiple)
            parts.append(f"{times(multiple, levels)} {words} of {money(reference, currency)}")
    if not multiples:
        return Suggestion(None, f"{brought}; there is nothing to compare that with.", Confidence.LOW)
    verdict = levels.verdict(max(multiples))
    limit = at_most(levels, verdict)
    if verdict is Verdict.NO and levels.verdict(max(multiples) * record.events / _with_luck(record.events)) != verdict:
        verdict = Verdict.WEAK
        limit = f"{limit}, but {counted(record.events, 'event')} could be bad luck"
    return Suggestion(verdict, f"{brought}: {', '.join(parts)} ({limit}).", _confidence(record))


def _with_luck(events: float) -> float:
    """How many events a count could have been with more luck: two standard deviations of a Poisson count."""
    return events + 2.0 * math.sqrt(events + 1.0)


def _activities(record: TrackRecord) -> str:
    return counted(record.activities, "activity", "activities")


def _confidence(record: TrackRecord) -> Confidence:
    if not record.counts_most:
        return Confidence.LOW
    if record.events >= SURE_FROM:
        return Confidence.HIGH
    return Confidence.MEDIUM if record.events >= LIKELY_FROM else Confidence.LOW
