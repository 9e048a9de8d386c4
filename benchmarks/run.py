"""Measure whole processes: time and peak memory of every command, beside the bare import of their libraries.

Prints one table: median seconds of several runs, the ratio to the bare import in the same run, and peak memory. The
scenarios are `mid-market-launch` and one of 24 candidates made from the B2B catalog. Ratios are what to trust; seconds
depend on the machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from targets import tell
from ui import scenario

ROOT = Path(__file__).parents[1]
SCENARIO = str(ROOT / "scenarios" / "mid-market-launch.toml")
RUNS = int(os.environ.get("RUNS", "9"))
PROGRAM = [sys.executable, "-m", "vehicleplan"]
IMPORT = "import pulp, highspy, pydantic"
IS_FINE = (0, 1)
"""What a command may end with: done, or the goal is missed."""

Cases = dict[str, tuple[list[str], int]]


def cases(folder: Path) -> Cases:
    """By name the command, and how often it is run."""
    own = str(scenario(24, folder))
    few = max(1, RUNS // 3)

    def program(*words: str) -> list[str]:
        return [*PROGRAM, *words]

    return {
        IMPORT: ([sys.executable, "-c", IMPORT], RUNS),
        "vehicleplan --help": (program("--help"), RUNS),
        "vehicleplan new --list": (program("new", "--list"), RUNS),
        "vehicleplan catalog list": (program("catalog", "list"), RUNS),
        "vehicleplan schema scenario": (program("schema", "scenario"), RUNS),
        "vehicleplan check": (program("check", SCENARIO), RUNS),
        "vehicleplan screen": (program("screen", SCENARIO), RUNS),
        "vehicleplan plan": (program("plan", SCENARIO), RUNS),
        "vehicleplan plan --json": (program("plan", SCENARIO, "--json"), RUNS),
        "check, 24 candidates": (program("check", own), RUNS),
        "screen, 24 candidates": (program("screen", own), RUNS),
        "plan, 24 candidates": (program("plan", own), RUNS),
        "simulate, 24 candidates": (program("simulate", own), few),
        "compare, 24 candidates": (program("compare", own, own), few),
        "export to Markdown, 24 candidates": (program("export", own, "-o", str(folder / "plan.md"), "--force"), few),
        "explain, 24 candidates": (program("explain", own), few),
        "frontier, 24 candidates": (program("frontier", own, "--over", "budget"), few),
    }


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of one run. The command must succeed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in IS_FINE:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Run every case in turn, round after round, so that a slow moment of the machine hits all alike."""
    with tempfile.TemporaryDirectory() as folder:
        asked = cases(Path(folder))
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
        for number in range(RUNS):
            for name, (command, rounds) in asked.items():
                if number < rounds:
                    taken[name].append(measured(command))
    base = statistics.median(seconds for seconds, _ in taken[IMPORT])
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, median of {RUNS} runs, of the last five fewer\n")
    print("| | seconds | × import | peak MiB |")
    print("| --- | ---: | ---: | ---: |")
    for name, runs in taken.items():
        seconds = statistics.median(s for s, _ in runs)
        if name == "plan, 24 candidates":
            tell("vehicleplan plan, 24 candidates, whole process ÷ bare import", seconds / base, 2.5)
        print(f"| {name} | {seconds:.3f} | {seconds / base:.2f} | {max(m for _, m in runs):.0f} |")


if __name__ == "__main__":
    main()
