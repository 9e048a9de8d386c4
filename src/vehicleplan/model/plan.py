"""The plan: what is chosen, when, what it costs and brings, and why the rest is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vehicleplan.frozen import dataclass
from vehicleplan.model.chance import Chance
from vehicleplan.model.goal import Mode
from vehicleplan.model.verdict import Question


class PlanStatus(StrEnum):
    """How good the plan is known to be."""

    PROVEN_BEST = "proven-best"
    WITHIN_GAP = "within-gap"
    BEST_FOUND = "best-found"
    OUT_OF_REACH = "out-of-reach"
    IMPOSSIBLE = "impossible"


class WhyNot(StrEnum):
    """Why a candidate is not in the plan."""

    RULED_OUT = "ruled-out"
    NEVER = "never"
    NEED_MISSING = "need-missing"
    NO_RESULT = "no-result"
    NOT_WORTH_IT = "not-chosen"


@dataclass(frozen=True)
class RuledOut:
    """A candidate that the filter has taken out, handed to the optimizer as a fact.

    Attributes:
        question: The question at which it left.
        sentence: Why, in one sentence.
    """

    question: Question
    sentence: str


@dataclass(frozen=True)
class Cost:
    """What a plan costs, in the scenario's currency."""

    cash: float = 0.0
    labour: float = 0.0

    @property
    def loaded(self) -> float:
        """Cash plus the team's own hours at their cost."""
        return self.cash + self.labour


@dataclass(frozen=True)
class Decisions:
    """What the plan decides; everything else follows from it by the rules of the domain.

    Attributes:
        activities: By candidate in the plan, activities in each period. Shape: [period].
        start: By candidate in the plan, the period in which it starts, counted from 0.
        outsourced: By skill, hours bought in each period.
        given: By (member's position, skill), hours given in each period.
        builds: By build's position, the period in which it is made, counted from 0.
    """

    activities: Mapping[str, tuple[float, ...]]
    start: Mapping[str, int]
    outsourced: Mapping[str, tuple[float, ...]]
    given: Mapping[tuple[int, str], tuple[float, ...]]
    builds: Mapping[int, int]


@dataclass(frozen=True)
class Chosen:
    """A vehicle in the plan.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        activities: Activities in each period.
        start: The period in which it starts, counted from 1.
        results: Results that it brings.
        outcomes: What it brings, by outcome.
        cash: Its set-up and activities, in the scenario's currency; bought hours belong to no vehicle.
        loaded_cost: Cash plus its hours at the mean cost of an hour of the skill in the period, bought ones included.
        hours: By skill, hours of its set-up and activities.
        cost_per_result: By the cost that the goal counts; None where it brings no results.
    """

    id: str
    name: str
    activities: tuple[float, ...]
    start: int
    results: float
    outcomes: Mapping[str, float]
    cash: float
    loaded_cost: float
    hours: Mapping[str, float]
    cost_per_result: float | None


@dataclass(frozen=True)
class NotChosen:
    """A candidate that is not in the plan, and why."""

    id: str
    name: str
    why: WhyNot
    question: Question | None
    sentence: str


@dataclass(frozen=True)
class SkillUse:
    """Hours of one skill in one period.

    Attributes:
        own: The team's own hours.
        given: Hours given by members who share theirs between skills.
        built: Hours from builds that are ready.
        outsourced: Hours bought.
        used: Hours that the plan needs.
        outsourcing_limit: The most that could be bought; None where there is no limit, 0 where none can be.
    """

    own: float
    given: float
    built: float
    outsourced: float
    used: float
    outsourcing_limit: float | None = 0.0

    @property
    def slack(self) -> float:
        """Own, given, built and bought hours that are left."""
        return self.own + self.given + self.built + self.outsourced - self.used


@dataclass(frozen=True)
class MadeBuild:
    """A build that the plan makes.

    Attributes:
        name: What it is.
        skill: The skill that it adds to.
        period: The period in which it is made, counted from 1.
        ready: The first period with its hours, counted from 1; it may lie after the horizon.
        cash: What it costs.
        adds_hours: Hours per period, once ready.
    """

    name: str
    skill: str
    period: int
    ready: int
    cash: float
    adds_hours: float


@dataclass(frozen=True)
class Shortfall:
    """What is missing of an amount or a target."""

    what: str
    asked: float
    reached: float

    @property
    def missing(self) -> float:
        """How much is missing; 0 where it is reached."""
        return max(0.0, self.asked - self.reached)


@dataclass(frozen=True)
class Assurance:
    """How often a plan reaches the amount and all targets, in the worlds that it was made for and in fresh ones.

    Attributes:
        asked: The confidence that the goal asks for, 0 to 1.
        sampled: How often in the sampled worlds.
        fresh: How often in worlds that the plan has not seen.
    """

    asked: float
    sampled: Chance
    fresh: Chance

    @property
    def is_confirmed(self) -> bool:
        """Whether the fresh worlds leave it possible that the plan is as sure as asked."""
        return self.fresh.range[1] >= self.asked


@dataclass(frozen=True)
class Score:
    """What decisions cost, use and bring, by the rules of the domain.

    Attributes:
        vehicles: The chosen vehicles in the order of candidates.
        cost: The plan's whole cost.
        cash_by_period: Cash in each period.
        results: Results of the whole plan.
        outcomes: By outcome, what the whole plan brings.
        hours: By skill, its use in each period.
        builds: The builds that are made.
    """

    vehicles: tuple[Chosen, ...]
    cost: Cost
    cash_by_period: tuple[float, ...]
    results: float
    outcomes: Mapping[str, float]
    hours: Mapping[str, tuple[SkillUse, ...]]
    builds: tuple[MadeBuild, ...]


@dataclass(frozen=True)
class Plan:
    """The answer to a scenario.

    Attributes:
        scenario: The scenario's name.
        status: How good the plan is known to be; `impossible` comes with an empty score.
        gap: How far the plan may be from the best, as a share of it; None where nothing is known.
        mode: What was looked for.
        cost_kind: `loaded` or `cash`: which cost the cost modes count.
        result: What one result is called.
        amount: How many results were asked for.
        decisions: What the plan decides.
        score: What follows from it.
        not_chosen: Every candidate that is not in the plan, in the order of candidates.
        shortfalls: What is missing, where the goal is out of reach; with a confidence, of the worlds that reach it.
        currency: The currency of all money.
        labels: What each period is called.
        budget_total: The cash of the whole horizon, or None where there is no limit.
        seconds: How long planning took.
        assurance: How sure the goal is to be reached, where it asks for a confidence and the plan is to be carried out.
    """

    scenario: str
    status: PlanStatus
    gap: float | None
    mode: Mode
    cost_kind: str
    result: str
    amount: float | None
    decisions: Decisions
    score: Score
    not_chosen: tuple[NotChosen, ...]
    shortfalls: tuple[Shortfall, ...]
    currency: str
    labels: tuple[str, ...]
    budget_total: float | None
    seconds: float = 0.0
    assurance: Assurance | None = None

    @property
    def vehicles(self) -> tuple[Chosen, ...]:
        """The chosen vehicles."""
        return self.score.vehicles

    @property
    def results(self) -> float:
        """Results of the whole plan."""
        return self.score.results

    @property
    def cost(self) -> Cost:
        """The plan's whole cost."""
        return self.score.cost

    @property
    def outcomes(self) -> Mapping[str, float]:
        """By outcome, what the whole plan brings."""
        return self.score.outcomes

    @property
    def cost_per_result(self) -> float | None:
        """Cost per result by the cost that the goal counts, or None where there are no results."""
        if self.results <= 0:
            return None
        return (self.cost.cash if self.cost_kind == "cash" else self.cost.loaded) / self.results
