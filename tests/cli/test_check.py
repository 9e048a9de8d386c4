"""`vehicleplan check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runs import BROKEN, ROOT, SMALL, write
from vehicleplan.cli.main import run


def test_a_good_scenario(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without problems is one line with what it has."""
    file = write(tmp_path, SMALL)
    assert run(["check", file]) == 0
    assert capsys.readouterr() == (f"{file}: 3 vehicles, 3 candidates: no problems\n", "")


def test_a_good_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    """A catalog has vehicles and no candidates."""
    file = str(ROOT / "catalogs" / "consumer.toml")
    assert run(["check", file]) == 0
    assert capsys.readouterr().out == f"{file}: 31 vehicles: no problems\n"


def test_every_problem_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All problems are shown at once, each with line, excerpt, caret and cure; the exit code is 2."""
    file = write(tmp_path, BROKEN)
    assert run(["check", file]) == 2
    out = capsys.readouterr().out
    assert f"{file}:6: [goal] unknown key `mount`\n  6 │ mount = 30\n    │ ^^^^^\n" in out
    assert f"\n\n{file}:7: goal.amount: " in out
    assert out.endswith(f"\n\n{file}: 2 problems\n\n")


def test_several_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file with problems is enough for exit code 2; the others are still said to be fine."""
    good, bad = write(tmp_path, SMALL, "good.toml"), write(tmp_path, BROKEN, "bad.toml")
    assert run(["check", good, bad, good]) == 2
    out = capsys.readouterr().out
    assert out.count("good.toml: 3 vehicles, 3 candidates: no problems") == 1
    assert "bad.toml: 2 problems" in out


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json each file has its kind and its problems."""
    good, bad = write(tmp_path, SMALL, "good.toml"), write(tmp_path, BROKEN, "bad.toml")
    assert run(["check", good, bad, "--json"]) == 2
    files = json.loads(capsys.readouterr().out)["files"]
    assert files[0] == {"file": good, "kind": "scenario", "problems": []}
    first = files[1]["problems"][0]
    assert set(first) >= {"line", "key", "what", "fix"}
    assert (first["line"], first["key"], first["what"]) == (6, "[goal]", "unknown key `mount`")


def test_a_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is a problem without a line."""
    assert run(["check", str(tmp_path / "none.toml"), "--json"]) == 2
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["problems"][0]["line"] is None


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "scenarios").glob("*.toml")))
def test_what_ships_has_no_problems(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every shipped scenario passes."""
    assert run(["check", str(ROOT / "scenarios" / f"{name}.toml")]) == 0, capsys.readouterr().out
