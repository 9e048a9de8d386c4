"""`vehicleplan plan`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.runs import BROKEN, IMPOSSIBLE, OUT_OF_REACH, SMALL, write
from vehicleplan.cli.main import run
from vehicleplan.cli.pages import plan_page
from vehicleplan.report.assemble import plan_report
from vehicleplan.session.jobs import plan_scenario


def test_a_plan_that_reaches_its_goal_leaves_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer comes first, on standard output alone, and the exit code is 0."""
    assert run(["plan", write(tmp_path, SMALL)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Small launch\n\n30 leads at 217 USD each: exactly the goal of 30.\n")
    assert "proven best" in out
    assert "Banner   2" not in out
    assert "3 message: AL answered no: One line does not carry it." in " ".join(out.split())
    assert err == ""


def test_a_goal_out_of_reach_leaves_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first sentence says what is missing."""
    assert run(["plan", write(tmp_path, OUT_OF_REACH)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[2].startswith("The goal is out of reach: the closest plan brings ")
    assert "missing" in out
    assert err == ""


def test_an_impossible_scenario_leaves_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where limits contradict one another it says so and shows no figures."""
    assert run(["plan", write(tmp_path, IMPOSSIBLE)]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[2] == "No plan is possible: no plan keeps to all limits."
    assert "What to do" not in out
    assert err == ""


def test_it_shows_the_limits_that_clash_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below the answer stand the limits that cannot hold together, and the least changes that help."""
    run(["plan", write(tmp_path, IMPOSSIBLE)])
    lines = capsys.readouterr().out.splitlines()
    assert "These 3 limits cannot hold together; without any one of them the other 2 can." in lines
    assert "  11  The budget is 5,000 USD." in lines
    assert "  11  1,000 USD more (6,000 instead of 5,000)" in lines


def test_it_says_what_would_reach_the_goal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """60 leads take eight webinars and three papers: what they cost is named, is enough, and a dollar less is not."""
    text = SMALL.replace("amount = 30", "amount = 60").replace("10_000", "8_000")
    assert run(["plan", write(tmp_path, text)]) == 1
    assert "The goal of 60 needs 4,400 USD more (12,400 instead of 8,000)." in capsys.readouterr().out
    assert run(["plan", write(tmp_path, text.replace("8_000", "12_400"))]) == 0
    assert run(["plan", write(tmp_path, text.replace("8_000", "12_399"))]) == 1


def test_the_reasons_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --no-why the plan comes alone, on the page and in JSON."""
    for text, key in ((IMPOSSIBLE, "conflict"), (OUT_OF_REACH, "reach")):
        file = write(tmp_path, text)
        run(["plan", file, "--json"])
        tree = json.loads(capsys.readouterr().out)
        assert (tree[key]["format"], tree[key]["is_whole"]) == (1, True)
        run(["plan", file, "--json", "--no-why"])
        assert key not in json.loads(capsys.readouterr().out)


def test_the_conflict_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paths, lines, figures and sentences of every limit; repairs with what they come to."""
    run(["plan", write(tmp_path, IMPOSSIBLE), "--json"])
    conflict = json.loads(capsys.readouterr().out)["conflict"]
    assert [limit["path"] for limit in conflict["limits"]] == [
        ["vehicle", 1, "include"],
        ["budget", "total"],
        ["vehicle", 1, "min_activities"],
    ]
    assert conflict["limits"][1] == {
        "kind": "budget",
        "path": ["budget", "total"],
        "line": 11,
        "figure": 5000,
        "sentence": "The budget is 5,000 USD.",
    }
    repair = conflict["repairs"][0]
    assert (repair["from"], repair["to"], repair["by"], repair["money"]) == (5000, 6000, 1000, 1000.0)


def test_bad_input_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem goes to standard error with its line; nothing goes to standard output."""
    assert run(["plan", write(tmp_path, BROKEN)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "launch.toml:6: [goal] unknown key `mount`" in err
    assert "launch.toml:7: goal.amount: " in err
    assert err.endswith("2 problems\n")


def test_a_file_that_is_not_there_leaves_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is a problem like any other."""
    assert run(["plan", str(tmp_path / "none.toml")]) == 2
    assert "there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [(SMALL, 0, "proven-best"), (OUT_OF_REACH, 1, "out-of-reach"), (IMPOSSIBLE, 1, "impossible")],
)
def test_json_is_one_object(
    text: str, code: int, status: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json standard output is one object, with the same exit codes."""
    assert run(["plan", write(tmp_path, text), "--json"]) == code
    out, err = capsys.readouterr()
    tree = json.loads(out)
    assert (tree["format"], tree["scenario"], tree["status"]) == (1, "Small launch", status)
    assert tree["seconds"] > 0
    assert err == ""


def test_the_same_input_gives_the_same_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs differ in their time alone."""
    file = write(tmp_path, SMALL)
    texts = []
    for _ in range(2):
        run(["plan", file, "--json"])
        tree = json.loads(capsys.readouterr().out)
        del tree["seconds"]
        texts.append(json.dumps(tree))
    assert texts[0] == texts[1]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A file called - is standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SMALL.encode())))
    assert run(["plan", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"] == 30.0


def test_the_model_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--write-lp writes the model with readable names beside the plan."""
    model = tmp_path / "model.lp"
    assert run(["plan", write(tmp_path, SMALL), "--write-lp", str(model)]) == 0
    assert "webinar" in model.read_text(encoding="utf-8")
    assert "30 leads" in capsys.readouterr().out


def test_a_model_that_cannot_be_written_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there is said before anything is solved."""
    assert run(["plan", write(tmp_path, SMALL), "--write-lp", str(tmp_path / "none" / "model.lp")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "the model cannot be written" in err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_limit_is_a_number_above_0(seconds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any other time limit is bad input, with a hint."""
    assert run(["plan", write(tmp_path, SMALL), f"--time-limit={seconds}"]) == 2
    assert "hint: vehicleplan plan --help" in capsys.readouterr().err


def test_a_time_limit_that_suffices_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With time enough the plan is the proven one."""
    assert run(["plan", write(tmp_path, SMALL), "--time-limit", "60"]) == 0
    assert "proven best" in capsys.readouterr().out


def test_without_any_limit_it_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario that nothing limits is bad input, in one line that names the vehicle."""
    text = SMALL.replace("max_activities = 8\n", "").replace("hours = { writing = 10 }\n", "")
    text = text.replace("amount = 30\n", "").replace("[budget]\ntotal = 10_000\n", "")
    assert run(["plan", write(tmp_path, text)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("vehicleplan: nothing limits how much of Hosted webinar the plan may use")


@pytest.mark.parametrize("name", ["mid-market-launch", "out-of-reach", "euro-webinars", "one-person-team"])
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    """Real plans fit every width from 60 to 140 columns without clipped figures, and use the room."""
    planned = plan_scenario(str(Path(__file__).parents[2] / "scenarios" / f"{name}.toml"))
    report = plan_report(planned.plan, planned.resolved)
    for width in (60, 70, 80, 100, 140):
        lines = [line.text for line in plan_page(report, width)]
        widest = max(map(cell_len, lines))
        assert not any("…" in line for line in lines)
        assert widest <= width
        assert widest > width - 10


def test_the_width_is_that_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """COLUMNS says how wide the page is; sentences are wrapped to it."""
    file = write(tmp_path, SMALL)
    for width in (60, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        run(["plan", file])
        lines = capsys.readouterr().out.splitlines()
        assert width - 25 < max(map(len, lines)) <= width


def test_the_model_never_replaces_a_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--write-lp over a file that is no .lp file is refused, and the file stays as it was."""
    file = write(tmp_path, SMALL)
    before = Path(file).read_bytes()
    assert run(["plan", file, "--write-lp", file]) == 2
    assert "no .lp file" in capsys.readouterr().err
    assert Path(file).read_bytes() == before
