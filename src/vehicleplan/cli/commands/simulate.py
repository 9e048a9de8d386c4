"""`vehicleplan simulate`: how sure the plan is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, Jobs, TimeLimit, reads_scenarios

if TYPE_CHECKING:
    from vehicleplan.analysis.simulate import Simulated
    from vehicleplan.session.jobs import Planned

KNOWN_DRAWS = 50
"""Of how many draws the best plan is found where nothing else is asked for: enough to see which vehicles come again and
again, few enough to wait for."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="simulate",
        short_help="How sure the plan is: its results in many draws of the estimates.",
        epilog="Example: vehicleplan simulate launch.toml --draws 5000 --correlation 0.3 --choices 200",
    )(reads_scenarios(simulate))


_Draws = Annotated[
    int | None,
    typer.Option(metavar="N", min=10, max=100_000, help="How many draws; else what the scenario says, or 1,000."),
]
_Seed = Annotated[
    int | None, typer.Option(metavar="S", min=0, max=10**9, help="Which draws: the same seed gives the same ones.")
]
_Correlation = Annotated[
    float | None,
    typer.Option(metavar="R", min=0, max=1, help="How much vehicles fare alike: 0 not at all, 1 entirely."),
]
_Choices = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        help="Of how many draws to find the best plan, had they been known; 0 leaves this out, and is quick.",
    ),
]


def simulate(
    file: File,
    *,
    draws: _Draws = None,
    seed: _Seed = None,
    correlation: _Correlation = None,
    choices: _Choices = KNOWN_DRAWS,
    jobs: Jobs = None,
    time_limit: TimeLimit = None,
    as_json: AsJson = False,
) -> int:
    """How sure the plan is: what it brings in many draws of the estimates, and how often it reaches its goal.

    Every draw takes each vehicle's outcomes from its low, likely and high figures; the plan stays as it is. For some of
    the draws the best plan is found for somebody who knows them: how often it has each vehicle, and how much better it
    is. Leaves with 0 where the plan reaches the goal by its own figures, 1 where the goal is out of reach or no plan is
    possible, 2 where the file has problems.
    """
    from vehicleplan.cli.progress import watched_parts
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.simulating import SimulateRequest, simulate_scenario
    from vehicleplan.session.watch import Watch

    request = SimulateRequest(draws, seed, correlation, choices)
    (planned, simulated), is_stopped = watched_parts(
        lambda token, on_progress: simulate_scenario(file, request, Watch(token, on_progress, time_limit, jobs))
    )
    if as_json:
        from vehicleplan.exports.json_file import json_text
        from vehicleplan.exports.json_simulate import simulate_object

        output.write_text(json_text(simulate_object(simulated, planned.plan)))
    else:
        _write_page(planned, simulated)
    return diagnostics.goal_code(is_reached=reaches_goal(planned.plan), is_stopped=is_stopped)


def _write_page(planned: Planned, simulated: Simulated) -> None:
    from vehicleplan.cli.pages import sections_page
    from vehicleplan.report.known_draws import known_draws_section
    from vehicleplan.report.simulate import simulate_section

    sections = [simulate_section(simulated, planned.plan, planned.resolved)]
    if simulated.known.asked:
        sections.append(known_draws_section(simulated.known, planned.plan))
    output.write_page(sections_page(planned.plan.scenario, sections, output.page_width()))
