"""The clock. The only place that reads the date or the time; everything else takes them as arguments."""

from __future__ import annotations

import time
from datetime import datetime


def now() -> datetime:
    """The time here, with its time zone."""
    return datetime.now().astimezone()  # noqa: TID251 - this is the place


def seconds() -> float:
    """A clock that only goes forward, for measuring; only differences mean something. Units: seconds."""
    return time.monotonic()
