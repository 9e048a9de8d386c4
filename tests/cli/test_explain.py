"""`vehicleplan explain`: what is behind a plan, on the screen and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runs import SMALL, write
from vehicleplan.cli.main import run
from vehicleplan.files.shipped import shipped_path
from vehicleplan.session.explaining import ABOUT

TWO = """
format = 1
name = "Two ways"
outcomes = ["lead"]
[goal]
mode = "most-results"
worth = { lead = 1 }
[budget]
total = 1_000
[limits]
max_vehicles = 1
[[vehicle]]
id = "dear"
name = "Dear one"
cost = 100
max_activities = 8
outcomes = { lead = 10 }
[[vehicle]]
id = "cheap"
name = "Cheap one"
cost = 50
max_activities = 5
outcomes = { lead = 10 }
current = 2
"""
"""Dear ones bring 80, cheap ones 50: those enter where one of them brings 16, which is 60 % more, whatever it costs."""


ENDLESS = """
format = 1
name = "Endless"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[[vehicle]]
id = "free"
name = "Free"
outcomes.conversion = 6
[[vehicle]]
id = "paper"
name = "Paper"
cost = 2_000
max_activities = 3
outcomes.conversion = 5
"""
"""The plan costs nothing. With a paper in it, each free one more would lower the cost per lead without end."""


def explained(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *options: str) -> tuple[int, str]:
    """The exit code and what is on standard output, on one line."""
    code = run(["explain", str(write(tmp_path, text)), *options])
    return code, " ".join(capsys.readouterr().out.split())


def test_the_page_has_each_candidate_the_limits_the_sets_and_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything that applies is explained, each figure such as a person finds it with a pencil."""
    code, page = explained(tmp_path, capsys, TWO)
    assert code == 0
    assert "Without it the plan brings 50 results instead of 80 and costs 250 USD instead of 800" in page
    assert "The plan takes it if its outcomes rise by 60.0 %" in page
    assert "With one more vehicle (at most 2), the plan brings 40 more results (120 instead of 80)" in page
    assert "The next-best set, Cheap one instead of Dear one, brings 38 % fewer results" in page
    assert "Today's activities bring 20 results" in page


@pytest.mark.parametrize("name", ["cheap", "Cheap one", "cheap ONE"])
def test_one_candidate_is_named_by_id_or_name(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Then there is no word of the others."""
    code, page = explained(tmp_path, capsys, TWO, name)
    assert code == 0
    assert "With it the plan brings 50 results instead of 80" in page
    assert "With one more vehicle" not in page


def test_an_unknown_candidate_or_topic_is_told_with_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are bad input, with the nearest name or all topics."""
    path = str(write(tmp_path, TWO))
    assert run(["explain", path, "chaep"]) == 2
    assert "Did you mean `cheap`?" in capsys.readouterr().err
    assert run(["explain", path, "--about", "candidates,nothing"]) == 2
    assert "there is no `nothing`; there are candidates, limits, sets, today" in capsys.readouterr().err


def test_json_has_the_keys_of_the_topics_that_were_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A threshold is a bracket of two factors at most 0.1 % apart around the true one."""
    assert run(["explain", str(write(tmp_path, TWO)), "--json", "--about", "candidates", "--about", "today"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert set(tree) == {"format", "is_whole", "unbounded", "scenario", "plan", "candidates", "today"}
    assert tree["is_whole"] is True
    dear, cheap = tree["candidates"]["candidates"]
    assert (dear["kind"], cheap["kind"]) == ("chosen", "left-out")
    outcomes = cheap["thresholds"]["outcomes"]
    assert outcomes["stays_out_at"] < 1.6 <= outcomes["enters_at"] <= outcomes["stays_out_at"] * 1.001
    assert cheap["thresholds"]["cash"]["why_none"] == "stays-out"


def test_where_no_plan_is_possible_the_clash_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The limits that cannot hold together stand there, and the exit code says that there is no plan."""
    text = TWO.replace('id = "dear"', 'id = "dear"\ninclude = "must"\nmin_activities = 8').replace("1_000", "700")
    code, page = explained(tmp_path, capsys, text)
    assert code == 1
    assert "700" in page
    assert "Dear one" in page
    assert "In the plan" not in page


def test_a_goal_out_of_reach_is_explained_with_what_would_reach_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One vehicle more would reach 120."""
    code, page = explained(tmp_path, capsys, TWO.replace("[goal]", "[goal]\namount = 120"), "--about", "limits")
    assert code == 1
    assert "1 more vehicle" in page or "1 vehicle more" in page or "one more vehicle" in page


def test_what_the_time_cuts_short_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan is there, and in words and in JSON that this is not all."""
    path = str(write(tmp_path, SMALL))
    assert run(["explain", path, "--about", "candidates", "--time-limit", "0.000001"]) == 0
    assert "It was stopped before all of this was found out." in capsys.readouterr().out
    assert run(["explain", path, "--about", "candidates", "--time-limit", "0.000001", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_whole"] is False


@pytest.mark.parametrize("name", ["one-person-team", "store-opening"])
def test_a_shipped_scenario_is_explained_as_a_whole(capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Every candidate is explained, with a sentence."""
    assert run(["explain", str(shipped_path(name)), "--about", "candidates", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["is_whole"] is True
    assert {each["id"] for each in tree["candidates"]["candidates"]} == {
        each["id"] for each in (*tree["plan"]["vehicles"], *tree["plan"]["not_chosen"])
    }
    assert all(each["sentences"] for each in tree["candidates"]["candidates"])


def test_the_help_names_every_topic(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line has its own list of topics, so that its help needs no import."""
    assert run(["explain", "--help"]) == 0
    text = capsys.readouterr().out
    assert all(topic.value in text for topic in ABOUT)


def test_a_scenario_without_candidates_has_nothing_to_explain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said in one sentence."""
    code, page = explained(tmp_path, capsys, SMALL[: SMALL.index("[[vehicle]]")])
    assert code == 1
    assert "The scenario has no candidates." in page


def test_braces_in_a_name_stay_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result may be called anything."""
    code, page = explained(tmp_path, capsys, SMALL.replace('result = "lead"', 'result = "{0} {}"'))
    assert code == 0
    assert "brings 16 {0} {} instead of 30" in page


def test_a_topic_with_an_unbounded_variant_leaves_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What more brings is told all the same, and the plan is not passed off as bad input."""
    code, page = explained(tmp_path, capsys, ENDLESS)
    assert code == 0
    assert "What more would bring" in page
    assert "It cannot be told: the more the plan does, the less a result costs" in page
    run(["explain", write(tmp_path, ENDLESS), "--json"])
    tree = json.loads(capsys.readouterr().out)
    assert tree["is_whole"]
    assert list(tree["unbounded"]) == ["candidates", "sets"]


def test_a_wrong_candidate_is_told_before_the_plan_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a plan to hear of a misspelt id."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("it was planned")

    monkeypatch.setattr("vehicleplan.optimizer.optimize", refuse)
    assert run(["explain", write(tmp_path, SMALL), "webinr"]) == 2
