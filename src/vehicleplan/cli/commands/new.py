"""`vehicleplan new`: a scenario to begin from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vehicleplan.cli import diagnostics, interrupts, output

if TYPE_CHECKING:
    from vehicleplan.report.layout import Line


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="new",
        short_help="Begin a scenario from a template.",
        epilog="Example: vehicleplan new launch.toml --from mid-market-launch",
    )(new)


def new(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The scenario to write.")] = None,
    template: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="The template; mid-market-launch where none is named.")
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="List the templates instead.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")] = False,
) -> int:
    """Write a new scenario from a template, with all its comments, to be changed in any editor."""
    from vehicleplan.session import workspace

    if show_list:
        output.write_page(_list_lines())
        return diagnostics.DONE
    if file is None:
        raise typer.BadParameter("name the file to write, such as launch.toml", param_hint="FILE")
    with interrupts.after_writing():
        written = workspace.new_scenario(file, template or workspace.DEFAULT_TEMPLATE, overwrite=force)
    for path in (written.path, *written.also):
        diagnostics.say(f"Wrote {path}")
    diagnostics.say(f"hint: vehicleplan plan {written.path}")
    diagnostics.say(
        "hint: vehicleplan schema scenario > scenario.schema.json   # beside it, for editors that complete TOML"
    )
    return diagnostics.DONE


def _list_lines() -> list[Line]:
    from vehicleplan.report.contracts import Column, Table
    from vehicleplan.report.layout import table_lines
    from vehicleplan.session.workspace import templates

    rows = tuple((template.name, template.about) for template in templates())
    return table_lines(
        Table("", (Column("Template", may_wrap=False), Column("What it shows")), rows), output.page_width()
    )
