"""Why no plan is possible: limits that cannot hold together, and the least changes that make a plan possible.

The invariant: limits are said to clash only where the solver proved that no plan keeps to them and to nothing else; a
set of them is called minimal only where it found a plan without any one of them. Goals are not limits here: one that
cannot be reached is out of reach, and the closest plan is shown.        (docs/analysis.md)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, groupby

from vehicleplan.analysis.basis import Basis, with_goal
from vehicleplan.analysis.case import Case, case_of
from vehicleplan.analysis.hard_limits import MONEY, YES_OR_NO, HardKind, HardLimit, hard_limits
from vehicleplan.analysis.loosened import AWAY, loosened, without
from vehicleplan.analysis.repairs import Repair, least_repair
from vehicleplan.analysis.spread import spread
from vehicleplan.errors import CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.optimizer import Control


@dataclass(frozen=True)
class Conflict:
    """Why no plan is possible.

    Attributes:
        limits: Limits that cannot hold together, in the order of `hard_limits`.
        is_minimal: Whether the others can hold without any one of them.
        further: Further sets of limits that cannot hold together, none with a limit of another; minimal too.
        repairs: The least change of each of the limits that alone makes a plan possible, the smallest first.
        not_enough: The limits of which no change alone makes a plan possible, since others clash too.
        together: Where no change alone is enough: changes that make a plan possible together, and none of which can be
            left out.
        is_whole: Whether all of that was found out; if not, it was stopped.
    """

    limits: tuple[HardLimit, ...] = ()
    is_minimal: bool = False
    further: tuple[tuple[HardLimit, ...], ...] = ()
    repairs: tuple[Repair, ...] = ()
    not_enough: tuple[HardLimit, ...] = ()
    together: tuple[Repair, ...] = ()
    is_whole: bool = False


def find_conflict(basis: Basis, control: Control, *, jobs: int = 1) -> Conflict:
    """Why a scenario without any plan has none, and what would help. Stopped, it gives what it has.

    Args:
        basis: The scenario; its plan is impossible.
        control: Stops the work.
        jobs: How many runs there may be at once.
    """
    case = case_of(with_goal(basis.resolved, amount=None, targets=()), basis.ruled_out)
    everything = hard_limits(case)
    limits, is_minimal = clash(case, everything, control)
    if not is_minimal:
        return Conflict(limits)

    def look(limit: HardLimit, own: Control) -> Repair | HardLimit:
        return least_repair(case, limit, own) or limit

    done = spread(look, limits, control, stage="looking for what makes a plan possible", jobs=jobs)
    repairs = cheapest_first(tuple(each for each in done.found if isinstance(each, Repair)))
    not_enough = tuple(each for each in done.found if isinstance(each, HardLimit))
    found = Conflict(limits, is_minimal, repairs=repairs, not_enough=not_enough, is_whole=done.is_whole)
    if repairs or not done.is_whole:
        return found
    try:
        further = clashes(without(case, *limits), everything, control)
        gone = (*limits, *chain.from_iterable(further))
        return replace(found, further=further, together=least_together(case, gone, control))
    except CancelledError:
        return replace(found, is_whole=False)


def clash(case: Case, limits: Sequence[HardLimit], control: Control) -> tuple[tuple[HardLimit, ...], bool]:
    """Limits of a case without any plan that cannot hold together, and whether each of them is needed for that.

    Limits are taken away, by kind at first and then in halves, as long as no plan is possible without them; the last
    ones go first. What is left when none can go is minimal: what was needed beside more limits is needed beside fewer.

    Args:
        case: The case.
        limits: Those of its limits that may be taken away; all others stay in force.
        control: Stops the work; limits that were not tried stay in.
    """
    kept = tuple(limits)

    def let_go(part: tuple[HardLimit, ...]) -> None:
        """Take away as much of this part as can be."""
        nonlocal kept
        rest = tuple(limit for limit in kept if limit not in part)
        if not _is_possible(without(case, *(limit for limit in limits if limit not in rest)), control):
            kept = rest
        elif len(part) > 1:
            half = len(part) // 2
            let_go(part[half:])
            let_go(part[:half])

    try:
        for _, group in groupby(reversed(limits), key=lambda limit: limit.kind):
            let_go(tuple(group)[::-1])
    except CancelledError:
        return kept, False
    return kept, True


def clashes(case: Case, limits: Sequence[HardLimit], control: Control) -> tuple[tuple[HardLimit, ...], ...]:
    """Sets of limits that cannot hold together, none with a limit of another; none where a plan is possible.

    Args:
        case: The case.
        limits: Those of its limits that may be taken away, and perhaps some that are away.
        control: Stops the work.

    Raises:
        CancelledError: It was stopped before all of them were known.
    """
    found: list[tuple[HardLimit, ...]] = []
    left = tuple(limits)
    while not _is_possible(case, control):
        clashing, is_minimal = clash(case, left, control)
        if not is_minimal:
            raise CancelledError("stopped before the limits that clash were known")
        found.append(clashing)
        left = tuple(limit for limit in left if limit not in clashing)
        case = without(case, *clashing)
    return tuple(found)


def least_together(case: Case, limits: Sequence[HardLimit], control: Control) -> tuple[Repair, ...]:
    """Changes of some of these limits that make a plan possible together; without any one of them none is.

    Limits that are a yes or no are kept where they can be. Each change is the least there is while those after it may
    be anything; money comes first.

    Args:
        case: A case without any plan.
        limits: Limits of it without which a plan is possible.
        control: Stops the work.

    Raises:
        CancelledError: It was stopped before all of that was known.
    """
    changed = list(limits)
    for limit in sorted(limits, key=_precious):
        rest = [each for each in changed if each != limit]
        if _is_possible(without(case, *rest), control):
            changed = rest
    changed = sorted(changed, key=_precious, reverse=True)
    repairs: list[Repair] = []
    left = case
    for place, limit in enumerate(changed, start=1):
        repair = least_repair(without(left, *changed[place:]), limit, control)
        if repair is None or control.is_cancelled():
            raise CancelledError("stopped before it was known what is enough together")
        repairs.append(repair)
        left = loosened(left, limit, AWAY if repair.by is None else repair.by)
    return tuple(repairs)


def cheapest_first(repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """Repairs by how large they are for the figure that they change; where that is the same, figures come first."""
    return tuple(sorted(repairs, key=lambda repair: (repair.size, repair.by is None)))


def _precious(limit: HardLimit) -> int:
    """The place of a limit among those that are kept rather than changed: a yes or no comes first, money last."""
    if limit.kind in YES_OR_NO:
        return 0
    if limit.kind in MONEY:
        return 3
    return 2 if limit.kind in (HardKind.MAX_VEHICLES, HardKind.MAX_SHARE) else 1


def _is_possible(case: Case, control: Control) -> bool:
    found = case.is_possible(control)
    if control.is_cancelled():
        raise CancelledError("stopped before it was known whether a plan is possible")
    return found
