"""A job in the background with a line of progress on standard error, which ctrl+c stops.

The line is there only on a terminal and only after half a second; it leaves nothing behind.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from vehicleplan.cli import diagnostics, interrupts
from vehicleplan.cli.output import encodable
from vehicleplan.report import numbers
from vehicleplan.report.problems import harmless
from vehicleplan.session import clock
from vehicleplan.session.watch import CancelToken, JobProgress, Listener

T = TypeVar("T")

_QUIET_SECONDS = 0.5
_TICK_SECONDS = 0.1
_PATIENCE_SECONDS = 0.5
"""How long a stopped job may take to give what it has, so that all is over within a second."""
_TIDY_SECONDS = 0.1
"""How long one may take to end whose answer nobody wants any more."""


class _Job(Generic[T]):
    """A call in a thread of its own, its answer or its fault."""

    def __init__(self, call: Callable[[CancelToken, Listener], T]) -> None:
        self.token = CancelToken()
        self._is_over = False
        self._over: SimpleQueue[None] = SimpleQueue()  # an Event can keep its lock where ctrl+c hits its wait
        self.progress = JobProgress("starting")
        self._call = call
        self._answer: list[T] = []
        self._fault: BaseException | None = None

    def start(self) -> None:
        """Begin in a thread that does not keep the program alive, with the context of here: its style of figures."""
        Thread(target=copy_context().run, args=(self._run,), daemon=True).start()

    def is_over(self, seconds: float) -> bool:
        """Whether the call has ended; waits for that so long."""
        if not self._is_over:
            try:
                self._over.get(timeout=seconds)
            except Empty:
                return False
        return True

    def answer(self) -> T:
        """What the call gave, or raised."""
        if self._fault is not None:
            raise self._fault
        return self._answer[0]

    def _run(self) -> None:
        try:
            self._answer.append(self._call(self.token, self._told))
        except BaseException as error:  # noqa: BLE001 - it is raised again where the job is waited for
            self._fault = error
        finally:
            self._is_over = True
            self._over.put(None)

    def _told(self, progress: JobProgress) -> None:
        self.progress = progress


def watched(call: Callable[[CancelToken, Listener], T]) -> T:
    """The answer of the job; ctrl+c stops it.

    Raises:
        KeyboardInterrupt: the user stopped the job.
    """
    answer, is_stopped = _watched(call, _TIDY_SECONDS)
    if is_stopped:
        raise KeyboardInterrupt
    return answer


def watched_parts(call: Callable[[CancelToken, Listener], T]) -> tuple[T, bool]:
    """The answer of a job that gives what it has when ctrl+c stops it, and whether that happened."""
    return _watched(call, _PATIENCE_SECONDS)


def _watched(call: Callable[[CancelToken, Listener], T], patience: float) -> tuple[T, bool]:
    job = _Job(call)
    began = clock.seconds()
    is_stopped = False
    try:
        with interrupts.raising():
            job.start()
            while not job.is_over(_TICK_SECONDS):
                _show(job.progress, clock.seconds() - began)
    except KeyboardInterrupt:
        is_stopped = True
        job.token.cancel()
        _clear()
        if not _ends(job, patience):
            diagnostics.leave_at_once()
    finally:
        _clear()
    return job.answer(), is_stopped


def _ends(job: _Job[T], patience: float) -> bool:
    """Whether a stopped job answers in time, and nobody presses ctrl+c again."""
    try:
        with interrupts.raising():
            return job.is_over(patience)
    except KeyboardInterrupt:
        return False


def progress_text(progress: JobProgress, seconds: float) -> str:
    """Where the job stands, in one line."""
    gap = progress.gap
    found = "" if gap is None else f", best so far within {numbers.percent(gap)}"
    return f"{harmless(progress.stage)}: {numbers.seconds(seconds)}{found}  (ctrl+c stops)"


def _show(progress: JobProgress, seconds: float) -> None:
    if seconds >= _QUIET_SECONDS and sys.stderr.isatty():
        _write(f"\r\x1b[K{progress_text(progress, seconds)[:79]}")


def _clear() -> None:
    if sys.stderr.isatty():
        _write("\r\x1b[K")


def _write(text: str) -> None:
    try:
        sys.stderr.write(encodable(text, sys.stderr))
        sys.stderr.flush()
    except OSError:
        return
