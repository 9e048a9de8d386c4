"""Is its impact big enough?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.model.evidence import Evidence, SoloRun
from vehicleplan.model.verdict import Confidence
from vehicleplan.screening.questions.impact import suggest

KNOWN = Evidence(currency="USD", amount=240, results_per_activity=5)


def alone(results: float, share: float, low: float | None = None) -> SoloRun:
    """A solo run."""
    return SoloRun(results=results, low_results=results if low is None else low, share=share)


CASES = [
    (alone(120, 0.5), "strong", "Alone it brings 120 of the 240 results wanted: 50 % (strong from 50 %)."),
    (alone(119, 119 / 240), "fair", "Alone it brings 119 of the 240 results wanted: 49.6 % (fair from 20 %)."),
    (alone(48, 0.2), "fair", "Alone it brings 48 of the 240 results wanted: 20 % (fair from 20 %)."),
    (alone(1_200, 5.0), "strong", "Alone it brings 1,200 of the 240 results wanted: 500 % (strong from 50 %)."),
    (alone(12.4, 12.4 / 240), "weak", "Alone it brings 12 of the 240 results wanted: 5 % (weak below 20 %)."),
    (alone(2.5, 2.5 / 240), "no", "Alone it brings 2.5 of the 240 results wanted: 1 % (no below 5 %)."),
    (alone(0, 0), "no", "Budget and team do not suffice to run it even alone."),
    (None, None, "What it could bring alone was not computed."),
]


@pytest.mark.parametrize(("solo", "verdict", "sentence"), CASES)
def test_impact_beside_the_amount(solo: SoloRun | None, verdict: str | None, sentence: str) -> None:
    """What it brings alone is compared with the goal's amount."""
    assert asked(suggest, evidence=replace(KNOWN, solo=solo))[:2] == (verdict, sentence)


def test_impact_beside_the_strongest() -> None:
    """Without an amount the strongest solo run is the measure."""
    evidence = replace(KNOWN, amount=None, solo=alone(30, 0.25))
    sentence = "Alone it brings 30 results, 25 % of what the strongest candidate brings alone (fair from 20 %)."
    assert asked(suggest, evidence=evidence)[:2] == ("fair", sentence)


def test_impact_of_a_single_result() -> None:
    """One result is written in the singular."""
    evidence = replace(KNOWN, amount=1, solo=alone(1, 1.0))
    assert asked(suggest, evidence=evidence)[1].startswith("Alone it brings 1 of the 1 result wanted: 100 %")


def test_impact_without_limits() -> None:
    """What nothing limits is strong."""
    sentence = "Neither budget nor team nor its own maximum limits what it brings."
    assert asked(suggest, evidence=replace(KNOWN, is_unlimited=True))[:2] == ("strong", sentence)


def test_impact_of_what_counts_nothing() -> None:
    """A vehicle whose outcomes are worth no result is out, whatever it could run."""
    evidence = Evidence(currency="USD", amount=240, results_per_activity=0, is_unlimited=True)
    assert asked(suggest, evidence=evidence)[:2] == ("no", "Nothing that it brings counts as a result here.")


def test_impact_that_comes_too_late() -> None:
    """Results after the horizon do not count."""
    evidence = replace(KNOWN, is_in_time=False, solo=alone(0, 0))
    assert asked(suggest, evidence=evidence)[:2] == ("no", "Its results would come after the horizon.")


@pytest.mark.parametrize(("low", "confidence"), [(125, Confidence.HIGH), (60, Confidence.MEDIUM), (20, Confidence.LOW)])
def test_impact_is_as_sure_as_its_low_estimate(low: float, confidence: Confidence) -> None:
    """Where the low estimate gives the same verdict it is sure, a level lower likely, further a guess."""
    assert asked(suggest, evidence=replace(KNOWN, solo=alone(130, 130 / 240, low)))[2] is confidence


def test_impact_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide, and the sentence says them."""
    evidence = replace(KNOWN, solo=alone(120, 0.5))
    assert asked(suggest, evidence=evidence, thresholds=STRICTER)[:2] == (
        "weak",
        "Alone it brings 120 of the 240 results wanted: 50 % (weak below 60 %).",
    )
