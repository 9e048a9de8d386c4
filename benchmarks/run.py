"""Measure whole processes: time and peak memory of the main commands, beside the bare import of their libraries.

Prints one table: median seconds of several runs, the ratio to the bare import in the same run, and peak memory.
Ratios are what to trust; seconds depend on the machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCENARIO = str(ROOT / "scenarios" / "mid-market-launch.toml")
RUNS = int(os.environ.get("RUNS", "9"))
PROGRAM = [sys.executable, "-m", "vehicleplan"]

CASES = {
    "import pulp, highspy, pydantic": [sys.executable, "-c", "import pulp, highspy, pydantic"],
    "vehicleplan --help": [*PROGRAM, "--help"],
    "vehicleplan check": [*PROGRAM, "check", SCENARIO],
    "vehicleplan screen": [*PROGRAM, "screen", SCENARIO],
    "vehicleplan plan": [*PROGRAM, "plan", SCENARIO],
    "vehicleplan plan --json": [*PROGRAM, "plan", SCENARIO, "--json"],
}


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of one run. The command must succeed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Run every case in turn, round after round, so that a slow moment of the machine hits all alike."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in CASES}
    for _ in range(RUNS):
        for name, command in CASES.items():
            taken[name].append(measured(command))
    base = statistics.median(seconds for seconds, _ in taken["import pulp, highspy, pydantic"])
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, median of {RUNS} runs\n")
    print(f"{'':32}{'seconds':>9}{'× import':>10}{'peak MiB':>10}")
    for name, runs in taken.items():
        seconds = statistics.median(s for s, _ in runs)
        print(f"{name:32}{seconds:9.3f}{seconds / base:10.2f}{max(m for _, m in runs):10.0f}")


if __name__ == "__main__":
    main()
