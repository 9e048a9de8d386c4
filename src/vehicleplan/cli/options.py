"""Arguments and options that several commands have: they read alike, and what they refuse is refused alike."""

from __future__ import annotations

from typing import Annotated

import typer


def seconds(value: float | None) -> float | None:
    """The seconds that were given.

    Raises:
        typer.BadParameter: it is no time that one could wait for.
    """
    if value is not None and not 0 < value <= 1e9:
        raise typer.BadParameter("give seconds above 0, such as 60")
    return value


File = Annotated[str, typer.Argument(metavar="FILE", help="A scenario; - reads standard input.")]
Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="How many plans to work on at once; else one for each core.")
]
TimeLimit = Annotated[
    float | None, typer.Option(metavar="SECONDS", callback=seconds, help="End then, with what was found so far.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
