"""The terminal UI from the command line.

The plainest ways to call it go around the option parser, which takes as long to load as the first picture to show.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vehicleplan.cli import diagnostics, interrupts
from vehicleplan.session.named_folders import naming_from_environment


def is_on_a_terminal() -> bool:
    """Whether there is somebody to see the screen and press keys; the screen is drawn on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def run_at_once(words: Sequence[str]) -> int | None:
    """Run the terminal UI where the words ask for nothing else, and give the exit code; None for the option parser.

    Args:
        words: The words after the program's name.
    """
    is_plain = not words or (words[0] == "open" and len(words) <= 2 and not words[-1].startswith("-"))
    if not is_plain or not is_on_a_terminal():
        return None
    try:
        with naming_from_environment():
            return run_app(Path(words[1]) if len(words) == 2 else None)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge: whatever it is, it is told calmly
        return diagnostics.tell(error)


def run_app(path: Path | None) -> int:
    """Run the terminal UI until the user leaves, and give the exit code."""
    from vehicleplan.tui.app import VehiclePlanApp

    app = VehiclePlanApp(path)
    interrupts.hand_over()
    app.run()
    ending = app.ending
    code = diagnostics.DONE
    if ending is not None:
        code = diagnostics.tell_ending(ending.error, details=ending.details, rescued=ending.rescued)
    if app.jobs.has_threads:
        _end_now(code)
    return code


def _end_now(code: int) -> None:
    """End without waiting for the solver, which may take seconds to see that it was stopped."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)
