"""How a job is watched and stopped from outside, without knowing who does the work."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field
from threading import Event
from typing import TypeAlias

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class JobProgress:
    """Where a job stands.

    Attributes:
        stage: What is being done, in words.
        gap: How far the best plan so far may be from the best possible, as a share; None before there is one.
    """

    stage: str
    gap: float | None = None


Listener: TypeAlias = Callable[[JobProgress], None]


def unheard(_: JobProgress) -> None:
    """A listener that does nothing."""


class CancelToken:
    """Set once by whoever wants a job to stop; the job asks it again and again. Safe between threads."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody has asked."""
        return self._event.is_set()


@dataclass(frozen=True)
class Watch:
    """How work is watched and stopped, and how much of it is done at once.

    Attributes:
        token: Stops the work.
        on_progress: Told now and then where the work stands.
        time_limit: Seconds for the work; None for no limit.
        most_jobs: How many runs of the optimizer there may be at once; None for one on each core.
    """

    token: CancelToken = field(default_factory=CancelToken)
    on_progress: Listener = unheard
    time_limit: float | None = None
    most_jobs: int | None = None

    @property
    def jobs(self) -> int:
        """How many runs of the optimizer there are at once."""
        return self.most_jobs or os.cpu_count() or 1
