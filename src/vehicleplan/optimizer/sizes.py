"""Rows whose figures lie far apart, told so that the solver's absolute tolerances mean something at each size.

A row whose largest coefficient is 10⁹ and whose smallest is a cent may be off by a tolerance of 10⁹ where the plan that
it is about has nothing but cents. So it is told more than once: whole, and again without what is larger, for the plans
that have nothing of what is larger. A vehicle that is used in whole activities has none of them or at least one, which
makes each telling hold for every plan.        (docs/model.md §9)

The invariant: no telling cuts off a plan that obeys the row, and together they say what the row says.
"""

from __future__ import annotations

import math
from dataclasses import field

from pulp import LpVariable

from vehicleplan.frozen import dataclass

Terms = tuple[tuple[LpVariable, float], ...]

_APART = 1e4
"""Figures of one row that lie further apart than this are told at more than one size."""

_LARGE = 1e7
"""A bound that is larger leaves the solver's tolerance of 10⁻⁹ below what a float can hold beside it."""

_LITTLE = 1e-4
"""A coefficient that is a larger part of the size is no dust: even slivers of an activity are a hundredth of one."""

_STEP = 1e2
"""From one telling to the next."""

_NOTHING = 1e-8
"""Parts of a row's size that cannot matter; HiGHS 1.15.1 has called models with such terms infeasible."""

_SIZE = 1e3
"""What the size of a telling is scaled to: the solver's tolerance of 10⁻⁸ is then one part in 10⁷ of a figure that is
10⁴ times smaller."""

_LARGEST, _FINEST = 1e5, 1e-4
"""A size may be scaled up to the one where coefficients would lie below the other."""


@dataclass
class Ranges:
    """What is known of the variables, none of which is ever below 0.

    Attributes:
        steps: Those that in every plan are 0 or at least 1.
        widest: The most of those whose bound may be raised later.
        are_far_apart: Whether some row is told in another way than as it is.
    """

    steps: set[LpVariable] = field(default_factory=set)
    widest: dict[LpVariable, float] = field(default_factory=dict)
    are_far_apart: bool = False

    def most(self, variable: LpVariable) -> float:
        """The most that a variable can ever be."""
        bound = math.inf if variable.upBound is None else float(variable.upBound)
        return self.widest.get(variable, bound)


@dataclass(frozen=True)
class Telling:
    """A row `sum of terms <= bound` that holds for every plan, and the factor that its figures were scaled by."""

    terms: Terms
    bound: float
    factor: float


def tellings(terms: Terms, bound: float, ranges: Ranges, *, least: float | None = None) -> tuple[Telling, ...]:
    """The tellings of `sum of terms <= bound`; none where its figures lie close enough for one.

    Algebra: of size s, with c > s dropped and c < -s raised to -max(s, m), m being the most that the others
             come to beyond the bound

    Args:
        terms: Variables, none below 0, with coefficients that are not 0.
        bound: The bound.
        ranges: What is known of the variables.
        least: The smallest size that matters; by default the bound, or the smallest coefficient where that is 0.
    """
    size, smallest = _ends(terms, bound, least)
    # Where one activity alone suffices, cutting it to what is asked for costs nothing and leaks nothing.
    apart = 1.0 if bound < 0 and all(c < 0 for _, c in terms) else _APART
    if size <= apart * smallest and abs(bound) <= _LARGE and not _has_dust(terms, smallest, ranges):
        return ()
    alive = tuple((variable, c) for variable, c in terms if ranges.most(variable) > 0)
    size, smallest = _ends(alive, bound, least)
    if size <= apart * smallest:
        return (_scaled(alive, bound, max(size, smallest), ranges, least=smallest),)
    if bound == 0 and all(c > 0 for _, c in alive):
        return (Telling(tuple((variable, 1.0) for variable, _ in alive), 0.0, 1.0),)
    return tuple(_at_each_size(alive, bound, (size, smallest), ranges))


def lie_far_apart(terms: Terms, bound: float, ranges: Ranges) -> bool:
    """Whether the figures of `sum of terms <= bound` lie so far apart that one telling would not do."""
    size, smallest = _ends(terms, bound, None)
    return size > _APART * smallest or abs(bound) > _LARGE or _has_dust(terms, smallest, ranges)


def _ends(terms: Terms, bound: float, least: float | None) -> tuple[float, float]:
    """The largest coefficient, and the smallest size that matters; 1 and 1 where there are no terms."""
    sizes = [abs(c) for _, c in terms] or [abs(bound) or 1.0]
    return max(sizes), least or abs(bound) or min(sizes)


def _has_dust(terms: Terms, least: float, ranges: Ranges) -> bool:
    """Whether there is any; most rows are done with a glance at their coefficients."""
    return min((abs(c) for _, c in terms), default=least) < _LITTLE * least and bool(_dust(terms, least, ranges))


def _dust(terms: Terms, least: float, ranges: Ranges) -> set[LpVariable]:
    """Variables whose terms never come to a part in 10⁸ of the least size that matters, though they can be used."""
    return {variable for variable, c in terms if 0 < abs(c) * ranges.most(variable) <= _NOTHING * least}


def _at_each_size(terms: Terms, bound: float, ends: tuple[float, float], ranges: Ranges) -> list[Telling]:
    """The tellings from the largest size to the smallest."""
    told: list[Telling] = []
    size, smallest = ends
    while True:
        kept, drops = _at_size(terms, bound, size, ranges)
        if not drops:
            told.clear()  # the coarser tellings say nothing that this one does not say
        if bound < 0 or any(c > 0 for _, c in kept):
            told.append(_scaled(kept, bound, size, ranges, least=size))
        if size <= smallest:
            return told
        size = max(smallest, min(size / _STEP, max((abs(c) for _, c in terms if abs(c) < size), default=0.0)))


def _at_size(terms: Terms, bound: float, size: float, ranges: Ranges) -> tuple[Terms, bool]:
    """The row for plans that have nothing of what is larger, and whether it is weaker for others."""
    large = [(v, c) for v, c in terms if abs(c) > size and v in ranges.steps]
    small = [(v, c) for v, c in terms if abs(c) <= size or v not in ranges.steps]
    beyond = math.fsum(c * ranges.most(v) for v, c in small if c > 0) - bound
    clipped = [(v, -min(-c, max(size, beyond))) for v, c in large if c < 0]
    return (*small, *clipped), any(c > 0 for _, c in large)


def _scaled(terms: Terms, bound: float, size: float, ranges: Ranges, *, least: float) -> Telling:
    """The row as it is handed to the solver, without what cannot matter."""
    dust = _dust(terms, least, ranges)
    room = math.fsum(-c * ranges.most(variable) for variable, c in terms if c < 0 and variable in dust)
    finest = min((abs(c) for variable, c in terms if variable not in dust), default=size)
    factor = 10.0 ** math.floor(math.log10(min(_LARGEST, max(_SIZE, _FINEST * size / finest)) / size))
    kept = tuple((variable, c * factor) for variable, c in terms if variable not in dust)
    return Telling(kept, (bound + room) * factor, factor)
