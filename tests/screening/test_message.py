"""Does it fit the message and positioning?"""

from __future__ import annotations

import pytest

from screening.facts import STRICTER, asked
from vehicleplan.screening.questions.message import suggest
from vehicleplan.screening.questions.words import DASH

CASES = [
    (4, (), [3, 5], "strong", "Carries complexity 3-5, the brief is 4."),
    (4, ("technical",), [3, 5], "strong", "Carries complexity 3-5, the brief is 4; shares technical."),
    (
        4,
        ("trusted", "technical"),
        [4, 4],
        "strong",
        "Carries complexity 4, the brief is 4; shares trusted and technical.",
    ),
    (4, ("fun",), [3, 5], "fair", "Carries complexity 3-5, the brief is 4; does not stand for fun."),
    (
        4,
        ("fun", "easy"),
        [1, 3],
        "weak",
        "Carries messages of complexity 1-3, too simple for the brief's 4; does not stand for fun or easy.",
    ),
    (4, (), [1, 2], "weak", "Carries messages of complexity 1-2, too simple for the brief's 4."),
    (
        4,
        ("fun",),
        [1, 2],
        "no",
        "Carries messages of complexity 1-2, too simple for the brief's 4; does not stand for fun.",
    ),
    (
        4,
        ("technical",),
        [1, 1],
        "no",
        "Carries messages of complexity 1, too simple for the brief's 4; shares technical.",
    ),
    (
        1,
        (),
        [4, 5],
        "no",
        "Made for messages of complexity 4-5, more than the brief's 1 gives people to read.",
    ),
    (
        3,
        ("technical",),
        [4, 5],
        "fair",
        "Made for messages of complexity 4-5, more than the brief's 3 gives people to read; shares technical.",
    ),
    (
        1,
        ("fun",),
        [4, 5],
        "no",
        "Made for messages of complexity 4-5, more than the brief's 1 gives people to read; does not stand for fun.",
    ),
    (4, ("technical",), None, None, "How complex a message it can carry is not known."),
    (None, ("technical",), [3, 5], None, "The brief does not say how complex the message is."),
]


@pytest.mark.parametrize(("complexity", "wanted", "span", "verdict", "sentence"), CASES)
def test_message(
    complexity: int | None,
    wanted: tuple[str, ...],
    span: list[int] | None,
    verdict: str | None,
    sentence: str,
) -> None:
    """Distance counts both ways; sharing no positioning word costs one level where both sides name some."""
    brief = {"message_complexity": complexity, "positioning": wanted}
    facts = {"message_complexity": span, "positioning": ("technical", "trusted")}
    for low, high in ((1, 2), (1, 3), (3, 5), (4, 5)):
        sentence = sentence.replace(f"{low}-{high}", f"{low}{DASH}{high}")
    assert asked(suggest, brief=brief, facts=facts)[:2] == (verdict, sentence)


def test_message_for_a_vehicle_without_positioning() -> None:
    """A vehicle that names no positioning words loses nothing."""
    brief = {"message_complexity": 4, "positioning": ("technical",)}
    assert asked(suggest, brief=brief, facts={"message_complexity": [4, 4]})[:2] == (
        "strong",
        "Carries complexity 4, the brief is 4.",
    )


def test_message_by_the_scenarios_thresholds() -> None:
    """The scenario's thresholds decide how far is too far."""
    brief = {"message_complexity": 4}
    assert asked(suggest, brief=brief, facts={"message_complexity": [1, 3]})[0] == "fair"
    assert asked(suggest, brief=brief, facts={"message_complexity": [1, 3]}, thresholds=STRICTER)[0] == "no"
