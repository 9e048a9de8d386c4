"""Jobs that take a while: check, screen, plan. Each can be watched and stopped; none prints anything.

The optimizer, the filter and what writes files are imported where they are used, so that checking and planning start
fast.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError, CancelledError, Problem
from vehicleplan.files.scenario_file import ReadScenario
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Plan, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import clock
from vehicleplan.session.alone_before import AloneBefore
from vehicleplan.session.watch import CancelToken, JobProgress, Listener, Watch, unheard
from vehicleplan.session.workspace import inspect, open_scenario, open_with_text
from vehicleplan.session.writing import WRITING

_STAGES_WITH_GAP = ("most results", "least cost")
"""In these the solver's gap is the plan's own; in others it is that of a step on the way."""

if TYPE_CHECKING:
    from vehicleplan.model.evidence import Evidence
    from vehicleplan.optimizer.control import Control, Progress


@dataclass(frozen=True)
class Planned:
    """A scenario with its plan.

    Attributes:
        resolved: The scenario.
        plan: Its plan.
        ruled_out: By candidate, why the filter took it out.
        text: The text of its file; empty where it did not come from one as it stands.
    """

    resolved: ResolvedScenario
    plan: Plan
    ruled_out: Mapping[str, RuledOut] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True)
class ScreenedScenario:
    """A scenario with what the filter says of its candidates."""

    resolved: ResolvedScenario
    screened: Screened


@dataclass(frozen=True)
class CheckedFile:
    """A file and its problems.

    Attributes:
        file: The file as the user named it.
        kind: `scenario` or `catalog`.
        problems: Every problem of it and of the files that it names.
        vehicles: How many vehicles it has or can use.
        candidates: How many candidates a scenario has; None for a catalog.
    """

    file: str
    kind: str
    problems: tuple[Problem, ...]
    vehicles: int
    candidates: int | None


def check_files(sources: tuple[str, ...]) -> tuple[CheckedFile, ...]:
    """Every problem of every file; standard input, named `-`, is read once."""
    seen: dict[str, CheckedFile] = {}
    for source in sources:
        if source not in seen:
            seen[source] = _checked(source)
    return tuple(seen.values())


def _checked(source: str) -> CheckedFile:
    read = inspect(source)
    if isinstance(read, ReadScenario):
        own = 0 if read.scenario is None else sum(entry.use is None for entry in read.scenario.vehicles)
        vehicles = own + sum(len(catalog.vehicles) for catalog in read.catalogs.values())
        candidates = 0 if read.scenario is None else len(read.scenario.vehicles)
        return CheckedFile(read.name, "scenario", read.problems, vehicles, candidates)
    vehicles = 0 if read.catalog is None else len(read.catalog.vehicles)
    return CheckedFile(read.name, "catalog", read.problems, vehicles, None)


def screen_scenario(
    source: str, *, token: CancelToken | None = None, on_progress: Listener = unheard
) -> ScreenedScenario:
    """Ask every candidate of a scenario the seven questions.

    Raises:
        BadInputError: the files have problems.
        CancelledError: the token was set.
    """
    resolved = open_scenario(source)
    on_progress(JobProgress("asking the seven questions"))
    token = token or CancelToken()
    return ScreenedScenario(resolved, _screen(resolved, _control(token, on_progress, None), token))


def plan_scenario(
    source: str,
    watch: Watch | None = None,
    *,
    check: Callable[[ResolvedScenario], None] | None = None,
    lp_file: Path | None = None,
) -> Planned:
    """Read a scenario, ask the seven questions where they rule out, and find the best plan.

    Args:
        source: The file; `-` for standard input.
        watch: How it is watched and stopped. Its time limit is for the search for the best plan: the questions are
            always asked in full, since what they rule out must not depend on the time.
        check: Looks at the scenario before anything is worked out; what it raises ends the job.
        lp_file: Where to write the model in CPLEX LP format before it is solved.

    Raises:
        BadInputError: the files have problems, or the model cannot be written.
        UnboundedPlanError: nothing limits the plan.
        CancelledError: the token was set before there was a plan.
    """
    from vehicleplan.optimizer import optimize

    began = clock.seconds()
    watch = watch or Watch()
    token, on_progress = watch.token, watch.on_progress
    resolved, text = open_with_text(source)
    if check is not None:
        check(resolved)
    on_progress(JobProgress("asking the seven questions"))
    ruled = _rule_out(resolved, _control(token, on_progress, None), token)
    if lp_file is not None:
        _write_model(resolved, ruled, lp_file)
    on_progress(JobProgress("building the model"))
    plan = optimize(resolved, ruled_out=ruled, control=_control(token, on_progress, watch.time_limit))
    return Planned(resolved, replace(plan, seconds=clock.seconds() - began), ruled, text)


def gather_evidence(
    resolved: ResolvedScenario,
    token: CancelToken,
    on_progress: Listener = unheard,
    before: AloneBefore | None = None,
) -> Mapping[str, Evidence]:
    """The facts that the seven questions rest on, by candidate: the slow part of the filter.

    Args:
        resolved: The scenario.
        token: Stops it.
        on_progress: Told now and then where it stands.
        before: What is known of candidates alone; it is asked, and learns what it did not know.

    Raises:
        CancelledError: the token was set.
    """
    from vehicleplan.screening.evidence import gather

    on_progress(JobProgress("asking the seven questions"))
    evidence = gather(resolved, _control(token, on_progress, None), (before or AloneBefore()).score)
    if token.is_cancelled:
        raise CancelledError("stopped before there was an answer")
    return evidence


def screen_with(
    resolved: ResolvedScenario, evidence: Mapping[str, Evidence], before: Screened | None = None
) -> Screened:
    """All verdicts from evidence that was gathered before; quick, and quicker with what it gave for other answers."""
    from vehicleplan.screening.funnel import screen_with as screened

    return screened(resolved, evidence, before)


def plan_with(
    resolved: ResolvedScenario, screened: Screened | None, watch: Watch, *, known: Sequence[Planned] = ()
) -> Planned:
    """The best plan of a scenario that was screened before.

    Args:
        resolved: The scenario.
        screened: What the filter says of it; None where only answers rule out, or nothing does.
        watch: How it is watched and stopped. Its time limit is for the search for the best plan.
        known: What has been planned before, the likest first: it only makes the search shorter.

    Raises:
        UnboundedPlanError: nothing limits the plan.
        CancelledError: the token was set before there was a plan.
    """
    from vehicleplan.optimizer import Known, optimize
    from vehicleplan.screening.funnel import ruled_out

    token, on_progress = watch.token, watch.on_progress
    ruled = _rule_out(resolved, _control(token, on_progress, None), token) if screened is None else ruled_out(screened)
    on_progress(JobProgress("building the model"))
    before = [Known(each.resolved, each.ruled_out, each.plan) for each in known]
    plan = optimize(resolved, ruled_out=ruled, control=_control(token, on_progress, watch.time_limit), known=before)
    return Planned(resolved, plan, ruled)


def _screen(resolved: ResolvedScenario, control: Control, token: CancelToken) -> Screened:
    from vehicleplan.screening.funnel import screen

    screened = screen(resolved, control)
    if token.is_cancelled:
        raise CancelledError("stopped before there was an answer")
    return screened


def _rule_out(resolved: ResolvedScenario, control: Control, token: CancelToken) -> Mapping[str, RuledOut]:
    from vehicleplan.screening.funnel import rule_out

    ruled = rule_out(resolved, control)
    if token.is_cancelled:
        raise CancelledError("stopped before there was an answer")
    return ruled


def _control(token: CancelToken, on_progress: Listener, time_limit: float | None) -> Control:
    """The optimizer's own way of being watched and stopped."""
    from vehicleplan.optimizer.control import Control

    def told(progress: Progress) -> None:
        """Pass on where the run stands."""
        on_progress(JobProgress(progress.stage, progress.gap if progress.stage in _STAGES_WITH_GAP else None))

    return Control(time_limit=time_limit, is_cancelled=lambda: token.is_cancelled, on_progress=told)


def _write_model(resolved: ResolvedScenario, ruled: Mapping[str, RuledOut], path: Path) -> None:
    import tempfile

    from vehicleplan.files.save import save_atomically
    from vehicleplan.optimizer import write_lp

    if path.exists() and path.suffix != ".lp" and path.is_file():
        what = f"{path} is there already and is no .lp file; nothing was written"
        raise BadInputError((Problem(str(path), None, "", what, "Name a file that ends in .lp, or a new one."),))
    try:
        with tempfile.TemporaryFile() as draft:
            write_lp(resolved, ruled, os.dup(draft.fileno()))
            draft.seek(0)
            with WRITING:
                save_atomically(path, draft.read())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problem = Problem(
            str(path), None, "", f"the model cannot be written: {reason}", "Check the folder and its rights."
        )
        raise BadInputError((problem,)) from error
