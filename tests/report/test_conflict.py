"""Why no plan is possible, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vehicleplan.analysis.case import case_of
from vehicleplan.analysis.conflict import Conflict
from vehicleplan.analysis.hard_limits import HardKind, HardLimit, hard_limits
from vehicleplan.analysis.loosened import moved
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.report.change_words import change_words
from vehicleplan.report.conflict import conflict_section
from vehicleplan.report.limit_words import limit_sentence

MakeScenario = Callable[[str], ResolvedScenario]

EVERYTHING = """format = 1
[goal]
result = "lead"
stage = "conversion"
amount = 420
[[goal.target]]
outcome = "awareness"
amount = 900
[horizon]
start = 2027-01-01
periods = 2
[budget]
total = 5_000
per_period = [3_000, 2_500]
[[team.skill]]
id = "writing"
hours = [40, 20]
outsource = { hourly_cost = 90, hours = 10 }
[[team.member]]
name = "Ana"
hours = 30
skills = ["design", "web"]
[limits]
max_vehicles = 3
max_share = 0.6
[[limits.rule]]
name = "Enough events"
vehicles = ["webinar"]
min = 4
[[limits.rule]]
vehicles = ["paper"]
measure = "cash"
max_share = 0.5
[[limits.rule]]
vehicles = ["webinar"]
at_least = { times = 2, vehicles = ["paper"] }
[screening]
rule_out = "nothing"
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
activity = "webinar"
include = "must"
min_activities = 3
max_activities = 8
min_per_period = 1
max_per_period = 4
hours = { writing = 2, design = 2, events = 1 }
needs = ["paper", "banner"]
outcomes.conversion = 6
[[vehicle]]
id = "paper"
name = "White paper"
include = "never"
outcomes.conversion = 5
[[vehicle]]
id = "banner"
name = "Banner"
outcomes.conversion = 1
"""
RULED = {"banner": RuledOut(Question.MESSAGE, "One line does not carry it.")}

SENTENCES = {
    HardKind.AMOUNT: "The plan brings at least 420 leads.",
    HardKind.TARGET: "The plan brings at least 900 awareness.",
    HardKind.MUST: "Hosted webinar must be in the plan (include = must).",
    HardKind.RULE_MIN: "Hosted webinar has at least 4 activities.",
    HardKind.RULE_AT_LEAST: "Hosted webinar has at least 2 × the activities of White paper.",
    HardKind.RULE_MAX_SHARE: "White paper takes at most half of all cash spent on vehicles.",
    HardKind.BUDGET: "The budget is 5,000 USD.",
    HardKind.BUDGET_BY_PERIOD: "The budget is 3,000 and 2,500 USD by quarter, and unspent money moves on.",
    HardKind.MAX_VEHICLES: "At most 3 vehicles.",
    HardKind.MAX_SHARE: "No vehicle brings more than 60 % of all leads.",
    HardKind.HOURS: "The team has 40 and 20 hours of writing by quarter.",
    HardKind.NO_HOURS: "Nobody in the team has hours of events.",
    HardKind.MEMBER_HOURS: "Ana has 30 hours per quarter for design and web.",
    HardKind.BOUGHT_HOURS: "At most 10 hours of writing per quarter can be bought.",
    HardKind.NEEDS: "Hosted webinar is in the plan only together with White paper.",
    HardKind.NEVER: "White paper must not be in the plan (include = never).",
    HardKind.RULED_OUT: "Banner is ruled out at 3 message: One line does not carry it.",
    HardKind.MIN_ACTIVITIES: "Hosted webinar: at least 3 webinars, if it is in the plan.",
    HardKind.MIN_PER_PERIOD: "Hosted webinar: at least 1 webinar in each quarter from its start on.",
    HardKind.MAX_PER_PERIOD: "Hosted webinar: at most 4 webinars in each quarter.",
    HardKind.MAX_ACTIVITIES: "Hosted webinar: at most 8 webinars.",
}

CHANGES = [
    (HardKind.MUST, None, "Hosted webinar not as a must (include = may)"),
    (HardKind.RULE_MIN, 1.0, "the rule “Enough events” at 3 instead of 4"),
    (HardKind.RULE_MIN, 4.0, "without the rule “Enough events”"),
    (HardKind.RULE_MAX_SHARE, 0.1, "White paper takes at most 60 % of all cash spent on vehicles (instead of 50 %)"),
    (HardKind.BUDGET, 1_000.0, "1,000 USD more (6,000 instead of 5,000)"),
    (HardKind.BUDGET_BY_PERIOD, 500.5, "500.5 USD more in each quarter"),
    (HardKind.MAX_VEHICLES, 1.0, "1 more vehicle (4 instead of 3)"),
    (HardKind.MAX_SHARE, 0.05, "at most 65 % of all leads from one vehicle (instead of 60 %)"),
    (HardKind.HOURS, 2.5, "2.5 hours more of writing in each quarter"),
    (HardKind.NO_HOURS, 1.0, "1 hour more of events in each quarter"),
    (HardKind.MEMBER_HOURS, 4.0, "4 hours more of Ana in each quarter (34 instead of 30)"),
    (HardKind.BOUGHT_HOURS, 5.0, "5 hours more of writing to buy in each quarter (15 instead of 10)"),
    (HardKind.NEEDS, None, "Hosted webinar without White paper"),
    (HardKind.NEVER, None, "White paper allowed (include = may)"),
    (HardKind.RULED_OUT, None, "Banner called back"),
    (HardKind.MIN_ACTIVITIES, 1.0, "Hosted webinar: at least 2 webinars, if it is in the plan (instead of 3)"),
    (HardKind.MAX_ACTIVITIES, 2.0, "Hosted webinar: at most 10 webinars (instead of 8)"),
]


def first(resolved: ResolvedScenario, kind: HardKind) -> HardLimit:
    """The first limit of a kind."""
    return next(limit for limit in hard_limits(case_of(resolved, RULED)) if limit.kind is kind)


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_limit_is_one_sentence(kind: HardKind, scenario: MakeScenario) -> None:
    """Each kind of limit in the words of a marketer, with its figures as they were given."""
    resolved = scenario(EVERYTHING)
    assert limit_sentence(first(resolved, kind), resolved, RULED) == SENTENCES[kind]


@pytest.mark.parametrize(("kind", "by", "words"), CHANGES)
def test_every_change_says_what_it_comes_to(
    kind: HardKind, by: float | None, words: str, scenario: MakeScenario
) -> None:
    """A change names the figure that it takes and the one that there is."""
    resolved = scenario(EVERYTHING)
    limit = first(resolved, kind)
    to = None if by is None else moved(limit, by)
    assert change_words(Repair(limit, to, by, 0.1), resolved) == words


def test_hours_say_what_they_cost_to_buy(scenario: MakeScenario) -> None:
    """Where hours can be bought, the price of the extra ones over the horizon stands beside them."""
    resolved = scenario(EVERYTHING.replace("[40, 20]", "40"))
    limit = first(resolved, HardKind.HOURS)
    words = change_words(Repair(limit, 50.0, 10.0, 0.25, money=1_800.0), resolved)
    assert words == "10 hours more of writing in each quarter (50 instead of 40, 1,800 USD if they are bought)"


def test_the_section_shows_limits_with_lines_and_then_changes(scenario: MakeScenario) -> None:
    """The limits that clash come first, each with its line; then every change that is enough alone."""
    resolved = scenario(EVERYTHING)
    must, budget = first(resolved, HardKind.MUST), first(resolved, HardKind.BUDGET)
    repair = Repair(budget, 6_000.0, 1_000.0, 0.2, 1_000.0)
    conflict = Conflict((must, budget), is_minimal=True, repairs=(repair,), not_enough=(must,), is_whole=True)
    section = conflict_section(conflict, resolved, RULED, {must.path: 34, budget.path: 12})
    assert section.answer == ("These 2 limits cannot hold together; without any one of them the other one can.",)
    assert section.tables[0].rows == ((34.0, SENTENCES[HardKind.MUST]), (12.0, SENTENCES[HardKind.BUDGET]))
    assert section.tables[1].rows == ((12.0, "1,000 USD more (6,000 instead of 5,000)"),)
    assert section.notes == (
        "No change of Hosted webinar as a must alone is enough: other limits clash with the rest too.",
    )


def test_what_was_stopped_says_so_first(scenario: MakeScenario) -> None:
    """Limits that may be more than it takes are not called minimal."""
    resolved = scenario(EVERYTHING)
    conflict = Conflict(hard_limits(case_of(resolved, RULED)))
    first_sentence, second = conflict_section(conflict, resolved, RULED).answer
    assert first_sentence == "Stopped before all of it was found out."
    assert (
        second == f"These {len(conflict.limits)} limits cannot hold together, and perhaps fewer of them cannot either."
    )
    whole = replace(conflict, is_minimal=True, is_whole=True)
    assert "Stopped" not in conflict_section(whole, resolved, RULED).answer[0]
