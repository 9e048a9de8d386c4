"""`vehicleplan frontier`: the best plan at each of many budgets, hours or numbers of vehicles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, Jobs, TimeLimit, reads_scenarios

if TYPE_CHECKING:
    from vehicleplan.session.frontier_request import FrontierRequest

_MOST_STEPS = 500


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="frontier",
        short_help="What more or less budget, hours or vehicles would bring.",
        epilog="Example: vehicleplan frontier launch.toml --over hours.design --from 0 --to 200",
    )(reads_scenarios(frontier))


def _amount(value: float | None) -> float | None:
    if value is not None and not 0 <= value <= 1e12:
        raise typer.BadParameter("give a number from 0 to 1e12, such as 50000")
    return value


def _axis_name(value: str) -> str:
    from vehicleplan.model.fault import nearest

    name, _, skill = value.partition(".")
    if value in ("budget", "max-vehicles") or (name == "hours" and skill):
        return value
    if value == "hours":
        raise typer.BadParameter("name the skill as well, such as hours.writing")
    guess = nearest(name, ("budget", "max-vehicles", "hours"))
    hint = {"hours": "hours.SKILL", None: None}.get(guess, guess)
    did_you_mean = f". Did you mean {hint}?" if hint else ""
    raise typer.BadParameter(f"`{value}` is not one of budget, hours.SKILL, max-vehicles{did_you_mean}")


def _mode(value: str) -> str:
    from vehicleplan.model.goal import Mode

    if value not in list(Mode):
        raise typer.BadParameter(f"`{value}` is not one of {', '.join(Mode)}")
    return value


def frontier(
    file: File,
    *,
    over: Annotated[
        str,
        typer.Option(
            metavar="LIMIT",
            callback=_axis_name,
            help="What to vary: budget, hours.SKILL (own hours per period) or max-vehicles.",
        ),
    ] = "budget",
    low: Annotated[
        float | None,
        typer.Option("--from", metavar="X", callback=_amount, help="The lowest; else half the scenario's own."),
    ] = None,
    high: Annotated[
        float | None,
        typer.Option("--to", metavar="Y", callback=_amount, help="The highest; else twice the scenario's own."),
    ] = None,
    steps: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=2, max=_MOST_STEPS, help="How many values; else 25, or every whole number of vehicles."
        ),
    ] = None,
    mode: Annotated[
        str,
        typer.Option(
            metavar="MODE",
            callback=_mode,
            help="What each plan looks for: most-results, lowest-cost-per-result or least-cost.",
        ),
    ] = "most-results",
    jobs: Jobs = None,
    time_limit: TimeLimit = None,
    as_json: AsJson = False,
) -> int:
    """What more or less of one limit would bring: the best plan at each of many values.

    Shows results and cost per result at each value, where the set of vehicles changes, where the goal comes in reach,
    and where more brings nothing. Each plan looks for the most results unless --mode says otherwise; amount and targets
    of the goal stay as they are. Leaves with 0 where some plan reaches the goal, 1 where none does, 2 where the file or
    an option has problems.
    """
    from vehicleplan.model.goal import Mode
    from vehicleplan.session.frontier_request import FrontierRequest

    request = FrontierRequest(over, low, high, steps, Mode(mode))
    return _answer(file, request, jobs, time_limit=time_limit, as_json=as_json)


def _answer(file: str, request: FrontierRequest, jobs: int | None, *, time_limit: float | None, as_json: bool) -> int:
    """Find the frontier, print it, and give the exit code."""
    from vehicleplan.cli.progress import watched_parts
    from vehicleplan.session.frontier_request import find_frontier
    from vehicleplan.session.watch import Watch

    (planned, found), is_stopped = watched_parts(
        lambda token, on_progress: find_frontier(file, request, Watch(token, on_progress, time_limit, jobs))
    )
    if as_json:
        from vehicleplan.exports.json_file import json_text
        from vehicleplan.exports.json_frontier import frontier_object

        output.write_text(json_text(frontier_object(found, planned.plan)))
    else:
        from vehicleplan.cli.pages import sections_page
        from vehicleplan.report.frontier import frontier_section

        section = frontier_section(found, planned.plan, planned.resolved)
        output.write_page(sections_page(planned.plan.scenario, [section], output.page_width()))
    return diagnostics.goal_code(is_reached=any(point.is_reached for point in found.points), is_stopped=is_stopped)
