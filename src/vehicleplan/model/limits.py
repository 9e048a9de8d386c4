"""What the plan must keep to: money, number of vehicles, rules."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from vehicleplan.model.base import Amount, Frozen, Id, Name, PerPeriod, Sequence, Share, Vehicles

MEASURES = ("activities", "vehicles", "cash", "results", "hours")
"""What a rule can measure, beside `hours.SKILL` and an outcome."""


class Budget(Frozen):
    """The money that may be spent; nothing given means no limit."""

    total: Amount | None = None
    """Cash over the horizon."""
    per_period: PerPeriod | None = None
    """Cash of a period: one number, or one per period."""
    carry_over: bool = True
    """Whether unspent money moves on to the next period."""


class AtLeast(Frozen):
    """The other side of a comparison: this rule's side is at least so many times that side."""

    times: Annotated[float, Field(ge=0, le=1e12)] = 1.0
    """The factor."""
    vehicles: Vehicles[Id] | None = None
    """The vehicles of the other side; left out: all candidates."""
    measure: str | None = None
    """What is measured on the other side; left out: the rule's own measure."""


class Rule(Frozen):
    """A limit on one measure of some vehicles over the whole plan."""

    name: Name | None = None
    """The rule in words."""
    vehicles: Vehicles[Id] | None = None
    """The vehicles that it is about; left out: all candidates."""
    measure: str = "activities"
    """activities, vehicles, cash, results, hours, hours.SKILL or an outcome."""
    min: Amount | None = None
    """The least, in units of the measure."""
    max: Amount | None = None
    """The most, in units of the measure."""
    min_share: Share | None = None
    """The least part of the measure over all candidates, 0 to 1."""
    max_share: Share | None = None
    """The largest part of the measure over all candidates, 0 to 1."""
    at_least: AtLeast | None = None
    """The rule's vehicles have at least so many times what other vehicles have."""
    active: bool = True
    """Whether the rule holds; false keeps it in the file and ignores it."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        bounds = (self.min, self.max, self.min_share, self.max_share, self.at_least)
        if all(bound is None for bound in bounds):
            raise PydanticCustomError("empty_rule", "the rule has no limit")
        for low, high, key in ((self.min, self.max, "min"), (self.min_share, self.max_share, "min_share")):
            if low is not None and high is not None and low > high:
                raise PydanticCustomError(
                    "min_above_max", "{key} {low} is above its maximum {high}", {"key": key, "low": low, "high": high}
                )
        return self


class Limits(Frozen):
    """What the team can master and the rules of the house."""

    max_vehicles: Annotated[int, Field(ge=0, le=10**6)] | None = None
    """The most vehicles in the plan."""
    max_share: Share | None = None
    """The largest part of all results that one vehicle may bring, 0 to 1."""
    rules: Sequence[Rule] = Field(default=(), alias="rule")
    """Any number of further limits."""
