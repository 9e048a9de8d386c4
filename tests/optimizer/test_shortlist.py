"""The candidates that are left out of the search are in no best plan."""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from optimizer.generate import random_scenario
from optimizer.oracle import solve
from optimizer.test_brute_force import faults
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import optimize, shortlist, verify
from vehicleplan.optimizer import optimize as optimize_
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.index import eligible, index_items

MakeScenario = Callable[[str], ResolvedScenario]

GROUPS = 10
GROUP_SIZE = 30


@pytest.fixture
def of_any_number(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None]]:
    """Every search begins with a short list; gives how many candidates each had and left, None where it gave up."""
    seen: list[tuple[int, int | None]] = []
    search_many = shortlist.search_many

    def watched(resolved: ResolvedScenario, items: tuple[Any, ...], control: Control) -> Any:
        searched = search_many(resolved, items, control)
        seen.append((len(items), None if searched is None else len(searched.build.items)))
        return searched

    monkeypatch.setattr(optimize_module(), "search_many", watched)
    monkeypatch.setattr(optimize_module(), "MANY", 0)
    monkeypatch.setattr(shortlist, "MANY", 1)
    monkeypatch.setattr(shortlist, "_WORTH", 2.0)
    monkeypatch.setattr(shortlist, "FEW", 1)
    return seen


def optimize_module() -> Any:
    """The module, whose name in its room is that of its function."""
    return sys.modules[optimize_.__module__]


@pytest.mark.parametrize("group", range(GROUPS))
def test_plan_of_a_short_list_is_the_best_of_all_plans(
    group: int, scenario: MakeScenario, of_any_number: list[tuple[int, int | None]]
) -> None:
    """Against the enumeration of every plan, with lists as short as can be."""
    found = []
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        text = random_scenario(seed)
        resolved, facts = scenario(text), tomllib.loads(text)
        plan = optimize(resolved)
        wrong = faults(facts, plan, solve(facts))
        if plan.status.value != "impossible":
            wrong += verify(resolved, plan)
        found += [f"seed {seed}: {fault}" for fault in wrong]
    assert not found, "\n".join(found)
    assert sum(1 for had, left in of_any_number if left is not None and left < had) > GROUP_SIZE / 15


def many(seed: int, mode: str, candidates: int = 60) -> str:
    """A scenario of many candidates of which six may be chosen."""
    draw = random.Random(f"{seed} {mode}")
    vehicles = ""
    for number in range(candidates):
        cost, worth = draw.randint(300, 4_000), draw.uniform(0.5, 2.0)
        vehicles += (
            f'[[vehicle]]\nid = "v{number}"\ncost = {cost}\nmax_activities = {draw.randint(2, 9)}\n'
            f"hours = {{ writing = {draw.randint(2, 30)} }}\nlag = {draw.choice((0, 0, 1))}\n"
            f"setup_cost = {draw.choice((0, 0, 900))}\nsetup_hours = {{ writing = {draw.choice((0, 8))} }}\n"
            f"tier = [{{ activities = 2 }}, {{ yield = {draw.uniform(0.3, 0.9):.2f} }}]\n"
            f"outcomes.conversion = {cost * worth / 300:.2f}\n"
        )
    amount = "" if mode == "most-results" else "amount = 90\n"
    return (
        f'format = 1\nname = "Many"\n[goal]\nstage = "conversion"\nmode = "{mode}"\n{amount}'
        "[horizon]\nperiods = 3\n[budget]\ntotal = 40000\nper_period = [16000, 14000, 12000]\n"
        '[team]\nskill = [{ id = "writing", hours = [90, 80, 90], hourly_cost = 50, '
        "outsource = { hourly_cost = 80, hours = 40 } }]\n"
        f'[limits]\nmax_vehicles = 6\nmax_share = 0.5\n[screening]\nrule_out = "nothing"\n{vehicles}'
    )


@pytest.mark.parametrize("mode", ["most-results", "least-cost", "lowest-cost-per-result"])
@pytest.mark.parametrize("seed", range(3))
def test_of_many_candidates_few_are_searched_and_the_plan_is_that_of_a_search_of_all(
    seed: int, mode: str, scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same vehicles, activities and figures."""
    resolved = scenario(many(seed, mode))
    items = index_items(resolved, eligible(resolved, {}))
    searched = shortlist.search_many(resolved, items, Control())
    assert searched is not None
    assert len(searched.build.items) < len(items)
    short = optimize(resolved)
    monkeypatch.setattr(optimize_module(), "MANY", len(items))
    long = optimize(resolved)
    assert short.status.value == long.status.value == "proven-best"
    assert set(short.decisions.activities) == set(long.decisions.activities)
    assert short.results == pytest.approx(long.results, rel=1e-7)
    assert short.cost.loaded == pytest.approx(long.cost.loaded, rel=1e-7)


def test_a_stopped_search_of_many_has_a_plan_and_an_honest_gap(
    scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped once there is a good plan: the best one lies within the gap that is told."""
    resolved = scenario(many(2, "most-results"))
    best = optimize(resolved)
    stopped = []
    go_on = shortlist._Search._left

    def stop(search: Any, *words: Any) -> Any:
        stopped.append(True)
        return go_on(search, *words)

    monkeypatch.setattr(shortlist._Search, "_left", stop)
    plan = optimize(resolved, control=Control(is_cancelled=lambda: bool(stopped)))
    assert stopped
    assert plan.status.value == "within-gap"
    assert verify(resolved, plan) == ()
    assert plan.gap
    assert best.results <= plan.results * (1 + plan.gap) * (1 + 1e-9)


def in_groups_of_a_dozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twelve vehicles of three periods be the most that are searched together."""
    monkeypatch.setattr(shortlist, "MANY", 4)
    monkeypatch.setattr(shortlist, "FEW", 4)
    monkeypatch.setattr(shortlist, "LARGEST", 12)
    monkeypatch.setattr(shortlist, "_GROUP", 36)


@pytest.mark.parametrize("mode", ["most-results", "least-cost", "lowest-cost-per-result"])
@pytest.mark.parametrize("seed", range(2))
def test_more_than_fit_together_are_searched_in_groups_and_the_gap_is_honest(
    seed: int, mode: str, scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dozen at once of sixty: two parts in a hundred from the best of all at most, and that lies within the gap."""
    resolved = scenario(many(seed, mode))
    best = optimize(resolved)
    in_groups_of_a_dozen(monkeypatch)
    plan = optimize(resolved)
    assert verify(resolved, plan) == ()
    assert plan.status.value == "within-gap"
    assert plan.gap is not None
    found, least = worth(plan, mode), worth(best, mode)
    assert least <= found * (1 + 1e-9) if mode != "most-results" else least >= found * (1 - 1e-9)
    bound = found / (1 + plan.gap) if mode != "most-results" else found / (1 - plan.gap)
    assert bound <= least * (1 + 1e-6) if mode != "most-results" else bound >= least * (1 - 1e-6)
    assert found == pytest.approx(least, rel=0.02)


def test_vehicles_are_searched_together_with_those_that_they_need(
    scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first thirty each need one of the last thirty; the groups have both, where both can be in a plan as good."""
    text = many(0, "most-results")
    for number in range(30):
        text = text.replace(f'id = "v{number}"\n', f'id = "v{number}"\nneeds = ["v{number + 30}"]\n')
    resolved = scenario(text)
    best = optimize(resolved)
    left: list[set[str]] = []
    groups: list[tuple[Any, ...]] = []
    search_groups, search_group = shortlist._Search._best_of_groups, shortlist._Search._best_of

    def begun(search: Any, items: tuple[Any, ...], *words: Any) -> Any:
        left.append({item.candidate.id for item in items})
        return search_groups(search, items, *words)

    def watched(search: Any, items: tuple[Any, ...], *words: Any) -> Any:
        groups.append(items)
        return search_group(search, items, *words)

    monkeypatch.setattr(shortlist._Search, "_best_of_groups", begun)
    monkeypatch.setattr(shortlist._Search, "_best_of", watched)
    in_groups_of_a_dozen(monkeypatch)
    plan = optimize(resolved)
    assert len(groups) > 2
    for group in groups:
        needed = {need for item in group for need in item.candidate.needs}
        assert needed & left[0] <= {item.candidate.id for item in group}
    assert verify(resolved, plan) == ()
    assert plan.results == pytest.approx(best.results, rel=0.02)


def worth(plan: Plan, mode: str) -> float:
    """What the mode looks for."""
    if mode == "most-results":
        return plan.results
    return plan.cost.loaded if mode == "least-cost" else plan.cost.loaded / plan.results
