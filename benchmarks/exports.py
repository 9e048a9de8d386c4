"""Measure exports: what each format takes beyond the plan, its library included, in a process that has not loaded it.

Prints a table: median seconds, as a multiple of planning the same scenario in the same run, the most that it may take,
and the size of the file. Ratios are what to trust.
"""

from __future__ import annotations

import os
import pickle
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from vehicleplan.session.exporting import THOROUGH, ExportRequest, document_of_file
from vehicleplan.session.jobs import plan_scenario
from vehicleplan.session.watch import Watch

SCENARIO = str(Path(__file__).parents[1] / "scenarios" / "mid-market-launch.toml")
ROUNDS = int(os.environ.get("RUNS", "5"))
LIMITS = {"md": 0.2, "csv": 0.2, "json": 0.2, "xlsx": 2.0, "pptx": 2.0, "html": 2.0, "pdf": 2.0}

CHILD = """
import pickle, sys, time
from pathlib import Path
document = pickle.loads(Path(sys.argv[1]).read_bytes())
began = time.perf_counter()
from vehicleplan.exports.registry import render
files = render(document, Path(f"plan.{sys.argv[2]}"))
print(time.perf_counter() - began, sum(map(len, files.values())))
"""


def one(document: Path, ending: str) -> tuple[float, int]:
    """Seconds of one export, and its bytes."""
    words = [sys.executable, "-c", CHILD, str(document), ending]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    seconds, size = done.stdout.split()
    return float(seconds), int(size)


def main() -> None:
    """Measure and print."""
    plans = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        plan_scenario(SCENARIO)
        plans.append(time.perf_counter() - began)
    plan = statistics.median(plans[1:] or plans)
    document = document_of_file(SCENARIO, ExportRequest("en_US", THOROUGH), Watch())
    print(f"mid-market-launch, {len(document.tables)} tables; one plan takes {plan:.2f} s; median of {ROUNDS} runs\n")
    print("| | seconds | × plan | at most | KiB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "document.pickle"
        file.write_bytes(pickle.dumps(document))
        for ending, most in LIMITS.items():
            runs = [one(file, ending) for _ in range(ROUNDS)]
            seconds = statistics.median(seconds for seconds, _ in runs)
            print(f"| .{ending} | {seconds:.3f} | {seconds / plan:.2f} | {most:.1f} s | {runs[0][1] / 1024:,.0f} |")


if __name__ == "__main__":
    main()
