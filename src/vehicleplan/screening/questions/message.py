"""Does it fit the message and positioning? Distance in complexity, both ways, and words that both sides share."""

from __future__ import annotations

from collections.abc import Sequence

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import DASH, listed

_ORDER = tuple(Verdict)


def suggest(brief: Brief, _team: Team, candidate: Candidate, _evidence: Evidence, thresholds: Thresholds) -> Suggestion:
    """A verdict on the distance, one level lower where both sides name positioning words and share none."""
    complexity, span = brief.message_complexity, candidate.message_complexity
    if complexity is None:
        return Suggestion(None, "The brief does not say how complex the message is.", Confidence.LOW)
    if span is None:
        return Suggestion(None, "How complex a message it can carry is not known.", Confidence.LOW)
    low, high = span
    verdict = thresholds.message.verdict(max(low - complexity, complexity - high, 0))
    words = _distance(complexity, low, high)
    if not brief.positioning or not candidate.positioning:
        return Suggestion(verdict, f"{words}.", Confidence.HIGH)
    shared = [word for word in brief.positioning if word in candidate.positioning]
    if shared:
        return Suggestion(verdict, f"{words}; shares {listed(shared)}.", Confidence.HIGH)
    lower = _ORDER[min(verdict.rank + 1, Verdict.NO.rank)]
    return Suggestion(lower, f"{words}; does not stand for {_any_of(brief.positioning)}.", Confidence.HIGH)


def _distance(complexity: int, low: int, high: int) -> str:
    span = f"{low}" if low == high else f"{low}{DASH}{high}"
    if complexity > high:
        return f"Carries messages of complexity {span}, too simple for the brief's {complexity}"
    if complexity < low:
        return f"Made for messages of complexity {span}, more than the brief's {complexity} gives people to read"
    return f"Carries complexity {span}, the brief is {complexity}"


def _any_of(words: Sequence[str]) -> str:
    return listed(words, last="or")
