"""The four verdicts and the seven questions, in their order."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Strict


class Verdict(StrEnum):
    """How well a vehicle does in one question, best first."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"
    NO = "no"

    @property
    def rank(self) -> int:
        """0 for strong to 3 for no."""
        return list(Verdict).index(self)

    @property
    def symbol(self) -> str:
        """A mark that is readable without colour."""
        return {"strong": "●", "fair": "◐", "weak": "○", "no": "✘"}[self.value]


class Question(StrEnum):
    """The seven questions (Dunn & Halsall, The Marketing Accountability Imperative, p. 187), in their order."""

    OBJECTIVE = "objective"
    AUDIENCE = "audience"
    MESSAGE = "message"
    CAPABILITY = "capability"
    IMPACT = "impact"
    TRACK_RECORD = "track-record"
    EFFICIENCY = "efficiency"

    @property
    def words(self) -> str:
        """The question as it is asked."""
        return _WORDS[self]


_WORDS = {
    Question.OBJECTIVE: "Does it fit the marketing objective?",
    Question.AUDIENCE: "Will it reach and resonate with the segment?",
    Question.MESSAGE: "Does it fit the message and positioning?",
    Question.CAPABILITY: "Does it suit the team's skills, today and tomorrow?",
    Question.IMPACT: "Is its impact big enough?",
    Question.TRACK_RECORD: "Has it the best absolute and relative returns?",
    Question.EFFICIENCY: "Is it more efficient than comparable alternatives?",
}


class Confidence(StrEnum):
    """How sure a suggestion is."""

    HIGH = "sure"
    MEDIUM = "likely"
    LOW = "a guess"


VerdictField = Annotated[Verdict, Strict(strict=False)]
QuestionField = Annotated[Question, Strict(strict=False)]


def worst(*verdicts: Verdict) -> Verdict:
    """The worst of the verdicts."""
    return max(verdicts, key=lambda verdict: verdict.rank)
