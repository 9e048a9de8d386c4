"""`vehicleplan export`: the plan as files for managers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, interrupts, output
from vehicleplan.cli.options import AsJson, File, Jobs, reads_scenarios, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vehicleplan.report.document.contracts import Document
    from vehicleplan.session.watch import Listener

_SECONDS = 120.0
"""How long the work after the plan may take; `session.exporting` has it too, and the help needs no import."""

_TO = (
    "The file to write; its ending says the format: .pdf .pptx .xlsx .html .md .csv .json. Several times for several "
    "files."
)
_TABLE = "The one table that a .csv file is to have; else there is a file for each table."
_LOCALE = "How figures and days are written, such as de_DE; else as the scenario says, or en_US."
_ANALYSES = "Also find other sets, what more would bring and other budgets."

To = Annotated[list[Path], typer.Option("--output", "-o", metavar="FILE", help=_TO)]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]
Locale = Annotated[str | None, typer.Option(metavar="NAME", help=_LOCALE)]
Analyses = Annotated[bool, typer.Option("--analyses/--no-analyses", help=_ANALYSES)]
OneTable = Annotated[str | None, typer.Option(metavar="NAME", help=_TABLE)]
AnalysesLimit = Annotated[
    float,
    typer.Option(metavar="SECONDS", callback=seconds, help="End the analyses then, with what was found so far."),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="export",
        short_help="Write the plan as PDF, slides, spreadsheet, web page, Markdown, CSV or JSON.",
        epilog="Example: vehicleplan export launch.toml -o plan.pdf -o plan.xlsx",
    )(reads_scenarios(export))


def export(
    file: File,
    *,
    to: To,
    force: Force = False,
    locale: Locale = None,
    analyses: Analyses = True,
    table: OneTable = None,
    time_limit: AnalysesLimit = _SECONDS,
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
    from vehicleplan.report.problems import harmless
    from vehicleplan.session import export_files, exporting
    from vehicleplan.session.watch import Watch

    targets = tuple({target.resolve(): target for target in reversed(to)}.values())[::-1]
    if table is not None and not any(target.suffix.lower() == ".csv" for target in targets):
        raise typer.BadParameter("--table is for a file that ends in .csv")
    export_files.check_targets(targets, overwrite=force)
    request = exporting.ExportRequest(locale, exporting.THOROUGH if analyses else exporting.QUICK)
    document = watched(
        lambda token, on_progress: exporting.document_of_file(
            file, request, Watch(token, on_progress, time_limit, jobs)
        )
    )
    files = watched(lambda _, on_progress: _rendered(document, targets, table, on_progress))
    with interrupts.after_writing():
        export_files.write_files(files, files if force else ())
    names = [str(path) for path in files]
    output.write_text(
        json_text({"format": 1, "files": names}) if as_json else "".join(f"{harmless(name)}\n" for name in names)
    )
    diagnostics.tell_notes(document.warnings)
    return diagnostics.goal_code(is_reached=document.is_reached)


def _rendered(
    document: Document, targets: tuple[Path, ...], table: str | None, on_progress: Listener
) -> Mapping[Path, bytes]:
    from vehicleplan.session import export_files
    from vehicleplan.session.watch import JobProgress

    on_progress(JobProgress("making the files"))
    return export_files.rendered(document, targets, table)
