"""What was worked out of drafts: evidence, verdicts and plans, each under the version that it was worked out for.

Slow work is called from threads of its own; one run at a time uses the solver. What a run that was stopped has found
is kept apart: it is shown until there is better, and never stands for the plan of a search that came to its end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError, CancelledError, Problem
from vehicleplan.files.scenario_file import files_of
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import clock, jobs
from vehicleplan.session.alone_before import AloneBefore
from vehicleplan.session.draft import Draft
from vehicleplan.session.jobs import Planned
from vehicleplan.session.kept import Kept
from vehicleplan.session.topics import Analysed, Analysis, analysed
from vehicleplan.session.watch import CancelToken, Listener, Watch

if TYPE_CHECKING:
    from vehicleplan.model.evidence import Evidence
    from vehicleplan.report.document.contracts import Document
    from vehicleplan.session.exporting import ExportRequest

_MOST_EVIDENCE = 24
"""How many states of the facts keep their evidence and verdicts."""
_MOST_PLANS = 200
"""How many versions keep their plans, which are small."""
_MOST_KNOWN = 30
"""How many plans are looked at for what they say of a new one."""
_MOST_ANALYSES = 50
"""How many analyses are kept, each of one version."""


class Answers:
    """The answers for the drafts that were asked about last."""

    def __init__(self) -> None:
        self._evidence: Kept[Mapping[str, Evidence]] = Kept(_MOST_EVIDENCE)
        self._screened: Kept[Screened] = Kept(_MOST_EVIDENCE)
        self._same_facts: Kept[Screened] = Kept(_MOST_EVIDENCE)
        self._plans: Kept[Planned] = Kept(_MOST_PLANS)
        self._found: Kept[Planned] = Kept(_MOST_PLANS)
        self._analysed: Kept[tuple[Planned, Analysed]] = Kept(_MOST_ANALYSES)
        self._before = AloneBefore()
        self._solver = Lock()

    def screened(self, draft: Draft) -> Screened | None:
        """What the filter says of a draft; None where its evidence has not been gathered yet."""
        evidence = self._evidence.get(draft.facts)
        if draft.resolved is None or evidence is None:
            return None
        found = self._screened.get(draft.version)
        if found is None:
            found = jobs.screen_with(draft.resolved, evidence, self._same_facts.get(draft.facts))
            self._screened.keep(draft.version, found)
            self._same_facts.keep(draft.facts, found)
        return found

    def planned(self, draft: Draft) -> Planned | None:
        """The plan of a draft, or the best that a stopped search has found; None where there is none yet."""
        return self._plans.get(draft.version) or self._found.get(draft.version)

    def is_planned(self, draft: Draft) -> bool:
        """Whether a search for the plan of a draft has come to its end."""
        return self._plans.get(draft.version) is not None

    def analysed(self, draft: Draft, analysis: Analysis) -> Analysed | None:
        """What an analysis of a draft's plan has given, whole or not; None where there is nothing yet.

        What was said of the best plan that a stopped search had found says nothing of a better one.
        """
        planned, found = self._analysed.get((draft.version, analysis)) or (None, None)
        return found if planned is self.planned(draft) else None

    def screen(self, draft: Draft, token: CancelToken, on_progress: Listener) -> None:
        """Gather the evidence of a draft.

        Raises:
            CancelledError: the token was set.
            BadInputError: the draft has faults.
        """
        self._alone(token, lambda: self._gather(draft, token, on_progress))

    def plan(self, draft: Draft, token: CancelToken, on_progress: Listener) -> None:
        """Plan a draft; its evidence is gathered where suggestions rule out. Stopped, it keeps the best found so far.

        Raises:
            CancelledError: the token was set before there was a plan.
            BadInputError: the draft has faults.
            UnboundedPlanError: nothing limits the plan.
        """
        self._alone(token, lambda: self._plan(draft, token, on_progress))

    def analyse(self, draft: Draft, analysis: Analysis, token: CancelToken, on_progress: Listener) -> None:
        """Analyse the plan of a draft, which must be there. Stopped, it keeps what it has.

        Raises:
            CancelledError: the token was set before there was anything to keep.
            UnboundedPlanError: nothing limits a variant of the plan.
        """
        self._ask(draft, analysis, Watch(token, on_progress))

    def document(self, draft: Draft, request: ExportRequest, watch: Watch, *, is_saved: bool) -> Document:
        """The document of a draft's plan, which is made first where it is not there; what is known is not asked again.

        Raises:
            CancelledError: the token was set.
            BadInputError: the draft has faults.
            UnknownLocaleError: there is no such locale.
            UnboundedPlanError: nothing limits the plan.
        """
        from vehicleplan.session.exporting import Known, document_of_plan, shows_questions

        if self.planned(draft) is None:
            self.plan(draft, watch.token, watch.on_progress)
        planned = self.planned(draft)
        if planned is None:
            raise CancelledError("stopped before there was a plan")
        evidence = None
        if shows_questions(planned.resolved):
            self.screen(draft, watch.token, watch.on_progress)
            evidence = self._evidence.get(draft.facts)
        files = files_of(draft.source, draft.scenario, draft.around)
        known = Known(planned, evidence, files, is_saved, partial(self._ask, draft))
        return document_of_plan(known, request, watch)

    def _ask(self, draft: Draft, analysis: Analysis, watch: Watch) -> Analysed:
        """The answer to a question about the plan of a draft; whatever of it there is, where it was stopped."""
        self._alone(watch.token, lambda: self._analyse(draft, analysis, watch))
        found = self.analysed(draft, analysis)
        if found is None:
            raise CancelledError("stopped before there was an answer")
        return found

    def _analyse(self, draft: Draft, analysis: Analysis, watch: Watch) -> None:
        before = self.analysed(draft, analysis)
        planned = self.planned(draft)
        if planned is None:
            raise CancelledError("there is no plan to look into")
        if before is None or not before.is_whole:
            found = analysed(planned, analysis, watch)
            self._analysed.keep((draft.version, analysis), (planned, found))

    def _gather(self, draft: Draft, token: CancelToken, on_progress: Listener) -> Mapping[str, Evidence]:
        found = self._evidence.get(draft.facts)
        if found is None:
            evidence = jobs.gather_evidence(_whole(draft), token, on_progress, self._before)
            found = self._evidence.keep(draft.facts, evidence)
        return found

    def _plan(self, draft: Draft, token: CancelToken, on_progress: Listener) -> None:
        if self._plans.get(draft.version) is not None:
            return
        began = clock.seconds()
        resolved, screened = _whole(draft), None
        if draft.needs_evidence:
            self._gather(draft, token, on_progress)
            screened = self.screened(draft)
        known = self._plans.latest(_MOST_KNOWN)
        planned = jobs.plan_with(resolved, screened, Watch(token, on_progress), known=known)
        planned = replace(planned, plan=replace(planned.plan, seconds=clock.seconds() - began))
        if token.is_cancelled:
            self._keep_found(draft, planned)
        else:
            self._plans.keep(draft.version, planned)

    def _keep_found(self, draft: Draft, planned: Planned) -> None:
        """Keep what a stopped search has found, unless an earlier one has come closer."""
        if not planned.plan.vehicles:
            raise CancelledError("stopped before there was a plan")
        before = self._found.get(draft.version)
        if before is None or _distance(planned.plan) <= _distance(before.plan):
            self._found.keep(draft.version, planned)

    def _alone(self, token: CancelToken, work: Callable[[], object]) -> None:
        """Work when nobody else uses the solver."""
        while not self._solver.acquire(timeout=0.05):
            if token.is_cancelled:
                raise CancelledError("stopped before there was an answer")
        try:
            if token.is_cancelled:
                raise CancelledError("stopped before there was an answer")
            work()
        finally:
            self._solver.release()


def _whole(draft: Draft) -> ResolvedScenario:
    if draft.resolved is None:
        raise BadInputError(
            tuple(Problem(draft.name, None, draft.place_words(f.path), f.what, f.fix) for f in draft.faults)
            + draft.outside
        )
    return draft.resolved


def _distance(plan: Plan) -> float:
    """How far a plan may be from the best possible, as a share."""
    return math.inf if plan.gap is None else plan.gap
