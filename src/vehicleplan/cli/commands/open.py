"""`vehicleplan open`: the terminal UI on a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vehicleplan.cli import diagnostics
from vehicleplan.cli.options import reads_scenarios
from vehicleplan.cli.terminal_ui import is_on_a_terminal, run_app


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="open",
        short_help="Open a scenario in the terminal UI.",
        epilog="Example: vehicleplan open launch.toml",
    )(reads_scenarios(open_scenario))


def open_scenario(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The scenario; where none is named, one chooses.")
    ] = None,
) -> int:
    """Walk the seven questions, plan, and ask what if, in the terminal.

    Keys and help are on the screen; q leaves. Where a file has problems they are shown there.
    """
    if not is_on_a_terminal():
        return diagnostics.tell_no_terminal()
    return run_app(file)
