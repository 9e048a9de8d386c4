"""What every part of the app may ask of it: the desk, changes, and what is being worked out.

A change of the desk raises `revision`, and whatever is in front brings itself up to date. What takes long runs in a
job; its answer is kept for the version of the draft that it was asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.dom import DOMNode
from textual.reactive import var

from vehicleplan.tui.jobs import Job, JobEnded, JobProgressed, Jobs, Then, Work

if TYPE_CHECKING:
    from vehicleplan.model.fault import KeyPath
    from vehicleplan.session.desk import Desk
    from vehicleplan.session.draft import Changes, Draft
    from vehicleplan.session.topics import Analysis

MAIN = "main"
"""The slot of the jobs for the open scenario."""
ASKING = "asking the seven questions"
"""What a job does that gathers evidence."""
PLANNING = "planning"
"""What a job does that looks for the best plan."""
LOOKING = "looking into the plan"
"""What a job does that analyses a plan."""
WHY = "why"
"""The slot of the jobs that analyse the plan; any other job comes first."""


class DeskApp(App[int]):
    """An app around the desk."""

    revision: var[int] = var(0, init=False)
    """Counts the changes of the desk; whoever shows something of it watches this."""
    job_words: var[str] = var("")
    """What is being worked out, in words; empty where nothing is."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path_to_open = path
        self.jobs = Jobs(self)
        self._unplanned: dict[int, BaseException] = {}
        self._unasked: dict[int, BaseException] = {}
        self._unanalysed: dict[tuple[int, Analysis], BaseException] = {}
        self._analysis: Analysis | None = None
        self.cursor: tuple[str, int] = ("", 0)
        """The card that Questions and Matrix are at: a candidate's id, and a question from 0 to 6."""
        self._desk: Desk | None = None
        self._trouble: str | None = None

    @property
    def has_desk(self) -> bool:
        """Whether the program is far enough to have a desk."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """What is being worked on; made when it is first asked for, since that loads much of the program."""
        if self._desk is None:
            from vehicleplan.session.desk import Desk

            self._desk = Desk()
        return self._desk

    @property
    def is_open(self) -> bool:
        """Whether a scenario is open."""
        return self._desk is not None and self._desk.is_open

    @property
    def is_unsaved(self) -> bool:
        """Whether the open scenario has changes that are not in its file."""
        return self._desk is not None and self._desk.is_unsaved

    @property
    def scenario_name(self) -> str:
        """What the open scenario is called."""
        if self._desk is not None and self._desk.is_open:
            return self._desk.draft.name
        return "" if self.path_to_open is None else self.path_to_open.name

    # Changes

    def change(self, changes: Changes, label: str, *, merges: str | None = None) -> None:
        """Change the open scenario; every place in front shows it at once."""
        self.desk.change(changes, label, merges=merges)
        self.revise()

    def revise(self) -> None:
        """Say that the desk has changed."""
        self.revision += 1
        self._say_trouble()

    def type_on(self, changes: Changes) -> None:
        """Keep a text that is still being typed, in case the program is killed."""
        self.desk.type_on(changes)
        self._say_trouble()

    @property
    def is_at_risk(self) -> bool:
        """Whether the changes that are not saved would be lost if the program were killed."""
        return self._desk is not None and self._desk.trouble is not None

    def _say_trouble(self) -> None:
        """Say once why changes are not kept against a crash."""
        trouble = None if self._desk is None else self._desk.trouble
        if trouble is not None and trouble != self._trouble:
            words = f"What you change is not kept if the program is killed: {trouble}. Save soon."
            self.notify(words, severity="error", timeout=10, markup=False)
        self._trouble = trouble

    def value(self, path: KeyPath) -> object:
        """What the open scenario has at a key path."""
        return self.desk.draft.value(path)

    # What is worked out

    def want_screening(self, draft: Draft | None = None, slot: str = MAIN) -> None:
        """See to it that the seven questions are asked of a draft, of the open one by default."""
        desk, wanted = self.desk, draft or self.desk.draft
        if wanted.resolved is None or wanted.facts in self._unasked or desk.screened(wanted) is not None:
            return
        running = self.jobs.running(slot)
        if running is not None and running.draft.version == wanted.version:
            return  # planning asks the questions too
        if running is not None and running.kind == ASKING and running.draft.facts == wanted.facts:
            return  # only answers have changed since: what is being gathered still holds
        self.start_job(slot, ASKING, wanted, lambda t, p: desk.screen(wanted, t, p))

    def want_plan(self, draft: Draft | None = None, slot: str = MAIN) -> None:
        """See to it that there is a plan of a draft, of the open one by default; one that was stopped stays stopped."""
        desk, wanted = self.desk, draft or self.desk.draft
        if wanted.resolved is None or desk.is_planned(wanted) or self.failure(wanted) is not None:
            return
        running = self.jobs.running(slot)
        if running is not None and (running.kind, running.draft.version) == (PLANNING, wanted.version):
            return
        self.start_job(slot, PLANNING, wanted, lambda t, p: desk.plan(wanted, t, p))

    def want_analysis(self, analysis: Analysis) -> None:
        """See to it that the plan of the open draft is analysed; what was stopped stays stopped."""
        desk, draft = self.desk, self.desk.draft
        known = desk.analysed(analysis)
        if desk.planned() is None or (known is not None and known.is_whole) or self.failure_of(analysis) is not None:
            return
        running = self.jobs.running(WHY)
        if running is not None and (self._analysis, running.draft.version) == (analysis, draft.version):
            return
        if self.jobs.running(MAIN) is None:
            self._analysis = analysis
            self.start_job(WHY, LOOKING, draft, lambda t, p: desk.analyse(draft, analysis, t, p))

    def failure_of(self, analysis: Analysis) -> BaseException | None:
        """Why an analysis of the open draft did not come to its end, where it has ended."""
        return self._unanalysed.get((self.desk.draft.version, analysis))

    def forget_failure_of(self, analysis: Analysis) -> None:
        """Let the open draft be analysed again."""
        self._unanalysed.pop((self.desk.draft.version, analysis), None)

    def failure(self, draft: Draft | None = None) -> BaseException | None:
        """Why the search for the plan of a draft did not come to its end, where it has ended or cannot begin."""
        of = draft or self.desk.draft
        found = self._unplanned.get(of.version)
        return self._unasked.get(of.facts) if found is None and of.needs_evidence else found

    def failure_to_ask(self) -> BaseException | None:
        """Why the seven questions were not asked of the open draft, where asking them has ended without an answer."""
        return self._unasked.get(self.desk.draft.facts)

    def forget_failure(self, draft: Draft | None = None) -> None:
        """Let a draft be worked out again."""
        of = draft or self.desk.draft
        self._unplanned.pop(of.version, None)
        self._unasked.pop(of.facts, None)

    def forget_failures(self) -> None:
        """Let every draft be worked out again."""
        self._unplanned.clear()
        self._unasked.clear()
        self._unanalysed.clear()

    def keep_stopped(self, job: Job) -> None:
        """Remember that the user has stopped a job, so that it does not begin again by itself."""
        if job.then is not None:
            return  # it only begins when it is asked for
        from vehicleplan.errors import CancelledError

        stopped = CancelledError("stopped")
        self._keep_failure(job, stopped)
        if job.slot != WHY and self.desk.screened(job.draft) is None:
            self._unasked[job.draft.facts] = stopped  # planning was asking the questions, or would have

    def _keep_failure(self, job: Job, error: BaseException) -> None:
        if job.slot == WHY:
            if self._analysis is not None:
                self._unanalysed[job.draft.version, self._analysis] = error
        elif job.kind == PLANNING:
            self._unplanned[job.draft.version] = error
        else:
            self._unasked[job.draft.facts] = error

    def _keep_unfinished(self, job: Job) -> None:
        """Remember an analysis that could not find out all, though nobody stopped it: again it would end the same."""
        from vehicleplan.errors import CancelledError

        known = None if self._analysis is None else self.desk.analysed(self._analysis, job.draft)
        if known is not None and not known.is_whole:
            self._keep_failure(job, CancelledError("not all of it was found out"))

    def start_job(self, slot: str, kind: str, draft: Draft, work: Work, then: Then | None = None) -> None:
        """Begin a job; see `Job`."""
        if slot != WHY:
            self.jobs.stop(WHY)  # it would keep the solver to itself
        self.jobs.start(slot, kind, draft, work, then)
        self.job_words = kind

    def on_job_progressed(self, message: JobProgressed) -> None:
        """Tell where the job stands."""
        if self.jobs.is_current(message.job):
            self.job_words = _progress_words(message)

    def on_job_ended(self, message: JobEnded) -> None:
        """Show what it brought, which a stopped job may too, or remember why it brought nothing."""
        job, error = message.job, message.error
        was_waited_for = self.jobs.ended(job)
        if job.then is not None:
            job.then(job, error)
        elif was_waited_for and error is not None:
            self._keep_failure(job, explained(error))
        elif was_waited_for and job.slot == WHY:
            self._keep_unfinished(job)
        if was_waited_for or error is None:
            self.revise()
        if not self.jobs.is_busy:
            self.job_words = ""


def desk_app(node: DOMNode) -> DeskApp:
    """The app that a widget is in, by its own type."""
    assert isinstance(node.app, DeskApp)  # noqa: S101 - for the type checker
    return node.app


def _progress_words(message: JobProgressed) -> str:
    from vehicleplan.report import numbers
    from vehicleplan.report.problems import harmless

    stage, gap = harmless(message.progress.stage), message.progress.gap
    return stage if gap is None else f"{stage}, within {numbers.percent(gap)} of the best"


def explained(error: BaseException) -> BaseException:
    """The error, where it is one of the user's; else a calm word, with the details in a file."""
    from vehicleplan.errors import VehiclePlanError

    if isinstance(error, VehiclePlanError):
        return error
    from vehicleplan.session.folders import write_crash_file

    file = write_crash_file(error)
    where = "" if file is None else f" The details are in {file}."
    return VehiclePlanError(f"A mistake of the program, not yours ({type(error).__name__}).{where}")
