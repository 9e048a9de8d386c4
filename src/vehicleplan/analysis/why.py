"""Why this and not that: for every candidate, the plan of the other case, found by solving again.

The other case of a candidate that is left out is the best plan with it; of a chosen one, the best without it; of one
that the filter or the scenario keeps out, the best plan had it been allowed. All figures are those of verified plans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from vehicleplan.analysis.basis import NEVER_WORSE, NO_PLAN, Basis, Standing, standing, with_candidate
from vehicleplan.analysis.spread import spread
from vehicleplan.analysis.thresholds import SLIVER, Threshold, find_threshold, forced_in, rival_of
from vehicleplan.errors import CancelledError, UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import NotChosen, Plan, PlanStatus, RuledOut, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, best_plan
from vehicleplan.optimizer.entry import Entry
from vehicleplan.optimizer.index import eligible
from vehicleplan.optimizer.turning import Change, Figure

STAGE = "explaining candidates"


class Kind(StrEnum):
    """Where a candidate stands."""

    CHOSEN = "chosen"
    LEFT_OUT = "left-out"
    RULED_OUT = "ruled-out"
    NEVER = "never"
    NEED_MISSING = "need-missing"


@dataclass(frozen=True)
class Explanation:
    """Why one candidate is in the plan or not.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        kind: Where it stands.
        question: The question that ruled it out.
        missing: Candidates that it needs and that cannot be in the plan.
        other: The best plan of the other case: with it where it is left out, without it where it is chosen, with it
            allowed where the filter or the scenario keeps it out. None where there is no such plan.
        standing: How good that plan is by the goal; worse than any where there is none.
        is_taken: Whether that plan has the vehicle.
        is_endless: Whether nothing would limit a plan with the vehicle, so that there is no best one.
        comes_in: Vehicles that only that plan has, this one left aside.
        goes_out: Vehicles that only the present plan has, this one left aside.
        thresholds: The smallest changes of its figures at which the plan takes it; for one that is left out.
    """

    id: str
    name: str
    kind: Kind
    question: Question | None = None
    missing: tuple[str, ...] = ()
    other: Plan | None = None
    standing: Standing = NO_PLAN
    is_taken: bool = False
    is_endless: bool = False
    comes_in: tuple[str, ...] = ()
    goes_out: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()


@dataclass(frozen=True)
class Explanations:
    """Why each candidate is in the plan or not.

    Attributes:
        candidates: Those that are explained, in the order of candidates.
        asked: How many were asked for.
        is_whole: Whether all that were asked for are there.
    """

    candidates: tuple[Explanation, ...]
    asked: int
    is_whole: bool


def explain_candidates(
    basis: Basis, control: Control, *, vehicles: Sequence[str] | None = None, jobs: int = 1
) -> Explanations:
    """Why each candidate is in the plan or not, and what would change that.

    Args:
        basis: The scenario with its plan.
        control: Stops the work, and is told how many are done.
        vehicles: The candidates, by id; None for all.
        jobs: How many may be worked on at once.

    Raises:
        CancelledError: The work was stopped before any was explained.
    """
    asked = [c.id for c in basis.resolved.candidates if vehicles is None or c.id in vehicles]
    others = {other.id: other for other in basis.plan.not_chosen}
    # Those that the optimizer decided on come first: they take longest, and tell most if the work is stopped.
    ordered = sorted(asked, key=lambda v: v in others and others[v].why not in (WhyNot.NOT_WORTH_IT, WhyNot.NO_RESULT))
    found = spread(lambda v, own: _explained(basis, v, others.get(v), own), ordered, control, stage=STAGE, jobs=jobs)
    if asked and not found.found:
        raise CancelledError("stopped before a candidate was explained")
    place = {candidate.id: at for at, candidate in enumerate(basis.resolved.candidates)}
    explained = tuple(sorted(found.found, key=lambda each: place[each.id]))
    return Explanations(explained, len(asked), found.is_whole)


def _explained(basis: Basis, vehicle: str, why: NotChosen | None, control: Control) -> Explanation:
    if why is None:
        name = basis.resolved.candidate_by_id[vehicle].name
        return _with_other(basis, Explanation(vehicle, name, Kind.CHOSEN), _without(basis, vehicle, control))
    if why.why in (WhyNot.NOT_WORTH_IT, WhyNot.NO_RESULT):
        return _left_out(basis, Explanation(vehicle, why.name, Kind.LEFT_OUT), control)
    if why.why is WhyNot.NEED_MISSING:
        missing = _missing_needs(basis.resolved, basis.ruled_out, vehicle)
        return Explanation(vehicle, why.name, Kind.NEED_MISSING, missing=missing)
    kind = Kind.NEVER if why.why is WhyNot.NEVER else Kind.RULED_OUT
    return _had_it_stayed(basis, Explanation(vehicle, why.name, kind, why.question), control)


def _without(basis: Basis, vehicle: str, control: Control) -> Plan:
    others = _present(basis) - {vehicle}
    return _best(with_candidate(basis.resolved, vehicle, include="never"), basis.ruled_out, control, likely=others)


def _left_out(basis: Basis, start: Explanation, control: Control) -> Explanation:
    """Force it in, and look for what would bring it in by itself."""
    if standing(basis.plan) == NO_PLAN:
        return start
    joined = _present(basis) | {start.id}
    forced = _best(forced_in(basis.resolved, start.id, 1.0), basis.ruled_out, control, likely=joined)
    if forced.status is PlanStatus.IMPOSSIBLE:  # there may be room for less than a whole activity
        forced = _best(forced_in(basis.resolved, start.id, SLIVER), basis.ruled_out, control, likely=joined)
    thresholds = tuple(find_threshold(basis, start.id, figure, control) for figure in Figure)
    return replace(_with_other(basis, start, forced), thresholds=thresholds)


def _had_it_stayed(basis: Basis, start: Explanation, control: Control) -> Explanation:
    """Allow it, and see whether the best plan takes it; the others stay as the filter has them."""
    allowed = with_candidate(basis.resolved, start.id, include="may")
    ruled_out = {other: why for other, why in basis.ruled_out.items() if other != start.id}
    missing = _missing_needs(allowed, ruled_out, start.id)
    if missing:
        return replace(start, missing=missing)
    try:
        if not _could_be_better(basis, start.id, ruled_out, control):
            return replace(start, other=basis.plan, standing=standing(basis.plan))
        joined = _present(basis) | {start.id}
        return _with_other(basis, start, _best(allowed, ruled_out, control, likely=joined))
    except UnboundedPlanError:
        return replace(start, is_endless=True)


def _could_be_better(basis: Basis, vehicle: str, ruled_out: Mapping[str, RuledOut], control: Control) -> bool:
    """Whether a plan with the vehicle is better than the present one: one question in place of a search."""
    if standing(basis.plan) == NO_PLAN:
        return True
    forced = forced_in(basis.resolved, vehicle, SLIVER)
    rival = rival_of(basis.plan, must_be_beaten=NEVER_WORSE)
    entry = Entry(forced, ruled_out, Change(vehicle), rival, control)
    return entry.is_far_apart or not entry.ask(1.0, 1.0).is_out


def _present(basis: Basis) -> frozenset[str]:
    return frozenset(vehicle.id for vehicle in basis.plan.vehicles)


def _best(
    resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], control: Control, *, likely: frozenset[str]
) -> Plan:
    """The best plan, looked for among the likely set first; where results alone decide, its cost is told apart too."""
    is_costless = resolved.scenario.goal.chosen_mode is Mode.MOST_RESULTS
    return best_plan(
        resolved, ruled_out=ruled_out, control=control, breaks_ties_if=lambda _: is_costless, likely=(likely,)
    )


def _with_other(basis: Basis, start: Explanation, other: Plan) -> Explanation:
    """What the plan of the other case does differently."""
    stands = standing(other)
    if stands == NO_PLAN:
        return start
    before, after = ([vehicle.id for vehicle in plan.vehicles] for plan in (basis.plan, other))
    return replace(
        start,
        other=other,
        standing=stands,
        is_taken=start.id in after,
        comes_in=tuple(vehicle for vehicle in after if vehicle not in (*before, start.id)),
        goes_out=tuple(vehicle for vehicle in before if vehicle not in (*after, start.id)),
    )


def _missing_needs(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], vehicle: str) -> tuple[str, ...]:
    """What a candidate needs and cannot have, directly or through what it needs; empty where it can be in a plan."""
    able = {candidate.id for candidate in eligible(resolved, ruled_out)}
    return tuple(need for need in resolved.candidate_by_id[vehicle].needs if need not in able)
