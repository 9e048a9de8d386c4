"""What the filter says of every candidate: suggestions, answers, and where each one left."""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.frozen import dataclass
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Confidence, Question, Verdict


@dataclass(frozen=True)
class Suggestion:
    """The verdict that the data supports.

    Attributes:
        verdict: The verdict, or None where the data cannot say.
        evidence: One sentence with its numbers.
        confidence: How sure it is.
    """

    verdict: Verdict | None
    evidence: str
    confidence: Confidence


@dataclass(frozen=True)
class Asked:
    """One question to one candidate.

    Attributes:
        suggestion: What the data says.
        answer: What the marketer said, or None.
    """

    suggestion: Suggestion
    answer: Answer | None

    @property
    def verdict(self) -> Verdict | None:
        """The answer, else the suggestion."""
        return self.answer.verdict if self.answer is not None else self.suggestion.verdict


@dataclass(frozen=True)
class ScreenedCandidate:
    """A candidate after the seven questions.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        asked: All seven questions, in their order, also those after it left.
        out_at: The question at which it left, or None.
        reason: Why it left, in one sentence; empty where it did not.
    """

    id: str
    name: str
    asked: Mapping[Question, Asked]
    out_at: Question | None
    reason: str = ""


@dataclass(frozen=True)
class Screened:
    """The filter's answer.

    Attributes:
        candidates: All candidates, in the order of the scenario.
        left_after: By question, how many candidates are left after it.
    """

    candidates: tuple[ScreenedCandidate, ...]
    left_after: Mapping[Question, int]
