"""What the hours of a step cost to buy, by the rates that the scenario itself gives."""

from __future__ import annotations

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.steps import LimitKind, Step, listed_skill, member_rate
from vehicleplan.frozen import dataclass
from vehicleplan.model.team import Build


@dataclass(frozen=True)
class Price:
    """What a step costs over the whole horizon, were all of its hours bought, or all worked by the team.

    Attributes:
        bought: At the outsourcing rate, in cash; None where the hours cannot be bought.
        own: At the hourly cost of the team; None where the scenario gives none.
        builds: Builds that would add hours of the skill within the horizon and that the plan does not make.
    """

    bought: float | None = None
    own: float | None = None
    builds: tuple[Build, ...] = ()


def price_of(basis: Basis, step: Step) -> Price:
    """What a step costs to buy. Money is its own price, and nobody sells vehicles, shares and rules."""
    resolved = basis.resolved
    if step.kind is LimitKind.MEMBER_HOURS:
        rate = resolved.scenario.team.members[step.place].hourly_cost
        return Price(own=rate * step.size * resolved.periods or None)
    if step.kind not in (LimitKind.HOURS, LimitKind.BOUGHT_HOURS):
        return Price()
    hours = step.size * resolved.periods
    listed = listed_skill(resolved, step.name)
    bought = None if listed is None or listed.outsource is None else listed.outsource.hourly_cost * hours
    own = None if step.kind is LimitKind.BOUGHT_HOURS else _own_rate(basis, step.name) * hours
    return Price(bought, own or None, _left_builds(basis, step.name))


def _own_rate(basis: Basis, skill: str) -> float:
    rate = member_rate(basis.resolved, skill)
    return basis.resolved.hourly_cost[skill] if rate is None else rate


def _left_builds(basis: Basis, skill: str) -> tuple[Build, ...]:
    made = basis.plan.decisions.builds
    return tuple(
        build
        for place, build in enumerate(basis.resolved.scenario.team.builds)
        if build.skill == skill and place not in made and build.ready_after < basis.resolved.periods
    )
