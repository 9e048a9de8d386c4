"""`vehicleplan new`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import ROOT
from vehicleplan.cli.main import run

TEMPLATES = sorted(path.stem for path in (ROOT / "scenarios").glob("*.toml"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_gives_a_scenario_without_problems(
    template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new scenario can be checked at once, wherever it is written."""
    file = tmp_path / "launch.toml"
    assert run(["new", str(file), "--from", template]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Wrote {file}" in err
    assert run(["check", str(file)]) == 0, capsys.readouterr().out


def test_comments_of_the_template_survive(tmp_path: Path) -> None:
    """The new file is the template, under a line that names the schema."""
    file = tmp_path / "launch.toml"
    assert run(["new", str(file)]) == 0
    schema, rest = file.read_text(encoding="utf-8").split("\n", 1)
    assert schema == "#:schema scenario.schema.json"
    assert rest == (ROOT / "scenarios" / "mid-market-launch.toml").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that a person wrote is lost, unless they say --force."""
    file = tmp_path / "launch.toml"
    file.write_text("mine", encoding="utf-8")
    assert run(["new", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert "there already" in capsys.readouterr().err
    assert run(["new", str(file), "--force"]) == 0
    assert file.read_text(encoding="utf-8").startswith("#:schema")


def test_the_templates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """--list names every template with a line on what it shows, and writes nothing."""
    assert run(["new", "--list"]) == 0
    out = capsys.readouterr().out
    for template in TEMPLATES:
        assert template in out
    assert "Mid-market launch" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x.toml", "--from", "mid-market-lunch"], "Did you mean `mid-market-launch`?"),
        ([], "name the file to write"),
        (["none/x.toml"], "the file cannot be written"),
    ],
)
def test_bad_input(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown template, no file or a folder that is not there leave with 2 and say what would be right."""
    monkeypatch.chdir(tmp_path)
    assert run(["new", *words]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.glob("*.toml")) == []
