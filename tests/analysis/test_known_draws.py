"""Had the draw been known: choices and regret, against brute force draw by draw."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from threading import Lock

import pytest

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.known_draws import KnownDraws, know_draws
from vehicleplan.estimates.metalog import curve
from vehicleplan.estimates.worlds import World, amounts_in, draw_worlds
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, optimize

MakeScenario = Callable[[str], ResolvedScenario]

EITHER = """
format = 1
[goal]
stage = "conversion"
[limits]
max_vehicles = 1
[[vehicle]]
id = "a"
max_activities = 1
outcomes.conversion = { low = 10, likely = 22, high = 40 }
[[vehicle]]
id = "b"
max_activities = 1
outcomes.conversion = { low = 5, likely = 18, high = 50 }
[[vehicle]]
id = "c"
include = "never"
outcomes.conversion = 1_000
"""


def known(resolved: ResolvedScenario, draws: int, jobs: int = 1) -> tuple[Basis, tuple[World, ...], KnownDraws]:
    """The known draws of a scenario that no question was asked about."""
    basis = Basis(resolved, {}, optimize(resolved))
    worlds = draw_worlds(resolved, draws, 0)
    return basis, worlds, know_draws(basis, worlds, Control(), jobs=jobs)


def test_the_better_vehicle_of_two_is_chosen_in_every_draw(scenario: MakeScenario) -> None:
    """Each draw counts for the vehicle that brings more in it, and regret is what the other would have brought more."""
    resolved = scenario(EITHER)
    basis, worlds, found = known(resolved, 100)
    amounts = [{each.id: amounts_in(world, each)["conversion"] for each in resolved.candidates[:2]} for world in worlds]
    times = {choice.id: choice.times for choice in found.choices}
    assert times == {
        "a": sum(each["a"] > each["b"] for each in amounts),
        "b": sum(each["b"] > each["a"] for each in amounts),
    }
    [mine] = basis.plan.decisions.activities
    assert found.regret is not None
    assert found.regret.value is not None
    lost = [max(each.values()) - each[mine] for each in amounts]
    assert found.regret.value.mean == pytest.approx(sum(lost) / 100)
    assert found.same_set == times[mine]


def test_choices_come_as_often_as_one_vehicle_beats_the_other(scenario: MakeScenario) -> None:
    """Over 200 draws the share is the integral of F_b(Q_a(y)) over y, within four standard errors."""
    resolved = scenario(EITHER)
    one, other = (curve(candidate.outcomes["conversion"]) for candidate in resolved.candidates[:2])
    shares = [(number + 0.5) / 2_000 for number in range(2_000)]
    others = [other.at(share) for share in shares]
    exact = sum(bisect_left(others, one.at(share)) for share in shares) / 2_000**2
    _, _, found = known(resolved, 200)
    times = {choice.id: choice.times for choice in found.choices}
    assert times["a"] / 200 == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 200))


GOAL = """
format = 1
[goal]
stage = "conversion"
amount = 40
mode = "MODE"
[[goal.target]]
outcome = "awareness"
amount = 100
[budget]
total = 1_000
[[vehicle]]
id = "a"
cost = 250
setup_cost = 100
max_activities = 3
outcomes = { conversion = { low = 8, likely = 15, high = 24 }, awareness = { low = 10, likely = 30, high = 60 } }
[[vehicle]]
id = "b"
cost = 190
max_activities = 3
outcomes = { conversion = { low = 4, likely = 10, high = 22 }, awareness = { low = 20, likely = 50, high = 90 } }
"""
COSTS = {"a": 250.0, "b": 190.0}


def standing_by_hand(
    mode: str, counts: Mapping[str, int], amounts: Mapping[str, Mapping[str, float]]
) -> tuple[float, float]:
    """Shortfall and value of so many activities in a draw."""
    cost = sum(COSTS[vehicle] * count for vehicle, count in counts.items()) + (100 if counts["a"] else 0)
    results = sum(amounts[vehicle]["conversion"] * count for vehicle, count in counts.items())
    reach = sum(amounts[vehicle]["awareness"] * count for vehicle, count in counts.items())
    missing = max(0.0, 1 - results / 40) + max(0.0, 1 - reach / 100)
    if cost > 1_000:
        return math.inf, math.inf
    value = {"least-cost": cost, "most-results": -results}.get(mode, cost / results if results else math.inf)
    return missing if missing > 1e-9 else 0.0, value


@pytest.mark.parametrize("mode", ["least-cost", "lowest-cost-per-result", "most-results"])
def test_regret_is_that_of_all_plans_tried_in_every_draw(scenario: MakeScenario, mode: str) -> None:
    """How often the goal is reached, missed and out of reach, and by how much, from all 16 plans of 60 draws."""
    resolved = scenario(GOAL.replace("MODE", mode))
    basis, worlds, found = known(resolved, 60)
    mine = {each: round(sum(basis.plan.decisions.activities.get(each, (0.0,)))) for each in COSTS}
    lost, short, missed = [], [], 0
    for world in worlds:
        amounts = {each.id: amounts_in(world, each) for each in resolved.candidates}
        plans = [dict(zip(COSTS, counts, strict=True)) for counts in itertools.product(range(4), repeat=2)]
        best = min(standing_by_hand(mode, counts, amounts) for counts in plans)
        own = standing_by_hand(mode, mine, amounts)
        if own[0] == 0:
            lost.append(own[1] - best[1])
        elif best[0] == 0:
            missed += 1
        else:
            short.append(own[0] - best[0])
    regret = found.regret
    assert regret is not None
    assert regret.value is not None
    assert (regret.reached, regret.missed, regret.out_of_reach) == (len(lost), missed, len(short))
    assert min(len(lost), missed, len(short)) > 0
    assert regret.value.mean == pytest.approx(sum(lost) / len(lost), rel=1e-6)
    assert regret.short == pytest.approx(sum(short) / len(short), rel=1e-5)


def test_what_the_filter_ruled_out_is_never_chosen(scenario: MakeScenario) -> None:
    """Neither is what the scenario never has; and neither is listed."""
    resolved = scenario(EITHER)
    ruled = {"a": RuledOut(Question.MESSAGE, "Too simple.")}
    basis = Basis(resolved, ruled, optimize(resolved, ruled_out=ruled))
    found = know_draws(basis, draw_worlds(resolved, 10, 0), Control())
    assert [(choice.id, choice.times) for choice in found.choices] == [("b", 10)]


def test_the_answer_does_not_depend_on_how_many_work_at_once(scenario: MakeScenario) -> None:
    """One after another or three at a time: the same."""
    resolved = scenario(GOAL.replace("MODE", "least-cost"))
    assert known(resolved, 12, jobs=3)[2] == known(resolved, 12)[2]


def test_stopped_draws_are_counted(scenario: MakeScenario) -> None:
    """Stopped on the way, it gives what it has and says that it is not the whole."""
    resolved = scenario(EITHER)
    basis = Basis(resolved, {}, optimize(resolved))
    done: list[int] = []
    lock = Lock()

    def told(_: object) -> None:
        """Count what is done."""
        with lock:
            done.append(1)

    control = Control(is_cancelled=lambda: len(done) >= 3, on_progress=told)
    found = know_draws(basis, draw_worlds(resolved, 20, 0), control)
    assert (found.asked, found.done, found.is_whole) == (20, 3, False)
    assert sum(choice.times for choice in found.choices) == 3
