"""Scenarios that are unusual and right go through the commands, and tables stay in line whatever the script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.runs import SMALL, write
from files.test_strange import NAMES, named
from vehicleplan.cli.main import run

ODD = {
    "no vehicles": (SMALL[: SMALL.index("[[vehicle]]")], 1),
    "zero hours": (SMALL.replace("hours = 40", "hours = 0"), 1),
    "one period": (SMALL.replace("periods = 4", "periods = 1"), 0),
    "104 weeks": (SMALL.replace("periods = 4", 'periods = 104\nperiod = "week"'), 0),
    "Windows ends": (SMALL.replace("\n", "\r\n"), 0),
    "a byte order mark": ("\ufeff" + SMALL, 0),
    "control characters": (SMALL.replace('"Hosted webinar"', '"a\\nb\\tc\\u001b[2J"'), 0),
}
"""Scenarios by what is strange about them, with the exit code of their plan."""


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and what is printed."""
    code = run(words)
    out, err = capsys.readouterr()
    assert err == ""
    return code, out


@pytest.mark.parametrize("odd", ODD)
def test_odd_scenarios_go_through(odd: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are checked, screened, planned and exported."""
    text, code = ODD[odd]
    file = write(tmp_path, text)
    page = tmp_path / "plan.md"
    assert said(capsys, "check", file)[0] == 0
    assert said(capsys, "screen", file)[0] == 0
    assert said(capsys, "plan", "--no-why", file)[0] == code
    assert run(["export", file, "-o", str(page), "--time-limit", "3"]) == code
    assert "\x1b" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_tables_stay_in_line_in_any_script(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures end in the same column of the terminal as in the row of totals, and no line is too wide."""
    file = write(tmp_path, named(NAMES[name]))
    for words in (("screen", file), ("plan", file)):
        code, out = said(capsys, *words)
        assert code == 0
        assert max(map(cell_len, out.splitlines())) <= 80
    assert ends(out), out
    assert all(end == total for end, total in ends(out))
    if len(NAMES[name]) < 40:
        assert NAMES[name] in out


def ends(page: str) -> list[tuple[int, int]]:
    """In the first table, where the lines with figures end, each beside where the line of totals ends."""
    table = page[page.index("What to do") :].split("\n\n", maxsplit=1)[0].splitlines()
    total = next(line for line in table if line.startswith("Total"))
    figures = [line for line in table[3:] if re.search(r" [\d,]+ +[\d,]+ +[\d,]+ +[\d,]+$", line)]
    return [(cell_len(line), cell_len(total)) for line in figures]


def test_two_thousand_vehicles_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scenario of that size has no faults."""
    text = SMALL[: SMALL.index("[[vehicle]]")] + "".join(
        f'[[vehicle]]\nid = "v{i}"\ncost = {100 + i % 37 * 10}\nmax_activities = {1 + i % 7}\noutcomes.conversion = 6\n'
        for i in range(2_000)
    )
    code, out = said(capsys, "check", write(tmp_path, text))
    assert code == 0
    assert "2000 candidates" in out
