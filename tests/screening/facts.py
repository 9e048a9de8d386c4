"""Short ways to the facts that the questions judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence

Suggest = Callable[[Brief, Team, Candidate, Evidence, Thresholds], Suggestion]

STRICTER = Thresholds.model_validate(
    {
        "objective": {"strong": 3, "fair": 2.5, "weak": 2},
        "reach": {"strong": 0.6, "fair": 0.4, "weak": 0.2},
        "message": {"strong": 0, "fair": 0, "weak": 0},
        "impact": {"strong": 0.9, "fair": 0.6, "weak": 0.3},
        "track_record": {"strong": 0.5, "fair": 0.75, "weak": 1},
        "efficiency": {"strong": 1, "fair": 1.1, "weak": 1.2},
    }
)
"""Thresholds of a scenario's own."""


def candidate(**facts: Any) -> Candidate:
    """A webinar with these facts."""
    return Candidate.model_validate({"id": "webinar", "name": "Webinar", **facts})


def asked(
    suggest: Suggest,
    *,
    brief: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
    evidence: Evidence | None = None,
    thresholds: Thresholds | None = None,
) -> tuple[str | None, str, Confidence]:
    """Verdict, sentence and confidence of a question."""
    suggestion = suggest(
        Brief.model_validate(brief or {}),
        Team(),
        candidate(**facts or {}),
        evidence or Evidence(currency="USD"),
        thresholds or Thresholds(),
    )
    verdict = suggestion.verdict
    return None if verdict is None else verdict.value, suggestion.evidence, suggestion.confidence
