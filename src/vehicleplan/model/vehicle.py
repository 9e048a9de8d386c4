"""What is known of a vehicle, whoever wrote it: a catalog, or a scenario for its own use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from vehicleplan.model.base import Amount, Amounts, Frozen, Id, Name, Sequence, Share, Text
from vehicleplan.model.estimate import EstimateField
from vehicleplan.model.verdict import VerdictField

Complexity = Annotated[int, Field(ge=1, le=5)]
Count = Annotated[int, Field(ge=0, le=10**9)]


class Reach(Frozen):
    """How well a vehicle reaches one segment."""

    share: Share
    """Part of the segment that the vehicle can reach, 0 to 1."""
    resonance: VerdictField
    """Whether the segment finds the vehicle credible."""


class Tier(Frozen):
    """A stretch of activities with the same yield and price, counted over the horizon and filled in order of time."""

    activities: Amount | None = None
    """How many activities the tier holds; left out in the last tier: all the rest."""
    yield_: Share = Field(default=1.0, alias="yield")
    """Part of the full outcome that an activity in this tier brings, 0 to 1."""
    cost: Amount | None = None
    """Cash per activity in this tier; left out: the vehicle's own cost."""


class VehicleFacts(Frozen):
    """The facts of a vehicle, all with a default, so that a scenario may override any of them."""

    name: Name | None = None
    """What people call the vehicle; left out: its id."""
    purpose: Id | None = None
    """What the vehicle is used for; vehicles that share a purpose are comparable alternatives."""
    activity: Name = "activity"
    """What one activity is called."""
    divisible: bool = False
    """Whether fractions of an activity are possible, as with media spend."""
    setup_cost: Amount = 0.0
    """Cash, once, in the period in which the vehicle starts. Unit: the file's currency."""
    cost: Amount = 0.0
    """Cash per activity. Unit: the file's currency."""
    setup_hours: Amounts = {}
    """Hours by skill, once, in the period in which the vehicle starts."""
    hours: Amounts = {}
    """Hours by skill for each activity."""
    max_activities: Amount | None = None
    """The most activities over the horizon, before the audience is exhausted."""
    max_per_period: Amount | None = None
    """The most activities in one period."""
    min_per_period: Amount = 0.0
    """The least activities in every period from the start on."""
    lag: Annotated[int, Field(ge=0, le=520)] = 0
    """Periods between an activity and its outcomes."""
    acceptance: Share = 1.0
    """Part of the vehicle's conversion outcomes that sales accepts, 0 to 1."""
    stage_fit: Mapping[Id, VerdictField] = {}
    """How well the vehicle fits each lifecycle stage; a stage that is left out is a no."""
    message_complexity: Sequence[Complexity] | None = None
    """From and to: 1 is one line, 5 needs a paper or a demonstration."""
    positioning: Sequence[Id] = ()
    """Words that the vehicle lends to the offer."""
    needs: Sequence[Id] = ()
    """Vehicles that must be in the plan too."""
    sources: Sequence[Text] = ()
    """Where the figures come from."""
    outcomes: Mapping[Id, EstimateField] = {}
    """What one activity produces, by outcome. Unit: people or accounts moved to the stage."""
    tiers: Sequence[Tier] = Field(default=(), alias="tier")
    """Returns by scale; none: every activity yields in full."""
    reach: Mapping[Id, Reach] = {}
    """How well the vehicle reaches each segment."""

    @model_validator(mode="after")
    def _complexity_is_a_range(self) -> Self:
        span = self.message_complexity
        if span is not None and (len(span) != 2 or span[0] > span[1]):
            raise PydanticCustomError(
                "complexity_range", "message_complexity should be two numbers from 1 to 5, the smaller first"
            )
        return self

    @model_validator(mode="after")
    def _only_the_last_tier_is_open(self) -> Self:
        for number, tier in enumerate(self.tiers[:-1], start=1):
            if tier.activities is None:
                raise PydanticCustomError(
                    "open_tier",
                    "tier {number} has no `activities`, but is not the last",
                    {"number": number, "index": number - 1},
                )
        return self

    @model_validator(mode="after")
    def _maxima_leave_room_for_minima(self) -> Self:
        if self.max_per_period is not None and self.min_per_period > self.max_per_period:
            raise PydanticCustomError(
                "min_above_max",
                "min_per_period {low} is above max_per_period {high}",
                {"low": self.min_per_period, "high": self.max_per_period, "key": "min_per_period"},
            )
        return self


class CatalogVehicle(VehicleFacts):
    """A vehicle of a catalog."""

    id: Id
    """Short name without blanks, by which scenarios use the vehicle."""
