"""Run the parts of the benchmark one after the other, and print what it must show as one table.

`bench.py solvers again` runs those parts only; SIZES, SEEDS, SECONDS, RUNS, CHANGES in the environment make them
shorter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from solvers import HOW_TO_GET, PEERS
from targets import LINES, table

HERE = Path(__file__).parent
PARTS = ("run", "solvers", "again", "growth", "analyses", "exports", "ui")


def main() -> None:
    """Run and print; the first part that fails is told at the end."""
    parts = sys.argv[1:] or list(PARTS)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "lines"
        for part in parts:
            print(f"\n## {part}\n", flush=True)
            done = subprocess.run(
                [sys.executable, str(HERE / f"{part}.py")], env={**os.environ, LINES: str(lines)}, check=False
            )
            if done.returncode != 0:
                failed.append(part)
        print(f"\n## What it must show\n\n{table(lines)}")
    if not PEERS.exists():
        print(f"\n{HOW_TO_GET} Harlequin and Posting too.")
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
