"""What there is to say of one candidate of a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from report.plans import BUSY, COURSE, PAID_SEARCH, WEBINAR, make_empty_plan, make_plan
from vehicleplan.model.plan import NotChosen, PlanStatus, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.report import tables
from vehicleplan.report.choice import bought_words, built_words, chosen_words, left_out

Read = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
name = "Launch"
[goal]
result = "sales-ready lead"
stage = "conversion"
amount = 240
[horizon]
start = 2027-01-01
periods = 4
[[vehicle]]
id = "webinar"
activity = "webinar"
max_activities = 10
outcomes.conversion = 8
[[vehicle]]
id = "paid-search"
activity = "1,000 USD of spend"
include = "must"
max_activities = 40
outcomes.conversion = 5
"""


def test_a_chosen_vehicle_says_what_it_does_takes_and_brings(scenario: Read) -> None:
    """When and how much, cost and hours by skill, results beside the plan's mean."""
    assert chosen_words(WEBINAR, make_plan(), scenario(LAUNCH)) == (
        "7 × webinar: 2 in 2027 Q1, 3 in 2027 Q2, 2 in 2027 Q4.",
        "Costs 27,700 USD, 16,900 of it cash; takes 184 hours: 86 writing and 98 events.",
        "Brings 96 sales-ready leads, 38 % of all, at 289 USD each, where the plan's mean is 244.",
        "Outcomes: 400 consideration and 56 conversion.",
    )


def test_the_same_number_in_a_row_is_said_once_and_what_must_be_in_is_called_so(scenario: Read) -> None:
    """A long horizon stays readable; the scenario's own will is no merit of the plan."""
    words = chosen_words(PAID_SEARCH, make_plan(), scenario(LAUNCH))
    assert words[0] == "30 × 1,000 USD of spend: 7.5 in each of 2027 Q1 to 2027 Q4."
    assert words[-1] == "The scenario says that it must be in."


def test_bought_hours_and_builds_say_when() -> None:
    """What belongs to no vehicle is told as well, and a build that comes too late is called so."""
    plan = make_plan()
    plan = replace(plan, score=replace(plan.score, hours={"writing": (BUSY, BUSY)}, builds=(COURSE,)))
    assert bought_words(plan) == ("writing: 12 hours bought, 6 in each of 2027 Q1 to 2027 Q2.",)
    assert built_words(plan) == (
        "Video course: built in 2027 Q1 for 2,500 USD, ready after the horizon; adds 60 hours of video per period.",
    )


def test_those_left_out_stand_in_the_order_and_words_of_the_tables() -> None:
    """Near misses come first, then those that came furthest in the questions."""
    never = NotChosen("tv", "Television", WhyNot.NEVER, None, "The scenario leaves it out.")
    early = NotChosen("spam", "Spam", WhyNot.RULED_OUT, Question.OBJECTIVE, "Ruled out at objective: does not fit.")
    plan = make_plan()
    plan = replace(plan, not_chosen=(early, never, *plan.not_chosen))
    not_chosen, ruled_out = tables.not_chosen_table(plan), tables.ruled_out_table(plan)
    assert not_chosen is not None
    assert ruled_out is not None
    others = left_out(plan)
    assert [(other.name, other.why) for other in others] == [*not_chosen.rows, *ruled_out.rows]
    assert [(other.id, other.question) for other in others] == [
        ("radio", None),
        ("tv", None),
        ("banner", 2),
        ("spam", 0),
    ]


def test_where_no_plan_is_possible_nobody_is_said_to_miss_it() -> None:
    """Only what the questions ruled out has a reason then."""
    assert left_out(make_empty_plan(PlanStatus.IMPOSSIBLE)) == ()
