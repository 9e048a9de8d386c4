"""How the seven questions rule vehicles out, and where verdicts change."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from vehicleplan.model.base import Frozen, Text
from vehicleplan.model.verdict import Verdict, VerdictField

Factor = Annotated[float, Field(ge=0, le=1e6)]


class AtLeastLevels(Frozen):
    """Levels where more is better: from `strong` on strong, from `fair` on fair, from `weak` on weak, below no."""

    strong: Factor
    """The least figure for strong."""
    fair: Factor
    """The least figure for fair."""
    weak: Factor
    """The least figure for weak."""

    @model_validator(mode="after")
    def _falling(self) -> Self:
        if not self.strong >= self.fair >= self.weak:
            raise PydanticCustomError("levels_order", "strong, fair and weak should fall in this order")
        return self

    def verdict(self, figure: float) -> Verdict:
        """The verdict for a figure."""
        if figure >= self.strong:
            return Verdict.STRONG
        if figure >= self.fair:
            return Verdict.FAIR
        return Verdict.WEAK if figure >= self.weak else Verdict.NO


class AtMostLevels(Frozen):
    """Levels where less is better: up to `strong` strong, up to `fair` fair, up to `weak` weak, above no."""

    strong: Factor
    """The largest figure for strong."""
    fair: Factor
    """The largest figure for fair."""
    weak: Factor
    """The largest figure for weak."""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if not self.strong <= self.fair <= self.weak:
            raise PydanticCustomError("levels_order", "strong, fair and weak should rise in this order")
        return self

    def verdict(self, figure: float) -> Verdict:
        """The verdict for a figure."""
        if figure <= self.strong:
            return Verdict.STRONG
        if figure <= self.fair:
            return Verdict.FAIR
        return Verdict.WEAK if figure <= self.weak else Verdict.NO


class Thresholds(Frozen):
    """Where verdicts change. The defaults are DESIGN's; a scenario may set its own."""

    objective: AtLeastLevels = AtLeastLevels(strong=2.5, fair=1.5, weak=0.5)
    """Stage fit weighted by the brief's stages, with strong 3, fair 2, weak 1, no 0."""
    reach: AtLeastLevels = AtLeastLevels(strong=0.30, fair=0.10, weak=0.02)
    """Part of the segment that the vehicle can reach, 0 to 1."""
    message: AtMostLevels = AtMostLevels(strong=0, fair=1, weak=2)
    """Steps between the brief's message complexity and the vehicle's range."""
    impact: AtLeastLevels = AtLeastLevels(strong=0.50, fair=0.20, weak=0.05)
    """Results of the vehicle alone as a part of the goal, or of the best vehicle alone where there is no amount."""
    track_record: AtMostLevels = AtMostLevels(strong=1.0, fair=1.5, weak=3.0)
    """Own cost per result as a multiple of its estimate and of the median of the others."""
    efficiency: AtMostLevels = AtMostLevels(strong=1.25, fair=2.0, weak=4.0)
    """Money, time and risk per result as a multiple of the best comparable alternative."""


class Screening(Frozen):
    """How the questions rule out."""

    rule_out: Literal["suggestions", "answers", "nothing"] = "suggestions"
    """suggestions: answers, else suggestions, rule out; answers: only answers do; nothing: all candidates stay."""
    max_weak: Annotated[int, Field(ge=0, le=7)] = 2
    """More weak verdicts than this rule a vehicle out; any no does."""
    unproven: VerdictField = Verdict.FAIR
    """The suggestion of the track record question where there is no track record."""
    thresholds: Thresholds = Thresholds()
    """Where verdicts change."""


class Answer(Frozen):
    """What the marketer said; it wins over the suggestion."""

    verdict: VerdictField
    """The answer."""
    note: Text = ""
    """Why."""
    by: Annotated[str, Field(max_length=100)] = ""
    """Initials of who said it."""
    on: date | None = None
    """When."""
