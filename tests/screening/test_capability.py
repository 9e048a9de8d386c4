"""Does it suit the team's skills, today and tomorrow?"""

from __future__ import annotations

import pytest

from screening.facts import asked
from vehicleplan.model.evidence import Evidence, SkillHours
from vehicleplan.screening.questions.capability import suggest

COURSE = (("Video course", "2027 Q2"),)

CASES = [
    ((), "strong", "Needs no hours of the team."),
    (
        (SkillHours("writing", 34, available=160, today=34), SkillHours("design", 14, available=80, today=14)),
        "strong",
        "To start in 2027 Q1 it needs 34 of the team's 160 hours of writing and 14 of 80 of design.",
    ),
    (
        (SkillHours("writing", 1, available=1, today=1),),
        "strong",
        "To start in 2027 Q1 it needs 1 of the team's 1 hour of writing.",
    ),
    (
        (SkillHours("writing", 34, available=34, today=34), SkillHours("video", 14, bought=14, price=95)),
        "fair",
        "Needs 34 hours of writing and 14 of video to start; 14 hours of video can be bought for 1,330 USD.",
    ),
    (
        (SkillHours("video", 14, built=14, builds=COURSE),),
        "fair",
        "Needs 14 hours of video to start; 14 hours of video come with the build Video course (ready in 2027 Q2).",
    ),
    (
        (
            SkillHours("writing", 30.5, today=20, bought=10.5, price=100),
            SkillHours("design", 5, bought=5, price=90),
            SkillHours("video", 14, built=14, builds=COURSE),
        ),
        "fair",
        (
            "Needs 30 hours of writing, 5 of design and 14 of video to start; 10 hours of writing and 5 of design can "
            "be bought for 1,500 USD and 14 hours of video come with the build Video course (ready in 2027 Q2)."
        ),
    ),
    (
        (SkillHours("writing", 46, available=30, today=30),),
        "weak",
        "Needs 46 hours of writing to start; in 2027 Q1, the best period, the team is short of 16 hours of writing.",
    ),
    (
        (SkillHours("writing", 46, available=30, today=30, bought=15, price=95), SkillHours("web", 4, today=3.5)),
        "weak",
        (
            "Needs 46 hours of writing and 4 of web to start; in 2027 Q1, the best period, the team is short of 1 hour "
            "of writing and 0.5 of web, with all that can be bought or built."
        ),
    ),
    (
        (SkillHours("writing", 10, available=80, today=10), SkillHours("video", 14, is_known=False)),
        "no",
        "Needs 14 hours of video to start: nobody in the team can do that, and it can be neither bought nor built.",
    ),
]


@pytest.mark.parametrize(("hours", "verdict", "sentence"), CASES)
def test_capability(hours: tuple[SkillHours, ...], verdict: str, sentence: str) -> None:
    """Today is strong, bought or built fair, short weak, and a skill that nobody can have a no."""
    evidence = Evidence(currency="USD", start="2027 Q1", hours=hours)
    assert asked(suggest, evidence=evidence)[:2] == (verdict, sentence)
