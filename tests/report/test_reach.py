"""What would put a goal in reach, in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vehicleplan.analysis.hard_limits import HardKind, HardLimit
from vehicleplan.analysis.reach import Reach
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.plan import Shortfall
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.contracts import Section
from vehicleplan.report.reach import reach_section

MakeScenario = Callable[[str], ResolvedScenario]

LAUNCH = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 420
[horizon]
periods = 4
[budget]
total = 120_000
[[team.skill]]
id = "design"
hours = 40
outsource = { hourly_cost = 85, hours = 10 }
[limits]
max_vehicles = 5
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
outcomes.conversion = 6
"""
BUDGET = HardLimit(HardKind.BUDGET, ("budget", "total"), 120_000.0)
DESIGN = HardLimit(HardKind.HOURS, ("team", "skill", 0, "hours"), 40.0, "design")
VEHICLES = HardLimit(HardKind.MAX_VEHICLES, ("limits", "max_vehicles"), 5.0)
RULED_OUT = HardLimit(HardKind.RULED_OUT, ("vehicle", 0, "answers", "message"), None, "webinar")
MONEY = Repair(BUDGET, 158_400.0, 38_400.0, 0.32, 38_400.0)
HOURS = Repair(DESIGN, 65.0, 25.0, 0.625, 8_500.0)
MORE = Repair(VEHICLES, 7.0, 2.0, 0.4)


@pytest.fixture
def shown(scenario: MakeScenario) -> Callable[[Reach], Section]:
    """The section of an answer about the launch."""
    resolved = scenario(LAUNCH)
    return lambda reach: reach_section(reach, resolved, {}, {BUDGET.path: 9})


def test_a_few_ways_are_one_sentence(shown: Callable[[Reach], Section]) -> None:
    """Up to three ways stand in one sentence with their figures; what does not do it alone is named."""
    section = shown(Reach((MONEY, HOURS), (VEHICLES, RULED_OUT), looked_at=4, limits=4, is_whole=True))
    (sentence,) = section.answer
    assert sentence == (
        "The goal of 420 needs 38,400 USD more (158,400 instead of 120,000), "
        "or 25 hours more of design in each quarter (65 instead of 40, 8,500 USD if they are bought)."
    )
    assert section.tables == ()
    assert section.notes == (
        "No change of one of these alone reaches it: the number of vehicles.",
        "Calling back the candidate that is kept out would not reach it.",
    )


def test_many_ways_are_a_table(shown: Callable[[Reach], Section]) -> None:
    """With more than three the smallest are in the sentence, and all of them in a table with their lines."""
    back = Repair(RULED_OUT, None, None, 1.0)
    section = shown(Reach((MONEY, MORE, HOURS, back), looked_at=4, limits=4, is_whole=True))
    assert section.answer[0].startswith("Each of 4 changes alone reaches the goal; the smallest: 38,400 USD more")
    assert section.tables[0].rows[0] == (9.0, "38,400 USD more (158,400 instead of 120,000)")
    assert section.tables[0].rows[3] == (None, "Hosted webinar called back")


def test_changes_that_take_each_other(shown: Callable[[Reach], Section]) -> None:
    """Where none alone is enough, it says what it takes together, and what keeps the goal out."""
    reach = Reach((), (BUDGET, VEHICLES), (MONEY, MORE), (BUDGET,), looked_at=2, limits=2, is_whole=True)
    section = shown(reach)
    assert section.answer == (
        "No change of one limit alone reaches the goal.",
        "It takes 38,400 USD more (158,400 instead of 120,000) and 2 more vehicles (7 instead of 5) together.",
    )
    assert section.tables[0].rows == ((9.0, "The budget is 120,000 USD."),)


def test_a_goal_beyond_all_limits(shown: Callable[[Reach], Section]) -> None:
    """It says what the candidates come to without any limit, and whether others would help."""
    reach = Reach((), (BUDGET,), beyond=(Shortfall("lead", 420, 312.4),), looked_at=1, limits=1, is_whole=True)
    assert shown(reach).answer[1] == (
        "Even without any of these limits the candidates that are left come to 312 of 420 leads, "
        "and calling back those that are kept out is not enough either."
    )


def test_what_was_stopped_says_so_first(shown: Callable[[Reach], Section]) -> None:
    """Before anything else it says how many limits were looked at; nothing is said of the others."""
    section = shown(Reach((), (BUDGET,), looked_at=1, limits=4))
    assert section.answer == ("Stopped after 1 of 4 limits.",)
