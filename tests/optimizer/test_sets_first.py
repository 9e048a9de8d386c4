"""Branching on the set of vehicles first finds what the solver's own search finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from optimizer.generate import random_scenario
from vehicleplan.analysis.basis import standing
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import best_plan, optimize, sets_first

MakeScenario = Callable[[str], ResolvedScenario]

GROUPS = 8
GROUP_SIZE = 15


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_quick_best_plan_is_as_good_as_a_slow_one(group: int, scenario: MakeScenario) -> None:
    """By the goal, whatever the scenario: reached, out of reach or impossible."""
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        resolved = scenario(random_scenario(seed))
        quick, slow = standing(best_plan(resolved)), standing(optimize(resolved))
        assert quick.is_as_good(slow), seed
        assert slow.is_as_good(quick), seed


def test_where_the_search_gives_up_the_solver_goes_on(scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few sets it may look at, the plan is the best."""
    monkeypatch.setattr(sets_first, "_MOST_RELAXATIONS", 1)
    for seed in range(8):
        resolved = scenario(random_scenario(seed))
        assert standing(best_plan(resolved)).is_as_good(standing(optimize(resolved))), seed
