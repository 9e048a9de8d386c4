"""The plainest ways to plan go around the option parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import BROKEN, OUT_OF_REACH, SMALL, run_process, write
from vehicleplan.cli.planning import plan_at_once

PARSED = "--why"
"""What is so anyway, and makes the option parser read the words."""


@pytest.mark.parametrize("options", [[], ["--json"]])
@pytest.mark.parametrize("text", [SMALL, OUT_OF_REACH, BROKEN], ids=["reached", "out of reach", "broken"])
def test_it_is_the_same_as_by_the_option_parser(text: str, options: list[str], tmp_path: Path) -> None:
    """Output, messages and exit code are the same, but for the time that it took."""
    file = write(tmp_path, text)
    plain, parsed = run_process("plan", file, *options), run_process("plan", file, *options, PARSED)
    assert plain.returncode == parsed.returncode
    assert plain.stderr == parsed.stderr
    differing = [
        line
        for line, other in zip(plain.stdout.splitlines(), parsed.stdout.splitlines(), strict=True)
        if line != other and "second" not in line
    ]
    assert differing == []


def test_it_reads_standard_input() -> None:
    """A dash is a file, as it is for the option parser."""
    plain, parsed = run_process("plan", "-", text=SMALL), run_process("plan", "-", PARSED, text=SMALL)
    assert (plain.returncode, plain.stdout) == (parsed.returncode, parsed.stdout)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["plan"],
        ["check", "a.toml"],
        ["plan", "a.toml", "b.toml"],
        ["plan", "--help"],
        ["plan", "a.toml", "--time-limit", "3"],
        ["plan", "a.toml", "--json", "--json"],
        ["plan", "--", "a.toml"],
        ["--folder", "x", "plan", "a.toml"],
    ],
)
def test_anything_else_is_left_to_the_option_parser(words: list[str]) -> None:
    """Nothing is planned, and nothing is said."""
    assert plan_at_once(words) is None
