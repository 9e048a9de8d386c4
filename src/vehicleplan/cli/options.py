"""Arguments and options that several commands have: they read alike, and what they refuse is refused alike."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

from vehicleplan.session.named_folders import naming

P = ParamSpec("P")


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
Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--folder",
        metavar="DIR",
        help="A folder of which scenarios may name files, beside their own; several times for several. "
        "VEHICLEPLAN_FOLDERS names them too.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]


def reads_scenarios(command: Callable[P, int]) -> Callable[..., int]:
    """The command with the option to name folders of which its scenarios may name files."""

    @functools.wraps(command)
    def naming_folders(*arguments: P.args, folder: list[Path] | None = None, **options: P.kwargs) -> int:  # type: ignore[valid-type]
        with naming(existing(folder)):
            return command(*arguments, **options)

    signature = inspect.signature(command, eval_str=True)
    option = inspect.Parameter("folder", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Folders)
    naming_folders.__signature__ = signature.replace(parameters=[*signature.parameters.values(), option])  # type: ignore[attr-defined]
    return naming_folders


def existing(folders: list[Path] | None) -> list[Path]:
    """The folders that were named.

    Raises:
        typer.BadParameter: one of them is not there.
    """
    for folder in folders or ():
        if not folder.expanduser().is_dir():
            raise typer.BadParameter(f"there is no folder `{folder}`", param_hint="--folder")
    return folders or []
