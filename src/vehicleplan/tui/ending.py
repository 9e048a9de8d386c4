"""How the program ends when it is not the user who ends it: calmly, with what was not saved in a rescued file."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from pathlib import Path

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class Ending:
    """Why the program has ended, for whoever tells it when the screen is gone.

    Attributes:
        error: The mistake that ended it, or None where it was told to end.
        details: The file with the details of the mistake.
        rescued: The file with what was not saved; None where all was.
    """

    error: BaseException | None
    details: Path | None
    rescued: Path | None


def on_signals(end: Callable[[], None]) -> None:
    """Call a function when the program is told to end or its terminal goes away; where that can be known.

    The key ctrl+c is a key there; the signal of that name comes from outside as well.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), end)
