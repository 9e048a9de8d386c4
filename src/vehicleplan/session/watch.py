"""How a job is watched and stopped from outside, without knowing who does the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TypeAlias


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
