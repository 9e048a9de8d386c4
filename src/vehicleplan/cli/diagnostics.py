"""Standard error and exit codes. The only place that decides either.

0    done; a plan reaches its goal
1    the scenario has no plan, or its plan misses the goal
2    bad input: a file or an argument
70   a mistake of the program itself; a crash file has the details
130  stopped by the user
141  the reader of our output has gone
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from pathlib import Path

from vehicleplan import __version__
from vehicleplan.cli.output import PipeClosedError, encodable
from vehicleplan.errors import BadInputError, CancelledError, VehiclePlanError

DONE, MISSED, BAD_INPUT, CRASHED, STOPPED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141


def goal_code(*, is_reached: bool) -> int:
    """The exit code of a plan."""
    return DONE if is_reached else MISSED


def check_code(*, has_problems: bool) -> int:
    """The exit code of a check."""
    return BAD_INPUT if has_problems else DONE


def say(text: str) -> None:
    """Write a line to standard error; where nobody can read it, it is lost."""
    try:
        sys.stderr.write(encodable(f"{text}\n", sys.stderr))
        sys.stderr.flush()
    except OSError:
        return


def tell(error: BaseException) -> int:
    """Tell the user what happened, calmly, and give the exit code."""
    if isinstance(error, BadInputError):
        _tell_problems(error)
        return BAD_INPUT
    if isinstance(error, (CancelledError, KeyboardInterrupt)):
        return tell_stopped()
    if isinstance(error, VehiclePlanError):
        say(f"vehicleplan: {_harmless(str(error))}")
        return BAD_INPUT
    if isinstance(error, PipeClosedError):
        return PIPE_CLOSED
    return _tell_crash(error)


def tell_stopped() -> int:
    """Say that the user stopped the program."""
    say("Stopped.")
    return STOPPED


def tell_usage(message: str, command: str) -> int:
    """Say what is wrong with the arguments."""
    say(f"{command}: {_harmless(message)}")
    say(f"hint: {command} --help shows how it is used.")
    return BAD_INPUT


def leave_at_once() -> None:
    """End the process without waiting for a job that does not answer."""
    tell_stopped()
    os._exit(STOPPED)


def _tell_problems(error: BadInputError) -> None:
    from vehicleplan.report.problems import problem_lines

    for number, problem in enumerate(error.problems):
        if number:
            say("")
        for line in problem_lines(problem):
            say(line)
    if len(error.problems) > 1:
        say("")
        say(f"{len(error.problems)} problems")


def _harmless(text: str) -> str:
    from vehicleplan.report.problems import harmless

    return harmless(text)


def _tell_crash(error: BaseException) -> int:
    """One calm line, and a file with the details for whoever mends the program."""
    details = "".join(traceback.format_exception(error))
    file = _write_crash_file(f"vehicleplan {__version__}\nPython {sys.version}\n{sys.platform}\n\n{details}")
    say(f"vehicleplan: a mistake of the program, not yours ({type(error).__name__}); your files are as they were.")
    if file is not None:
        say(f"hint: the details are in {file}; a report with this file helps to mend it.")
    return CRASHED


def _write_crash_file(text: str) -> Path | None:
    from vehicleplan.session import clock

    name = f"crash-{clock.now():%Y%m%d-%H%M%S}.txt"
    for folder in (_state_folder(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / name
            file.write_text(text, encoding="utf-8", errors="backslashreplace")
        except (OSError, RuntimeError):
            continue
        return file
    return None


def _state_folder() -> Path:
    """Where programs keep what is neither settings nor the user's work."""
    given = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".local" / "state") / "vehicleplan"
