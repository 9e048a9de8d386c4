"""The facts that the questions rest on."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.model.history import HistoryEntry
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.screening.evidence import gather
from vehicleplan.screening.sharing import Pot, share_out
from vehicleplan.screening.track import mean_hourly_cost, track_records

Read = Callable[[str], ResolvedScenario]

GOAL = 'format = 1\n[goal]\nstage = "conversion"\nconversion_rates = { consideration = 0.1 }\n'


def test_a_solo_run_stays_within_budget_and_team(scenario: Read) -> None:
    """Alone, a vehicle takes what money and hours allow; its figures per result follow."""
    resolved = scenario(
        GOAL
        + """
amount = 40
[budget]
total = 1_000
[[team.skill]]
id = "writing"
hours = 16
hourly_cost = 50
[[vehicle]]
id = "webinar"
cost = 100
hours = { writing = 2 }
outcomes.conversion = { low = 1, likely = 2, high = 3 }
"""
    )
    facts = gather(resolved)["webinar"]
    assert facts.solo is not None
    assert (facts.solo.results, facts.solo.low_results, facts.solo.share) == (16, 8, 0.4)
    takes = facts.per_result
    assert takes is not None
    assert (takes.money, takes.hours, takes.cost, takes.risk) == (50, 1, 100, 0.5)


def test_cost_is_cash_where_the_goal_counts_cash(scenario: Read) -> None:
    """The cost behind the verdict is the one that the goal counts."""
    text = GOAL + 'cost = "cash"\n[[team.skill]]\nid = "w"\nhours = 9\nhourly_cost = 50\n'
    text += '[[vehicle]]\nid = "a"\ncost = 10\nhours = { w = 3 }\noutcomes.conversion = 1'
    takes = gather(scenario(text))["a"].per_result
    assert takes is not None
    assert (takes.cost, takes.hours) == (10, 3)


def test_without_an_amount_the_best_solo_run_is_the_measure(scenario: Read) -> None:
    """Shares are of the strongest candidate."""
    text = GOAL + '[[vehicle]]\nid = "a"\nmax_activities = 4\noutcomes.conversion = 5\n'
    text += '[[vehicle]]\nid = "b"\nmax_activities = 1\noutcomes.conversion = 5\n'
    shares = {name: facts.solo.share for name, facts in gather(scenario(text)).items() if facts.solo}
    assert shares == {"a": 1.0, "b": 0.25}


def test_what_nothing_limits_has_figures_per_result(scenario: Read) -> None:
    """Without any limit the last tier's activity counts, and set-up no longer does."""
    text = GOAL + '[[vehicle]]\nid = "a"\ndivisible = true\nsetup_cost = 500\ncost = 100\n'
    text += "outcomes.conversion = 4\ntier = [{ activities = 3 }, { yield = 0.5, cost = 80 }]"
    facts = gather(scenario(text))["a"]
    assert (facts.is_unlimited, facts.solo) == (True, None)
    assert facts.per_result is not None
    assert facts.per_result.money == 40


def test_never_gets_no_solo_run(scenario: Read) -> None:
    """What must not be in the plan is not run."""
    text = GOAL + '[[vehicle]]\nid = "a"\ninclude = "never"\nmax_activities = 1\noutcomes.conversion = 1'
    facts = gather(scenario(text))["a"]
    assert (facts.solo, facts.is_unlimited, facts.per_result) == (None, False, None)


TEAM = """
[horizon]
start = 2027-01-01
periods = 3
[[team.skill]]
id = "writing"
hours = [10, 40, 40]
outsource = { hourly_cost = 95, hours = 20 }
[[team.skill]]
id = "data"
hours = 0
[[team.member]]
name = "Ana"
hours = 30
skills = ["writing", "design"]
[[team.build]]
name = "Video course"
skill = "video"
adds_hours = 60
takes_hours = { writing = 20 }
ready_after = 1
[[team.build]]
name = "Radio course"
skill = "radio"
adds_hours = 60
takes_hours = { data = 20 }
"""


def vehicle(hours: str, *, more: str = "") -> str:
    """A vehicle with these hours."""
    return f'{GOAL}{TEAM}\n[[vehicle]]\nid = "a"\nhours = {{ {hours} }}\n{more}'


def start(resolved: ResolvedScenario) -> tuple[str, list[tuple[str, float, float, float, float, float]]]:
    """The best period, and by skill: needed, today, bought, built, short."""
    facts = gather(resolved)["a"]
    return facts.start, [(h.skill, h.needed, h.today, h.bought, h.built, h.short) for h in facts.hours]


def test_hours_in_the_best_period(scenario: Read) -> None:
    """The period with the least short decides, the earliest of equals."""
    assert start(scenario(vehicle("writing = 40"))) == ("2027 Q1", [("writing", 40, 40, 0, 0, 0)])
    assert start(scenario(vehicle("writing = 60"))) == ("2027 Q2", [("writing", 60, 60, 0, 0, 0)])


def test_members_share_their_hours(scenario: Read) -> None:
    """A member's hours are there once: what design takes, writing must get elsewhere."""
    assert start(scenario(vehicle("design = 25, writing = 50"))) == (
        "2027 Q2",
        [("design", 25, 25, 0, 0, 0), ("writing", 50, 45, 5, 0, 0)],
    )


def test_available_hours_are_all_that_the_team_has(scenario: Read) -> None:
    """Own hours and those of every member with the skill."""
    (writing,) = gather(scenario(vehicle("writing = 5")))["a"].hours
    assert writing.available == 40


def test_a_build_counts_from_the_period_in_which_it_is_ready(scenario: Read) -> None:
    """The best period waits for the build, and the period is named."""
    facts = gather(scenario(vehicle("video = 14")))["a"]
    assert facts.start == "2027 Q2"
    assert [(h.built, h.builds) for h in facts.hours] == [(14, (("Video course", "2027 Q2"),))]


def test_a_build_that_nobody_can_make_gives_no_hours(scenario: Read) -> None:
    """What its effort needs is missing, so that its skill is unknown."""
    (radio,) = gather(scenario(vehicle("radio = 14")))["a"].hours
    assert (radio.is_known, radio.short) == (False, 14)


def test_a_skill_without_hours_is_unknown(scenario: Read) -> None:
    """A skill that is listed with no hours, or not at all, is had by nobody."""
    data, juggling = gather(scenario(vehicle("data = 1, juggling = 1")))["a"].hours
    assert (data.is_known, juggling.is_known) == (False, False)


@pytest.mark.parametrize(
    ("more", "needed"),
    [
        ("setup_hours = { writing = 4 }", 9),
        ("min_per_period = 3", 15),
        ("min_activities = 7", 15),
        ("min_activities = 2\nmin_per_period = 1\nsetup_hours = { writing = 1 }", 6),
        ("divisible = true", 5),
    ],
)
def test_the_smallest_useful_scale(scenario: Read, more: str, needed: float) -> None:
    """Set-up and the least activities of a period: one, the period's minimum, or the horizon's spread over it."""
    (writing,) = gather(scenario(vehicle("writing = 5", more=more)))["a"].hours
    assert writing.needed == needed


def test_hours_are_moved_to_where_they_help() -> None:
    """A member gives up a skill that another can take, so that nothing is short."""
    ana, ben = Pot(10, ("writing", "design")), Pot(10, ("writing",))
    given = share_out({"writing": 10, "design": 10}, (ana, ben))
    assert given == ({"writing": 0, "design": 10}, {"writing": 10, "design": 0})


SKILLS = ("a", "b", "c")
POTS = st.lists(st.builds(Pot, st.integers(0, 12).map(float), st.sets(st.sampled_from(SKILLS)).map(tuple)), max_size=5)


@given(st.fixed_dictionaries({skill: st.integers(0, 12).map(float) for skill in SKILLS}), POTS)
def test_as_little_as_possible_is_short(needed: dict[str, float], pots: list[Pot]) -> None:
    """What is short is what some set of skills needs beyond all pots that could help it (Hall 1935)."""
    given_hours = share_out(needed, pots)
    for pot, gives in zip(pots, given_hours, strict=True):
        assert math.fsum(gives.values()) <= pot.hours + 1e-9
        assert all(hours >= 0 and (hours == 0 or skill in pot.skills) for skill, hours in gives.items())
    short = math.fsum(needed.values()) - math.fsum(math.fsum(gives.values()) for gives in given_hours)
    sets = [[s for place, s in enumerate(SKILLS) if mask >> place & 1] for mask in range(2 ** len(SKILLS))]
    least = max(
        math.fsum(needed[s] for s in some) - math.fsum(pot.hours for pot in pots if set(some) & set(pot.skills))
        for some in sets
    )
    assert short == pytest.approx(least)


HISTORY = (
    GOAL
    + """
[[team.skill]]
id = "writing"
hours = 30
hourly_cost = 40
[[team.member]]
name = "Ana"
hours = 10
skills = ["writing"]
hourly_cost = 80
[[vehicle]]
id = "webinar"
cost = 1_000
setup_cost = 500
setup_hours = { writing = 10 }
hours = { writing = 20 }
acceptance = 0.5
outcomes.consideration = 40
outcomes.conversion = 8
max_activities = 1
[[vehicle]]
id = "seminar"
max_activities = 1
[[vehicle]]
id = "talk"
max_activities = 1
"""
)


def entry(
    vehicle_id: str, day: int, outcome: str, count: float, *, cash: float = 0.0, hours: float = 0.0
) -> HistoryEntry:
    """One activity in March."""
    return HistoryEntry(vehicle_id, date(2026, 3, day), 1.0, cash, hours, outcome, count)


def records(resolved: ResolvedScenario, *entries: HistoryEntry) -> ResolvedScenario:
    """The scenario with a history."""
    return replace(resolved, history=entries)


def test_the_mean_hour_of_the_team(scenario: Read) -> None:
    """Weighted by the hours that each skill and member has."""
    assert mean_hourly_cost(scenario(HISTORY)) == 50


def test_a_track_record_in_results(scenario: Read) -> None:
    """Counts by their worth, conversions as far as sales accepts them; hours at the team's mean."""
    history = records(
        scenario(HISTORY),
        entry("webinar", 1, "conversion", 10, cash=1_200, hours=30),
        entry("webinar", 2, "conversion", 6, cash=800, hours=10),
    )
    record = track_records(history)["webinar"]
    assert (record.activities, record.events, record.results) == (2, 16, 8)
    assert record.cost == 2_000 + 40 * 50
    assert record.estimated_results == 2 * 8 * 0.5
    assert record.estimated_cost == 500 + 2 * 1_000 + (10 + 2 * 20) * 50


def test_rows_of_one_day_are_about_the_same_activities(scenario: Read) -> None:
    """Two outcomes of one webinar are two rows; its cost and its hours count once."""
    history = records(
        scenario(HISTORY),
        entry("webinar", 1, "conversion", 10, cash=1_200, hours=30),
        entry("webinar", 1, "consideration", 50, cash=1_200, hours=30),
    )
    record = track_records(history)["webinar"]
    assert (record.activities, record.cost) == (1, 1_200 + 30 * 50)
    assert record.results == 10 * 0.5 + 50 * 0.1
    assert record.estimated_results == 8 * 0.5 + 40 * 0.1


def test_the_median_of_the_others(scenario: Read) -> None:
    """Each record stands beside the others that brought results."""
    history = records(
        scenario(HISTORY),
        entry("webinar", 1, "conversion", 10, cash=1_000),
        entry("seminar", 1, "conversion", 10, cash=3_000),
        entry("talk", 1, "conversion", 0, cash=3_000),
    )
    found = track_records(history)
    assert (found["webinar"].median_of_others, found["webinar"].others) == (300, 1)
    assert (found["talk"].median_of_others, found["talk"].others) == (250, 2)


def test_a_history_of_little_is_not_compared_with_the_others(scenario: Read) -> None:
    """Where the history counts less than half of what a vehicle brings, its cost per result says little."""
    text = HISTORY.replace("outcomes.conversion = 8", "outcomes.conversion = 10")
    history = records(
        scenario(text),
        entry("webinar", 1, "consideration", 50, cash=1_000),
        entry("seminar", 1, "conversion", 10, cash=3_000),
    )
    found = track_records(history)
    assert found["webinar"].coverage == pytest.approx(4 / 9)
    assert [(record.median_of_others, record.others) for record in found.values()] == [(None, 0), (None, 0)]


def test_a_history_of_what_counts_nothing(scenario: Read) -> None:
    """A record whose outcomes are worth no result says so."""
    history = records(scenario(HISTORY), entry("webinar", 1, "awareness", 900, cash=1_000))
    assert not track_records(history)["webinar"].is_counted


def test_what_nothing_limits_and_counts_nothing_has_no_figures(scenario: Read) -> None:
    """Without results there is nothing to share a cost between."""
    facts = gather(scenario(GOAL + '[[vehicle]]\nid = "a"\nsetup_cost = 5\noutcomes.advocacy = 4'))["a"]
    assert (facts.results_per_activity, facts.per_result) == (0, None)
