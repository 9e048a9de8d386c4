"""What more would bring, in words and in a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from report.plans import make_empty_plan, make_plan
from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.more import More, what_more_brings
from vehicleplan.exports.json_more import more_object
from vehicleplan.model.plan import PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize
from vehicleplan.report.contracts import Section
from vehicleplan.report.more import more_section

MakeScenario = Callable[[str], ResolvedScenario]

MOST_RESULTS = """format = 1
[goal]
result = "lead"
stage = "conversion"
[horizon]
periods = 2
[budget]
total = 5_000
[team]
skill = [
    { id = "writing", hours = 20, hourly_cost = 40, outsource = { hourly_cost = 90, hours = 0 } },
    { id = "design", hours = 90 },
    { id = "web", hours = 90 },
]
[[team.build]]
name = "Course"
skill = "writing"
adds_hours = 1
cost = 4_900
takes_hours = { web = 5 }
ready_after = 1
[limits]
max_share = 1.0
[screening]
rule_out = "nothing"
[[vehicle]]
id = "book"
name = "Book"
cost = 100
hours = { writing = 10, design = 1, web = 1 }
outcomes = { conversion = 5 }
"""


def section_of(scenario: MakeScenario, text: str) -> Section:
    """The section of a scenario in which the filter rules nothing out."""
    resolved = scenario(text)
    plan = optimize(resolved)
    return more_section(what_more_brings(Basis(resolved, {}, plan), Control()), plan, resolved)


def test_a_step_says_what_it_brings_and_what_each_result_more_costs(scenario: MakeScenario) -> None:
    """Four books bring 20; 10 more hours in each of two periods make two more of them."""
    section = section_of(scenario, MOST_RESULTS)
    assert section.answer == (
        (
            "With 10 more hours of writing in each quarter, the plan brings 10 more leads (30 instead of 20). "
            "The hours cost 800 USD at the team's own rate (80.00 USD for each lead more) "
            "or 1,800 USD bought (180 USD for each lead more)."
        ),
        (
            "None of these brings more leads: 10 more hours of design or web in each quarter; "
            '1 % more budget (50.00 USD); doing without "No vehicle brings more than 100 % of all leads".'
        ),
    )


def test_a_build_that_is_not_made_is_named(scenario: MakeScenario) -> None:
    """What it adds, what it takes and when it is ready."""
    assert section_of(scenario, MOST_RESULTS).notes[0] == (
        '"Course" would add 1 hour of writing in each quarter for 4,900 USD and 5 hours of web, ready 1 quarter later; '
        "the plan may make it and does not."
    )


def test_the_table_has_the_plan_as_it_is_on_top(scenario: MakeScenario) -> None:
    """Columns in which no step has a figure are left out."""
    (table,) = section_of(scenario, MOST_RESULTS).tables
    assert [column.heading for column in table.columns] == [
        "Step", "More\nresults", "Results", "USD per\nresult", "Own rate\nUSD", "Bought\nUSD",
    ]  # fmt: skip
    assert table.rows == (
        ("the plan as it is", None, pytest.approx(20), pytest.approx(100), None, None),
        ("10 more hours of writing in each quarter", *map(pytest.approx, (10, 30, 100, 800, 1_800))),
    )


CHEAPER = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 20
{mode}
[team]
skill = [{ id = "writing", hours = 100, hourly_cost = 10 }]
[[limits.rule]]
name = "Fairs at most twice"
vehicles = ["fair"]
max = 2
[screening]
rule_out = "nothing"
[[vehicle]]
id = "fair"
name = "Fair"
hours = { writing = 1 }
outcomes = { conversion = 5 }
[[vehicle]]
id = "book"
name = "Book"
cost = 90
hours = { writing = 1 }
outcomes = { conversion = 5 }
"""


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("", "a lead costs 2.00 USD instead of 11.00: 180 USD less on 20 leads"),
        ('mode = "least-cost"', "the plan costs 40.00 USD instead of 220: 180 USD less"),
        ('cost = "cash"', "a lead costs 0 USD instead of 9.00 in cash: 180 USD less on 20 leads"),
    ],
)
def test_a_rule_says_what_it_costs(mode: str, words: str, scenario: MakeScenario) -> None:
    """Two fairs and two books cost 220, 180 of it in cash; four fairs cost 40 and no cash."""
    section = section_of(scenario, CHEAPER.replace("{mode}", mode))
    assert section.answer[0] == f'Without "Fairs at most twice", {words}. Book goes out.'


OUT_OF_REACH = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = {amount}
[budget]
total = 4_000
[screening]
rule_out = "nothing"
[[vehicle]]
id = "book"
cost = 100
divisible = true
outcomes = { conversion = 2 }
"""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("100", "With 1 % more budget (40.00 USD), 19 of the 100 leads are missing instead of 20."),
        ("80.5", "With 1 % more budget (40.00 USD), the goal is reached."),
    ],
)
def test_out_of_reach_it_says_what_is_still_missing(amount: str, words: str, scenario: MakeScenario) -> None:
    """4,000 bring 80 leads, one per cent more 80.8."""
    assert section_of(scenario, OUT_OF_REACH.replace("{amount}", amount)).answer == (words,)


def test_where_nothing_brings_anything_that_comes_first(scenario: MakeScenario) -> None:
    """One book is enough for the goal, and no step makes it cheaper."""
    section = section_of(scenario, OUT_OF_REACH.replace("{amount}", "2"))
    assert section.answer == (
        "One step more of any single limit brings nothing.",
        "None of these lowers the cost per lead: 1 % more budget (40.00 USD).",
    )
    assert section.tables == ()


def test_a_stopped_answer_says_so_first(scenario: MakeScenario) -> None:
    """And nothing is said of limits that were not looked at."""
    resolved = scenario(OUT_OF_REACH.replace("{amount}", "2"))
    plan = optimize(resolved)
    whole = what_more_brings(Basis(resolved, {}, plan), Control())
    section = more_section(replace(whole, limits=3, is_whole=False), plan, resolved)
    assert section.answer[0] == "Stopped after 1 of 3 limits."
    assert "One step more of any single limit brings nothing." not in section.answer


def test_without_a_plan_there_is_nothing_to_add_to(scenario: MakeScenario) -> None:
    """What cannot hold together is another section."""
    resolved = scenario(OUT_OF_REACH.replace("{amount}", "2"))
    section = more_section(More((), 0, is_whole=True), make_empty_plan(PlanStatus.IMPOSSIBLE), resolved)
    assert section.answer == ("There is no plan that more could be added to.",)


def test_a_plan_that_is_not_proven_says_that_some_may_be_had_anyway(scenario: MakeScenario) -> None:
    """A better plan than this one may need no step."""
    resolved = scenario(OUT_OF_REACH.replace("{amount}", "2"))
    plan = make_plan(status=PlanStatus.WITHIN_GAP, gap=0.02)
    section = more_section(More((), 0, is_whole=True), plan, resolved)
    assert section.notes == ("The plan is not proven best, so that part of this may be had without any step.",)


def test_programs_get_every_step_with_its_figures(scenario: MakeScenario) -> None:
    """Steps that bring nothing have no plan of their own."""
    resolved = scenario(MOST_RESULTS)
    plan = optimize(resolved)
    found = more_object(what_more_brings(Basis(resolved, {}, plan), Control()), plan)
    assert (found["format"], found["is_whole"], found["limits"], len(found["steps"])) == (1, True, 5, 5)
    assert found["before"] == {"results": 20.0, "cost": 2_000.0, "cost_per_result": 100.0, "missing": {}}
    assert found["steps"][0] == {
        "limit": "hours",
        "name": "writing",
        "size": 10.0,
        "brings": "better",
        "after": {
            "results": 30.0, "cost": 3_000.0, "cost_per_result": 100.0, "missing": {}, "comes": [], "goes": [],
        },
        "price": {"bought": 1_800.0, "own": 800.0, "builds": ["Course"]},
    }  # fmt: skip
    assert found["steps"][1]["brings"] == "nothing"
    assert found["steps"][1]["after"] is None
