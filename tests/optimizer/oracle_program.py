"""The continuous rest of a plan whose whole decisions are fixed: fractions of activities, bought and given hours.

A small linear program, solved afresh for each combination that closed form cannot settle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf

import numpy as np
from scipy.optimize import linprog

from optimizer.oracle_options import Array, Ledger, Option

SOLVER = {"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9, "presolve": False}
SLACK = 1e-10


@dataclass(frozen=True)
class Point:
    """What one plan comes to."""

    cost: float
    results: float
    shortfall: float


@dataclass(frozen=True)
class Aim:
    """Weights of what is minimized, and what earlier steps have settled."""

    cost: float = 0
    results: float = 0
    shortfall: float = 0
    most_shortfall: float = inf
    least_results: float = -inf


class Program:
    """Variables in order: activities, hours bought by cell, hours given by member and cell, shortfall by goal."""

    def __init__(self, ledger: Ledger, options: Sequence[Option]) -> None:
        question, columns = ledger.question, ledger.columns
        self.ledger, self.columns = ledger, columns
        self.base = np.sum([option.row for option in options], axis=0)
        self.flexible = [option for option in options if option.slopes is not None]
        self.slopes = np.concatenate([np.zeros((0, len(self.base))), *(option.slopes for option in self.flexible)])
        self.bought = [
            (ledger.cell(skill.id, period), skill.price, skill.buyable[period])
            for skill in question.skills
            for period in range(question.periods)
            if skill.buyable[period] > 0
        ]
        self.given = [
            (ledger.cell(skill, period), number, period)
            for number, member in enumerate(question.members)
            for skill in member.skills
            for period in range(question.periods)
        ]
        self.ends = np.cumsum([len(self.slopes), len(self.bought), len(self.given), len(question.goals)])
        self.rows: list[Array] = []
        self.bounds: list[float] = []
        self.limits()
        self.hours()
        self.budget()
        self.goals()

    def blank(self) -> Array:
        """A row of zeros over the variables."""
        return np.zeros(self.ends[-1])

    def add(self, row: Array, bound: float, slack: float = SLACK) -> None:
        """One more inequality: row · variables ≤ bound, scaled to a largest coefficient of 1."""
        scale = np.abs(row).max(initial=0.0) or 1.0
        self.rows.append(row / scale)
        self.bounds.append(bound / scale + slack)

    def limits(self) -> None:
        """The limits, and the tiers in which each running total stands."""
        for at, bound in enumerate(self.columns.bounds, start=self.columns.limits.start):
            row = self.blank()
            row[: self.ends[0]] = self.slopes[:, at]
            if row.any():
                self.add(row, bound - self.base[at])
        periods = self.ledger.question.periods
        for number, option in enumerate(self.flexible):
            for last in range(periods):
                row = self.blank()
                row[number * periods : number * periods + last + 1] = 1
                self.add(-row, -option.total_low[last])
                if not isinf(option.total_high[last]):
                    self.add(row, option.total_high[last])

    def hours(self) -> None:
        """Hours used ≤ own + built + bought + given; bought + given ≤ used; a member gives what there is."""
        question, columns = self.ledger.question, self.columns
        own = np.array([hours for skill in question.skills for hours in skill.own])
        for cell in range(self.ledger.cells):
            used, built = self.base[columns.used][cell], self.base[columns.built][cell]
            row, sourced = self.blank(), self.sourced(cell)
            row[: self.ends[0]] = self.slopes[:, columns.used.start + cell]
            self.add(row - sourced, own[cell] + built - used)
            self.add(sourced - row, used)
        for number, member in enumerate(question.members):
            for period in range(question.periods):
                row = self.blank()
                for at, (_, who, when) in enumerate(self.given, start=int(self.ends[1])):
                    row[at] = float(who == number and when == period)
                self.add(row, member.hours[period])

    def sourced(self, cell: int) -> Array:
        """The row that adds up the hours bought and given for a cell."""
        row = self.blank()
        for at, (where, *_) in enumerate([*self.bought, *self.given], start=int(self.ends[0])):
            row[at] = float(where == cell)
        return row

    def budget(self) -> None:
        """Cash of each set of periods that a limit is on."""
        question = self.ledger.question
        for spending, allowance in zip(question.spending, question.allowance, strict=True):
            row = self.blank()
            row[: self.ends[0]] = self.slopes[:, self.columns.cash] @ spending
            for at, (cell, price, _) in enumerate(self.bought, start=int(self.ends[0])):
                row[at] = price * spending[cell % question.periods]
            self.add(row, allowance - self.base[self.columns.cash] @ spending)

    def goals(self) -> None:
        """A goal's shortfall is at least the share of it that is not reached."""
        for number, (_, asked) in enumerate(self.ledger.question.goals):
            at = self.columns.goals.start + number
            row = self.blank()
            row[: self.ends[0]] = -self.slopes[:, at] / asked
            row[self.ends[2] + number] = -1
            self.add(row, self.base[at] / asked - 1, slack=0)

    def cost_row(self) -> tuple[Array, float]:
        """The cost that the goal counts, as weights of the variables and a constant."""
        question, columns, row = self.ledger.question, self.columns, self.blank()
        row[: self.ends[0]] = self.slopes[:, columns.cash].sum(axis=1)
        row[self.ends[0] : self.ends[1]] = [price for _, price, _ in self.bought]
        constant = float(self.base[columns.cash].sum())
        if question.by_cash:
            return row, constant
        wages = np.repeat([skill.hourly_cost for skill in question.skills], question.periods)
        row[: self.ends[0]] += self.slopes[:, columns.used] @ wages
        row[self.ends[0] : self.ends[1]] -= [wages[cell] for cell, *_ in self.bought]
        row[self.ends[1] : self.ends[2]] = [
            question.members[who].hourly_cost - wages[cell] for cell, who, _ in self.given
        ]
        return row, constant + float(self.base[columns.used] @ wages)

    def best(self, aim: Aim) -> Point | None:
        """The best point for the aim, or nothing where no point obeys every limit."""
        question, at = self.ledger.question, self.columns.results
        cost, constant = self.cost_row()
        results, missing = self.blank(), self.blank()
        results[: self.ends[0]] = self.slopes[:, at]
        missing[self.ends[2] :] = 1
        rows, bounds = list(self.rows), list(self.bounds)
        if question.goals and not isinf(aim.most_shortfall):
            rows.append(missing)
            bounds.append(aim.most_shortfall)
        if not isinf(aim.least_results):
            scale = max(1.0, abs(aim.least_results))
            rows.append(-results / scale)
            bounds.append((self.base[at] - aim.least_results) / scale)
        if not self.ends[-1]:
            return Point(constant, float(self.base[at]), 0.0) if min(bounds, default=0) >= -SLACK else None
        weights = aim.cost * cost + aim.results * results + aim.shortfall * missing
        scale = np.abs(weights).max() or 1.0
        limits = (np.array(rows), np.array(bounds)) if rows else (None, None)
        answer = linprog(weights / scale, *limits, bounds=self.ranges(), method="highs", options=SOLVER)
        if answer.status == 2:
            return None
        if answer.status != 0:
            raise RuntimeError(answer.message)
        shortfall = float(np.maximum(0, answer.x[self.ends[2] :]).sum())
        return Point(float(cost @ answer.x) + constant, float(results @ answer.x + self.base[at]), shortfall)

    def ranges(self) -> list[tuple[float, float | None]]:
        """The range of each variable."""
        activities = [
            (low, None if isinf(high) else high)
            for option in self.flexible
            for low, high in zip(option.low, option.high, strict=True)
        ]
        bought = [(0.0, None if isinf(most) else most) for *_, most in self.bought]
        return [*activities, *bought, *[(0.0, None)] * int(self.ends[3] - self.ends[1])]
