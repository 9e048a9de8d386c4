"""Is it more efficient than comparable alternatives?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.model.evidence import Evidence, PerResult, SoloRun
from vehicleplan.model.verdict import Confidence
from vehicleplan.screening.questions.efficiency import suggest
from vehicleplan.screening.questions.words import TIMES

EVENT = {"purpose": "event"}
SEMINAR = PerResult("seminar", "Seminar", money=300, hours=4, cost=500, risk=0.4)
ROUNDTABLE = PerResult("roundtable", "Roundtable", money=900, hours=8, cost=1_300, risk=0.6)


def takes(cost: float, **figures: Any) -> PerResult:
    """What a result of the webinar takes."""
    known: dict[str, Any] = {"money": 200, "hours": 5, "risk": 0.4}
    return PerResult("webinar", "Webinar", cost=cost, **{**known, **figures})


CASES = [
    (
        takes(400),
        "strong",
        (
            "A result takes 200 USD, 5 hours and 40 % risk; it is the best of 3 event vehicles, before Seminar with "
            "300 USD, 4 hours and 40 % risk."
        ),
    ),
    (
        takes(900),
        "fair",
        (
            "A result takes 200 USD, 5 hours and 40 % risk; the best of 3 event vehicles, Seminar, takes 300 USD, 4 "
            "hours and 40 % risk; all counted, this one costs 1.8 x as much (fair up to 2 x)."
        ),
    ),
    (
        takes(1_600, money=1_000, hours=4.5),
        "weak",
        (
            "A result takes 1,000 USD, 4.5 hours and 40 % risk; the best of 3 event vehicles, Seminar, takes 300 USD, "
            "4 hours and 40 % risk; all counted, this one costs 3.2 x as much (weak above 2 x) and is dominated by "
            "Seminar."
        ),
    ),
    (
        takes(2_001, hours=1, risk=0.5),
        "no",
        (
            "A result takes 200 USD, 1 hour and 50 % risk; the best of 3 event vehicles, Seminar, takes 300 USD, 4 "
            "hours and 40 % risk; all counted, this one costs 4.3 x as much (no above 4 x)."
        ),
    ),
]


@pytest.mark.parametrize(("own", "verdict", "sentence"), CASES)
def test_efficiency_beside_the_same_purpose(own: PerResult, verdict: str, sentence: str) -> None:
    """Cost after risk decides; the sentence shows money, time and risk and names what dominates it."""
    evidence = Evidence(currency="USD", per_result=own, alternatives=(ROUNDTABLE, SEMINAR))
    assert asked(suggest, facts=EVENT, evidence=evidence)[:2] == (verdict, sentence.replace(" x", f" {TIMES}"))


def test_risk_counts_half() -> None:
    """Cost after risk takes results half-way between mean and low: half the risk is lost."""
    assert takes(300, risk=0.5).cost_after_risk == pytest.approx(400)
    assert takes(300, risk=1.0).cost_after_risk == pytest.approx(600)


def test_efficiency_beside_other_purposes_is_weak_at_worst() -> None:
    """Where no vehicle of its purpose is left, all are compared, which is a guess and rules nothing out by itself."""
    evidence = Evidence(currency="USD", per_result=takes(5_000), alternatives=(SEMINAR,), is_same_purpose=False)
    assert asked(suggest, facts=EVENT, evidence=evidence) == (
        "weak",
        (
            "A result takes 200 USD, 5 hours and 40 % risk; no other event vehicle is left, and the best of all 2 "
            "candidates, Seminar, takes 300 USD, 4 hours and 40 % risk; all counted, this one costs "
            f"10.0 {TIMES} as much (weak above 2 {TIMES})."
        ),
        Confidence.LOW,
    )


def test_efficiency_without_a_purpose() -> None:
    """A vehicle without a purpose is compared with all."""
    evidence = Evidence(currency="USD", per_result=takes(400), alternatives=(SEMINAR,), is_same_purpose=False)
    assert asked(suggest, evidence=evidence)[1] == (
        "A result takes 200 USD, 5 hours and 40 % risk; it has no purpose to be compared by, and it is the best of "
        "all 2 candidates, before Seminar with 300 USD, 4 hours and 40 % risk."
    )


def test_efficiency_beside_something_free() -> None:
    """Nothing is a multiple of nothing: the question stays open."""
    free = replace(SEMINAR, money=0.0, cost=0.0)
    evidence = Evidence(currency="USD", per_result=takes(400), alternatives=(free,))
    assert asked(suggest, facts=EVENT, evidence=evidence)[:2] == (
        None,
        (
            "A result takes 200 USD, 5 hours and 40 % risk; the best of 2 event vehicles, Seminar, takes 0 USD, 4 "
            "hours and 40 % risk: nothing, so that there is no multiple of it."
        ),
    )


def test_efficiency_with_nobody_left() -> None:
    """Alone there is nothing to compare with."""
    evidence = Evidence(currency="USD", per_result=takes(400))
    assert asked(suggest, facts=EVENT, evidence=evidence)[:2] == (
        None,
        "A result takes 200 USD, 5 hours and 40 % risk; no other candidate is left to compare with.",
    )


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (Evidence(currency="USD"), "What a result takes was not computed."),
        (Evidence(currency="USD", is_unlimited=True), "It brings no result whose cost could be compared."),
        (Evidence(currency="USD", solo=SoloRun(0, 0, 0)), "It brings no result whose cost could be compared."),
    ],
)
def test_efficiency_without_results(evidence: Evidence, sentence: str) -> None:
    """Without results there is no cost per result."""
    assert asked(suggest, facts=EVENT, evidence=evidence)[:2] == (None, sentence)


def test_efficiency_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide."""
    evidence = Evidence(currency="USD", per_result=takes(575), alternatives=(SEMINAR,))
    assert asked(suggest, facts=EVENT, evidence=evidence)[0] == "strong"
    assert asked(suggest, facts=EVENT, evidence=evidence, thresholds=STRICTER)[0] == "weak"
