"""The facts that the seven questions rest on: numbers gathered beforehand, so that a question only has to judge."""

from __future__ import annotations

from vehicleplan.frozen import dataclass
from vehicleplan.model.verdict import Verdict


@dataclass(frozen=True)
class SkillHours:
    """Hours of one skill that a candidate needs in the period in which it starts, and where they come from.

    What the team has, what can be bought and what can be built are filled in this order; the rest is short.

    Attributes:
        skill: The skill.
        needed: Hours of the set-up and of the least activities of one period.
        available: Hours that the team has of it in that period: its own, and all of every member with the skill.
        today: Needed hours that the team has: its own, and what members give beside the other skills needed.
        bought: Needed hours that can be bought.
        built: Needed hours that builds give.
        builds: Those builds, as name and the period in which the first of their hours come.
        price: Cash for an hour that is bought, in the scenario's currency.
        is_known: Whether anybody has the skill, or could buy or build it, in any period.
    """

    skill: str
    needed: float
    available: float = 0.0
    today: float = 0.0
    bought: float = 0.0
    built: float = 0.0
    builds: tuple[tuple[str, str], ...] = ()
    price: float = 0.0
    is_known: bool = True

    @property
    def short(self) -> float:
        """Hours that nothing covers."""
        return max(0.0, round(self.needed - self.today - self.bought - self.built, 6))


@dataclass(frozen=True)
class SoloRun:
    """What a candidate delivers alone: the most results within budget and team.

    Attributes:
        results: Results as the plan counts them, at the goal's risk aversion.
        low_results: Results of the same activities if every outcome came at its low point.
        share: Results as a part of the goal's amount, or of the best solo run where there is no amount.
    """

    results: float
    low_results: float
    share: float


@dataclass(frozen=True)
class PerResult:
    """What one expected result of a candidate takes, on the scale of its solo run.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        money: Cash, in the scenario's currency.
        hours: Hours over all skills.
        cost: By the cost that the goal counts, in the scenario's currency.
        risk: 1 - low ÷ mean of its results: 0 is certain, 1 may bring nothing.
    """

    id: str
    name: str
    money: float
    hours: float
    cost: float
    risk: float

    @property
    def cost_after_risk(self) -> float:
        """Cost per result if results came half-way between mean and low."""
        return self.cost / (1.0 - self.risk / 2.0)

    def dominates(self, other: PerResult) -> bool:
        """Whether it is at least as good in money, time and risk, and better in one."""
        if self.money > other.money or self.hours > other.hours or self.risk > other.risk:
            return False
        return (self.money, self.hours, self.risk) != (other.money, other.hours, other.risk)


@dataclass(frozen=True)
class TrackRecord:
    """What the team's own history says of a candidate.

    Attributes:
        activities: Activities so far.
        events: People or accounts counted at outcomes that are worth results.
        results: Results so far.
        cost: What they took, by the cost that the goal counts; hours at the team's mean hourly cost.
        estimated_results: Mean results that the candidate's estimate promises for these activities.
        estimated_cost: What these activities take by the candidate's own figures, set-up included.
        coverage: Part of its mean results, by its estimate, that come from the outcomes which its history counts.
        median_of_others: Median cost per result of the other candidates whose history counts most of their results;
            None where there are none, or where its own history does not count most of its results.
        others: How many these are.
        is_counted: Whether its history counts any outcome that is worth results.
    """

    activities: float
    events: float
    results: float
    cost: float
    estimated_results: float
    estimated_cost: float
    coverage: float = 1.0
    median_of_others: float | None = None
    others: int = 0
    is_counted: bool = True

    @property
    def counts_most(self) -> bool:
        """Whether the outcomes in the history bring at least half of the results, by the estimate."""
        return self.coverage >= 0.5

    @property
    def cost_per_result(self) -> float | None:
        """Own cost per result; None where there are no results."""
        return self.cost / self.results if self.results > 0 else None

    @property
    def estimated_cost_per_result(self) -> float | None:
        """Cost per result by its estimate; None where that promises nothing."""
        return self.estimated_cost / self.estimated_results if self.estimated_results > 0 else None


@dataclass(frozen=True)
class Evidence:
    """The facts gathered for one candidate.

    Attributes:
        currency: The currency of all money.
        amount: Results that the goal asks for; None where it names no amount.
        unproven: The verdict of the track record question where there is no track record.
        start: What the period is called in which the team can best start it.
        hours: Hours that it needs to start, by skill. Empty: it needs none.
        results_per_activity: Results of one activity at full yield, as the plan counts them.
        is_in_time: Whether an activity of the first period has its results within the horizon.
        solo: What it delivers alone; None where nothing limits that or nothing was run.
        is_unlimited: Whether nothing limits what it delivers alone.
        track_record: Its own history; None where there is none.
        per_result: What one result takes; None where it brings none or nothing was run.
        alternatives: What one result of the comparable alternatives takes, itself left out. Empty before it is
            known who is left.
        is_same_purpose: Whether the alternatives share its purpose; else they are all candidates left.
    """

    currency: str
    amount: float | None = None
    unproven: Verdict = Verdict.FAIR
    start: str = ""
    hours: tuple[SkillHours, ...] = ()
    results_per_activity: float = 0.0
    is_in_time: bool = True
    solo: SoloRun | None = None
    is_unlimited: bool = False
    track_record: TrackRecord | None = None
    per_result: PerResult | None = None
    alternatives: tuple[PerResult, ...] = ()
    is_same_purpose: bool = True
