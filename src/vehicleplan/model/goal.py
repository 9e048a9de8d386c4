"""The brief and the goal: what the plan is for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, Strict

from vehicleplan.model.base import Amounts, Frozen, Id, Name, Sequence, Share, Text
from vehicleplan.model.vehicle import Complexity

Positive = Annotated[float, Field(gt=0, le=1e12)]

LIFECYCLE = ("awareness", "consideration", "conversion", "adoption", "value", "advocacy")
"""The six lifecycle stages; a scenario may name its own."""


class Mode(StrEnum):
    """What the optimizer looks for."""

    LOWEST_COST_PER_RESULT = "lowest-cost-per-result"
    MOST_RESULTS = "most-results"
    LEAST_COST = "least-cost"


class Brief(Frozen):
    """The marketing situation that the seven questions are asked about."""

    stages: Amounts = {}
    """Near-term objective: the weight of each lifecycle stage."""
    segment: Id | None = None
    """Whom the plan is to reach."""
    message_complexity: Complexity | None = None
    """1 is one line, 5 needs a paper or a demonstration."""
    positioning: Sequence[Id] = ()
    """Words that the offer wants to be known for."""
    notes: Text = ""
    """Anything else; the program does not read it."""


class Target(Frozen):
    """A further minimum, counted at one outcome directly."""

    outcome: Id
    """The outcome that is counted."""
    amount: Positive
    """The least of it that the plan must bring. Unit: people or accounts."""


class Goal(Frozen):
    """What one result is, how many are wanted, and how the plan is chosen."""

    result: Name = "result"
    """What one result is called."""
    stage: Id | None = None
    """The lifecycle stage at which results are counted; may be left out where `worth` names what counts."""
    amount: Positive | None = None
    """How many results the plan must bring."""
    mode: Annotated[Mode, Strict(strict=False)] | None = None
    """What to look for; left out: lowest-cost-per-result with an amount, most-results without, least-cost with a
    confidence."""
    cost: Literal["loaded", "cash"] = "loaded"
    """Which cost counts: cash alone, or cash plus the team's own hours."""
    risk_aversion: Share = 0.0
    """0 plans on the mean of each estimate, 1 on its low point."""
    conversion_rates: Mapping[Id, Share] = {}
    """By stage, the part that reaches the next stage, 0 to 1."""
    worth: Amounts = {}
    """Results per outcome, where it is not what the conversion rates say."""
    targets: Sequence[Target] = Field(default=(), alias="target")
    """Further minimums."""
    confidence: Annotated[float, Field(gt=0, lt=1)] | None = None
    """The share of sampled worlds in which the amount and all targets are reached, 0 to 1; left out: on average."""

    @property
    def asked_outcomes(self) -> Mapping[str, float]:
        """By outcome that has a target, how much of it is asked for."""
        asked: dict[str, float] = {}
        for target in self.targets:
            asked[target.outcome] = max(target.amount, asked.get(target.outcome, 0.0))
        return asked

    @property
    def asked_confidence(self) -> float | None:
        """The confidence, where there is something to be confident of: an amount or a target."""
        return None if self.amount is None and not self.targets else self.confidence

    @property
    def chosen_mode(self) -> Mode:
        """The mode, or the one that goes with having a confidence, an amount or neither."""
        if self.mode is not None:
            return self.mode
        if self.asked_confidence is not None:
            return Mode.LEAST_COST
        return Mode.MOST_RESULTS if self.amount is None else Mode.LOWEST_COST_PER_RESULT
