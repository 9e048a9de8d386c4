"""`vehicleplan plan`: the best plan for a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vehicleplan.cli.options import AsJson, File, reads_scenarios, seconds
from vehicleplan.cli.planning import run_plan


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="plan",
        short_help="Find the best plan, and why the rest is not in it.",
        epilog="Example: vehicleplan plan launch.toml --time-limit 60",
    )(reads_scenarios(plan))


def plan(
    file: File,
    as_json: AsJson = False,
    time_limit: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", callback=seconds, help="End the search then, with the best plan found so far."),
    ] = None,
    write_lp: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the model in CPLEX LP format.")
    ] = None,
    explains: Annotated[
        bool,
        typer.Option(
            "--why/--no-why", help="Where the goal is out of reach or no plan is possible, find out why and what helps."
        ),
    ] = True,
) -> int:
    """Find the plan with the best result within budget, hours and limits.

    The candidates pass the seven questions first; the optimizer chooses from those that are left, and says why the
    others are not in the plan. Where no plan is possible it shows the limits that clash and the least changes that
    help; where the goal is out of reach, what would reach it: either takes up to five seconds more. Leaves with 0 where
    the plan reaches the goal, 1 where the goal is out of reach or no plan is possible, 2 where the file has problems.
    """
    return run_plan(file, as_json=as_json, time_limit=time_limit, write_lp=write_lp, explains=explains)
