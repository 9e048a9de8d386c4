"""`vehicleplan compare`: scenarios side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, reads_scenarios, seconds

_MOST_FILES = 4


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="compare",
        short_help="Set scenarios and their plans side by side.",
        epilog="Example: vehicleplan compare launch.toml bigger-budget.toml",
    )(reads_scenarios(compare))


def _several(files: list[str]) -> list[str]:
    if not 2 <= len(files) <= _MOST_FILES:
        raise typer.BadParameter(f"give 2 to {_MOST_FILES} scenarios to compare")
    return files


def compare(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", callback=_several, help="2 to 4 scenarios; - reads standard input."),
    ],
    as_json: AsJson = False,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            callback=seconds,
            help="End the search for each plan then, with the best plan found so far.",
        ),
    ] = None,
) -> int:
    """Plan two to four scenarios and show what their files ask differently, their figures and their vehicles.

    Leaves with 0 where every plan reaches its goal, 1 where a goal is out of reach or no plan is possible, 2 where
    a file has problems.
    """
    from vehicleplan.cli.pages import sections_page
    from vehicleplan.cli.progress import watched
    from vehicleplan.exports.json_comparison import comparison_object
    from vehicleplan.exports.json_file import json_text
    from vehicleplan.report.comparison import comparison_section
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.comparisons import plan_scenarios

    planned = watched(
        lambda token, on_progress: plan_scenarios(files, time_limit=time_limit, token=token, on_progress=on_progress)
    )
    pairs = [(each.resolved, each.plan) for each in planned]
    if as_json:
        output.write_text(json_text(comparison_object(files, pairs)))
    else:
        section = comparison_section(pairs)
        output.write_page(sections_page("Scenarios side by side", (section,), output.page_width()))
    return diagnostics.goal_code(is_reached=all(reaches_goal(plan) for _, plan in pairs))
