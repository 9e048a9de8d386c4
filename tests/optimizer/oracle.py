"""A brute-force answer to a scenario, to hold the optimizer against.

Takes the plain mapping of a scenario file without catalogs and tries every set of vehicles, start, number of activities
and build, straight from the definitions in the design, section 5.1. It knows nothing of the program: what the two agree
on, two readings of the definitions agree on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from optimizer.oracle_options import Array, Ledger, Option, build_options, candidate_options
from optimizer.oracle_program import Aim, Point, Program
from optimizer.oracle_reading import Question, read

CLOSE = 1e-9
REACHED = 1e-7
"""The smallest sum of relative shortfalls that counts as none."""
KEPT, KEPT_REACHED = 1e-7, 1e-8
"""How far a plan may fall behind the smallest shortfall, and behind none: more than what tolerances add up to."""
NOTHING = 1e-5
"""Results below this are what a solver's tolerance lets through."""
MOST_COMBINATIONS = 3_000_000


@dataclass(frozen=True)
class Answer:
    """The best that a scenario allows."""

    feasible: bool
    """There is a plan that obeys every limit."""
    reached: bool
    """Some plan meets the amount and all targets."""
    shortfall: float
    """The smallest sum of relative shortfalls."""
    results: float
    cost: float
    """By the cost that the goal counts."""
    ratio: float | None
    """Cost per result of the best plan; None where it has no results."""


def solve(scenario: dict[str, Any]) -> Answer:
    """The best answer by enumeration; `results`, `cost` or `ratio` is the one that the scenario's mode is about."""
    question = read(scenario)
    search = Search(question)
    least = search.least_shortfall()
    if least is None:
        return Answer(feasible=False, reached=False, shortfall=inf, results=0.0, cost=0.0, ratio=None)
    best = {
        "most-results": search.most_results,
        "least-cost": search.least_cost,
        "lowest-cost-per-result": search.lowest_ratio,
    }[question.mode](least + (KEPT_REACHED if least <= REACHED else KEPT))
    return Answer(
        feasible=True,
        reached=bool(least <= REACHED),
        shortfall=float(least),
        results=float(best.results),
        cost=float(best.cost),
        ratio=float(best.cost / best.results) if best.results > NOTHING else None,
    )


@dataclass(frozen=True)
class Combinations:
    """Every combination of whole decisions that no limit excludes: option numbers, and how far each column reaches."""

    picks: Array
    low: Array
    high: Array


class Search:
    """Looks through the combinations in the order of what each can be at best, and stops where none can be better."""

    def __init__(self, question: Question) -> None:
        self.question, self.ledger = question, Ledger(question)
        self.choices = [candidate_options(candidate, self.ledger) for candidate in question.candidates]
        self.choices += [build_options(build, self.ledger) for build in question.builds]
        hours = Hours(question, self.ledger)
        everything = combine(self.choices, self.ledger, hours)
        self.cost, fits = hours.price(everything)
        self.cost = self.cost[fits]
        self.picks, high = everything.picks[fits], everything.high[fits]
        columns = self.ledger.columns
        self.results = high[:, columns.results]
        asked = np.array([amount for _, amount in question.goals])
        self.shortfall = np.maximum(0, 1 - high[:, columns.goals] / asked).sum(axis=1)
        self.closed = hours.closed and all(option.slopes is None for options in self.choices for option in options)

    def settle(self, at: int, aim: Aim) -> Point | None:
        """The best point of one combination."""
        if self.closed:
            return Point(self.cost[at], self.results[at], self.shortfall[at])
        options: list[Option] = [self.choices[number][pick] for number, pick in enumerate(self.picks[at])]
        return Program(self.ledger, options).best(aim)

    def least_shortfall(self) -> float | None:
        """The smallest sum of relative shortfalls; None where there is no plan at all."""
        best = inf
        for at in np.lexsort((self.cost, self.shortfall)):
            if self.shortfall[at] >= best - CLOSE:
                break
            point = self.settle(at, Aim(shortfall=1))
            best = min(best, point.shortfall) if point else best
        return None if best == inf else max(best, 0.0)

    def within(self, shortfall: float, order: Array) -> Iterator[int]:
        """Combinations that can keep to the shortfall, in the order given."""
        return (int(at) for at in np.argsort(order, kind="stable") if self.shortfall[at] <= shortfall)

    def most_results(self, shortfall: float) -> Point:
        """Most results; among those, least cost."""
        best = -inf
        for at in self.within(shortfall, -self.results):
            if self.results[at] <= best + CLOSE * max(1, abs(best)):
                break
            point = self.settle(at, Aim(results=-1, most_shortfall=shortfall))
            best = max(best, point.results) if point else best
        best = best if best > NOTHING else 0.0
        return self.least_cost(shortfall, least_results=best * (1 - CLOSE) - CLOSE)

    def least_cost(self, shortfall: float, least_results: float = -inf) -> Point:
        """Least cost among the plans with so many results at least."""
        best: Point | None = None
        for at in self.within(shortfall, self.cost):
            if best and self.cost[at] >= best.cost - CLOSE * max(1, abs(best.cost)):
                break
            if self.results[at] < least_results:
                continue
            point = self.settle(at, Aim(cost=1, most_shortfall=shortfall, least_results=least_results))
            if point and (best is None or point.cost < best.cost):
                best = point
        if best is None:
            raise RuntimeError("a plan that was found before is lost")
        return best

    def lowest_ratio(self, shortfall: float) -> Point:
        """Lowest cost per result among the plans that have results; least cost where none has."""
        at_best = np.divide(self.cost, self.results, out=np.full(len(self.cost), inf), where=self.results > NOTHING)
        best, ratio = None, inf
        for at in self.within(shortfall, at_best):
            if not below(at_best[at], ratio):
                break
            point = self.settle(at, self.first_aim(ratio, shortfall))
            while point and point.results > NOTHING and below(point.cost / point.results, ratio):
                best, ratio = point, point.cost / point.results
                point = self.settle(at, Aim(cost=1, results=-ratio, most_shortfall=shortfall))
        return best or self.least_cost(shortfall)

    def first_aim(self, ratio: float, shortfall: float) -> Aim:
        """Dinkelbach's aim for a known ratio; most results as long as there is none."""
        if ratio == inf:
            return Aim(results=-1, most_shortfall=shortfall)
        return Aim(cost=1, results=-ratio, most_shortfall=shortfall)


def below(value: float, best: float) -> bool:
    """Smaller by more than arithmetic leaves; anything that is known is smaller than the unknown."""
    return value < inf and (best == inf or value < best - CLOSE * max(1.0, abs(best)))


class Hours:
    """What the hours of a combination cost: exact where only own hours and dear outside hours meet, else a bound."""

    def __init__(self, question: Question, ledger: Ledger) -> None:
        self.question, self.ledger = question, ledger
        cells = [(skill, period) for skill in question.skills for period in range(question.periods)]
        able = [[who for who in question.members if skill.id in who.skills] for skill, _ in cells]
        self.own = np.array([skill.own[period] for skill, period in cells], dtype=float)
        self.buyable = np.array([skill.buyable[period] for skill, period in cells], dtype=float)
        self.price_bought = np.array([skill.price for skill, _ in cells], dtype=float)
        self.wage = np.array([skill.hourly_cost for skill, _ in cells], dtype=float)
        self.pool = np.array(
            [sum(who.hours[period] for who in whos) for whos, (_, period) in zip(able, cells, strict=True)], dtype=float
        )
        given = np.array([min((who.hourly_cost for who in whos), default=inf) for whos in able], dtype=float)
        self.outside = np.minimum(given, np.where(self.buyable > 0, self.price_bought, inf))
        dear = question.by_cash or not ((self.buyable > 0) & (self.price_bought < self.wage)).any()
        self.closed = dear and not question.members

    def short(self, low: Array, high: Array) -> Array:
        """Hours that must come from outside the team's own, by cell."""
        columns = self.ledger.columns
        return np.maximum(0, low[:, columns.used] - self.own - high[:, columns.built])

    def fits(self, low: Array, high: Array) -> Array:
        """Whether limits, hours and budget leave room for each combination."""
        columns = self.ledger.columns
        slack = 1e-9 * np.maximum(1, np.abs(columns.bounds))
        within = (low[:, columns.limits] <= columns.bounds + slack).all(axis=1)
        short = self.short(low, high)
        within &= (short <= self.buyable + self.pool + CLOSE).all(axis=1)
        spent = self.cash(low, short) @ self.question.spending.T
        return within & (spent <= self.question.allowance + 1e-9 * np.maximum(1, self.question.allowance)).all(axis=1)

    def cash(self, low: Array, short: Array) -> Array:
        """Cash by period, with the hours that must be bought."""
        bought = np.maximum(0, short - self.pool) * self.price_bought
        by_skill = bought.reshape(len(low), len(self.question.skills), self.question.periods)
        return low[:, self.ledger.columns.cash] + by_skill.sum(axis=1)

    def price(self, combinations: Combinations) -> tuple[Array, Array]:
        """The least that each combination can cost, and whether it fits."""
        low, columns = combinations.low, self.ledger.columns
        fits = self.fits(low, combinations.high)
        short = self.short(low, combinations.high)
        if self.question.by_cash:
            return self.cash(low, short).sum(axis=1), fits
        outside = np.where(np.isinf(self.outside), 0, self.outside)
        rest = (low[:, columns.used] - short) @ np.minimum(self.wage, self.outside)
        return low[:, columns.cash].sum(axis=1) + short @ outside + rest, fits


def combine(choices: list[list[Option]], ledger: Ledger, hours: Hours) -> Combinations:
    """All combinations of one option each, without those that no choice of the remaining options can save."""
    width = ledger.columns.limits.stop
    if not all(choices):  # a vehicle that must be in the plan has no course that could be taken
        return Combinations(np.zeros((0, len(choices)), dtype=int), np.zeros((0, width)), np.zeros((0, width)))
    tables = [distinct(options) for options in choices]
    rest_low = [sum((low.min(axis=0) for _, low, _ in tables[at + 1 :]), np.zeros(width)) for at in range(len(tables))]
    rest_high = [sum((high.max(axis=0) for *_, high in tables[at + 1 :]), np.zeros(width)) for at in range(len(tables))]
    whole = Combinations(np.zeros((1, 0), dtype=int), np.zeros((1, width)), np.zeros((1, width)))
    for at, (numbers, low, high) in enumerate(tables):
        count = len(whole.picks) * len(numbers)
        if count > MOST_COMBINATIONS:
            raise ValueError(f"{count} combinations are too many to try")
        lows = (whole.low[:, None] + low).reshape(count, width)
        highs = (whole.high[:, None] + high).reshape(count, width)
        picks = np.concatenate(
            [np.repeat(whole.picks, len(numbers), axis=0), np.tile(numbers, len(whole.picks))[:, None]], axis=1
        )
        keep = hours.fits(lows + rest_low[at], highs + rest_high[at])
        whole = Combinations(picks[keep], lows[keep], highs[keep])
    return whole


def distinct(options: list[Option]) -> tuple[Array, Array, Array]:
    """Numbers, low and high rows of the options, without those that repeat another whole one."""
    seen: set[bytes] = set()
    numbers = []
    for number, option in enumerate(options):
        if option.slopes is None and (key := (option.row + 0.0).tobytes()) in seen:
            continue
        if option.slopes is None:
            seen.add(key)
        numbers.append(number)
    low = np.array([options[number].extreme(largest=False) for number in numbers])
    high = np.array([options[number].extreme(largest=True) for number in numbers])
    return np.array(numbers), low, high
