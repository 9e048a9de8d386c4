"""Is its impact big enough? What it could deliver alone, beside the goal or the best of the candidates."""

from __future__ import annotations

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence, SoloRun
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import at_least, counted, number, percent


def suggest(
    _brief: Brief, _team: Team, _candidate: Candidate, evidence: Evidence, thresholds: Thresholds
) -> Suggestion:
    """A verdict on the solo run's share; sure where its low estimate gives the same verdict."""
    if evidence.results_per_activity <= 0:
        return Suggestion(Verdict.NO, "Nothing that it brings counts as a result here.", Confidence.HIGH)
    if not evidence.is_in_time:
        return Suggestion(Verdict.NO, "Its results would come after the horizon.", Confidence.HIGH)
    if evidence.is_unlimited:
        return Suggestion(
            Verdict.STRONG, "Neither budget nor team nor its own maximum limits what it brings.", Confidence.MEDIUM
        )
    if evidence.solo is None:
        return Suggestion(None, "What it could bring alone was not computed.", Confidence.LOW)
    if evidence.solo.results <= 0:
        return Suggestion(Verdict.NO, "Budget and team do not suffice to run it even alone.", Confidence.HIGH)
    return _judge(evidence.solo, evidence.amount, thresholds)


def _judge(solo: SoloRun, amount: float | None, thresholds: Thresholds) -> Suggestion:
    levels = thresholds.impact
    verdict = levels.verdict(solo.share)
    share = percent(solo.share, levels)
    limit = at_least(levels, verdict, percent)
    if amount is not None:
        sentence = (
            f"Alone it brings {number(solo.results)} of the {counted(amount, 'result')} wanted: {share} ({limit})."
        )
    else:
        brings = f"Alone it brings {counted(solo.results, 'result')}"
        sentence = f"{brings}, {share} of what the strongest candidate brings alone ({limit})."
    return Suggestion(verdict, sentence, _confidence(solo, verdict, thresholds))


def _confidence(solo: SoloRun, verdict: Verdict, thresholds: Thresholds) -> Confidence:
    """Sure where the low estimate gives the same verdict, likely where it gives the next one."""
    at_low = thresholds.impact.verdict(solo.share * min(1.0, solo.low_results / solo.results))
    levels = (Confidence.HIGH, Confidence.MEDIUM)
    drop = at_low.rank - verdict.rank
    return levels[drop] if drop < len(levels) else Confidence.LOW
