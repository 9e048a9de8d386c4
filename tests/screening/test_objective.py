"""Does it fit the marketing objective?"""

from __future__ import annotations

from typing import Any

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.screening.questions.objective import suggest

BOTH = {"consideration": 0.4, "conversion": 0.6}

CASES = [
    (
        BOTH,
        {"consideration": "strong", "conversion": "fair"},
        "fair",
        "Strong for consideration (40 %) and fair for conversion (60 %): 2.4 of 3 (fair from 1.5).",
    ),
    (
        BOTH,
        {"consideration": "fair", "conversion": "strong"},
        "strong",
        "Fair for consideration (40 %) and strong for conversion (60 %): 2.6 of 3 (strong from 2.5).",
    ),
    (
        BOTH,
        {"awareness": "strong", "consideration": "weak"},
        "no",
        "Weak for consideration (40 %) and no fit for conversion (60 %): 0.4 of 3 (no below 0.5).",
    ),
    (
        BOTH,
        {"consideration": "fair", "conversion": "weak"},
        "weak",
        "Fair for consideration (40 %) and weak for conversion (60 %): 1.4 of 3 (weak below 1.5).",
    ),
    (
        {"awareness": 7},
        {"awareness": "strong"},
        "strong",
        "Strong for awareness: 3 of 3 (strong from 2.5).",
    ),
    (
        {"awareness": 1, "consideration": 1, "conversion": 2, "advocacy": 0},
        {"awareness": "strong", "consideration": "fair", "conversion": "fair"},
        "fair",
        (
            "Strong for awareness (25 %), fair for consideration (25 %) and fair for conversion (50 %): 2.2 of 3 "
            "(fair from 1.5)."
        ),
    ),
    (BOTH, {}, None, "Its fit to the lifecycle stages is not known."),
    ({}, {"awareness": "strong"}, None, "The brief names no lifecycle stages."),
    ({"awareness": 0}, {"awareness": "strong"}, None, "The brief names no lifecycle stages."),
]


@pytest.mark.parametrize(("stages", "fit", "verdict", "sentence"), CASES)
def test_objective(stages: dict[str, float], fit: dict[str, Any], verdict: str | None, sentence: str) -> None:
    """Stage fit is weighted by the brief's stages; a stage that the vehicle does not name is a no."""
    assert asked(suggest, brief={"stages": stages}, facts={"stage_fit": fit})[:2] == (verdict, sentence)


def test_objective_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide, and the sentence says them."""
    fit = {"consideration": "strong", "conversion": "fair"}
    assert asked(suggest, brief={"stages": BOTH}, facts={"stage_fit": fit}, thresholds=STRICTER)[:2] == (
        "weak",
        "Strong for consideration (40 %) and fair for conversion (60 %): 2.4 of 3 (weak below 2.5).",
    )
