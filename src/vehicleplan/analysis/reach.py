"""What would put a goal that is out of reach in reach: the least change of one thing alone, or of several together.

The invariant: a change is given only where a plan with it reaches the amount and every target, and it is said that no
change of a thing alone does only where the solver proved it with that limit taken away altogether. What vehicles bring
and how much of them there can be are facts here, not limits to change.        (docs/analysis.md)
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.case import Case, case_of
from vehicleplan.analysis.conflict import cheapest_first, clash, least_together
from vehicleplan.analysis.hard_limits import (
    HOURS,
    KEPT_OUT,
    MONEY,
    RULE_SIDES,
    HardKind,
    HardLimit,
    hard_limits,
    kept_out,
)
from vehicleplan.analysis.loosened import without
from vehicleplan.analysis.repairs import Repair, least_repair
from vehicleplan.analysis.spread import spread
from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Shortfall
from vehicleplan.optimizer import Control, best_plan
from vehicleplan.optimizer.aims import number_of

LEVERS = frozenset(
    {
        *(HardKind.HOURS, HardKind.NO_HOURS, HardKind.MEMBER_HOURS),
        *(HardKind.MAX_VEHICLES, HardKind.MAX_SHARE, HardKind.MUST),
        *(*MONEY, *RULE_SIDES, *KEPT_OUT),
    }
)
"""The limits that a team can change. Bought hours are not among them: they are what more hours of a skill cost."""


@dataclass(frozen=True)
class Reach:
    """What would put the goal in reach.

    Attributes:
        ways: The least change of each limit that alone reaches the goal, the smallest first.
        not_alone: Limits of which no change alone reaches it, proven.
        together: Where none alone does: changes that reach it together, and none of which can be left out.
        keeps_out: Where none alone does: limits that cannot hold together with the goal, even without all others; none
            of them could be left out of that.
        beyond: Where all of them together do not: what the candidates that are left miss even without these limits.
        needs_others: Whether the goal could then be reached with the candidates that are kept out.
        looked_at: How many limits were looked at.
        limits: How many there are.
        is_whole: Whether all of that was found out; if not, it was stopped.
    """

    ways: tuple[Repair, ...] = ()
    not_alone: tuple[HardLimit, ...] = ()
    together: tuple[Repair, ...] = ()
    keeps_out: tuple[HardLimit, ...] = ()
    beyond: tuple[Shortfall, ...] = ()
    needs_others: bool = False
    looked_at: int = 0
    limits: int = 0
    is_whole: bool = False


def what_reaches(basis: Basis, control: Control, *, jobs: int = 1) -> Reach:
    """What would put a goal in reach that is out of reach. Stopped, it gives what it has.

    Args:
        basis: The scenario; its plan is out of reach.
        control: Stops the work.
        jobs: How many runs there may be at once.
    """
    case = case_of(basis.resolved, basis.ruled_out)
    limits = levers(case)

    def look(group: tuple[HardLimit, ...], own: Control) -> tuple[Repair | HardLimit, ...]:
        return _look(case, group, own)

    done = spread(look, _groups(limits), control, stage="looking for what reaches the goal", jobs=jobs)
    looked_at = tuple(chain.from_iterable(done.found))
    ways = tuple(each for each in looked_at if isinstance(each, Repair))
    not_alone = tuple(each for each in looked_at if isinstance(each, HardLimit))
    found = Reach(cheapest_first(ways), not_alone, looked_at=len(looked_at), limits=len(limits))
    if ways or not done.is_whole:
        return replace(found, is_whole=done.is_whole)
    return _with_several(case, limits, found, control)


def levers(case: Case) -> tuple[HardLimit, ...]:
    """The limits that a team can change, a budget as a whole; every vehicle that is kept out comes last."""
    resolved = case.resolved
    out = {c.id for c in resolved.candidates if c.include == "never" or c.id in case.ruled_out}
    found = [limit for limit in hard_limits(case) if limit.kind in LEVERS - KEPT_OUT]
    budget = resolved.scenario.budget
    if budget.total is not None and budget.per_period is not None:
        found = [limit for limit in found if limit.kind not in (HardKind.BUDGET, HardKind.BUDGET_BY_PERIOD)]
        found.append(HardLimit(HardKind.WHOLE_BUDGET, ("budget",)))
    return (*found, *kept_out(case, out))


def _groups(limits: tuple[HardLimit, ...]) -> tuple[tuple[HardLimit, ...], ...]:
    """The limits that are looked at together: hours, rules, and vehicles that are kept out; each other alone."""
    several = (HOURS, frozenset(RULE_SIDES), KEPT_OUT)
    groups = tuple(tuple(limit for limit in limits if limit.kind in kinds) for kinds in several)
    alone = tuple((limit,) for limit in limits if not any(limit in group for group in groups))
    return (*alone, *(group for group in groups if group))


def _look(case: Case, group: tuple[HardLimit, ...], control: Control) -> tuple[Repair | HardLimit, ...]:
    """The least change of each limit of a group that alone reaches the goal, or the limit itself where none does."""
    if len(group) == 1:
        return (least_repair(case, group[0], control) or group[0],)
    if group[0].kind in KEPT_OUT:
        return _called_back(case, group, control)
    if not without(case, *group).is_possible(control):
        return group
    half = len(group) // 2
    return (*_look(case, group[:half], control), *_look(case, group[half:], control))


def _called_back(case: Case, out: tuple[HardLimit, ...], control: Control) -> tuple[Repair | HardLimit, ...]:
    """The vehicles that are kept out and that alone reach the goal, one after another, then all that do not.

    Each run calls back as few of them as reach it: if that is one, it is a way; if it takes more, no other is.
    """
    left = out
    ways: list[Repair] = []
    while left:
        ids = frozenset(limit.subject for limit in left)
        least = without(case, *left).least(number_of(ids), control)
        if least is None or least.value > 1.5:
            break
        used = [limit for limit in left if limit.subject in least.decisions.activities]
        if len(used) > 1:
            # A vehicle that nothing ties to a yes or no is not counted: each is tried.
            return (*ways, *(least_repair(case, limit, control) or limit for limit in left))
        ways.append(Repair(used[0], None, None, 1.0))
        left = tuple(limit for limit in left if limit not in used)
    return (*ways, *left)


def _with_several(case: Case, limits: tuple[HardLimit, ...], found: Reach, control: Control) -> Reach:
    """The answer with what is enough together, or with what is beyond; stopped, with what was found of it."""
    changing = tuple(limit for limit in limits if limit.kind not in KEPT_OUT)
    try:
        if not without(case, *changing).is_possible(control):
            found = _beyond(case, changing, limits, found, control)
        else:
            keeps_out, is_minimal = clash(case, limits, control)
            found = replace(found, keeps_out=keeps_out if is_minimal else ())
            found = replace(found, together=least_together(case, changing, control))
    except CancelledError:
        return found
    return replace(found, is_whole=not control.is_cancelled())


def _beyond(
    case: Case, changing: tuple[HardLimit, ...], limits: tuple[HardLimit, ...], found: Reach, control: Control
) -> Reach:
    """The answer with what the candidates that are left miss even without limits, and whether others would help."""
    needs_others = without(case, *limits).is_possible(control)
    free = without(case, *changing)
    closest = best_plan(free.bounded, ruled_out=free.ruled_out, control=control)
    if control.is_cancelled():
        raise CancelledError("stopped before the closest plan was known")
    return replace(found, beyond=closest.shortfalls, needs_others=needs_others)
