"""Sets in words: what all good ones have, what can be swapped, what the next one loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vehicleplan.analysis.alternatives import Alternatives, alternatives
from vehicleplan.analysis.basis import Basis
from vehicleplan.exports.json_alternatives import alternatives_object
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize
from vehicleplan.report.alternatives import alternatives_section
from vehicleplan.report.contracts import Section

Reader = Callable[[str], ResolvedScenario]

THREE = """format = 1
currency = "USD"
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[limits]
max_vehicles = 2
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
name = "Webinar"
cost = 500
max_activities = 1
outcomes.conversion = 60
[[vehicle]]
id = "paper"
name = "White paper"
cost = 500
max_activities = 1
outcomes.conversion = 40
[[vehicle]]
id = "fair"
name = "Trade fair"
cost = 500
max_activities = 1
outcomes.conversion = 39
"""
"""Two of three: 100 leads with the paper, 99 with the fair, 79 without the webinar."""


def shown(resolved: ResolvedScenario, change: Callable[[Alternatives], Alternatives] = lambda each: each) -> Section:
    """The section of a scenario, its alternatives changed first."""
    plan = optimize(resolved)
    found = alternatives(Basis(resolved, {}, plan), Control(), most=3)
    return alternatives_section(change(found), plan, resolved)


def test_core_swing_and_the_next_best_set_are_said_first(scenario: Reader) -> None:
    """One sentence each, with the vehicles by name."""
    section = shown(scenario(THREE))
    assert section.answer == (
        "The core: 1 vehicle is in every set within 2 % of the best: Webinar.",
        "To be swapped: 2 vehicles are in some of these sets and not in others: White paper and Trade fair.",
        "The next-best set, Trade fair instead of White paper, brings 1 % fewer leads.",
    )
    (table,) = section.tables
    assert table.title == "The 3 best sets"
    assert [row[1] for row in table.rows] == [
        "the plan",
        "Trade fair instead of White paper",
        "Trade fair instead of Webinar",
    ]
    assert section.notes == ("There are more sets than the table shows; what is said of every set counts them all.",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("conversion = 39", "conversion = 30", "Both vehicles of the plan are needed: no other set comes within 2 %"),
        (
            'mode = "most-results"',
            "amount = 100",
            "Both vehicles of the plan are needed: no other set reaches the goal.",
        ),
        ('mode = "most-results"', "amount = 100", "misses the goal by 1 of 100 leads."),
        ('mode = "most-results"', "amount = 200", "leaves 101 of 200 leads missing."),
        ('mode = "most-results"', 'amount = 99\nmode = "least-cost"', "is as good."),
        ('mode = "most-results"', "amount = 99", "costs 1 % more per lead."),
        ("max_vehicles = 2", "max_vehicles = 3", "The next-best set, without Trade fair, brings 28 % fewer leads."),
    ],
)
def test_what_the_next_set_loses_is_said_by_what_is_looked_for(
    scenario: Reader, old: str, new: str, sentence: str
) -> None:
    """Fewer results, more cost per result, more cost, or how much of the goal is missing."""
    assert sentence in " ".join(shown(scenario(THREE.replace(old, new))).answer)


def test_a_stopped_search_says_so_first(scenario: Reader) -> None:
    """What is not the whole is never called the best sets."""
    section = shown(
        scenario(THREE), lambda each: replace(each, sets=each.sets[:2], is_whole=False, is_core_proven=False)
    )
    assert section.answer[0].startswith("Stopped after 2 sets, before all vehicles were looked at")
    assert section.tables[0].title == "The sets found so far"


def test_without_a_plan_there_is_one_sentence(scenario: Reader) -> None:
    """Nothing is compared where there is nothing to compare."""
    section = shown(scenario(THREE.replace("id = ", 'include = "must"\nid = ')))
    assert section.answer == ("There is no plan, so there are no sets to compare.",)
    assert section.tables == ()


def test_the_object_for_programs_has_the_figures_of_every_set(scenario: Reader) -> None:
    """Ids and plain numbers; a set that misses the goal has no distance."""
    resolved = scenario(THREE.replace('mode = "most-results"', "amount = 100"))
    found = alternatives(Basis(resolved, {}, optimize(resolved)), Control(), most=2)
    tree = alternatives_object(found)
    assert (tree["core"], tree["swing"], tree["within"]) == (["webinar", "paper"], [], 0.02)
    assert [each["distance"] for each in tree["sets"]] == [0.0, None]
    assert tree["sets"][1] | {"cost": None} == {
        "comes_in": ["fair"],
        "goes_out": ["paper"],
        "distance": None,
        "results": 99.0,
        "cost_per_result": pytest.approx(1_000 / 99, rel=1e-8),
        "cost": None,
        "missing": {"lead": 1.0},
        "vehicles": [
            {"id": "webinar", "name": "Webinar", "activities": [1]},
            {"id": "fair", "name": "Trade fair", "activities": [1]},
        ],
    }
