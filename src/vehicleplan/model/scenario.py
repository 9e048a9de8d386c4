"""A scenario: one planning question, as it stands in its file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vehicleplan.model.base import Amount, Frozen, Id, Name, PerPeriod, Sequence, Text, Vehicles
from vehicleplan.model.catalog import Currency
from vehicleplan.model.goal import LIFECYCLE, Brief, Goal, Positive
from vehicleplan.model.limits import Budget, Limits
from vehicleplan.model.period import PeriodField
from vehicleplan.model.screening import Answer, Screening
from vehicleplan.model.simulation import Simulation
from vehicleplan.model.team import Team
from vehicleplan.model.vehicle import VehicleFacts
from vehicleplan.model.verdict import QuestionField

MOST_PERIODS = 520
MOST_CATALOGS = 50


class Horizon(Frozen):
    """The time that the plan covers."""

    start: date | None = None
    """The first day of the first period."""
    periods: Annotated[int, Field(ge=1, le=MOST_PERIODS)] = 1
    """How many periods."""
    period: PeriodField = "quarter"
    """How long one period is: week, month or quarter."""


class CandidateEntry(VehicleFacts):
    """A candidate as the scenario's file has it: a catalog's vehicle with overrides, or one of its own."""

    use: Id | None = None
    """The catalog's vehicle; any of its fields may be overridden beside it, each as a whole."""
    id: Id | None = None
    """The id of a vehicle of the scenario's own; with `use`, another id for the same catalog vehicle."""
    include: Literal["may", "must", "never"] = "may"
    """must: the plan has it; never: the plan has it not; may: the optimizer decides."""
    min_activities: Amount | None = None
    """The least activities over the horizon, if chosen; left out: 1, or 0 when divisible."""
    current: PerPeriod | None = None
    """What the team does today: activities in each period."""
    answers: Mapping[QuestionField, Answer] = {}
    """What the marketer said, by question."""

    @property
    def key(self) -> str:
        """The id by which the scenario knows the candidate; empty if the entry has none."""
        return self.id or self.use or ""


class Scenario(Frozen):
    """One planning question."""

    format: Literal[1]
    """The version of the file format: 1."""
    name: Name = "Untitled"
    """What the scenario is called."""
    catalogs: Annotated[Sequence[Text], Field(max_length=MOST_CATALOGS)] = ()
    """Names of shipped catalogs, or paths of catalog files relative to this file."""
    currency: Currency = "USD"
    """The currency of all money in this file, as an ISO 4217 code."""
    outcomes: Sequence[Id] = ()
    """Things that are counted beside the lifecycle stages."""
    lifecycle: Annotated[Sequence[Id], Field(min_length=1)] = LIFECYCLE
    """The lifecycle stages, first to last."""
    exchange: Mapping[Currency, Positive] = {}
    """What one unit of a catalog's currency is worth in this file's currency."""
    locale: Name | None = None
    """How exports write numbers, money and dates, such as de_DE; left out: en_US."""
    track_record: Text | None = None
    """A CSV file of the team's own history, relative to this file."""
    brief: Brief = Brief()
    """The marketing situation."""
    goal: Goal
    """What the plan is to bring."""
    horizon: Horizon = Horizon()
    """The time that it covers."""
    budget: Budget = Budget()
    """The money that may be spent."""
    team: Team = Team()
    """Who does the work."""
    limits: Limits = Limits()
    """What else the plan must keep to."""
    screening: Screening = Screening()
    """How the seven questions rule out."""
    simulation: Simulation = Simulation()
    """How the plan's confidence is simulated."""
    vehicles: Vehicles[CandidateEntry] = Field(default=(), alias="vehicle")
    """The candidates."""

    @property
    def outcome_names(self) -> tuple[str, ...]:
        """Everything that may be counted: the lifecycle stages, then the scenario's own outcomes."""
        return tuple(dict.fromkeys((*self.lifecycle, *self.outcomes)))
