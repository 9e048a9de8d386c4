"""A scenario that plans in an instant, and runs of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SMALL = """format = 1
name = "Small launch"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
start = 2027-01-01
periods = 4
[budget]
total = 10_000
[[team.skill]]
id = "writing"
hours = 40
hourly_cost = 50
[screening]
rule_out = "answers"
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
activity = "webinar"
cost = 800
hours = { writing = 10 }
max_activities = 8
outcomes.conversion = 6
[[vehicle]]
id = "paper"
name = "White paper"
cost = 2_000
max_activities = 3
outcomes.conversion = { low = 2, likely = 5, high = 9 }
[[vehicle]]
id = "banner"
name = "Banner"
cost = 100
max_activities = 3
outcomes.conversion = 1
[vehicle.answers.message]
verdict = "no"
by = "AL"
note = "One line does not carry it"
"""
OUT_OF_REACH = SMALL.replace("amount = 30", "amount = 300")
IMPOSSIBLE = SMALL.replace('id = "paper"', 'id = "paper"\ninclude = "must"\nmin_activities = 3').replace(
    "total = 10_000", "total = 5_000"
)
BROKEN = SMALL.replace("amount = 30", "mount = 30\namount = true")
ROOT = Path(__file__).parents[2]


def write(folder: Path, text: str, name: str = "launch.toml") -> str:
    """Write a file and give its name."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def run_process(*words: str, text: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "vehicleplan", *words],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **environment},
    )
