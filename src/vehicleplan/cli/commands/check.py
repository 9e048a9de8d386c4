"""`vehicleplan check`: every problem of scenario and catalog files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.options import reads_scenarios

if TYPE_CHECKING:
    from vehicleplan.session.jobs import CheckedFile


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="check",
        short_help="Say every problem of scenarios and catalogs.",
        epilog="Example: vehicleplan check launch.toml catalogs/own.toml",
    )(reads_scenarios(check))


def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Scenarios and catalogs; - reads standard input.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> int:
    """Say every problem of the files: where it is, what is wrong, what would be right.

    Nothing is planned and nothing is written. Leaves with 0 where there are no problems and with 2 where there are.
    """
    from vehicleplan.session.jobs import check_files

    checked = check_files(tuple(files))
    if as_json:
        from vehicleplan.exports.json_file import json_text

        output.write_text(json_text({"files": [_object(file) for file in checked]}))
    else:
        output.write_text("".join(_text(file) for file in checked))
    return diagnostics.check_code(has_problems=any(file.problems for file in checked))


def _text(file: CheckedFile) -> str:
    """The problems of a file, or one line that says there are none."""
    from vehicleplan.report.problems import harmless, problem_lines

    if file.problems:
        blocks = ["\n".join(problem_lines(problem)) for problem in file.problems]
        count = len(blocks)
        return "\n\n".join([*blocks, f"{harmless(file.file)}: {count} problem{'' if count == 1 else 's'}"]) + "\n\n"
    vehicles = f"{file.vehicles} vehicle{'' if file.vehicles == 1 else 's'}"
    if file.candidates is None:
        return f"{harmless(file.file)}: {vehicles}: no problems\n"
    candidates = f"{file.candidates} candidate{'' if file.candidates == 1 else 's'}"
    return f"{harmless(file.file)}: {vehicles}, {candidates}: no problems\n"


def _object(file: CheckedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": file.kind,
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column if problem.line is not None else None,
                "key": problem.key,
                "what": problem.what,
                "fix": problem.fix,
            }
            for problem in file.problems
        ],
    }
