"""Today and the plan in words: what it brings, what it breaks, what starts, stops, grows and shrinks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import pytest

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.today import Today, today
from vehicleplan.exports.json_today import today_object
from vehicleplan.model.plan import Plan, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import optimize
from vehicleplan.report.breaches import breach_words
from vehicleplan.report.contracts import Section
from vehicleplan.report.today import today_section

Reader = Callable[[str], ResolvedScenario]

TEAM = """format = 1
currency = "USD"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
periods = 2
start = 2027-01-01
[budget]
per_period = 2_500
carry_over = false
[screening]
rule_out = "nothing"
[[team.skill]]
id = "writing"
hours = 30
hourly_cost = 50
[[vehicle]]
id = "webinar"
name = "Webinar"
cost = 300
hours = { writing = 10 }
current = [2, 1]
outcomes.conversion = 6
[[vehicle]]
id = "paper"
name = "White paper"
cost = 200
outcomes.conversion = 4
max_activities = 3
"""
"""Three webinars today: 18 leads for 900 of cash and 1,500 of labour. The plan has three papers and as few webinars."""


def facts(resolved: ResolvedScenario, ruled_out: dict[str, RuledOut] | None = None) -> tuple[Today, Plan]:
    """Today and the plan of a scenario."""
    plan = optimize(resolved, ruled_out=ruled_out or {})
    found = today(Basis(resolved, ruled_out or {}, plan))
    assert found is not None
    return found, plan


def shown(resolved: ResolvedScenario, ruled_out: dict[str, RuledOut] | None = None) -> Section:
    """The section of a scenario."""
    return today_section(*facts(resolved, ruled_out), resolved)


def test_today_comes_first_then_the_gain_then_what_moves(scenario: Reader) -> None:
    """18 leads at 133 USD today; 12 more for 600 USD with three papers."""
    section = shown(scenario(TEAM))
    assert section.answer == (
        "Today's activities bring 18 leads at 133 USD each; 12 of 30 leads are missing.",
        "The plan brings 30 leads at 100 USD each: 12 more (+67 %), for 600 USD more.",
        "It starts White paper.",
    )
    (table,) = section.tables
    assert [row[:1] + row[3:] for row in table.rows] == [
        ("White paper", "starts", None, 12.0),
        ("Webinar", "", 18.0, 18.0),
    ]
    assert table.totals[1:] == (
        ("Cost, USD", None, None, "", "2,400", "3,000"),
        ("Cost per result, USD", None, None, "", "133", "100"),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("current = [2, 1]", "current = [5, 4]", "writing hours short by 20 in 2027 Q1 and by 10 in 2027 Q2"),
        ("per_period = 2_500", "per_period = 500", "over budget by 100 USD in 2027 Q1"),
        ("carry_over = false", "total = 600", "over the whole budget by 300 USD"),
        (
            "per_period = 2_500\ncarry_over = false",
            "per_period = 400",
            "over budget by 200 USD up to 2027 Q1 and by 100",
        ),
        ("current = [2, 1]", "current = [2, 1]\nmax_activities = 2", "Webinar has 3 activities, at most 2"),
        ("current = [2, 1]", "current = [2, 1]\nmin_activities = 4", "Webinar has 3 activities, at least 4"),
        (
            "current = [2, 1]",
            "current = [2, 1]\nmax_per_period = 1",
            "Webinar has 2 activities in 2027 Q1, at most 1 a period",
        ),
        (
            "current = [2, 1]",
            'current = [2, 1]\nneeds = ["paper"]',
            "Webinar is in use without White paper, which it needs",
        ),
        (
            "max_activities = 3",
            'max_activities = 3\ninclude = "must"',
            "White paper is not in use and must be in the plan",
        ),
        ("[screening]", "[limits]\nmax_share = 0.6\n[screening]", "Webinar brings 100 % of all leads, at most 60 %"),
        ("[screening]", '[[limits.rule]]\nname = "Act"\nmin = 5\n[screening]', "Act (today 3)"),
        (
            "[screening]",
            '[[limits.rule]]\nvehicles = ["webinar"]\nmeasure = "cash"\nmax_share = 0.5\n[screening]',
            "Webinar takes at most half of all cash spent on vehicles (today 100 %)",
        ),
    ],
)
def test_every_limit_that_is_not_kept_has_its_words(scenario: Reader, old: str, new: str, words: str) -> None:
    """What is too much or too little, by how much, and when; all periods of a limit together."""
    resolved = scenario(TEAM.replace(old, new, 1))
    found, _ = facts(resolved)
    groups = groupby(found.breaches, key=lambda breach: (breach.limit, breach.subject))
    said = [breach_words(tuple(group), resolved) for _, group in groups]
    assert any(each.startswith(words) for each in said), said


def test_limits_are_counted_and_listed_in_one_sentence(scenario: Reader) -> None:
    """Two limits, told apart by a semicolon."""
    section = shown(scenario(TEAM.replace("[screening]", "[limits]\nmax_share = 0.6\nmax_vehicles = 0\n[screening]")))
    sentence = next(each for each in section.answer if "limits" in each)
    assert (
        sentence
        == "Today does not keep 2 limits: 1 vehicle, at most 0; Webinar brings 100 % of all leads, at most 60 %."
    )


def test_a_vehicle_in_use_that_is_ruled_out_is_named_with_its_question(scenario: Reader) -> None:
    """It breaks no limit by that, and the plan stops it."""
    section = shown(scenario(TEAM), {"webinar": RuledOut(Question.IMPACT, "Ruled out at impact: too small.")})
    assert "In use today, but ruled out by the seven questions: Webinar (impact)." in section.answer
    assert "It starts White paper and stops Webinar." in section.answer


def test_without_a_plan_only_today_is_shown(scenario: Reader) -> None:
    """There is no column for a plan that is not there."""
    section = shown(scenario(TEAM.replace("cost = 200", 'cost = 9_000\ninclude = "must"')))
    assert "There is no plan to set beside it." in section.answer
    assert [column.heading for column in section.tables[0].columns] == ["Vehicle", "Today", "Results\ntoday"]


def test_the_object_for_programs_has_both_and_every_breach(scenario: Reader) -> None:
    """Periods count from 1; a vehicle that starts has nothing today."""
    tree = today_object(*facts(scenario(TEAM.replace("current = [2, 1]", "current = [4, 0]"))))
    assert tree["today"]["results"] == 24.0
    assert tree["plan"]["results"] == 30.0
    assert tree["today"]["missing"] == {"lead": 6.0}
    assert tree["breaches"] == [
        {"limit": "hours", "subject": "writing", "other": "", "period": 1, "reached": 40.0, "allowed": 30.0}
    ]
    paper = next(each for each in tree["vehicles"] if each["id"] == "paper")
    assert (paper["move"], paper["today"], paper["plan"]["results"]) == ("starts", None, 12.0)
