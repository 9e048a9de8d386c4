"""Whatever a scenario says, each command leaves with a documented code and without a trace."""

from __future__ import annotations

import io
import json
import random
import sys
from pathlib import Path

import pytest

from fuzz.material import scenario_files
from fuzz.mutate import mutated
from fuzz.properties import COMMANDS, check_command
from fuzz.shapes import as_toml, scenario_tables


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_a_command_bears_any_scenario(number: int, tmp_path: Path) -> None:
    """Scenarios with odd values and files made wrong, the same on every run."""
    chance = random.Random(number)
    for _ in range(2):
        check_command(as_toml(scenario_tables(chance)), tmp_path, COMMANDS[number])
    check_command(mutated(scenario_files(), chance), tmp_path, COMMANDS[number])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b'{"format": 1}',
        b"[1, 2",
        b"null",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"[" * 5_000,
        b"\x00",
        b"\xed\xa0\x80",
    ],
)
def test_standard_input_may_hold_anything(content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """JSON, broken text and bytes where a scenario should be are told as problems; nothing reads JSON there."""
    for words in (("check", "-"), ("screen", "-"), ("plan", "-"), ("check", "--json", "-")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        assert check_command(b"", tmp_path, words) == 2


def test_a_scenario_as_json_says_that_toml_is_meant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Who writes JSON is told how a line should look."""
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"format": 1, "goal": {"stage": "conversion"}}), encoding="utf-8")
    check_command(file.read_bytes(), tmp_path, ("check", "{}"))
    assert capsys.readouterr().err == ""
