"""`vehicleplan export`: the plan as files for managers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import AsJson, File, Jobs, seconds

_SECONDS = 120.0
"""How long the work after the plan may take where nobody says so."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="export",
        short_help="Write the plan as PDF, slides, spreadsheet, web page, Markdown, CSV or JSON.",
        epilog="Example: vehicleplan export launch.toml -o plan.pdf -o plan.xlsx",
    )(export)


def export(
    file: File,
    *,
    to: Annotated[
        list[Path],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; its ending says the format: .pdf .pptx .xlsx .html .md .csv .json. Several times "
            "for several files.",
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    locale: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="How figures and days are written, such as de_DE; else as the scenario says, or en_US."
        ),
    ] = None,
    analyses: Annotated[
        bool,
        typer.Option("--analyses/--no-analyses", help="Also find other sets, what more would bring and other budgets."),
    ] = True,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The one table that a .csv file is to have; else there is a file for each table."
        ),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(metavar="SECONDS", callback=seconds, help="End the analyses then, with what was found so far."),
    ] = _SECONDS,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    """Write the plan as files for people who have never seen the program.

    All files show the same plan with the same figures: the answer, the calendar, money and hours, why these vehicles
    and why not the rest, what would change the plan, how one will know, what it rests on, and by what it can be made
    again. A file is written whole or not at all. Leaves with 0 where the plan reaches the goal, 1 where the goal is out
    of reach or no plan is possible (the files are written all the same), 2 where something cannot be read or written.
    """
    from vehicleplan.cli.progress import watched
    from vehicleplan.exports.json_file import json_text
    from vehicleplan.session.exporting import (
        QUICK,
        THOROUGH,
        ExportRequest,
        check_targets,
        document_of_file,
        rendered,
        write_files,
    )
    from vehicleplan.session.watch import Watch

    targets = tuple(dict.fromkeys(to))
    check_targets(targets, overwrite=force)
    request = ExportRequest(locale, THOROUGH if analyses else QUICK)
    document = watched(
        lambda token, on_progress: document_of_file(file, request, Watch(token, on_progress, time_limit, jobs))
    )
    files = rendered(document, targets, table)
    write_files(files, overwrite=force)
    names = [str(path) for path in files]
    output.write_text(json_text({"format": 1, "files": names}) if as_json else "".join(f"{name}\n" for name in names))
    return diagnostics.goal_code(is_reached=document.is_reached)
