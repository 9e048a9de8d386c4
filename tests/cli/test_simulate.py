"""`vehicleplan simulate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.runs import BROKEN, IMPOSSIBLE, OUT_OF_REACH, SMALL, write
from vehicleplan.cli.main import run
from vehicleplan.model.simulation import LEAST_DRAWS, MOST_DRAWS, MOST_SEED

UNSURE = SMALL.replace("outcomes.conversion = 6", "outcomes.conversion = { low = 4, likely = 6, high = 9 }")


def test_a_simulation_answers_with_the_chance_of_the_goal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentences come first, on standard output alone; then tables, bars and what would have been chosen."""
    assert run(["simulate", write(tmp_path, UNSURE), "--draws", "200", "--choices", "5", "--jobs", "2"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Small launch\n\nHow sure it is\n\nThe plan reaches its goal, 30 leads, in 44 % of 200 draws")
    assert "30, the goal" in out
    assert "Had each of 5 draws been known beforehand" in out
    assert err == ""


def test_draws_and_seed_come_from_the_scenario_unless_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`[simulation]` is what holds; an option wins over it."""
    file = write(tmp_path, f"{UNSURE}[simulation]\ndraws = 50\nseed = 9\ncorrelation = 0.5\n")
    assert run(["simulate", file, "--json", "--choices", "0", "--seed", "2"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert (tree["draws"]["asked"], tree["seed"], tree["correlation"]) == (50, 2, 0.5)


def test_a_goal_out_of_reach_leaves_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is that of the plan itself."""
    assert run(["simulate", write(tmp_path, OUT_OF_REACH), "--choices", "0"]) == 1
    assert "The plan reaches its goal, 300 leads, in none of 1,000 draws." in " ".join(capsys.readouterr().out.split())


def test_without_a_plan_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to simulate."""
    assert run(["simulate", write(tmp_path, IMPOSSIBLE)]) == 1
    assert "There is no plan that could be simulated." in capsys.readouterr().out


def test_bad_input_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems of the file go to standard error."""
    assert run(["simulate", write(tmp_path, BROKEN)]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["--draws", str(LEAST_DRAWS - 1)],
        ["--draws", str(MOST_DRAWS + 1)],
        ["--seed", "-1"],
        ["--seed", str(MOST_SEED + 1)],
        ["--correlation", "1.1"],
        ["--choices", "-1"],
        ["--time-limit", "0"],
    ],
)
def test_options_take_what_the_file_takes(words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a scenario may not say, an option may not either; at the bounds both may."""
    assert run(["simulate", write(tmp_path, UNSURE), *words]) == 2
    assert f"Invalid value for '{words[0]}'" in capsys.readouterr().err


def test_the_smallest_number_of_draws_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten draws are enough for a P10."""
    assert run(["simulate", write(tmp_path, UNSURE), "--draws", str(LEAST_DRAWS), "--choices", "0"]) == 0
    assert f"of {LEAST_DRAWS} draws" in capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_page(
    width: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bars and tables fit."""
    monkeypatch.setenv("COLUMNS", str(width))
    run(["simulate", write(tmp_path, UNSURE), "--choices", "3"])
    assert max(cell_len(line) for line in capsys.readouterr().out.splitlines()) <= width
