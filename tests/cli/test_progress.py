"""Jobs in the background and their line of progress."""

from __future__ import annotations

import io
import time

import pytest

from vehicleplan.cli import diagnostics, progress
from vehicleplan.errors import CancelledError
from vehicleplan.model.figures import style, written_in
from vehicleplan.report.locales import locale_style
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


def test_a_job_has_the_style_of_where_it_began() -> None:
    """Sentences that are made in the job's thread follow the locale of the command."""
    german = locale_style("de_DE")
    with written_in(german):
        assert progress.watched(lambda _, __: style()) == german


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


def test_a_stopped_job_gives_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """ctrl+c ends the waiting; what the job has by then comes back, with word that it was stopped."""

    def counts_until_stopped(token: CancelToken, _: Listener) -> str:
        while not token.is_cancelled:
            time.sleep(0.001)
        return "a part"

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(progress, "_show", interrupt)
    assert progress.watched_parts(counts_until_stopped) == ("a part", True)
    with pytest.raises(KeyboardInterrupt):
        progress.watched(counts_until_stopped)


def test_a_second_ctrl_c_ends_the_program_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses it twice does not wait for the parts, however long the job would still take."""

    def pressed(*_: object) -> bool:
        raise KeyboardInterrupt

    def leave() -> None:
        raise SystemExit(130)

    monkeypatch.setattr(progress._Job, "is_over", pressed)
    monkeypatch.setattr(diagnostics, "leave_at_once", leave)
    with pytest.raises(SystemExit):
        progress.watched_parts(lambda _, __: "an answer")
