"""Measure what is behind a plan, in one process: each analysis beside one plan of the same scenario in the same run.

Prints two tables: median seconds of wall and of processor as multiples of one plan, filter and optimizer, with the most
that it may take; and how long a cancelled analysis takes to give what it has. Ratios are what to trust.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from vehicleplan.analysis.alternatives import alternatives
from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.frontier import FrontierRange, frontier
from vehicleplan.analysis.frontier_axis import Axis, Over, values_of
from vehicleplan.analysis.more import what_more_brings
from vehicleplan.analysis.simulate import simulate
from vehicleplan.analysis.why import explain_candidates
from vehicleplan.errors import CancelledError
from vehicleplan.model.simulation import Simulation
from vehicleplan.optimizer import Control
from vehicleplan.session.jobs import plan_scenario

SCENARIO = str(Path(__file__).parents[1] / "scenarios" / "mid-market-launch.toml")
ROUNDS = int(os.environ.get("RUNS", "3"))
CORES = os.cpu_count() or 1
Work = Callable[[Basis, Control, int], bool]


def explained(basis: Basis, control: Control, jobs: int) -> bool:
    """Why, for all candidates."""
    return explain_candidates(basis, control, jobs=jobs).is_whole


def more(basis: Basis, control: Control, jobs: int) -> bool:
    """One step more of every limit."""
    return what_more_brings(basis, control, jobs=jobs).is_whole


def sets(basis: Basis, control: Control, jobs: int) -> bool:
    """The ten best sets, the core and the swing."""
    return alternatives(basis, control, jobs=jobs).is_whole


def budgets(basis: Basis, control: Control, jobs: int) -> bool:
    """25 budgets, from half to twice the scenario's own."""
    axis = Axis(Over.BUDGET)
    return frontier(basis, FrontierRange(axis, values_of(basis, axis)), control, jobs=jobs).is_whole


def draws(basis: Basis, control: Control, jobs: int) -> bool:
    """1,000 draws of the fixed plan."""
    return simulate(basis, control, Simulation(), jobs=jobs).is_whole


def choices(basis: Basis, control: Control, jobs: int) -> bool:
    """The best plan for each of 200 draws, had they been known."""
    return simulate(basis, control, Simulation(), choices=200, jobs=jobs).is_whole


@dataclass(frozen=True)
class Case:
    """An analysis.

    Attributes:
        name: What it is called.
        work: Does it.
        jobs: How many runs there are at once.
        most: How many plans it may take; None where that is only reported.
        rounds: How often it is measured.
    """

    name: str
    work: Work
    jobs: int = 1
    most: float | None = None
    rounds: int = ROUNDS


CASES = (
    Case("explain, 35 candidates, one core", explained, most=10),
    Case(f"explain, 35 candidates, {CORES} cores", explained, CORES, 10),
    Case("what more brings, one core", more),
    Case("ten best sets, core and swing, one core", sets),
    Case("frontier, 25 budgets, one core", budgets, most=15),
    Case(f"frontier, 25 budgets, {CORES} cores", budgets, CORES, 15),
    Case("1,000 draws of the plan", draws, most=1),
    Case(f"best plans of 200 draws, {CORES} cores", choices, CORES, rounds=1),
)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall and of processor."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def whole(case: Case, basis: Basis) -> None:
    """Do the work; it must come to its end."""
    if not case.work(basis, Control(), case.jobs):
        raise SystemExit(f"{case.name} did not come to its end")


def until_seen(case: Case, basis: Basis, after: float) -> float | None:
    """Seconds from cancelling to the answer; None where it had ended before."""
    cancelled: list[float] = []
    timer = Timer(after, lambda: cancelled.append(time.perf_counter()))
    timer.start()
    try:
        case.work(basis, Control(is_cancelled=lambda: bool(cancelled)), case.jobs)
    except CancelledError as error:  # before there was anything to give
        if not cancelled:
            raise SystemExit(f"{error}") from error
    timer.cancel()
    return time.perf_counter() - cancelled[0] if cancelled else None


def main() -> None:
    """Run every case in turn, round after round, each round with one plan of its own."""
    planned = plan_scenario(SCENARIO)
    basis = Basis(planned.resolved, planned.ruled_out, planned.plan)
    plans: list[tuple[float, float]] = []
    taken: dict[str, list[tuple[float, float]]] = {case.name: [] for case in CASES}
    for number in range(ROUNDS):
        plans.append(timed(lambda: plan_scenario(SCENARIO)))
        for case in CASES:
            if number < case.rounds:
                taken[case.name].append(timed(lambda case=case: whole(case, basis)))  # type: ignore[misc]
    base = [statistics.median(each) for each in zip(*plans, strict=True)]
    print(f"Python {sys.version.split()[0]}, {CORES} cores, median of {ROUNDS} rounds, mid-market-launch\n")
    print(f"{'':42}{'seconds':>9}{'× plan':>8}{'processor':>11}{'× plan':>8}{'at most':>9}")
    print(f"{'one plan':42}{base[0]:9.2f}{1:8.1f}{base[1]:11.2f}{1:8.1f}")
    for case in CASES:
        wall, processor = (statistics.median(each) for each in zip(*taken[case.name], strict=True))
        most = "" if case.most is None else f"{case.most:g} ×"
        ratios = f"{wall:9.2f}{wall / base[0]:8.1f}{processor:11.2f}{processor / base[1]:8.1f}"
        print(f"{case.name:42}{ratios}{most:>9}")
    print("\nfrom cancelling to the answer, the longest, seconds")
    for case in CASES:
        late = [seen for after in (0.05, 0.3, 0.7, 1.1) if (seen := until_seen(case, basis, after)) is not None]
        if late:
            print(f"{case.name:42}{max(late):9.2f}")


if __name__ == "__main__":
    main()
