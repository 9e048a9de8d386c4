"""What can be done with one vehicle or one build, each possibility as a row of numbers that add up over a plan.

Columns of a row: cash by period, hours used by skill and period, hours built by skill and period, results, the amount
of each goal, and one column per limit whose sum must stay at or below the limit's bound. The row of a divisible vehicle
is the constant part; its slopes say what one more activity in a period adds while the tiers stay the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from math import floor, inf, isinf

import numpy as np

from optimizer.oracle_reading import Build, Candidate, Question, Row, Tier

Array = np.ndarray
FUZZ = 1e-9


@dataclass(frozen=True)
class Columns:
    """Where each kind of number stands in a row."""

    cash: slice
    used: slice
    built: slice
    results: int
    goals: slice
    limits: slice
    bounds: Array
    """One per limit column."""


@dataclass(frozen=True)
class Option:
    """One possibility. Divisible: activities of a period between `low` and `high`, their running total likewise."""

    row: Array
    slopes: Array | None = None
    low: Array | None = None
    high: Array | None = None
    total_low: Array | None = None
    total_high: Array | None = None

    def extreme(self, *, largest: bool) -> Array:
        """The smallest or largest that each column can be, period by period."""
        if self.slopes is None:
            return self.row
        towards_high = (self.slopes > 0) == largest
        counts = np.where(towards_high, self.high[:, None], self.low[:, None])
        with np.errstate(invalid="ignore"):
            return self.row + np.where(self.slopes == 0, 0, self.slopes * counts).sum(axis=0)


class Ledger:
    """Turns what a vehicle does into a row of the columns, limits included."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.skill_at = {skill.id: number for number, skill in enumerate(question.skills)}
        self.outcome_at = {name: number for number, name in enumerate(question.outcomes)}
        self.cells = len(question.skills) * question.periods
        self.width = 2 + question.periods + self.cells + len(question.outcomes)
        self.limits = tuple(limits(question, self.measure))
        periods, first = question.periods, question.periods + 2 * self.cells
        last = first + 1 + len(question.goals)
        self.columns = Columns(
            cash=slice(0, periods),
            used=slice(periods, periods + self.cells),
            built=slice(periods + self.cells, first),
            results=first,
            goals=slice(first + 1, last),
            limits=slice(last, last + len(self.limits)),
            bounds=np.array([bound for _, bound in self.limits], dtype=float),
        )

    def cell(self, skill: str, period: int) -> int:
        """The place of a skill's hours in a period among the cells."""
        return self.skill_at[skill] * self.question.periods + period

    def measure(self, name: str) -> Array:
        """Weights that turn what a vehicle does into the measure of that name."""
        weights = np.zeros(self.width)
        periods = self.question.periods
        hours = 2 + periods
        if name == "activities":
            weights[0] = 1
        elif name == "vehicles":
            weights[1] = 1
        elif name == "cash":
            weights[2:hours] = 1
        elif name == "hours":
            weights[hours : hours + self.cells] = 1
        elif name.startswith("hours."):
            at = self.skill_at.get(name.removeprefix("hours."))
            if at is not None:
                weights[hours + at * periods : hours + (at + 1) * periods] = 1
        elif name == "results":
            for outcome, at in self.outcome_at.items():
                weights[hours + self.cells + at] = self.question.worth.get(outcome, 0)
        elif name in self.outcome_at:
            weights[hours + self.cells + self.outcome_at[name]] = 1
        return weights

    def weights(self, vehicle: str) -> Array:
        """Shape [what a vehicle does, column] for one vehicle."""
        table = np.zeros((self.width, self.columns.limits.stop))
        for at in range(self.question.periods + self.cells):
            table[2 + at, at] = 1
        table[:, self.columns.results] = self.measure("results")
        for at, (name, _) in enumerate(self.question.goals):
            table[:, self.columns.goals.start + at] = self.measure(name)
        for at, (share_of, _) in enumerate(self.limits):
            table[:, self.columns.limits.start + at] = share_of(vehicle)
        return table


def limits(question: Question, measure: Callable[[str], Array]) -> Iterator[tuple[Callable[[str], Array], float]]:
    """Every limit as (weights of a vehicle, bound): the sum over the vehicles stays at or below the bound."""
    chosen, results = measure("vehicles"), measure("results")
    if not isinf(question.max_vehicles):
        yield (lambda _: chosen), question.max_vehicles
    for candidate in question.candidates:
        if question.max_share is not None:
            yield (lambda name, own=candidate.id: results * ((name == own) - question.max_share)), 0
        for needed in candidate.needs:
            yield (lambda name, own=candidate.id, to=needed: chosen * (int(name == own) - int(name == to))), 0
    everybody = {candidate.id for candidate in question.candidates}
    for rule in question.rules:
        yield from rule_limits(rule, everybody, measure)


def rule_limits(
    rule: Row, everybody: set[str], measure: Callable[[str], Array]
) -> Iterator[tuple[Callable[[str], Array], float]]:
    """One rule as the limits that it consists of."""
    group, weights = set(rule.get("vehicles", everybody)), measure(rule["measure"])
    if "max" in rule:
        yield (lambda name: weights * (name in group)), rule["max"]
    if "min" in rule:
        yield (lambda name: -weights * (name in group)), -rule["min"]
    if "max_share" in rule:
        yield (lambda name: weights * ((name in group) - rule["max_share"])), 0
    if "min_share" in rule:
        yield (lambda name: weights * (rule["min_share"] - (name in group))), 0
    if "at_least" in rule:
        other = rule["at_least"]
        others, other_weights = set(other.get("vehicles", everybody)), measure(other.get("measure", rule["measure"]))
        times = other.get("times", 1)
        yield (lambda name: times * other_weights * (name in others) - weights * (name in group)), 0


def candidate_options(candidate: Candidate, ledger: Ledger) -> list[Option]:
    """Not chosen, and every start with every activities by period (or every course through the tiers)."""
    weights = ledger.weights(candidate.id)
    options = [] if candidate.include == "must" else [Option(np.zeros(ledger.columns.limits.stop))]
    if candidate.include == "never":
        return options
    most = largest(candidate, ledger.question)
    courses = divisible_courses if candidate.divisible else whole_courses
    for start in range(ledger.question.periods):
        if start and not (candidate.setup_cost or candidate.setup_hours or candidate.least_per_period):
            break  # starting early and waiting does the same
        options += courses(candidate, ledger, start, most, weights)
    return options


def largest(candidate: Candidate, question: Question) -> float:
    """The most activities over the horizon that tiers, periods, budget and hours allow at all."""
    most = min(candidate.tiers[-1].end, candidate.most_per_period * question.periods)
    price = min(tier.price for tier in candidate.tiers)
    for row, bound in zip(question.spending, question.allowance, strict=True):
        if price > 0 and row.all():
            most = min(most, bound / price)
    if price > 0 and question.spending.any(axis=0).all():
        tightest = np.where(question.spending > 0, question.allowance[:, None], inf).min(axis=0)
        most = min(most, float(tightest.sum()) / price)
    for skill in question.skills:
        hours = candidate.hours.get(skill.id, 0)
        if hours > 0:
            there = sum(skill.own) + sum(skill.buyable)
            there += sum(sum(member.hours) for member in question.members if skill.id in member.skills)
            there += sum(build.adds * question.periods for build in question.builds if build.skill == skill.id)
            most = min(most, there / hours)
    return most + FUZZ


def whole_courses(candidate: Candidate, ledger: Ledger, start: int, most: float, weights: Array) -> Iterator[Option]:
    """Every sequence of whole numbers of activities from the start on."""
    if isinf(most):
        raise ValueError(f"nothing limits the activities of {candidate.id}: they cannot be enumerated")
    periods = ledger.question.periods
    counts = range(int(candidate.least_per_period), floor(min(most, candidate.most_per_period)) + 1)
    for later in product(counts, repeat=periods - start):
        if candidate.least - FUZZ <= sum(later) <= most:
            totals = np.cumsum([0] * start + list(later))
            tiers = [tier_of(candidate, total) for total in totals]
            done = course(candidate, ledger, start, tiers)
            gains = gains_of(candidate, ledger, tiers)
            yield Option((done + totals @ gains) @ weights)


def divisible_courses(
    candidate: Candidate, ledger: Ledger, start: int, most: float, weights: Array
) -> Iterator[Option]:
    """Every sequence of tiers that the running total of activities can stand in."""
    periods = ledger.question.periods
    for later in product(candidate.tiers, repeat=periods - start):
        tiers = [candidate.tiers[0]] * start + list(later)
        low = np.array([0.0] * start + [tier.begin for tier in later], dtype=float)
        high = np.array([0.0] * start + [min(tier.end, most) for tier in later])
        low[-1] = max(low[-1], candidate.least)
        if (low > high).any() or (np.diff([tier.begin for tier in tiers]) < 0).any():
            continue
        done = course(candidate, ledger, start, tiers)
        gains = gains_of(candidate, ledger, tiers)
        slopes = np.array([gains[period:].sum(axis=0) for period in range(periods)])
        started = np.arange(periods) >= start
        each_high = np.minimum(candidate.most_per_period, high - np.concatenate([[0.0], low[:-1]]))
        each_low = np.full(periods, float(candidate.least_per_period))
        yield Option(
            row=done @ weights,
            slopes=slopes @ weights,
            low=np.where(started, each_low, 0.0),
            high=np.where(started, each_high, 0.0),
            total_low=low,
            total_high=high,
        )


def tier_of(candidate: Candidate, total: float) -> Tier:
    """The tier in which the last of that many activities stands."""
    return next(tier for tier in candidate.tiers if total <= tier.end + FUZZ)


def paid(candidate: Candidate, tier: Tier) -> float:
    """What the activities before a tier cost together."""
    return sum((before.end - before.begin) * before.price for before in candidate.tiers if before.end <= tier.begin)


def earned(candidate: Candidate, tier: Tier) -> float:
    """What the activities before a tier yield together, in activities at full yield."""
    return sum((before.end - before.begin) * before.yields for before in candidate.tiers if before.end <= tier.begin)


def course(candidate: Candidate, ledger: Ledger, start: int, tiers: list[Tier]) -> Array:
    """The part of what a vehicle does that its running totals do not change, given the tiers that they stand in."""
    question, done = ledger.question, np.zeros(ledger.width)
    done[1] = 1
    done[2 + start] += candidate.setup_cost
    for skill, hours in candidate.setup_hours.items():
        done[2 + question.periods + ledger.cell(skill, start)] += hours
    for period, tier in enumerate(tiers):
        spent = paid(candidate, tier) - tier.begin * tier.price
        done[2 + period] += spent
        if period + 1 < question.periods:
            done[2 + period + 1] -= spent
    counted = question.periods - candidate.lag - 1
    if counted >= 0:
        brought = earned(candidate, tiers[counted]) - tiers[counted].begin * tiers[counted].yields
        for outcome, value in candidate.values.items():
            done[2 + question.periods + ledger.cells + ledger.outcome_at[outcome]] += brought * value
    return done


def gains_of(candidate: Candidate, ledger: Ledger, tiers: list[Tier]) -> Array:
    """Shape [period, what a vehicle does]: what one more in the running total of that period alone changes."""
    question = ledger.question
    gains = np.zeros((question.periods, ledger.width))
    gains[-1, 0] = 1
    for period, tier in enumerate(tiers):
        later = period + 1 < question.periods
        gains[period, 2 + period] += tier.price
        if later:
            gains[period, 2 + period + 1] -= tier.price
        for skill, hours in candidate.hours.items():
            gains[period, 2 + question.periods + ledger.cell(skill, period)] += hours
            if later:
                gains[period, 2 + question.periods + ledger.cell(skill, period + 1)] -= hours
    counted = question.periods - candidate.lag - 1
    if counted >= 0:
        for outcome, value in candidate.values.items():
            at = 2 + question.periods + ledger.cells + ledger.outcome_at[outcome]
            gains[counted, at] += tiers[counted].yields * value
    return gains


def build_options(build: Build, ledger: Ledger) -> list[Option]:
    """Not made, or made in one of the periods."""
    question, columns = ledger.question, ledger.columns
    options = [Option(np.zeros(columns.limits.stop))]
    for made in range(question.periods):
        row = np.zeros(columns.limits.stop)
        row[columns.cash.start + made] += build.cost
        for skill, hours in build.takes.items():
            row[columns.used.start + ledger.cell(skill, made)] += hours
        for ready in range(made + build.ready_after, question.periods):
            row[columns.built.start + ledger.cell(build.skill, ready)] += build.adds
        options.append(Option(row))
    return options
