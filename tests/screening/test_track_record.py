"""Has it the best absolute and relative returns?"""

from __future__ import annotations

from typing import Any

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.model.evidence import Evidence, TrackRecord
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.track_record import suggest
from vehicleplan.screening.questions.words import TIMES


def record(**figures: Any) -> TrackRecord:
    """Three activities with 20 results at 400 each, as estimated."""
    known = {"activities": 3, "events": 20, "results": 20, "cost": 8_000, "estimated_results": 20}
    return TrackRecord(**{**known, "estimated_cost": 8_000, **figures})


CASES = [
    (
        record(),
        "strong",
        "3 activities brought 20 results at 400 USD each: 1.0 x its estimate of 400 USD (strong up to 1 x).",
    ),
    (
        record(cost=9_600, median_of_others=600.0, others=4),
        "fair",
        (
            "3 activities brought 20 results at 480 USD each: 1.2 x its estimate of 400 USD, 0.8 x the median of 4 "
            "other vehicles of 600 USD (fair up to 1.5 x)."
        ),
    ),
    (
        record(activities=1, median_of_others=160.0, others=1),
        "weak",
        (
            "1 activity brought 20 results at 400 USD each: 1.0 x its estimate of 400 USD, 2.5 x the median of 1 other "
            "vehicle of 160 USD (weak above 1.5 x)."
        ),
    ),
    (
        record(results=1, events=1),
        "no",
        "3 activities brought 1 result at 8,000 USD each: 20.0 x its estimate of 400 USD (no above 3 x).",
    ),
    (
        record(results=5, events=5),
        "weak",
        (
            "3 activities brought 5 results at 1,600 USD each: 4.0 x its estimate of 400 USD "
            "(no above 3 x, but 5 events could be bad luck)."
        ),
    ),
    (
        record(estimated_results=0),
        None,
        "3 activities brought 20 results at 400 USD each; there is nothing to compare that with.",
    ),
    (record(results=0, events=0), "no", "3 activities brought no result, its estimate promised 20."),
    (
        record(results=0, events=0, estimated_results=2.2),
        "weak",
        "3 activities brought no result, its estimate promised 2.2: too few to tell, so that it counts as weak.",
    ),
    (record(is_counted=False), None, "Its track record counts nothing that is a result here."),
    (None, "weak", "There is no track record; it counts as weak."),
]


@pytest.mark.parametrize(("history", "verdict", "sentence"), CASES)
def test_track_record(history: TrackRecord | None, verdict: str | None, sentence: str) -> None:
    """The worse multiple counts, of its estimate and of the others; without a record the scenario's `unproven`."""
    evidence = Evidence(currency="USD", unproven=Verdict.WEAK, track_record=history)
    assert asked(suggest, evidence=evidence)[:2] == (verdict, sentence.replace(" x", f" {TIMES}"))


@pytest.mark.parametrize(
    ("events", "confidence"), [(30, Confidence.HIGH), (10, Confidence.MEDIUM), (9, Confidence.LOW)]
)
def test_track_record_is_surer_with_more_events(events: float, confidence: Confidence) -> None:
    """Few events are a guess, 30 are sure."""
    evidence = Evidence(currency="USD", track_record=record(events=events))
    assert asked(suggest, evidence=evidence)[2] is confidence


def test_track_record_of_a_part_is_a_guess() -> None:
    """A history that counts less than half of what the vehicle brings is not sure of anything."""
    evidence = Evidence(currency="USD", track_record=record(events=300, coverage=0.4))
    assert asked(suggest, evidence=evidence)[2] is Confidence.LOW


def test_track_record_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide."""
    assert asked(suggest, evidence=Evidence(currency="USD", track_record=record()), thresholds=STRICTER)[0] == "weak"
