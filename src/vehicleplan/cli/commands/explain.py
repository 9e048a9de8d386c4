"""`vehicleplan explain`: what is behind a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, Jobs, TimeLimit, reads_scenarios

if TYPE_CHECKING:
    from vehicleplan.session.explaining import Explained

_ABOUT = ("candidates", "limits", "sets", "today")
"""The topics, as `session.explaining` has them; named here so that the help needs no import."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="explain",
        short_help="Say why each candidate is in the plan or not, and what would change it.",
        epilog="Example: vehicleplan explain launch.toml webinar",
    )(reads_scenarios(explain))


def _topics(values: list[str] | None) -> list[str] | None:
    words = [word.strip() for value in values or () for word in value.split(",")]
    wrong = [word for word in words if word not in _ABOUT]
    if wrong:
        raise typer.BadParameter(f"there is no `{wrong[0]}`; there are {', '.join(_ABOUT)}")
    return words


def explain(
    file: File,
    vehicle: Annotated[
        str | None, typer.Argument(metavar="[VEHICLE]", help="One candidate, by id or name; else all of them.")
    ] = None,
    *,
    about: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TOPIC",
            callback=_topics,
            help="candidates, limits, sets or today; several with commas. Else all, or just the one candidate.",
        ),
    ] = None,
    jobs: Jobs = None,
    time_limit: TimeLimit = None,
    as_json: AsJson = False,
) -> int:
    """Explain the plan by solving it again: with each candidate forced in or out, with more of each limit.

    candidates: what the plan would be with the other choice, and the smallest change of a vehicle's cash, hours or
    outcomes at which the plan takes it. limits: what ten more hours, 1 % more budget, one more vehicle or a rule less
    would bring; where no plan is possible, the limits that clash; where the goal is out of reach, what would reach it.
    sets: the next-best sets. today: what the team does now, beside the plan. Leaves with 0 where the plan reaches the
    goal, 1 where it does not, 2 where the file has problems.
    """
    from vehicleplan.cli.progress import watched_parts
    from vehicleplan.exports.json_file import json_text
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.explaining import ExplainRequest, explain_scenario, explained_object
    from vehicleplan.session.topics import Topic
    from vehicleplan.session.watch import Watch

    request = ExplainRequest(file, vehicle, tuple(Topic(word) for word in about or ()))
    explained, is_stopped = watched_parts(
        lambda token, on_progress: explain_scenario(request, Watch(token, on_progress, time_limit, jobs))
    )
    if as_json:
        output.write_text(json_text(explained_object(explained)))
    else:
        _write_page(explained)
    return diagnostics.goal_code(is_reached=reaches_goal(explained.planned.plan), is_stopped=is_stopped)


def _write_page(explained: Explained) -> None:
    from vehicleplan.cli.pages import sections_page
    from vehicleplan.report.contracts import Section
    from vehicleplan.report.sentences import answer

    plan = explained.planned.plan
    sections = [Section("The plan", answer(plan))]
    sections += [section for answered in explained.answers.values() for section in answered.sections]
    sections += [
        Section(f"About {topic}", (f"It cannot be told: {why}.",)) for topic, why in explained.unbounded.items()
    ]
    if not explained.is_whole:
        sections.append(Section("Not the whole", ("It was stopped before all of this was found out.",)))
    output.write_page(sections_page(plan.scenario, sections, output.page_width()))
