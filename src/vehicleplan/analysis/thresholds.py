"""The smallest change of a vehicle's cash, hours or outcomes at which the plan takes it, found by solving again.

Every threshold is a bracket of two factors next to each other. At the one, a run found a plan with the vehicle that is
at least as good as the present plan, and it was verified. At the other, and at all factors from there to the present
figures, runs proved that there is none. Where limits make more of a good thing harmful (a largest share of results, a
rule about cash), a stretch of factors narrower than the bracket could escape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import StrEnum

from vehicleplan.analysis.basis import Basis, standing, with_candidate
from vehicleplan.errors import UnboundedPlanError
from vehicleplan.frozen import dataclass
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control
from vehicleplan.optimizer.entry import Entry
from vehicleplan.optimizer.rival import Answer, Rival
from vehicleplan.optimizer.turning import Change, Figure

SLIVER = 0.01
"""A divisible vehicle is in a plan from so many activities on."""

EXACT = 1e-3
"""How far apart the two factors of a threshold may be, as a part of the factor."""

FARTHEST: Mapping[Figure, tuple[float, ...]] = {
    Figure.CASH: (0.0, 0.01, 0.1),
    Figure.HOURS: (0.0, 0.01, 0.1),
    Figure.OUTCOMES: (100.0,),
}
"""How far each kind of figures is changed: the first factor at which something still limits the vehicle."""

_BESIDE = EXACT / 2
_NOTHING = 1e-5
"""Below this part of what they are, cash and hours are nothing, and factors need not be told apart."""

_LITTLE = 0.25

_MOST_ASKS = 200
"""A threshold takes two to six runs; more than these mean that limits make it jump to and fro."""


class WhyNone(StrEnum):
    """Why there is no change at which the plan takes a vehicle."""

    HAS_NONE = "has-none"
    STAYS_OUT = "stays-out"
    NOT_SETTLED = "not-settled"


@dataclass(frozen=True)
class Threshold:
    """The smallest change of one kind of a vehicle's figures at which the plan takes it.

    Attributes:
        figure: What is changed: cash and hours fall, outcomes rise.
        enters_at: The factor on these figures at which a plan with the vehicle is as good as the present plan; 1 where
            it is as they are; None where there is none.
        stays_out_at: The factor just before it at which no plan with the vehicle is as good; None at 1.
        tried_to: The farthest factor that was asked for.
        why_none: Why there is no such factor.
    """

    figure: Figure
    enters_at: float | None
    stays_out_at: float | None
    tried_to: float
    why_none: WhyNone | None = None

    @property
    def change(self) -> float | None:
        """The change as a part of what the figures are: -0.2 is a fall by 20 %."""
        return None if self.enters_at is None else self.enters_at - 1.0


def rival_of(plan: Plan, must_be_beaten: float = 0.0) -> Rival:
    """A plan as what another must be as good as, or better by a part."""
    counted = plan.cost.cash if plan.cost_kind == "cash" else plan.cost.loaded
    size = plan.results if plan.mode is Mode.MOST_RESULTS else counted
    stands = standing(plan)
    return Rival(stands.shortfall, stands.value, max(size, _NOTHING), must_be_beaten)


def forced_in(resolved: ResolvedScenario, vehicle: str, least: float) -> ResolvedScenario:
    """The scenario with a vehicle in its plan, with at least so many activities, or as many as it may have."""
    candidate = resolved.candidate_by_id[vehicle]
    fewest = max(candidate.min_activities, min(least, candidate.most_activities))
    return with_candidate(resolved, vehicle, include="must", min_activities=fewest)


def find_threshold(basis: Basis, vehicle: str, figure: Figure, control: Control) -> Threshold:
    """The smallest change of a vehicle's figures at which the plan takes it.

    Args:
        basis: The scenario with its plan, which does without the vehicle.
        vehicle: The candidate's id.
        figure: What is changed.
        control: Stops the work.

    Raises:
        CancelledError: The work was stopped.
    """
    stands = standing(basis.plan)
    try:
        entry, farthest = _model(basis, vehicle, figure, control)
    except UnboundedPlanError:
        return Threshold(figure, None, None, 1.0, WhyNone.NOT_SETTLED)
    if not entry.is_turned:
        return Threshold(figure, None, None, 1.0, WhyNone.HAS_NONE)
    if entry.is_far_apart:
        return Threshold(figure, None, None, 1.0, WhyNone.NOT_SETTLED)
    clear, best = _smallest(entry, farthest)
    if best is not None and clear == 1.0:
        as_it_is = entry.ask(1.0, 1.0)
        best = best if as_it_is.is_out else as_it_is
    if best is None:
        is_out = clear == farthest
        return Threshold(figure, None, None, clear, WhyNone.STAYS_OUT if is_out else WhyNone.NOT_SETTLED)
    if not standing(entry.plan(best)).is_as_good(stands):
        return Threshold(figure, None, None, clear, WhyNone.NOT_SETTLED)
    return Threshold(figure, best.factor, None if best.factor == 1.0 else clear, farthest)


def _model(basis: Basis, vehicle: str, figure: Figure, control: Control) -> tuple[Entry, float]:
    """The model, and the farthest factor at which something still limits the vehicle."""
    forced = forced_in(basis.resolved, vehicle, SLIVER)
    rival = rival_of(basis.plan)
    farthest, *nearer = FARTHEST[figure]
    while True:
        change = Change(vehicle, figure, min(1.0, farthest))
        try:
            return Entry(forced, basis.ruled_out, change, rival, control), farthest
        except UnboundedPlanError:
            if not nearer:
                raise
            farthest, *nearer = nearer


def _smallest(entry: Entry, farthest: float) -> tuple[float, Answer | None]:
    """The factor up to which all from 1 on are proven to be of no use, and the answer right beyond it, if any.

    From a plan that is as good at one factor follows the nearest factor at which that same plan still is. The next
    question is asked right beside it, or half way where little was gained.
    """
    clear, target = 1.0, farthest
    best: Answer | None = None
    unclear: list[float] = []
    for _ in range(_MOST_ASKS):
        answer = _asked(entry, clear, target, best)
        if answer.is_out:
            clear = target
            if best is None and clear == farthest:
                return clear, None
            target = unclear.pop() if unclear else _next(clear, best, farthest)
        elif answer.factor is None:
            unclear.append(target)
            target = _middle(clear, target)
        else:
            gains_little = best is not None and _gain(best, answer) < _LITTLE * abs(clear - _factor(best))
            best, unclear = answer, []
            target = _middle(clear, _factor(best)) if gains_little else _next(clear, best, farthest)
        if best is not None and _are_beside(clear, _factor(best)):
            return clear, best
    return clear, None


def _asked(entry: Entry, near: float, far: float, after: Answer | None) -> Answer:
    """The answer for a range; where it stays unclear in a range that need not be split, that for its far end."""
    answer = entry.ask(near, far, after)
    if not answer.is_out and answer.factor is None and _are_beside(near, far):
        return entry.ask(far, far)
    return answer


def _factor(answer: Answer) -> float:
    return 1.0 if answer.factor is None else answer.factor


def _gain(before: Answer, after: Answer) -> float:
    return abs(_factor(before) - _factor(after))


def _next(clear: float, best: Answer | None, farthest: float) -> float:
    """Right beside the best, towards what is clear; as far as may be where there is none."""
    if best is None:
        return farthest
    factor = _factor(best)
    beside = max(factor * _BESIDE, _NOTHING)
    return min(clear, factor + beside) if factor < clear else max(clear, factor - beside)


def _middle(one: float, other: float) -> float:
    return math.sqrt(one * other) if min(one, other) >= 1.0 else (one + other) / 2


def _are_beside(one: float, other: float) -> bool:
    return abs(one - other) <= max(EXACT * min(one, other), 2 * _NOTHING)
