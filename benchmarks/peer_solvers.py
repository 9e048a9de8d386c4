"""Solvers of the peers' own environment: CP-SAT, and for plain allocation claro-engine and SciPy's SLSQP."""

from __future__ import annotations

import math
import time
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from plain_model import Plain, plain_model
from solving import CLOCK, Answer, Solve

_PARTS = 10**7
"""A result is counted in so many parts where a solver knows whole numbers only."""
_LARGEST = 10**6


def _whole_row(terms: dict[int, float]) -> tuple[dict[int, int], int]:
    """The row in whole numbers, and what it was multiplied by."""
    exact = [Fraction(x).limit_denominator(_LARGEST) for x in terms.values()]
    factor = math.lcm(*(each.denominator for each in exact)) if exact else 1
    return {c: int(each * factor) for c, each in zip(terms, exact, strict=True)}, factor


def _bounded(value: float, otherwise: int) -> int:
    return otherwise if math.isinf(value) else math.floor(value + 1e-9)


def _cp_sat(file: Path, seconds: float, workers: int) -> Answer:
    """The plain model in CP-SAT. Hours are whole there: the scenarios that it is asked have whole hours only."""
    from ortools.sat.python import cp_model

    tables = tomllib.loads(file.read_text("utf-8"))
    began = CLOCK.start()
    plain: Plain = plain_model(tables)
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(math.ceil(low), _bounded(high, _LARGEST), f"x{c}")
        for c, (low, high) in enumerate(zip(plain.lower, plain.upper, strict=True))
    ]
    for terms, low, high in plain.rows:
        whole, factor = _whole_row(terms)
        row = cp_model.LinearExpr.weighted_sum([columns[c] for c in whole], list(whole.values()))
        least = cp_model.INT_MIN if math.isinf(low) else math.ceil(low * factor - 1e-9)
        most = cp_model.INT_MAX if math.isinf(high) else math.floor(high * factor + 1e-9)
        model.add_linear_constraint(row, least, most)
    objective = {c: round(x * _PARTS) for c, x in plain.objective.items()}
    looked_for = cp_model.LinearExpr.weighted_sum([columns[c] for c in objective], list(objective.values()))
    if plain.is_most:
        model.maximize(looked_for)
    else:
        model.minimize(looked_for)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = 0
    making = time.perf_counter() - began
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, None, is_proven=False, making=making)
    value = plain.value(float(solver.value(column)) for column in columns)
    return Answer(value, solver.best_objective_bound / _PARTS, status == cp_model.OPTIMAL, making)


def cp_sat_1(file: Path, seconds: float) -> Answer:
    """CP-SAT with one worker."""
    return _cp_sat(file, seconds, 1)


def cp_sat_2(file: Path, seconds: float) -> Answer:
    """CP-SAT with two workers."""
    return _cp_sat(file, seconds, 2)


def _allocation(tables: dict[str, Any]) -> tuple[float, dict[str, float], dict[str, list[tuple[float, float]]]]:
    """The money, results for one unit of it by vehicle, and by vehicle its tiers: money that they hold, and yield."""
    by_vehicle, tiers = {}, {}
    for vehicle in tables["vehicle"]:
        estimate = vehicle["outcomes"]["conversion"]
        mean = 0.3 * estimate["low"] + 0.4 * estimate["likely"] + 0.3 * estimate["high"]
        by_vehicle[vehicle["id"]] = mean * vehicle.get("acceptance", 1.0) / vehicle["cost"]
        tiers[vehicle["id"]] = [(tier["activities"] * vehicle["cost"], tier["yield"]) for tier in vehicle["tier"]]
    return float(tables["budget"]["total"]), by_vehicle, tiers


def claro(file: Path, seconds: float) -> Answer:  # noqa: ARG001
    """claro-engine's linear program: one goal, and its own tiers, which `allocation` has put into the scenario."""
    from claro_engine.modules.module5 import Module5LPInput, run_module5_lp

    tables = tomllib.loads(file.read_text("utf-8"))
    CLOCK.start()
    budget, by_vehicle, _ = _allocation(tables)
    asked = Module5LPInput(
        valid_goals=["lead"],
        total_budget=budget,
        system_goal_weights={"lead": 1.0},
        platform_goal_weights={v: {"lead": 1.0} for v in by_vehicle},
        r_pg={v: {"lead": rate} for v, rate in by_vehicle.items()},
        goals_by_platform={v: ["lead"] for v in by_vehicle},
        min_spend_per_platform={},
        min_budget_per_goal={},
        scenario_multipliers={"base": 1.0},
        scenario_goal_multipliers={},
    )
    return Answer(run_module5_lp(asked).objective_value_raw, None, is_proven=True)


def slsqp(file: Path, seconds: float) -> Answer:  # noqa: ARG001
    """SciPy's SLSQP on money by vehicle and tier; it proves nothing, but here what is locally best is best."""
    import numpy as np
    from scipy.optimize import minimize

    tables = tomllib.loads(file.read_text("utf-8"))
    CLOCK.start()
    budget, by_vehicle, tiers = _allocation(tables)
    unit = budget / 100
    rates = np.array([by_vehicle[v] * share * unit for v in tiers for _, share in tiers[v]])
    most = np.array([size / unit for v in tiers for size, _ in tiers[v]])
    start = np.minimum(most, 100 / len(most))
    found = minimize(
        lambda x: -float(rates @ x),
        start,
        jac=lambda _: -rates,
        bounds=[(0.0, high) for high in most],
        constraints={"type": "ineq", "fun": lambda x: 100.0 - x.sum(), "jac": lambda _: -np.ones(len(most))},
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 1_000},
    )
    return Answer(-float(found.fun), None, bool(found.success))


PEERS: dict[str, Solve] = {"cp-sat 1": cp_sat_1, "cp-sat 2": cp_sat_2, "claro-engine": claro, "slsqp": slsqp}
