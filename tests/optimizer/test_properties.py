"""What holds for every scenario, tried on random ones with every feature of the format."""

from __future__ import annotations

import copy
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from optimizer.generate import random_scenario
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan, PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import optimize

MakeScenario = Callable[[str], ResolvedScenario]

SEEDS = range(1000, 1060)
MONEY = ("setup_cost", "cost", "hourly_cost", "total", "per_period")
REACHED = PlanStatus.PROVEN_BEST


def planned(scenario: MakeScenario, raw: dict[str, Any]) -> Plan:
    """The plan of a scenario given as plain values."""
    return optimize(scenario(tomli_w.dumps(raw)))


def counted_cost(plan: Plan) -> float:
    """The cost that the goal counts."""
    return plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded


def loss(plan: Plan) -> float:
    """What the mode makes small: fewer is better."""
    if plan.mode is Mode.MOST_RESULTS:
        return -plan.results
    if plan.mode is Mode.LEAST_COST:
        return counted_cost(plan)
    return plan.cost_per_result if plan.cost_per_result is not None else float("inf")


def same(a: float, b: float) -> bool:
    """Equal but for arithmetic."""
    return a == b or abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1e-6)


def with_money_times(value: Any, factor: float) -> Any:
    """All money in a scenario multiplied; rules on cash are dealt with apart."""
    if isinstance(value, list):
        return [with_money_times(item, factor) for item in value]
    if not isinstance(value, dict):
        return value
    scaled = {}
    for key, item in value.items():
        if key in MONEY and isinstance(item, int | float):
            scaled[key] = item * factor
        elif key in MONEY and isinstance(item, list):
            scaled[key] = [number * factor for number in item]
        else:
            scaled[key] = with_money_times(item, factor)
    if value.get("measure") == "cash":
        scaled |= {key: value[key] * factor for key in ("min", "max") if key in value}
    return scaled


@pytest.mark.parametrize("seed", SEEDS)
def test_further_limit_never_improves_the_plan(seed: int, scenario: MakeScenario) -> None:
    """Two vehicles fewer, or half the hours of one skill, never give a better plan."""
    raw = tomllib.loads(random_scenario(seed))
    base = planned(scenario, raw)
    tighter = copy.deepcopy(raw)
    if seed % 2 and tighter.get("team", {}).get("skill"):
        skill = tighter["team"]["skill"][0]
        hours = skill.get("hours", 0)
        skill["hours"] = [hour / 2 for hour in hours] if isinstance(hours, list) else hours / 2
    else:
        tighter.setdefault("limits", {})["max_vehicles"] = max(0, len(base.vehicles) - 2)
    harder = planned(scenario, tighter)
    if base.status is PlanStatus.IMPOSSIBLE:
        assert harder.status is PlanStatus.IMPOSSIBLE
    elif harder.status is REACHED:
        assert base.status is REACHED
        assert loss(harder) >= loss(base) or same(loss(harder), loss(base))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("factor", [0.01, 1000.0])
def test_scaling_all_money_scales_the_cost(seed: int, factor: float, scenario: MakeScenario) -> None:
    """Cents or thousands: the same status and results, and the cost in proportion."""
    raw = tomllib.loads(random_scenario(seed))
    base, scaled = planned(scenario, raw), planned(scenario, with_money_times(raw, factor))
    assert scaled.status is base.status
    expected = loss(base) if base.mode is Mode.MOST_RESULTS else loss(base) * factor
    if base.status is REACHED:
        assert same(loss(scaled), expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_candidates_does_not_change_the_value(seed: int, scenario: MakeScenario) -> None:
    """Vehicles and skills written in reverse give a plan of the same value."""
    raw = tomllib.loads(random_scenario(seed))
    base = planned(scenario, raw)
    turned = copy.deepcopy(raw)
    turned["vehicle"].reverse()
    turned.get("team", {}).get("skill", []).reverse()
    other = planned(scenario, turned)
    assert other.status is base.status
    assert same(loss(other), loss(base))


def test_second_process_gives_the_same_plan(tmp_path: Path) -> None:
    """Twenty plans, printed in full, are the same bytes when another process makes them."""
    program = """
import sys, tomllib
from pathlib import Path
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.optimizer import optimize
for file in sorted(Path(sys.argv[1]).glob("*.toml")):
    plan = optimize(read_scenario(file).resolved)
    print(file.name, plan)
"""
    for seed in range(1000, 1020):
        (tmp_path / f"{seed}.toml").write_text(random_scenario(seed), encoding="utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": str(hash_seed)},
        ).stdout
        for hash_seed in (1, 2)
    ]
    assert outputs[0].count(b"\n") == 20
    assert outputs[0] == outputs[1]
