"""What a plan says of its confidence: how often it reaches the goal, what fresh worlds say, and how to be surer."""

from __future__ import annotations

from report.plans import make_plan
from vehicleplan.model.chance import Chance
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Assurance, PlanStatus, Shortfall
from vehicleplan.report.sentences import answer

SURE = Assurance(0.8, sampled=Chance(40, 50), fresh=Chance(8_010, 10_000))
LESS_SURE = Assurance(0.8, sampled=Chance(40, 50), fresh=Chance(7_133, 10_000))


def test_the_answer_says_how_often_the_goal_is_reached_and_that_fresh_worlds_confirm_it() -> None:
    """The share of the sampled worlds first, then that of worlds that the plan has not seen, with its interval."""
    first, fresh, takes = answer(make_plan(mode=Mode.LEAST_COST, assurance=SURE))

    assert first == (
        "251 sales-ready leads at 244 USD each on average: the goal of 240 is reached in 80 % of 50 sampled worlds."
    )
    assert fresh == "In 80 % of 10,000 fresh worlds (79 to 81 %) the plan reaches the goal."
    assert takes.endswith(
        "proven best: no other plan within the limits reaches the goal in as many of the sampled worlds for less."
    )


def test_a_plan_that_fresh_worlds_do_not_confirm_says_how_to_be_surer() -> None:
    """The share that was asked for and the key that asks for more worlds."""
    _, fresh, _ = answer(make_plan(assurance=LESS_SURE))

    assert fresh == (
        "In 71 % of 10,000 fresh worlds (70 to 72 %) the plan reaches the goal, not 80 %: plan for more worlds "
        "([simulation] worlds, now 50), or ask for more confidence."
    )


def test_a_confidence_out_of_reach_gives_the_share_of_the_closest_plan() -> None:
    """How often at most, and how often was asked."""
    closest = Assurance(0.8, sampled=Chance(22, 50), fresh=Chance(4_100, 10_000))
    plan = make_plan(
        status=PlanStatus.OUT_OF_REACH, shortfalls=(Shortfall("sampled worlds", 40.0, 22.0),), assurance=closest
    )

    first, fresh, _ = answer(plan)
    assert first == (
        "The goal is out of reach: the closest plan reaches it in 44 % of 50 sampled worlds, asked 80 %; "
        "it brings 251 sales-ready leads at 244 USD each."
    )
    assert fresh == "In 41 % of 10,000 fresh worlds (40 to 42 %) the plan reaches the goal."
