"""The next-best sets: as good as trying every set, core and swing over all sets, and partial answers that say so."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest

from optimizer.generate import random_scenario
from optimizer.oracle import solve
from vehicleplan.analysis.alternatives import Alternatives, alternatives, distance
from vehicleplan.analysis.basis import NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.sets import Field, field_of
from vehicleplan.errors import UnboundedPlanError
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize

Reader = Callable[[str], ResolvedScenario]

THREE = """format = 1
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[budget]
total = 1_000
[limits]
max_vehicles = 2
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
cost = 500
max_activities = 1
outcomes.conversion = 60
[[vehicle]]
id = "paper"
cost = 500
max_activities = 1
outcomes.conversion = 40
[[vehicle]]
id = "fair"
cost = 500
max_activities = 1
outcomes.conversion = 39
"""
"""Two of three: 100 leads with the paper, 99 with the fair, 79 without the webinar."""


def basis_of(resolved: ResolvedScenario) -> Basis:
    """The scenario with its plan; nothing is ruled out."""
    return Basis(resolved, {}, optimize(resolved))


def found(resolved: ResolvedScenario, **named: int) -> Alternatives:
    """The alternatives of a scenario."""
    return alternatives(basis_of(resolved), Control(), **named)


def vehicles(answer: Alternatives) -> list[set[str]]:
    """The vehicles of every set."""
    return [{vehicle.id for vehicle in each.plan.vehicles} for each in answer.sets]


def test_sets_come_in_the_order_of_what_they_bring(scenario: Reader) -> None:
    """The plan first, then each other set with its distance and what it swaps."""
    answer = found(scenario(THREE))
    assert [each.plan.results for each in answer.sets] == [100, 99, 79, 60, 40, 39, 0]
    assert [each.distance for each in answer.sets[:3]] == pytest.approx([0, 0.01, 0.21])
    assert (answer.sets[1].comes_in, answer.sets[1].goes_out) == (("fair",), ("paper",))
    assert (answer.sets[3].comes_in, answer.sets[3].goes_out) == ((), ("paper",))
    assert answer.is_whole
    assert not answer.has_more


@pytest.mark.parametrize("most", [1, 2, 10])
def test_core_and_swing_are_about_all_sets_and_not_about_those_listed(scenario: Reader, most: int) -> None:
    """Two sets are within 2 %: both have the webinar, one the paper, one the fair, however many are listed."""
    answer = found(scenario(THREE), most=most)
    assert (answer.core, answer.swing) == (("webinar",), ("paper", "fair"))
    assert answer.is_core_proven
    assert answer.has_more == (most < 10)


FRACTIONS = """format = 1
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[budget]
total = 1_000
[screening]
rule_out = "nothing"
[[vehicle]]
id = "search"
cost = 10
divisible = true
outcomes.conversion = 1
[[vehicle]]
id = "display"
cost = 10
divisible = true
outcomes.conversion = 0.5
"""
"""100 leads from search alone; each activity of display takes one of search and brings half as much."""


def test_no_set_is_another_with_a_vehicle_for_show(scenario: Reader) -> None:
    """Display at no more than a pinch would be as good as without it; from 5 % of 100 leads on it costs 5 of them."""
    answer = found(scenario(FRACTIONS))
    both = answer.sets[1]
    assert {vehicle.id: sum(vehicle.activities) for vehicle in both.plan.vehicles} == pytest.approx(
        {"search": 90, "display": 10}
    )
    assert both.distance == pytest.approx(0.05)
    assert (answer.core, answer.swing) == (("search",), ())


def test_the_plans_own_amounts_always_count(scenario: Reader) -> None:
    """A vehicle of which the plan has less than 5 % is in its set, so that doing without it is an alternative."""
    text = FRACTIONS.replace('id = "search"\n', 'id = "search"\nmax_activities = 98\n')
    answer = found(scenario(text))
    assert vehicles(answer)[:2] == [{"search", "display"}, {"search"}]
    assert [each.plan.results for each in answer.sets[:2]] == pytest.approx([99, 98])
    assert (answer.core, answer.swing) == (("search",), ("display",))


def test_a_vehicle_that_is_chosen_for_a_need_alone_makes_no_difference(scenario: Reader) -> None:
    """Display is needed and may have no activity: then it tells no two sets apart."""
    text = FRACTIONS.replace('id = "search"\n', 'id = "search"\nneeds = ["display"]\n').replace("cost = 10\n", "", 1)
    answer = found(scenario(text.replace("divisible = true", "divisible = true\nmax_activities = 50")))
    assert all("search" in each.comes_in + each.goes_out for each in answer.sets[1:])


GOAL = THREE.replace('mode = "most-results"', "amount = 99").replace("cost = 500", "cost = 400", 1)
"""The webinar with the paper costs 900 for 100 leads, with the fair 900 for 99; nothing else reaches 99."""


def test_sets_that_miss_the_goal_come_last_and_are_not_close(scenario: Reader) -> None:
    """A set that misses the goal has no distance, however cheap it is, and says nothing of core and swing."""
    answer = found(scenario(GOAL))
    assert [each.standing.shortfall > 0 for each in answer.sets[:3]] == [False, False, True]
    assert math.isinf(answer.sets[2].distance)
    assert (answer.core, answer.swing) == (("webinar",), ("paper", "fair"))


def test_out_of_reach_the_distance_is_what_is_missing_besides(scenario: Reader) -> None:
    """Of 200 leads 100 are missing, with the fair 101: half a percent of what is asked."""
    answer = found(scenario(GOAL.replace("amount = 99", "amount = 200")))
    assert [each.distance for each in answer.sets[:3]] == pytest.approx([0, 0.005, 0.105])
    assert (answer.core, answer.swing) == (("webinar",), ("paper", "fair"))


def test_a_must_is_in_the_core(scenario: Reader) -> None:
    """No set does without it."""
    answer = found(scenario(THREE.replace('id = "fair"', 'id = "fair"\ninclude = "must"')), most=2)
    assert answer.core == ("webinar", "fair")
    assert all("fair" in each for each in vehicles(answer))


def test_without_a_plan_there_are_no_sets(scenario: Reader) -> None:
    """All three musts do not go into two vehicles."""
    answer = found(scenario(THREE.replace("id = ", 'include = "must"\nid = ')))
    assert answer == Alternatives((), (), (), 0.02, is_core_proven=True, has_more=False, is_whole=True)


def test_a_vehicle_without_any_bound_is_asked_for_one(scenario: Reader) -> None:
    """Where nothing limits a vehicle, a set would not say whether it is used."""
    text = FRACTIONS.replace("[budget]\ntotal = 1_000\n", "").replace('mode = "most-results"', "amount = 50")
    with pytest.raises(UnboundedPlanError, match="max_activities"):
        found(scenario(text))


@pytest.mark.parametrize("asked", [0, 3, 12])
def test_stopped_it_gives_what_it_has_and_says_so(scenario: Reader, asked: int) -> None:
    """Cancelled after so many looks at the control: the sets so far are the best ones, and there may be more."""
    whole = found(scenario(THREE))
    left = iter(range(asked))
    control = Control(is_cancelled=lambda: next(left, None) is None)
    answer = alternatives(basis_of(scenario(THREE)), control)
    assert vehicles(answer) == vehicles(whole)[: len(answer.sets)]
    assert len(answer.sets) < len(whole.sets)
    assert not answer.is_whole
    assert answer.has_more
    assert set(answer.core) <= set(whole.core)
    assert set(answer.swing) <= set(whole.swing)


def test_several_at_once_find_the_same(scenario: Reader) -> None:
    """The answer does not depend on how many candidates are looked at at once."""
    assert found(scenario(THREE), most=1, jobs=3) == found(scenario(THREE), most=1)


@pytest.mark.parametrize("group", range(8))
@pytest.mark.parametrize("most", [1, 6])
def test_sets_core_and_swing_are_those_of_trying_every_set(group: int, most: int, scenario: Reader) -> None:
    """On random scenarios of all modes: the best sets and their values, and core and swing, by brute force."""
    wrong = []
    for seed in range(50_000 + group * 6, 50_006 + group * 6):
        text = random_scenario(seed)
        basis = basis_of(scenario(text))
        if standing(basis.plan) != NO_PLAN and len(field_of(basis).telling) <= 4:
            tried = tried_sets(tomllib.loads(text), field_of(basis))
            wrong += [f"seed {seed}: {fault}" for fault in faults(basis, most, tried)]
    assert not wrong, "\n".join(wrong)


def faults(basis: Basis, most: int, tried: dict[frozenset[str], Standing]) -> Iterator[str]:
    """What of the alternatives differs from having tried every set."""
    answer = alternatives(basis, Control(), most=most)
    where = field_of(basis)
    order = sorted(tried.values(), key=lambda each: (round(each.shortfall, 6), each.value))
    if len(answer.sets) != min(most, len(order)):
        yield f"{len(answer.sets)} of {len(order)} sets"
    for each, theirs in zip(answer.sets, order, strict=False):
        own = tried.get(where.used(each.plan))
        if own is None or not is_close(own, each.standing) or not is_close(theirs, each.standing):
            yield f"{where.used(each.plan)}: {each.standing}, tried {own}, in this place {theirs}"
    near = {each for each, reached in tried.items() if distance(standing(basis.plan), reached) <= answer.within + 1e-6}
    core = {vehicle for vehicle in where.telling if all(vehicle in each for each in near)}
    swing = {vehicle for vehicle in where.telling if any(vehicle in each for each in near)} - core
    if (set(answer.core), set(answer.swing)) != (core, swing):
        yield f"core {answer.core} and swing {answer.swing}, tried {core} and {swing}"


def is_close(one: Standing, other: Standing) -> bool:
    """Equal but for arithmetic."""
    return one.shortfall == pytest.approx(other.shortfall, abs=1e-6) and (
        one.value == other.value or one.value == pytest.approx(other.value, rel=2e-6, abs=1e-5)
    )


def tried_sets(facts: dict[str, Any], where: Field) -> dict[frozenset[str], Standing]:
    """Every set that is possible, with what the oracle says of it; a vehicle of a set has its smallest use."""
    least = {candidate.id: candidate.min_activities for candidate in where.resolved.candidates}
    given = {row["id"]: dict(row) for row in facts["vehicle"]}
    musts = {vehicle for vehicle, row in given.items() if row.get("include") == "must"}
    nevers = {vehicle for vehicle, row in given.items() if row.get("include") == "never"}
    tried = {}
    for chosen in (frozenset(c) for n in range(len(where.telling) + 1) for c in combinations(where.telling, n)):
        needed = {need for vehicle in chosen for need in given[vehicle].get("needs", ())}
        if musts & set(where.telling) - chosen or needed & (nevers | set(where.telling) - chosen):
            continue
        rows = [
            row | {"include": "must" if vehicle in chosen else "never", "min_activities": least[vehicle]}
            if vehicle in where.telling
            else row
            for vehicle, row in given.items()
        ]
        answer = solve(facts | {"vehicle": rows})
        if answer.feasible:
            mode = where.basis.plan.mode.value
            ratio = math.inf if answer.ratio is None else answer.ratio
            value = {"most-results": -answer.results, "least-cost": answer.cost}.get(mode, ratio)
            tried[chosen] = Standing(0.0 if answer.reached else answer.shortfall, value)
    return tried
