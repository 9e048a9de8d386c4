"""Compare the optimizer with solvers on the plain textbook model of the same scenarios: one table for each family.

Every figure is taken in a fresh process whose solver has been loaded and warmed up on a tiny problem; the median of up
to three runs where a run is quick. The clock runs from the scenario's tables in memory to the proven plan; ours also
verifies it. Solvers take turns on each scenario. Ratios are of the same scenario; their median is told.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from generated import Tables, allocation, comparison, write
from targets import tell

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-peers" / "bin" / "python"
HOW_TO_GET = "CP-SAT, claro-engine and SLSQP are measured once `make bench-peers` has put them into .venv-peers."
SAME = 1e-6
REPEATS = 3
MODEL = ("ours", "highs", "cbc", "cp-sat 1", "cp-sat 2")
LABELS = {"highs": "plain HiGHS", "cbc": "CBC", "cp-sat 1": "CP-SAT", "cp-sat 2": "CP-SAT, 2", "slsqp": "SLSQP"}


@dataclass(frozen=True)
class Family:
    """Scenarios of one make.

    Attributes:
        title: What they are.
        make: A scenario of a size and a seed.
        solvers: Who solves them.
        largest: No more candidates than so many; None for any number.
        has_targets: Whether the targets for ratios are about it.
    """

    title: str
    make: Callable[[int, int], Tables]
    solvers: tuple[str, ...] = MODEL
    largest: int | None = None
    has_targets: bool = False


TARGETS = {
    (20, "highs"): 0.4,
    (20, "cp-sat 1"): 1.0,
    (20, "cp-sat 2"): 1.0,
    (100, "highs"): 0.6,
    (1_000, "highs"): 0.6,
    (1_000, "cp-sat 1"): 1.0,
    (1_000, "cp-sat 2"): 1.0,
}
"""By size and peer, the most that ours may take of the peer's seconds."""

FAMILIES = {
    "5": Family("4 quarters, at most 5 vehicles", lambda n, seed: comparison(n, seed, 5), has_targets=True),
    "15": Family("4 quarters, at most 15 vehicles", lambda n, seed: comparison(n, seed, 15), has_targets=True),
    "tight": Family("4 quarters, at most 5 vehicles, hours short", lambda n, seed: comparison(n, seed, 5, hours=1.0)),
    "allocation": Family("Plain allocation of money", allocation, ("ours", "claro-engine", "slsqp"), 300),
}


@dataclass(frozen=True)
class Taken:
    """What one solver took for one scenario.

    Attributes:
        seconds: Of wall, the median of its runs; infinite where it failed.
        processor: The same of the processor.
        mib: Peak memory of the process.
        is_proven: Whether it proved its answer in time.
        objective: Of its answer.
    """

    seconds: float
    processor: float
    mib: float
    is_proven: bool
    objective: float | None


def python_of(solver: str) -> Path | None:
    """The interpreter that has the solver; None where the peers are not installed."""
    if solver in ("ours", "highs", "cbc"):
        return Path(sys.executable)
    return PEERS if PEERS.exists() else None


def measured(solver: str, file: Path, limit: float, repeats: int = REPEATS) -> Taken:
    """One solver on one scenario, in a process of its own."""
    python = python_of(solver)
    if python is None:
        raise ValueError(HOW_TO_GET)
    words = [str(python), str(HERE / "solve_once.py"), solver, str(file), str(limit), str(repeats)]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=4 * limit + 60, check=False)
    except subprocess.TimeoutExpired:
        return Taken(math.inf, math.inf, 0.0, is_proven=False, objective=None)
    if done.returncode != 0:
        print(f"{solver} failed on {file}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return Taken(math.inf, math.inf, 0.0, is_proven=False, objective=None)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return Taken(
        seconds=statistics.median(told["walls"]),
        processor=statistics.median(told["processors"]),
        mib=told["mib"],
        is_proven=told["is_proven"],
        objective=told["objective"],
    )


def mismatches(taken: dict[str, Taken], where: str) -> list[str]:
    """Proven answers that are not the same, and answers that are better than a proven one."""
    found = []
    for (one, a), (other, b) in combinations(taken.items(), 2):
        if a.objective is None or b.objective is None or not (a.is_proven or b.is_proven):
            continue
        differ = (a.objective - b.objective) / max(1.0, abs(a.objective))
        if (a.is_proven and differ < -SAME) or (b.is_proven and differ > SAME):
            found.append(f"{where}: {one} {a.objective!r}, {other} {b.objective!r}")
    return found


def family_runs(
    family: Family, size: int, seeds: int, limit: float, folder: Path
) -> tuple[list[dict[str, Taken]], list[str]]:
    """By seed what each solver took, and what does not agree."""
    runs, wrong = [], []
    for seed in range(seeds):
        tables = family.make(size, seed)
        file = write(tables, folder / f"{family.title.replace(' ', '-').replace(',', '')}-{size}-{seed}.toml")
        taken = {solver: measured(solver, file, limit) for solver in family.solvers if python_of(solver)}
        found = mismatches(taken, str(file))
        wrong += found
        runs.append(taken)
        told = "  ".join(f"{s} {t.seconds:.2f}{'' if t.is_proven else '*'}" for s, t in taken.items())
        print(f"{size} seed {seed}: {told} {'MISMATCH' if found else ''}", file=sys.stderr, flush=True)
        if not found:
            file.unlink()
    return runs, wrong


def _seconds(taken: list[Taken]) -> str:
    median = statistics.median(each.seconds if each.is_proven else math.inf for each in taken)
    proven = sum(each.is_proven for each in taken)
    shown = "> limit" if math.isinf(median) else f"{median:.3f}"
    return shown if proven == len(taken) else f"{shown} ({proven}/{len(taken)})"


def ratio(runs: list[dict[str, Taken]], peer: str) -> tuple[float, str]:
    """The median of ours ÷ the peer's on the same scenario, and ≤, ≥ or ~ where the peer, ours or both were stopped."""
    each = [run["ours"].seconds / run[peer].seconds for run in runs if run[peer].seconds < math.inf]
    ours_stopped = any(not run["ours"].is_proven for run in runs)
    peer_stopped = any(not run[peer].is_proven for run in runs)
    sign = {(True, False): "≥ ", (False, True): "≤ ", (True, True): "~ "}.get((ours_stopped, peer_stopped), "")
    return (statistics.median(each) if each else math.nan), sign


def tell_targets(family: Family, size: int, runs: list[dict[str, Taken]], peers: list[str]) -> None:
    """Ratios for the table of what it must show."""
    for peer in peers:
        most = TARGETS.get((size, peer)) if family.has_targets else None
        if most is not None:
            middle, sign = ratio(runs, peer)
            note = {"≥ ": "ours was stopped", "≤ ": "the peer was stopped", "~ ": "both were stopped"}.get(sign, "")
            tell(f"{family.title}, {size:,} candidates: ours ÷ {LABELS[peer]}", middle, most, note=note)


def print_table(family: Family, by_size: dict[int, list[dict[str, Taken]]], limit: float) -> None:
    """One table in Markdown."""
    solvers = [s for s in family.solvers if python_of(s)]
    peers = [s for s in solvers if s != "ours"]
    print(f"\n{family.title}: median seconds; in brackets how many were proven within {limit:g} s\n")
    heads = [LABELS.get(s, s) for s in solvers] + [f"÷ {LABELS.get(s, s)}" for s in peers] + ["MiB"]
    print("| candidates | " + " | ".join(heads) + " |")
    print("| ---: |" + " ---: |" * len(heads))
    for size, runs in by_size.items():
        cells = [_seconds([run[s] for run in runs]) for s in solvers]
        cells += ["{1}{0:.2f}".format(*ratio(runs, peer)) for peer in peers]
        cells.append(f"{max(run['ours'].mib for run in runs):.0f}")
        tell_targets(family, size, runs, peers)
        print(f"| {size:,} | " + " | ".join(cells) + " |")


def arguments() -> argparse.Namespace:
    """What is asked for, with the environment's SIZES, SEEDS, SECONDS as what is left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = [int(x) for x in os.environ.get("SIZES", "20 100 1000").split()]
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes)
    parser.add_argument("--seeds", type=int, default=int(os.environ.get("SEEDS", "10")))
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("SECONDS", "60")))
    parser.add_argument("--families", nargs="+", choices=FAMILIES, default=list(FAMILIES))
    parser.add_argument("--solvers", nargs="+", help="only these; ours is always there")
    parser.add_argument("--keep", type=Path, help="where scenarios on which solvers disagree are kept")
    return parser.parse_args()


def main() -> None:
    """Measure and print; a disagreement is an error."""
    asked = arguments()
    wrong: list[str] = []
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="solvers-"))
    folder.mkdir(parents=True, exist_ok=True)
    for name in asked.families:
        family = FAMILIES[name]
        if asked.solvers:
            kept = tuple(s for s in family.solvers if s == "ours" or s in asked.solvers)
            family = replace(family, solvers=kept)
        by_size = {}
        for size in asked.sizes:
            if family.largest is None or size <= family.largest:
                by_size[size], found = family_runs(family, size, asked.seeds, asked.seconds, folder)
                wrong += found
        print_table(family, by_size, asked.seconds)
        sys.stdout.flush()
    if not PEERS.exists():
        print(f"\n{HOW_TO_GET}")
    if wrong:
        raise SystemExit("solvers do not agree:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
