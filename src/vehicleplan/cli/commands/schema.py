"""`vehicleplan schema`: the JSON Schema of a file type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from vehicleplan.cli import diagnostics, output

if TYPE_CHECKING:
    from vehicleplan.session.schemas import Schematic


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        name="schema",
        short_help="Print the JSON Schema of a file type.",
        epilog="Example: vehicleplan schema scenario > scenario.schema.json",
    )(schema)


def _known(value: str) -> str:
    if value not in ("scenario", "catalog", "plan"):
        raise typer.BadParameter(f"`{value}` has no schema; choose scenario, catalog or plan")
    return value


def schema(
    kind: Annotated[str, typer.Argument(metavar="scenario|catalog|plan", help="The file type.", callback=_known)],
) -> int:
    """Print the JSON Schema of scenarios or catalogs, by which editors complete and check them, or of a plan as JSON.

    Saved as scenario.schema.json beside a scenario, the line `#:schema scenario.schema.json` on top of it finds it.
    """
    from vehicleplan.exports.json_file import json_text
    from vehicleplan.session.schemas import schema_of

    output.write_text(json_text(schema_of(cast("Schematic", kind))))
    return diagnostics.DONE
