"""How sure a plan is, in words and tables."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from report.plans import make_plan
from vehicleplan.analysis.known_draws import NOT_ASKED, Choice, KnownDraws, Regret
from vehicleplan.analysis.sample import Percentiles
from vehicleplan.analysis.simulate import Asked, Simulated, VehicleDraws
from vehicleplan.model.chance import Chance
from vehicleplan.model.goal import Mode
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.simulation import Simulation
from vehicleplan.report.histogram import LONGEST, histogram, stretches
from vehicleplan.report.known_draws import known_draws_section
from vehicleplan.report.simulate import chance_words, simulate_section

Read = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
[goal]
stage = "conversion"
"""
RESULTS = Percentiles(180.0, 250.0, 330.0, 256.0)
SIMULATED = Simulated(
    settings=Simulation(),
    results=tuple(float(150 + number // 5) for number in range(1_000)),
    figures=RESULTS,
    cost_per_result=Percentiles(186.0, 245.0, 340.0, 251.0),
    as_planned=Chance(490, 1_000),
    goal=Chance(560, 1_000),
    parts=(Asked("sales-ready lead", 240.0, 251.0, RESULTS, Chance(560, 1_000)),),
    vehicles=(
        VehicleDraws("webinar", "Hosted webinar", 96.0, Percentiles(60.0, 95.0, 140.0, 97.0), 0.22),
        VehicleDraws("paid-search", "Paid search", 155.0, Percentiles(90.0, 150.0, 230.0, 157.0), 0.41),
    ),
    is_certain=False,
    known=NOT_ASKED,
    is_whole=True,
)


def answer(simulated: Simulated, scenario: ResolvedScenario) -> str:
    """The sentences of a simulation of the usual plan."""
    return " ".join(simulate_section(simulated, make_plan(), scenario).answer)


def test_the_answer_says_what_the_draws_bring_and_how_often_they_reach_the_goal(scenario: Read) -> None:
    """Three percentiles, the chance with its interval, the price, the plan's place, and what matters most."""
    assert answer(SIMULATED, scenario(LAUNCH)) == (
        "The plan reaches its goal, 240 sales-ready leads, in 56 % of 1,000 draws (53 to 59 %). "
        "It brings 180 (P10), 250 (P50), 330 (P90) sales-ready leads. "
        "One sales-ready lead costs 186 (P10), 245 (P50), 340 USD (P90). "
        "The plan counts on 251; it brings that or more in 49 % of the draws (46 to 52 %). "
        "What matters most is Paid search: with its P50 in every draw the range from P10 to P90 would be 41 % narrower."
    )


def test_without_a_goal_there_is_no_chance_of_it(scenario: Read) -> None:
    """Where nothing is asked for, the sentence ends with what the draws bring, and the table asks for nothing."""
    plan = make_plan(amount=None)
    section = simulate_section(replace(SIMULATED, goal=None, parts=()), plan, scenario(LAUNCH))
    assert section.answer[0] == ("In 1,000 draws the plan brings 180 (P10), 250 (P50), 330 (P90) sales-ready leads.")
    assert "Asked" not in [column.heading for column in section.tables[0].columns]


def test_fewer_draws_than_asked_are_said_first(scenario: Read) -> None:
    """A part is not passed off as whole."""
    words = answer(replace(SIMULATED, settings=Simulation(draws=5_000), is_whole=False), scenario(LAUNCH))
    assert words.startswith("Stopped after 1,000 of 5,000 draws. The plan reaches its goal, ")


def test_targets_count_for_the_goal(scenario: Read) -> None:
    """With the amount come its targets; by themselves they are the goal."""
    target = Asked("awareness", 900.0, 950.0, RESULTS, Chance(500, 1_000))
    both = replace(SIMULATED, parts=(*SIMULATED.parts, target, target))
    assert "its goal, 240 sales-ready leads and 2 targets, in 56 % of 1,000 draws" in answer(both, scenario(LAUNCH))
    alone = simulate_section(replace(SIMULATED, parts=(target,)), make_plan(amount=None), scenario(LAUNCH))
    assert "its goal, one target, in 56 % of 1,000 draws" in alone.answer[0]
    assert [row[0] for row in alone.tables[0].rows[:2]] == ["sales-ready leads", "awareness"]


def test_risk_aversion_is_named_beside_what_the_plan_counts_on(scenario: Read) -> None:
    """It is why the draws mostly bring more."""
    words = answer(SIMULATED, scenario(f"{LAUNCH}risk_aversion = 0.5\n"))
    assert "The plan counts on 251, with a risk aversion of 0.5; it brings that or more in 49 %" in words


def test_a_draw_without_results_leaves_the_price_out(scenario: Read) -> None:
    """What no result costs has no figure."""
    costly = replace(SIMULATED, cost_per_result=Percentiles(186.0, 245.0, math.inf, math.inf))
    section = simulate_section(costly, make_plan(), scenario(LAUNCH))
    assert "costs" not in " ".join(section.answer)
    assert section.tables[0].rows[-1][3:7] == ("186", "245", "–", "–")


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (0, "in none of the draws"),
        (1_000, "in all of the draws"),
        (996, "in all but 0.4 % of the draws"),
        (464, "in 46 % of the draws (43 to 49 %)"),
    ],
)
def test_a_chance_is_never_rounded_to_certainty(times: int, words: str) -> None:
    """Only all draws are all of them."""
    assert chance_words(Chance(times, 1_000), "the draws") == words


def test_certain_estimates_are_said_to_be(scenario: Read) -> None:
    """Where nothing varies there is one sentence and no table."""
    section = simulate_section(replace(SIMULATED, is_certain=True), make_plan(), scenario(LAUNCH))
    assert section.tables == ()
    assert " ".join(section.answer) == (
        "All estimates of the plan's vehicles are certain, so nothing varies: it brings 251 sales-ready leads in every "
        "draw."
    )


def test_the_bars_meet_at_the_goal() -> None:
    """Round lengths from the goal; every draw is in one bar; the longest has the full length."""
    found = stretches(SIMULATED.results, 243.0)
    assert {stretch.high - stretch.low for stretch in found if stretch.low is not None and stretch.high} == {20.0}
    assert 243.0 in [stretch.low for stretch in found]
    assert sum(stretch.draws for stretch in found) == 1_000
    table = histogram("How the draws lie", "Leads", SIMULATED.results, 243.0)
    labels = [row[0] for row in table.rows]
    assert labels[labels.index("223\u2013243") + 1 :][:2] == ["243, the goal", "243\u2013263"]
    assert max(str(row[2]).count("█") for row in table.rows) == LONGEST


@pytest.mark.parametrize("draws", [(5.0,) * 10, (0.0,) * 10, (0.0, 0.0, 0.001), (1e-7, 3e9)])
def test_every_sample_has_bars(draws: tuple[float, ...]) -> None:
    """Draws that are all equal, all nothing, tiny or far apart."""
    assert sum(stretch.draws for stretch in stretches(draws, None)) == len(draws)


REGRET = Regret(Percentiles(1.0, 20.0, 60.0, 25.0), reached=30, missed=12, out_of_reach=8, short=0.11)
KNOWN = KnownDraws(
    asked=50,
    done=50,
    choices=(
        Choice("webinar", "Hosted webinar", 45, is_in_plan=True),
        Choice("paper", "White paper", 20, is_in_plan=False),
        Choice("paid-search", "Paid search", 0, is_in_plan=True),
        Choice("radio", "Radio", 0, is_in_plan=False),
    ),
    same_set=3,
    regret=REGRET,
    is_whole=True,
)


def test_known_draws_say_what_not_knowing_costs() -> None:
    """Regret where the plan reaches its goal; where it misses it, whether another would have reached it."""
    assert " ".join(known_draws_section(KNOWN, make_plan()).answer) == (
        "Had each of 50 draws been known beforehand, the best plan would have had exactly the vehicles of this plan in "
        "3 of them. In the 30 draws where the plan reaches its goal, knowing the draw would have saved 25.00 USD per "
        "sales-ready lead on average, 60.00 or more in one draw of ten. In 12 draws the plan misses its goal where "
        "another would have reached it. In 8 draws no plan reaches the goal, and this one misses 11 % more of what is "
        "asked than the best, on average."
    )


def test_known_draws_without_a_goal_are_about_results() -> None:
    """With nothing asked for, all draws count, and regret is in results."""
    free = replace(KNOWN, regret=Regret(REGRET.value, 50, 0, 0, None))
    answer = known_draws_section(free, make_plan(amount=None, mode=Mode.MOST_RESULTS)).answer
    assert answer[1] == (
        "Knowing the draw would have brought 25 more sales-ready leads on average, 60 or more in one draw of ten."
    )


def test_candidates_that_were_never_chosen_are_counted() -> None:
    """The plan's own vehicles are always listed, others only where a draw chose them."""
    [table] = known_draws_section(KNOWN, make_plan()).tables
    assert [row[:3] for row in table.rows] == [
        ("Hosted webinar", "yes", 45.0),
        ("White paper", "", 20.0),
        ("Paid search", "yes", 0.0),
    ]
    assert table.notes[0] == "1 more candidate in none of them."


def test_stopped_known_draws_say_so_first() -> None:
    """A part is not passed off as whole; of nothing there is no table."""
    part = known_draws_section(replace(KNOWN, asked=200, is_whole=False), make_plan())
    assert part.answer[0] == "Stopped after 50 of 200 draws."
    nothing = known_draws_section(KnownDraws(200, 0, (), 0, None, is_whole=False), make_plan())
    assert (nothing.answer, nothing.tables) == (("Stopped after 0 of 200 draws.",), ())
