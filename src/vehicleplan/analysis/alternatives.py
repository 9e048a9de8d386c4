"""The next-best sets of vehicles, and which vehicles no good set does without.

The invariant: what is said of core and swing is true of all sets, listed or not; what is not known yet is not said.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping

from vehicleplan.analysis.basis import NEVER_WORSE, NO_PLAN, Basis, Standing, standing
from vehicleplan.analysis.sets import Field, field_of, has_set, sets_in_order
from vehicleplan.analysis.spread import spread
from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Plan
from vehicleplan.optimizer import Control, Progress

WITHIN = 0.02
"""Sets this close to the best are as good as it is for most purposes. Source: DESIGN §5.2."""

_TIED_DIGITS = 8


@dataclass(frozen=True)
class AlternativeSet:
    """A set of vehicles with its best plan.

    Attributes:
        plan: The best plan with exactly this set; its schedule is not evened out, and it does not say why others are
            not in it.
        standing: How good it is by the goal.
        distance: How far it is from the best, as a share of the value that the mode looks for; where the plan misses
            the goal, how much more this one misses, as a part of what is asked; infinite where only this one misses it.
        comes_in: Vehicles of this set that the plan has not, in the order of candidates.
        goes_out: Vehicles of the plan that this set has not, in the order of candidates.
    """

    plan: Plan
    standing: Standing
    distance: float
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]


@dataclass(frozen=True)
class Alternatives:
    """The best sets, each different in at least one vehicle, and what the good ones have in common.

    Attributes:
        sets: The best sets, the plan's own first; those that miss a goal that others reach come after them. Empty where
            there is no plan.
        core: Vehicles that are in every set within `within` of the best, whether that set is listed or not.
        swing: Vehicles that are in some of those sets and not in others.
        within: How close to the best a set must be, as a share, to count for core and swing.
        is_core_proven: Whether every candidate was looked at for core and swing; if not, those that are named are right
            and there may be more.
        has_more: Whether there may be further sets.
        is_whole: Whether nothing was cut short.
    """

    sets: tuple[AlternativeSet, ...]
    core: tuple[str, ...]
    swing: tuple[str, ...]
    within: float
    is_core_proven: bool
    has_more: bool
    is_whole: bool


def alternatives(basis: Basis, control: Control, *, most: int = 10, jobs: int = 1) -> Alternatives:
    """The best sets of vehicles, and which vehicles are in all good ones.

    Args:
        basis: The scenario with its plan.
        control: Stops the work; what is found by then is given.
        most: How many sets are looked for, the plan's own included.
        jobs: How many candidates may be looked at at once.

    Raises:
        UnboundedPlanError: A vehicle has no bound, so that sets with and without it cannot be told apart.
    """
    if standing(basis.plan) == NO_PLAN:
        return Alternatives((), (), (), WITHIN, is_core_proven=True, has_more=False, is_whole=True)
    where = field_of(basis)
    plans, is_found, has_more = _best_plans(where, control, most)
    core, swing, is_proven = _core_and_swing(where, plans, control, jobs, has_all=is_found and not has_more)
    return Alternatives(
        sets=tuple(_alternative(where, plan) for plan in plans),
        core=core,
        swing=swing,
        within=WITHIN,
        is_core_proven=is_proven,
        has_more=has_more,
        is_whole=is_found and is_proven,
    )


def distance(best: Standing, other: Standing) -> float:
    """How far a plan is from the best, as a share; infinite where it misses a goal that the best one reaches."""
    more = other.shortfall - best.shortfall
    if best.shortfall > NEVER_WORSE:
        return max(0.0, more)
    if more > NEVER_WORSE:
        return math.inf
    if other.value <= best.value:
        return 0.0
    return (other.value - best.value) / abs(best.value) if best.value else math.inf


def _best_plans(where: Field, control: Control, most: int) -> tuple[tuple[Plan, ...], bool, bool]:
    """The best sets' plans, the plan itself first; whether the search came to its end; whether there may be more."""
    own = where.used(where.basis.plan)
    plans = [where.basis.plan]
    began = time.monotonic()
    try:
        for chosen, plan in sets_in_order(where, control, most):
            if chosen != own:
                plans.append(plan)
                words = f"looking for sets, {len(plans)} of {most}"
                control.on_progress(Progress(words, time.monotonic() - began, None))
    except CancelledError:
        return _sorted(plans), False, True
    return _sorted(plans)[:most], True, len(plans) >= most


def _sorted(plans: list[Plan]) -> tuple[Plan, ...]:
    return plans[0], *sorted(plans[1:], key=_rank)


def _rank(plan: Plan) -> tuple[float, ...]:
    """The order of sets: by the goal; equals by lower cost, then fewer vehicles."""
    reached = standing(plan)
    value = float(f"{reached.value:.{_TIED_DIGITS}g}")
    return round(reached.shortfall, 6), value, round(plan.cost.loaded, 2), len(plan.vehicles)


def _alternative(where: Field, plan: Plan) -> AlternativeSet:
    before, after = where.used(where.basis.plan), where.used(plan)
    reached = standing(plan)
    return AlternativeSet(
        plan=plan,
        standing=reached,
        distance=distance(standing(where.basis.plan), reached),
        comes_in=tuple(vehicle for vehicle in where.telling if vehicle in after - before),
        goes_out=tuple(vehicle for vehicle in where.telling if vehicle in before - after),
    )


def _core_and_swing(
    where: Field, plans: tuple[Plan, ...], control: Control, jobs: int, *, has_all: bool
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Core, swing, and whether every vehicle was looked at.

    A vehicle is in every close set exactly where no set without it is close, and in some exactly where one with it is.
    What the sets that were found say already is not asked again; where all close ones are among them, nothing is.
    """
    best = standing(where.basis.plan)
    close = [where.used(plan) for plan in plans if distance(best, standing(plan)) <= WITHIN + NEVER_WORSE]
    is_in = {vehicle: any(vehicle in each for each in close) for vehicle in where.telling}
    is_out = {vehicle: any(vehicle not in each for each in close) for vehicle in where.telling}
    asked = () if has_all or len(close) < len(plans) else tuple(_open(where, is_in, is_out))

    worst = _worst_close(best)

    def has_other(vehicle: str, own: Control) -> bool:
        """Whether there is a close set with the vehicle, where those that were found are without it, or the reverse."""
        one = frozenset((vehicle,))
        none = frozenset[str]()
        chosen, left_out = (none, one) if is_in[vehicle] else (one, none)
        return has_set(where, own, chosen=chosen, left_out=left_out, worst=worst)

    answers = spread(has_other, asked, control, stage="looking at candidates", jobs=jobs)
    decided = dict(zip(asked, answers.answers, strict=True))
    for vehicle, is_there in decided.items():
        if is_there:
            is_in[vehicle] = is_out[vehicle] = True
    known = [vehicle for vehicle in where.telling if decided.get(vehicle, False) is not None]
    core = tuple(vehicle for vehicle in known if is_in[vehicle] and not is_out[vehicle])
    swing = tuple(vehicle for vehicle in known if is_in[vehicle] and is_out[vehicle])
    return core, swing, answers.is_whole


def _worst_close(best: Standing) -> Standing:
    """What a close plan must not be worse than."""
    room = WITHIN + NEVER_WORSE
    if best.shortfall > NEVER_WORSE:
        return Standing(best.shortfall + room, math.inf)
    return Standing(0.0, best.value + room * abs(best.value))


def _open(where: Field, is_in: Mapping[str, bool], is_out: Mapping[str, bool]) -> Iterator[str]:
    """Vehicles of which the sets that were found do not say whether they are in all close sets, in some or in none."""
    for vehicle in where.telling:
        if is_in[vehicle] != is_out[vehicle] and where.resolved.candidate_by_id[vehicle].include != "must":
            yield vehicle
