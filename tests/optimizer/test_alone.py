"""What is told of a vehicle alone is what the solver finds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import pytest

from optimizer.generate import random_scenario
from vehicleplan.errors import UnboundedPlanError
from vehicleplan.estimates.score import score
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Limits
from vehicleplan.model.plan import Decisions, Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import make_model, solo
from vehicleplan.optimizer.alone import told_alone
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.optimize import verified_plan
from vehicleplan.optimizer.search import search
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.verify import breached_limits

MakeScenario = Callable[[str], ResolvedScenario]
Figures = tuple[float, float, float, float]

GROUPS, GROUP_SIZE = 12, 15

HEAD = """format = 1
[goal]
stage = "conversion"
[horizon]
start = 2027-01-01
periods = 3
[budget]
total = 900
[[team.skill]]
id = "talks"
hours = [4, 4, 4]
hourly_cost = 10
"""
TALK = '[[vehicle]]\nid = "talk"\ncost = 100\nhours = { talks = 2 }\noutcomes.conversion = 1\n'


def alone(resolved: ResolvedScenario) -> Iterator[tuple[ResolvedScenario, Candidate]]:
    """Each candidate with a scenario that has nothing else, and asks for most results."""
    goal = resolved.scenario.goal.model_copy(update={"mode": Mode.MOST_RESULTS, "amount": None, "targets": ()})
    scenario = resolved.scenario.model_copy(update={"goal": goal, "limits": Limits()})
    for candidate in resolved.candidates:
        own = candidate.model_copy(update={"include": "may", "needs": ()})
        yield ResolvedScenario(scenario, (own,)), own


def proven(resolved: ResolvedScenario) -> Score:
    """The figures of the best plan by the solver, without the haste that is enough for a filter."""
    build = make_model(resolved)
    return verified_plan(build, {}, search(build, Solver(build, Control()))).score


def figures(resolved: ResolvedScenario, found: Score) -> Figures:
    """What the filter asks of a plan: results, cash, the cost that the goal counts, and hours; nothing of nothing."""
    if found.results <= 0:
        return 0.0, 0.0, 0.0, 0.0
    counted = found.cost.cash if resolved.scenario.goal.cost == "cash" else found.cost.loaded
    return found.results, found.cost.cash, counted, math.fsum(found.vehicles[0].hours.values())


@pytest.mark.parametrize("group", range(GROUPS))
def test_it_is_what_the_solver_finds(group: int, scenario: MakeScenario) -> None:
    """Results, cash, cost and hours are the solver's, every limit is kept, and most vehicles need no solver."""
    asked = told = 0
    for seed in range(group * GROUP_SIZE, (group + 1) * GROUP_SIZE):
        for resolved, candidate in alone(scenario(random_scenario(seed))):
            asked += 1
            decisions = told_alone(resolved, candidate)
            if decisions is None:
                continue
            told += 1
            found = score(resolved, decisions)
            assert [*breached_limits(resolved, decisions, found)] == []
            expected = figures(resolved, proven(resolved))
            assert figures(resolved, found) == pytest.approx(expected, rel=3e-8, abs=1e-7), (seed, candidate.id)
    assert told > asked / 2


@pytest.mark.parametrize("group", range(GROUPS))
def test_the_part_of_the_team_that_a_vehicle_needs_is_enough(group: int, scenario: MakeScenario) -> None:
    """With the rest of the team away the filter's figures are those of the whole team."""
    smaller = 0
    for seed in range(1000 + group * 4, 1004 + group * 4):
        for whole, candidate in alone(scenario(random_scenario(seed))):
            own = solo.solo_scenario(whole, candidate)
            smaller += own.scenario.team != whole.scenario.team
            found = solo.solo_score(own)
            assert found is not None
            expected = figures(whole, proven(whole))
            assert figures(whole, found) == pytest.approx(expected, rel=1e-3, abs=1e-7), (seed, candidate.id)
            assert found.results == pytest.approx(expected[0], rel=3e-8, abs=1e-7), (seed, candidate.id)
    assert smaller > 0


def test_what_a_build_takes_stays_in_the_team(scenario: MakeScenario) -> None:
    """Talks are built by a writer's hours, which the talk itself does not need; the painter goes."""
    others = "".join(f'[[team.skill]]\nid = "{skill}"\nhours = 5\nhourly_cost = 10\n' for skill in ("words", "paint"))
    build = '[[team.build]]\nname = "Train"\nskill = "talks"\nadds_hours = 4\ntakes_hours = { words = 5 }\n'
    member = '[[team.member]]\nname = "Ann"\nhours = 2\nskills = ["words", "paint"]\n'
    resolved = scenario(HEAD + others + member + build + TALK)
    own = solo.solo_scenario(resolved, resolved.candidates[0])
    assert [skill.id for skill in own.scenario.team.skills] == ["talks", "words"]
    assert [each.skills for each in own.scenario.team.members] == [("words",)]
    found = solo.solo_score(own)
    assert found is not None
    assert [build.period for build in found.builds] == [1]


@pytest.mark.parametrize("least", [3, 2], ids=["no period has room for three", "the first has none for set-up and two"])
def test_a_least_that_no_start_has_room_for_is_told(least: int, scenario: MakeScenario) -> None:
    """Every start needs its least from there to the end, with the set-up in its own period: there is nothing."""
    text = HEAD.replace("[4, 4, 4]", "[5, 5, 4]") + TALK + f"setup_hours = {{ talks = 2 }}\nmin_per_period = {least}\n"
    ((resolved, candidate),) = alone(scenario(text))
    decisions = told_alone(resolved, candidate)
    assert decisions is not None
    assert decisions.activities == {}
    assert proven(resolved).results == 0


def test_a_build_that_makes_room_is_made(scenario: MakeScenario) -> None:
    """Own hours allow six talks, the money nine: with the build there are eight, for its own price as well."""
    build = '[[team.build]]\nname = "Train"\nskill = "talks"\nadds_hours = 4\ncost = 50\nready_after = 1\n'
    ((resolved, candidate),) = alone(scenario(HEAD + build + TALK))
    decisions = told_alone(resolved, candidate)
    assert decisions is not None
    assert (sum(decisions.activities["talk"]), decisions.builds) == (8, {0: 0})
    assert figures(resolved, score(resolved, decisions)) == pytest.approx(figures(resolved, proven(resolved)))


@pytest.mark.parametrize(
    "more",
    ["lag = 1\n", "tier = [{ activities = 2 }, { yield = 0 }]\n"],
    ids=["idle activities cost nothing", "activities that bring nothing"],
)
def test_what_leaves_a_choice_is_left_to_the_solver(more: str, scenario: MakeScenario) -> None:
    """Where plans differ in hours or activities and in nothing that counts, nothing is told."""
    text = HEAD.replace("hourly_cost = 10", "hourly_cost = 0") + TALK.replace("cost = 100", f"cost = 0\n{more}")
    ((resolved, candidate),) = alone(scenario(text))
    assert told_alone(resolved, candidate) is None


def test_what_nothing_limits_is_left_to_the_solver(scenario: MakeScenario) -> None:
    """It says that nothing limits it, and so do the figures."""
    text = HEAD + '[[vehicle]]\nid = "post"\nsetup_cost = 9_999\noutcomes.conversion = 1\n'
    ((resolved, candidate),) = alone(scenario(text))
    assert told_alone(resolved, candidate) is None
    with pytest.raises(UnboundedPlanError):
        make_model(resolved)
    assert solo.solo_score(solo.solo_scenario(resolved, candidate)) is None


def test_a_schedule_that_breaks_a_limit_is_not_used(scenario: MakeScenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told is verified as any plan is; the solver is asked where it fails."""
    ((resolved, candidate),) = alone(scenario(HEAD + TALK))
    wrong = Decisions(activities={"talk": (9.0, 9.0, 9.0)}, start={"talk": 0}, outsourced={}, given={}, builds={})
    monkeypatch.setattr(solo, "told_alone", lambda *_: wrong)
    found = solo.solo_score(solo.solo_scenario(resolved, candidate))
    assert found is not None
    assert found.results == pytest.approx(6)
