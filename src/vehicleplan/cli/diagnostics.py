"""Standard error and exit codes. The only place that decides either.

0    done; a plan reaches its goal
1    the scenario has no plan, or its plan misses the goal
2    bad input: a file or an argument
70   a mistake of the program itself; a crash file has the details
129  the terminal has gone
130  stopped by the user
141  the reader of our output has gone
143  ended from outside
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable
from pathlib import Path

from vehicleplan.cli import interrupts
from vehicleplan.cli.output import PipeClosedError, encodable, silence
from vehicleplan.errors import BadInputError, CancelledError, OutOfTimeError, VehiclePlanError

DONE, MISSED, BAD_INPUT, CRASHED, STOPPED, PIPE_CLOSED, ENDED = 0, 1, 2, 70, 130, 141, 143
_FULL = (errno.ENOSPC, errno.EIO, errno.EFBIG)
"""Why help, which the library prints, cannot be written."""


def goal_code(*, is_reached: bool, is_stopped: bool = False) -> int:
    """The exit code of a plan, or of work that goes on from it and may have been stopped."""
    if is_stopped:
        return STOPPED
    return DONE if is_reached else MISSED


def check_code(*, has_problems: bool) -> int:
    """The exit code of a check."""
    return BAD_INPUT if has_problems else DONE


def say(text: str) -> None:
    """Write a line to standard error, without what a terminal would obey; where nobody can read it, it is lost."""
    from vehicleplan.report.problems import harmless

    try:
        sys.stderr.write(encodable(f"{harmless(text)}\n", sys.stderr))
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def tell_notes(notes: Iterable[str]) -> None:
    """What a user should know of an answer that went elsewhere, a line each."""
    for note in notes:
        say(note)


def tell(error: BaseException) -> int:
    """Tell the user what happened, calmly, and give the exit code."""
    if isinstance(error, BadInputError):
        _tell_problems(error)
        return BAD_INPUT
    if isinstance(error, (CancelledError, KeyboardInterrupt)) and not isinstance(error, OutOfTimeError):
        return tell_stopped()
    if isinstance(error, VehiclePlanError):
        say(f"vehicleplan: {error}")
        return BAD_INPUT
    if isinstance(error, (PipeClosedError, BrokenPipeError)):
        silence(sys.stdout)
        return PIPE_CLOSED
    if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
        silence(sys.stdout)
        say(f"vehicleplan: standard output cannot be written: {(error.strerror or str(error)).lower()}")
        return BAD_INPUT
    return _tell_crash(error)


def tell_stopped() -> int:
    """Say that the user stopped the program."""
    say("Stopped.")
    return STOPPED


def tell_usage(message: str, command: str) -> int:
    """Say what is wrong with the arguments."""
    say(f"{command}: {message}")
    say(f"hint: {command} --help shows how it is used.")
    return BAD_INPUT


def tell_no_terminal() -> int:
    """Say that there is nobody to see the screen."""
    say("vehicleplan open: this needs a terminal to show its screen and to read keys.")
    say("hint: vehicleplan check, screen and plan work without one.")
    return BAD_INPUT


def tell_ending(error: BaseException | None, *, details: Path | None, rescued: Path | None) -> int:
    """Say why the terminal UI has ended without the user leaving it, and where what was not saved is.

    Args:
        error: The mistake that ended it, or None where it was told to end.
        details: The file with the details of the mistake.
        rescued: The file with what was not saved.
    """
    if error is None:
        say("vehicleplan: ended from outside.")
    else:
        say(f"vehicleplan: a mistake of the program, not yours ({type(error).__name__}); your files are as they were.")
    if rescued is not None:
        say(f"hint: what was not saved is in {rescued}.")
    if details is not None:
        say(f"hint: the details are in {details}; a report with this file helps to mend it.")
    return ENDED if error is None else CRASHED


def leave_at_once() -> None:
    """End the process without waiting for a job that does not answer; its thread would not bear a tidy end."""
    interrupts.leave()


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


def _tell_crash(error: BaseException) -> int:
    """One calm line, and a file with the details for whoever mends the program."""
    from vehicleplan.session.folders import write_crash_file

    return tell_ending(error, details=write_crash_file(error), rescued=None)
