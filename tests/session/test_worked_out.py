"""What was worked out: answers belong to their version; what was stopped never stands for a search that has ended."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from cli.runs import SMALL, write
from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import jobs
from vehicleplan.session.desk import Desk
from vehicleplan.session.draft import Draft
from vehicleplan.session.jobs import Planned
from vehicleplan.session.topics import Analysis, Topic
from vehicleplan.session.watch import CancelToken, Watch


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with the small scenario on it."""
    made = Desk()
    made.open(Path(write(tmp_path, SMALL)))
    return made


def stop_with(monkeypatch: pytest.MonkeyPatch, *gaps: float | None) -> None:
    """Runs are stopped and leave a plan that may be so far from the best; the runs after these are not."""
    real, left = jobs.plan_with, iter(gaps)

    def planned(
        resolved: ResolvedScenario, screened: Screened | None, watch: Watch, *, known: Sequence[Planned]
    ) -> Planned:
        found = real(resolved, screened, replace(watch, token=CancelToken()), known=known)
        for gap in left:
            watch.token.cancel()
            status = PlanStatus.BEST_FOUND if gap is None else PlanStatus.WITHIN_GAP
            return replace(found, plan=replace(found.plan, status=status, gap=gap))
        return found

    monkeypatch.setattr(jobs, "plan_with", planned)


def test_a_stopped_search_leaves_the_best_that_it_has_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for the plan; planned to the end, the plan takes its place for good."""
    stop_with(monkeypatch, 0.05)
    desk.plan(desk.draft, CancelToken())
    found = desk.planned()
    assert found is not None
    assert (found.plan.status, found.plan.gap) == (PlanStatus.WITHIN_GAP, 0.05)
    assert not desk.is_planned()
    desk.plan(desk.draft, CancelToken())
    planned = desk.planned()
    assert planned is not None
    assert planned.plan.status is PlanStatus.PROVEN_BEST
    assert desk.is_planned()


def test_what_was_said_of_a_stopped_search_is_not_said_of_the_plan(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis is of one plan; once there is a better one of the same draft it has to be asked again."""
    limits = Analysis(Topic.LIMITS)
    stop_with(monkeypatch, 0.05)
    desk.plan(desk.draft, CancelToken())
    desk.analyse(desk.draft, limits, CancelToken())
    assert desk.analysed(limits) is not None
    desk.plan(desk.draft, CancelToken())
    assert desk.analysed(limits) is None
    desk.analyse(desk.draft, limits, CancelToken())
    assert desk.analysed(limits) is not None


def test_what_is_known_to_be_closer_to_the_best_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second try that was stopped sooner loses nothing."""
    stop_with(monkeypatch, 0.05, None, 0.2, 0.01)
    gaps = []
    for _ in range(4):
        desk.plan(desk.draft, CancelToken())
        planned = desk.planned()
        assert planned is not None
        gaps.append(planned.plan.gap)
    assert gaps == [0.05, 0.05, 0.05, 0.01]


def test_a_stopped_search_without_a_vehicle_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty plan is not what one has waited for."""
    desk.change({("goal", "amount"): 1, ("budget", "total"): 0}, "No money")
    desk.change({("vehicle", place, "include"): "never" for place in range(3)}, "Nobody")
    stop_with(monkeypatch, None)
    with pytest.raises(CancelledError):
        desk.plan(desk.draft, CancelToken())
    assert desk.planned() is None


def test_a_newer_version_has_no_plan_of_an_older_one(desk: Desk) -> None:
    """Fifty changes in a row, each planned in a thread of its own and stopped by the next."""
    drafts: list[Draft] = []
    tokens: list[CancelToken] = []
    threads: list[Thread] = []
    for budget in range(5_000, 5_500, 10):
        for token in tokens:
            token.cancel()
        desk.change({("budget", "total"): budget}, "Budget", merges="budget")
        drafts.append(desk.draft)
        tokens.append(CancelToken())
        threads.append(Thread(target=_planned, args=(desk, drafts[-1], tokens[-1])))
        threads[-1].start()
    for thread in threads:
        thread.join()
    assert desk.is_planned()
    for draft in drafts:
        planned = desk.planned(draft)
        assert planned is None or planned.resolved is draft.resolved
        if planned is not None and desk.is_planned(draft):
            assert planned.plan.budget_total == draft.value(("budget", "total"))
            assert planned.plan.status is PlanStatus.PROVEN_BEST


def _planned(desk: Desk, draft: Draft, token: CancelToken) -> None:
    with contextlib.suppress(CancelledError):
        desk.plan(draft, token)
