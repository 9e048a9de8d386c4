"""Will it reach and resonate with the segment? The worse of the two."""

from __future__ import annotations

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict, worst
from vehicleplan.screening.questions.words import at_least, percent


def suggest(brief: Brief, _team: Team, candidate: Candidate, _evidence: Evidence, thresholds: Thresholds) -> Suggestion:
    """The worse of the reach of the brief's segment and the resonance there."""
    segment = brief.segment
    if segment is None:
        return Suggestion(None, "The brief names no segment.", Confidence.LOW)
    if not candidate.reach:
        return Suggestion(None, "Whom it reaches is not known.", Confidence.LOW)
    reach = candidate.reach.get(segment)
    if reach is None:
        return Suggestion(Verdict.NO, f"Does not reach {segment}.", Confidence.MEDIUM)
    levels = thresholds.reach
    reached = levels.verdict(reach.share)
    limit = at_least(levels, reached, percent)
    resonance = "no resonance" if reach.resonance is Verdict.NO else f"resonance {reach.resonance}"
    sentence = f"Reaches {percent(reach.share, levels)} of {segment} ({limit}); {resonance}."
    return Suggestion(worst(reached, reach.resonance), sentence, Confidence.MEDIUM)
