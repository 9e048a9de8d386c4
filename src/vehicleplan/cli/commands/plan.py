"""`vehicleplan plan`: the best plan for a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vehicleplan.cli import diagnostics, output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="plan",
        short_help="Find the best plan, and why the rest is not in it.",
        epilog="Example: vehicleplan plan launch.toml --time-limit 60",
    )(plan)


def _positive(value: float | None) -> float | None:
    if value is not None and not 0 < value <= 1e9:
        raise typer.BadParameter("give seconds above 0, such as 60")
    return value


def plan(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A scenario; - reads standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS", callback=_positive, help="End the search then, with the best plan found so far."
        ),
    ] = None,
    write_lp: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the model in CPLEX LP format.")
    ] = None,
) -> int:
    """Find the plan with the best result within budget, hours and limits.

    The candidates pass the seven questions first; the optimizer chooses from those that are left, and says why the
    others are not in the plan. Leaves with 0 where the plan reaches the goal, 1 where the goal is out of reach or no
    plan is possible, 2 where the file has problems.
    """
    from vehicleplan.cli.pages import plan_page
    from vehicleplan.cli.progress import watched
    from vehicleplan.exports.json_file import json_text, plan_object
    from vehicleplan.report.assemble import plan_report
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.jobs import plan_scenario

    planned = watched(
        lambda token, on_progress: plan_scenario(
            file, time_limit=time_limit, lp_file=write_lp, token=token, on_progress=on_progress
        )
    )
    if as_json:
        output.write_text(json_text(plan_object(planned.plan)))
    else:
        output.write_page(plan_page(plan_report(planned.plan, planned.resolved), output.page_width()))
    return diagnostics.goal_code(is_reached=reaches_goal(planned.plan))
