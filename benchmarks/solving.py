"""What a solver answers, and the clock that its work is measured by."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a solver says.

    Attributes:
        objective: Of its best solution; None where it has none.
        bound: What no solution exceeds; None where it does not say.
        is_proven: Whether it says that there is no better.
        making: Seconds until the solver had the model.
    """

    objective: float | None
    bound: float | None
    is_proven: bool
    making: float = 0.0


Solve = Callable[[Path, float], Answer]


class Clock:
    """When the work began; a solver starts it once its input is read."""

    def __init__(self) -> None:
        self.began = self.processor = 0.0

    def start(self) -> float:
        """Begin."""
        self.processor = processor_seconds()
        self.began = time.perf_counter()
        return self.began


CLOCK = Clock()


def processor_seconds() -> float:
    """Seconds of processor of this process and of those that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
