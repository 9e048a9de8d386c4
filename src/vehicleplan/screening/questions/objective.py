"""Does it fit the marketing objective? Stage fit, weighted by the brief's stages."""

from __future__ import annotations

import math

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence
from vehicleplan.model.figures import shortened
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import at_least, listed, percent, score

POINTS = {Verdict.STRONG: 3.0, Verdict.FAIR: 2.0, Verdict.WEAK: 1.0, Verdict.NO: 0.0}
"""What a fit counts; equal steps, so that half strong and half no is between weak and fair."""


def suggest(brief: Brief, _team: Team, candidate: Candidate, _evidence: Evidence, thresholds: Thresholds) -> Suggestion:
    """The mean of the vehicle's fit to the brief's stages; a stage that the vehicle does not name is a no."""
    weights = {stage: weight for stage, weight in brief.stages.items() if weight > 0}
    if not weights:
        return Suggestion(None, "The brief names no lifecycle stages.", Confidence.LOW)
    if not candidate.stage_fit:
        return Suggestion(None, "Its fit to the lifecycle stages is not known.", Confidence.LOW)
    whole = math.fsum(weights.values())
    fits = {stage: candidate.stage_fit.get(stage, Verdict.NO) for stage in weights}
    figure = round(math.fsum(weights[stage] * POINTS[fit] for stage, fit in fits.items()) / whole, 9)
    levels = thresholds.objective
    verdict = levels.verdict(figure)
    parts = [_part(stage, fit, weights[stage] / whole, alone=len(fits) == 1) for stage, fit in fits.items()]
    words = listed(parts)
    limit = at_least(levels, verdict, shortened)
    sentence = f"{words[0].upper()}{words[1:]}: {score(figure, levels)} of 3 ({limit})."
    return Suggestion(verdict, sentence, Confidence.HIGH)


def _part(stage: str, fit: Verdict, share: float, *, alone: bool) -> str:
    words = f"no fit for {stage}" if fit is Verdict.NO else f"{fit} for {stage}"
    return words if alone else f"{words} ({percent(share)})"
