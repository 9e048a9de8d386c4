"""Solving again: a sweep of 25 budgets beside one plan, and 50 what-if changes each beside planning afresh.

In one process, on a scenario of 24 candidates made from the B2B catalog (lowest cost per result, all seven questions)
and on generated ones with every feature. A what-if is what the terminal UI does on a step of a lever; planning afresh
reads the same changed scenario from its file. Medians of ratios of the same change; ratios are what to trust.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Timer

import tomli_w
from generated import everything, write
from targets import tell
from ui import scenario

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.frontier import FrontierRange, frontier
from vehicleplan.analysis.frontier_axis import Axis, Over, values_of
from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import Plan
from vehicleplan.optimizer import Control, optimize
from vehicleplan.session.draft import Draft, draft_of, source_of
from vehicleplan.session.jobs import Planned, plan_scenario
from vehicleplan.session.levers import Lever, Unit, stepped
from vehicleplan.session.watch import CancelToken, Watch, unheard
from vehicleplan.session.what_if import WhatIf
from vehicleplan.session.worked_out import Answers

CORES = os.cpu_count() or 1
CANDIDATES = 24
SAME = 1e-6


@dataclass(frozen=True)
class Sweep:
    """Seconds of a sweep of 25 budgets and of one plan.

    Attributes:
        plan: Filter and optimizer.
        optimizer: The optimizer alone.
        sweep: With one run at once.
        spread: With as many runs at once as there are cores.
        is_whole: Whether both sweeps came to their end in time.
    """

    plan: float
    optimizer: float
    sweep: float
    spread: float
    is_whole: bool


@dataclass(frozen=True)
class Change:
    """A what-if change: seconds of it and of planning the same afresh, and whether both came to their end in time."""

    again: float
    afresh: float
    is_whole: bool


def timed(work: Callable[[], object]) -> float:
    """Seconds of wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def stopped_after(limit: float, work: Callable[[CancelToken], object]) -> tuple[float, bool]:
    """Seconds of wall of work that is stopped after so many, and whether it came to its end."""
    token = CancelToken()
    timer = Timer(limit, token.cancel)
    timer.start()
    began = time.perf_counter()
    with suppress(CancelledError):
        work(token)
    seconds = time.perf_counter() - began
    timer.cancel()
    return seconds, not token.is_cancelled


def sweep(file: Path, limit: float) -> Sweep:
    """The 25 budgets of one scenario; a sweep is stopped after so many seconds."""
    planned = plan_scenario(str(file))
    basis = Basis(planned.resolved, planned.ruled_out, planned.plan)
    axis = Axis(Over.BUDGET)
    asked = FrontierRange(axis, values_of(basis, axis))

    whole: list[bool] = []

    def swept(jobs: int) -> float:
        began = time.perf_counter()
        control = Control(is_cancelled=lambda: time.perf_counter() - began > limit)
        try:
            whole.append(frontier(basis, asked, control, jobs=jobs).is_whole)
        except CancelledError:  # before there was a single point
            whole.append(False)
        return time.perf_counter() - began

    return Sweep(
        plan=statistics.median(timed(lambda: plan_scenario(str(file))) for _ in range(3)),
        optimizer=statistics.median(
            timed(lambda: optimize(planned.resolved, ruled_out=planned.ruled_out)) for _ in range(3)
        ),
        sweep=swept(1),
        spread=swept(CORES),
        is_whole=all(whole),
    )


def _steps(what_if: WhatIf, count: int, draw: random.Random) -> list[tuple[Lever, int]]:
    """Levers and steps: budget, hours, the goal and the number of vehicles, a step or two up or down."""
    kinds = (Unit.MONEY, Unit.HOURS, Unit.RESULTS, Unit.VEHICLES)
    able = [each for each in what_if.levers if each.unit in kinds and each.base]
    by_kind = [[each for each in able if each.unit is kind] for kind in kinds]
    return [(draw.choice(draw.choice([k for k in by_kind if k])), draw.choice((-2, -1, 1, 2))) for _ in range(count)]


def what_if_changes(file: Path, count: int, seed: int, limit: float) -> list[Change]:
    """So many changes, one after the other, each from the scenario as it stands; only what is not known yet."""
    answers, base = Answers(), draft_of(source_of(file))
    stopped_after(limit, partial(_plan, answers, base))
    what_if = WhatIf(base)
    changed = file.with_name("changed.toml")
    found, seen = [], set()
    for lever, steps in _steps(what_if, 4 * count, random.Random(seed)):
        value = stepped(lever, what_if.value(lever), steps)
        if len(found) == count or (lever.path, value) in seen or value == lever.base:
            continue
        seen.add((lever.path, value))
        what_if.set(lever, value)
        draft = what_if.draft
        again, is_planned = stopped_after(limit, partial(_plan, answers, draft))
        changed.write_text(tomli_w.dumps(dict(draft.tables)), "utf-8")
        fresh: list[Plan] = []
        afresh, is_fresh = stopped_after(limit, partial(_plan_file, changed, fresh))
        if is_planned and is_fresh:
            _compare(answers.planned(draft), fresh[0], what_if.title)
        found.append(Change(again, afresh, is_planned and is_fresh))
        what_if.all_back()
    return found


def _plan(answers: Answers, draft: Draft, token: CancelToken) -> None:
    answers.plan(draft, token, unheard)


def _plan_file(file: Path, found: list[Plan], token: CancelToken) -> None:
    found.append(plan_scenario(str(file), Watch(token)).plan)


def _compare(planned: Planned | None, fresh: Plan, title: str) -> None:
    """Both ways must come to the same end, results and cost."""
    if planned is None or planned.plan.status is not fresh.status:
        raise SystemExit(f"{title}: a what-if and planning afresh end differently")
    for one, other in ((planned.plan.results, fresh.results), (planned.plan.cost.loaded, fresh.cost.loaded)):
        if abs(one - other) > SAME * max(1.0, abs(other)):
            raise SystemExit(f"{title}: a what-if gives {one}, planning afresh {other}")


def scenarios(folder: Path, seeds: int) -> dict[str, list[Path]]:
    """The scenarios that are measured, by their make."""
    made = [write(everything(CANDIDATES, 4, seed), folder / f"everything-{seed}.toml") for seed in range(seeds)]
    return {"from the catalog": [scenario(CANDIDATES, folder)], "every feature": made}


def print_sweeps(by_make: dict[str, list[Path]], limit: float) -> None:
    """A table of the sweeps, one row a make."""
    print(f"25 budgets, {CANDIDATES} candidates × 4 quarters, median of ratios to one plan of the same scenario\n")
    print(
        "| scenarios | plan, s | optimizer, s | one core, s | ÷ plan | "
        f"{CORES} cores, s | ÷ plan | ÷ optimizer | whole in {limit:g} s |"
    )
    print("| --- |" + " ---: |" * 8)
    for make, files in by_make.items():
        found = [sweep(file, limit) for file in files]

        def middle(of: Callable[[Sweep], float], found: list[Sweep] = found) -> float:
            return statistics.median(of(each) for each in found)

        cells = [
            f"{middle(lambda s: s.plan):.3f}",
            f"{middle(lambda s: s.optimizer):.3f}",
            f"{middle(lambda s: s.sweep):.2f}",
            f"{middle(lambda s: s.sweep / s.plan):.1f}",
            f"{middle(lambda s: s.spread):.2f}",
            f"{middle(lambda s: s.spread / s.plan):.1f}",
            f"{middle(lambda s: s.spread / s.optimizer):.1f}",
            f"{sum(s.is_whole for s in found)}/{len(found)}",
        ]
        tell(f"25 budgets, {make}, {CORES} cores ÷ one plan", middle(lambda s: s.spread / s.plan), 6.0)
        print(f"| {make} ({len(files)}) | " + " | ".join(cells) + " |", flush=True)


def print_what_ifs(by_make: dict[str, list[Path]], count: int, limit: float) -> None:
    """A table of the what-if changes, one row a make."""
    print(f"\n{count} what-if changes, {CANDIDATES} candidates × 4 quarters, beside planning the same afresh\n")
    print(f"| scenarios | changes | what-if, s | 90 % | afresh, s | ÷ afresh | 90 % | whole in {limit:g} s |")
    print("| --- |" + " ---: |" * 7)
    for make, files in by_make.items():
        each = -(-count // len(files))
        found = [c for seed, file in enumerate(files) for c in what_if_changes(file, each, seed, limit)]
        again, ratio = sorted(c.again for c in found), sorted(c.again / c.afresh for c in found)
        ninth = int(len(found) * 0.9)
        cells = [f"{len(found)}", f"{statistics.median(again):.3f}", f"{again[ninth]:.3f}"]
        cells += [f"{statistics.median(c.afresh for c in found):.3f}"]
        cells += [
            f"{statistics.median(ratio):.2f}",
            f"{ratio[ninth]:.2f}",
            f"{sum(c.is_whole for c in found)}/{len(found)}",
        ]
        tell(f"What-if change, {make} ÷ planning afresh", statistics.median(ratio), 0.5)
        print(f"| {make} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=int(os.environ.get("SEEDS", "10")))
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("SECONDS", "60")))
    parser.add_argument("--changes", type=int, default=int(os.environ.get("CHANGES", "50")))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        by_make = scenarios(folder, asked.seeds)
        print_sweeps(by_make, asked.seconds)
        print_what_ifs(by_make, asked.changes, asked.seconds)


if __name__ == "__main__":
    main()
