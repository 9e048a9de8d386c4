"""Will it reach and resonate with the segment?"""

from __future__ import annotations

from typing import Any

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.screening.questions.audience import suggest


def reach(share: float, resonance: str) -> dict[str, Any]:
    """What a vehicle reaches of it-manager."""
    return {"it-manager": {"share": share, "resonance": resonance}}


CASES = [
    (reach(0.35, "strong"), "strong", "Reaches 35 % of it-manager (strong from 30 %); resonance strong."),
    (reach(0.14, "strong"), "fair", "Reaches 14 % of it-manager (fair from 10 %); resonance strong."),
    (reach(0.5, "weak"), "weak", "Reaches 50 % of it-manager (strong from 30 %); resonance weak."),
    (reach(0.05, "fair"), "weak", "Reaches 5 % of it-manager (weak below 10 %); resonance fair."),
    (reach(0.01, "strong"), "no", "Reaches 1 % of it-manager (no below 2 %); resonance strong."),
    (reach(0.4, "no"), "no", "Reaches 40 % of it-manager (strong from 30 %); no resonance."),
    (reach(0.2996, "strong"), "fair", "Reaches 29.96 % of it-manager (fair from 10 %); resonance strong."),
    ({"developer": {"share": 0.5, "resonance": "strong"}}, "no", "Does not reach it-manager."),
    ({}, None, "Whom it reaches is not known."),
]


@pytest.mark.parametrize(("reached", "verdict", "sentence"), CASES)
def test_audience(reached: dict[str, Any], verdict: str | None, sentence: str) -> None:
    """The worse of reach and resonance counts; a vehicle that names other segments does not reach this one."""
    assert asked(suggest, brief={"segment": "it-manager"}, facts={"reach": reached})[:2] == (verdict, sentence)


def test_audience_without_a_segment() -> None:
    """Without a segment in the brief the question stays open."""
    assert asked(suggest, facts={"reach": reach(0.5, "strong")})[:2] == (None, "The brief names no segment.")


def test_audience_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide, and the sentence says them."""
    facts = {"reach": reach(0.35, "strong")}
    assert asked(suggest, brief={"segment": "it-manager"}, facts=facts, thresholds=STRICTER)[:2] == (
        "weak",
        "Reaches 35 % of it-manager (weak below 40 %); resonance strong.",
    )
