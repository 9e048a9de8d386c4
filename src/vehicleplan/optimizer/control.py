"""How a run may be stopped and watched: time limit, cancelling, progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vehicleplan.frozen import dataclass


@dataclass(frozen=True)
class Progress:
    """Where a run stands.

    Attributes:
        stage: What is being looked for, in words.
        seconds: Time since the start of the run.
        gap: How far the best plan so far may be from the best possible, as a share; None before there is one.
    """

    stage: str
    seconds: float
    gap: float | None


def _never() -> bool:
    return False


def _unheard(_: Progress) -> None:
    return None


@dataclass(frozen=True)
class Control:
    """How a run may be stopped and watched.

    Attributes:
        time_limit: Seconds for the whole run; None for no limit.
        is_cancelled: Asked again and again during the run; true stops it.
        on_progress: Told now and then where the run stands.
    """

    time_limit: float | None = None
    is_cancelled: Callable[[], bool] = _never
    on_progress: Callable[[Progress], None] = _unheard

    def aside(self, part: float = 1.0) -> Control:
        """The same for a search aside, whose gap says nothing of the plan: it may take a part of the time."""

        def on_progress(progress: Progress) -> None:
            self.on_progress(replace(progress, gap=None))

        left = None if self.time_limit is None else part * self.time_limit
        return replace(self, time_limit=left, on_progress=on_progress)
