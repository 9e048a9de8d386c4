"""`vehicleplan screen`: the seven questions to every candidate of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, reads_scenarios

if TYPE_CHECKING:
    from vehicleplan.model.screened import Screened


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="screen",
        short_help="Ask every candidate the seven questions.",
        epilog="Example: vehicleplan screen launch.toml, then vehicleplan screen launch.toml webinar",
    )(reads_scenarios(screen))


def screen(
    file: File,
    vehicles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VEHICLE]...", help="Ids of candidates: show their seven questions with the evidence."),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Ask every candidate the seven questions and show who leaves where and why.

    A person's answer in the scenario wins over what the data suggests.
    """
    from dataclasses import replace

    from vehicleplan.cli.pages import cards_page, screen_page
    from vehicleplan.cli.progress import watched
    from vehicleplan.exports.json_file import json_text, screen_object
    from vehicleplan.report.assemble import cards_report, screen_report
    from vehicleplan.report.layout import Line
    from vehicleplan.session.jobs import screen_scenario
    from vehicleplan.session.workspace import pick_candidates

    result = watched(lambda token, on_progress: screen_scenario(file, token=token, on_progress=on_progress))
    screened: Screened = result.screened
    picked = pick_candidates(screened, tuple(vehicles or ()), file)
    width = output.page_width()
    if as_json:
        shown = replace(screened, candidates=picked) if vehicles else screened
        output.write_text(json_text(screen_object(shown)))
    elif vehicles:
        converted = {candidate.id: candidate.converted for candidate in result.resolved.candidates}
        pages = [cards_page(cards_report(candidate, converted[candidate.id]), width) for candidate in picked]
        output.write_page([line for number, page in enumerate(pages) for line in ([Line("")] * (number > 0) + page)])
    else:
        output.write_page(screen_page(screen_report(screened, result.resolved), width))
    return diagnostics.DONE
