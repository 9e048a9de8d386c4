"""`vehicleplan plan`: the best plan for a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, reads_scenarios, seconds

if TYPE_CHECKING:
    from vehicleplan.session.jobs import Planned
    from vehicleplan.session.obstacles import Obstacle

_OBSTACLE_SECONDS = 5.0
"""How long a plan that is there already waits for what would have made it reach its goal."""


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
    from vehicleplan.cli.pages import plan_page
    from vehicleplan.cli.progress import watched
    from vehicleplan.exports.json_file import json_text, plan_object
    from vehicleplan.report.assemble import plan_report
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.jobs import plan_scenario
    from vehicleplan.session.obstacles import obstacle_keys, obstacle_section
    from vehicleplan.session.watch import Watch

    planned = watched(
        lambda token, on_progress: plan_scenario(file, Watch(token, on_progress, time_limit), lp_file=write_lp)
    )
    obstacle, is_stopped = _obstacle(planned, time_limit) if explains else (None, False)
    if as_json:
        keys = {} if obstacle is None else obstacle_keys(planned, obstacle)
        output.write_text(json_text({**plan_object(planned.plan), **keys}))
    else:
        section = None if obstacle is None else obstacle_section(planned, obstacle)
        output.write_page(plan_page(plan_report(planned.plan, planned.resolved), output.page_width(), section))
    return diagnostics.goal_code(is_reached=reaches_goal(planned.plan), is_stopped=is_stopped)


def _obstacle(planned: Planned, time_limit: float | None) -> tuple[Obstacle | None, bool]:
    """What is in the way of the plan or of its goal; ctrl+c ends the search for it, and the plan is shown."""
    from vehicleplan.cli.progress import watched_parts
    from vehicleplan.session.obstacles import find_obstacle, has_obstacle
    from vehicleplan.session.watch import Watch

    if not has_obstacle(planned):
        return None, False
    left = _OBSTACLE_SECONDS if time_limit is None else min(time_limit, _OBSTACLE_SECONDS)
    return watched_parts(lambda token, on_progress: find_obstacle(planned, Watch(token, on_progress, left)))
