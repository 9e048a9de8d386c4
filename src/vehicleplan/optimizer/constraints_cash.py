"""Money: what may be spent, in each period and in all."""

from __future__ import annotations

from itertools import accumulate

from vehicleplan.optimizer.build import Build, total


def add_cash(build: Build) -> None:
    """Spending keeps to the budget.

    Algebra: with carry-over sum_{s<=t} spend[s] <= sum_{s<=t} budget[s]; without spend[t] <= budget[t];
             sum_t spend[t] <= total        (docs/model.md §4)
    Shape:   one row per period, named cash_limit(<period>), and one named cash_total
    Units:   the scenario's currency
    Applies: per period and in total where each is given
    """
    budget = build.resolved.scenario.budget
    by_time = build.resolved.budget_by_period
    if by_time is not None:
        spend = [build.cash_in(t) for t in build.periods]
        if budget.carry_over:
            for t, allowed in enumerate(accumulate(by_time)):
                build.limit(total(spend[: t + 1]), "<=", allowed, "cash_limit", t)
        else:
            for t, allowed in enumerate(by_time):
                build.limit(spend[t], "<=", allowed, "cash_limit", t)
    if budget.total is not None:
        build.limit(total(build.cash_in(t) for t in build.periods), "<=", budget.total, "cash_total")
