"""Why each candidate is in the plan or not, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.why import Explanations, explain_candidates
from vehicleplan.exports.json_why import why_object
from vehicleplan.model.plan import Plan, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, optimize
from vehicleplan.report import numbers
from vehicleplan.report.why import explanation_words, why_section

MakeScenario = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
[goal]
result = "lead"
stage = "conversion"
mode = "most-results"
[budget]
total = 1_000
[limits]
max_vehicles = 2
[[vehicle]]
id = "webinar"
name = "Webinar"
cost = 100
max_activities = 4
outcomes = { conversion = 10 }
[[vehicle]]
id = "paper"
name = "White paper"
cost = 300
max_activities = 1
outcomes = { conversion = 25 }
[[vehicle]]
id = "fair"
name = "Trade show"
cost = 600
max_activities = 1
outcomes = { conversion = 20 }
[[vehicle]]
id = "mouth"
name = "Word of mouth"
include = "never"
outcomes = { conversion = 1 }
"""
"""Best are four webinars and a paper: 65 leads. A fair that brings 25 is as good as the paper: a quarter more."""

Asked = tuple[Explanations, Plan, ResolvedScenario]


def asked(scenario: MakeScenario, text: str, *ruled_out: str) -> Asked:
    """The explanations of a scenario, some of its candidates ruled out, with its plan."""
    resolved = scenario(text)
    out = {vehicle: RuledOut(Question.MESSAGE, "Too plain.") for vehicle in ruled_out}
    plan = optimize(resolved, ruled_out=out)
    return explain_candidates(Basis(resolved, out, plan), Control()), plan, resolved


def words_of(found: Asked, vehicle: str) -> str:
    """What is said of one candidate."""
    explanations, plan, resolved = found
    each = next(each for each in explanations.candidates if each.id == vehicle)
    return " ".join(explanation_words(each, plan, resolved))


def test_each_sentence_has_its_numbers(scenario: MakeScenario) -> None:
    """Results before and after, who goes and comes, and the change that is enough."""
    found = asked(scenario, LAUNCH)
    paper, fair = words_of(found, "paper"), words_of(found, "fair")
    assert "Without it" in paper
    assert "60 leads instead of 65" in paper
    assert "Trade show comes in" in paper
    assert "With it" in fair
    assert "60 leads instead of 65" in fair
    assert "White paper goes" in fair
    assert "outcomes rise by 25.0 %" in fair
    assert "even if it cost no cash" in fair


def test_what_is_missing_of_the_goal_is_said(scenario: MakeScenario) -> None:
    """Forced in, the fair makes the plan miss a goal that it reached, by 2 leads."""
    fair = words_of(asked(scenario, LAUNCH.replace('mode = "most-results"', "amount = 62")), "fair")
    assert "2 short of the goal" in fair


def test_a_wrong_no_is_said_first(scenario: MakeScenario) -> None:
    """The paper would be in the plan had it stayed; that stands above all, with its question in its own sentence."""
    found = asked(scenario, LAUNCH, "paper")
    answer = " ".join(why_section(*found).answer)
    assert "The plan would take White paper" in answer
    assert "3 (message)" in words_of(found, "paper")
    assert "65 leads instead of 60" in words_of(found, "paper")


def test_where_nothing_would_limit_it_that_is_said(scenario: MakeScenario) -> None:
    """Endless free leads are kept out by the scenario: allowed, there would be no best plan."""
    text = LAUNCH.replace("max_vehicles = 2", "max_share = 1")
    assert "nothing would limit" in words_of(asked(scenario, text), "mouth")


def test_what_was_cut_short_says_so_first(scenario: MakeScenario) -> None:
    """Two of four: the first sentence counts them."""
    found, plan, resolved = asked(scenario, LAUNCH)
    cut = replace(found, candidates=found.candidates[:2], is_whole=False)
    assert why_section(cut, plan, resolved).answer[0] == "Stopped after 2 of 4 candidates."
    assert why_object(cut, plan, resolved)["is_whole"] is False


def test_json_has_the_bracket_and_the_reason_why_there_is_none(scenario: MakeScenario) -> None:
    """A factor with the digits that it was found to; beside it the last that is no use; or why there is none."""
    found, plan, resolved = asked(scenario, LAUNCH)
    tree = next(each for each in why_object(found, plan, resolved)["candidates"] if each["id"] == "fair")
    outcomes, cash, hours = (tree["thresholds"][figure] for figure in ("outcomes", "cash", "hours"))
    assert outcomes["enters_at"] == pytest.approx(1.25, rel=1e-6)
    assert 1.25 / 1.001 <= outcomes["stays_out_at"] < 1.25
    assert (cash["enters_at"], cash["tried_to"], cash["why_none"]) == (None, 0, "stays-out")
    assert hours["why_none"] == "has-none"
    assert (tree["other"]["results"], tree["other"]["goes_out"]) == (60, ["paper"])


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.25, "25.0 %"), (0.2501, "25.1 %"), (0.25000000001, "25.0 %"), (0, "0.0 %"), (11.2345, "1,124 %")],
)
def test_a_change_is_rounded_so_that_it_is_enough(share: float, words: str) -> None:
    """To a tenth of a percent, never down but for arithmetic; large ones whole."""
    assert numbers.percent_enough(share) == words
