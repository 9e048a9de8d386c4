"""One solver on one scenario, in a process of its own: seconds from the scenario's tables to the answer.

Called by `solvers.py`: `solve_once.py SOLVER FILE SECONDS REPEATS`. The solver's library is loaded and has solved a
tiny problem before the clock starts. The clock covers making the model, handing it over and solving; ours also
verifies. Prints JSON. HiGHS and CBC come with the project's environment, the others with that of the peers.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from solving import CLOCK, Answer, Solve, processor_seconds

TINY = Path(__file__).with_name("tiny.toml")


def ours(file: Path, seconds: float) -> Answer:
    """The optimizer on the resolved scenario, with nothing ruled out. Reading the file is not in the time."""
    from vehicleplan.files.scenario_file import read_scenario
    from vehicleplan.optimizer import Control, optimize

    resolved = read_scenario(file).resolved
    if resolved is None:
        raise SystemExit(f"{file} has faults: {read_scenario(file).problems[:3]}")
    CLOCK.start()
    plan = optimize(resolved, control=Control(time_limit=seconds))
    value = plan.results
    if plan.mode.value == "least-cost":
        value = plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded
    elif plan.mode.value == "lowest-cost-per-result":
        value = plan.cost_per_result or 0.0
    return Answer(value, None if plan.gap is None else value * (1 + plan.gap), plan.gap == 0)


def highs(file: Path, seconds: float) -> Answer:
    """The plain model in HiGHS with its own options, but one thread and no gap."""
    import highspy
    from plain_model import plain_model

    tables = tomllib.loads(file.read_text("utf-8"))
    began = CLOCK.start()
    plain = plain_model(tables)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(plain.lower), len(plain.rows)
    lp.col_cost_ = [plain.objective.get(c, 0.0) for c in range(len(plain.lower))]
    lp.col_lower_, lp.col_upper_ = plain.lower, plain.upper
    lp.row_lower_ = [low for _, low, _ in plain.rows]
    lp.row_upper_ = [high for _, _, high in plain.rows]
    lp.sense_ = highspy.ObjSense.kMaximize if plain.is_most else highspy.ObjSense.kMinimize
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[each] for each in plain.whole]
    starts, index, value = [0], [], []
    for terms, _, _ in plain.rows:
        index += terms.keys()
        value += terms.values()
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, index, value
    solver = highspy.Highs()
    for option, setting in {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "time_limit": seconds}.items():
        solver.setOptionValue(option, setting)
    solver.passModel(lp)
    making = time.perf_counter() - began
    solver.run()
    info = solver.getInfo()
    has_one = info.primal_solution_status == 2
    objective = plain.value(solver.getSolution().col_value) if has_one else None
    bound = info.mip_dual_bound if any(plain.whole) else objective
    return Answer(objective, bound, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, making)


def cbc(file: Path, seconds: float) -> Answer:
    """The plain model in CBC, through PuLP as it comes with it."""
    import pulp
    from plain_model import plain_model

    tables = tomllib.loads(file.read_text("utf-8"))
    began = CLOCK.start()
    plain = plain_model(tables)
    problem = pulp.LpProblem("plain", pulp.LpMaximize if plain.is_most else pulp.LpMinimize)
    columns = [
        pulp.LpVariable(f"x{c}", low, None if high == float("inf") else high, "Integer" if whole else "Continuous")
        for c, (low, high, whole) in enumerate(zip(plain.lower, plain.upper, plain.whole, strict=True))
    ]
    problem.setObjective(pulp.LpAffineExpression([(columns[c], x) for c, x in plain.objective.items()]))
    for number, (terms, low, high) in enumerate(plain.rows):
        row = pulp.LpAffineExpression([(columns[c], x) for c, x in terms.items()])
        if low == high:
            problem.addConstraint(row == low, f"r{number}")
            continue
        if low > -float("inf"):
            problem.addConstraint(row >= low, f"l{number}")
        if high < float("inf"):
            problem.addConstraint(row <= high, f"u{number}")
    making = time.perf_counter() - began
    solver = pulp.PULP_CBC_CMD(msg=False, timeLimit=max(1, int(seconds)), gapRel=0.0, threads=1)
    problem.solve(solver)
    if problem.sol_status not in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        return Answer(None, None, is_proven=False, making=making)
    objective = plain.value(column.varValue or 0.0 for column in columns)
    return Answer(objective, None, problem.sol_status == pulp.LpSolutionOptimal, making)


def peak() -> float:
    """Peak MiB of this process, or of a child where that is larger."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def solver_named(name: str) -> Solve:
    """A solver by its name."""
    if name in ("ours", "highs", "cbc"):
        return {"ours": ours, "highs": highs, "cbc": cbc}[name]
    from peer_solvers import PEERS

    return PEERS[name]


def main() -> None:
    """Solve, again and again where it is quick, and print."""
    name, file, seconds, repeats = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    solve = solver_named(name)
    solve(TINY, 5.0)
    before = peak()
    walls: list[float] = []
    processors: list[float] = []
    answer: Answer | None = None
    while len(walls) < repeats and sum(walls) < 3.0:
        answer = solve(file, seconds)
        walls.append(time.perf_counter() - CLOCK.began)
        processors.append(processor_seconds() - CLOCK.processor)
    if answer is None:
        raise SystemExit("nothing was asked for")
    told: dict[str, Any] = asdict(answer)
    print(json.dumps({**told, "walls": walls, "processors": processors, "mib": peak(), "mib_before": before}))


if __name__ == "__main__":
    main()
