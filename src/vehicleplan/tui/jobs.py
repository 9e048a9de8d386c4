"""Slow work in threads: each slot has one job, a newer one cancels an older one, and only the newest is listened to.

A job that is stopped may need seconds to see it; neither the screen nor the end of the program waits for that.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import field
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message

from vehicleplan.frozen import dataclass

if TYPE_CHECKING:
    from textual.app import App

    from vehicleplan.session.draft import Draft
    from vehicleplan.session.watch import CancelToken, JobProgress, Listener

Work = Callable[["CancelToken", "Listener"], None]
Then = Callable[["Job", "BaseException | None"], None]
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Job:
    """One piece of slow work.

    Attributes:
        slot: Whose work it is; a slot has one job at a time.
        kind: What is done, in words: `planning`.
        draft: The draft that it is done for.
        work: Does it.
        token: Stops it.
        then: Is told its end, stopped or not, for a job whose answer the desk does not keep.
        number: Counts up from job to job.
    """

    slot: str
    kind: str
    draft: Draft
    work: Work
    token: CancelToken
    then: Then | None = None
    number: int = field(default_factory=lambda: next(_numbers))


class JobProgressed(Message):
    """A job tells where it stands."""

    def __init__(self, job: Job, progress: JobProgress) -> None:
        super().__init__()
        self.job = job
        self.progress = progress

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress matters."""
        return isinstance(message, JobProgressed)


class JobEnded(Message):
    """A job is over; `error` says why where it brought nothing."""

    def __init__(self, job: Job, error: BaseException | None) -> None:
        super().__init__()
        self.job = job
        self.error = error


class Jobs:
    """The jobs of an app."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._running: dict[str, Job] = {}
        self._threads: list[Thread] = []

    def start(self, slot: str, kind: str, draft: Draft, work: Work, then: Then | None = None) -> None:
        """Begin a job; what the slot did before is stopped."""
        from vehicleplan.session.watch import CancelToken

        self.stop(slot)
        job = Job(slot, kind, draft, work, CancelToken(), then)
        self._running[slot] = job
        self._app.run_worker(partial(self._work, job), group=slot, exit_on_error=False)  # type: ignore[arg-type]

    def stop(self, slot: str) -> Job | None:
        """Stop what a slot is doing; nobody waits for its end any more."""
        job = self._running.pop(slot, None)
        if job is not None:
            job.token.cancel()
        return job

    def stop_all(self) -> tuple[Job, ...]:
        """Stop everything, and say what was going on."""
        return tuple(job for slot in list(self._running) if (job := self.stop(slot)) is not None)

    def ended(self, job: Job) -> bool:
        """Take note that a job is over; False where nobody waits for it any more."""
        if self._running.get(job.slot) is not job:
            return False
        del self._running[job.slot]
        return True

    def is_current(self, job: Job) -> bool:
        """Whether the job is the newest of its slot."""
        return self._running.get(job.slot) is job

    def running(self, slot: str) -> Job | None:
        """What a slot is doing, or None."""
        return self._running.get(slot)

    @property
    def is_busy(self) -> bool:
        """Whether any job runs."""
        return bool(self._running)

    @property
    def has_threads(self) -> bool:
        """Whether any thread still works, also for a job that was stopped."""
        return any(thread.is_alive() for thread in self._threads)

    async def _work(self, job: Job) -> None:
        """The job in a thread of its own, which the program does not wait for when it ends."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def run() -> None:
            self._run(job)
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(over.set)

        thread = Thread(target=copy_context().run, args=(run,), name=job.kind, daemon=True)
        self._threads = [*(each for each in self._threads if each.is_alive()), thread]
        thread.start()
        await over.wait()

    def _run(self, job: Job) -> None:
        """The job; whatever happens, its end is told."""
        error: BaseException | None = None
        try:
            job.work(job.token, lambda progress: self._tell(job, progress))
        except BaseException as fault:  # noqa: BLE001 - it is told in the app's own thread
            error = fault
        self._app.post_message(JobEnded(job, error))

    def _tell(self, job: Job, progress: JobProgress) -> None:
        if not job.token.is_cancelled:
            self._app.post_message(JobProgressed(job, progress))
