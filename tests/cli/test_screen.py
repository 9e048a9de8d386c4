"""`vehicleplan screen`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runs import BROKEN, SMALL, write
from vehicleplan.cli.main import run


def test_every_candidate_with_its_verdicts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How many are left, a bar for each question, every candidate, and what the symbols mean."""
    assert run(["screen", write(tmp_path, SMALL)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[:3] == ["Small launch", "", "2 of 3 candidates are left after the seven questions."]
    assert "3 message       ████████████████████ 2" in lines
    assert any(line.startswith("Banner") and "✘*" in line and "3 message: AL answered no" in line for line in lines)
    assert lines[-1] == "● strong ◐ fair ○ weak ✘ no · unanswered * answered by a person"
    assert err == ""


def test_the_cards_of_one_vehicle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a vehicle, its seven questions come with evidence, confidence and answer."""
    assert run(["screen", write(tmp_path, SMALL), "banner"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Banner (banner)\n\nIt leaves at question 3 message: AL answered no")
    assert out.count("suggestion") == 7
    assert "3 message: Does it fit the message and positioning? It leaves here." in out
    assert "answer        ✘ no (AL): One line does not carry it" in out


def test_several_vehicles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Vehicles come in the order asked for, each once."""
    assert run(["screen", write(tmp_path, SMALL), "paper", "webinar", "paper"]) == 0
    out = capsys.readouterr().out
    assert 0 <= out.index("White paper (paper)") < out.index("Hosted webinar (webinar)")
    assert out.count("White paper (paper)") == 1


def test_an_unknown_vehicle_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest candidate is proposed."""
    assert run(["screen", write(tmp_path, SMALL), "webiner"]) == 2
    assert "there is no candidate `webiner`" in (err := capsys.readouterr().err)
    assert "Did you mean `webinar`?" in err


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json standard output is one object; with vehicles, of these alone."""
    file = write(tmp_path, SMALL)
    assert run(["screen", file, "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [candidate["id"] for candidate in tree["candidates"]] == ["webinar", "paper", "banner"]
    assert tree["candidates"][2]["out_at"] == "message"
    assert tree["left_after"]["efficiency"] == 2
    assert run(["screen", file, "banner", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [candidate["id"] for candidate in tree["candidates"]] == ["banner"]


def test_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file with problems leaves with 2 and prints no table."""
    assert run(["screen", write(tmp_path, BROKEN)]) == 2
    assert capsys.readouterr().out == ""


def test_no_line_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real screening fits 80 and 140 columns."""
    file = str(Path(__file__).parents[2] / "scenarios" / "mid-market-launch.toml")
    for width in (80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        assert run(["screen", file]) == 0
        assert max(map(len, capsys.readouterr().out.splitlines())) <= width


def test_what_was_converted_from_the_catalog_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Months instead of quarters and euros instead of dollars: the card of a candidate says what was changed."""
    scenario = Path(__file__).parents[2] / "scenarios" / "euro-webinars.toml"
    assert run(["screen", str(scenario), "white-paper"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Converted from the catalog's own periods and currency: costs from USD at" in shown
