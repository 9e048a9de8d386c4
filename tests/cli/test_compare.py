"""`vehicleplan compare`."""

from __future__ import annotations

import io
import json
import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.runs import BROKEN, IMPOSSIBLE, OUT_OF_REACH, SMALL, write
from vehicleplan.cli.main import run

RICHER = (
    SMALL.replace('name = "Small launch"', 'name = "Richer"')
    .replace("total = 10_000", "total = 12_000")
    .replace("hours = 40", "hours = 50")
    .replace("amount = 30", "amount = 36")
)


def test_scenarios_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the other plan does differently, the figures, the vehicles, and what the files ask differently."""
    assert run(["compare", write(tmp_path, SMALL), write(tmp_path, RICHER, "richer.toml")]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Scenarios side by side\n")
    assert "Richer, beside Small launch: 6 more leads (+20 %)" in " ".join(out.split())
    assert out.index("Figures") < out.index("Activities over the horizon") < out.index("What differs in the brief")
    assert "Budget            10,000 USD    12,000 USD" in out
    assert err == ""


def test_json_says_what_an_independent_reading_of_the_files_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The places and values that differ are those of the two files; the figures are those of the two plans."""
    files = [write(tmp_path, SMALL), write(tmp_path, RICHER, "richer.toml")]
    assert run(["compare", *files, "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    one, two = (tomllib.loads(text) for text in (SMALL, RICHER))
    assert {tuple(each["place"]): each["values"] for each in tree["asked"]} == {
        ("goal", "amount"): [one["goal"]["amount"], two["goal"]["amount"]],
        ("budget", "total"): [one["budget"]["total"], two["budget"]["total"]],
        ("team", "skills", "writing", "hours"): [each["team"]["skill"][0]["hours"] for each in (one, two)],
    }
    plans = []
    for file in files:
        run(["plan", file, "--json"])
        plans.append(json.loads(capsys.readouterr().out))
    without_time = [{key: plan[key] for key in plan if key != "seconds"} for plan in plans]
    assert [{k: v for k, v in each["plan"].items() if k != "seconds"} for each in tree["scenarios"]] == without_time
    (difference,) = tree["differences"]
    assert difference["results"] == {"before": plans[0]["results"], "after": plans[1]["results"]}
    assert difference["cost"]["cash"] == {"before": plans[0]["cost"]["cash"], "after": plans[1]["cost"]["cash"]}
    activities = [{each["id"]: each["activities"] for each in plan["vehicles"]} for plan in plans]
    assert difference["comes_in"] == [each for each in activities[1] if each not in activities[0]]
    assert difference["goes_out"] == [each for each in activities[0] if each not in activities[1]]
    assert {each["id"]: each["after"] for each in difference["changed"]} == {
        vehicle: counts
        for vehicle, counts in activities[1].items()
        if vehicle in activities[0] and counts != activities[0][vehicle]
    }


def test_a_rule_is_given_as_it_is_and_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rule that only one file has holds there and is nothing in the other."""
    rule = '[[limits.rule]]\nvehicles = ["webinar"]\nmax = 4\n[screening]'
    files = [write(tmp_path, SMALL), write(tmp_path, SMALL.replace("[screening]", rule), "ruled.toml")]
    run(["compare", *files, "--json"])
    (asked,) = json.loads(capsys.readouterr().out)["asked"]
    assert asked["place"] == ["limits", "rules"]
    assert asked["rule"] == {"vehicles": ["webinar"], "max": 4}
    assert asked["label"] == "Hosted webinar has at most 4 activities."
    assert asked["values"] == [None, True]


@pytest.mark.parametrize("other", [OUT_OF_REACH, IMPOSSIBLE])
def test_a_plan_that_misses_its_goal_leaves_with_1(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One such scenario is enough, and it is said first."""
    assert run(["compare", write(tmp_path, SMALL), write(tmp_path, other, "other.toml")]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[4].startswith("Small launch (2): ")


def test_problems_of_all_files_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is planned, and the same file named twice has its problems once."""
    bad, worse = write(tmp_path, BROKEN), write(tmp_path, SMALL.replace("periods = 4", "periods = 0"), "worse.toml")
    assert run(["compare", bad, worse, bad]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "launch.toml:6: [goal] unknown key `mount`" in err
    assert "worse.toml:" in err
    assert err.endswith("3 problems\n")


def test_a_file_may_be_compared_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is planned once, and nothing differs."""
    file = write(tmp_path, SMALL)
    assert run(["compare", file, file]) == 0
    out = capsys.readouterr().out
    assert "The scenarios ask for the same." in out
    assert "Small launch (2), beside Small launch (1): the same plan." in out


def test_standard_input_may_be_one_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` is read once."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RICHER.encode())))
    assert run(["compare", write(tmp_path, SMALL), "-"]) == 0
    assert "Richer, beside Small launch" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("count", [1, 5])
def test_two_to_four_files_are_asked_for(count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fewer or more leave with 2 and a sentence."""
    assert run(["compare", *[write(tmp_path, SMALL)] * count]) == 2
    assert "give 2 to 4 scenarios to compare" in capsys.readouterr().err


def test_nothing_is_wider_than_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four scenarios fit into 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    run(["compare", write(tmp_path, SMALL), *[write(tmp_path, RICHER, f"{n}.toml") for n in range(3)]])
    assert max(cell_len(line) for line in capsys.readouterr().out.splitlines()) <= 80


def test_a_plan_without_limit_names_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of several files, the one that needs a bound is said."""
    endless = SMALL.replace("total = 10_000", "carry_over = true").replace("max_activities = 3\n", "")
    endless = endless.replace("amount = 30", 'mode = "most-results"')
    assert run(["compare", write(tmp_path, SMALL), write(tmp_path, endless, "endless.toml")]) == 2
    assert "endless.toml: nothing limits how much of" in capsys.readouterr().err
