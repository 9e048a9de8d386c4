"""`vehicleplan frontier`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.runs import IMPOSSIBLE, OUT_OF_REACH, SMALL, write
from vehicleplan.cli.main import run


def test_a_frontier_over_the_budget_is_the_usual_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Answer, charts and table on standard output, nothing else; the code is 0 where some plan reaches the goal."""
    assert run(["frontier", write(tmp_path, SMALL)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Small launch\n\nThe most leads for each budget\n\nFrom 12,400 USD on the leads stay at 64")
    assert "┊ the scenario's budget, 10,000" in out
    assert "Best plans" in out
    assert err == ""


@pytest.mark.parametrize(("text", "code"), [(OUT_OF_REACH, 1), (IMPOSSIBLE.replace("5_000", "2_000"), 1)])
def test_no_plan_that_reaches_the_goal_leaves_with_1(
    text: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of reach at every point, or possible at none."""
    assert run(["frontier", write(tmp_path, text), "--steps", "3"]) == code
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--over", "budgt"], "`budgt` is not one of budget, hours.SKILL, max-vehicles. Did you mean budget?"),
        (["--over", "hours"], "name the skill as well, such as hours.writing"),
        (["--over", "hours.writin"], "knows the skill `writin`. Known here: writing. Did you mean `writing`?"),
        (["--from", "5", "--to", "3"], "there is nothing from 5 to 3: give a range that ends above its beginning."),
        (["--from", "-1"], "give a number from 0 to 1e12"),
        (["--to", "nan"], "give a number from 0 to 1e12"),
        (["--steps", "1"], "greater than or equal to 2"),
        (["--mode", "best"], "`best` is not one of lowest-cost-per-result, most-results, least-cost"),
        (["--jobs", "0"], "greater than or equal to 1"),
    ],
)
def test_a_bad_option_leaves_with_2_and_says_what_would_be_right(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on standard error, nothing on standard output."""
    assert run(["frontier", write(tmp_path, SMALL), *words]) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""


@pytest.mark.parametrize("words", [["--over", "hours.writin"], ["--from", "5", "--to", "3"]])
def test_a_bad_option_is_told_before_the_plan_is_made(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a plan to hear of a misspelt skill."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("it was planned")

    monkeypatch.setattr("vehicleplan.optimizer.optimize", refuse)
    assert run(["frontier", write(tmp_path, SMALL), *words]) == 2


def test_too_little_time_for_a_point_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has stopped it, and nothing is passed off as an answer."""
    assert run(["frontier", write(tmp_path, SMALL), "--time-limit", "1e-9"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "vehicleplan: the time limit was over before anything was found out; give more seconds\n")


def test_a_cost_mode_needs_something_to_reach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without amount and target the least cost would be that of doing nothing."""
    assert run(["frontier", write(tmp_path, SMALL.replace("amount = 30\n", "")), "--mode", "least-cost"]) == 2
    assert "the goal has neither an amount nor a target" in capsys.readouterr().err


def test_json_is_one_object_and_the_same_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However many are worked on at once."""
    words = ["frontier", write(tmp_path, SMALL), "--json", "--over", "max-vehicles"]
    texts = []
    for jobs in ("1", "2"):
        assert run([*words, "--jobs", jobs]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    tree = json.loads(texts[0])
    assert (tree["format"], tree["is_whole"], tree["over"]) == (1, True, "max-vehicles")
    assert [point["value"] for point in tree["points"]] == [1, 2]


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_page_fits_the_terminal(
    columns: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Charts and table are as wide as there is room."""
    monkeypatch.setenv("COLUMNS", str(columns))
    for over in ("budget", "max-vehicles", "hours.writing"):
        run(["frontier", write(tmp_path, SMALL), "--over", over])
        assert all(cell_len(line) <= columns for line in capsys.readouterr().out.splitlines())


def test_a_terminal_without_the_signs_gets_stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The picture and its legend change alike, and each sign keeps one of its own."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    run(["frontier", write(tmp_path, SMALL), "--from", "1000"])
    stream.seek(0)
    text = stream.read()
    assert "* a best plan   # another set than the point before" in text
    assert "-- the goal, 30" in text
    assert "?" not in text
