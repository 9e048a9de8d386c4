"""Which figures of a scenario lie too far apart, in words for whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vehicleplan.model.figures import shortened
from vehicleplan.optimizer.build import Build

_FAR = 1e3


def far_apart(build: Build, breaches: tuple[str, ...]) -> str:
    """What lies too far apart, what came of it, and what helps."""
    spans = "; ".join(_spans(build)) or "activities, limits and goal differ by many powers of ten"
    return (
        f"the figures of this scenario lie too far apart for the solver, and its plan would break a limit "
        f"({'; '.join(breaches)}). {spans}. Leave out what cannot matter beside the rest, or count it in larger or "
        "smaller activities; a vehicle of which a billionth of an activity would do should not be divisible."
    )


def _spans(build: Build) -> Iterator[str]:
    kinds = {
        "cash of an activity": {i.candidate.name: i.candidate.cost for i in build.items},
        "set-up cash": {i.candidate.name: i.candidate.setup_cost for i in build.items},
        "results of an activity": {i.candidate.name: i.value for i in build.items},
        "hours of an activity": {i.candidate.name: max(i.candidate.hours.values(), default=0.0) for i in build.items},
    }
    for kind, figures in kinds.items():
        yield from _span(kind, figures)
    amount = build.resolved.scenario.goal.amount
    for item in build.items:
        if amount is not None and item.value > _FAR * amount:
            yield f"{item.candidate.name} brings {shortened(item.value)} an activity, {shortened(amount)} are asked for"


def _span(kind: str, figures: Mapping[str, float]) -> Iterator[str]:
    """The least and the most of a kind, where they are far apart."""
    some = {name: figure for name, figure in figures.items() if figure > 0}
    if not some:
        return
    least, most = min(some, key=lambda name: some[name]), max(some, key=lambda name: some[name])
    if some[most] > _FAR * some[least]:
        yield f"{kind}: {shortened(some[least])} ({least}) to {shortened(some[most])} ({most})"
