"""Plans and screenings as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from report.plans import COURSE, make_empty_plan, make_plan
from vehicleplan.exports.json_file import json_text, plan_object, screen_object
from vehicleplan.model.chance import Chance
from vehicleplan.model.plan import Assurance, PlanStatus, Shortfall
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate, Suggestion
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Confidence, Question, Verdict

CONTRACT = {
    "format", "scenario", "status", "gap", "mode", "results", "cost_per_result", "cost", "outcomes", "vehicles",
    "not_chosen", "hours", "builds", "seconds",
}  # fmt: skip
VEHICLE = {"id", "name", "activities", "start", "results", "cash", "loaded_cost", "hours", "cost_per_result"}


def test_a_plan_has_the_keys_of_the_contract() -> None:
    """Every key that programs rely on is there."""
    tree = plan_object(make_plan())
    assert set(tree) >= CONTRACT
    assert set(tree["vehicles"][0]) >= VEHICLE
    assert set(tree["not_chosen"][0]) >= {"id", "why", "question", "sentence"}
    assert set(tree["hours"]["writing"][0]) >= {"own", "used", "outsourced"}
    assert set(tree["cost"]) == {"loaded", "cash", "labour"}


def test_a_plan_says_how_sure_it_is() -> None:
    """Null without a confidence; else what was asked, and how often the sampled and the fresh worlds reach the goal."""
    assurance = Assurance(0.8, sampled=Chance(40, 50), fresh=Chance(8_010, 10_000))

    tree = plan_object(make_plan(assurance=assurance))["assurance"]

    assert plan_object(make_plan())["assurance"] is None
    assert (tree["asked"], tree["is_confirmed"]) == (0.8, True)
    assert tree["sampled"] == {"worlds": 50, "times": 40, "share": 0.8}
    assert {key: tree["fresh"][key] for key in ("worlds", "times", "share")} == {
        "worlds": 10_000,
        "times": 8_010,
        "share": 0.801,
    }
    assert tree["fresh"]["low"] < 0.801 < tree["fresh"]["high"]


def test_activities_are_integers_where_they_are_whole() -> None:
    """Whole activities have no decimal point and no dust; fractions keep theirs."""
    webinar, paid_search = plan_object(make_plan())["vehicles"]
    assert json.dumps(webinar["activities"]) == "[2, 3, 0, 2]"
    assert json.dumps(paid_search["activities"]) == "[7.5, 7.5, 7.5, 7.5]"
    assert webinar["loaded_cost"] == 27_700.0
    assert webinar["cost_per_result"] == 288.541667


def test_shortfalls_and_builds_are_listed() -> None:
    """What is missing and what is built can be read by programs."""
    plan = make_plan(status=PlanStatus.OUT_OF_REACH, shortfalls=(Shortfall("lead", 300.0, 251.0),))
    tree = plan_object(replace(plan, score=replace(plan.score, builds=(COURSE,))))
    assert tree["status"] == "out-of-reach"
    assert tree["shortfalls"] == [{"what": "lead", "asked": 300.0, "reached": 251.0, "missing": 49.0}]
    assert tree["builds"][0]["ready"] == 5


def test_an_impossible_plan_is_an_object_too() -> None:
    """Where there is no plan the keys are the same and the figures are empty."""
    tree = plan_object(make_empty_plan(PlanStatus.IMPOSSIBLE))
    assert set(tree) >= CONTRACT
    assert (tree["status"], tree["gap"], tree["cost_per_result"], tree["vehicles"]) == ("impossible", None, None, [])


def test_ruled_out_candidates_name_their_question() -> None:
    """A candidate that the filter took out says at which question; others say none."""
    banner, radio = plan_object(make_plan())["not_chosen"]
    assert (banner["why"], banner["question"]) == ("ruled-out", "message")
    assert (radio["why"], radio["question"]) == ("not-chosen", None)


def test_only_the_time_differs_between_runs() -> None:
    """Everything but `seconds` is the same for the same plan."""
    first, second = plan_object(make_plan(seconds=0.1)), plan_object(make_plan(seconds=9.9))
    assert first.pop("seconds") != second.pop("seconds")
    assert json_text(first) == json_text(second)


def test_a_screening_has_the_keys_of_the_contract() -> None:
    """Each candidate has seven verdicts with suggestion, answer, verdict and evidence, and where it left."""
    asked = Asked(
        Suggestion(Verdict.WEAK, "Reaches 3 %.", Confidence.HIGH), Answer(verdict=Verdict.STRONG, note="Tried it")
    )
    candidate = ScreenedCandidate("radio", "Radio", dict.fromkeys(reversed(Question), asked), None)
    tree = screen_object(Screened((candidate,), dict.fromkeys(Question, 1)))
    assert list(tree["left_after"]) == [question.value for question in Question]
    verdicts = tree["candidates"][0]["verdicts"]
    assert list(verdicts) == [question.value for question in Question]
    assert verdicts["objective"] == {
        "suggestion": "weak", "answer": "strong", "verdict": "strong", "evidence": "Reaches 3 %.",
        "confidence": "sure", "note": "Tried it",
    }  # fmt: skip
    assert tree["candidates"][0]["out_at"] is None


def test_text_keeps_letters_of_all_languages() -> None:
    """Names are written as they are, not as escapes, and the text ends with a line end."""
    assert json_text({"name": "漢字"}) == '{\n  "name": "漢字"\n}\n'
