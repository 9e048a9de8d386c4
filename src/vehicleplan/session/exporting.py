"""A plan as a document for managers: the scenario planned and looked into, then written in one format or several.

A scenario of a file is planned here; of one that is open the desk has the plan, and its reasons are worded again, since
figures in them are written as the document's locale has them. Nothing is written before everything is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from vehicleplan import __version__
from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.figures import PLAIN, Style, written_in
from vehicleplan.model.plan import Plan, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import clock
from vehicleplan.session.jobs import Planned, gather_evidence, plan_with, screen_with
from vehicleplan.session.obstacles import Obstacle, has_obstacle, obstacle_section
from vehicleplan.session.topics import Analysed, Analysis, Topic, analysed, topics_of
from vehicleplan.session.watch import JobProgress, Watch
from vehicleplan.session.workspace import open_with_files

if TYPE_CHECKING:
    from vehicleplan.model.evidence import Evidence
    from vehicleplan.report.document.contracts import Document
    from vehicleplan.report.document.findings import Findings, Origin

QUICK = (Topic.CONFIDENCE, Topic.TODAY)
"""What is found out in any case: it takes next to no time."""
THOROUGH = (Topic.CONFIDENCE, Topic.TODAY, Topic.LIMITS, Topic.SETS, Topic.FRONTIER, Topic.CANDIDATES)
"""What a whole document tells, the most telling first."""
SECONDS = 120.0
"""How long the work after the plan may take where nobody says so."""

_CALLED = {
    Topic.LIMITS: "what more would bring",
    Topic.SETS: "other sets",
    Topic.FRONTIER: "other budgets",
    Topic.CONFIDENCE: "how sure it is",
    Topic.TODAY: "today",
    Topic.CANDIDATES: "each candidate the other way",
}

Ask = Callable[[Analysis, Watch], Analysed]


@dataclass(frozen=True)
class ExportRequest:
    """What a person asks for.

    Attributes:
        locale: How figures and days are written; None for the scenario's own, or American English.
        topics: What is found out about the plan.
    """

    locale: str | None = None
    topics: tuple[Topic, ...] = THOROUGH


@dataclass(frozen=True)
class Known:
    """What is known of a scenario that has been planned.

    Attributes:
        planned: The scenario with its plan.
        evidence: What the filter's verdicts rest on; None where the document does not show them.
        files: The files that it comes from, each with its hash.
        is_saved: Whether the scenario is as its file has it.
        ask: Gives the answer to a question about the plan, at once where it is known.
    """

    planned: Planned
    evidence: Mapping[str, Evidence] | None
    files: tuple[tuple[str, str], ...]
    is_saved: bool
    ask: Ask


def document_of_file(source: str, request: ExportRequest, watch: Watch) -> Document:
    """Plan the scenario of a file, find out what is asked for, and make its document.

    The time limit is for the work after the plan; what was not finished by then the document names.

    Raises:
        BadInputError: the files have problems.
        UnknownLocaleError: there is no such locale.
        UnboundedPlanError: nothing limits the plan.
        CancelledError: it was stopped.
    """
    resolved, read = open_with_files(source)
    with written_in(_style(request, resolved)):
        evidence = gather_evidence(resolved, watch.token, watch.on_progress) if shows_questions(resolved) else None
        screened = None if evidence is None else screen_with(resolved, evidence)
        planned = replace(plan_with(resolved, screened, replace(watch, time_limit=None)), text=read.text)
        found = _findings(planned, screened, _origin(request, resolved, read.files, is_saved=True))
        found = _looked_into(found, planned, request, lambda asked, own: analysed(planned, asked, own), watch)
        return _document(found, watch)


def document_of_plan(known: Known, request: ExportRequest, watch: Watch) -> Document:
    """The document of a scenario that has been planned; see `document_of_file`.

    Raises:
        UnknownLocaleError: there is no such locale.
        CancelledError: it was stopped.
    """
    resolved = known.planned.resolved
    with written_in(_style(request, resolved)):
        screened = None if known.evidence is None else screen_with(resolved, known.evidence)
        planned = replace(known.planned, plan=_worded_again(known.planned, screened))
        found = _findings(planned, screened, _origin(request, resolved, known.files, is_saved=known.is_saved))
        return _document(_looked_into(found, planned, request, partial(_plainly, known.ask), watch), watch)


def _plainly(ask: Ask, analysis: Analysis, watch: Watch) -> Analysed:
    """Ask in the program's own style: the desk keeps the answer and shows it, whatever the document's locale."""
    with written_in(PLAIN):
        return ask(analysis, watch)


def shows_questions(resolved: ResolvedScenario) -> bool:
    """Whether a document has the seven questions: where nothing is ruled out, they would say nothing of the plan."""
    return resolved.scenario.screening.rule_out != "nothing"


def _style(request: ExportRequest, resolved: ResolvedScenario) -> Style:
    from vehicleplan.report.locales import locale_style

    return locale_style(_locale(request, resolved))


def _locale(request: ExportRequest, resolved: ResolvedScenario) -> str:
    from vehicleplan.report.locales import DEFAULT

    return request.locale or resolved.scenario.locale or DEFAULT


def _origin(
    request: ExportRequest, resolved: ResolvedScenario, files: tuple[tuple[str, str], ...], *, is_saved: bool
) -> Origin:
    from importlib.metadata import version

    from vehicleplan.report.document.findings import Origin

    solver = f"HiGHS (highspy {version('highspy')}) by PuLP {version('pulp')}"
    return Origin(
        program=f"vehicleplan {__version__}",
        solver=solver,
        made=clock.now().date(),
        files=files,
        locale=_locale(request, resolved),
        is_saved=is_saved,
    )


def _worded_again(planned: Planned, screened: Screened | None) -> Plan:
    from vehicleplan.optimizer import with_reasons

    ruled: Mapping[str, RuledOut] = planned.ruled_out
    if screened is not None:
        from vehicleplan.screening.funnel import ruled_out

        ruled = ruled_out(screened)
    return with_reasons(planned.plan, planned.resolved, ruled)


def _findings(planned: Planned, screened: Screened | None, origin: Origin) -> Findings:
    from vehicleplan.report.document.findings import Findings

    return Findings(planned.resolved, planned.plan, origin, screened)


def _looked_into(found: Findings, planned: Planned, request: ExportRequest, ask: Ask, watch: Watch) -> Findings:
    """The findings with the answers to what is asked; what has no answer, or none in time, is named."""
    end = None if watch.time_limit is None else clock.seconds() + watch.time_limit
    possible = topics_of(planned)
    missing = []
    for topic in (each for each in request.topics if each in possible):
        left = None if end is None else max(0.0, end - clock.seconds())
        try:
            answer = ask(Analysis(topic), replace(watch, time_limit=left))
        except UnboundedPlanError:
            missing.append(f"{_CALLED[topic]} (nothing limits it)")
            continue
        except CancelledError:
            if watch.token.is_cancelled:
                raise
            missing.append(f"{_CALLED[topic]} (no time was left)")
            continue
        if watch.token.is_cancelled:
            raise CancelledError("stopped before there was a document")
        found = _with_answer(found, planned, answer)
        if not answer.is_whole:
            missing.append(f"{_CALLED[topic]} (cut short)")
    if has_obstacle(planned) and not found.obstacles:
        missing.append("what is in the way")
    return replace(found, cut_short=tuple(missing))


def _with_answer(found: Findings, planned: Planned, answer: Analysed) -> Findings:
    """The findings with one answer, as facts; its sentences are made with the document."""
    from vehicleplan.analysis.alternatives import Alternatives
    from vehicleplan.analysis.frontier import Frontier
    from vehicleplan.analysis.more import More
    from vehicleplan.analysis.simulate import Simulated
    from vehicleplan.analysis.today import Today
    from vehicleplan.analysis.why import Explanations

    kinds: dict[type, str] = {
        Alternatives: "alternatives",
        Explanations: "explanations",
        Frontier: "frontier",
        More: "more",
        Simulated: "simulated",
        Today: "today",
    }
    changes: dict[str, Any] = {}
    for facts in answer.facts:
        if isinstance(facts, Obstacle):
            changes["obstacles"] = (obstacle_section(planned, facts),)
        elif type(facts) in kinds:
            changes[kinds[type(facts)]] = facts
    return replace(found, **changes)


def _document(found: Findings, watch: Watch) -> Document:
    from vehicleplan.report.document.assemble import document_of

    watch.on_progress(JobProgress("writing the document"))
    return document_of(found)
