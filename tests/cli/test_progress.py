"""Jobs in the background and their line of progress."""

from __future__ import annotations

import io
import time

import pytest

from vehicleplan.cli import progress
from vehicleplan.errors import CancelledError
from vehicleplan.session.watch import CancelToken, JobProgress, Listener


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Whether it is one."""
        return True


def slow(_: CancelToken, told: Listener) -> str:
    """A job that says where it is and takes a while."""
    told(JobProgress("most results", 0.023))
    time.sleep(0.25)
    return "done"


def test_progress_shows_on_a_terminal_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line says what is done, for how long and how good it is; then it is wiped away."""
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.05)
    assert progress.watched(slow) == "done"
    assert "most results: 0." in stream.getvalue()
    assert ", best so far within 2.3 %  (ctrl+c stops)" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_fast_job_shows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below half a second nothing is shown."""
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    progress.watched(slow)
    assert "results" not in stream.getvalue()


def test_nothing_is_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file or a pipe there is no line of progress."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)
    progress.watched(slow)
    assert stream.getvalue() == ""


def test_a_fault_of_the_job_comes_back() -> None:
    """What the job raises is raised where it is waited for."""

    def fail(_: CancelToken, __: Listener) -> None:
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        progress.watched(fail)
