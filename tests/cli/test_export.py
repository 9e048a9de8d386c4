"""`vehicleplan export`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli.runs import BROKEN, IMPOSSIBLE, OUT_OF_REACH, SMALL, write
from vehicleplan.cli.main import run


def export(folder: Path, text: str, *words: str) -> int:
    """The exit code of an export without the analyses that take long."""
    return run(["export", write(folder, text), "--no-analyses", *words])


def test_each_ending_gives_its_format_and_the_names_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several files of one plan in one run."""
    targets = [str(tmp_path / f"plan.{ending}") for ending in ("md", "json", "pdf", "html", "xlsx", "pptx")]
    assert export(tmp_path, SMALL, *(word for target in targets for word in ("-o", target))) == 0
    assert capsys.readouterr().out.splitlines() == targets
    starts = [Path(target).read_bytes()[:4] for target in targets]
    assert starts == [b"# Sm", b"{\n  ", b"%PDF", b"<!do", b"PK\x03\x04", b"PK\x03\x04"]


def test_tables_come_as_a_file_each_or_one_by_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name all of them, beside the file that is asked for."""
    target = tmp_path / "plan.csv"
    assert export(tmp_path, SMALL, "-o", str(target)) == 0
    assert not target.exists()
    names = capsys.readouterr().out.splitlines()
    assert str(tmp_path / "plan-vehicles.csv") in names
    assert export(tmp_path, SMALL, "-o", str(target), "--table", "vehicles") == 0
    assert target.read_bytes() == (tmp_path / "plan-vehicles.csv").read_bytes()
    with target.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[0] == "Vehicle"


def test_an_unknown_table_is_refused_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    assert export(tmp_path, SMALL, "-o", str(tmp_path / "plan.csv"), "--table", "vehicle") == 2
    said = capsys.readouterr().err
    assert "there is no table `vehicle`" in said
    assert "Did you mean `vehicles`?" in said
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["launch.toml"]


def test_a_file_that_is_there_is_kept_without_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither it nor any other file of the run is written; with --force both are."""
    there, other = tmp_path / "plan.md", tmp_path / "plan.json"
    there.write_text("mine", "utf-8")
    assert export(tmp_path, SMALL, "-o", str(other), "-o", str(there)) == 2
    assert "there already; nothing was written" in capsys.readouterr().err
    assert (there.read_text("utf-8"), other.exists()) == ("mine", False)
    assert export(tmp_path, SMALL, "-o", str(other), "-o", str(there), "--force") == 0
    assert there.read_text("utf-8").startswith("# Small launch")


def test_everything_that_is_wrong_with_the_targets_is_said_before_anything_is_planned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ending, the folder, and a folder in the place of a file; even where the scenario cannot be read."""
    (tmp_path / "folder.md").mkdir()
    targets = ["plan.docx", "plan", "nowhere/plan.pdf", "folder.md"]
    words = [word for target in targets for word in ("-o", str(tmp_path / target))]
    assert run(["export", str(tmp_path / "missing.toml"), *words]) == 2
    said = capsys.readouterr().err
    assert "`.docx` stands for no format" in said
    assert "has no ending" in said
    assert "there is no folder" in said
    assert "not a file that could be replaced" in said
    assert "missing.toml" not in said


@pytest.mark.parametrize(("text", "code"), [(SMALL, 0), (OUT_OF_REACH, 1), (IMPOSSIBLE, 1), (BROKEN, 2)])
def test_the_exit_code_tells_whether_the_plan_reaches_its_goal(tmp_path: Path, text: str, code: int) -> None:
    """A missed goal is written all the same; a broken file is not."""
    assert export(tmp_path, text, "-o", str(tmp_path / "plan.md")) == code
    assert (tmp_path / "plan.md").exists() == (code < 2)


def test_figures_are_written_in_the_locale_that_is_asked_for(tmp_path: Path) -> None:
    """By option before the scenario's own; American English where neither says so."""
    own = f'locale = "fr_FR"\n{SMALL}'
    for name, text, words in (
        ("us", SMALL, []),
        ("fr", own, []),
        ("de", own, ["--locale", "de-DE"]),
    ):
        assert export(tmp_path, text, "-o", str(tmp_path / f"{name}.md"), *words) == 0
    told = {name: (tmp_path / f"{name}.md").read_text("utf-8") for name in ("us", "fr", "de")}
    assert "$10,000" in told["us"]
    assert "10\u202f000\u00a0\\$US" in told["fr"]
    assert "10.000\u00a0\\$" in told["de"]


def test_an_unknown_locale_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the nearest that there is, and nothing is written."""
    assert export(tmp_path, SMALL, "-o", str(tmp_path / "plan.md"), "--locale", "de_DX") == 2
    assert "de_DE" in capsys.readouterr().err
    assert not (tmp_path / "plan.md").exists()


def test_two_exports_of_one_plan_are_the_same_bytes(tmp_path: Path) -> None:
    """How long the program took is in none of them."""
    for name in ("one", "two"):
        assert export(tmp_path, SMALL, "-o", str(tmp_path / f"{name}.json"), "-o", str(tmp_path / f"{name}.md")) == 0
    for ending in ("json", "md"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_programs_get_the_names_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object with the files."""
    target = str(tmp_path / "plan.md")
    assert export(tmp_path, SMALL, "-o", target, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"format": 1, "files": [target]}


def test_analyses_that_had_no_time_are_named(tmp_path: Path) -> None:
    """The document says what it does not have, rather than to seem whole."""
    target = tmp_path / "plan.md"
    assert run(["export", write(tmp_path, SMALL), "-o", str(target), "--time-limit", "0.000001"]) == 0
    text = target.read_text("utf-8")
    assert "Not everything was worked out" in text
    assert "other sets (" in text


def test_one_file_under_two_names_is_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written once, under the name that came first."""
    target = tmp_path / "plan.md"
    (tmp_path / "folder").mkdir()
    other = tmp_path / "folder" / ".." / "plan.md"
    assert export(tmp_path, SMALL, "-o", str(target), "-o", str(other)) == 0
    assert capsys.readouterr().out.splitlines() == [str(target)]


def test_a_table_needs_a_file_of_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else the option would be passed over in silence."""
    assert export(tmp_path, SMALL, "-o", str(tmp_path / "plan.md"), "--table", "vehicles") == 2
    assert ".csv" in capsys.readouterr().err


def test_a_missed_goal_is_said_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The names of the files are all that programs read."""
    target = str(tmp_path / "plan.md")
    assert export(tmp_path, OUT_OF_REACH, "-o", target) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [target]
    assert "The goal is out of reach" in said.err
