"""The program's commands and the one place where it is run from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from vehicleplan import __version__
from vehicleplan.cli import diagnostics
from vehicleplan.cli.commands import (
    catalog,
    check,
    compare,
    explain,
    export,
    frontier,
    new,
    open,  # noqa: A004 - the command's name
    plan,
    schema,
    screen,
    simulate,
)
from vehicleplan.cli.options import Folders, existing
from vehicleplan.cli.output import write_text
from vehicleplan.cli.terminal_ui import is_on_a_terminal, run_app
from vehicleplan.session.named_folders import naming, naming_from_environment

PROGRAM = "vehicleplan"

app = typer.Typer(
    name=PROGRAM,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: vehicleplan new launch.toml, then vehicleplan plan launch.toml",
)

for module in (new, open, check, screen, plan, explain, export, compare, frontier, simulate, catalog, schema):
    module.register(app)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)] = False,
    folder: Folders = None,
) -> int:
    """Choose which marketing vehicles to use, how much of each and when.

    Seven questions rule out what does not fit; an optimizer picks from the rest. Without a command the terminal UI
    opens.
    """
    if version:
        write_text(f"{PROGRAM} {__version__}\n")
        raise typer.Exit
    context.with_resource(naming(existing(folder)))
    if context.invoked_subcommand is None:
        if is_on_a_terminal():
            return run_app(None)
        write_text(f"{context.get_help()}\n")
    return diagnostics.DONE


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; no exception leaves this function.

    Args:
        arguments: The words after the program's name; those of the process by default.
    """
    command = typer.main.get_command(app)
    words = None if arguments is None else list(arguments)
    try:
        with naming_from_environment():
            code = command.main(words, prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort:
        return diagnostics.tell_stopped()
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        return diagnostics.tell_usage(error.format_message(), context.command_path if context else PROGRAM)
    except SystemExit:  # the library's way to say that nobody reads the help
        return diagnostics.PIPE_CLOSED
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge: whatever it is, it is told calmly
        return diagnostics.tell(error)
    if code == diagnostics.STOPPED:
        return diagnostics.tell_stopped()
    return code if isinstance(code, int) else diagnostics.DONE
