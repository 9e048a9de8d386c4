"""The whole way of a marketer, in a real terminal with the installed program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tui.terminal import PROGRAM, Terminal
from vehicleplan.report import numbers

pytestmark = [
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed beside this Python"),
]
SAVED = r"\A[^●\n]*1 Brief"
"""The bar on top without the mark of what is unsaved."""


def test_from_start_to_a_saved_plan(tmp_home: Path) -> None:
    """An example is answered, planned, given less money and saved; the command line plans the file to the same."""
    with Terminal(tmp_home) as terminal:
        terminal.wait_for("What to work on")
        terminal.press("Enter", then="14 of 35 left")
        terminal.press("s", then="LinkedIn adv.*1 of 7 · objective(?s:.*) 1 of 7 answered")
        terminal.press("j", then="Sponsored mes.*1 of 7 · objective(?s:.*) 0 of 7 answered")
        terminal.press("f", then=" 1 of 7 answered")
        terminal.press("j", then="Display adv.*1 of 7 · objective(?s:.*) 0 of 7 answered")
        terminal.press("n", then=" 1 of 7 answered")
        terminal.press("p", then=r"of the 120,000\s+USD\s+budget")
        terminal.press("5", then=r"Budget +\S +120,000 \+")
        terminal.press(*["-"] * 10, then=r"(?s)(?=.*Budget +\S +70,000 \+)(?=.*out of reach)")
        terminal.press("w", then="Taken over")
        shown = words(terminal.press("4", then=r"of the 70,000\s+USD\s+budget(?s:.*)F1 help"))
        terminal.press("C-s", then="Save as")
        terminal.press("C-u", then="Type the name of a file")
        terminal.type("less-money.toml", then=" less-money.toml ")
        terminal.press("Enter", then=SAVED)
        assert (tmp_home / "less-money.toml").exists()
        terminal.press("q", then="ended with 0")

    file = tmp_home / "less-money.toml"
    assert first_answers(file) == {"linkedin-ads": "strong", "sponsored-messages": "fair", "display-ads": "no"}
    assert run("check", file).returncode == 0
    plan = json.loads(run("plan", file, "--json").stdout)
    cash, results = numbers.money(plan["cost"]["cash"]), numbers.results(plan["results"])
    assert f"brings {results} of 420 sales-ready leads at {numbers.money(plan['cost_per_result'])} USD each" in shown
    assert f"It takes {len(plan['vehicles'])} vehicles, {cash} of the 70,000 USD budget" in shown
    assert plan["status"] == "out-of-reach"


def first_answers(file: Path) -> dict[str, str]:
    """By vehicle, the answer to the first question, where there is one."""
    vehicles = tomllib.loads(file.read_text("utf-8"))["vehicle"]
    answers = {vehicle["use"]: vehicle.get("answers", {}).get("objective") for vehicle in vehicles}
    return {vehicle: answer["verdict"] for vehicle, answer in answers.items() if answer is not None}


def words(screen: str) -> str:
    """The screen as one line."""
    return re.sub(r"\s+", " ", screen)


def run(command: str, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program."""
    return subprocess.run([PROGRAM, command, file, *options], capture_output=True, text=True, check=False)
